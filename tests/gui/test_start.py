"""What a fresh process has loaded, and that nothing leaks."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from reviewer.errors import NoDisplay
from reviewer.gui import app, theme

ROOT = Path(__file__).resolve().parents[2]
HEAVY = (
    "spacy",
    "jieba",
    "reportlab",
    "numpy",
    "pydantic",
    "ahocorasick_rs",
    "lxml",
    "PySide6.QtNetwork",
)

_PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from reviewer.gui import app
from reviewer.gui.application import Application
if __name__ == "__main__":
    application = Application([])
    start = app.Start([Path(sys.argv[1])])
    window = start.window
    def tell(what):
        heavy = [name for name in sys.argv[2:] if name in sys.modules]
        print(what, *heavy, flush=True)
    window.painted.connect(lambda: tell("painted"))
    def look():
        document = window.document if window.furnished else None
        if document is not None and document.stage.value in {"ready", "failed"}:
            tell(f"analysed:{document.stage.value}")
            start.end()
            application.quit()
    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(50)
    window.show()
    sys.exit(application.exec())
"""


def run_program(source: str, folder: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Runs a window of its own, without a display and with folders of its own."""
    program = folder / "program.py"
    program.write_text(source, encoding="utf-8")
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(ROOT),
        "XDG_CONFIG_HOME": str(folder),
        "XDG_STATE_HOME": str(folder),
    }
    return subprocess.run(
        [sys.executable, str(program), *map(str, arguments)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_that_the_window_never_loads_the_heavy_libraries(tmp_path: Path) -> None:
    policy = tmp_path / "policy.txt"
    policy.write_text("We collect your name. We share it with partners.", encoding="utf-8")
    done = run_program(_PROGRAM, tmp_path, policy, *HEAVY)
    assert done.stdout.split("\n")[:2] == ["painted", "analysed:ready"], done.stderr


_HANDED = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QTimer, QUrl
from PySide6.QtGui import QFileOpenEvent
from reviewer.gui import app
from reviewer.gui.application import Application
if __name__ == "__main__":
    application = Application([])
    start = app.Start([])
    application.handed.connect(start.open)
    early, late = sys.argv[1:]
    def hand(path):
        QCoreApplication.sendEvent(application, QFileOpenEvent(QUrl.fromLocalFile(path)))
    hand(early)
    def look():
        documents = start.window.session.documents if start.window.furnished else []
        if len(documents) == 1 and len(sys.argv) == 3:
            sys.argv.append("both")
            hand(late)
        if len(documents) == 2:
            print(*(document.name for document in documents))
            start.end()
            application.quit()
    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(20)
    start.window.show()
    sys.exit(application.exec())
"""


def test_that_files_that_the_desktop_hands_over_are_opened(tmp_path: Path) -> None:
    for name in ("early.txt", "late.txt"):
        (tmp_path / name).write_text("We collect your name.", encoding="utf-8")
    done = run_program(_HANDED, tmp_path, tmp_path / "early.txt", tmp_path / "late.txt")
    assert done.stdout.split() == ["early.txt", "late.txt"], done.stderr


def test_that_the_empty_window_has_the_colour_of_its_theme() -> None:
    assert {"light": theme.LIGHT.window, "dark": theme.DARK.window} == app.GROUNDS


def test_that_a_missing_display_is_said_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(NoDisplay, match="reviewer analyze"):
        app.run([])


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
def test_that_qt_takes_no_reference_to_none(qtbot: object) -> None:
    del qtbot
    label = QLabel()
    before = sys.getrefcount(None)
    for _ in range(5000):
        label.setText("x")
        label.update()
    assert sys.getrefcount(None) > before - 1000
