"""A window over hand-made answers, without a screen."""

from __future__ import annotations

import gc
import os
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reviewer.gui.document import Document, Stage
from reviewer.gui.keys.keymap import keymap
from reviewer.gui.main_window import MainWindow
from reviewer.gui.preferences import Preferences
from reviewer.gui.session import Session
from reviewer.gui.unsaved import Leaving
from reviewer.gui.words import words
from reviewer.store import settings
from reviewer.store.settings import Settings, ThemeChoice
from tests.gui.examples import CHINESE, ENGLISH, Answers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from reviewer.gui.widgets.document_pane import DocumentPane


@dataclass
class Desk:
    """A window with what stands around it."""

    window: MainWindow
    answers: Answers
    folder: Path
    bot: QtBot

    def write(self, text: str = ENGLISH, name: str = "birchlane.txt") -> Path:
        """The path of a new policy file."""
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def open(self, text: str = ENGLISH, name: str = "birchlane.txt") -> Document:
        """A document that has been read and analysed."""
        self.window.session.open_path(self.write(text, name))
        document = self.document
        self.bot.waitUntil(lambda: document.stage is Stage.READY, timeout=3000)
        return document

    @property
    def document(self) -> Document:
        """The current document."""
        assert self.window.document is not None
        return self.window.document

    @property
    def pane(self) -> DocumentPane:
        """The current document's pane."""
        pane = self.window.workspace.pane
        assert pane is not None
        return pane

    def press(self, key: str) -> None:
        """Press a single key with the text focused."""
        self.pane.text.setFocus()
        QTest.keyClicks(self.pane.text, key)

    def banners(self) -> list[str]:
        """The sentences shown above the documents."""
        return [banner.message.text for banner in self.window.workspace.banners.banners()]

    def click_banner(self, label: str) -> None:
        """Press a button of a banner."""
        for banner in self.window.workspace.banners.banners():
            for button in banner.buttons:
                if button.text() == label:
                    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
                    return
        message = f"no banner offers {label}"
        raise AssertionError(message)


@pytest.fixture(scope="session", autouse=True)
def collected_by_hand() -> None:
    """Garbage is searched for between tests alone, from the first window on."""
    gc.disable()


@pytest.fixture
def usual_keys() -> Iterator[None]:
    """Keys that a test chose are given back."""
    yield
    keymap.use(())


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A window in light English with settings and reviews of its own."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    file = tmp_path / "settings.json"
    settings.save(Settings(theme=ThemeChoice.LIGHT, language="en"), file)
    answers = Answers()
    parent = QObject()
    preferences = Preferences(file, parent)
    session = Session(answers, lambda: date(2026, 1, 2), parent)
    window = MainWindow(preferences)
    window.furnish(session)
    # Nobody is there to be asked.
    monkeypatch.setattr(window.keeping, "ask_loss", lambda _count: True)
    monkeypatch.setattr(window.unsaved, "ask_leaving", lambda _document, _count: Leaving.KEEP)
    qtbot.addWidget(window)
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    application.setStyle("Fusion")
    window.look.apply_theme()
    window.look.apply_language()
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    session.start()
    qtbot.waitUntil(lambda: session.rulebook is not None, timeout=3000)
    yield Desk(window, answers, tmp_path, qtbot)
    words.speak("en")
    window.close()


@pytest.fixture
def chinese(desk: Desk) -> Desk:
    """The same with a Chinese policy open."""
    desk.open(CHINESE, "baihua.txt")
    return desk
