"""The text of the menu entry, for a program at any place.

Source: Desktop Entry Specification 1.5, "The Exec key" and "Possible value types".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewer.errors import DesktopError

if TYPE_CHECKING:
    from collections.abc import Collection

    from reviewer.desktop.program import Program

_PLAIN = re.compile(r"""[^\s"'\\><~|&;$*?#()`]+""")
_ESCAPED = re.compile(r'(["`$\\])')
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def entry_for(program: Program, template: str, without: Collection[str] = ()) -> str:
    """The entry that starts a program, made from the one that finds it by name.

    Args:
        without: types of documents that the entry shall not offer to open.

    Raises:
        DesktopError: the program's path cannot be written in an entry.
    """
    lines = []
    for line in template.splitlines():
        key = line.partition("=")[0]
        if key == "Exec":
            lines.append(f"Exec={exec_value(program.arguments)}")
            if program.folder is not None:
                lines.append(f"Path={_path_value(str(program.folder))}")
        elif key == "MimeType":
            kept = [kind for kind in document_types(template) if kind not in without]
            lines.append(f"MimeType={''.join(f'{kind};' for kind in kept)}")
        else:
            lines.append(line)
    return "".join(f"{line}\n" for line in lines)


def document_types(template: str) -> tuple[str, ...]:
    """The types that an entry offers to open, in its order."""
    value = next(line for line in template.splitlines() if line.startswith("MimeType="))
    return tuple(filter(None, value.removeprefix("MimeType=").split(";")))


def exec_value(arguments: tuple[str, ...]) -> str:
    r"""A command as the value of ``Exec``, with the place for the files to open.

    >>> print(exec_value(("/opt/a b/reviewer", "-m")))
    "/opt/a b/reviewer" -m %F
    >>> print(exec_value((r"/opt/a b/$x\y",)))
    "/opt/a b/\\$x\\\\y" %F

    Raises:
        DesktopError: see :func:`entry_for`.
    """
    # The first may hold no equals sign, and GLib looks for it before it reads %% as a percent
    # sign; as an argument of the shell's it may hold both.
    if set("=%") & set(arguments[0]):
        arguments = ("/bin/sh", "-c", 'exec "$0" "$@"', *arguments)
    return " ".join([*map(_argument, arguments), "%F"])


def _argument(text: str) -> str:
    text = _checked(text).replace("%", "%%")
    if not _PLAIN.fullmatch(text):
        escaped = _ESCAPED.sub(r"\\\1", text)
        text = f'"{escaped}"'
    # The escape of every value, on top of that of arguments.
    return text.replace("\\", "\\\\")


def _path_value(path: str) -> str:
    return _checked(path).replace("\\", "\\\\").replace(" ", "\\s")


def _checked(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise _unwritable(text) from error
    if _CONTROL.search(text):
        raise _unwritable(text)
    return text


def _unwritable(path: str) -> DesktopError:
    return DesktopError(
        "A menu entry cannot start {file}, whose path holds characters that are no text; move the "
        "program to another folder and try again.",
        file=path.encode(errors="replace").decode(),
    )
