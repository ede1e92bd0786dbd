"""How the desktop starts this very program."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

_SCRIPTS = ("reviewer", "reviewer.exe")


@dataclass(frozen=True, slots=True)
class Program:
    """What to start, before the names of files.

    Attributes:
        arguments: the absolute path of what is executed, then its arguments.
        folder: where it must be started; None: anywhere.
    """

    arguments: tuple[str, ...]
    folder: Path | None = None


def this_program() -> Program:
    """The program that is running: a frozen one, a script of an environment, or a module."""
    if getattr(sys, "frozen", False):
        return Program((sys.executable,))
    started = Path(sys.argv[0]).absolute()
    for script in map(started.with_name, _SCRIPTS if started.stem == "reviewer" else ()):
        if script.is_file() and os.access(script, os.X_OK):
            return Program((str(script),))
    root = Path(__file__).absolute().parents[2]
    # The first place is the folder that ``python -m`` was called in.
    installed = str(root) in sys.path[1:]
    return Program((_interpreter(), "-m", "reviewer"), None if installed else root)


def _interpreter() -> str:
    # The one without a console, where there are two.
    windowed = Path(sys.executable).with_name("pythonw.exe")
    return str(windowed) if windowed.is_file() else sys.executable
