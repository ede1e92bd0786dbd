"""Decisions on clauses, carried to the clauses of a new version."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from reviewer.analysis.carrying_edits import last_of
from reviewer.model.carrying import Fate
from reviewer.model.edits import (
    AddClause,
    AdjustBounds,
    ClauseStatus,
    Decide,
    Delete,
    Merge,
    OnClause,
    OnSelection,
    Relabel,
    Split,
)
from reviewer.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewer.analysis.carrying_edits import CarriedEdits
    from reviewer.analysis.following import Followed, Place
    from reviewer.model.decisions import WorkingClause
    from reviewer.model.edits import Plain, Target
    from reviewer.model.former import Authorship


class CarriedClauses:
    """Finds for each old clause its new one, and decides on that as it was decided.

    Attributes:
        now: the new clause of an old one, by their names; those of which there is none are
            not in it.
        fates: of the words of each old clause, by its name.
    """

    def __init__(self, edits: CarriedEdits, followed: Followed) -> None:
        self._edits, self._followed = edits, followed
        self._decisions = edits.old.decisions
        self._claimed: set[str] = set()
        self._pieces: dict[str, tuple[str, ...]] = {}
        machine = list(edits.ground.clauses.values())
        self._names = [clause.id for clause in machine]
        self._starts = [clause.span.start for clause in machine]
        self._ends = [clause.span.end for clause in machine]
        self._exact = {clause.span: clause.id for clause in reversed(machine)}
        self._counterparts = dict(self._machine_pairs())
        self._found = set(self._counterparts.values())
        self._places: dict[str, Place] = {}
        self.now: dict[str, str] = {}
        self.fates: dict[str, Fate] = {}

    def _machine_pairs(self) -> Iterator[tuple[int, str]]:
        """The old clauses of the machine that it finds again, word for word."""
        taken: set[str] = set()
        for clause in self._edits.old.ground.clauses.values():
            place = self._followed.place(clause.span)
            name = self._exact.get(place.span) if place.span else None
            if name is not None and name not in taken and place.fate is Fate.KEPT:
                taken.add(name)
                yield clause.machine[0], name

    def carry(self) -> None:
        """Decide on all new clauses whose old ones were decided on or shaped by hand."""
        decided = [one for one in self._decisions.in_order() if self._is_human(one)]
        for clause in self._decisions.in_order():
            place = self._places[clause.id] = self._followed.place(clause.span)
            self.fates[clause.id] = place.fate
        kept = [one for one in decided if self.fates[one.id] is Fate.KEPT]
        self._claimed.update(
            self._counterparts[one.machine[0]]
            for one in kept
            if not one.own and one.machine[0] in self._counterparts
        )
        self._join_shaped(kept)
        for clause in kept:
            self._keep(clause)
        for clause in self._deleted():
            self._reject(clause)
        self._edits.decide_all()
        for clause in decided:
            if self.fates[clause.id] is not Fate.KEPT:
                self._leave(clause)
        for clause in self._decisions.clauses.values():
            if clause.id not in self.now:
                self._find(clause)

    def _is_human(self, clause: WorkingClause) -> bool:
        return clause.own or clause.changed > 0 or clause.id in self._decisions.decided

    def _origin(self, clause: WorkingClause) -> Authorship:
        decided = self._decisions.decided.get(clause.id)
        return self._edits.origin(decided.by if decided else clause.changed or clause.made)

    def _was(self, clause: WorkingClause) -> Plain:
        """The decision that says most of how the clause stood."""
        status = self._decisions.status(clause.id)
        if status is ClauseStatus.REJECTED:
            return Decide((clause.id,), status)
        if not clause.machine:
            return AddClause(clause.span, clause.categories)
        if status is ClauseStatus.OPEN:
            return AdjustBounds(clause.id, clause.span)
        analysis = self._edits.old.review.analysis
        found = {one for index in clause.machine for one in analysis.clauses[index].categories}
        if found == set(clause.categories):
            return Decide((clause.id,), status)
        return Relabel((clause.id,), clause.categories)

    # What was deleted

    def _deleted(self) -> list[WorkingClause]:
        """Clauses of the machine that were merged or split, and then deleted."""
        shown = self._decisions.clauses.values()
        present = {index for clause in shown for index in clause.machine}
        machine = self._edits.old.ground.clauses.values()
        return [clause for clause in machine if present.isdisjoint(clause.machine)]

    def _reject(self, clause: WorkingClause) -> None:
        """Reject what was deleted, for the machine's clauses cannot be."""
        edits, place = self._edits, self._followed.place(clause.span)
        origin = edits.origin(last_of(edits.old, Delete))
        was, quote = Delete((clause.id,)), edits.quote(clause.span)
        name = self._counterparts.get(clause.machine[0])
        if name in self._claimed or name not in edits.clauses:
            name = None
        now: tuple[Target, ...] = (OnSelection(place.span),) if place.span else ()
        if place.fate is not Fate.KEPT:
            edits.left(was, origin, quote, now)
            return
        if name is not None:
            self._claimed.add(name)
            edits.decide(name, ClauseStatus.REJECTED, origin)
            now = (OnClause(name),)
        edits.kept(was, origin, quote, now)

    # What is kept

    def _join_shaped(self, kept: Sequence[WorkingClause]) -> None:
        """Merge and split the machine's clauses as they were, so that evidence stays theirs."""
        groups: list[tuple[set[int], list[WorkingClause]]] = []
        for clause in kept:
            if clause.own and clause.machine:
                indexes, members = set(clause.machine), [clause]
                for other in [one for one in groups if one[0] & indexes]:
                    groups.remove(other)
                    indexes |= other[0]
                    members = [*other[1], *members]
                groups.append((indexes, members))
        for indexes, members in groups:
            names = [
                self._counterparts[one] for one in sorted(indexes) if one in self._counterparts
            ]
            if names:
                self._shape(list(dict.fromkeys(names)), members)

    def _shape(self, names: list[str], members: list[WorkingClause]) -> None:
        origin = self._edits.origin(members[0].made)
        self._claimed.update(names)
        name = names[0]
        if len(names) > 1:
            name = f"e{self._edits.make(Merge(tuple(names)), origin)}"
        spans = sorted(self._places[one.id].span or Span(0, 0) for one in members)
        places = tuple(one.start for one in spans[1:])
        made = self._edits.make(Split(name, places), origin) if places else 0
        pieces = [f"e{made}.{number}" for number in range(1, len(spans) + 1)] if made else [name]
        pieces = [one for one in pieces if one in self._edits.clauses]
        self._claimed.update(pieces)
        for clause, piece in zip(sorted(members, key=_by_span), pieces, strict=False):
            self.now[clause.id] = piece

    def _keep(self, clause: WorkingClause) -> None:
        span = self._places[clause.id].span
        if span is None:
            return
        origin, edits = self._origin(clause), self._edits
        name = self.now.get(clause.id) or self._counterpart(clause, span)
        status = self._decisions.status(clause.id)
        if name is None:
            name = f"e{edits.make(AddClause(span, clause.categories), origin)}"
        new = edits.clauses[name]
        self.now[clause.id] = name
        self._claimed.add(name)
        if new.span != span:
            edits.make(AdjustBounds(name, span), origin)
        accepted = new.made > 0 and not new.machine
        if new.categories != clause.categories:
            accepted = edits.make(Relabel((name,), clause.categories), origin) > 0
        if status is not (ClauseStatus.ACCEPTED if accepted else ClauseStatus.OPEN):
            edits.decide(name, status, origin)
        edits.kept(self._was(clause), origin, edits.quote(clause.span), (OnClause(name),))

    def _counterpart(self, clause: WorkingClause, span: Span) -> str | None:
        """The new clause that stands for an old one; None where there is none."""
        if not clause.own and clause.machine[0] in self._counterparts:
            return self._counterparts[clause.machine[0]]
        free = [one for one in self._near(span) if one not in self._claimed]
        if not clause.machine:
            free = [one for one in free if one not in self._found]
        shown = self._edits.clauses
        inside = [one for one in free if 2 * shown[one].span.overlap(span) >= len(shown[one].span)]
        origin = self._origin(clause)
        if len(inside) > 1:
            self._pieces.update(dict.fromkeys(inside, ()))
            return f"e{self._edits.make(Merge(tuple(inside)), origin)}"
        best = max(inside or free, key=lambda one: shown[one].span.overlap(span), default=None)
        return None if best is None else self._cut_out(best, span, origin)

    def _cut_out(self, name: str, span: Span, origin: Authorship) -> str:
        """The piece of a clause that has only these words; the rest of it stays open."""
        whole = self._edits.clauses[name].span
        places = tuple(one for one in (span.start, span.end) if whole.start < one < whole.end)
        made = self._edits.make(Split(name, places), origin) if places else 0
        if not made:
            return name
        numbers = range(1, len(places) + 2)
        pieces = tuple(one for n in numbers if (one := f"e{made}.{n}") in self._edits.clauses)
        self._pieces[name] = pieces
        return max(pieces, key=lambda one: self._edits.clauses[one].span.overlap(span))

    def _near(self, span: Span) -> list[str]:
        """The machine's new clauses, or what became of them, that have some of these words."""
        first = bisect_right(self._ends, span.start)
        last = bisect_left(self._starts, span.end)
        shown = self._edits.clauses
        names = [piece for name in self._names[first:last] for piece in self._parts(name)]
        return [one for one in names if one in shown and shown[one].span.overlap(span)]

    def _parts(self, name: str) -> Iterator[str]:
        """What became of a clause: itself, or the pieces that it was cut into."""
        if name not in self._pieces:
            yield name
        for piece in self._pieces.get(name, ()):
            yield from self._parts(piece)

    # What is left open

    def _leave(self, clause: WorkingClause) -> None:
        edits, origin = self._edits, self._origin(clause)
        quote, span = edits.quote(clause.span), self._places[clause.id].span
        now: tuple[Target, ...] = ()
        if span is not None:
            now = (self._reopened(clause, span, origin),)
        edits.left(self._was(clause), origin, quote, now)

    def _reopened(self, clause: WorkingClause, span: Span, origin: Authorship) -> Target:
        """The clause that is open again: the machine's, or else the reviewer's own mark."""
        name = self._best(span)
        if name is None and self._decisions.status(clause.id) is ClauseStatus.REJECTED:
            return OnSelection(span)
        if name is None:
            made = self._edits.make(AddClause(span, clause.categories), origin)
            name = f"e{made}"
            self._edits.make(Decide((name,), ClauseStatus.OPEN), origin)
        self.now[clause.id] = name
        return OnClause(name)

    def _best(self, span: Span) -> str | None:
        shown = self._edits.clauses
        free = [one for one in self._near(span) if one not in self._claimed]
        return max(free, key=lambda one: shown[one].span.overlap(span), default=None)

    def _find(self, clause: WorkingClause) -> None:
        """The new clause of one that nobody decided on, for what was said of it."""
        place = self._places[clause.id]
        name = self._counterparts.get(clause.machine[0]) if len(clause.machine) == 1 else None
        if place.span is not None and (name is None or name not in self._edits.clauses):
            name = self._best(place.span)
        if name is not None and name in self._edits.clauses:
            self.now[clause.id] = name

    def place(self, clause: str) -> Span | None:
        """Where the words of an old clause are now."""
        place = self._places.get(clause)
        return place.span if place else None


def _by_span(clause: WorkingClause) -> Span:
    return clause.span
