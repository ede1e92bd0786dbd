"""The log: what went wrong, in a file of the user's own, never what was read.

Nothing that is logged may hold text of a policy or the name of its file.
Messages of exceptions are left out even where somebody logs one whole.
"""

from __future__ import annotations

import logging
import os
import sys
from logging.handlers import RotatingFileHandler
from typing import TYPE_CHECKING

from reviewer.bugs import describe
from reviewer.versions import versions

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

NAME = "reviewer.log"
_BYTES = 500_000
_COPIES = 2
"""Besides the file that is written to."""
_TAIL = 64_000
_FORM = "%(asctime)s %(process)d %(levelname)s %(name)s %(message)s"


def keep(folder: Path, *, console: bool) -> None:
    """Write the program's records to a file of a folder from now on.

    Args:
        console: whether they go to standard error where the file cannot be
            written; else nowhere.
    """
    leave()
    logger = logging.getLogger("reviewer")
    logger.setLevel(logging.INFO)
    handler: logging.Handler = logging.NullHandler()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / NAME).open("ab"):
            handler = LogFile(folder)
    except OSError:
        if console and sys.stderr is not None:
            handler = logging.StreamHandler()
            handler.setLevel(logging.WARNING)
    handler.setFormatter(_Wordless(_FORM))
    handler.set_name(NAME)
    logger.addHandler(handler)


def leave() -> None:
    """Close the log."""
    logger = logging.getLogger("reviewer")
    for handler in [one for one in logger.handlers if one.get_name() == NAME]:
        logger.removeHandler(handler)
        handler.close()


def last_lines(folder: Path, count: int) -> tuple[str, ...]:
    """The latest lines of the log; none where it cannot be read."""
    try:
        with (folder / NAME).open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - _TAIL))
            text = file.read().decode("utf-8", "replace")
    except OSError:
        return ()
    return tuple(text.splitlines()[-count:])


class LogFile(RotatingFileHandler):
    """A file that stays small, and that several windows can write to.

    What this run stands on is written ahead of its first record, so that a
    run without any leaves nothing and costs nothing.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(
            folder / NAME,
            maxBytes=_BYTES,
            backupCount=_COPIES,
            encoding="utf-8",
            errors="backslashreplace",
            delay=True,
        )
        self._begun = False

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record, the first one after a line with the versions."""
        if not self._begun:
            self._begun = True
            super().emit(_start(record))
        super().emit(record)

    def shouldRollover(self, record: logging.LogRecord) -> bool:  # noqa: N802 - the library's name
        """Whether the file is full; one that another window moved away is left to it."""
        if self.stream is not None and not self._is_ours():
            self.stream.close()
            self.stream = None  # opened again when it is None
        return bool(super().shouldRollover(record))

    def _is_ours(self) -> bool:
        if self.stream is None:
            return False
        try:
            present, ours = os.stat(self.baseFilename), os.fstat(self.stream.fileno())  # noqa: PTH116 - the library keeps names, not paths
        except OSError:
            return False
        return os.path.samestat(present, ours)

    def doRollover(self) -> None:  # noqa: N802 - the library's name
        """Begin a new file; where the full one cannot be moved yet, go on with it.

        Windows moves no file that another window has open. The library's own
        way would shift the copies before it learns that.
        """
        if self.stream is not None:
            self.stream.close()
            self.stream = None  # opened again when it is None
        full, passing = self.baseFilename, f"{self.baseFilename}.full"
        try:
            os.replace(full, passing)  # noqa: PTH105 - the library keeps names, not paths
            for number in range(_COPIES, 1, -1):
                if os.path.exists(f"{full}.{number - 1}"):  # noqa: PTH110 - as above
                    os.replace(f"{full}.{number - 1}", f"{full}.{number}")  # noqa: PTH105 - as above
            os.replace(passing, f"{full}.1")  # noqa: PTH105 - as above
            self.maxBytes = _BYTES
        except OSError:
            self.maxBytes += _BYTES

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the library's name
        """Lose the record: a full disk is no reason to stop, or to print what should be hidden."""


class _Wordless(logging.Formatter):
    """Writes exceptions by kind and place."""

    def formatException(  # noqa: N802 - the library's name
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> str:
        if ei[1] is None:
            return ""
        bug = describe(ei[1])
        return f"{bug.kind}\n{bug.trace}"


def _start(first: logging.LogRecord) -> logging.LogRecord:
    text = ", ".join(f"{name} {version}" for name, version in versions())
    record = logging.LogRecord("reviewer", logging.INFO, __file__, 0, text, None, None)
    record.created, record.msecs = first.created, first.msecs
    return record
