"""What the lines of a policy are to a reader who hears them: headings, lists, paragraphs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.model.policy import BlockKind
from reviewer.report.structure import Element, Role, tongue

if TYPE_CHECKING:
    from reviewer.report.policy_blocks import PolicyLine


@dataclass(frozen=True, slots=True)
class Told:
    """The elements of a line.

    Attributes:
        label: of the marker in front of an item; None where there is none.
    """

    body: Element
    label: Element | None = None


@dataclass(frozen=True, slots=True)
class _Level:
    """A list that further items may join, and the item that further lines may."""

    indent: float
    listed: Element
    body: Element


class PolicyElements:
    """Gives the lines of a policy, in order, their elements.

    Args:
        language: BCP 47 tag of the policy.
    """

    def __init__(self, language: str) -> None:
        chinese = language.lower().startswith("zh")
        self._chinese = language if chinese else "zh-CN"
        self._latin = "en" if chinese or not language else language
        self._levels: list[_Level] = []

    def of(self, line: PolicyLine, *, chinese: bool) -> Told:
        """The elements of the next line."""
        language = tongue(line.text, chinese=chinese)
        if language:
            language = self._chinese if chinese else self._latin
        if line.kind is not BlockKind.ITEM:
            self._levels.clear()
            if line.kind is BlockKind.HEADING:
                level = max(line.level, 1) + 1
                return Told(Element(Role.HEADING, level=level, language=language))
            return Told(Element(Role.PARAGRAPH, language=language))
        return self._item(line, language)

    def _item(self, line: PolicyLine, language: str) -> Told:
        """An item of a list, or what follows within one."""
        levels = self._levels
        if not line.marker and levels and line.indent > levels[0].indent:
            return Told(Element(Role.PARAGRAPH, levels[-1].body, language=language))
        while levels and levels[-1].indent > line.indent:
            levels.pop()
        if levels and levels[-1].indent == line.indent:
            listed = levels.pop().listed
        else:
            listed = Element(Role.LIST, parent=levels[-1].body if levels else None)
        item = Element(Role.LIST_ITEM, parent=listed)
        label = Element(Role.LABEL, parent=item) if line.marker else None
        body = Element(Role.LIST_BODY, parent=item)
        levels.append(_Level(line.indent, listed, body))
        return Told(Element(Role.PARAGRAPH, body, language=language), label)
