"""When the fact holds that a requirement hangs on."""

from __future__ import annotations

from dataclasses import replace

from reviewer.checklist.conditions import Decision, decide
from reviewer.model.review import ConditionState, DisclosureFinding, DisclosureStatus, Evidence
from reviewer.model.rules import Condition
from tests.checklist.examples import both, found, place

ABROAD = Condition(id="abroad", question=both("Does data leave?"), holds=("name", "contact"))


def decision(
    disclosures: tuple[DisclosureFinding, ...] = (),
    holds: tuple[Evidence, ...] = (),
    fails: tuple[Evidence, ...] = (),
) -> Decision:
    matches = {"abroad.holds": holds, "abroad.fails": fails}
    return decide([ABROAD], disclosures, matches)["abroad"]


def answered(answer: ConditionState, holds: tuple[Evidence, ...] = ()) -> Decision:
    return decide([ABROAD], (), {"abroad.holds": holds}, {"abroad": answer})["abroad"]


def test_that_nothing_found_leaves_a_condition_open() -> None:
    assert decision() == (ConditionState.OPEN, ())


def test_that_a_present_disclosure_shows_the_fact() -> None:
    findings = found(name=DisclosureStatus.PRESENT)
    assert decision(findings) == (ConditionState.HOLDS, (place(0),))


def test_that_a_partial_disclosure_with_evidence_shows_the_fact() -> None:
    findings = found(name=DisclosureStatus.ABSENT, contact=DisclosureStatus.PARTIAL)
    assert decision(findings) == (ConditionState.HOLDS, (place(10),))


def test_that_an_absent_or_other_disclosure_shows_nothing() -> None:
    findings = found(name=DisclosureStatus.ABSENT, period=DisclosureStatus.PRESENT)
    assert decision(findings) == (ConditionState.OPEN, ())


def test_that_a_phrase_shows_the_fact() -> None:
    assert decision(holds=(place(50),)) == (ConditionState.HOLDS, (place(50),))


def test_that_a_denial_fails_the_condition() -> None:
    assert decision(fails=(place(50),)) == (ConditionState.FAILS, (place(50),))


def test_that_a_disclosure_made_by_the_denial_does_not_speak_against_it() -> None:
    findings = found(name=DisclosureStatus.PRESENT)
    assert decision(findings, fails=(place(3),)) == (ConditionState.FAILS, (place(3),))


def test_that_a_disclosure_by_denial_alone_shows_nothing() -> None:
    (finding,) = found(name=DisclosureStatus.PRESENT)
    assert decision((replace(finding, denied=True),)) == (ConditionState.OPEN, ())


def test_that_denial_and_evidence_in_different_places_leave_it_open_with_both() -> None:
    findings = found(name=DisclosureStatus.PRESENT)
    state, evidence = decision(findings, fails=(place(50), place(60)))
    assert state is ConditionState.OPEN
    assert evidence == (place(0), place(50), place(60))


def test_that_an_answer_settles_a_condition() -> None:
    assert answered(ConditionState.FAILS) == (ConditionState.FAILS, ())
    assert answered(ConditionState.HOLDS) == (ConditionState.HOLDS, ())


def test_that_an_answer_keeps_the_words_that_agree_with_it() -> None:
    assert answered(ConditionState.HOLDS, (place(50),)) == (ConditionState.HOLDS, (place(50),))
    assert answered(ConditionState.FAILS, (place(50),)) == (ConditionState.FAILS, ())


def test_that_no_answer_leaves_it_to_the_text() -> None:
    assert answered(ConditionState.OPEN, (place(50),)) == (ConditionState.HOLDS, (place(50),))
    assert decide([ABROAD], (), {}, {"other": ConditionState.HOLDS})["abroad"][0] is (
        ConditionState.OPEN
    )
