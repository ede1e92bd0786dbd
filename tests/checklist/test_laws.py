"""What holds of every decision, whatever the rules and findings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from reviewer.model.review import (
    ConditionState,
    DisclosureStatus,
    ItemFinding,
    ItemStatus,
    TestState,
)
from reviewer.model.rules import LegalTest, Requirement, TestKind
from tests.checklist.examples import IDS, both, decided, found, place, requirement

if TYPE_CHECKING:
    from reviewer.checklist.conditions import Decision

Statuses = dict[str, DisclosureStatus]

WORSE_TO_BETTER = (ItemStatus.MISSING, ItemStatus.PARTIAL, ItemStatus.MET)

ids = st.lists(st.sampled_from(IDS[:4]), max_size=3, unique=True).map(tuple)
statuses = st.fixed_dictionaries({one: st.sampled_from(DisclosureStatus) for one in IDS})
decided_conditions = st.sampled_from(
    [ConditionState.HOLDS, ConditionState.FAILS, ConditionState.OPEN]
)


@st.composite
def requirements(draw: st.DrawFn, *, bare: bool = False) -> Requirement:
    """Requirements that something decides; bare ones have no condition and no test."""
    all_of, any_of = draw(ids), draw(ids)
    if not all_of + any_of:
        all_of = ("name",)
    item = requirement(all_of=all_of, any_of=any_of)
    if bare:
        return item
    kinds = st.sampled_from([TestKind.NOTE, TestKind.REVIEWER])
    test = draw(st.none() | kinds.map(lambda kind: LegalTest(kind=kind, text=both("test"))))
    return replace(item, condition=draw(st.sampled_from([None, "abroad"])), test=test)


@st.composite
def cases(draw: st.DrawFn) -> tuple[Requirement, Statuses, dict[str, Decision]]:
    states: dict[str, Decision] = {"abroad": (draw(decided_conditions), (place(90),))}
    return draw(requirements()), draw(statuses), states


def run(case: tuple[Requirement, Statuses, dict[str, Decision]]) -> ItemFinding:
    item, given_statuses, states = case
    return decided(item, found(**given_statuses), states=states)


@given(cases())
def test_that_a_fallback_never_changes_a_status(
    case: tuple[Requirement, Statuses, dict[str, Decision]],
) -> None:
    item, given_statuses, states = case
    with_fallback = run((replace(item, fallback=("spare",)), given_statuses, states))
    without = run(case)
    assert with_fallback.status is without.status
    assert with_fallback.evidence == without.evidence
    assert with_fallback.reason == without.reason


@given(requirements(bare=True), statuses)
def test_that_what_is_unknown_never_makes_an_item_missing(
    item: Requirement, given_statuses: Statuses
) -> None:
    finding = decided(item, found(**given_statuses))
    deciding = [given_statuses[one] for one in item.all_of + item.any_of]
    if DisclosureStatus.UNKNOWN in deciding:
        assert finding.status is not ItemStatus.MISSING


@given(requirements(bare=True), statuses)
def test_that_all_present_without_condition_and_test_is_met(
    item: Requirement, given_statuses: Statuses
) -> None:
    everything = dict.fromkeys(given_statuses, DisclosureStatus.PRESENT)
    assert decided(item, found(**everything)).status is ItemStatus.MET


@given(requirements(bare=True), statuses, st.sampled_from(IDS))
def test_that_one_more_present_disclosure_never_worsens_an_item(
    item: Requirement, given_statuses: Statuses, more: str
) -> None:
    before = decided(item, found(**given_statuses)).status
    after = decided(item, found(**{**given_statuses, more: DisclosureStatus.PRESENT})).status
    if before in WORSE_TO_BETTER and after in WORSE_TO_BETTER:
        assert WORSE_TO_BETTER.index(after) >= WORSE_TO_BETTER.index(before)
    elif before is not ItemStatus.UNKNOWN:
        # What was certainly not met may now be: it hangs on what is unknown.
        others = [given_statuses[one] for one in item.all_of + item.any_of if one != more]
        assert before is ItemStatus.PARTIAL
        assert DisclosureStatus.UNKNOWN in others


@given(requirements(bare=True), statuses)
def test_that_a_decided_item_stays_so_however_the_unknown_turns_out(
    item: Requirement, given_statuses: Statuses
) -> None:
    before = decided(item, found(**given_statuses)).status
    if before is ItemStatus.UNKNOWN:
        return
    for turn in (DisclosureStatus.PRESENT, DisclosureStatus.PARTIAL, DisclosureStatus.ABSENT):
        turned = {
            one: turn if status is DisclosureStatus.UNKNOWN else status
            for one, status in given_statuses.items()
        }
        assert decided(item, found(**turned)).status is before


@given(cases())
def test_that_an_item_does_not_apply_only_if_its_condition_fails(
    case: tuple[Requirement, Statuses, dict[str, Decision]],
) -> None:
    finding = run(case)
    fails = finding.condition is ConditionState.FAILS
    assert (finding.status is ItemStatus.NOT_APPLICABLE) == fails


@given(cases())
def test_that_an_open_condition_leaves_the_item_unknown(
    case: tuple[Requirement, Statuses, dict[str, Decision]],
) -> None:
    finding = run(case)
    if finding.condition is ConditionState.OPEN:
        assert finding.status is ItemStatus.UNKNOWN


@given(cases())
def test_that_no_item_is_met_while_its_test_is_open(
    case: tuple[Requirement, Statuses, dict[str, Decision]],
) -> None:
    finding = run(case)
    if finding.test is TestState.OPEN:
        assert finding.status is not ItemStatus.MET


@given(cases())
def test_that_every_reason_is_one_sentence_in_both_languages(
    case: tuple[Requirement, Statuses, dict[str, Decision]],
) -> None:
    reason = run(case).reason
    assert reason.en.endswith((".", '?"'))
    assert reason.zh.endswith(("。", "”"))
    assert "{" not in reason.en + reason.zh
    assert '""' not in reason.en


@given(cases())
def test_that_evidence_is_short_and_free_of_repeats(
    case: tuple[Requirement, Statuses, dict[str, Decision]],
) -> None:
    finding = run(case)
    for evidence in (finding.evidence, finding.related):
        spans = [one.span for one in evidence]
        assert len(spans) == len(set(spans)) <= 5
