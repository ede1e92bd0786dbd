"""What a command writes, and where: standard output, files, and complaints.

A program without a terminal, as a window on Windows is, may have no standard
streams at all.
"""

from __future__ import annotations

import os
import re
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.errors import OutputError, ReadError

if TYPE_CHECKING:
    from typing import BinaryIO

STANDARD = "-"
"""The name of standard input and output."""

# File names that are no UTF-8, and JSON's escapes, can bring them.
_HALVES = re.compile("[\ud800-\udfff]")


def say(text: str) -> None:
    """Writes a line to standard output.

    Raises:
        OutputError: it cannot be written.
    """
    # In UTF-8 whatever the terminal's encoding is: scripts read it.
    write(STANDARD, f"{legible(text)}\n".encode())


def complain(text: str) -> None:
    """Writes a line to standard error, where there is one."""
    if sys.stderr is not None:
        with suppress(OSError, ValueError):  # it was closed
            sys.stderr.write(f"{text}\n")


def legible(text: str) -> str:
    """The text with U+FFFD for halves of characters, which nothing can write."""
    return _HALVES.sub("\ufffd", text)


def standard_input() -> BinaryIO:
    """Standard input, as bytes.

    Raises:
        ReadError: there is none.
    """
    if sys.stdin is None:
        raise ReadError("There is no standard input to read from; name a file.")
    return sys.stdin.buffer


def discard() -> None:
    """Lets what is still unwritten go, which Python would try once more on leaving."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def check_target(name: str, *, force: bool) -> None:
    """Refuses before the work what could not be written after it.

    Raises:
        OutputError: the file exists, or its folder does not.
    """
    if name == STANDARD:
        return
    path = Path(name)
    try:
        # A device or pipe, /dev/stdout for instance, holds nothing to overwrite.
        unfit, taken = path.is_dir() or not path.parent.is_dir(), path.is_file()
    except OSError as error:
        raise _unwritable(name, error) from error
    if unfit:
        raise OutputError(
            "{file} cannot be written: its folder does not exist or it is a folder itself; name a "
            "file in a folder that exists.",
            file=name,
        )
    if taken and not force:
        raise OutputError(
            "{file} exists already; name another file or add --force to overwrite it.", file=name
        )


def write(name: str, data: bytes) -> None:
    """Writes a file whole or not at all, or to standard output.

    Raises:
        OutputError: it cannot be written.
        BrokenPipeError: whoever read standard output has gone.
    """
    if name == STANDARD:
        _write_out(data)
        return
    path = Path(name)
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)
        else:
            _put(path, data)
    except OSError as error:
        raise _unwritable(name, error) from error


def _put(path: Path, data: bytes) -> None:
    """Writes beside and moves into place, so that a full disk leaves no half file."""
    # Nobody can guess the name, and put a link there that leads elsewhere.
    passing = path.with_name(f".reviewer-{os.urandom(8).hex()}")
    try:
        with passing.open("xb") as stream:
            stream.write(data)
        passing.replace(path)
    finally:
        passing.unlink(missing_ok=True)


def _write_out(data: bytes) -> None:
    if sys.stdout is None:
        raise OutputError("There is no standard output to write to; name a file with -o.")
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        discard()
        raise _unwritable("standard output", error) from error


def _unwritable(name: str, error: OSError) -> OutputError:
    return OutputError(
        "{file} cannot be written ({cause}); check the folder's rights and the space left.",
        file=name,
        cause=error.strerror,
    )
