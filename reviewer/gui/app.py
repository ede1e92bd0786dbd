"""Starts the window."""

from __future__ import annotations

import logging
import os
import sys
import threading
from datetime import date
from typing import TYPE_CHECKING

from reviewer.errors import NoDisplay
from reviewer.gui.marked import mark

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from reviewer.gui.main_window import MainWindow

log = logging.getLogger(__name__)


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
    from PySide6.QtWidgets import QApplication

    from reviewer.bugs import watched
    from reviewer.gui import qt_messages
    from reviewer.gui.fonts import interface_font
    from reviewer.gui.icons import application_icon
    from reviewer.paths import log_folder
    from reviewer.store import last_words
    from reviewer.store.log import keep

    keep(log_folder(), console=True)
    # Answers are unpacked in threads; the window takes its turn more often than by default.
    sys.setswitchinterval(0.002)
    with last_words.kept(log_folder()), qt_messages.kept():
        application = QApplication(sys.argv[:1])
        application.setApplicationName("reviewer")
        application.setDesktopFileName("reviewer")
        application.setWindowIcon(application_icon())
        application.setStyle("Fusion")
        application.setFont(interface_font())
        window = make_window(paths)
        window.painted.connect(_log_start)
        window.show()
        with watched(window.notices.note):
            try:
                return application.exec()
            finally:
                window.session.tasks.stop()


def _log_start() -> None:
    # The versions are told with it, and take as long to find as several frames.
    threading.Thread(target=log.info, args=("the window is shown",), daemon=True).start()


def make_window(paths: Sequence[Path]) -> MainWindow:
    """The window with its session; helpers start and files open after the first paint."""
    from reviewer.gui.main_window import MainWindow
    from reviewer.gui.preferences import Preferences
    from reviewer.gui.session import Session
    from reviewer.gui.tasks import Tasks
    from reviewer.paths import settings_file

    preferences = Preferences(settings_file())
    session = Session(Tasks(), date.today)
    window = MainWindow(session, preferences)
    window.look.apply_theme()
    window.look.apply_language()

    def begin() -> None:
        session.start()
        window.workspace.rehearse(lambda: window.files.open_all(paths))

    window.painted.connect(begin)
    return window


def has_display() -> bool:
    """Whether a window can be shown."""
    if not sys.platform.startswith("linux"):
        return True
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return any(os.environ.get(name) for name in names)
