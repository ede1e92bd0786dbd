"""Decides the items of checklists from disclosures, conditions and legal tests."""

from __future__ import annotations

from dataclasses import dataclass, field
from operator import itemgetter
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
    from collections.abc import Iterable, Mapping

    from reviewer.checklist.conditions import Decision
    from reviewer.model.clause import Clause
    from reviewer.model.rules import Checklist, LegalTest, Requirement, Rulebook

_UNDECIDED: Decision = (ConditionState.OPEN, ())
_ALWAYS: Decision = (ConditionState.NONE, ())
_NO_ANSWERS: Mapping[str, TestState] = MappingProxyType({})
_NO_TEST = Comparison(TestState.NONE)
_OPEN_TEST = Comparison(TestState.OPEN)


def evaluate(
    rulebook: Rulebook,
    disclosures: tuple[DisclosureFinding, ...],
    clauses: tuple[Clause, ...],
    states: Mapping[str, Decision],
    answers: Mapping[str, TestState] = _NO_ANSWERS,
) -> tuple[ChecklistFinding, ...]:
    """The findings for every checklist of a rulebook, in its order; see :class:`Evaluator`."""
    facts = Facts(disclosures=disclosures, clauses=clauses, states=states, answers=answers)
    return Evaluator(rulebook).evaluate(rulebook.checklists, facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that items are decided from.

    Attributes:
        disclosures: what was found; one that is not among them is unknown.
        clauses: of the analysis, into which evidence points.
        states: the state of each condition, by id; one that is not among them
            is open.
        answers: how a person answered the reviewer's tests, by item id; they
            decide machine tests as well.
    """

    disclosures: tuple[DisclosureFinding, ...]
    clauses: tuple[Clause, ...]
    states: Mapping[str, Decision]
    answers: Mapping[str, TestState] = field(default_factory=dict)


class Evaluator:
    """The checklists of a rulebook, ready to be decided any number of times."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._wording = reasons.Wording.of(rulebook)
        self._items = {
            checklist.id: tuple(_Item(item, self._wording) for item in checklist.items)
            for checklist in rulebook.checklists
        }

    def evaluate(
        self, checklists: Iterable[Checklist], facts: Facts
    ) -> tuple[ChecklistFinding, ...]:
        """The findings for some checklists of the rulebook, in the order given."""
        known = _Known(facts)
        return tuple(
            ChecklistFinding(
                checklist.id, tuple(item.finding(known) for item in self._items[checklist.id])
            )
            for checklist in checklists
        )


class _Statuses(dict[str, DisclosureStatus]):
    """The statuses of disclosures by id; unknown where nothing was found."""

    def __missing__(self, identifier: str) -> DisclosureStatus:
        return DisclosureStatus.UNKNOWN


class _Known:
    """The facts of one policy, found by id; what many items ask is worked out once."""

    def __init__(self, facts: Facts) -> None:
        self.clauses = facts.clauses
        self.states = facts.states
        self.answers = facts.answers
        self.disclosures = {finding.id: finding for finding in facts.disclosures}
        self.statuses = _Statuses({finding.id: finding.status for finding in facts.disclosures})
        self._evidence: dict[tuple[str, ...], tuple[Evidence, ...]] = {}

    def evidence(self, identifiers: tuple[str, ...]) -> tuple[Evidence, ...]:
        """Evidence of disclosures, those present before those partly present."""
        found = self._evidence.get(identifiers)
        if found is None:
            groups = [
                self.disclosures[identifier].evidence
                for wanted in (DisclosureStatus.PRESENT, DisclosureStatus.PARTIAL)
                for identifier in identifiers
                if self.statuses[identifier] is wanted
            ]
            found = self._evidence[identifiers] = interleaved(groups)
        return found


class _Item:
    """One item, with the findings that were worded for it before.

    Policies differ in their words, but an item comes out in few ways. Each is
    decided and worded once.
    """

    def __init__(self, item: Requirement, wording: reasons.Wording) -> None:
        self._item = item
        self._wording = wording
        self._deciding = item.all_of + item.any_of
        self._condition, self._fallback = item.condition, item.fallback
        deciding = item.test is not None and item.test.kind is not TestKind.NOTE
        self._test = item.test if deciding else None
        # One status, or a tuple of them; an item without any is worded once.
        self._statuses = itemgetter(*self._deciding) if self._deciding else _nothing
        # By the state of the condition, the statuses, and the comparison.
        self._worded: dict[tuple[object, ...], ItemFinding] = {}

    def finding(self, known: _Known) -> ItemFinding:
        """How the policy stands towards the item."""
        state, shown = _ALWAYS
        if self._condition is not None:
            state, shown = known.states.get(self._condition, _UNDECIDED)
        # Most items have no test that decides.
        comparison = _NO_TEST
        key: tuple[object, ...] = (state, self._statuses(known.statuses))
        if self._test is not None:
            comparison = _tested(self._item, self._test, known)
            key = (*key, comparison.state, comparison.value)
        bare = self._worded.get(key)
        if bare is None:
            found = {one: known.statuses[one] for one in self._deciding}
            bare = self._worded[key] = self._bare(state, comparison, found)
        if bare.status is ItemStatus.NOT_APPLICABLE:
            evidence = distinct(shown)
        else:
            evidence = known.evidence(self._deciding)
        related: tuple[Evidence, ...] = ()
        if self._fallback and bare.status is ItemStatus.UNKNOWN:
            related = known.evidence(self._fallback)
        return _with_evidence(bare, evidence, related) if evidence or related else bare

    def _bare(
        self,
        state: ConditionState,
        comparison: Comparison,
        found: Mapping[str, DisclosureStatus],
    ) -> ItemFinding:
        """The finding without evidence."""
        item = self._item
        status = _status(item, found, state, comparison.state)
        outcome = reasons.Outcome(
            status=status, condition=state, comparison=comparison, found=found
        )
        return ItemFinding(
            id=item.id,
            status=status,
            reason=self._wording.reason(item, outcome),
            condition=state,
            test=comparison.state,
            verification=item.verification,
        )


def _with_evidence(
    bare: ItemFinding, evidence: tuple[Evidence, ...], related: tuple[Evidence, ...]
) -> ItemFinding:
    return ItemFinding(
        id=bare.id,
        status=bare.status,
        reason=bare.reason,
        condition=bare.condition,
        test=bare.test,
        verification=bare.verification,
        evidence=evidence,
        related=related,
    )


def _nothing(_: object) -> None:
    return None


def _tested(item: Requirement, test: LegalTest, known: _Known) -> Comparison:
    if item.id in known.answers:
        return Comparison(known.answers[item.id])
    if test.machine is None:
        return _OPEN_TEST
    return compare(test.machine, known.disclosures.get(test.machine.disclosure), known.clauses)


def _status(
    item: Requirement,
    found: Mapping[str, DisclosureStatus],
    condition: ConditionState,
    test: TestState,
) -> ItemStatus:
    if condition is ConditionState.FAILS:
        return ItemStatus.NOT_APPLICABLE
    if condition is ConditionState.OPEN or not item.all_of + item.any_of:
        return ItemStatus.UNKNOWN
    # More found never makes it worse. So what is unknown settles nothing
    # exactly if its best and its worst case come out the same.
    best = _settled(item, found, DisclosureStatus.PRESENT, test)
    worst = _settled(item, found, DisclosureStatus.ABSENT, test)
    return best if best is worst else ItemStatus.UNKNOWN


def _settled(
    item: Requirement,
    found: Mapping[str, DisclosureStatus],
    unknown: DisclosureStatus,
    test: TestState,
) -> ItemStatus:
    """The status if everything unknown had the given status."""

    def taken(identifiers: tuple[str, ...]) -> list[DisclosureStatus]:
        statuses = [found[identifier] for identifier in identifiers]
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
