"""Real helper processes, with light work."""

from __future__ import annotations

import logging
import os
import time
from typing import TYPE_CHECKING

import pytest

from reviewer import guard
from reviewer.bugs import bug_of
from reviewer.errors import ReadError, ReviewerError, WorkerDied
from reviewer.gui.tasks import Place, Tasks, Ticket, Work

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

_PATIENCE = 20_000


def double(number: int) -> int:
    return 2 * number


def refuse(name: str) -> None:
    template = "{name} holds no text."
    raise ReadError(template, name=name)


def stumble(words: str) -> None:
    raise ValueError(words)


def die() -> None:
    os._exit(3)


def sleep(seconds: float) -> float:
    time.sleep(seconds)
    return seconds


class Outcome:
    """What came back."""

    def __init__(self) -> None:
        self.answers: list[object] = []
        self.errors: list[ReviewerError] = []
        self.numbers: list[object] = []

    def seen(self) -> bool:
        return bool(self.answers or self.errors)


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    del qtbot
    helpers = Tasks()
    yield helpers
    helpers.stop()


@pytest.fixture
def ask(tasks: Tasks, qtbot: QtBot) -> Callable[[Work], Outcome]:
    def asked(work: Work) -> Outcome:
        outcome = Outcome()
        tasks.run(work, outcome.answers.append, outcome.errors.append)
        qtbot.waitUntil(outcome.seen, timeout=_PATIENCE)
        return outcome

    return asked


def test_that_answers_and_errors_come_back_as_they_are(ask: Callable[[Work], Outcome]) -> None:
    assert ask(Work(double, (21,))).answers == [42]
    (error,) = ask(Work(refuse, ("a.txt",))).errors
    assert isinstance(error, ReadError)
    assert error.values == {"name": "a.txt"}


def test_that_a_bug_is_told_and_logged_without_words(
    ask: Callable[[Work], Outcome], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        (error,) = ask(Work(stumble, ("We collect secrets",))).errors
    assert "ValueError" in str(error)
    assert "test_tasks.py" in caplog.text
    bug = bug_of(error)
    assert bug is not None
    assert bug.place.endswith(" stumble")
    assert "secrets" not in caplog.text + str(error) + bug.trace


def test_that_a_helper_that_dies_is_told_and_replaced(
    tasks: Tasks, ask: Callable[[Work], Outcome]
) -> None:
    assert ask(Work(double, (1,))).answers == [2]
    before = tasks.helper(Place.WRITER).process_id
    (error,) = ask(Work(die)).errors
    assert isinstance(error, WorkerDied)
    assert ask(Work(double, (2,))).answers == [4]
    assert tasks.helper(Place.WRITER).process_id != before


def test_that_a_helper_that_hangs_is_told_and_replaced(ask: Callable[[Work], Outcome]) -> None:
    (error,) = ask(Work(sleep, (60.0,), limit=0.3)).errors
    assert isinstance(error, WorkerDied)
    assert ask(Work(double, (3,))).answers == [6]


def test_that_a_cancelled_call_is_ended_and_never_answered(
    tasks: Tasks, ask: Callable[[Work], Outcome], qtbot: QtBot
) -> None:
    assert ask(Work(double, (1,))).answers == [2]
    outcome = Outcome()
    ticket: Ticket = tasks.run(Work(sleep, (60.0,)), outcome.answers.append, outcome.errors.append)
    qtbot.wait(100)
    ticket.cancel()
    assert ask(Work(double, (4,))).answers == [8]
    assert not outcome.seen()


def count_up(most: int) -> int:
    for number in range(most):
        guard.note(number)
    return most


def process() -> int:
    return os.getpid()


def test_that_a_call_tells_how_far_it_has_come(tasks: Tasks, qtbot: QtBot) -> None:
    outcome, heard = Outcome(), list[object]()
    ticket = tasks.run(Work(count_up, (4,)), outcome.answers.append, outcome.errors.append)
    ticket.heard = heard.append
    qtbot.waitUntil(outcome.seen, timeout=_PATIENCE)
    assert (outcome.answers, heard) == ([4], [0, 1, 2, 3])


def test_that_a_process_that_sees_secrets_does_not_outlive_its_call(
    tasks: Tasks, qtbot: QtBot
) -> None:
    outcome = Outcome()
    for place in (Place.SIGNER, Place.SIGNER, Place.WRITER, Place.WRITER):
        outcome.answers.clear()
        tasks.run(Work(process, place=place), outcome.answers.append, outcome.errors.append)
        qtbot.waitUntil(outcome.seen, timeout=_PATIENCE)
        outcome.numbers.append(outcome.answers[0])
    assert outcome.numbers[0] != outcome.numbers[1]
    assert outcome.numbers[2] == outcome.numbers[3]
