"""Rows of numbers: lists of lists, unfolded without looking at each member."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    # Tables are kept in 32 bits, for most of the time goes into fetching them.
    Numbers = NDArray[np.integer[Any]]
    Flags = NDArray[np.bool_]

_HALF = 32
_LOW = (1 << _HALF) - 1


@dataclass(frozen=True, slots=True)
class Runs:
    """Runs of consecutive numbers, one a row.

    Attributes:
        first: the number that each row begins with.
        count: how many numbers each row has.
    """

    first: Numbers
    count: Numbers

    @classmethod
    def of(cls, count: Sequence[int]) -> Runs:
        """Rows of some lengths, one behind the other."""
        lengths = np.array(count, dtype=np.int32)
        return cls((np.cumsum(lengths) - lengths).astype(np.int32), lengths)

    @classmethod
    def of_equals(cls, numbers: Numbers) -> Runs:
        """The places of equals among numbers in order.

        >>> Runs.of_equals(np.array([4, 4, 7])).count.tolist()
        [2, 1]
        """
        new = np.ones(len(numbers), dtype=np.bool_)
        np.not_equal(numbers[1:], numbers[:-1], out=new[1:])
        first = np.flatnonzero(new)
        return cls(first, np.diff(first, append=len(numbers)))

    def spread(self, rows: Numbers) -> tuple[Numbers, Numbers]:
        """All numbers of some rows: for each the index into ``rows``, and the number."""
        return spread(self.first.take(rows), self.count.take(rows))


@dataclass(frozen=True, slots=True)
class Groups:
    """Lists of numbers, one a row, laid end to end.

    Attributes:
        runs: where each row is in ``members``.
    """

    runs: Runs
    members: Numbers

    @classmethod
    def of(cls, rows: Sequence[Sequence[int]]) -> Groups:
        """The same lists in one array."""
        members = np.array([number for row in rows for number in row], dtype=np.int32)
        return cls(Runs.of([len(row) for row in rows]), members)

    def spread(self, rows: Numbers) -> tuple[Numbers, Numbers]:
        """All members of some rows: for each the index into ``rows``, and the member.

        >>> Groups.of([[7, 8], [], [9]]).spread(np.array([2, 0]))[1].tolist()
        [9, 7, 8]
        """
        owner, place = self.runs.spread(rows)
        return owner, self.members.take(place)


def spread(first: Numbers, count: Numbers) -> tuple[Numbers, Numbers]:
    """Runs of consecutive numbers: for each number the index of its run, and the number.

    >>> spread(np.array([5, 1]), np.array([2, 1]))
    (array([0, 0, 1]), array([5, 6, 1]))
    """
    owner = np.repeat(np.arange(len(count)), count)
    before = np.cumsum(count) - count
    return owner, np.arange(len(owner)) + (first - before).take(owner)


def spread_in_parts(first: Numbers, count: Numbers, most: int) -> Iterator[tuple[Numbers, Numbers]]:
    """The same so many numbers at a time, wherever a run is cut by that.

    >>> [at.tolist() for _, at in spread_in_parts(np.array([5, 1]), np.array([3, 1]), 2)]
    [[5, 6], [7, 1]]
    """
    stop = np.cumsum(count)
    total = int(stop[-1]) if len(stop) else 0
    for low in range(0, total, most):
        high = min(low + most, total)
        begin, last = np.searchsorted(stop, (low, high - 1), side="right")
        here = slice(begin, last + 1)
        start = stop[here] - count[here]
        cut = np.maximum(start, low)
        owner, at = spread(first[here] + cut - start, np.minimum(stop[here], high) - cut)
        yield owner + begin, at


def ordered(numbers: Numbers) -> tuple[Numbers, Numbers]:
    """Some numbers from 0 on in order, and where each stood; of equals the first comes first.

    >>> ordered(np.array([5, 1, 5]))
    (array([1, 5, 5]), array([1, 0, 2]))
    """
    # One number each sorts many times as fast as an order of them.
    packed = np.sort(numbers.astype(np.int64) << _HALF | np.arange(len(numbers)))
    return packed >> _HALF, packed & _LOW


@dataclass(frozen=True, slots=True)
class Hits:
    """What stands in a text: which stems or slots, from where to where, in any order."""

    which: Numbers
    start: Numbers
    stop: Numbers

    @classmethod
    def joined(cls, *parts: Hits) -> Hits:
        """All of some."""
        return cls(
            np.concatenate([one.which for one in parts]),
            np.concatenate([one.start for one in parts]),
            np.concatenate([one.stop for one in parts]),
        )

    def of(self, wanted: Numbers) -> Hits:
        """Some of them, by index."""
        return Hits(self.which.take(wanted), self.start.take(wanted), self.stop.take(wanted))
