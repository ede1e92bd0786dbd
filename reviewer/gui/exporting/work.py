"""What the export has done in helper processes."""

from __future__ import annotations

import pickle
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reviewer import guard
from reviewer.errors import OutputError, WorkerDied
from reviewer.gui.marked import mark
from reviewer.gui.worker import analyse, save
from reviewer.model.review import Review
from reviewer.report import outputs
from reviewer.report.pictures import Outline, Pages, Picture

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from reviewer.model.history import WorkingReview
    from reviewer.model.policy import Policy
    from reviewer.model.rules import Rulebook
    from reviewer.report.options import ReportOptions
    from reviewer.report.outputs import Kind, Output

# Nobody reads numbers that change faster.
_PAUSE = 0.05
# The one file whose pages are asked for, under its number.
_open: dict[int, Pages] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Composition:
    """What files are to be made of.

    Attributes:
        compared: an earlier version compared with this one, as :func:`compare` packs it; empty
            where none was.
    """

    found: Review | WorkingReview
    rulebook: Rulebook
    options: ReportOptions
    kind: Kind
    compared: bytes = b""


def compose(asked: Composition) -> tuple[Output, ...]:
    """A review as files; notes how many of how many pages are drawn."""
    options, said = asked.options, 0.0
    if asked.compared:
        comparison = pickle.loads(asked.compared)  # noqa: S301 - packed by compare() below
        options = replace(options, comparison=comparison)

    def tell(done: int, of: int) -> None:
        nonlocal said
        now = time.monotonic()
        if done == of or now - said > _PAUSE:
            said = now
            guard.note((done, of))

    return outputs.outputs(asked.found, asked.rulebook, options, asked.kind, tell)


def prepare() -> None:
    """Load what makes the pictures, while there is nothing yet to make any of."""
    import pypdfium2  # noqa: F401


def open_pages(number: int, data: bytes) -> Outline:
    """What a PDF consists of; its pictures can be asked for by its number.

    Raises:
        VerifyError: it is none.
    """
    for former in _open.values():
        former.close()
    _open.clear()
    _open[number] = Pages(data)
    return _open[number].outline()


def picture(number: int, page: int, scale: float) -> Picture:
    """A page of the PDF that was opened under a number.

    Raises:
        WorkerDied: this process has not opened it, so another had.
    """
    if number not in _open:
        raise WorkerDied("The helper process ended unexpectedly and was restarted. Try again.")
    return _open[number].picture(page, scale)


def compare(old: Review, new: Review) -> bytes:
    """Two versions of a policy, compared, packed for :func:`compose`.

    The window passes it on and has no need to spend its time on unpacking it.
    """
    from reviewer.analysis import compare as comparing
    from reviewer.model.comparison import Compared

    return pickle.dumps(Compared(old=old, new=new, comparison=comparing.compare(old, new)))


def compare_policy(old: Policy, new: Review) -> bytes:
    """The same of a policy that is analysed first, as of the day of the review."""
    analysis, _ = analyse(old, new.analysis.as_of)
    return compare(Review(policy=old, analysis=analysis, timing=new.timing), new)


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
