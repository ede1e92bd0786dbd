"""The command ``desktop``; it is looked at on every start and loads nothing before it runs."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, cast

from reviewer import i18n
from reviewer.errors import DesktopError
from reviewer.output import say

if TYPE_CHECKING:
    import argparse

_ASSOCIATIONS_CHANGED = 0x08000000


def add_options(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of the command."""
    parser.add_argument(
        "action",
        choices=("install", "remove"),
        help="install: for this user, from where the program is now; remove: undo that",
    )


def run(arguments: argparse.Namespace) -> int:
    """Installs or removes, and says in one sentence what was done; the exit code.

    Raises:
        DesktopError: it cannot be done here.
        OutputError: something cannot be written or removed.
    """
    act = _on_windows if sys.platform == "win32" else _on_xdg
    if sys.platform == "darwin":
        raise DesktopError(
            "On macOS the application bundle itself brings its icon and the file type; move it to "
            "the Applications folder and open it once."
        )
    say(act(arguments.action, i18n.language()))
    return 0


def _on_xdg(action: str, language: str) -> str:
    from reviewer.desktop import xdg
    from reviewer.desktop.program import this_program

    home = xdg.data_home(os.environ)
    if action == "install":
        file = xdg.install(this_program(), home)
        return i18n.told(
            "Reviewer stands in the menu now and opens .review files; its entry is {file}.",
            language,
            file=file,
        )
    if xdg.remove(home):
        return i18n.told(
            "The menu entry, the icons and the file type were removed from {folder}.",
            language,
            folder=home,
        )
    return i18n.told(
        "There is nothing to remove in {folder}; this command wrote nothing there.",
        language,
        folder=home,
    )


def _on_windows(action: str, language: str) -> str:
    from importlib import import_module

    from reviewer.desktop import registry
    from reviewer.desktop.program import this_program
    from reviewer.paths import resources

    # Other systems' type checkers know nothing of this module.
    windows = cast("registry.Registry", import_module("winreg"))
    if action == "install":
        icon = resources() / "icons" / "app" / "review-file.ico"
        key = registry.install(this_program(), icon, windows)
        _announce()
        return i18n.told(
            "Windows opens .review files with this program now; the registry key {key} says so.",
            language,
            key=key,
        )
    if registry.remove(windows):
        _announce()
        return i18n.told(
            "Windows no longer opens .review files with this program; its registry keys were "
            "removed.",
            language,
        )
    return i18n.told("There is nothing to remove from the registry.", language)


def _announce() -> None:
    """Has the Explorer draw files with their new icon."""
    import ctypes

    if sys.platform == "win32":
        ctypes.windll.shell32.SHChangeNotify(_ASSOCIATIONS_CHANGED, 0, None, None)
