"""Menu entry, icons and file type in the user's own folder, as on Linux.

What is written is noted in a file beside it, so that exactly that is removed
again, by a later version too.

Source: Desktop Entry, Icon Theme and Shared MIME-info specifications.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from reviewer.desktop.entry import document_types, entry_for
from reviewer.desktop.tools import opener_of, refresh
from reviewer.errors import DesktopError, OutputError
from reviewer.paths import resources

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reviewer.desktop.program import Program

ENTRY = "applications/reviewer.desktop"
SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
_ICONS = "icons/hicolor"
_RECORD = "reviewer/desktop-files"
# What the system's programs make from all entries and types; they go with a folder of ours
# that holds nothing else.
_MADE = frozenset({
    "mimeinfo.cache", "icon-theme.cache", "mime.cache", "XMLnamespaces", "aliases",
    "generic-icons", "globs", "globs2", "icons", "magic", "subclasses", "treemagic", "types",
    "version", "x-reviewer-review.xml",
})  # fmt: skip
# A folder that they make as well.
_MADE_FOLDER = "mime/application"


def data_home(environment: Mapping[str, str]) -> Path:
    """The folder for a user's own data, where desktops look for entries, types and icons."""
    named = Path(environment.get("XDG_DATA_HOME", ""))
    return named if named.is_absolute() else Path("~/.local/share").expanduser()


def sources() -> dict[str, Path]:
    """What an installation consists of: places below a data folder, and the files that go there."""
    folder = resources()
    desktop, icons = folder / "desktop", folder / "icons"
    found = {
        ENTRY: desktop / "reviewer.desktop",
        "mime/packages/reviewer-mime.xml": desktop / "reviewer-mime.xml",
    }
    for name, place in (
        ("reviewer", "apps/reviewer"),
        ("review-file", "mimetypes/application-x-reviewer-review"),
    ):
        for size in SIZES:
            found[f"{_ICONS}/{size}x{size}/{place}.png"] = icons / "app" / f"{name}-{size}.png"
        found[f"{_ICONS}/scalable/{place}.svg"] = icons / f"{name}.svg"
    return found


def install(program: Program, home: Path) -> Path:
    """Writes everything anew; the entry's path.

    Raises:
        DesktopError: the program's path cannot be written in an entry, or a
            file that somebody else wrote is in the way.
        OutputError: a file cannot be written.
    """
    template = sources()[ENTRY].read_text(encoding="utf-8")
    files = {place: path.read_bytes() for place, path in sources().items()}
    files[ENTRY] = entry_for(program, template).encode()
    former = _Record.of(home)
    files = {
        place: data
        for place, data in files.items()
        if place in former.files or not _stands(home / place, data)
    }
    _, *documents = document_types(template)
    before = {kind: opener_of(kind) for kind in documents}
    _put(home, files, former)
    refresh(home)
    # Entries of the user's own come before the system's, so that this program would become
    # the usual one where none is named. It offers itself and takes nothing away.
    name = PurePosixPath(ENTRY).name
    others = [kind for kind in documents if before[kind] not in {"", name}]
    taken = [kind for kind in others if opener_of(kind) == name]
    if taken:
        _write(home / ENTRY, entry_for(program, template, taken).encode())
        refresh(home)
    return home / ENTRY


def remove(home: Path) -> bool:
    """Takes away what was written; whether there was anything.

    Raises:
        OutputError: a file cannot be removed.
    """
    record = _Record.of(home)
    for place in (*record.files, *([_RECORD] if record.files else ())):
        _remove(home / place)
    if record.files:
        refresh(home)
    for place in sorted(record.folders, reverse=True):
        _sweep(home / place)
    return bool(record.files)


@dataclass(frozen=True, slots=True)
class _Record:
    """What was written: places below the data folder, and folders that were not there before."""

    files: frozenset[str] = frozenset()
    folders: frozenset[str] = frozenset()

    @classmethod
    def of(cls, home: Path) -> _Record:
        """What was noted; nothing where there is no note."""
        try:
            lines = (home / _RECORD).read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return cls()
        # Whatever became of the note: nothing outside the folder is meant.
        inside = [line for line in lines if ".." not in line and not line.startswith("/")]
        folders = frozenset(line for line in inside if line.endswith("/"))
        return cls(frozenset(filter(None, inside)) - folders, folders)

    def write(self, home: Path) -> None:
        lines = sorted(self.files | self.folders)
        _write(home / _RECORD, "".join(f"{line}\n" for line in lines).encode())


def _stands(path: Path, data: bytes) -> bool:
    """Whether somebody else, pip for instance, wrote the same there."""
    try:
        if path.read_bytes() == data:
            return True
    except FileNotFoundError:
        return False
    except OSError as error:
        raise _unwritable(path, error) from error
    raise DesktopError(
        "{file} is there already and was not written by this command; remove or rename it and try "
        "again.",
        file=path,
    )


def _put(home: Path, files: Mapping[str, bytes], former: _Record) -> None:
    folders = {
        f"{parent}/"
        for place in (*files, _RECORD, f"{_MADE_FOLDER}/any")
        for parent in PurePosixPath(place).parents
        if parent.name and not (home / parent).is_dir()
    }
    # Noted first: whatever happens now can be removed.
    _Record(frozenset(files) | former.files, former.folders | folders).write(home)
    for place, data in files.items():
        _write(home / place, data)
    for place in former.files - set(files):
        _remove(home / place)
    _Record(frozenset(files), former.folders | folders).write(home)


def _write(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        raise _unwritable(path, error) from error


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except NotADirectoryError:  # somebody made a file of its folder
        return
    except OSError as error:
        raise _unwritable(path, error) from error


def _unwritable(path: Path, error: OSError) -> OutputError:
    return OutputError(
        "{file} cannot be written ({cause}); check the folder's rights and the space left.",
        file=path,
        cause=error.strerror,
    )


def _sweep(folder: Path) -> None:
    """Removes a folder that holds nothing but what the system's programs made."""
    with suppress(OSError):
        left = list(folder.iterdir())
        if all(path.name in _MADE for path in left):
            for path in left:
                path.unlink()
            folder.rmdir()
