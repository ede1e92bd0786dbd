"""Decides the items of checklists from disclosures, conditions and legal tests."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from reviewer.checklist import reasons
from reviewer.checklist.evidence import distinct, interleaved
from reviewer.checklist.limits import Comparison, compare
from reviewer.model.review import (
    ChecklistFinding,
    ConditionState,
    DisclosureFinding,
    DisclosureStatus,
    Evidence,
    ItemFinding,
    ItemStatus,
    TestState,
)
from reviewer.model.rules import TestKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reviewer.checklist.conditions import Decision
    from reviewer.model.clause import Clause
    from reviewer.model.rules import Requirement, Rulebook

_UNDECIDED: Decision = (ConditionState.OPEN, ())
_NO_ANSWERS: Mapping[str, TestState] = MappingProxyType({})


def evaluate(
    rulebook: Rulebook,
    disclosures: tuple[DisclosureFinding, ...],
    clauses: tuple[Clause, ...],
    states: Mapping[str, Decision],
    answers: Mapping[str, TestState] = _NO_ANSWERS,
) -> tuple[ChecklistFinding, ...]:
    """The findings for every checklist of a rulebook, in its order.

    Args:
        rulebook: whose checklists are evaluated.
        disclosures: what was found; one that is not among them is unknown.
        clauses: of the analysis, into which evidence points.
        states: the state of each condition, by id; one that is not among them
            is open.
        answers: how a person answered the reviewer's tests, by item id; they
            decide machine tests as well.
    """
    facts = _Facts(
        disclosures={finding.id: finding for finding in disclosures},
        clauses=clauses,
        states=states,
        answers=answers,
        wording=reasons.Wording.of(rulebook),
    )
    return tuple(
        ChecklistFinding(checklist.id, tuple(_item(item, facts) for item in checklist.items))
        for checklist in rulebook.checklists
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Facts:
    """All that items are decided from."""

    disclosures: Mapping[str, DisclosureFinding]
    clauses: tuple[Clause, ...]
    states: Mapping[str, Decision]
    answers: Mapping[str, TestState]
    wording: reasons.Wording

    def status(self, identifier: str) -> DisclosureStatus:
        finding = self.disclosures.get(identifier)
        return finding.status if finding else DisclosureStatus.UNKNOWN

    def evidence(self, identifiers: tuple[str, ...]) -> tuple[Evidence, ...]:
        """Evidence of disclosures, those present before those partly present."""
        groups = [
            self.disclosures[identifier].evidence
            for wanted in (DisclosureStatus.PRESENT, DisclosureStatus.PARTIAL)
            for identifier in identifiers
            if self.status(identifier) is wanted
        ]
        return interleaved(groups)


def _item(item: Requirement, facts: _Facts) -> ItemFinding:
    state, shown = _condition(item, facts)
    comparison = _test(item, facts)
    status = _status(item, facts, state, comparison.state)
    deciding = item.all_of + item.any_of
    statuses = {identifier: facts.status(identifier) for identifier in deciding}
    outcome = reasons.Outcome(status=status, condition=state, comparison=comparison, found=statuses)
    unknown = status is ItemStatus.UNKNOWN
    not_applicable = status is ItemStatus.NOT_APPLICABLE
    return ItemFinding(
        id=item.id,
        status=status,
        reason=facts.wording.reason(item, outcome),
        condition=state,
        test=comparison.state,
        verification=item.verification,
        evidence=distinct(shown) if not_applicable else facts.evidence(deciding),
        related=facts.evidence(item.fallback) if unknown else (),
    )


def _condition(item: Requirement, facts: _Facts) -> Decision:
    if item.condition is None:
        return ConditionState.NONE, ()
    return facts.states.get(item.condition, _UNDECIDED)


def _test(item: Requirement, facts: _Facts) -> Comparison:
    test = item.test
    if test is None or test.kind is TestKind.NOTE:
        return Comparison(TestState.NONE)
    if item.id in facts.answers:
        return Comparison(facts.answers[item.id])
    if test.machine is None:
        return Comparison(TestState.OPEN)
    return compare(test.machine, facts.disclosures.get(test.machine.disclosure), facts.clauses)


def _status(
    item: Requirement, facts: _Facts, condition: ConditionState, test: TestState
) -> ItemStatus:
    if condition is ConditionState.FAILS:
        return ItemStatus.NOT_APPLICABLE
    if condition is ConditionState.OPEN or not item.all_of + item.any_of:
        return ItemStatus.UNKNOWN
    # More found never makes it worse. So what is unknown settles nothing
    # exactly if its best and its worst case come out the same.
    best = _settled(item, facts, DisclosureStatus.PRESENT, test)
    worst = _settled(item, facts, DisclosureStatus.ABSENT, test)
    return best if best is worst else ItemStatus.UNKNOWN


def _settled(
    item: Requirement, facts: _Facts, unknown: DisclosureStatus, test: TestState
) -> ItemStatus:
    """The status if everything unknown had the given status."""

    def taken(identifiers: tuple[str, ...]) -> list[DisclosureStatus]:
        statuses = [facts.status(identifier) for identifier in identifiers]
        return [unknown if one is DisclosureStatus.UNKNOWN else one for one in statuses]

    every, one_of = taken(item.all_of), taken(item.any_of)
    if all(status is DisclosureStatus.ABSENT for status in every + one_of):
        return ItemStatus.MISSING
    said = all(status is DisclosureStatus.PRESENT for status in every) and (
        not one_of or DisclosureStatus.PRESENT in one_of
    )
    if not said or test is TestState.FAILED:
        return ItemStatus.PARTIAL
    return ItemStatus.UNKNOWN if test is TestState.OPEN else ItemStatus.MET
