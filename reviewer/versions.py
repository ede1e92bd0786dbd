"""The versions that a report of a fault needs: of the program and of all it stands on.

Nothing is imported to learn its version: a package's metadata tells it, also
in a frozen app, where it is copied beside the program.
"""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

from reviewer import __version__
from reviewer.paths import resources

if TYPE_CHECKING:
    from collections.abc import Iterator

NONE = "none"
NOT_FOUND = "not found"

# The names of the packages that may bring each; Qt's version is that of its binding.
_PACKAGES = (
    ("Qt", ("PySide6_Essentials", "PySide6")),
    ("spaCy", ("spacy",)),
    ("jieba", ("jieba",)),
    ("ReportLab", ("reportlab",)),
    ("pypdfium2", ("pypdfium2",)),
)
_RULEBOOK = re.compile(r"^version:\s*[\"']?([\w.+-]+)", re.MULTILINE)


def versions() -> tuple[tuple[str, str], ...]:
    """Names and versions, the program first.

    What cannot be learnt is "not found"; this never fails.
    """
    return (
        ("reviewer", __version__),
        ("Python", ".".join(map(str, sys.version_info[:3]))),
        *((name, _installed(packages)) for name, packages in _PACKAGES),
        ("rulebook", _rulebook()),
        ("models", ", ".join(_models()) or NONE),
        ("system", _system()),
    )


def version_lines() -> str:
    """The versions as text, one a line."""
    return "\n".join(f"{name} {version}" for name, version in versions())


def _installed(packages: tuple[str, ...]) -> str:
    from importlib.metadata import PackageNotFoundError, version  # it takes a while to load

    for package in packages:
        try:
            found = version(package)
        except (PackageNotFoundError, KeyError, OSError, ValueError):
            continue
        if found:
            return found
    return NOT_FOUND


def _rulebook() -> str:
    # One line; the parser and the checks of a whole rulebook are for those who use it.
    try:
        text = (resources() / "rulebook" / "version.yaml").read_text(encoding="utf-8")
    except (OSError, ValueError):
        return NOT_FOUND
    found = _RULEBOOK.search(text)
    return found[1] if found else NOT_FOUND


def _models() -> Iterator[str]:
    """Language and version of each bundled model, without loading its arrays."""
    import json
    import zipfile

    try:
        files = sorted((resources() / "models").glob("*.npz"))
    except OSError:
        yield NOT_FOUND
        return
    for file in files:
        try:
            with zipfile.ZipFile(file) as arrays:
                # The array's header is one line; what follows are the characters themselves.
                about = json.loads(arrays.read("about.npy").partition(b"\n")[2])
            yield f"{about['language']} {about['version']}"
        except (OSError, ValueError, KeyError, TypeError, zipfile.BadZipFile):
            yield f"{file.stem} {NOT_FOUND}"


def _system() -> str:
    import platform  # it asks other programs on some systems

    try:
        return platform.platform()
    except (OSError, ValueError):
        return NOT_FOUND
