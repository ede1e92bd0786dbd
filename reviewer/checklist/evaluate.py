"""Decides the items of checklists from disclosures, conditions and legal tests."""

from __future__ import annotations

from dataclasses import dataclass, field
from operator import itemgetter
from types import MappingProxyType
from typing import TYPE_CHECKING

from reviewer.checklist import reasons
from reviewer.checklist.evidence import distinct, interleaved
from reviewer.checklist.limits import Comparison, compare, values_behind
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
    from collections.abc import Iterable, Mapping, Sequence

    from reviewer.checklist.conditions import Decision
    from reviewer.model.clause import AttributeKind, Clause
    from reviewer.model.rules import Checklist, LegalTest, Requirement, Rulebook

# All that items without a test are decided by: the condition's state and the statuses.
_Outcome = tuple[ConditionState, object]
# What was found of a ground, with its evidence.
_Found = tuple[_Outcome, tuple[Evidence, ...]]

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
        wording = reasons.Wording.of(rulebook)
        # Half of all items rest on what others rest on too.
        grounds: dict[tuple[str | None, tuple[str, ...]], _Ground] = {}
        self._items = {
            checklist.id: tuple(
                _Item(item, _ground_of(item, grounds), wording) for item in checklist.items
            )
            for checklist in rulebook.checklists
        }

    def evaluate(
        self, checklists: Iterable[Checklist], facts: Facts
    ) -> tuple[ChecklistFinding, ...]:
        """The findings for some checklists of the rulebook, in the order given."""
        known = _Known(facts)
        return tuple(
            ChecklistFinding(
                checklist.id, tuple([item.finding(known) for item in self._items[checklist.id]])
            )
            for checklist in checklists
        )


class _Statuses(dict[str, DisclosureStatus]):
    """The statuses of disclosures by id; unknown where nothing was found."""

    def __missing__(self, identifier: str) -> DisclosureStatus:
        return DisclosureStatus.UNKNOWN


class _Ground:
    """What items rest on: a condition and disclosures.

    Args:
        number: of the ground among all.
        condition: its id; None for none.
        deciding: ids of the disclosures.
    """

    __slots__ = ("_condition", "_deciding", "_statuses", "number")

    def __init__(self, number: int, condition: str | None, deciding: tuple[str, ...]) -> None:
        self.number = number
        self._condition = condition
        self._deciding = deciding
        # One status, or a tuple of them; nothing for items that no disclosure decides.
        self._statuses = itemgetter(*deciding) if deciding else _nothing

    def found(self, known: _Known) -> _Found:
        """What was found of it in a policy."""
        state, shown = _ALWAYS
        if self._condition is not None:
            state, shown = known.states.get(self._condition, _UNDECIDED)
        # Where the condition fails the item does not apply, and that is what is to be shown.
        fails = state is ConditionState.FAILS
        evidence = distinct(shown) if fails else known.evidence(self._deciding)
        return (state, self._statuses(known.statuses)), evidence


def _ground_of(
    item: Requirement, grounds: dict[tuple[str | None, tuple[str, ...]], _Ground]
) -> _Ground:
    """The ground of an item, a new one among the others where there is none yet."""
    of = item.condition, item.all_of + item.any_of
    if of not in grounds:
        grounds[of] = _Ground(len(grounds), *of)
    return grounds[of]


class _Known:
    """The facts of one policy, found by id; what many items ask is worked out once."""

    def __init__(self, facts: Facts) -> None:
        self.clauses = facts.clauses
        self.states = facts.states
        self.answers = facts.answers
        self.disclosures = {finding.id: finding for finding in facts.disclosures}
        self.statuses = _Statuses({finding.id: finding.status for finding in facts.disclosures})
        self._telling = {finding.id for finding in facts.disclosures if finding.evidence}
        self._evidence: dict[tuple[str, ...], tuple[Evidence, ...]] = {}
        self._values: dict[tuple[AttributeKind, str], Sequence[float]] = {}
        self._found: dict[int, _Found] = {}

    def found(self, ground: _Ground) -> _Found:
        """What was found of a ground of items."""
        found = self._found.get(ground.number)
        if found is None:
            found = self._found[ground.number] = ground.found(self)
        return found

    def evidence(self, identifiers: tuple[str, ...]) -> tuple[Evidence, ...]:
        """Evidence of disclosures, those present before those partly present."""
        if self._telling.isdisjoint(identifiers):  # nearly always
            return ()
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

    def values(self, kind: AttributeKind, disclosure: str) -> Sequence[float]:
        """The values of a kind that a disclosure rests on, the smallest first."""
        key = kind, disclosure
        found = self._values.get(key)
        if found is None:
            finding = self.disclosures.get(disclosure)
            found = self._values[key] = values_behind(kind, finding, self.clauses)
        return found


class _Item:
    """One item, with the findings that were worded for it before.

    Policies differ in their words, but an item comes out in few ways. Each is
    decided and worded once.
    """

    # Hundreds of them are looked at a policy, when other work has taken the fast memory.
    __slots__ = ("_fallback", "_ground", "_item", "_test", "_worded", "_wording")

    def __init__(self, item: Requirement, ground: _Ground, wording: reasons.Wording) -> None:
        self._item = item
        self._ground = ground
        self._wording = wording
        self._fallback = item.fallback
        deciding = item.test is not None and item.test.kind is not TestKind.NOTE
        self._test = item.test if deciding else None
        # By the outcome of the ground, and the comparison.
        self._worded: dict[tuple[object, ...], ItemFinding] = {}

    def finding(self, known: _Known) -> ItemFinding:
        """How the policy stands towards the item."""
        outcome, evidence = known.found(self._ground)
        key: tuple[object, ...] = outcome
        # Most items have no test that decides.
        comparison = _NO_TEST
        if self._test is not None:
            comparison = _tested(self._item, self._test, known)
            key = (*outcome, comparison.state, comparison.value)
        bare = self._worded.get(key)
        if bare is None:
            deciding = self._item.all_of + self._item.any_of
            statuses = {one: known.statuses[one] for one in deciding}
            bare = self._worded[key] = self._bare(outcome[0], comparison, statuses)
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
    return compare(test.machine, known.values(test.machine.attribute, test.machine.disclosure))


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
    if DisclosureStatus.UNKNOWN not in found.values():
        return best
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
