"""What the start costs, as ratios within one run.

    python tests/benchmarks/start.py [FILE]

Starts a bare QMainWindow and the program in turns, each as a process of its
own, and prints how many times longer the program takes from its start to its
first paint. Then, over a few more starts, the longest time that the event loop
stood still while the helpers load and while a policy is read and analysed (FILE,
else the bundled sample), next to what the same machine does to a bare window
meanwhile, and the memory of the window and its helpers (Linux).

The platform is offscreen unless QT_QPA_PLATFORM says otherwise.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, cast

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QPaintEvent

    from reviewer.gui.app import Start
    from reviewer.gui.tasks import Tasks

_ROUNDS = 9
_LONG_ROUNDS = 4
_HEAVY = ("spacy", "jieba", "numpy", "reportlab", "trafilatura", "lxml", "pydantic")
_BEAT = 4
_MEBIBYTE = 1 << 20


def tell(**values: object) -> None:
    """Print what a child measured, as one line of JSON."""
    sys.stdout.write(json.dumps(values) + "\n")
    sys.stdout.flush()


def bare() -> None:
    """A window with nothing in it, closed at its first paint."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QMainWindow

    class Window(QMainWindow):
        def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
            super().paintEvent(event)
            QTimer.singleShot(0, painted)

    def painted() -> None:
        tell(painted=time.monotonic())
        application.exit(0)

    application = QApplication([])
    window = Window()
    window.resize(1200, 800)
    window.show()
    application.exec()


def program(watch: Callable[[Start], None], *files: str) -> None:
    """The program itself, by its own way in, with somebody watching its window."""
    from reviewer.__main__ import main
    from reviewer.gui import app

    class Watched(app.Start):
        def __init__(self, paths: Sequence[Path]) -> None:
            super().__init__(paths)
            watch(self)

    app.Start = Watched  # type: ignore[misc] # a stand-in for this process alone
    sys.argv = ["reviewer", *files]
    main()


def first_paint(start: Start) -> None:
    """Ends the program at its first paint."""

    def painted() -> None:
        heavy = [name for name in _HEAVY if name in sys.modules]
        tell(painted=time.monotonic(), heavy=heavy)
        start.window.close()

    start.window.painted.connect(painted)


class Gaps:
    """The longest times between two turns of the event loop, by what was going on, in seconds.

    Attributes:
        begin: when it was made. furnished: how long after that the window was whole.
    """

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self.longest: dict[str, float] = {}
        self.phase = ""
        self.furnished = 0.0
        self.begin = self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(_BEAT)

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest[self.phase] = max(self.longest.get(self.phase, 0.0), now - self._last)
        self._last = now


def whole_start(start: Start) -> None:
    """Watches the window until its file is analysed."""
    from PySide6.QtCore import QTimer

    gaps: list[Gaps] = []
    window = start.window

    def painted() -> None:
        gaps.append(Gaps())
        gaps[0].phase = "furnishing"

    def ready() -> None:
        gaps[0].furnished = time.perf_counter() - gaps[0].begin
        gaps[0].phase = "opening"

    def look() -> None:
        if not window.furnished:
            return
        if window.session.rulebook is not None and gaps[0].phase == "opening":
            gaps[0].phase = "analysing"
        document = window.document
        if document is not None and document.stage.value in {"ready", "failed"}:
            timer.stop()
            # The panes take a few turns to fill once results are there.
            QTimer.singleShot(500, leave)

    def leave() -> None:
        tasks = cast("Tasks", window.session.tasks)
        processes = [os.getpid(), *tasks.process_ids()]
        tell(
            gaps=gaps[0].longest,
            furnished=gaps[0].furnished,
            memory=[memory(process) for process in processes],
        )
        window.close()

    timer = QTimer(window)
    timer.timeout.connect(look)
    timer.start(20)
    window.painted.connect(painted)
    window.ready.connect(ready)


def memory(process: int) -> tuple[int, int]:
    """Resident bytes of a process, and its share of them; zeros where the system does not tell."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0, 0
    sizes = {line.split(":")[0]: line.split()[1] for line in lines[1:]}
    return int(sizes["Rss"]) << 10, int(sizes["Pss"]) << 10


def child(mode: str, *arguments: str) -> tuple[float, dict[str, object]]:
    """When a child was started and what it told."""
    with tempfile.TemporaryDirectory() as home:
        folders = {f"XDG_{name}_HOME": home for name in ("CONFIG", "STATE", "DATA")}
        platform = {"QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
        begin = time.monotonic()
        done = subprocess.run(
            [sys.executable, __file__, mode, *arguments],
            env={**os.environ, **folders, **platform},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
            check=True,
        )
    return begin, json.loads(done.stdout.splitlines()[-1])


def seconds_to_paint(mode: str) -> float:
    """From a child's start to its first paint."""
    begin, told = child(mode)
    if told.get("heavy"):
        sys.exit(f"loaded before the first paint: {told['heavy']}")
    return cast("float", told["painted"]) - begin


def compare() -> None:
    """Prints the first paint as a ratio."""
    bare_times, program_times = [], []
    for _ in range(_ROUNDS):
        bare_times.append(seconds_to_paint("--bare"))
        program_times.append(seconds_to_paint("--program"))
    pairs = sorted(ours / theirs for ours, theirs in zip(program_times, bare_times, strict=True))
    sys.stdout.write(
        f"first paint: {statistics.median(pairs):.2f} times a bare window "
        f"({pairs[0]:.2f} to {pairs[-1]:.2f} in {_ROUNDS} pairs; shortest against shortest "
        f"{min(program_times) / min(bare_times):.2f})\n"
    )


def load(file: str) -> None:
    """Prints gaps and memory of whole starts."""
    told = [child("--whole", file)[1] for _ in range(_LONG_ROUNDS)]
    for phase in ("furnishing", "opening", "analysing"):
        gaps = [cast("dict[str, float]", one["gaps"]).get(phase, 0.0) * 1000 for one in told]
        listed = ", ".join(f"{gap:.0f}" for gap in sorted(gaps))
        sys.stdout.write(f"longest gap while {phase}: {listed} ms in {len(gaps)} starts\n")
    times = sorted(cast("float", one["furnished"]) for one in told)
    sys.stdout.write(f"whole {times[0]:.2f} to {times[-1]:.2f} s after the first paint\n")
    sizes = [cast("list[tuple[int, int]]", one["memory"]) for one in told]
    for index, name in enumerate(("resident, added up", "shares of it, added up")):
        largest = max(sum(size[index] for size in one) for one in sizes) / _MEBIBYTE
        parts = ", ".join(f"{size[index] / _MEBIBYTE:.0f}" for size in sizes[-1])
        sys.stdout.write(f"memory, {name}: {largest:.0f} MiB (last: {parts})\n")


def main() -> None:
    """Runs a child's part, or all."""
    mode, *arguments = sys.argv[1:] or [""]
    if mode == "--bare":
        bare()
    elif mode == "--program":
        program(first_paint)
    elif mode == "--whole":
        program(whole_start, *arguments)
    else:
        compare()
        load(mode or str(ROOT / "resources" / "samples" / "sample_en.txt"))


if __name__ == "__main__":
    main()
