"""The window goes on while real helpers read, analyse and write."""

from __future__ import annotations

import time
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, QTimer

from reviewer.gui.document import Stage
from reviewer.gui.main_window import MainWindow
from reviewer.gui.preferences import Preferences
from reviewer.gui.session import Session
from reviewer.gui.tasks import Tasks
from reviewer.gui.widgets.empty import samples

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from reviewer.gui.document import Document
    from reviewer.gui.exporting.export import Export

_LIMIT = 0.1
_ATTEMPTS = 4
_PATIENCE = 60_000


class Pulse(QObject):
    """Measures the longest time between two beats of the event loop.

    Of the clock's time and the time that this process computed the shorter: what other programs
    take from us is not ours, while threads that hold the interpreter are.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.longest = 0.0
        self._last = self._now()
        timer = QTimer(self)
        timer.setInterval(5)
        timer.timeout.connect(self._beat)
        timer.start()

    @staticmethod
    def _now() -> tuple[float, float]:
        return time.perf_counter(), time.process_time()

    def _beat(self) -> None:
        now = self._now()
        gap = min(after - before for before, after in zip(self._last, now, strict=True))
        self.longest = max(self.longest, gap)
        self._last = now

    def restart(self) -> None:
        self.longest = 0.0
        self._last = self._now()


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    parent = QObject()
    session = Session(Tasks(parent), lambda: date(2026, 1, 2), parent)
    made = MainWindow(Preferences(tmp_path / "settings.json", parent))
    made.furnish(session)
    qtbot.addWidget(made)
    made.look.apply_theme()
    made.show()
    qtbot.waitExposed(made)
    session.start()
    ready: list[bool] = []
    made.workspace.rehearse(lambda: ready.append(True))
    qtbot.waitUntil(partial(bool, ready))
    yield made
    session.tasks.stop()


def _shown(export: Export) -> bool:
    """Whether the first page is drawn and nothing is left to be done."""
    return export.source.image(0) is not None and bool(export.composing.outputs)


def _analysed(document: Document) -> bool:
    return document.stage in {Stage.READY, Stage.FAILED}


def test_that_the_window_never_stops(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    """Another program may take the processor from us once; a fault is there every time."""
    if not samples():
        pytest.skip("no sample policy is bundled")
    text = "\n\n".join([samples()[0].read_text(encoding="utf-8")] * 3)
    pulse = Pulse(window)
    gaps = []
    for attempt in range(_ATTEMPTS):
        file = tmp_path / f"policy {attempt}.txt"
        file.write_text(text, encoding="utf-8")
        pulse.restart()
        window.session.open_path(file)
        document = window.document
        assert document is not None
        qtbot.waitUntil(partial(_analysed, document), timeout=_PATIENCE)
        assert document.stage is Stage.READY
        assert document.review is not None
        qtbot.waitUntil(lambda: window.session.rulebook is not None, timeout=_PATIENCE)
        export = window.exporting.ask()
        assert export is not None
        qtbot.waitUntil(partial(_shown, export), timeout=_PATIENCE)
        export.window.reject()
        gaps.append(pulse.longest)
        if pulse.longest < _LIMIT:
            return
    pytest.fail(f"the event loop stood still for {min(gaps):.3f} seconds at best")
