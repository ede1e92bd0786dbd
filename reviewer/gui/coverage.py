"""Which rows of pixels are covered by any of many stretches, however many cover the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_RUN = re.compile(b"\x01+")


class Coverage:
    """How many stretches cover each of some rows; stretches come and go."""

    def __init__(self, rows: int) -> None:
        self._counts = [0] * rows

    def put(self, first: int, last: int) -> None:
        """Cover the rows from the first to the last one."""
        for row in range(max(0, first), min(last + 1, len(self._counts))):
            self._counts[row] += 1

    def drop(self, first: int, last: int) -> None:
        """Take a stretch away that was put."""
        for row in range(max(0, first), min(last + 1, len(self._counts))):
            self._counts[row] -= 1

    def covered(self) -> bytes:
        """A byte for each row: 1 where it is covered, else 0."""
        return bytes(map(bool, self._counts))


def runs(covered: Iterable[bytes]) -> Iterator[tuple[int, int]]:
    """The first and last row of each unbroken run of rows that one of several covers.

    >>> list(runs([bytes([1, 0, 0, 1, 1]), bytes([0, 1, 0, 0, 0])]))
    [(0, 1), (3, 4)]
    """
    several = tuple(covered)
    if not several:
        return
    whole = 0
    for rows in several:
        whole |= int.from_bytes(rows)
    for found in _RUN.finditer(whole.to_bytes(len(several[0]))):
        yield found.start(), found.end() - 1
