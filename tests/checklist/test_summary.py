"""What a checklist comes to."""

from __future__ import annotations

from reviewer.checklist.summary import summarize
from reviewer.model.flags import Severity
from reviewer.model.review import (
    ChecklistFinding,
    ConditionState,
    ItemFinding,
    ItemStatus,
    TestState,
)
from reviewer.model.rules import Level, Verification
from tests.checklist.examples import both, requirement, rulebook_of

ITEMS = (
    requirement(id="a", severity=Severity.LOW),
    requirement(id="b", severity=Severity.CRITICAL),
    requirement(id="c", severity=Severity.HIGH, level=Level.RECOMMENDED),
    requirement(id="d", severity=Severity.HIGH),
    requirement(id="e", severity=Severity.CRITICAL),
    requirement(id="f", severity=Severity.CRITICAL),
)
STATUSES = (
    ItemStatus.MISSING,
    ItemStatus.UNKNOWN,
    ItemStatus.MISSING,
    ItemStatus.PARTIAL,
    ItemStatus.MET,
    ItemStatus.PARTIAL,
)


def finding() -> ChecklistFinding:
    items = (
        ItemFinding(
            id=item.id,
            status=status,
            reason=both("because"),
            condition=ConditionState.NONE,
            test=TestState.NONE,
            verification=Verification.PRIMARY,
        )
        for item, status in zip(ITEMS, STATUSES, strict=True)
    )
    return ChecklistFinding("list", tuple(items))


def test_that_the_most_severe_open_items_come_first() -> None:
    summary = summarize(rulebook_of(*ITEMS).checklist("list"), finding())
    assert [item.id for item in summary.open_items] == ["f", "b", "d", "c", "a"]


def test_that_a_list_of_open_items_can_be_cut() -> None:
    summary = summarize(rulebook_of(*ITEMS).checklist("list"), finding(), most=2)
    assert [item.id for item in summary.open_items] == ["f", "b"]


def test_that_every_status_is_counted() -> None:
    summary = summarize(rulebook_of(*ITEMS).checklist("list"), finding())
    assert summary.count(ItemStatus.PARTIAL) == 2
    assert summary.count(ItemStatus.NOT_APPLICABLE) == 0
    assert sum(count for _, count in summary.counts) == len(ITEMS)
