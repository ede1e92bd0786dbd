"""What a document waits for can be stopped, and had after all."""

from __future__ import annotations

import multiprocessing
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject

from reviewer import guard, pipeline
from reviewer.gui import worker
from reviewer.gui.document import Stage
from reviewer.gui.words import words
from reviewer.model.steps import Step
from tests.gui.examples import ENGLISH

if TYPE_CHECKING:
    import pytest

    from tests.gui.conftest import Desk


def test_that_an_analysis_is_stopped_and_made_after_all(desk: Desk) -> None:
    desk.answers.held.add(worker.analyse)
    desk.window.session.open_path(desk.write())
    document = desk.document
    desk.bot.waitUntil(lambda: document.stage is Stage.ANALYSING, timeout=3000)
    assert desk.pane.busy.halt.isVisible()
    desk.pane.busy.halt.click()
    assert document.stage is Stage.FAILED
    assert not desk.pane.busy.halt.isVisible()
    assert document.policy is not None
    assert document.policy.text == ENGLISH
    desk.answers.release()
    assert document.review is None
    desk.click_banner("Analyse")
    desk.bot.waitUntil(lambda: document.stage is Stage.READY, timeout=3000)


def test_that_the_pane_tells_how_far_an_analysis_is(desk: Desk) -> None:
    desk.answers.held.add(worker.analyse)
    desk.window.session.open_path(desk.write())
    document = desk.document
    desk.bot.waitUntil(lambda: document.stage is Stage.ANALYSING, timeout=3000)
    pane = desk.pane
    assert pane.busy.said.text() == "Analysing … the text can be read meanwhile."
    assert pane.busy.progress.maximum() == 0
    (ticket,) = desk.answers.waiting
    assert ticket.heard is not None
    ticket.heard(Step.EXTRACTING)
    assert pane.busy.said.text() == (
        "Analysing, step 3 of 6: finding clauses. The text can be read meanwhile."
    )
    assert (pane.busy.progress.value(), pane.busy.progress.maximum()) == (2, 6)
    words.speak("zh")
    assert "第 3 步（共 6 步）：识别条款" in pane.busy.said.text()
    words.speak("en")
    desk.answers.release()
    assert document.stage is Stage.READY
    assert not pane.busy.isVisible()
    # The next analysis begins from nothing.
    desk.answers.held.add(worker.analyse)
    desk.window.session.analyse(document)
    assert pane.busy.said.text() == "Analysing … the text can be read meanwhile."
    assert pane.busy.progress.maximum() == 0


def test_that_the_helper_notes_every_step_once(monkeypatch: pytest.MonkeyPatch) -> None:
    ours, theirs = multiprocessing.Pipe()
    monkeypatch.setattr(guard, "_listeners", [theirs])
    policy = pipeline.read(ENGLISH.encode(), "birchlane.txt")
    worker.analyse(policy, date(2026, 1, 2))
    heard = []
    while ours.poll():
        heard.append(ours.recv().value)
    assert heard == list(Step)
    ours.close()
    theirs.close()


def test_that_stopping_before_the_text_is_there_closes_the_document(desk: Desk) -> None:
    desk.answers.held.add(worker.read_file)
    desk.window.session.open_path(desk.write())
    assert desk.document.stage is Stage.READING
    desk.pane.busy.halt.click()
    assert desk.window.document is None
    desk.answers.release()
    assert desk.window.session.documents == []


def test_that_an_encoding_that_was_stopped_leaves_the_text(desk: Desk) -> None:
    document = desk.open()
    desk.answers.held.add(worker.read_file)
    desk.window.session.read_again(document, "gb18030")
    assert desk.pane.busy.halt.isVisible()
    desk.pane.busy.halt.click()
    desk.answers.release()
    assert document.encoding == ""
    assert document.stage is Stage.READY
    assert not desk.pane.busy.halt.isVisible()
    # Once more, it is read.
    desk.window.session.read_again(document, "gb18030")
    desk.bot.waitUntil(lambda: document.encoding == "gb18030", timeout=3000)


def test_that_progress_is_not_drawn_while_the_text_changes(desk: Desk) -> None:
    """A bar that draws itself at once would draw lists of clauses that are gone."""
    desk.answers.held.add(worker.analyse)
    desk.window.session.open_path(desk.write())
    document = desk.document
    desk.bot.waitUntil(lambda: bool(desk.answers.waiting), timeout=3000)
    for step in Step:
        document.advance(step)
    desk.answers.release()
    assert document.stage is Stage.READY
    desk.bot.waitUntil(lambda: desk.window.clauses.model.rowCount() > 0, timeout=3000)
    desk.bot.wait(100)
    painted: list[QEvent.Type] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
            if event.type() == QEvent.Type.Paint:
                painted.append(event.type())
            return super().eventFilter(watched, event)

    watch = Watch()
    desk.pane.busy.progress.installEventFilter(watch)
    document.enter(Stage.ANALYSING)
    desk.bot.waitUntil(lambda: bool(painted), timeout=3000)
    painted.clear()
    document.advance(Step.EXTRACTING)
    document.advance(None)
    document.advance(Step.DETAILING)
    assert painted == []
    desk.bot.waitUntil(lambda: bool(painted), timeout=3000)
