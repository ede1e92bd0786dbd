"""What the export has done in helper processes."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from reviewer import guard
from reviewer.errors import OutputError, WorkerDied
from reviewer.gui.marked import mark
from reviewer.gui.worker import save
from reviewer.report import outputs
from reviewer.report.pictures import Pages, Picture

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from reviewer.model.comparison import Compared
    from reviewer.model.history import WorkingReview
    from reviewer.model.review import Review
    from reviewer.model.rules import Rulebook
    from reviewer.report.options import ReportOptions
    from reviewer.report.outputs import Kind, Output

# Nobody reads numbers that change faster.
_PAUSE = 0.05
# The one file whose pages are asked for, under its number.
_open: dict[int, Pages] = {}


def compose(
    found: Review | WorkingReview, rulebook: Rulebook, options: ReportOptions, kind: Kind
) -> tuple[Output, ...]:
    """A review as files; notes how many of how many pages are drawn."""
    said = 0.0

    def tell(done: int, of: int) -> None:
        nonlocal said
        now = time.monotonic()
        if done == of or now - said > _PAUSE:
            said = now
            guard.note((done, of))

    return outputs.outputs(found, rulebook, options, kind, tell)


def open_pages(number: int, data: bytes) -> tuple[tuple[float, float], ...]:
    """The sizes of a PDF's pages in points; its pictures can be asked for by its number.

    Raises:
        VerifyError: it is none.
    """
    for former in _open.values():
        former.close()
    _open.clear()
    _open[number] = Pages(data)
    return _open[number].sizes()


def picture(number: int, page: int, scale: float) -> Picture:
    """A page of the PDF that was opened under a number.

    Raises:
        WorkerDied: this process has not opened it, so another had.
    """
    if number not in _open:
        raise WorkerDied("The helper process ended unexpectedly and was restarted. Try again.")
    return _open[number].picture(page, scale)


def compare(old: Review, new: Review) -> Compared:
    """Two versions of a policy, compared."""
    from reviewer.analysis import compare as comparing
    from reviewer.model.comparison import Compared

    return Compared(old=old, new=new, comparison=comparing.compare(old, new))


def put(
    files: Iterable[tuple[Path, bytes]], replaceable: frozenset[Path] = frozenset()
) -> tuple[Path, ...]:
    """Write files; each is there whole or not at all.

    Args:
        files: paths with their content.
        replaceable: those that may be written over.

    Raises:
        OutputError: one exists that may not, before any is written; or one cannot be written.
    """
    files = tuple(files)
    for path, _ in files:
        if path not in replaceable and path.exists():
            template = mark(
                "{name} exists already, and nobody has said that it may be replaced; choose "
                "another name."
            )
            raise OutputError(template, name=path.name)
    for path, data in files:
        save(path, data)
    return tuple(path for path, _ in files)
