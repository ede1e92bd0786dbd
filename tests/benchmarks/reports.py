"""What a report costs beside its bare drawing, in memory and in size.

    python tests/benchmarks/reports.py [COPIES]

Writes the report of a sample of each language, repeated COPIES times (default 12, about 75 KB
of text; 170 make 1 MB), and draws the same lines of text on a bare ReportLab canvas in the same
run. Each language has a process of its own, as a report from the window has, which is given the
review and only writes. Prints both times, their ratio, the size of a page, and the most memory
that the process had after the report.
"""

from __future__ import annotations

import re
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import partial
from io import BytesIO
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from reviewer import pipeline
from reviewer.paths import resources
from reviewer.report import fonts as font_files
from reviewer.report import style
from reviewer.report.boxes import Text
from reviewer.report.content import ReportOptions, build
from reviewer.report.layout import Layout, lay_out
from reviewer.report.pdf import write_report

if TYPE_CHECKING:
    from collections.abc import Callable

    from reviewer.model.review import Review
    from reviewer.model.rules import Rulebook
_ROUNDS, _LONG = 3, 60


def best_of(work: Callable[[], object], copies: int) -> float:
    """The shortest of a few runs, one where the text is long, in seconds of this process."""
    taken = []
    for _ in range(1 if copies > _LONG else _ROUNDS):
        begin = time.process_time()
        work()
        taken.append(time.process_time() - begin)
    return min(taken)


def bare(layout: Layout) -> bytes:
    """The same lines of text, drawn on a canvas and nothing else."""
    from reportlab.pdfgen.canvas import Canvas

    fonts = font_files.load()
    fonts.register()
    buffer = BytesIO()
    canvas = Canvas(buffer, pageCompression=1, invariant=1, initialFontName=font_files.BASE)
    for page in layout.pages:
        for y, op in page.placed:
            if isinstance(op, Text):
                x = op.x
                for name, piece in fonts.runs(op.text, bold=op.style.bold, chinese=op.chinese):
                    canvas.setFont(name, op.style.size)
                    canvas.drawString(x, style.PAGE_HEIGHT - y - op.y, piece)
                    x += canvas.stringWidth(piece, name, op.style.size)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def most_memory() -> float:
    """Megabytes that this process had at most.

    What the resource module tells counts those of the process by which it was started.
    """
    status = Path("/proc/self/status").read_text(encoding="ascii")
    (found,) = re.findall(r"VmHWM:\s*(\d+) kB", status)
    return int(found) / 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one report took.

    Attributes:
        whole: seconds for the report. floor: for the bare drawing. placing: for the breaking of
            lines and pages.
        peak: megabytes that the process had at most when the report was written.
        size: kilobytes of the file.
    """

    whole: float
    floor: float
    placing: float
    peak: float
    size: float
    pages: int


def cost(review: Review, rulebook: Rulebook, asked: ReportOptions, copies: int) -> Cost:
    """Measures one report; to be called in a process that did nothing else yet."""
    size = len(write_report(review, rulebook, asked)) / 1024
    peak = most_memory()
    fonts = font_files.load()
    content = build(review, rulebook, asked)
    layout = lay_out(fonts, content)
    return Cost(
        whole=best_of(partial(write_report, review, rulebook, asked), copies),
        floor=best_of(partial(bare, layout), copies),
        placing=best_of(partial(lay_out, fonts, content), copies),
        peak=peak,
        size=size,
        pages=len(layout.pages),
    )


def main(copies: int) -> None:
    """Prints a line for each language."""
    rulebook = pipeline.load_rulebook()
    analyser = pipeline.Analyser(rulebook)
    options = pipeline.Options(as_of=date(2026, 1, 1))
    for language in ("en", "zh"):
        path = resources() / "samples" / f"sample_{language}.txt"
        text = path.read_text(encoding="utf-8") * copies
        review = pipeline.review(text.encode(), path.name, analyser, options)
        asked = ReportOptions(language=language)
        with ProcessPoolExecutor(1, get_context("spawn")) as alone:
            found = alone.submit(cost, review, rulebook, asked, copies).result()
        both = found.floor + found.placing
        sys.stdout.write(
            f"{path.name} x {copies}: {len(text.encode()) / 1024:.0f} KB of text, "
            f"{found.pages} pages: report {found.whole:.2f} s, bare canvas {found.floor:.2f} s, "
            f"{found.whole / found.floor:.1f} times ({found.whole / both:.1f} times with the "
            f"breaking of lines and pages); {found.size / found.pages:.0f} KB a page; "
            f"{found.peak:.0f} MB at most\n"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 12)
