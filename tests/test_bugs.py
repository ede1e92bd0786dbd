"""What is told about a bug holds no words."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from reviewer.bugs import Bug, bug_of, describe
from reviewer.errors import ReviewerError

if TYPE_CHECKING:
    from collections.abc import Callable

QUOTE = "We sell the street of every customer"


def caught(function: Callable[[], object]) -> Bug:
    """The description of what a function raises."""
    try:
        function()
    except BaseException as error:  # noqa: BLE001 - that is what is described
        return describe(error)
    raise AssertionError


def fail(kind: type[Exception]) -> None:
    raise kind(QUOTE)


def chained() -> None:
    try:
        fail(KeyError)
    except KeyError as error:
        error.add_note(QUOTE)
        raise ValueError(QUOTE) from error


def grouped() -> None:
    members: list[Exception] = []
    for kind in (OSError, LookupError):
        try:
            fail(kind)
        except kind as error:
            members.append(error)
    raise ExceptionGroup(QUOTE, members)


def endless() -> None:
    endless()


def test_that_kind_and_place_are_told_and_no_words() -> None:
    bug = caught(chained)
    assert bug.kind == "ValueError"
    assert "test_bugs.py:" in bug.place
    assert bug.place.endswith(" chained")
    assert "caused by KeyError:" in bug.trace
    assert QUOTE not in bug.trace
    assert "/" not in bug.trace


def test_that_the_members_of_a_group_are_told() -> None:
    bug = caught(grouped)
    assert bug.kind == "ExceptionGroup"
    assert "in the group OSError:" in bug.trace
    assert "in the group LookupError:" in bug.trace
    assert QUOTE not in bug.trace


def test_that_an_error_raised_while_another_is_handled_names_both() -> None:
    def clumsy() -> None:
        try:
            fail(KeyError)
        except KeyError:
            _ = 1 / 0

    def hidden() -> None:
        try:
            fail(KeyError)
        except KeyError:
            raise ValueError(QUOTE) from None

    assert "while handling KeyError:" in caught(clumsy).trace
    assert "KeyError" not in caught(hidden).trace


def test_that_an_endless_recursion_stays_short() -> None:
    bug = caught(endless)
    assert bug.kind == "RecursionError"
    assert " more ..." in bug.trace
    assert len(bug.trace.splitlines()) < sys.getrecursionlimit() / 10


def test_that_causes_that_lead_in_a_circle_end() -> None:
    first, second = ValueError(QUOTE), KeyError(QUOTE)
    first.__cause__, second.__cause__ = second, first
    assert describe(first).trace == "caused by KeyError:"


def test_that_a_class_made_of_words_is_not_named() -> None:
    assert describe(type(QUOTE, (Exception,), {})()).kind == "Exception"


def test_that_an_exception_that_was_never_raised_has_no_place() -> None:
    assert describe(ValueError(QUOTE)) == Bug("ValueError", "", "")


def test_that_an_error_that_a_bug_caused_leads_to_it() -> None:
    bug = caught(chained)
    assert bug_of(ReviewerError("It failed ({kind}).", kind=bug.kind, bug=bug)) is bug
    assert bug_of(ReviewerError("It failed.")) is None
