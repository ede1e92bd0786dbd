"""Reading ends in a sentence whatever a file does to the reader."""

from __future__ import annotations

import os
import signal
import sys
import time
from typing import TYPE_CHECKING, cast

import pytest

from reviewer import guard, pipeline
from reviewer.bugs import Bug
from reviewer.errors import ReadError, ReviewerError, WorkerDied
from reviewer.guard import Guarded, Reading

if TYPE_CHECKING:
    from reviewer.model.policy import Policy

POLICY = b"We keep the street of everyone who orders a lantern from us.\n"


def hang(_data: bytes, _name: str) -> None:
    time.sleep(600)


def crash(_data: bytes, _name: str, *_how: str) -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def devour(_data: bytes, _name: str) -> int:
    return len(bytearray(4 << 30))


def stumble(_data: bytes, _name: str, *_how: str) -> None:
    message = "We collect secrets"
    raise ValueError(message)


def refuse(_data: bytes, name: str) -> None:
    raise ReadError("{name} is no policy; open another.", name=name)


def number(_data: bytes, _name: str) -> int:
    return os.getpid()


def count_up(most: int, last: float) -> int:
    for number in range(most):
        guard.note(number)
    time.sleep(last)
    return most


def test_that_a_call_tells_how_far_it_has_come() -> None:
    helper, heard = Guarded("counter"), list[object]()
    try:
        assert helper.call(count_up, (3, 0.0), 20.0, heard.append) == 3
        assert heard == [0, 1, 2]
        assert helper.call(count_up, (2, 0.0), 20.0) == 2
        # Telling does not buy time.
        assert isinstance(helper.call(count_up, (50, 60.0), 0.5, heard.append), WorkerDied)
    finally:
        helper.close()


def test_that_nobody_is_told_outside_of_a_helper() -> None:
    assert count_up(2, 0.0) == 2


def test_that_a_policy_is_read_in_another_process() -> None:
    with Reading(number, POLICY, "a.txt") as reading:
        assert reading.answer() not in {None, os.getpid()}
    with Reading(pipeline.read_timed, POLICY, "a.txt") as reading:
        policy, seconds = cast("tuple[Policy, float]", reading.answer())
    assert policy == pipeline.read(POLICY, "a.txt")
    assert 0 < seconds < guard.READING_SECONDS


@pytest.mark.parametrize(
    "misdeed",
    [
        hang,
        crash,
        pytest.param(
            devour,
            marks=pytest.mark.skipif(sys.platform == "win32", reason="memory is not bounded there"),
        ),
    ],
)
def test_that_a_file_that_stops_the_reader_ends_in_one_sentence(
    misdeed: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "READING_SECONDS", 0.5)
    with (
        Reading(misdeed, POLICY, "a.pdf") as reading,  # type: ignore[arg-type] # one of the above
        pytest.raises(ReadError, match="print it to a new PDF") as caught,
    ):
        reading.answer()
    assert "\n" not in str(caught.value)


def test_that_an_error_of_the_reader_comes_through_as_it_is() -> None:
    with Reading(refuse, POLICY, "a.txt") as reading, pytest.raises(ReadError) as caught:
        reading.answer()
    assert str(caught.value) == "a.txt is no policy; open another."


def test_that_a_bug_of_the_reader_is_told_without_words_of_the_policy() -> None:
    with Reading(stumble, POLICY, "a.txt") as reading, pytest.raises(ReadError) as caught:
        reading.answer()
    assert "ValueError" in str(caught.value)
    assert "secrets" not in str(caught.value)


def test_that_a_process_that_ended_is_made_anew() -> None:
    process = Guarded("reviewer-test")
    try:
        assert isinstance(process.call(crash, (b"", ""), 5), WorkerDied)
        first = process.call(number, (b"", ""), 5)
        assert first == process.process_id
        assert isinstance(process.call(stumble, (b"", ""), 5), Bug)
        assert process.call(number, (b"", ""), 5) == first
    finally:
        process.close()
    assert process.process_id is None


def test_that_only_the_death_of_a_helper_is_reworded() -> None:
    error = ReviewerError("as it is")
    assert guard.as_reading(error) is error
    assert isinstance(guard.as_reading(WorkerDied("gone")), ReadError)


def test_that_the_end_of_a_helper_is_logged_by_its_exit_code(
    caplog: pytest.LogCaptureFixture,
) -> None:
    process = Guarded("reviewer-test")
    try:
        process.call(crash, (b"", "secrets.pdf"), 5)
        process.call(hang, (b"", "secrets.pdf"), 0.1)
        assert process.call(number, (b"", ""), 5)
    finally:
        process.kill()
        process.close()
    said = [record.getMessage() for record in caplog.records]
    expected = "-11" if sys.platform != "win32" else "11"
    assert said == [
        f"reviewer-test ended with exit code {expected}",
        "reviewer-test did not answer in 0 seconds",
    ]
