"""What a crash of the whole process leaves behind, for the next start to find.

No exception tells of a crash in a library written in C: Python's fault
handler writes where it struck into a file that was opened before.
"""

from __future__ import annotations

import faulthandler
import re
import secrets
import time
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from reviewer.bugs import Bug

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_FILES = "fatal-*.txt"
_LONGEST = 64_000
_LINES = 200
# A process that was ended by force leaves an empty file, as one has that still runs.
_STALE_SECONDS = 7 * 24 * 3600

_KIND = re.compile(r"^(?:Fatal Python error|Windows fatal exception): ([\w ]{1,60})", re.MULTILINE)
_THREAD = re.compile(r"^(Current thread|Thread) 0x[0-9a-fA-F]{1,16}\b")
_FRAME = re.compile(r'^  File "(?:.*[\\/])?([^"\\/]{1,80})", line (\d{1,9}) in ([\w<>.]{1,80})$')


@contextmanager
def kept(folder: Path) -> Iterator[None]:
    """Have a crash noted in a folder for a while; not where it cannot be written to."""
    path = folder / f"fatal-{secrets.token_hex(4)}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = path.open("x", encoding="ascii")
    except OSError:
        yield
        return
    with file:
        faulthandler.enable(file)
        try:
            yield
        finally:
            faulthandler.disable()
    # Windows notes some faults that were dealt with; this run ended well.
    with suppress(OSError):
        path.unlink()


def found(folder: Path) -> Iterator[tuple[Bug, datetime]]:
    """The crashes of former runs and when they were, each only once."""
    for path in sorted(folder.glob(_FILES)):
        text, changed = _taken(path)
        if text:
            yield crash_of(text), datetime.fromtimestamp(changed, UTC).astimezone()


def _taken(path: Path) -> tuple[str, float]:
    """What a file held that is gone now, and when it was written; empty where there is nothing."""
    try:
        with path.open("rb") as file:
            text = file.read(_LONGEST).decode("ascii", "replace")
        changed = path.stat().st_mtime
        if text or time.time() - changed > _STALE_SECONDS:
            # Windows refuses that while the other window is still there.
            path.unlink()
    except OSError:
        return "", 0.0
    return text, changed


def crash_of(text: str) -> Bug:
    """What the fault handler wrote, without folders, as the program tells bugs."""
    kind = _KIND.search(text)
    lines: list[str] = []
    place, is_current = "", False
    for line in text.splitlines()[:_LINES]:
        thread, frame = _THREAD.match(line), _FRAME.match(line)
        if thread:
            is_current = thread[1] == "Current thread"
            lines.append("in the thread that crashed:" if is_current else "in another thread:")
        elif frame:
            lines.append(f"{frame[1]}:{frame[2]} {frame[3]}")
            if is_current and not place:
                place = lines[-1]
    return Bug(kind[1].strip() if kind else "Crash", "\n".join(lines), place)
