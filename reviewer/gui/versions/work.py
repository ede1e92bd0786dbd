"""What the helper process does when two versions are compared; no Qt."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reviewer.model.carrying import Carrying, Matter
    from reviewer.model.comparison import Comparison
    from reviewer.model.edits import Edit, Target
    from reviewer.model.history import WorkingReview
    from reviewer.model.review import Review
    from reviewer.model.rules import Rulebook
    from reviewer.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One of two versions, read and analysed.

    Attributes:
        name: what it is called.
        source: the bytes of the policy's file.
        rulebook: that of the analysis; None for the session's.
        edits: what was decided on it.
        identity: of its review file; empty where there is none.
    """

    name: str
    review: Review
    source: bytes
    rulebook: Rulebook | None = None
    edits: tuple[Edit, ...] = ()
    identity: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerDecisions:
    """What becomes, or became, of the decisions on the old version.

    Attributes:
        places: where what they concern now stands in the new text.
        carrying: the edits that carry them over; None where there are none, or that was done.
    """

    matters: tuple[Matter, ...] = ()
    places: dict[Target, Span] = field(default_factory=dict)
    carrying: Carrying | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two versions with what became of the clauses, and of decisions on the old ones."""

    comparison: Comparison
    former: FormerDecisions


def compare_versions(old: Review, edits: tuple[Edit, ...], new: Review, identity: str) -> Pair:
    """Both versions compared, and what would become of the decisions on the old one."""
    from reviewer.analysis.carrying import carry
    from reviewer.analysis.compare import compare
    from reviewer.model.carrying import carried_over
    from reviewer.model.history import fold

    comparison = compare(old, new)
    if not edits:
        return Pair(comparison, FormerDecisions())
    carrying = carry(fold(old, edits), new, comparison, identity)
    working = carried_over(new, carrying, edits[-1].stamp)
    targets = (target for one in carrying.matters for target in one.now)
    places = dict(_places(working, targets))
    former = FormerDecisions(matters=carrying.matters, places=places, carrying=carrying)
    return Pair(comparison, former)


def compare_former(former: Review, new: Review, edits: tuple[Edit, ...]) -> Pair:
    """A review's version compared with the one before, and what was not carried over."""
    from reviewer.analysis.compare import compare
    from reviewer.model.carrying import Fate, Matter
    from reviewer.model.history import fold
    from reviewer.model.inherited import inherited

    comparison, working = compare(former, new), fold(new, edits)
    found = inherited(working)
    notes = (*found.reopened, *found.gone) if found else ()
    matters = tuple(
        Matter(
            fate=Fate.REOPENED if note.said.now else Fate.GONE,
            was=note.said.was,
            origin=note.said.origin,
            quote=note.said.quote,
            now=note.said.now,
        )
        for note in notes
    )
    places = dict(_places(working, (target for one in matters for target in one.now)))
    return Pair(comparison, FormerDecisions(matters=matters, places=places))


def _places(working: WorkingReview, targets: Iterable[Target]) -> Iterator[tuple[Target, Span]]:
    from reviewer.model.edits import OnClause, OnFlag

    clauses, flags = working.decisions.clauses, working.ground.flags
    for target in targets:
        if isinstance(target, OnClause) and target.clause in clauses:
            yield target, clauses[target.clause].span
        elif isinstance(target, OnFlag) and target.flag in flags:
            yield target, working.review.analysis.flags[flags[target.flag]].span
