"""The file type in the registry of Windows, for the user alone.

Written against the functions of ``winreg``, which is handed in: it exists on
Windows only.
"""

# ruff: noqa: D102, N802 - the names are those of winreg, which documents them

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING, Protocol

from reviewer.errors import DesktopError, OutputError

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path

    from reviewer.desktop.program import Program

CLASSES = r"Software\Classes"
KIND = "Reviewer.Review"
_EXTENSION = ".review"
_COMMAND = r"shell\open\command"
# Children before their parents: a key with others below it cannot be deleted.
_KEYS = (_COMMAND, r"shell\open", "shell", "DefaultIcon", "")
# The kind that files of this name had before, kept to be put back.
_FORMER = "FormerKind"

Key = object


class Registry(Protocol):
    """What is used of the module ``winreg``."""

    HKEY_CURRENT_USER: int
    REG_SZ: int
    KEY_READ: int
    KEY_WRITE: int

    def CreateKey(self, key: int, sub_key: str) -> AbstractContextManager[Key]: ...
    def OpenKey(
        self, key: int, sub_key: str, reserved: int, access: int
    ) -> AbstractContextManager[Key]: ...
    def SetValueEx(self, key: Key, name: str, reserved: int, kind: int, value: str) -> None: ...
    def QueryValueEx(self, key: Key, name: str) -> tuple[object, int]: ...
    def QueryInfoKey(self, key: Key) -> tuple[int, int, int]: ...
    def DeleteValue(self, key: Key, name: str) -> None: ...
    def DeleteKey(self, key: int, sub_key: str) -> None: ...


def install(program: Program, icon: Path, registry: Registry) -> str:
    """Has Windows open review files with the program; the key that says so.

    Raises:
        DesktopError: the program runs in a source tree.
        OutputError: the registry cannot be changed.
    """
    if program.folder is not None:
        raise DesktopError(
            "Only an installed program can be registered with Windows; install it with “pip "
            "install .” and try again."
        )
    try:
        former = _value(registry, _EXTENSION)
        _set(registry, KIND, "", "Privacy policy review")
        _set(registry, rf"{KIND}\DefaultIcon", "", str(icon))
        _set(registry, rf"{KIND}\{_COMMAND}", "", command_line(program))
        if former not in {"", KIND}:
            _set(registry, KIND, _FORMER, former)
        _set(registry, _EXTENSION, "", KIND)
    except OSError as error:
        raise _unchanged(error) from error
    return _shown(KIND)


def remove(registry: Registry) -> bool:
    """Takes away what was written; whether there was anything.

    Raises:
        OutputError: the registry cannot be changed.
    """
    try:
        there = bool(_value(registry, rf"{KIND}\{_COMMAND}"))
        if _value(registry, _EXTENSION) == KIND:
            _restore(registry, _value(registry, KIND, _FORMER))
        for name in _KEYS:
            _delete(registry, rf"{KIND}\{name}".rstrip("\\"))
    except OSError as error:
        raise _unchanged(error) from error
    return there


def command_line(program: Program) -> str:
    """What Windows runs for a file; a path holds no quotation mark there."""
    executable, *rest = program.arguments
    return " ".join([f'"{executable}"', *map(_quoted, rest), '"%1"'])


def _quoted(argument: str) -> str:
    return subprocess.list2cmdline([argument])


def _restore(registry: Registry, former: str) -> None:
    if former:
        _set(registry, _EXTENSION, "", former)
        return
    path = _path(_EXTENSION)
    access = registry.KEY_READ | registry.KEY_WRITE
    with registry.OpenKey(registry.HKEY_CURRENT_USER, path, 0, access) as key:
        registry.DeleteValue(key, "")
        keys, values, _ = registry.QueryInfoKey(key)
    # What others noted about files of this name stays.
    if not keys and not values:
        _delete(registry, _EXTENSION)


def _value(registry: Registry, key: str, name: str = "") -> str:
    """A value of text; empty where there is none."""
    try:
        with registry.OpenKey(
            registry.HKEY_CURRENT_USER, _path(key), 0, registry.KEY_READ
        ) as opened:
            value, _ = registry.QueryValueEx(opened, name)
    except FileNotFoundError:
        return ""
    return value if isinstance(value, str) else ""


def _set(registry: Registry, key: str, name: str, value: str) -> None:
    with registry.CreateKey(registry.HKEY_CURRENT_USER, _path(key)) as opened:
        registry.SetValueEx(opened, name, 0, registry.REG_SZ, value)


def _delete(registry: Registry, key: str) -> None:
    try:
        registry.DeleteKey(registry.HKEY_CURRENT_USER, _path(key))
    except FileNotFoundError:
        return


def _path(key: str) -> str:
    return rf"{CLASSES}\{key}"


def _shown(key: str) -> str:
    return rf"HKEY_CURRENT_USER\{_path(key)}"


def _unchanged(error: OSError) -> OutputError:
    return OutputError(
        "The registry key {key} cannot be changed ({cause}); check your rights and try again.",
        key=_shown(KIND),
        cause=error.strerror,
    )
