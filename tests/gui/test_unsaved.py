"""Reviews without a place of their own are asked about, kept or discarded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMessageBox, QPushButton

from reviewer.gui.unsaved import Leaving, UnsavedReviews
from reviewer.paths import unsaved_folder
from reviewer.store import lock as locks
from reviewer.store.review_file import load
from tests.gui.test_saving import _decide, _reopened, _saved_as, _settled

if TYPE_CHECKING:
    from pathlib import Path

    from reviewer.gui.document import Document
    from tests.gui.conftest import Desk


def _unsaved(desk: Desk, keys: str = "arr") -> Path:
    desk.open()
    _decide(desk, keys)
    path = _settled(desk).path
    assert path is not None
    return path


def test_that_closing_an_unsaved_review_asks_what_becomes_of_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _unsaved(desk)
    document = desk.document
    asked: list[int] = []

    def stay(_document: Document, count: int) -> Leaving:
        asked.append(count)
        return Leaving.STAY

    monkeypatch.setattr(desk.window.unsaved, "ask_leaving", stay)
    desk.window.actions_["close"].trigger()
    assert asked == [3]
    assert desk.window.document is document
    monkeypatch.setattr(desk.window.unsaved, "ask_leaving", lambda *_: Leaving.DISCARD)
    desk.window.actions_["close"].trigger()
    assert desk.window.document is None
    assert list(unsaved_folder().iterdir()) == []
    assert not path.exists()


def test_that_a_review_that_is_saved_on_closing_closes_once_it_is_there(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    former = _unsaved(desk)
    document = desk.document
    monkeypatch.setattr(desk.window.unsaved, "ask_leaving", lambda *_: Leaving.SAVE)
    desk.window.actions_["close"].trigger()
    desk.window.keeping.file_dialog.reject()
    path = desk.folder / "mine.review"
    _saved_as(desk, path)
    assert desk.window.document is document
    document.undo()
    _settled(desk)
    desk.window.actions_["close"].trigger()
    assert desk.window.document is None
    assert not former.exists()


def test_that_a_place_chosen_on_closing_closes(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    _unsaved(desk)
    monkeypatch.setattr(desk.window.unsaved, "ask_leaving", lambda *_: Leaving.SAVE)
    desk.window.actions_["close"].trigger()
    path = desk.folder / "mine.review"
    desk.window.keeping.file_dialog.fileSelected.emit(str(path))
    desk.bot.waitUntil(lambda: desk.window.document is None, timeout=5000)
    assert len(load(path).edits) == 3


def test_that_a_review_with_a_place_of_its_own_closes_without_a_question(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    _unsaved(desk)
    _saved_as(desk, desk.folder / "mine.review")
    monkeypatch.setattr(desk.window.unsaved, "ask_leaving", lambda *_: Leaving.STAY)
    desk.window.actions_["close"].trigger()
    assert desk.window.document is None


def test_that_an_unsaved_review_is_discarded_after_a_question(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _unsaved(desk)
    with desk.bot.waitSignal(desk.window.keeping.unsaved_found, timeout=5000):
        desk.window.session.leave(desk.document)
    sure = [False, True]
    monkeypatch.setattr(desk.window.unsaved, "is_sure", lambda *_: sure.pop(0))
    empty = desk.window.workspace.empty

    def discard() -> None:
        for button in empty.findChildren(QPushButton):
            if button.accessibleName() == "Discard birchlane.txt …" and button.isVisible():
                button.click()

    discard()
    assert path.exists()
    with desk.bot.waitSignal(desk.window.keeping.unsaved_found, timeout=5000) as found:
        discard()
    assert not path.exists()
    assert found.args == [()]


def test_that_a_review_open_elsewhere_is_not_discarded(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _unsaved(desk)
    desk.window.session.leave(desk.document)
    monkeypatch.setattr(desk.window.unsaved, "is_sure", lambda *_: True)
    lock = locks.acquire(path, "Grace")
    try:
        assert not desk.window.unsaved.ask_discard(path, "birchlane.txt", 3)
        assert path.exists()
        assert "Grace" in " ".join(desk.banners())
    finally:
        lock.release()


def test_that_a_recovered_review_can_be_discarded_where_it_is_told(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _unsaved(desk, "arra")
    desk.document.undo()
    _settled(desk)
    desk.window.session.leave(desk.document)
    _reopened(desk, path)
    # An undo is no decision.
    assert "3 decisions recovered: birchlane.txt" in desk.banners()
    monkeypatch.setattr(desk.window.unsaved, "is_sure", lambda *_: True)
    desk.click_banner("Discard …")
    assert desk.window.document is None
    assert not path.exists()


@pytest.mark.parametrize(
    ("label", "leaving"),
    [
        ("Save review …", Leaving.SAVE),
        ("Keep for later", Leaving.KEEP),
        ("Discard", Leaving.DISCARD),
        ("Go back", Leaving.STAY),
    ],
)
def test_that_each_answer_is_taken_as_it_is_meant(desk: Desk, label: str, leaving: Leaving) -> None:
    document = desk.open()

    def answer() -> None:
        for box in desk.window.findChildren(QMessageBox):
            for button in box.buttons():
                if button.text() == label:
                    button.click()

    QTimer.singleShot(50, answer)
    assert UnsavedReviews.ask_leaving(desk.window.unsaved, document, 3) is leaving
