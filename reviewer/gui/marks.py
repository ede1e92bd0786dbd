"""Which clauses touch a stretch of text, and in which lane each is drawn.

Pure Python: text view, margin and ruler ask the same index.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reviewer.model.clause import Category, Clause
    from reviewer.model.span import Span


class IntervalIndex:
    """Answers which of many spans overlap a stretch, in logarithmic time.

    The spans are kept sorted by start as an implicit balanced tree; every
    node remembers the furthest end below it.
    """

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted((span.start, span.end, number) for number, span in enumerate(spans))
        self._spans = ordered
        self._furthest = [0] * len(ordered)
        self._measure(0, len(ordered))

    def _measure(self, low: int, high: int) -> int:
        if low >= high:
            return -1
        middle = (low + high) // 2
        furthest = max(
            self._spans[middle][1], self._measure(low, middle), self._measure(middle + 1, high)
        )
        self._furthest[middle] = furthest
        return furthest

    def overlapping(self, start: int, end: int) -> list[int]:
        """Numbers of the spans that share a code point with ``[start, end)``, by start."""
        found: list[int] = []
        self._collect(0, len(self._spans), (start, end), found)
        return found

    def _collect(self, low: int, high: int, wanted: tuple[int, int], found: list[int]) -> None:
        if low >= high:
            return
        middle = (low + high) // 2
        if self._furthest[middle] <= wanted[0]:
            return
        self._collect(low, middle, wanted, found)
        begin, finish, number = self._spans[middle]
        if begin >= wanted[1]:
            return
        if finish > wanted[0] and finish > begin:
            found.append(number)
        self._collect(middle + 1, high, wanted, found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One category of one clause, as it is drawn.

    Attributes:
        clause: its number, see ``standing.py``; an index into ``Analysis.clauses`` for
            the machine's.
        lane: 0 is nearest to the text; marks in one lane do not overlap.
        leading: whether it is the clause's strongest category.
    """

    span: Span
    clause: int
    category: Category
    lane: int
    leading: bool


def leading_category(clause: Clause) -> Category:
    """The category with the best score; the first of equals."""
    best = max(range(len(clause.categories)), key=lambda number: clause.scores[number])
    return clause.categories[best]


def marks_of(clauses: Sequence[Clause], numbers: Iterable[int] | None = None) -> tuple[Mark, ...]:
    """One mark for each category of each clause, by start, in free lanes.

    Args:
        clauses: all of them, by number.
        numbers: which of them are marked; None for all.
    """
    ends: list[int] = []
    marks: list[Mark] = []
    wanted = range(len(clauses)) if numbers is None else numbers
    order = sorted(wanted, key=lambda number: clauses[number].span)
    for number in order:
        clause = clauses[number]
        leader = leading_category(clause)
        for category in clause.categories:
            lane = _free_lane(ends, clause.span)
            marks.append(
                Mark(
                    span=clause.span,
                    clause=number,
                    category=category,
                    lane=lane,
                    leading=category is leader,
                )
            )
    return tuple(marks)


def _free_lane(ends: list[int], span: Span) -> int:
    for lane, end in enumerate(ends):
        if end <= span.start:
            ends[lane] = span.end
            return lane
    ends.append(span.end)
    return len(ends) - 1
