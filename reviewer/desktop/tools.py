"""The desktop's own programs, which are asked where they exist and never missed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_SECONDS = 30


def refresh(home: Path) -> None:
    """Has the desktop notice what changed among the entries, types and icons of a folder."""
    _answer("update-desktop-database", "-q", home / "applications")
    _answer("update-mime-database", home / "mime")
    icons = home / "icons" / "hicolor"
    # A newer folder tells desktops to look again. A cache is only brought up to date: where
    # there was none, one would hide the icons that other programs put beside it later.
    with suppress(OSError):
        os.utime(icons)
    if (icons / "icon-theme.cache").is_file():
        _answer("gtk-update-icon-cache", "-q", "-t", "-f", icons)


def opener_of(kind: str) -> str:
    """The entry, by name, that opens files of a type; empty: none, or nobody can tell."""
    return _answer("xdg-mime", "query", "default", kind).strip()


def _answer(tool: str, *arguments: str | Path) -> str:
    program = shutil.which(tool)
    if program is None:
        return ""
    try:
        done = subprocess.run(  # noqa: S603 - a program of the system, found by its fixed name
            [program, *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            encoding="utf-8",
            errors="replace",
            env=_environment(),
            timeout=_SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout


def _environment() -> dict[str, str]:
    """The environment without the libraries of a frozen app, which the system's programs lack."""
    environment = dict(os.environ)
    if getattr(sys, "frozen", False):
        former = environment.pop("LD_LIBRARY_PATH_ORIG", None)
        environment.pop("LD_LIBRARY_PATH", None)
        if former is not None:
            environment["LD_LIBRARY_PATH"] = former
    return environment
