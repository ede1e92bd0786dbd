"""What runs in the window's helper processes.

Every function here is called by name in a process of its own, takes and
returns plain values, and touches no Qt object. Nothing heavy is imported
before the first call that needs it.
"""

from __future__ import annotations

import gc
import os
import signal
import tempfile
import time
import traceback
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer import pipeline
from reviewer.errors import OutputError, ReadError, ReviewerError
from reviewer.gui.marked import mark

if TYPE_CHECKING:
    from datetime import date
    from multiprocessing.connection import Connection

    from reviewer.model.policy import Policy
    from reviewer.model.review import Analysis, Review
    from reviewer.model.rules import Rulebook
    from reviewer.report.content import ReportOptions

_warm: list[pipeline.Analyser] = []


@dataclass(frozen=True, slots=True)
class Bug:
    """An exception nobody expected.

    Attributes:
        kind: the exception's class. trace: where it was raised; file and line
            only, since messages may quote the policy.
    """

    kind: str
    trace: str


def serve(pipe: Connection) -> None:
    """Answer calls until the other end hangs up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        try:
            function, arguments = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            answer = function(*arguments)
        except ReviewerError as error:
            answer = error
        except Exception as error:  # noqa: BLE001 - reported to the window, which logs it
            answer = describe(error)
        try:
            pipe.send(answer)
        except OSError:
            return


def describe(error: BaseException) -> Bug:
    """What may be told about an unexpected exception: kind and place, no words."""
    frames = traceback.extract_tb(error.__traceback__)
    trace = "\n".join(
        f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames
    )
    return Bug(type(error).__name__, trace)


def read_file(path: Path) -> tuple[Policy, float]:
    """A file's policy and the seconds that reading took.

    Raises:
        ReadError: the file cannot be read or is no policy.
    """
    started = time.perf_counter()
    try:
        data = path.read_bytes()
    except OSError as error:
        template = mark(
            "{name} cannot be read: {cause}. Check that it still exists and that you may open it."
        )
        raise ReadError(template, name=path.name, cause=error.strerror or "error") from error
    return pipeline.read(data, path.name), time.perf_counter() - started


def read_text(data: bytes, name: str) -> tuple[Policy, float]:
    """The policy that pasted bytes hold and the seconds that reading took."""
    started = time.perf_counter()
    return pipeline.read(data, name), time.perf_counter() - started


def warm_up() -> Rulebook:
    """The rulebook, after everything that an analysis needs is loaded."""
    rulebook = pipeline.load_rulebook()
    if not _warm:
        analyser = pipeline.Analyser(rulebook)
        analyser.warm()
        _warm.append(analyser)
        # The rulebook stays as long as the process does: no collection need walk it again.
        gc.freeze()
    return rulebook


def analyse(policy: Policy, as_of: date) -> tuple[Analysis, float]:
    """What the machine finds in a policy and the seconds that it took."""
    if not _warm:
        warm_up()
    started = time.perf_counter()
    analysis = _warm[0].analyse(policy, pipeline.Options(as_of=as_of))
    return analysis, time.perf_counter() - started


def write_report(review: Review, rulebook: Rulebook, options: ReportOptions, target: Path) -> Path:
    """The path of the report, written whole or not at all.

    Raises:
        OutputError: the file cannot be written.
    """
    from reviewer.report import pdf

    save(target, pdf.write_report(review, rulebook, options))
    return target


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
