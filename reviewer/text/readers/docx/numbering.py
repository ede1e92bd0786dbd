"""Automatic numbering: the number that Word shows in front of a paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reviewer.text.normalize import mend
from reviewer.text.readers.docx.package import child, name_of, number, value
from reviewer.text.readers.numerals import numeral

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element as Element

BULLET = "•"
LEVELS = 9
_COUNT_LIMIT = 32767
_MARKER_LENGTH = 40
# A list that borrows its look from a style that borrows it from a list ...
_HOPS = 8
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Level:
    """One level of a list.

    Attributes:
        restart: the level, from 1, whose use starts this one again; 0 where
            nothing does, None where every higher one does.
        legal: whether all its numbers are digits.
        style: the paragraph style that takes this level.
    """

    start: int
    style: str
    format: str
    text: str
    restart: int | None
    legal: bool


@dataclass(frozen=True, slots=True)
class _Abstract:
    levels: dict[int, _Level]
    link: str


@dataclass(frozen=True, slots=True)
class _List:
    """A list as paragraphs refer to it.

    Attributes:
        abstract: the definition whose counters it shares.
        starts: by level, where it begins anew once.
    """

    abstract: str
    levels: dict[int, _Level]
    starts: dict[int, int]


@dataclass(slots=True)
class _Counters:
    counts: list[int | None] = field(default_factory=lambda: [None] * LEVELS)


class Numbering:
    """Counts the numbered paragraphs of a document, in the order of its text.

    Args:
        root: the numbering part; None where the document has none.
        list_of_style: the list that a numbering style names; empty for none.
    """

    def __init__(self, root: Element | None, list_of_style: Callable[[str], str]) -> None:
        self._list_of_style = list_of_style
        self._abstracts: dict[str, _Abstract] = {}
        self._nodes: dict[str, Element] = {}
        for node in root if root is not None else ():
            if name_of(node) == "abstractNum":
                self._abstracts.setdefault(value(node, "abstractNumId"), _abstract(node))
            elif name_of(node) == "num":
                self._nodes.setdefault(value(node, "numId"), node)
        self._lists: dict[str, _List | None] = {}
        self._counters: dict[str, _Counters] = {}
        self._started: set[tuple[str, int]] = set()

    def level_of_style(self, name: str, style: str) -> int | None:
        """The level of a list that a paragraph style takes; None where it names none."""
        found = self._list(name)
        levels = found.levels if found else {}
        return next((level for level, one in levels.items() if one.style == style), None)

    def marker(self, name: str, level: int) -> str:
        """Counts one paragraph and gives its number; empty where none is shown."""
        found = self._list(name)
        if found is None or level not in found.levels:
            return ""
        counts = self._counters.setdefault(found.abstract, _Counters()).counts
        definition = found.levels[level]
        now = counts[level]
        if level in found.starts and (name, level) not in self._started:
            counts[level] = found.starts[level]
        else:
            counts[level] = definition.start if now is None else min(now + 1, _COUNT_LIMIT)
        self._started.add((name, level))
        for deeper in range(level + 1, LEVELS):
            restart = found.levels[deeper].restart if deeper in found.levels else None
            if restart is None or level < restart:
                counts[deeper] = None
        return _shown(found, level, counts)

    def _list(self, name: str) -> _List | None:
        if name not in self._lists:
            self._lists[name] = self._resolved(name)
        return self._lists[name]

    def _resolved(self, name: str) -> _List | None:
        node = self._nodes.get(name)
        if node is None:
            return None
        identity = value(child(node, "abstractNumId"))
        for _ in range(_HOPS):
            abstract = self._abstracts.get(identity)
            if abstract is None or not abstract.link:
                break
            linked = self._nodes.get(self._list_of_style(abstract.link))
            identity = value(child(linked, "abstractNumId"))
        abstract = self._abstracts.get(identity)
        if abstract is None:
            return None
        levels, starts = dict(abstract.levels), {}
        for one in node:
            level = _level_index(value(one, "ilvl"))
            if name_of(one) != "lvlOverride":
                continue
            start = number(value(child(one, "startOverride")))
            if start is not None:
                starts[level] = _count(start)
            own = child(one, "lvl")
            if own is not None:
                levels[level] = _level(own)
        return _List(identity, levels, starts)


def _shown(found: _List, level: int, counts: list[int | None]) -> str:
    definition = found.levels[level]
    if definition.format == "bullet":
        return BULLET

    def fill(place: re.Match[str]) -> str:
        index = int(place.group(1)) - 1
        other = found.levels.get(index)
        if other is None or index > level:
            return ""
        count = counts[index]
        shown = other.start if count is None else count
        return numeral(shown, "decimal" if definition.legal else other.format)

    text = _PLACE.sub(fill, definition.text)
    return " ".join(mend(text).split())[:_MARKER_LENGTH].strip()


def _abstract(node: Element) -> _Abstract:
    levels: dict[int, _Level] = {}
    for one in node:
        if name_of(one) == "lvl":
            levels.setdefault(_level_index(value(one, "ilvl")), _level(one))
    return _Abstract(levels, value(child(node, "numStyleLink")))


def _level(node: Element) -> _Level:
    parts = {name_of(one): one for one in node}
    style = parts.get("numFmt")
    if style is None and "mc:AlternateContent" in parts:
        # Newer formats stand in an alternative; what older programs show is in its fallback.
        style = child(parts["mc:AlternateContent"], "mc:Fallback", "numFmt")
    start = number(value(parts.get("start")))
    legal = parts.get("isLgl")
    return _Level(
        start=1 if start is None else _count(start),
        style=value(parts.get("pStyle")),
        format=value(style) or "decimal",
        text=value(parts.get("lvlText"))[: 2 * _MARKER_LENGTH],
        restart=number(value(parts.get("lvlRestart"))),
        legal=legal is not None and value(legal).lower() not in {"0", "false", "off"},
    )


def _level_index(text: str) -> int:
    return min(max(number(text) or 0, 0), LEVELS - 1)


def _count(start: int) -> int:
    return min(max(start, 0), _COUNT_LIMIT)
