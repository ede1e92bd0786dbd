"""Whether the window keeps its budgets, with very long policies and with a real one.

    python tests/benchmarks/window.py [--long | --real] [FILE]

A text of 1,000,000 characters with 10,000 overlapping clauses stands in a real window
(offscreen unless QT_QPA_PLATFORM says otherwise), then a policy of some 75 KB with all that
the program finds in it (FILE, else the English sample several times over). Every deed is
measured from the event to the last widget painted, and between two of them the window is
left in peace. Printed are the median and the worst, what the median took of the processor,
the budget, and the processor's time in multiples of that of a *count*: a hundred thousand
steps of a loop, measured in between. On a busy machine look at the last two columns.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QEvent, QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reviewer.gui.document import Document, Stage
from reviewer.gui.main_window import MainWindow
from reviewer.gui.preferences import Preferences
from reviewer.gui.session import Session
from reviewer.model.clause import Category, Clause, ClauseOrigin
from reviewer.model.edits import (
    AddClause,
    AdjustBounds,
    AnswerCondition,
    ClauseStatus,
    Decide,
    Merge,
    Relabel,
    Split,
)
from reviewer.model.review import ConditionState
from reviewer.model.span import Span
from reviewer.paths import resources
from reviewer.store.settings import ThemeChoice
from tests.gui.examples import Answers, policy_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from reviewer.gui.standing import Standing
    from reviewer.gui.tasks import Tasks
    from reviewer.gui.widgets.document_pane import DocumentPane

CLAUSES = 10_000
LENGTH = 1_000_000
REAL = 75_000
FRAME = 16.0
MOMENT = 100.0
MEMORY = 300.0
_SENTENCE = "We keep your notes number {number:05d} for three years and share them with nobody.\n"
_ROUNDS = 15
_FRAMES = 150
_PEACE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """What was measured of one deed, in milliseconds."""

    name: str
    wall: tuple[float, ...]
    processor: tuple[float, ...]
    counted: tuple[float, ...]
    budget: float
    share: float = 0.5

    def line(self) -> str:
        """The figure as it is printed."""
        value = quantile(self.wall, self.share)
        at_work = quantile(self.processor, self.share)
        ratio = at_work / statistics.median(self.counted)
        held = "" if value <= self.budget else "  OVER" if at_work > self.budget else "  (busy)"
        return (
            f"{self.name:<34}{value:8.1f}{max(self.wall):8.1f}{at_work:10.1f}"
            f"{self.budget:8.0f}{ratio:9.1f}{held}"
        )


def quantile(values: tuple[float, ...], share: float) -> float:
    """The value that so much of all values does not exceed."""
    return sorted(values)[min(len(values) - 1, round(share * (len(values) - 1)))]


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def one_count() -> float:
    """The yardstick: milliseconds of the processor for a hundred thousand steps of a loop."""
    started = time.thread_time()
    total = 0
    for number in range(100_000):
        total += number & 3
    return (time.thread_time() - started) * 1000


def pause(milliseconds: int) -> None:
    """Let the window work."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def painted() -> None:
    """Let the window do all that an event entails, to the last paint."""
    for _ in range(3):
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        QApplication.processEvents()


def measured(
    name: str,
    does: Callable[[int], object],
    budget: float = FRAME,
    *,
    rounds: int = _ROUNDS,
    share: float = 0.5,
) -> Figure:
    """Some rounds of a deed, each from the event to the last paint."""
    wall, processor, counted = [], [], []
    for number in range(rounds):
        painted()
        started, worked = time.perf_counter(), time.thread_time()
        does(number)
        painted()
        wall.append((time.perf_counter() - started) * 1000)
        processor.append((time.thread_time() - worked) * 1000)
        counted.append(one_count())
        if rounds == _ROUNDS:
            pause(_PEACE)
    return Figure(
        name=name,
        wall=tuple(wall),
        processor=tuple(processor),
        counted=tuple(counted),
        budget=budget,
        share=share,
    )


# The long policy


def text() -> str:
    """A long policy in which no sentence stands twice."""
    lines = LENGTH // len(_SENTENCE.format(number=0))
    return "".join(_SENTENCE.format(number=number) for number in range(lines))


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


def opened(folder: Path, tasks: Tasks | Answers) -> MainWindow:
    """A window in which nothing is open."""
    window = MainWindow(Preferences(folder / "settings.json"))
    session = Session(tasks, lambda: date(2026, 1, 2))
    window.furnish(session)
    window.look.apply_theme()
    window.resize(1440, 900)
    window.show()
    session.start()
    pause(300)
    return window


def analysed(window: MainWindow) -> Document:
    """The window's document, once it has been analysed."""
    document = window.document
    assert document is not None
    while document.stage is not Stage.READY:
        pause(20)
    return document


def with_long_policy(window: MainWindow) -> Document:
    """The long policy, in the window's document."""
    window.session.open_text(b"Notes\n", "long.txt")
    document = analysed(window)
    assert document.review is not None
    former = document.review.analysis
    policy = policy_of(text(), "long.txt")
    document.show_policy(policy, 0.0)
    document.source = policy.text.encode()
    analysis = replace(former, clauses=clauses(len(policy.text)), checklists=())
    document.show_analysis(analysis, 0.0)
    pause(4000)
    return document


@dataclass(frozen=True, slots=True)
class Desk:
    """A window with a document, and the keys on it."""

    window: MainWindow
    document: Document

    @property
    def pane(self) -> DocumentPane:
        """The document's pane."""
        pane = self.window.workspace.pane
        assert pane is not None
        return pane

    @property
    def standing(self) -> Standing:
        """The document's clauses."""
        assert self.document.standing is not None
        return self.document.standing

    def press(self, key: str) -> None:
        """Press a single key in the text."""
        QTest.keyClicks(self.pane.text, key)

    def back(self) -> None:
        """Press Ctrl+Z."""
        QTest.keyClick(self.pane.text, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    def begin(self, clause: int) -> None:
        """Be at a clause; the first decision, which makes the file, is made."""
        self.pane.text.setFocus()
        self.document.choose(clause)
        self.press("a")
        pause(4000)

    def scrolled(self, forward: int) -> None:
        """Turn the wheel by one notch."""
        bar = self.pane.text.verticalScrollBar()
        bar.setValue(bar.value() + forward * 120)

    def filtered(self, line: str) -> None:
        """Have the list filtered, without the pause that typing leaves."""
        self.window.clauses.filter.setText(line)
        self.window.clauses.refresh()


def deciding(desk: Desk) -> list[Figure]:
    """Keys that decide and step."""
    return [
        measured("decide, key A", lambda _: desk.press("a")),
        measured("reject, key R", lambda _: desk.press("r")),
        measured("undo, Ctrl+Z", lambda _: desk.back()),
        measured("step, key N", lambda _: desk.press("n")),
        measured("step in view, key J", lambda _: desk.press("j")),
        measured("toggle a category", lambda _: desk.document.toggle(Category.SHARING)),
        measured("step a group, key 3", lambda _: desk.press("3")),
    ]


def reshaping(desk: Desk) -> list[Figure]:
    """Edits by which clauses come, go and move."""
    document, standing = desk.document, desk.standing
    ids = standing.ids

    def start(number: int) -> int:
        return standing.clauses[number].span.start

    def adjusted(n: int) -> None:
        begin = start(3000 + n)
        document.edit(AdjustBounds(ids[3000 + n], Span(begin, begin + 100)))

    return [
        measured("adjust bounds, key ]", lambda _: desk.press("]")),
        measured("adjust bounds elsewhere", adjusted),
        measured("relabel", lambda n: document.edit(Relabel((ids[2000 + n],), (Category.USE,)))),
        measured("split", lambda n: document.edit(Split(ids[4000 + n], (start(4000 + n) + 40,)))),
        measured("merge", lambda n: document.edit(Merge((ids[5000 + 2 * n], ids[5001 + 2 * n])))),
        measured(
            "add",
            lambda n: document.edit(
                AddClause(Span(600_000 + 90 * n, 600_050 + 90 * n), (Category.MINORS,))
            ),
        ),
        measured("undo of an edit of shape", lambda _: document.undo()),
        measured("redo of it", lambda _: document.redo()),
        measured(
            "relabel all, and undo",
            lambda n: (
                document.undo()
                if n % 2
                else document.edit(Relabel(tuple(ids[:CLAUSES]), (Category.USE,)))
            ),
            MOMENT,
            rounds=6,
        ),
        measured(
            "accept all, and undo",
            lambda n: (
                document.undo()
                if n % 2
                else document.edit(Decide(tuple(ids[:CLAUSES]), ClauseStatus.ACCEPTED))
            ),
            MOMENT,
            rounds=6,
        ),
    ]


def looking(desk: Desk) -> list[Figure]:
    """Scrolling, filtering and finding."""
    document = desk.document
    lines = ("notes", "cat:sharing", "conf<0.7", "open", "-cat:use years", "")
    words = ("three years", "notes", "nobody", "number 09")
    rounds = count()

    def decided(_: int) -> None:
        if next(rounds) == 0:
            desk.filtered("open")
        desk.press("a")

    return [
        measured("scroll frame, p95", lambda _: desk.scrolled(1), rounds=_FRAMES, share=0.95),
        measured(
            "filter 10,000 rows", lambda n: desk.filtered(lines[n % len(lines)]), MOMENT, rounds=12
        ),
        measured("find with count", lambda n: document.search(words[n % len(words)]), MOMENT),
        measured("next hit, F3", lambda _: document.next_hit(1)),
        measured("decide while filtered by open", decided),
        measured("paint the text", lambda _: desk.pane.text.viewport().repaint()),
    ]


def changing_looks(desk: Desk) -> list[Figure]:
    """Theme, language and size of everything."""
    look = desk.window.look
    themes = (ThemeChoice.DARK, ThemeChoice.LIGHT)
    return [
        measured("another theme", lambda n: look.choose_theme(themes[n % 2]), MOMENT),
        measured("another language", lambda n: look.choose_language(("zh", "en")[n % 2]), MOMENT),
        measured("zoom", lambda n: look.zoom((1, -1)[n % 2]), MOMENT),
    ]


def with_real_policy(window: MainWindow, file: Path | None) -> Document:
    """A policy of some 75 KB, read and analysed by the program itself."""
    if file is not None:
        data, name = file.read_bytes(), file.name
    else:
        one = (resources() / "samples" / "sample_en.txt").read_bytes()
        data, name = one * (1 + REAL // len(one)), "sample.txt"
    while window.session.rulebook is None:
        pause(50)
    window.session.open_text(data, name)
    document = analysed(window)
    pause(1500)
    return document


def answering(desk: Desk) -> list[Figure]:
    """Answers to conditions, of which the first makes more work than the others."""
    rulebook = desk.document.rulebook
    assert rulebook is not None
    names = [condition.id for condition in rulebook.conditions]

    def answer(number: int) -> None:
        state = (ConditionState.HOLDS, ConditionState.FAILS)[number // len(names) % 2]
        desk.document.edit(AnswerCondition(condition=names[number % len(names)], state=state))

    first = measured("first answer to a condition", lambda _: answer(0), MOMENT, rounds=1)
    return [first, measured("further answers", lambda n: answer(n + 1), MOMENT)]


def memory() -> float:
    """The memory of this process in MB, where the system tells it."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    lines = status.read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) / 1000 for line in lines if line.startswith("VmRSS"))


def told(title: str, figures: list[Figure]) -> None:
    """Print figures below a heading."""
    say(f"\n{title:<34}{'median':>8}{'worst':>8}{'processor':>10}{'budget':>8}{'counts':>9}")
    for figure in figures:
        say(figure.line())
    counted = statistics.median(one for figure in figures for one in figure.counted)
    say(f"one count: {counted:.1f} ms")


def measure_long(folder: Path) -> None:
    """Print what holds for the long policy."""
    window = opened(folder, Answers())
    desk = Desk(window, with_long_policy(window))
    say(f"{LENGTH:,} characters, {CLAUSES:,} clauses")
    say(f"memory of the window: {memory():.0f} MB of {MEMORY:.0f}")
    desk.begin(100)
    told("deciding", deciding(desk))
    told("shapes", reshaping(desk))
    told("looking", looking(desk))
    say(f"memory after all that: {memory():.0f} MB")
    window.keeping.close()
    window.hide()


def measure_real(folder: Path, file: Path | None) -> None:
    """Print what holds for a policy of some 75 KB."""
    from reviewer.gui.tasks import Tasks

    tasks = Tasks()
    window = opened(folder, tasks)
    desk = Desk(window, with_real_policy(window, file))
    document = desk.document
    assert document.policy is not None
    say(f"\n{len(document.policy.text):,} characters, {len(document.order):,} clauses, real")
    desk.begin(document.order[10])
    told("deciding", deciding(desk)[:6])
    told("answering", answering(desk))
    told("looks", changing_looks(desk))
    say(f"memory of the window: {memory():.0f} MB of {MEMORY:.0f}")
    window.keeping.close()
    tasks.stop()


def main(arguments: list[str]) -> int:
    """Print what was measured; the exit code."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication([])
    file = next((Path(one) for one in arguments if not one.startswith("-")), None)
    with tempfile.TemporaryDirectory(prefix="reviewer-window-") as folder:
        os.environ["XDG_DATA_HOME"] = folder
        if "--real" not in arguments:
            measure_long(Path(folder))
        if "--long" not in arguments:
            measure_real(Path(folder), file)
    del application
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
