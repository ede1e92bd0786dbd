"""A document is read in the language that the reviewer says it is in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.gui import worker
from reviewer.gui.document import Stage
from reviewer.model.edits import ClauseStatus, Decide
from reviewer.model.policy import Format
from reviewer.store.review_file import load
from reviewer.text.said import said_language
from tests.gui.examples import ENGLISH
from tests.gui.sources import open_as, properties, read_from

if TYPE_CHECKING:
    from reviewer.gui.dialogs.properties import PropertiesDialog
    from reviewer.gui.document import Document
    from tests.gui.conftest import Desk


def choose(dialog: PropertiesDialog, language: str) -> None:
    row = dialog.languages.findData(language)
    dialog.languages.setCurrentIndex(row)
    dialog.languages.activated.emit(row)


def as_said(document: Document) -> str:
    assert document.policy is not None
    return said_language(document.policy)


def test_that_the_reviewer_says_the_language_and_takes_it_back(desk: Desk) -> None:
    document = desk.open()
    dialog = properties(desk)
    assert dialog.languages.currentText() == "Automatic: English"
    choose(dialog, "zh")
    desk.bot.waitUntil(lambda: document.language == "zh", timeout=3000)
    desk.bot.waitUntil(lambda: document.stage is Stage.READY, timeout=3000)
    assert desk.answers.calls[-2].arguments == (desk.folder / "birchlane.txt", "", "zh")
    assert desk.answers.calls[-1].function is worker.analyse
    assert desk.answers.calls[-1].arguments[0] is document.policy
    assert dialog.languages.currentText() == "Chinese"
    assert dialog.languages.itemText(0) == "Automatic"
    assert dialog.values["languages"].text() == "Simplified Chinese, English"
    assert desk.pane.text.toPlainText() == ENGLISH
    choose(dialog, "")
    desk.bot.waitUntil(lambda: document.language == "en", timeout=3000)
    assert dialog.languages.currentText() == "Automatic: English"
    dialog.close()


def test_that_another_encoding_leaves_the_language_that_was_said(desk: Desk) -> None:
    document = desk.open()
    desk.window.session.read_again(document, "", "zh")
    desk.bot.waitUntil(lambda: as_said(document) == "zh", timeout=3000)
    desk.window.session.read_again(document, "cp1252")
    desk.bot.waitUntil(lambda: document.encoding == "cp1252", timeout=3000)
    assert as_said(document) == "zh"


def test_that_a_file_without_an_encoding_has_a_language_to_say(desk: Desk) -> None:
    open_as(desk, read_from(Format.PDF, ENGLISH), "paper.pdf")
    dialog = properties(desk)
    assert not dialog.encodings.isVisible()
    assert dialog.languages.isVisible()
    assert dialog.note.text() == "Another language reads and analyses the document anew."
    count = len(desk.answers.calls)
    choose(dialog, "zh")
    desk.bot.waitUntil(lambda: len(desk.answers.calls) > count, timeout=3000)
    assert desk.answers.calls[count].arguments == (desk.folder / "paper.pdf", "", "zh")
    dialog.close()


def test_that_after_a_decision_the_language_stays(desk: Desk) -> None:
    document = desk.open()
    assert document.standing is not None
    document.edit(Decide((document.standing.ids[0],), ClauseStatus.ACCEPTED))
    dialog = properties(desk)
    refused: list[object] = []
    document.refused.connect(refused.append)
    choose(dialog, "zh")
    desk.bot.waitUntil(lambda: bool(refused), timeout=3000)
    assert document.language == "en"
    assert dialog.languages.currentData() == ""
    dialog.close()


def test_that_a_kept_review_knows_what_was_said(desk: Desk) -> None:
    document = desk.open()
    desk.window.session.read_again(document, "", "zh")
    desk.bot.waitUntil(lambda: as_said(document) == "zh", timeout=3000)
    desk.bot.waitUntil(lambda: document.stage is Stage.READY, timeout=3000)
    assert document.standing is not None
    document.edit(Decide((document.standing.ids[0],), ClauseStatus.ACCEPTED))
    saver = desk.window.keeping.saver(document)
    assert saver is not None
    desk.bot.waitUntil(lambda: saver.path is not None and saver.path.is_file(), timeout=3000)
    assert saver.path is not None
    policy = load(saver.path).contents.review.policy
    assert policy.language.startswith("zh")
    assert said_language(policy) == "zh"
