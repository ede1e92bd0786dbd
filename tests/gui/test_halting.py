"""What a document waits for can be stopped, and had after all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.gui import worker
from reviewer.gui.document import Stage
from tests.gui.examples import ENGLISH

if TYPE_CHECKING:
    from tests.gui.conftest import Desk


def test_that_an_analysis_is_stopped_and_made_after_all(desk: Desk) -> None:
    desk.answers.held.add(worker.analyse)
    desk.window.session.open_path(desk.write())
    document = desk.document
    desk.bot.waitUntil(lambda: document.stage is Stage.ANALYSING, timeout=3000)
    assert desk.pane.halt.isVisible()
    desk.pane.halt.click()
    assert document.stage is Stage.FAILED
    assert not desk.pane.halt.isVisible()
    assert document.policy is not None
    assert document.policy.text == ENGLISH
    desk.answers.release()
    assert document.review is None
    desk.click_banner("Analyse")
    desk.bot.waitUntil(lambda: document.stage is Stage.READY, timeout=3000)


def test_that_stopping_before_the_text_is_there_closes_the_document(desk: Desk) -> None:
    desk.answers.held.add(worker.read_file)
    desk.window.session.open_path(desk.write())
    assert desk.document.stage is Stage.READING
    desk.pane.halt.click()
    assert desk.window.document is None
    desk.answers.release()
    assert desk.window.session.documents == []


def test_that_an_encoding_that_was_stopped_leaves_the_text(desk: Desk) -> None:
    document = desk.open()
    desk.answers.held.add(worker.read_file)
    desk.window.session.read_again(document, "gb18030")
    assert desk.pane.halt.isVisible()
    desk.pane.halt.click()
    desk.answers.release()
    assert document.encoding == ""
    assert document.stage is Stage.READY
    assert not desk.pane.halt.isVisible()
    # Once more, it is read.
    desk.window.session.read_again(document, "gb18030")
    desk.bot.waitUntil(lambda: document.encoding == "gb18030", timeout=3000)
