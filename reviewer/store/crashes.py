"""Reports of bugs: files that a person can read and pass on, without a word of any policy."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from reviewer.bugs import Bug, Where
from reviewer.i18n import translator
from reviewer.store.log import last_lines
from reviewer.versions import version_lines

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reviewer.i18n import Translate

log = logging.getLogger(__name__)

_KEPT = 10
_LOG_LINES = 30
# A run that meets more bugs than that has told enough.
_DIFFERENT = 50
_SAME_SECOND = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What is told about a bug.

    Attributes:
        path: the file that holds the text; None where none could be written.
        again: whether this run met the same bug before; the report is the
            first one.
    """

    kind: str
    where: Where
    text: str
    path: Path | None = None
    again: bool = False


class Recorder:
    """Writes one report a bug, however often and in whatever thread it strikes.

    Args:
        folder: for the reports; made when it is needed.
        language: "en" or "zh", asked anew for each report.
    """

    def __init__(self, folder: Path, language: Callable[[], str]) -> None:
        self._folder = folder
        self._language = language
        self._reports: dict[tuple[str, str], Report] = {}
        # Cleaning up can strike while a report is written, in the same thread.
        self._lock = threading.RLock()
        self._writing = False

    def record(self, bug: Bug, where: Where, when: datetime | None = None) -> Report:
        """The report of a bug; its file is written when the bug is met for the first time.

        Args:
            when: it struck; None for now.
        """
        key = bug.kind, bug.place
        with self._lock:
            if key in self._reports:
                return replace(self._reports[key], again=True)
            if self._writing or len(self._reports) >= _DIFFERENT:
                return Report(kind=bug.kind, where=where, text=bug.trace, again=True)
            self._writing = True
            try:
                report = self._written(bug, where, when or datetime.now().astimezone())
            finally:
                self._writing = False
            self._reports[key] = report
            return report

    def _written(self, bug: Bug, where: Where, when: datetime) -> Report:
        # Taken first: the report shall not repeat itself.
        lines = last_lines(self._folder, _LOG_LINES)
        log.error("%s: %s\n%s", where, bug.kind, bug.trace)
        try:
            text = _text(bug, where, when, lines, self._language())
        except Exception as error:  # noqa: BLE001 - a report that says less is better than none
            log.warning("the report is incomplete: %s", type(error).__name__)
            text = f"{bug.kind}\n{bug.trace}\n"
        report = Report(kind=bug.kind, where=where, text=text)
        try:
            path = _put(self._folder, text, when)
        except OSError as error:
            log.warning("no report was written: %s", error.strerror)
            return report
        log.info("a report was written: %s", path.name)
        return replace(report, path=path)


def _put(folder: Path, text: str, when: datetime) -> Path:
    """The file of a new report; the oldest ones go.

    Raises:
        OSError: it cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = _free(folder, when)
    with path.open("x", encoding="utf-8", errors="backslashreplace") as file:
        file.write(text)
    reports = sorted(folder.glob("crash-*.txt"), key=lambda one: (one != path, -_age(one)))
    for old in reports[_KEPT:]:
        old.unlink(missing_ok=True)
    return path


def _age(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:  # another window has just removed it
        return 0.0


def _free(folder: Path, when: datetime) -> Path:
    stem = f"crash-{when:%Y%m%d-%H%M%S}"
    endings = ["", *(f"-{number}" for number in range(2, _SAME_SECOND))]
    paths = (folder / f"{stem}{ending}.txt" for ending in endings)
    return next((path for path in paths if not path.exists()), folder / f"{stem}.txt")


def _text(bug: Bug, where: Where, when: datetime, lines: tuple[str, ...], language: str) -> str:
    say = translator("crashes", language)
    none = say("nothing is known")
    parts = (
        (say("What happened"), f"{_happened(where, say)} ({bug.kind})"),
        (say("When"), when.isoformat(" ", "seconds")),
        (say("Where in the program"), bug.trace or none),
        (say("Versions"), version_lines()),
        (say("Latest lines of the log"), "\n".join(lines) or none),
        (
            say("What this report is for"),
            say(
                "It holds no text of a policy and no name of a policy's file. "
                "To have the fault corrected, send it to whoever gave you the program."
            ),
        ),
    )
    body = "\n\n".join(f"{title}\n{_indented(text)}" for title, text in parts)
    return f"{say('Report of a fault in reviewer')}\n\n{body}\n"


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.splitlines())


def _happened(where: Where, say: Translate) -> str:
    sentences = {
        Where.WINDOW: say("Something unexpected went wrong in the window, which went on working."),
        Where.THREAD: say("Something unexpected ended a piece of work in the background."),
        Where.CLEANUP: say("Something unexpected went wrong while the program cleaned up."),
        Where.HELPER: say("Something unexpected ended the work of a helper process."),
        Where.COMMAND: say("Something unexpected ended a command."),
        Where.PROGRAM: say("The program crashed; this was found at its next start."),
    }
    return sentences[where]
