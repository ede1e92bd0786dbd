"""The edits that carry decisions over, tried out while they are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.errors import EditRefused
from reviewer.model.applying import apply
from reviewer.model.carrying import Fate, Matter
from reviewer.model.decisions import Decisions
from reviewer.model.draft import Draft
from reviewer.model.edits import Carried, CarryOver, ClauseStatus, Decide, Unsettled
from reviewer.model.inherited import authorship

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reviewer.model.decisions import WorkingClause
    from reviewer.model.edits import Change, Plain, Target
    from reviewer.model.former import Authorship, Former
    from reviewer.model.ground import Ground
    from reviewer.model.history import WorkingReview
    from reviewer.model.span import Span

_QUOTE = 2000


class CarriedEdits:
    """What is carried over from one review to another, edit by edit."""

    def __init__(self, old: WorkingReview, ground: Ground, former: Former) -> None:
        self.old = old
        self.ground = ground
        self.changes: list[Change] = [CarryOver(former)]
        self.matters: list[Matter] = []
        self._draft = Draft(ground, Decisions(clauses=ground.clauses))
        self._decided: dict[tuple[Authorship, ClauseStatus], list[str]] = {}

    @property
    def clauses(self) -> Mapping[str, WorkingClause]:
        """The new clauses as the edits so far leave them."""
        return self._draft.clauses.shown

    def origin(self, edit: int) -> Authorship:
        """Who made an edit of the former review, and when."""
        return authorship(self.old.edit(edit))

    def quote(self, span: Span) -> str:
        """The former words, the first of very many."""
        return span.text_of(self.old.review.policy.text)[:_QUOTE]

    def make(self, change: Plain, origin: Authorship) -> int:
        """Make an edit; its sequence, or 0 where it does not fit the new version."""
        by = len(self.changes) + 1
        try:
            apply(change, self._draft, by)
        except EditRefused:
            return 0
        self.changes.append(Carried(change, origin))
        return by

    def decide(self, clause: str, status: ClauseStatus, origin: Authorship) -> None:
        """Decide on a clause, together with all that were decided at once."""
        self._decided.setdefault((origin, status), []).append(clause)

    def decide_all(self) -> None:
        """Make the edits of all that was to be decided."""
        for (origin, status), clauses in self._decided.items():
            self.make(Decide(tuple(clauses), status), origin)
        self._decided.clear()

    def kept(
        self, was: Plain, origin: Authorship, quote: str, now: tuple[Target, ...] = ()
    ) -> None:
        """Note that a decision was carried over."""
        self.matters.append(Matter(fate=Fate.KEPT, was=was, origin=origin, quote=quote, now=now))

    def left(
        self, was: Plain, origin: Authorship, quote: str, now: tuple[Target, ...] = ()
    ) -> None:
        """Note, in the new review too, that a decision is open again or, nowhere, gone."""
        fate = Fate.REOPENED if now else Fate.GONE
        self.matters.append(Matter(fate=fate, was=was, origin=origin, quote=quote, now=now))
        self.changes.append(Unsettled(was=was, origin=origin, quote=quote, now=now))


def last_of(working: WorkingReview, kind: type) -> int:
    """The sequence of the last edit of a kind that stands."""
    return [sequence for sequence, change in effective(working) if isinstance(change, kind)][-1]


def effective(working: WorkingReview) -> Iterator[tuple[int, object]]:
    """The edits that stand and came to something, as plain ones."""
    stranded = set(working.decisions.stranded)
    for sequence in working.standing:
        if sequence not in stranded:
            change = working.edit(sequence).change
            yield sequence, change.change if isinstance(change, Carried) else change
