"""A review as it stands: what the machine found and what people made of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reviewer.checklist.answers import Answered
from reviewer.model.clause import Clause, ClauseOrigin, ReasonKind
from reviewer.model.edits import ClauseStatus, ItemKey, ItemVerdict, OnClause, OnFlag, OnItem
from reviewer.model.history import WorkingReview
from reviewer.model.review import ConditionState, Evidence, ItemStatus
from reviewer.model.signing import still_as_signed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reviewer.model.decisions import (
        ConditionAnswer,
        FlagJudgement,
        ItemJudgement,
        Remark,
        TestAnswer,
        WorkingClause,
    )
    from reviewer.model.edits import Target
    from reviewer.model.review import ChecklistFinding, ItemFinding, Review
    from reviewer.model.rules import Rulebook
    from reviewer.model.span import Span

_STATUSES = {
    ItemVerdict.MET: ItemStatus.MET,
    ItemVerdict.PARTIAL: ItemStatus.PARTIAL,
    ItemVerdict.MISSING: ItemStatus.MISSING,
    ItemVerdict.NOT_APPLICABLE: ItemStatus.NOT_APPLICABLE,
}
# What stands outside of the clause that it speaks for.
_AROUND = frozenset({ReasonKind.SECTION, ReasonKind.LEAD_IN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A review as it stands.

    Attributes:
        review: with the clauses as people left them, rejected ones gone, and the evidence of
            items as linked.
        working: the review with its edits; None where nobody has decided anything.
        clauses: what each clause of the review is in ``working``; empty without one.
    """

    review: Review
    working: WorkingReview | None = None
    clauses: tuple[WorkingClause, ...] = ()

    @property
    def final(self) -> bool:
        """Whether it is signed and nothing was changed since."""
        return self.working is not None and bool(still_as_signed(self.working))

    def judgement(self, item: ItemKey) -> ItemJudgement | None:
        """What a reviewer made of an item."""
        return self.working.decisions.items.get(item) if self.working else None

    def test(self, item: ItemKey) -> TestAnswer | None:
        """How an item's legal test came out, as a reviewer says."""
        return self.working.decisions.tests.get(item) if self.working else None

    def condition(self, name: str) -> ConditionAnswer | None:
        """What a reviewer answered about a condition."""
        return self.working.decisions.conditions.get(name) if self.working else None

    def status(self, checklist: str, item: ItemFinding) -> ItemStatus:
        """The reviewer's verdict on an item; without one the machine's."""
        found = self.judgement(ItemKey(checklist, item.id))
        return _STATUSES[found.verdict] if found else item.status

    def counts(self, finding: ChecklistFinding) -> Counter[ItemStatus]:
        """How many items of a checklist have each status."""
        return Counter(self.status(finding.id, item) for item in finding.items)

    def judged(self, finding: ChecklistFinding) -> int:
        """How many items of a checklist have a reviewer's verdict."""
        return sum(self.judgement(ItemKey(finding.id, one.id)) is not None for one in finding.items)

    def from_text(self, checklist: str, item: str) -> ConditionState:
        """Whether the text alone says that an item's condition holds."""
        source = self.working.review if self.working else self.review
        found = source.analysis.checklist(checklist).items
        return next(one.condition for one in found if one.id == item)

    def flag(self, rank: int) -> FlagJudgement | None:
        """What a reviewer made of a red flag, named by its index in the analysis."""
        if self.working is None:
            return None
        return self.working.decisions.flags.get(self._flag_names()[rank])

    def decided(self, status: ClauseStatus) -> int:
        """How many clauses were left in a state, rejected ones too."""
        if self.working is None:
            return 0
        decisions = self.working.decisions
        return sum(decisions.status(name) is status for name in decisions.clauses)

    def remarks(self, target: Target) -> Iterator[Remark]:
        """The comments on something, in the order in which they were made."""
        if self.working is not None:
            for number in sorted(self.working.decisions.comments):
                remark = self.working.decisions.comments[number]
                if remark.target == target and remark.text.strip():
                    yield remark

    def on_item(self, item: ItemKey) -> Iterator[Remark]:
        """The comments on an item."""
        return self.remarks(OnItem(item))

    def on_flag(self, rank: int) -> Iterator[Remark]:
        """The comments on a red flag."""
        names = self._flag_names()
        return self.remarks(OnFlag(names[rank])) if names else iter(())

    def on_clause(self, rank: int) -> Iterator[Remark]:
        """The comments on a clause of the review."""
        return self.remarks(OnClause(self.clauses[rank].id)) if self.clauses else iter(())

    def people(self) -> tuple[str, ...]:
        """Who edited, in the order of their first edits."""
        edits = self.working.edits if self.working else ()
        return tuple(dict.fromkeys(edit.stamp.who for edit in edits if edit.stamp.who.strip()))

    def _flag_names(self) -> tuple[str, ...]:
        return tuple(self.working.ground.flags) if self.working else ()


def standing(
    found: Review | WorkingReview, rulebook: Rulebook, *, accepted_only: bool = False
) -> Standing:
    """A review as people left it, or as the machine did.

    Args:
        rulebook: that of the analysis, by which items are decided anew from answers.
        accepted_only: whether clauses that nobody decided on are left out.
    """
    if not isinstance(found, WorkingReview):
        return Standing(review=found)
    wanted = {ClauseStatus.ACCEPTED} if accepted_only else {*ClauseStatus} - {ClauseStatus.REJECTED}
    decisions = found.decisions
    kept = tuple(one for one in decisions.in_order() if decisions.status(one.id) in wanted)
    machine = found.review.analysis.clauses
    clauses = tuple(as_clause(one, machine) for one in kept)
    linking = _Linking(found, {one.id: rank for rank, one in enumerate(kept)})
    checklists = tuple(
        replace(
            each, items=tuple(linking.item(ItemKey(each.id, item.id), item) for item in each.items)
        )
        for each in Answered(found.review.analysis, rulebook).findings(decisions)
    )
    name = decisions.reviewer.name if decisions.reviewer else found.review.reviewer
    analysis = replace(found.review.analysis, clauses=clauses, checklists=checklists)
    return Standing(
        review=replace(found.review, analysis=analysis, reviewer=name), working=found, clauses=kept
    )


def as_clause(working: WorkingClause, machine: tuple[Clause, ...]) -> Clause:
    """A clause as it stands, with what the machine said of its words.

    A category that only a person gave it has the score 0.
    """
    sources = [machine[index] for index in working.machine]
    if len(sources) == 1 and (sources[0].span, sources[0].categories) == (
        working.span,
        working.categories,
    ):
        return sources[0]
    return Clause(
        span=working.span,
        categories=working.categories,
        scores=tuple(
            max((one.score(category) for one in sources), default=0.0)
            for category in working.categories
        ),
        section=sources[0].section if sources else None,
        origin=sources[0].origin if sources else ClauseOrigin.RULE,
        reasons=tuple(
            reason
            for one in sources
            for reason in one.reasons
            if reason.kind in _AROUND or working.span.covers(reason.span)
        ),
        attributes=tuple(
            named for one in sources for named in one.attributes if working.span.covers(named.span)
        ),
    )


class _Linking:
    """The evidence of items, told by clauses as they stand."""

    def __init__(self, working: WorkingReview, ranks: dict[str, int]) -> None:
        self._decisions = working.decisions
        self._ranks = ranks
        self._made: dict[int, list[WorkingClause]] = {}
        for clause in working.decisions.in_order():
            for index in clause.machine:
                self._made.setdefault(index, []).append(clause)

    def item(self, key: ItemKey, item: ItemFinding) -> ItemFinding:
        """An item with its evidence as linked; that of rejected clauses is gone."""
        evidence = list(self._kept(key, item.evidence))
        told = {one.clause for one in evidence}
        machine = (one.clause for one in item.evidence)
        for clause in self._decisions.supporting(key, machine):
            rank = self._ranks.get(clause.id)
            if rank is not None and rank not in told:
                evidence.append(Evidence(clause.span, rank))
        related = tuple(self._kept(key, item.related))
        return replace(item, evidence=tuple(evidence), related=related)

    def _kept(self, key: ItemKey, found: Iterable[Evidence]) -> Iterator[Evidence]:
        for one in found:
            if one.clause is None:
                yield one
                continue
            clause = self._holding(one.clause, one.span)
            if clause is None or self._decisions.links.get((clause.id, key)) is False:
                continue
            if self._decisions.status(clause.id) is not ClauseStatus.REJECTED:
                yield Evidence(one.span, self._ranks.get(clause.id))

    def _holding(self, index: int, span: Span) -> WorkingClause | None:
        """The clause that holds the words now, or any that was made of the same."""
        made = self._made.get(index, [])
        return next((one for one in made if one.span.covers(span)), made[0] if made else None)
