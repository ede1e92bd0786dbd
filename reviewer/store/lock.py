"""Who has a review file open: a small file beside it, held while it is.

The file says who; that it is held is known by the system's own lock on it, which goes with
the process however that ends. Where a lock does not reach, from one machine of a network to
another, the file's age tells: its holder touches it every half a minute.
"""

from __future__ import annotations

import json
import os
import socket
import sys
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from reviewer.errors import ReviewFileInUse, StorageReadOnly

if TYPE_CHECKING:
    from pathlib import Path

REFRESH_SECONDS = 30.0
"""How often a holder touches its lock."""

_STALE_SECONDS = 4 * REFRESH_SECONDS
_LARGEST = 4096
_TRIES = 5
# Windows keeps others from reading what is locked; so it is not where the words are.
_PLACE = 1 << 20
# A link in its place would have us write elsewhere.
_FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a file open.

    Attributes:
        who: the user's name; empty where unknown, as all of it can be.
        since: in seconds since 1970.
    """

    who: str = ""
    host: str = ""
    process: int = 0
    since: float = 0.0


class Lock:
    """A review file that is ours until :meth:`release`, or until this process ends."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self._path = path
        self._descriptor = descriptor

    def refresh(self) -> None:
        """Say that we are still here."""
        with suppress(OSError):
            os.utime(self._path)

    def release(self) -> None:
        """Let others have the file; once is enough."""
        if self._descriptor < 0:
            return
        if os.name != "nt":
            # While it is held: afterwards it may be another's.
            with suppress(OSError):
                if _same(self._path.stat(), os.fstat(self._descriptor)):
                    self._path.unlink()
        with suppress(OSError):
            os.close(self._descriptor)
        self._descriptor = -1
        if os.name == "nt":
            # Windows removes no file that another window has open.
            with suppress(OSError):
                self._path.unlink()


def lock_path(path: Path) -> Path:
    """Where the lock of a review file stands."""
    path = path.resolve()
    return path.with_name(f".{path.name}.lock")


def acquire(path: Path, who: str = "") -> Lock:
    """Take a review file for this window.

    Raises:
        ReviewFileInUse: another window has it; its values name the ``holder``.
        StorageReadOnly: no lock can be put beside it, so it can only be read.
    """
    place = lock_path(path)
    for _ in range(_TRIES):
        try:
            descriptor = os.open(
                place, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o644
            )
        except OSError as error:
            raise StorageReadOnly(
                "{file} or its folder is read-only, so nothing can be saved there; save to "
                "another file.",
                file=path.name,
            ) from error
        try:
            if _take(descriptor, place, path.name, who):
                return Lock(place, descriptor)
        except BaseException:
            os.close(descriptor)
            raise
        # Its former holder has just removed it; the next one is ours.
        os.close(descriptor)
    raise _in_use(path.name, Holder())


def holder_of(path: Path) -> Holder | None:
    """Who has a review file open; None where nobody says so."""
    try:
        with lock_path(path).open("rb") as file:
            return _holder(file.read(_LARGEST))
    except OSError:
        return None


def _take(descriptor: int, place: Path, name: str, who: str) -> bool:
    """Whether the lock is ours now; False where the file behind it is gone.

    Raises:
        ReviewFileInUse: another window has it.
    """
    locked = _lock(descriptor)
    holder = _holder(os.read(descriptor, _LARGEST))
    if locked is False:
        raise _in_use(name, holder)
    here = socket.gethostname()
    # A lock of this machine that could be had is one that a crash left behind.
    elsewhere = locked is None or holder.host not in {"", here}
    found = os.fstat(descriptor)
    if holder.host and elsewhere and time.time() - found.st_mtime < _STALE_SECONDS:
        raise _in_use(name, holder)
    try:
        now = place.stat()
    except OSError:
        return False
    if os.name != "nt" and not _same(now, found):
        return False
    own = Holder(who=who, host=here, process=os.getpid(), since=round(time.time(), 3))
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.truncate(descriptor, 0)
    os.write(descriptor, json.dumps(asdict(own), ensure_ascii=True).encode()[:_LARGEST])
    return True


def _same(one: os.stat_result, other: os.stat_result) -> bool:
    return (one.st_dev, one.st_ino) == (other.st_dev, other.st_ino)


def _in_use(name: str, holder: Holder) -> ReviewFileInUse:
    return ReviewFileInUse(
        "{file} is open in another window already ({who}); close it there, or open it here for "
        "reading alone.",
        file=name,
        who=", ".join(part for part in (holder.who, holder.host) if part) or "?",
        holder=holder,
    )


def _holder(data: bytes) -> Holder:
    """Who the words of a lock name; nobody where they make no sense."""
    try:
        found = json.loads(data)
        who, host = str(found["who"])[:200], str(found["host"])[:200]
        return Holder(who, host, int(found["process"]), float(found["since"]))
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return Holder()


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> bool | None:
        os.lseek(descriptor, _PLACE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(descriptor, 0, os.SEEK_SET)
        return True

else:
    import fcntl

    def _lock(descriptor: int) -> bool | None:
        """Whether the system's lock is ours; None where the file system has none."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return None
        return True
