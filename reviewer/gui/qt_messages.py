"""Qt's own complaints, kept in the log."""

from __future__ import annotations

import logging
import re
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

if TYPE_CHECKING:
    from collections.abc import Iterator

log = logging.getLogger(__name__)

# Qt quotes what it complains of: a file it did not find, a text it could not
# lay out. The message is kept up to the first sign of that.
_OWN_WORDS = re.compile(r"(?:(?!\S*\.[A-Za-z])[A-Za-z0-9 _:;,.()=+*-]|(?<=\w)::?)*")
_LONGEST = 160
# What is wrong in a paint event is wrong at every frame.
_TIMES = 3
_DIFFERENT = 200


@contextmanager
def kept() -> Iterator[None]:
    """Send Qt's warnings to the log for a while."""
    counts: Counter[str] = Counter()

    def note(kind: QtMsgType, _context: QMessageLogContext, message: str | None) -> None:
        if kind in {QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg}:
            return
        text = without_quotes(message or "")
        if len(counts) < _DIFFERENT or text in counts:
            counts[text] += 1
            if counts[text] <= _TIMES:
                log.warning("%s", text)

    former = qInstallMessageHandler(note)
    try:
        yield
    finally:
        qInstallMessageHandler(former)


def without_quotes(message: str) -> str:
    """A message of Qt's up to the first words that may not be its own.

    >>> without_quotes('QFont::setPointSize: Point size <= 0 (0), must be greater than 0')
    'QFont::setPointSize: Point size ...'
    >>> without_quotes('QFileSystemWatcher: failed to add paths: /home/lin/policy.pdf')
    'QFileSystemWatcher: failed to add paths: ...'
    """
    found = _OWN_WORDS.match(message)
    own = found[0][:_LONGEST].rstrip() if found else ""
    return own if own == message else f"{own} ..."
