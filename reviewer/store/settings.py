"""The user's preferences, in one small JSON file.

A file that is missing, broken or from another version never stops the
program: whatever cannot be understood falls back to its default.
"""

from __future__ import annotations

import json
import os
import tempfile
from contextlib import suppress
from dataclasses import asdict, dataclass, fields, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

RECENT_LIMIT = 12
ZOOM_RANGE = (80, 300)


class ThemeChoice(StrEnum):
    """Light, dark, or what the system says."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the user chose.

    Attributes:
        language: "en", "zh", or empty for the system's.
        zoom: percent.
        recent: absolute paths, latest first.
        geometry, layout: Qt's own description of the window, in base 64.
        checklists: chosen checklist ids by policy language ("en", "zh");
            a language that is not listed has the proposed ones.
        reviewer: the name for reports.
        folder: where the last file was opened.
    """

    theme: ThemeChoice = ThemeChoice.SYSTEM
    language: str = ""
    zoom: int = 100
    recent: tuple[str, ...] = ()
    geometry: str = ""
    layout: str = ""
    checklists: tuple[tuple[str, tuple[str, ...]], ...] = ()
    reviewer: str = ""
    folder: str = ""

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


def load(file: Path) -> Settings:
    """The settings that a file holds; defaults for what it does not."""
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    if not isinstance(content, dict):
        return Settings()
    settings = Settings()
    for field in fields(Settings):
        if field.name in content:
            with suppress(ValueError, TypeError, AttributeError):
                value = _READERS[field.name](content[field.name])
                settings = replace(settings, **{field.name: value})
    return settings


def save(settings: Settings, file: Path) -> None:
    """Write the settings, whole or not at all.

    Raises:
        OSError: the folder cannot be written to.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    content = asdict(settings) | {"checklists": dict(settings.checklists)}
    handle, temporary = tempfile.mkstemp(prefix=".settings", dir=file.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            json.dump(content, stream, ensure_ascii=False, indent=1)
        Path(temporary).replace(file)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _language(value: object) -> str:
    if value not in {"", "en", "zh"}:
        raise ValueError
    return _text(value)


def _zoom(value: object) -> int:
    if not isinstance(value, int) or not ZOOM_RANGE[0] <= value <= ZOOM_RANGE[1]:
        raise ValueError
    return value


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError
    return tuple(_text(item) for item in value)


def _recent(value: object) -> tuple[str, ...]:
    return _texts(value)[:RECENT_LIMIT]


def _choices(value: object) -> tuple[tuple[str, tuple[str, ...]], ...]:
    if not isinstance(value, dict):
        raise TypeError
    return tuple(sorted((_text(key), _texts(ids)) for key, ids in value.items()))


def _theme(value: object) -> ThemeChoice:
    return ThemeChoice(_text(value))


_READERS: dict[str, Callable[[object], Any]] = {
    "theme": _theme,
    "language": _language,
    "zoom": _zoom,
    "recent": _recent,
    "geometry": _text,
    "layout": _text,
    "checklists": _choices,
    "reviewer": _text,
    "folder": _text,
}
