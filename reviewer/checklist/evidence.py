"""Puts pieces of evidence in order for a finding."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reviewer.model.review import Evidence

MOST = 5


def distinct(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """The first pieces in the order given, each span once, at most five."""
    # By the numbers: a span's own hash is slower, and there are hundreds of items.
    chosen: dict[tuple[int, int], Evidence] = {}
    for piece in evidence:
        chosen.setdefault((piece.span.start, piece.span.end), piece)
        if len(chosen) == MOST:
            break
    return tuple(chosen.values())


def interleaved(groups: Sequence[tuple[Evidence, ...]]) -> tuple[Evidence, ...]:
    """The best piece of every group, then the second ones, and so on.

    So each disclosure that decides shows its best words before any shows more.
    """
    if len(groups) < 2:  # noqa: PLR2004 - most items rest on one disclosure, and many on none
        return distinct(groups[0]) if groups else ()
    rounds = zip_longest(*groups)
    return distinct(piece for round_ in rounds for piece in round_ if piece is not None)
