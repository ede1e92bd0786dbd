"""What is made of the rulebook once and kept, so that the program starts sooner.

Everything here can be made again: a file that is missing, damaged or not our
own is as good as none. Files hold plain data, never anything that is executed,
and stand in a folder that only the user can write.
"""

from __future__ import annotations

import os
import stat
import tempfile
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer import __version__, paths

if TYPE_CHECKING:
    from collections.abc import Iterable

# So many files of one kind are kept, for programs that take turns.
_MOST = 3
_LARGEST = 64 * 1024 * 1024
# The code that decides what is made of the rulebook's files.
_CODE = ("model/*.py", "store/*.py", "analysis/*.py", "text/normalize.py", "pipeline.py")


def key_of(parts: Iterable[bytes]) -> str:
    """A name for what this version of the program makes of some data."""
    told = b"".join([piece for part in parts for piece in (len(part).to_bytes(8, "big"), part)])
    return blake2b(_code() + told, digest_size=16).hexdigest()


@cache
def _code() -> bytes:
    """Tells versions of the program apart, also those that are being written."""
    digest = blake2b(__version__.encode(), digest_size=16)
    package = Path(__file__).parent.parent
    # A frozen app has no such files, and its version tells enough.
    for pattern in _CODE:
        for path in sorted(package.glob(pattern)):
            digest.update(path.read_bytes())
    return digest.digest()


def read(kind: str, key: str) -> bytes | None:
    """What was kept; None where nothing was."""
    folder = _private_folder()
    if folder is None:
        return None
    try:
        with (folder / _name(kind, key)).open("rb") as file:
            data = file.read(_LARGEST + 1)
    except OSError:
        return None
    return data if len(data) <= _LARGEST else None


def write(kind: str, key: str, data: bytes) -> None:
    """Keeps something, in one step; where that cannot be, nothing happens."""
    folder = _private_folder()
    if folder is None:
        return
    try:
        handle, passing = tempfile.mkstemp(dir=folder, prefix=f"{kind}-", suffix=".new")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(passing).replace(folder / _name(kind, key))
        finally:
            Path(passing).unlink(missing_ok=True)
        _forget_old(folder, kind)
    except OSError:
        return  # a full disk or a read-only home: the next start is as slow as this one


def _name(kind: str, key: str) -> str:
    return f"{kind}-{key}.kept"


def _forget_old(folder: Path, kind: str) -> None:
    files = sorted(folder.glob(_name(kind, "*")), key=lambda path: -path.stat().st_mtime_ns)
    for path in files[_MOST:]:
        path.unlink(missing_ok=True)


def _private_folder() -> Path | None:
    """The folder, made if need be; None where others could write in it."""
    folder = paths.cache_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        found = folder.lstat()
    except OSError:
        return None
    if not stat.S_ISDIR(found.st_mode):
        return None
    if os.name == "posix":
        others = found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
        return folder if found.st_uid == os.getuid() and not others else None
    return folder  # on Windows it is in the user's own profile
