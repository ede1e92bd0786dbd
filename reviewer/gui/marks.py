"""Which clauses touch a stretch of text, and in which lane each is drawn.

Pure Python: text view, margin and ruler ask the same index. An edit changes the marks of the
clauses that it concerns and no others.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reviewer.gui.ordered import Ordered
    from reviewer.model.clause import Category, Clause
    from reviewer.model.span import Span


# The cells of the lowest level hold 256 code points, those of each further one eight times more.
_LOWEST, _STEP = 8, 3


class IntervalIndex:
    """Answers which of many spans overlap a stretch; spans may come and go.

    A span stands in the smallest cell that holds all of it. So each is put and dropped at
    once, and a stretch is asked of the few cells of each level that it touches.
    """

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._levels: list[dict[int, dict[int, tuple[int, int]]]] = []
        for number, span in enumerate(spans):
            self.put(number, span)

    def put(self, number: int, span: Span) -> None:
        """Have a span found under a number that is not in use; an empty one never is."""
        start, end = span.start, span.end
        if start == end:
            return
        level, place = _cell(start, end)
        while len(self._levels) <= level:
            self._levels.append({})
        self._levels[level].setdefault(place, {})[number] = (start, end)

    def drop(self, number: int, span: Span) -> None:
        """Have a span that was put found no more."""
        if span.start == span.end:
            return
        level, place = _cell(span.start, span.end)
        cell = self._levels[level][place]
        del cell[number]
        if not cell:
            del self._levels[level][place]

    def overlapping(self, start: int, end: int) -> list[int]:
        """Numbers of the spans that share a code point with ``[start, end)``, by start."""
        found = [
            (begin, finish, number)
            for level, cells in enumerate(self._levels)
            for place in _touched(cells, level, start, end)
            for number, (begin, finish) in cells[place].items()
            if begin < end and finish > start
        ]
        found.sort()
        return [number for _begin, _finish, number in found]


def _cell(start: int, end: int) -> tuple[int, int]:
    """The level and place of the smallest cell that holds a span."""
    # So many of the last bits differ between its first and last code point.
    bits = (start ^ (end - 1)).bit_length()
    level = max(0, -(-(bits - _LOWEST) // _STEP))
    return level, start >> (_LOWEST + _STEP * level)


def _touched(
    cells: dict[int, dict[int, tuple[int, int]]], level: int, start: int, end: int
) -> Iterable[int]:
    """The cells of a level that are in use and share a code point with a stretch."""
    shift = _LOWEST + _STEP * level
    wanted = range(start >> shift, (max(start, end - 1) >> shift) + 1)
    if len(wanted) > len(cells):
        return [place for place in cells if place in wanted]
    return [place for place in wanted if place in cells]


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
    if len(clause.categories) == 1:
        return clause.categories[0]
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
    # Comparing spans themselves would take most of the time.
    order = sorted(wanted, key=lambda n: (clauses[n].span.start, clauses[n].span.end))
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


@dataclass(frozen=True, slots=True)
class Redrawn:
    """Which marks went and came with an edit.

    Attributes:
        anew: whether all marks are others; the two tuples are empty then.
    """

    gone: tuple[Mark, ...] = ()
    new: tuple[Mark, ...] = ()
    anew: bool = False


class Marks:
    """All marks of a policy, each under a number that it keeps.

    A mark that is put takes the lowest lane that is free beside it, and those which stand
    stay in theirs, so that nothing jumps when a clause elsewhere is edited. Marked anew, as
    when the file is opened again, lanes may be others.

    Attributes:
        counts: how many clauses each category has.
        index: finds marks by their numbers.
    """

    def __init__(self, clauses: Sequence[Clause] = (), numbers: Iterable[int] = ()) -> None:
        self.mark_anew(clauses, numbers)

    def mark_anew(self, clauses: Sequence[Clause], numbers: Iterable[int]) -> None:
        """Mark these clauses and no others."""
        marks = marks_of(clauses, numbers)
        self.index = IntervalIndex(mark.span for mark in marks)
        self.counts = Counter(mark.category for mark in marks)
        self._marks = dict(enumerate(marks))
        self._next = len(marks)
        self._of: dict[int, tuple[int, ...]] = {}
        for number, mark in enumerate(marks):
            self._of[mark.clause] = (*self._of.get(mark.clause, ()), number)

    def __len__(self) -> int:
        return len(self._marks)

    def __iter__(self) -> Iterator[Mark]:
        """All of them, in no order."""
        return iter(self._marks.values())

    def __getitem__(self, number: int) -> Mark:
        return self._marks[number]

    def of(self, clause: int) -> tuple[Mark, ...]:
        """The marks of a clause, in the order of its categories."""
        return tuple(self._marks[number] for number in self._of.get(clause, ()))

    def follow(self, clauses: Sequence[Clause], changed: Iterable[int], there: Ordered) -> Redrawn:
        """Mark some clauses as they are now.

        Args:
            clauses: all of them, by number.
            changed: those that may not be as they were.
            there: which clauses are there at all.
        """
        stale = [number for number in changed if not self._stands(clauses, number, there)]
        gone = [mark for number in stale for mark in self._drop(number)]
        new = []
        live = (number for number in stale if number in there)
        for number in sorted(live, key=lambda n: (clauses[n].span.start, clauses[n].span.end, n)):
            clause = clauses[number]
            leader = leading_category(clause)
            for category in clause.categories:
                mark = Mark(
                    span=clause.span,
                    clause=number,
                    category=category,
                    lane=self._lane_beside(clause.span),
                    leading=category is leader,
                )
                self._put(mark)
                new.append(mark)
        return Redrawn(tuple(gone), tuple(new))

    def _stands(self, clauses: Sequence[Clause], number: int, there: Ordered) -> bool:
        """Whether a clause is marked as it is already."""
        if number not in there:
            return number not in self._of
        clause, marks = clauses[number], self.of(number)
        return (
            tuple(mark.category for mark in marks) == clause.categories
            and all(mark.span == clause.span for mark in marks)
            and all(mark.leading == (mark.category is leading_category(clause)) for mark in marks)
        )

    def _lane_beside(self, span: Span) -> int:
        taken = {self._marks[n].lane for n in self.index.overlapping(span.start, span.end)}
        return next(lane for lane in range(len(taken) + 1) if lane not in taken)

    def _put(self, mark: Mark) -> None:
        number, self._next = self._next, self._next + 1
        self._marks[number] = mark
        self._of[mark.clause] = (*self._of.get(mark.clause, ()), number)
        self.counts[mark.category] += 1
        self.index.put(number, mark.span)

    def _drop(self, clause: int) -> Iterator[Mark]:
        for number in self._of.pop(clause, ()):
            mark = self._marks.pop(number)
            self.index.drop(number, mark.span)
            self.counts[mark.category] -= 1
            yield mark
