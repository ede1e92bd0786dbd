"""Values of a policy against legal limits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.analysis.durations import days
from reviewer.checklist.limits import compare
from reviewer.model.clause import AttributeKind
from reviewer.model.review import TestState
from reviewer.model.rules import MachineTest


@pytest.mark.parametrize(
    ("duration", "expected"),
    [("P1Y", 365), ("P6M", 180), ("P2W", 14), ("P10BD", 14), ("PT24H", 1), ("P1M15D", 45)],
)
def test_that_durations_are_counted_in_calendar_days(duration: str, expected: float) -> None:
    assert days(duration) == pytest.approx(expected)


@pytest.mark.parametrize("text", ["", "P", "PT", "30", "promptly"])
def test_that_other_texts_are_no_durations(text: str) -> None:
    assert days(text) is None


@given(st.integers(0, 5000))
def test_that_business_days_are_never_shorter_than_days(count: int) -> None:
    business, calendar = days(f"P{count}BD"), days(f"P{count}D")
    assert business is not None
    assert calendar is not None
    assert business >= calendar


def test_that_without_a_value_the_test_stays_open() -> None:
    test = MachineTest(attribute=AttributeKind.AGE, disclosure="age", at_least=14)
    assert compare(test, ()).state is TestState.OPEN


def test_that_an_optional_value_need_not_be_named() -> None:
    test = MachineTest(
        attribute=AttributeKind.DEADLINE, disclosure="complaint", at_most=30, optional=True
    )
    assert compare(test, ()).state is TestState.NONE
