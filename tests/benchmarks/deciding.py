"""How long a decision takes in a window with very many clauses.

    python tests/benchmarks/deciding.py

Prints the median and the worst of deciding, undoing, relabelling, switching a category and
painting afterwards, in milliseconds, for a text of 1,000,000 characters with 10,000 clauses.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from reviewer.gui.document import Document, Stage
from reviewer.gui.main_window import MainWindow
from reviewer.gui.preferences import Preferences
from reviewer.gui.session import Session
from reviewer.model.clause import Category, Clause, ClauseOrigin
from reviewer.model.edits import ClauseStatus, Decide, Relabel
from reviewer.model.span import Span
from tests.gui.examples import Answers, policy_of

if TYPE_CHECKING:
    from collections.abc import Callable

CLAUSES = 10_000
_LENGTH = 1_000_000
_SENTENCE = "We keep your notes number {number:05d} for three years and share them with nobody.\n"
_ROUNDS = 15


def text() -> str:
    """A long policy in which no sentence stands twice."""
    count = _LENGTH // len(_SENTENCE.format(number=0))
    return "".join(_SENTENCE.format(number=number) for number in range(count))


def clauses(length: int) -> tuple[Clause, ...]:
    """Clauses that overlap, evenly spread."""
    categories = list(Category)
    step = length // CLAUSES
    return tuple(
        Clause(
            span=Span(number * step, min(length, number * step + 130)),
            categories=(categories[number % len(categories)],),
            scores=(0.5 + number % 50 / 100,),
            section=None,
            origin=ClauseOrigin.RULE,
        )
        for number in range(CLAUSES)
    )


def pause(milliseconds: int) -> None:
    """Let the window work."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def window_with(folder: Path) -> tuple[MainWindow, Document]:
    """A window with the long policy in it."""
    window = MainWindow(Preferences(folder / "settings.json"))
    session = Session(Answers(), lambda: date(2026, 1, 2))
    window.furnish(session)
    window.resize(1440, 900)
    window.show()
    session.start()
    pause(200)
    session.open_text(b"Notes\n", "long.txt")
    document = window.document
    assert document is not None
    while document.stage is not Stage.READY:
        pause(20)
    assert document.review is not None
    former = document.review.analysis
    policy = policy_of(text(), "long.txt")
    document.show_policy(policy, 0.0)
    document.source = policy.text.encode()
    analysis = replace(former, clauses=clauses(len(policy.text)), checklists=())
    document.show_analysis(analysis, 0.0)
    pause(4000)
    return window, document


def measured(does: Callable[[int], object]) -> tuple[float, float]:
    """The median and the worst of some rounds, in milliseconds."""
    taken = []
    for number in range(_ROUNDS):
        started = time.perf_counter()
        does(number)
        taken.append((time.perf_counter() - started) * 1000)
        pause(60)
    return statistics.median(taken), max(taken)


def figures(folder: Path) -> dict[str, tuple[float, float]]:
    """What each deed takes."""
    window, document = window_with(folder)
    standing, pane = document.standing, window.workspace.pane
    assert standing is not None
    assert pane is not None
    ids = standing.ids
    document.choose(100)
    # The first decision makes the file.
    window.deciding.decide(ClauseStatus.ACCEPTED)
    pause(6000)
    found = {
        "decide": measured(lambda n: document.edit(Decide((ids[200 + n],), ClauseStatus.ACCEPTED))),
        "decide and go on": measured(lambda _: window.deciding.decide(ClauseStatus.ACCEPTED)),
        "undo": measured(lambda _: document.undo()),
        "relabel": measured(lambda n: document.edit(Relabel((ids[300 + n],), (Category.USE,)))),
        "toggle": measured(lambda _: document.toggle(Category.SHARING)),
        "paint": measured(lambda _: pane.text.viewport().repaint()),
    }
    window.keeping.close()
    return found


def main() -> int:
    """Print what was measured; the exit code."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory(prefix="reviewer-deciding-") as folder:
        os.environ["XDG_DATA_HOME"] = folder
        for name, (median, worst) in figures(Path(folder)).items():
            sys.stdout.write(f"{name:18} median {median:6.1f} ms, worst {worst:6.1f} ms\n")
    del application
    return 0


if __name__ == "__main__":
    sys.exit(main())
