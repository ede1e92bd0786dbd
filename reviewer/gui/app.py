"""Starts the window."""

from __future__ import annotations

import logging
import os
import sys
import threading
from contextlib import ExitStack
from datetime import date
from typing import TYPE_CHECKING

from reviewer.bugs import watched
from reviewer.errors import NoDisplay
from reviewer.gui.marked import mark

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from reviewer.store.settings import ThemeChoice

log = logging.getLogger(__name__)

GROUNDS = {"light": "#f4f5f6", "dark": "#232528"}
"""The colour of an empty window by theme, as ``theme.py`` has it."""

# What the session is made of, small parts first.
_SESSION = (
    "multiprocessing.context",
    "multiprocessing.connection",
    "multiprocessing.spawn",
    "reviewer.model.clause",
    "reviewer.model.policy",
    "reviewer.model.rules",
    "reviewer.model.review",
    "reviewer.guard",
    "reviewer.pipeline",
    "reviewer.gui.worker",
    "reviewer.gui.judgeable",
    "reviewer.gui.markable",
    "reviewer.gui.document",
    "reviewer.gui.tasks",
    "reviewer.gui.session",
)
# What is asked for later, and shall open at once then; small parts first.
_LATER = (
    "reviewer.report.options",
    "reviewer.report.outputs",
    "reviewer.report.pictures",
    "reviewer.gui.exporting.work",
    "reviewer.gui.exporting.page_view",
    "reviewer.gui.exporting.options_panel",
    "reviewer.gui.exporting.preview",
    "reviewer.gui.exporting.export",
    "reviewer.report.verdicts",
    "reviewer.gui.sealing.key_form",
    "reviewer.gui.sealing.windows",
)


def run(paths: Sequence[Path]) -> int:
    """Show the window with some files open; the exit code when it was closed.

    Raises:
        NoDisplay: there is no screen to show a window on.
    """
    if not has_display():
        template = mark(
            "There is no display for a window. Set DISPLAY or WAYLAND_DISPLAY, or use "
            "“reviewer analyze FILE” and “reviewer report FILE -o OUT.pdf”, which need none."
        )
        raise NoDisplay(template)
    # Qt comes after the check: it ends the whole process where there is no display.
    from reviewer.gui.application import Application

    # Answers are unpacked in threads; the window takes its turn more often than by default.
    sys.setswitchinterval(0.002)
    application = Application(["reviewer"])
    start = Start(paths)
    application.handed.connect(start.open)
    start.window.show()
    try:
        code = application.exec()
    finally:
        start.end()
    if start.broken is not None:
        raise start.broken
    return code


class Start:
    """A window that shows itself empty and is furnished in the turns of the event loop after that.

    The helpers start right after the first paint, and load while the window
    is furnished; files open last.

    Attributes:
        broken: what stopped the furnishing; None where nothing did.
    """

    def __init__(self, paths: Sequence[Path]) -> None:
        from reviewer.gui.collecting import Collecting
        from reviewer.gui.main_window import MainWindow
        from reviewer.gui.preferences import Preferences
        from reviewer.paths import settings_file

        self._paths = list(paths)
        self._opening = False
        self._collecting = Collecting()
        self._kept = ExitStack()
        self.broken: BaseException | None = None
        self.preferences = Preferences(settings_file())
        show_ground(self.preferences.settings.theme)
        self.window = MainWindow(self.preferences)
        self.window.painted.connect(self._begin)

    def open(self, path: Path) -> None:
        """Open a file, as soon as there is a place for it."""
        if self._opening:
            self.window.files.open_all([path])
        else:
            self._paths.append(path)

    def end(self) -> None:
        """Stop the helpers and whatever was watched."""
        if self.window.furnished:
            self.window.session.tasks.stop()
        self._kept.close()
        self._collecting.stop()

    def _begin(self) -> None:
        from PySide6.QtCore import QTimer

        self._steps = self._furnishing()
        self._timer = QTimer()
        self._timer.timeout.connect(self._step)
        self._timer.start(0)

    def _step(self) -> None:
        try:
            next(self._steps)
        except StopIteration:
            self._timer.stop()
        except Exception as error:  # noqa: BLE001 - raised again once the event loop has ended
            # A window that is half furnished is of no use: the caller reports the bug.
            self._timer.stop()
            self.broken = error
            self.window.close()

    def _furnishing(self) -> Iterator[None]:
        from reviewer.gui.loading import loaded

        yield from loaded(_SESSION)
        from reviewer.gui.session import Session
        from reviewer.gui.tasks import Tasks

        session = Session(Tasks(), date.today)
        session.closing.connect(lambda _document: self._collecting.look_soon())
        session.start()
        yield
        self._watch()
        yield
        yield from self._dressed()
        yield from self.window.furnishing(session)
        self._kept.enter_context(watched(self.window.notices.note))
        self.window.ready.emit()
        yield
        self.window.workspace.rehearse(self._open_all)
        # The versions are told with it, and take as long to find as several frames.
        threading.Thread(target=log.info, args=("the window is shown",), daemon=True).start()
        yield from loaded(_LATER)

    def _open_all(self) -> None:
        self._opening = True
        if self._paths:
            self.window.files.open_all(self._paths)
        else:
            self.window.resuming.resume()
        self.window.keeping.find_unsaved()

    def _watch(self) -> None:
        """Keep a log, Qt's warnings in it, and what a crash leaves behind."""
        from reviewer.gui import qt_messages
        from reviewer.paths import log_folder
        from reviewer.store import last_words
        from reviewer.store.log import keep

        keep(log_folder(), console=True)
        self._kept.enter_context(last_words.kept(log_folder()))
        self._kept.enter_context(qt_messages.kept())

    def _dressed(self) -> Iterator[None]:
        from PySide6.QtWidgets import QApplication

        from reviewer.gui.fonts import interface_font

        yield
        font = interface_font()
        yield
        QApplication.setFont(font)
        from reviewer.gui.icons import application_icon

        yield
        QApplication.setWindowIcon(application_icon())
        yield


def show_ground(choice: ThemeChoice) -> None:
    """Give the empty window the colour that it will have; the whole theme takes longer."""
    if choice == "system":
        return  # what Qt shows of itself follows the system too
    from PySide6.QtGui import QColor, QGuiApplication, QPalette

    palette = QPalette(QGuiApplication.palette())
    palette.setColor(QPalette.ColorRole.Window, QColor(GROUNDS[choice]))
    QGuiApplication.setPalette(palette)


def has_display() -> bool:
    """Whether a window can be shown."""
    if not sys.platform.startswith("linux"):
        return True
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return any(os.environ.get(name) for name in names)
