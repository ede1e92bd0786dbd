"""The user's preferences, in one small JSON file.

A file that is missing, broken or from another version never stops the
program: whatever cannot be understood falls back to its default. What a newer
version wrote beside it is written back, and a file that cannot be understood
at all is set aside before it is written over.
"""

from __future__ import annotations

import json
import logging
import os
import re
import sys
import time
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

log = logging.getLogger(__name__)

RECENT_LIMIT = 12
ZOOM_RANGE = (80, 300)
# Preferences of years take some kilobytes.
_LARGEST = 1 << 20
# How deep the values of other versions may nest: they are written back from deep in the program.
_DEEPEST = 20
_KEPT_ASIDE = 3
# So many documents are opened again at most.
_MOST_OPEN = 200
# A lone half of a character: JSON can bring it, and file names that are no UTF-8.
_HALVES = re.compile("[\ud800-\udfff]")
# Windows replaces no file that another process reads just now.
_PATIENCE = (0.01, 0.03, 0.06) if sys.platform == "win32" else ()


class ThemeChoice(StrEnum):
    """Light, dark, or what the system says."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the user chose.

    Attributes:
        contrast: whether text and borders stand out more.
        language: "en", "zh", or empty for the system's.
        zoom: percent.
        recent: absolute paths, latest first.
        geometry, layout: Qt's own description of the window, in base 64.
        checklists: chosen checklist ids by policy language ("en", "zh");
            a language that is not listed has the proposed ones.
        reviewer: the name for reports.
        role: that in which they sign, proposed when they do.
        keys: keys of the user's own by the name of what they do, as Qt writes them in
            English; what is not named has its usual ones.
        folder: where the last file was opened.
        reviews: the folder that is offered for reviews; empty for the policy's own.
        own_checklists: the folder with checklists of one's own; empty for the
            one in the user's data folder.
        reopen: whether what was open is opened at the next start.
        open_files: absolute paths of the open documents, each with the caret's place in
            code points.
        current_file: the one of them that was shown.
        others: what another version keeps in the file, as a JSON object.
    """

    theme: ThemeChoice = ThemeChoice.SYSTEM
    contrast: bool = False
    language: str = ""
    zoom: int = 100
    recent: tuple[str, ...] = ()
    geometry: str = ""
    layout: str = ""
    checklists: tuple[tuple[str, tuple[str, ...]], ...] = ()
    reviewer: str = ""
    role: str = ""
    keys: tuple[tuple[str, tuple[str, ...]], ...] = ()
    folder: str = ""
    reviews: str = ""
    own_checklists: str = ""
    reopen: bool = True
    open_files: tuple[tuple[str, int], ...] = ()
    current_file: str = ""
    others: str = field(default="{}", compare=False, repr=False)

    def chosen(self, language: str) -> tuple[str, ...] | None:
        """The checklists chosen for policies in a language; None: none were."""
        return dict(self.checklists).get(language)

    def with_chosen(self, language: str, checklists: tuple[str, ...]) -> Settings:
        """The settings with another choice of checklists for a language."""
        kept = dict(self.checklists) | {language: checklists}
        return replace(self, checklists=tuple(sorted(kept.items())))

    def with_recent(self, path: Path) -> Settings:
        """The settings with a file at the top of the recent ones."""
        name = str(path)
        rest = tuple(other for other in self.recent if other != name)
        return replace(self, recent=(name, *rest)[:RECENT_LIMIT])


@dataclass(frozen=True, slots=True)
class Loaded:
    """Settings, and whether the file that should hold them could not be understood.

    Attributes:
        misread: names of single settings that could not; they have their defaults.
    """

    settings: Settings
    broken: bool = False
    misread: tuple[str, ...] = ()


def load(file: Path) -> Settings:
    """The settings that a file holds; defaults for what it does not."""
    return read(file).settings


def read(file: Path) -> Loaded:
    """The same, and whether the file could be understood."""
    try:
        content = _content(file)
    except (FileNotFoundError, NotADirectoryError):
        return Loaded(Settings())
    except (OSError, ValueError, RecursionError) as error:
        # The kind alone: the message may quote the file, which holds names of policies.
        log.warning("the settings cannot be understood: %s", type(error).__name__)
        return Loaded(Settings(), broken=True)
    settings = Settings()
    misread = []
    for name, reader in _READERS.items():
        if name in content:
            try:
                settings = replace(settings, **{name: reader(content[name])})
            except (ValueError, TypeError):
                log.warning("the setting %s cannot be understood", name)
                misread.append(name)
    others = {key: content[key] for key in content.keys() - {one.name for one in fields(Settings)}}
    kept = {key: others[key] for key in sorted(others) if _is_flat(others[key])}
    return Loaded(replace(settings, others=json.dumps(kept)), misread=tuple(misread))


def _content(file: Path) -> dict[str, object]:
    with file.open("rb") as stream:
        data = stream.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        message = "too large"
        raise ValueError(message)
    content = json.loads(data.decode("utf-8-sig"))
    if not isinstance(content, dict):
        message = "no object"
        raise ValueError(message)  # noqa: TRY004 - of the file, not of an argument
    return content


def _is_flat(value: object, levels: int = _DEEPEST) -> bool:
    inner: list[object] = []
    if isinstance(value, dict):
        inner = list(value.values())
    elif isinstance(value, list):
        inner = value
    return levels > 0 and all(_is_flat(one, levels - 1) for one in inner)


def set_aside(file: Path) -> Path | None:
    """Where a file that cannot be understood is kept from now on; None: it is gone already.

    Of several the latest three stay.

    Raises:
        OSError: it cannot be moved.
    """
    kept = _set_aside_before(file)
    number = kept[-1][0] + 1 if kept else 1
    ending = f"-{number}" if number > 1 else ""
    place = file.with_name(f"{file.stem}.broken{ending}{file.suffix}")
    try:
        file.rename(place)
    except FileNotFoundError:
        return None
    for _, old in kept[: 1 - _KEPT_ASIDE]:
        with suppress(OSError):
            old.unlink()
    return place


def _set_aside_before(file: Path) -> list[tuple[int, Path]]:
    """The files set aside so far with their numbers, oldest first."""
    form = re.compile(rf"{re.escape(file.stem)}\.broken(?:-(\d{{1,9}}))?{re.escape(file.suffix)}")
    found = ((form.fullmatch(one.name), one) for one in file.parent.iterdir())
    return sorted((int(match[1] or 1), one) for match, one in found if match)


def save(settings: Settings, file: Path) -> None:
    """Write the settings, whole or not at all.

    Raises:
        OSError: the folder cannot be written to.
    """
    import tempfile  # loading it costs the first paint some milliseconds

    file.parent.mkdir(parents=True, exist_ok=True)
    by_name = {"checklists": dict(settings.checklists), "keys": dict(settings.keys)}
    content = asdict(settings) | by_name
    others = json.loads(content.pop("others"))
    text = json.dumps(content | others, ensure_ascii=False, indent=1)
    # A half of a character is written as JSON's own escape, and so comes back.
    data = text.encode("utf-8", "backslashreplace")
    handle, temporary = tempfile.mkstemp(prefix=".settings", dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        _move(Path(temporary), file)
    finally:
        Path(temporary).unlink(missing_ok=True)


def _move(source: Path, target: Path) -> None:
    for pause in _PATIENCE:
        try:
            source.replace(target)
        except PermissionError:
            time.sleep(pause)
        else:
            return
    source.replace(target)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    if _HALVES.search(value):
        raise ValueError
    return value


def _path(value: object) -> str:
    # The system's own names may hold halves of characters, but no \0.
    if not isinstance(value, str):
        raise TypeError
    if "\0" in value:
        raise ValueError
    return value


def _language(value: object) -> str:
    text = _text(value)
    if text not in {"", "en", "zh"}:
        raise ValueError
    return text


def _zoom(value: object) -> int:
    if type(value) is not int or not ZOOM_RANGE[0] <= value <= ZOOM_RANGE[1]:
        raise ValueError
    return value


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError
    return tuple(_text(item) for item in value)


def _recent(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError
    return tuple(_path(item) for item in value)[:RECENT_LIMIT]


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _places(value: object) -> tuple[tuple[str, int], ...]:
    if not isinstance(value, list):
        raise TypeError
    pairs = [(_path(name), place) for name, place in value[:_MOST_OPEN]]
    if any(type(place) is not int or place < 0 for _name, place in pairs):
        raise ValueError
    return tuple(pairs)


def _choices(value: object) -> tuple[tuple[str, tuple[str, ...]], ...]:
    if not isinstance(value, dict):
        raise TypeError
    return tuple(sorted((_text(key), _texts(ids)) for key, ids in value.items()))


def _theme(value: object) -> ThemeChoice:
    return ThemeChoice(_text(value))


_READERS: dict[str, Callable[[object], Any]] = {
    "theme": _theme,
    "contrast": _flag,
    "language": _language,
    "zoom": _zoom,
    "recent": _recent,
    "geometry": _text,
    "layout": _text,
    "checklists": _choices,
    "reviewer": _text,
    "role": _text,
    "keys": _choices,
    "folder": _path,
    "reviews": _path,
    "own_checklists": _path,
    "reopen": _flag,
    "open_files": _places,
    "current_file": _path,
}
