"""What runs in the window's helper processes.

Every function here is called by name in a process of its own, takes and
returns plain values, and touches no Qt object. Nothing heavy is imported
before the first call that needs it.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer import guard, pipeline
from reviewer.errors import OutputError, ReadError, RulebookError
from reviewer.garbage import keep_for_good
from reviewer.gui.marked import mark

if TYPE_CHECKING:
    from datetime import date, datetime

    from reviewer.model.policy import Policy
    from reviewer.model.review import Analysis
    from reviewer.model.rules import Rulebook
    from reviewer.store.review_file import Stored

_warm: list[pipeline.Analyser] = []
# Ids of the checklists that were opened from files.
_opened: set[str] = set()


@dataclass(frozen=True, slots=True)
class OpenedChecklist:
    """What became of a checklist file.

    Attributes:
        identifier: of its checklist; empty where there are faults.
        rulebook: None where there are faults. faults: in the order of their lines.
    """

    identifier: str = ""
    rulebook: Rulebook | None = None
    faults: tuple[RulebookError, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsaved:
    """A review that nobody has given a place yet.

    Attributes:
        name: of the policy. edits: how many stand. last: when the latest was made.
    """

    path: Path
    name: str
    edits: int
    last: datetime


def read_file(path: Path, encoding: str = "", said: str = "") -> tuple[Policy, float, bytes]:
    """A file's policy, the seconds that reading took, and the bytes that it was read from.

    Args:
        encoding: of a text format, chosen by the user; empty: told from the bytes.
        said: the language that the user chose, "en" or "zh"; empty: told from the text.

    Raises:
        ReadError: the file cannot be read or is no policy.
    """
    started = time.perf_counter()
    data = content(path)
    return pipeline.read(data, path.name, encoding, said), time.perf_counter() - started, data


def content(path: Path) -> bytes:
    """A file's bytes.

    Raises:
        ReadError: it cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        template = mark(
            "{name} cannot be read: {cause}. Check that it still exists and that you may open it."
        )
        raise ReadError(template, name=path.name, cause=error.strerror or "error") from error


def read_text(
    data: bytes, name: str, encoding: str = "", said: str = ""
) -> tuple[Policy, float, bytes]:
    """The same of bytes that were pasted, or that a review file holds."""
    started = time.perf_counter()
    return pipeline.read(data, name, encoding, said), time.perf_counter() - started, data


def read_review(path: Path) -> Stored:
    """What a review file holds.

    Raises:
        ReviewFileError: it is none, or not sound.
    """
    from reviewer.store.review_file import load

    return load(path)


def find_unsaved(folder: Path) -> tuple[Unsaved, ...]:
    """The reviews in the folder of unsaved ones, latest first; what is damaged is passed over."""
    from reviewer.errors import ReviewFileError
    from reviewer.model.history import fold
    from reviewer.store.review_file import load

    found = []
    for path in sorted(folder.glob("*.review")) if folder.is_dir() else ():
        with suppress(ReviewFileError):
            stored = load(path)
            if stored.edits:
                name = stored.contents.review.policy.source.name
                last = stored.edits[-1].stamp.time
                count = len(fold(stored.contents.review, stored.edits).standing)
                found.append(Unsaved(path=path, name=name, edits=count, last=last))
    return tuple(sorted(found, key=lambda one: one.last, reverse=True))


def warm_up() -> pipeline.Loaded:
    """The rulebook, after everything that an analysis needs is loaded."""
    if not _warm:
        analyser = pipeline.load_analyser()
        # Chinese words take 80 MiB and a third of a second, which the first Chinese policy pays.
        analyser.warm(("en",))
        _warm.append(analyser)
        # The rulebook stays as long as the process does: no collection need walk it again.
        keep_for_good()
        _give_back()
    return pipeline.Loaded(_warm[0].rulebook, _warm[0].problems)


def _give_back() -> None:
    """Return the memory that loading took for a while, where the C library keeps it."""
    if sys.platform == "linux":
        import ctypes

        with suppress(OSError, AttributeError):  # not every C library has it
            ctypes.CDLL(None).malloc_trim(0)


def open_checklist(path: Path) -> OpenedChecklist:
    """Use a file's checklist beside the others, or tell all that is wrong with it.

    One that was opened before under the same id gives way.
    """
    from reviewer.store.own import examine  # brings YAML

    if not _warm:
        warm_up()
    analyser = _warm[0]
    others = tuple(one for one in analyser.rulebook.checklists if one.id not in _opened)
    base = replace(analyser.rulebook, checklists=others)
    examined = examine(path, base)
    made = examined.checklist
    if made is None:
        return OpenedChecklist(faults=examined.faults)
    kept = (one for one in analyser.rulebook.checklists if one.id != made.id)
    rulebook = replace(base, checklists=(*kept, made))
    analyser.use(rulebook)
    _opened.add(made.id)
    return OpenedChecklist(made.id, rulebook)


def analyse(policy: Policy, as_of: date) -> tuple[Analysis, float]:
    """What the machine finds in a policy and the seconds that it took.

    Notes every step of the analysis for whoever waits.
    """
    if not _warm:
        warm_up()
    started = time.perf_counter()
    analysis = _warm[0].analyse(policy, pipeline.Options(as_of=as_of), guard.note)
    seconds = time.perf_counter() - started
    _give_back()
    return analysis, seconds


def save(target: Path, data: bytes) -> None:
    """Replace a file in one step.

    Raises:
        OutputError: the file cannot be written.
    """
    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(prefix=".", suffix=".part", dir=target.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(temporary).replace(target)
    except OSError as error:
        if temporary:
            with suppress(OSError):
                Path(temporary).unlink()
        template = mark(
            "{name} cannot be written: {cause}. Choose another folder or close the file elsewhere."
        )
        raise OutputError(template, name=target.name, cause=error.strerror or "error") from error
