"""How an item is decided, by example."""

from __future__ import annotations

import pytest

from reviewer.model.clause import Attribute, AttributeKind, Category, Clause, ClauseOrigin
from reviewer.model.review import (
    ConditionState,
    DisclosureFinding,
    DisclosureStatus,
    ItemStatus,
    TestState,
)
from reviewer.model.rules import LegalTest, MachineTest, Requirement, TestKind
from reviewer.model.span import Span
from tests.checklist.examples import both, decided, found, place, requirement

PRESENT = DisclosureStatus.PRESENT
PARTIAL = DisclosureStatus.PARTIAL
ABSENT = DisclosureStatus.ABSENT
UNKNOWN = DisclosureStatus.UNKNOWN


def reviewer_test() -> LegalTest:
    return LegalTest(kind=TestKind.REVIEWER, text=both("Easy to find."))


def at_most(days: float) -> LegalTest:
    machine = MachineTest(attribute=AttributeKind.DEADLINE, disclosure="period", at_most=days)
    return LegalTest(kind=TestKind.MACHINE, text=both("In time."), machine=machine)


def at_least(years: float) -> LegalTest:
    machine = MachineTest(attribute=AttributeKind.AGE, disclosure="age", at_least=years)
    return LegalTest(kind=TestKind.MACHINE, text=both("Old enough."), machine=machine)


def clause(kind: AttributeKind, *values: str, negated: bool = False) -> Clause:
    span = Span(0, 100)
    return Clause(
        span=span,
        categories=(Category.RIGHTS,),
        scores=(0.9,),
        section=None,
        origin=ClauseOrigin.RULE,
        attributes=tuple(
            Attribute(kind=kind, value=value, span=span, negated=negated) for value in values
        ),
    )


def test_that_an_item_is_met_when_all_it_asks_for_is_said() -> None:
    finding = decided(requirement(all_of=("name", "contact")), found(name=PRESENT, contact=PRESENT))
    assert finding.status is ItemStatus.MET
    assert finding.reason.en == 'The policy covers "Name", "Contact".'
    assert finding.reason.zh == "政策已说明“中文 Name”、“中文 Contact”。"
    assert (finding.condition, finding.test) == (ConditionState.NONE, TestState.NONE)


def test_that_one_of_several_is_enough_where_any_will_do() -> None:
    finding = decided(requirement(any_of=("name", "contact")), found(name=ABSENT, contact=PRESENT))
    assert finding.status is ItemStatus.MET
    assert finding.reason.en == 'The policy covers "Contact".'


def test_that_an_item_is_partial_when_some_is_said() -> None:
    finding = decided(
        requirement(all_of=("name", "contact", "period")),
        found(name=PRESENT, contact=PARTIAL, period=ABSENT),
    )
    assert finding.status is ItemStatus.PARTIAL
    assert finding.reason.en == (
        'The policy covers "Name", and only partly covers "Contact", and says nothing on "Period".'
    )


def test_that_an_item_is_missing_when_nothing_is_said() -> None:
    finding = decided(
        requirement(all_of=("name",), any_of=("contact",)), found(name=ABSENT, contact=ABSENT)
    )
    assert finding.status is ItemStatus.MISSING
    assert finding.reason.en == 'Nothing is said on "Name", "Contact".'
    assert finding.evidence == ()


def test_that_all_without_any_is_partial() -> None:
    item = requirement(all_of=("name",), any_of=("contact", "period"))
    finding = decided(item, found(name=PRESENT, contact=ABSENT, period=ABSENT))
    assert finding.status is ItemStatus.PARTIAL


@pytest.mark.parametrize(
    ("first", "status"),
    [
        (PRESENT, ItemStatus.UNKNOWN),
        (ABSENT, ItemStatus.UNKNOWN),
        (PARTIAL, ItemStatus.PARTIAL),
        (UNKNOWN, ItemStatus.UNKNOWN),
    ],
)
def test_that_the_unknown_stays_unknown_unless_the_others_settle_it(
    first: DisclosureStatus, status: ItemStatus
) -> None:
    item = requirement(all_of=("name", "contact"))
    assert decided(item, found(name=first, contact=UNKNOWN)).status is status


def test_that_an_unknown_alternative_does_not_matter_beside_a_present_one() -> None:
    item = requirement(any_of=("name", "contact"))
    assert decided(item, found(name=PRESENT, contact=UNKNOWN)).status is ItemStatus.MET


def test_that_a_disclosure_without_finding_is_unknown() -> None:
    finding = decided(requirement(all_of=("name",)), ())
    assert finding.status is ItemStatus.UNKNOWN
    assert finding.reason.en == 'Whether the policy covers "Name" cannot be decided from the text.'


def test_that_an_item_does_not_apply_where_its_condition_fails() -> None:
    item = requirement(all_of=("name",), condition="abroad")
    denial = place(70)
    states = {"abroad": (ConditionState.FAILS, (denial,))}
    finding = decided(item, found(name=PRESENT), states=states)
    assert finding.status is ItemStatus.NOT_APPLICABLE
    assert finding.evidence == (denial,)
    assert finding.reason.en.endswith('the answer is no: "Does data leave?"')


def test_that_an_open_condition_leaves_the_item_unknown_and_asks() -> None:
    item = requirement(all_of=("name",), condition="abroad")
    finding = decided(item, found(name=PRESENT))
    assert finding.status is ItemStatus.UNKNOWN
    assert finding.condition is ConditionState.OPEN
    assert '"Does data leave?"' in finding.reason.en
    assert finding.evidence == (place(0),)


def test_that_a_condition_that_holds_lets_the_item_be_decided() -> None:
    item = requirement(all_of=("name",), condition="abroad")
    states = {"abroad": (ConditionState.HOLDS, ())}
    assert decided(item, found(name=ABSENT), states=states).status is ItemStatus.MISSING


def test_that_a_note_never_decides() -> None:
    note = LegalTest(kind=TestKind.NOTE, text=both("Read with care."))
    finding = decided(requirement(all_of=("name",), test=note), found(name=PRESENT))
    assert (finding.status, finding.test) == (ItemStatus.MET, TestState.NONE)


def test_that_a_reviewers_test_leaves_the_item_unknown_until_it_is_answered() -> None:
    item = requirement(all_of=("name",), test=reviewer_test())
    finding = decided(item, found(name=PRESENT))
    assert (finding.status, finding.test) == (ItemStatus.UNKNOWN, TestState.OPEN)
    assert finding.reason.en == 'The policy covers "Name", but a person must judge: Easy to find.'


@pytest.mark.parametrize(
    ("answer", "status"),
    [(TestState.PASSED, ItemStatus.MET), (TestState.FAILED, ItemStatus.PARTIAL)],
)
def test_that_the_answer_to_a_reviewers_test_decides(answer: TestState, status: ItemStatus) -> None:
    item = requirement(all_of=("name",), test=reviewer_test())
    assert decided(item, found(name=PRESENT), answers={item.id: answer}).status is status


def test_that_an_open_test_does_not_hide_that_nothing_is_said() -> None:
    item = requirement(all_of=("name",), test=reviewer_test())
    assert decided(item, found(name=ABSENT)).status is ItemStatus.MISSING
    assert decided(item, found(name=PARTIAL)).status is ItemStatus.PARTIAL


@pytest.mark.parametrize(
    ("values", "status"),
    [
        (("P30D",), ItemStatus.MET),
        (("P1M",), ItemStatus.MET),
        (("P15BD",), ItemStatus.MET),
        (("P30BD",), ItemStatus.PARTIAL),
        (("P45D",), ItemStatus.PARTIAL),
        (("P1M", "P2M"), ItemStatus.MET),
        (("soon",), ItemStatus.UNKNOWN),
        ((), ItemStatus.UNKNOWN),
    ],
)
def test_that_deadlines_are_compared_in_calendar_days(
    values: tuple[str, ...], status: ItemStatus
) -> None:
    item = requirement(all_of=("period",), test=at_most(31))
    clauses = (clause(AttributeKind.DEADLINE, *values),)
    assert decided(item, found(period=PRESENT), clauses).status is status


@pytest.mark.parametrize(
    ("values", "status"),
    [
        (("14",), ItemStatus.MET),
        (("18",), ItemStatus.MET),
        (("13",), ItemStatus.PARTIAL),
        (("13", "14"), ItemStatus.MET),
    ],
)
def test_that_a_higher_age_protects_as_well(values: tuple[str, ...], status: ItemStatus) -> None:
    item = requirement(all_of=("age",), test=at_least(14))
    clauses = (clause(AttributeKind.AGE, *values, negated=True),)
    assert decided(item, found(age=PRESENT), clauses).status is status


def test_that_a_failed_comparison_names_value_and_limit() -> None:
    item = requirement(all_of=("age",), test=at_least(14))
    finding = decided(item, found(age=PRESENT), (clause(AttributeKind.AGE, "13"),))
    assert finding.reason.en == (
        'The policy covers "Age", but 13 years does not keep to the limit of at least 14 years.'
    )
    assert finding.reason.zh == "政策已说明“中文 Age”，但13岁不符合不低于14岁的限度。"


def test_that_a_limit_on_both_sides_is_named_with_both() -> None:
    machine = MachineTest(attribute=AttributeKind.AGE, disclosure="age", at_least=13, at_most=16)
    test = LegalTest(kind=TestKind.MACHINE, text=both("Between."), machine=machine)
    item = requirement(all_of=("age",), test=test)
    finding = decided(item, found(age=PRESENT), (clause(AttributeKind.AGE, "16"),))
    assert "16 years keeps to the limit of 13 to 16 years" in finding.reason.en


def test_that_attributes_are_taken_from_the_clause_that_the_evidence_names() -> None:
    item = requirement(all_of=("age",), test=at_least(14))
    named = (DisclosureFinding(id="age", status=PRESENT, confidence=1.0, evidence=(place(0, 1),)),)
    clauses = (clause(AttributeKind.AGE, "13"), clause(AttributeKind.AGE, "14"))
    assert decided(item, named, clauses).status is ItemStatus.MET


def test_that_a_fallback_gives_related_evidence_to_an_unknown_item_only() -> None:
    item = requirement(all_of=("name",), fallback=("spare",))
    unknown = decided(item, found(name=UNKNOWN, spare=PRESENT))
    missing = decided(item, found(name=ABSENT, spare=PRESENT))
    assert unknown.related == (place(40),)
    assert missing.related == ()


def test_that_evidence_is_interleaved_without_repeats_and_at_most_five() -> None:
    many = tuple(place(start) for start in (0, 10, 20, 30))
    findings = (
        DisclosureFinding(id="name", status=PARTIAL, confidence=0.5, evidence=many),
        DisclosureFinding(
            id="contact", status=PRESENT, confidence=0.9, evidence=(place(50), place(0))
        ),
        DisclosureFinding(id="period", status=PRESENT, confidence=0.9, evidence=(place(60),)),
    )
    item = requirement(all_of=("name", "contact", "period"))
    starts = [one.span.start for one in decided(item, findings).evidence]
    assert starts == [50, 60, 0, 10, 20]


def test_that_an_item_without_deciding_disclosures_is_unknown() -> None:
    item: Requirement = requirement()
    assert decided(item, ()).status is ItemStatus.UNKNOWN
