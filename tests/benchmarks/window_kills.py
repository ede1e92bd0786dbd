"""Kills the real window while it is decided in, again and again, and looks for what is lost.

    python tests/benchmarks/window_kills.py 50

A process shows the window without a screen and presses keys that decide. It tells each edit
that the window showed as saved, and is killed at a random moment. The next one opens what was
open, as a user's next start would: every edit that was told has to be there.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

_LONGEST = 1.0
_PATIENCE = 90.0
_PAUSE = 3
_READY = "ready"


class Lost(Exception):
    """An edit that was shown as saved is not there after the next start."""


def decide_for_ever(folder: Path) -> None:
    """What the process does that is killed."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from datetime import date

    from PySide6.QtCore import QTimer
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from reviewer.gui.document import Stage
    from reviewer.gui.main_window import MainWindow
    from reviewer.gui.preferences import Preferences
    from reviewer.gui.session import Session
    from tests.gui.examples import ENGLISH, Answers

    application = QApplication([])
    window = MainWindow(Preferences(folder / "settings.json"))
    session = Session(Answers(), lambda: date(2026, 1, 2))
    window.furnish(session)
    window.show()
    session.start()
    chance = random.Random()  # noqa: S311 - no secret
    begun: list[int] = []

    def tell() -> None:
        saver = window.keeping.saver(window.document)
        if begun and saver is not None and saver.state is not None:
            _tell(saver.state.saved)

    def press() -> None:
        document, pane = window.document, window.workspace.pane
        if document is None or pane is None or document.stage is not Stage.READY:
            return
        if not begun:
            edits = len(document.working.edits) if document.working else 0
            begun.append(edits)
            _tell(f"{_READY} {edits}")
        if chance.random() < 0.2:
            document.undo()
            return
        document.choose(chance.choice(document.order))
        pane.text.setFocus()
        QTest.keyClicks(pane.text, chance.choice("ar"))

    window.keeping.changed.connect(tell)
    timer = QTimer()
    timer.timeout.connect(press)
    timer.start(_PAUSE)
    session.rulebook_ready.connect(lambda: _open(window, folder, ENGLISH))
    application.exec()


def _open(window: object, folder: Path, text: str) -> None:
    from reviewer.gui.main_window import MainWindow

    assert isinstance(window, MainWindow)
    window.resuming.resume()
    if not window.preferences.settings.open_files:
        policy = folder / "birchlane.txt"
        policy.write_text(text, encoding="utf-8")
        window.session.open_path(policy)


def _tell(word: object) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def kills(count: int, folder: Path, seed: int = 0) -> int:
    """How many edits were shown as saved before so many kills; all of them were kept.

    Raises:
        Lost: one was not.
    """
    chance = random.Random(seed)  # noqa: S311 - no secret
    told = 0
    for number in range(count + 1):
        found, last = _killed(folder, chance.uniform(0.05, _LONGEST))
        if found < told:
            message = f"{told} edits were shown as saved, {found} are there after kill {number}"
            raise Lost(message)
        told = max(found, last)
    return told


def _killed(folder: Path, delay: float) -> tuple[int, int]:
    """How many edits a window began with, and the last that it showed as saved."""
    process = subprocess.Popen(
        [sys.executable, __file__, "--work", str(folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="ascii",
        cwd=ROOT,
        env=os.environ | {"XDG_DATA_HOME": str(folder / "data")},
    )
    out = process.stdout
    if out is None:
        raise AssertionError
    overdue = threading.Timer(_PATIENCE, process.kill)
    overdue.start()
    with process, out:
        first = out.readline().split()
        time.sleep(delay)
        process.kill()
        # The last line may be cut.
        words = out.read().rpartition("\n")[0].split()
    overdue.cancel()
    if first[:1] != [_READY]:
        message = "the window did not come"
        raise Lost(message)
    return int(first[1]), max(map(int, words), default=0)


def main(arguments: list[str]) -> int:
    """Kill as often as asked; the exit code."""
    if arguments[:1] == ["--work"]:
        decide_for_ever(Path(arguments[1]))
        return 0
    count = int(arguments[0]) if arguments else 20
    with tempfile.TemporaryDirectory(prefix="reviewer-kills-") as folder:
        told = kills(count, Path(folder), seed=int(time.time()))
    sys.stdout.write(f"{count} kills of the window, {told} edits shown as saved, none lost\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
