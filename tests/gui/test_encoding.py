"""Another encoding for a file that is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from reviewer.errors import UnsupportedFormat
from reviewer.gui import facts, worker
from reviewer.gui.document import Document, Stage
from reviewer.model.clause import Category
from reviewer.model.edits import ItemKey
from tests.gui.examples import CHINESE, ENGLISH
from tests.gui.sources import LONG, properties

if TYPE_CHECKING:
    from pathlib import Path

    from reviewer.gui.dialogs.properties import PropertiesDialog
    from tests.gui.conftest import Desk


def choose(dialog: PropertiesDialog, codec: str) -> None:
    row = dialog.encodings.findData(codec)
    dialog.encodings.setCurrentIndex(row)
    dialog.encodings.activated.emit(row)


def _write(desk: Desk, data: bytes, name: str) -> Path:
    path = desk.folder / name
    path.write_bytes(data)
    return path


def _open_chinese(desk: Desk) -> Document:
    """A text in GB18030 that was taken for UTF-8."""
    desk.window.session.open_path(_write(desk, CHINESE.encode("gb18030"), "baihua.txt"))
    document = desk.document
    desk.bot.waitUntil(lambda: document.stage is Stage.READY, timeout=3000)
    assert "白桦" not in desk.pane.text.toPlainText()
    return document


def test_that_another_encoding_reads_and_analyses_anew(desk: Desk) -> None:
    desk.open()
    document = _open_chinese(desk)
    desk.open(CHINESE, "other.txt")
    desk.window.session.make_current(document)
    dialog = properties(desk)
    assert dialog.encodings.currentText() == "Automatic: UTF-8"
    pane = desk.pane
    document.show_only(frozenset({Category.CONTACT}))
    choose(dialog, "gb18030")
    desk.bot.waitUntil(lambda: len(document.clauses) == 4, timeout=3000)
    assert desk.answers.calls[-2].arguments == (desk.folder / "baihua.txt", "gb18030", "")
    assert desk.pane is pane
    assert pane.text.toPlainText() == CHINESE
    assert pane.text.accessibleName() == "Policy text"
    assert desk.window.workspace.tabs.currentIndex() == 1
    assert document.hidden == {Category.CONTACT}
    assert document.encoding == "gb18030"
    assert "GB18030" in desk.window.status.facts.text()
    assert dialog.encodings.currentData() == "gb18030"
    assert desk.window.clauses.model.rowCount() == 4
    choose(dialog, "")
    desk.bot.waitUntil(lambda: "白桦" not in pane.text.toPlainText(), timeout=3000)
    dialog.close()


def test_that_the_old_text_stays_until_the_new_one_is_there(desk: Desk) -> None:
    document = _open_chinese(desk)
    before = desk.pane.text.toPlainText()
    desk.answers.held.add(worker.read_file)
    desk.window.session.read_again(document, "gb18030")
    assert desk.pane.text.toPlainText() == before
    assert "Reading" in desk.pane.busy.said.text()
    assert document.review is not None
    # Changed one's mind before the first answer came.
    desk.window.session.read_again(document, "big5hkscs")
    first, second = desk.answers.waiting
    assert first.cancelled
    assert not second.cancelled
    desk.answers.release()
    desk.bot.waitUntil(lambda: document.stage is Stage.READY, timeout=3000)
    assert document.encoding == "big5hkscs"
    assert not document.reading_again


def test_that_a_failed_reading_keeps_the_old_text(desk: Desk) -> None:
    document = desk.open()
    document.choose(2)
    caret = document.caret
    template = "The file is not a text document."
    desk.answers.broken[worker.read_file] = UnsupportedFormat(template)
    dialog = properties(desk)
    choose(dialog, "utf-16")
    desk.bot.waitUntil(lambda: bool(desk.banners()), timeout=3000)
    assert desk.banners() == ["birchlane.txt: The file is not a text document."]
    assert desk.pane.text.toPlainText() == ENGLISH
    assert len(document.clauses) == 6
    assert (document.caret, document.clause) == (caret, 2)
    assert document.encoding == ""
    assert dialog.encodings.currentData() == ""
    desk.answers.broken.clear()
    desk.click_banner("Retry")
    desk.bot.waitUntil(lambda: document.encoding == "utf-16", timeout=3000)
    dialog.close()


def test_that_pasted_text_can_be_read_in_another_encoding(desk: Desk) -> None:
    QGuiApplication.clipboard().setText(ENGLISH)
    desk.window.actions_["paste"].trigger()
    document = desk.document
    desk.bot.waitUntil(lambda: document.stage is Stage.READY, timeout=3000)
    desk.window.session.read_again(document, "cp1252")
    desk.bot.waitUntil(lambda: document.encoding == "cp1252", timeout=3000)
    assert "ðŸŒ" in desk.pane.text.toPlainText()
    assert "Windows-1252" in desk.window.status.facts.text()


def test_that_a_reading_of_a_closed_document_is_dropped(desk: Desk) -> None:
    document = _open_chinese(desk)
    desk.answers.held.add(worker.read_file)
    desk.window.session.read_again(document, "gb18030")
    desk.window.session.close(document)
    desk.answers.release()
    desk.window.session.read_again(document, "gb18030")
    assert desk.window.document is None
    assert desk.banners() == []


def test_that_place_and_search_survive_a_new_reading(desk: Desk) -> None:
    document = desk.open(LONG, "long.txt")
    document.search("never sell")
    hits = document.found.hits
    document.light(ItemKey("eu_gdpr", "item_1"))
    document.visit(hits[10])
    caret = document.caret
    desk.window.session.read_again(document, "cp1252")
    desk.bot.waitUntil(lambda: document.encoding == "cp1252", timeout=3000)
    desk.bot.waitUntil(lambda: document.stage is Stage.READY, timeout=3000)
    assert abs(document.caret - caret) < 200
    assert len(document.found.hits) == len(hits)
    assert document.item is None
    assert not document.lit
    assert not document.trail.leads(-1)
    assert document.clause is None


def test_that_arrow_keys_read_only_the_encoding_they_rest_on(desk: Desk) -> None:
    document = desk.open()
    dialog = properties(desk)
    dialog.encodings.setFocus()
    count = len(desk.answers.calls)
    for _ in range(3):
        QTest.keyClick(dialog.encodings, Qt.Key.Key_Down)
    desk.bot.waitUntil(lambda: document.encoding != "", timeout=3000)
    assert document.encoding == facts.ENCODINGS[2]
    readings = [call for call in desk.answers.calls[count:] if call.function is worker.read_file]
    assert len(readings) == 1
    dialog.close()
