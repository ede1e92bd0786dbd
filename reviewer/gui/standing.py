"""A review's clauses as they stand, each under a number that it keeps.

The machine's come first, numbered as in the analysis; those that reviewers made follow as
they are made. A clause that was split, merged or deleted keeps its number, in case an undo
brings it back, and is listed as gone.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.gui.ordered import Ordered
from reviewer.model.clause import Clause, ClauseOrigin
from reviewer.model.edits import ClauseStatus, OnClause

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from reviewer.model.clause import Category
    from reviewer.model.decisions import Decided, Decisions, WorkingClause
    from reviewer.model.history import WorkingReview

_MANY = 300


@dataclass(frozen=True, slots=True)
class Change:
    """What a step from one state to the next changed.

    Attributes:
        clauses: numbers of those that are not as they were.
        reshaped: whether a clause came, went, moved or has other categories.
    """

    clauses: frozenset[int] = frozenset()
    reshaped: bool = False

    def concerns(self, number: int) -> bool:
        """Whether a clause is not as it was, or something else than clauses was changed."""
        return number in self.clauses or not self.clauses


def _key(clause: Clause, number: int) -> tuple[int, int, int]:
    """What a clause is ordered by: its place in the text."""
    return clause.span.start, clause.span.end, number


class Standing:
    """The clauses of one review; :meth:`take` follows its decisions."""

    def __init__(self, working: WorkingReview) -> None:
        """Begin with what the machine found, then take the decisions.

        Attributes:
            clauses: by number, the gone ones as they last were.
            there: numbers of those that are there, in the order of the text.
            comments: how many comments stand at a clause, by its number.
        """
        self._review = working.review
        self._found = working.review.analysis.clauses
        self._starts = [section.span.start for section in working.review.policy.sections]
        self.clauses: list[Clause] = list(self._found)
        self.ids: list[str] = list(working.ground.clauses)
        self._numbers = {identifier: number for number, identifier in enumerate(self.ids)}
        self._ground = working.ground.clauses
        self._shown: Mapping[str, WorkingClause] = working.ground.clauses
        self._decided: Mapping[str, Decided] = {}
        self._decisions = working.decisions
        self.there = Ordered({number: _key(one, number) for number, one in enumerate(self._found)})
        self.comments: Counter[int] = Counter()
        self.decided_count = 0
        self.take(working)

    @property
    def order(self) -> tuple[int, ...]:
        """Numbers of the clauses that are there, in the order of the text."""
        return self.there.numbers

    def take(self, working: WorkingReview) -> Change:
        """Follow other decisions on the same review."""
        before, decisions = self._shown, working.decisions
        self._decisions = decisions
        changed: set[int] = set()
        reshaped = before is not decisions.clauses and self._reshape(decisions, changed)
        former, self._decided = self._decided, decisions.decided
        if former is not self._decided:
            for one in former.keys() ^ self._decided.keys():
                changed.add(self._numbers[one])
            for one, decided in self._decided.items():
                other = former.get(one)
                if other is not decided and other != decided:
                    changed.add(self._numbers[one])
        changed |= self._count_comments(decisions)
        if reshaped:
            self._arrange(changed)
        shown = decisions.clauses
        self.decided_count = sum(identifier in shown for identifier in self._decided)
        return Change(frozenset(changed), reshaped)

    def _reshape(self, decisions: Decisions, changed: set[int]) -> bool:
        before, self._shown = self._shown, decisions.clauses
        gone = [self._numbers[one] for one in before.keys() - self._shown.keys()]
        changed.update(gone)
        reshaped = bool(gone)
        for identifier, clause in self._shown.items():
            if before.get(identifier) is clause:
                continue
            if identifier not in self._numbers:
                self._numbers[identifier] = len(self.ids)
                self.ids.append(identifier)
                self.clauses.append(self._as_shown(clause))
            number = self._numbers[identifier]
            self.clauses[number] = self._as_shown(clause)
            changed.add(number)
            reshaped = True
        return reshaped

    def _as_shown(self, clause: WorkingClause) -> Clause:
        """A clause with what the machine knows of its words."""
        if self._ground.get(clause.id) is clause:
            return self._found[clause.machine[0]]
        found = [self._found[number] for number in clause.machine]
        known: dict[Category, float] = {}
        for one in found:
            for category, score in zip(one.categories, one.scores, strict=True):
                known[category] = max(score, known.get(category, 0.0))
        scores = tuple(known.get(category, 0.0) or 1.0 for category in clause.categories)
        section = bisect_right(self._starts, clause.span.start) - 1
        return Clause(
            span=clause.span,
            categories=clause.categories,
            scores=scores,
            section=section if section >= 0 else None,
            origin=found[0].origin if found else ClauseOrigin.RULE,
            reasons=tuple(one for each in found for one in each.reasons),
            attributes=tuple(
                one
                for each in found
                for one in each.attributes
                if one.span.start >= clause.span.start and one.span.end <= clause.span.end
            ),
        )

    def _arrange(self, changed: Collection[int]) -> None:
        """Bring clauses that changed to their places."""
        if len(changed) > _MANY:
            # One by one, this many take longer than all at once.
            live = map(self._numbers.__getitem__, self._shown)
            self.there = Ordered({number: _key(self.clauses[number], number) for number in live})
            return
        for number in changed:
            if self.ids[number] in self._shown:
                self.there.put(number, _key(self.clauses[number], number))
            else:
                self.there.drop(number)

    def _count_comments(self, decisions: Decisions) -> set[int]:
        counted: Counter[int] = Counter()
        for remark in decisions.comments.values():
            # A clause that was deleted before the file was opened has no number.
            if isinstance(remark.target, OnClause) and remark.target.clause in self._numbers:
                counted[self._numbers[remark.target.clause]] += 1
        before, self.comments = self.comments, counted
        either = before.keys() | counted.keys()
        return {number for number in either if before[number] != counted[number]}

    def place(self, number: int) -> int | None:
        """Which clause of the text it is, from 0; None where it is gone."""
        return self.there.place(number)

    def number(self, identifier: str) -> int | None:
        """The number of a clause that is there."""
        return self._numbers[identifier] if identifier in self._shown else None

    def working(self, number: int) -> WorkingClause:
        """The clause as the review has it.

        Raises:
            KeyError: it is gone.
        """
        return self._shown[self.ids[number]]

    def status(self, number: int) -> ClauseStatus:
        """What was decided on a clause."""
        return self._decisions.status(self.ids[number])

    def is_own(self, number: int) -> bool:
        """Whether a reviewer made the clause."""
        clause = self._shown.get(self.ids[number])
        return clause is not None and clause.own

    def is_human(self, number: int) -> bool:
        """Whether a reviewer made it or changed its bounds or categories."""
        clause = self._shown.get(self.ids[number])
        return clause is not None and clause.changed > 0

    def is_open(self, number: int) -> bool:
        """Whether nobody has decided on it."""
        return number in self.there and self.ids[number] not in self._decided

    def known(self, identifier: str) -> Clause | None:
        """A clause as it is or last was; None where there never was one."""
        number = self._numbers.get(identifier)
        return None if number is None else self.clauses[number]
