"""The real window with real helpers, opened without a display to see whether it works."""

from __future__ import annotations

import os
import tempfile
from datetime import date
from pathlib import Path

_TURN = 20


def clauses_shown(files: tuple[Path, ...]) -> tuple[int, ...] | str:
    """How many clauses the window's list shows of each file; 0: its analysis failed.

    For a process of its own: it makes the application and leaves it behind. A
    library of the system that Qt lacks is returned, for no installation of ours
    can bring it; anything else that is missing is raised.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    try:
        from PySide6 import QtWidgets  # noqa: F401
    except ModuleNotFoundError:
        raise
    except ImportError as error:
        # Qt's own libraries have its name.
        if any(name in str(error).lower() for name in ("qt6", "pyside", "shiboken")):
            raise
        return str(error)
    return _clauses_shown(files)


def _clauses_shown(files: tuple[Path, ...]) -> tuple[int, ...]:
    from PySide6.QtCore import QTimer, qInstallMessageHandler
    from PySide6.QtWidgets import QApplication

    from reviewer.gui.document import Stage
    from reviewer.gui.main_window import MainWindow
    from reviewer.gui.preferences import Preferences
    from reviewer.gui.session import Session
    from reviewer.gui.tasks import Tasks

    # Without a display Qt says what its stand-in cannot do, which is no news here.
    qInstallMessageHandler(lambda *_: None)
    application = QApplication([])
    session = Session(Tasks(), lambda: date(2026, 1, 1))
    with tempfile.TemporaryDirectory(prefix="reviewer-") as folder:
        window = MainWindow(Preferences(Path(folder) / "settings.json"))
        window.furnish(session)
        window.look.apply_theme()
        window.look.apply_language()
        window.painted.connect(session.start)
        window.painted.connect(lambda: window.files.open_all(files))

        def look() -> None:
            ended = {Stage.READY, Stage.FAILED}
            if len(session.documents) == len(files) and all(
                document.stage in ended for document in session.documents
            ):
                application.quit()

        timer = QTimer()
        timer.timeout.connect(look)
        timer.start(_TURN)
        window.show()
        application.exec()
        session.tasks.stop()
        return tuple(len(document.clauses) for document in session.documents)
