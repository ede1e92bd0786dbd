"""Paragraphs as boxes: one box a line, two lines kept together at either end."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from reviewer.report import style
from reviewer.report.boxes import Box, Layer, Link, Op, Text
from reviewer.report.breaking import break_lines, is_chinese
from reviewer.report.structure import Element, Role, tongue

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewer.report.blocks import Place
    from reviewer.report.fonts import Fonts
    from reviewer.report.style import Style


_CLOSING = frozenset("，。、；：」』）》〉】〕”’")
_OPENING = frozenset("「『（《〈【〔“‘")
_HALF = 0.5
# Ems: a character and the mark that may not stand in front of a line are taken to the next.
_WIDEST = 2.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """The column that a paragraph is set in.

    Attributes:
        first: further indent of the first line. rest: of the others.
    """

    x: float = style.MAIN
    width: float = style.TEXT_WIDTH
    first: float = 0.0
    rest: float = 0.0


@dataclass(slots=True, kw_only=True)
class SetLine:
    """One line of a paragraph.

    Attributes:
        start: offset of its first character in the paragraph. end: past the last.
        x: of its left end. stretch: points added after each character.
    """

    start: int
    end: int
    x: float
    stretch: float = 0.0


@dataclass(slots=True, kw_only=True)
class SetParagraph:
    """A paragraph broken into lines.

    Attributes:
        advances: width of each character in points.
        tight: marks that give half their width to the mark that follows.
    """

    text: str
    chinese: bool
    advances: list[float]
    tight: frozenset[int]
    lines: list[SetLine]

    def drawn(self, line: SetLine, y: float, look: Style, element: Element) -> Text:
        """What is drawn for a line whose base line is at y."""
        return Text(
            line.x,
            y,
            self.text[line.start : line.end],
            look,
            self.chinese,
            stretch=line.stretch,
            tight=tuple(
                index - line.start
                for index in range(line.start, line.end - 1)
                if index in self.tight
            )
            if self.tight
            else (),
            element=element,
        )

    def part(self, line: SetLine, start: int, end: int) -> SetLine:
        """What of a line stands between two offsets."""
        start, end = max(start, line.start), min(end, line.end)
        return SetLine(start=start, end=end, x=self.x_at(line, start), stretch=line.stretch)

    def x_at(self, line: SetLine, offset: int) -> float:
        """Where a character of a line begins, or the line's end."""
        width = sum(self.advances[line.start : offset])
        return line.x + width + line.stretch * (offset - line.start)


def baseline(height: float, size: float) -> float:
    """Where the base line stands in a line of some height, from its top."""
    return (height - size) / 2 + size * 0.86


def set_paragraph(fonts: Fonts, text: str, look: Style, measure: Measure) -> SetParagraph:
    """A text broken into lines that fit a column."""
    chinese = is_chinese(text)
    ems = fonts.advances(text, bold=look.bold, chinese=chinese)
    tight = frozenset(tight_marks(text, ems)) if chinese else frozenset()
    for index in tight:
        ems[index] -= _HALF
    advances = [em * look.size for em in ems]
    ranges = break_lines(
        text, advances, measure.width - measure.first, measure.width - measure.rest
    )
    lines = []
    for index, (start, end) in enumerate(ranges):
        indent = measure.rest if index else measure.first
        if chinese and text[start] in _OPENING and ems[start] == 1.0:
            indent -= _HALF * look.size  # its empty half stands outside the column
        stretch = 0.0
        if chinese and index < len(ranges) - 1:
            room = measure.width - indent - sum(advances[start:end])
            stretch = _stretch(room, end - start, look.size)
        lines.append(SetLine(start=start, end=end, x=measure.x + indent, stretch=stretch))
    return SetParagraph(text=text, chinese=chinese, advances=advances, tight=tight, lines=lines)


def tight_marks(text: str, ems: Sequence[float]) -> Iterator[int]:
    """Offsets of full-width marks whose empty half meets that of the next one.

    Source: Requirements for Chinese Text Layout (W3C), 3.1.6.

    >>> list(tight_marks("“甲”、“乙”（丙）。", [1.0] * 11))
    [2, 3, 6, 9]
    """
    for index, (mark, following) in enumerate(pairwise(text)):
        if mark in _CLOSING:
            meets = following in _CLOSING or following in _OPENING
        else:
            meets = mark in _OPENING and following in _OPENING
        if meets and ems[index] == ems[index + 1] == 1.0:
            yield index


def _stretch(room: float, count: int, size: float) -> float:
    """What each character of a Chinese line gives to fill it; 0 where that would show."""
    if count < 2 or room <= 0 or room > _WIDEST * size:  # noqa: PLR2004 - one character cannot be spread
        return 0.0
    return room / (count - 1)


def paragraph(
    fonts: Fonts,
    text: str,
    look: Style,
    measure: Measure | None = None,
    element: Element | None = None,
) -> list[Box]:
    """A text as boxes, one a line; empty for a text without visible characters.

    Its element is a paragraph where none is given; in either case it learns its language.
    """
    placed = set_paragraph(fonts, text, look, measure or Measure())
    element = element or Element(Role.PARAGRAPH)
    element.language = element.language or tongue(text, chinese=placed.chinese)
    height = look.line(chinese=placed.chinese)
    y = baseline(height, look.size)
    boxes = []
    count = len(placed.lines)
    for index, line in enumerate(placed.lines):
        boxes.append(Box(height, (placed.drawn(line, y, look, element),), keep=keeps(index, count)))
    return boxes


def keeps(index: int, count: int) -> bool:
    """Whether a line of a paragraph is held to the next: no widow, no orphan.

    >>> [keeps(index, 5) for index in range(5)]
    [True, False, False, True, False]
    """
    return index == 0 < count - 1 or index == count - 2


def reference(
    fonts: Fonts, place: Place, look: Style, x: float, *, height: float = 0.0
) -> tuple[Op, ...]:
    """Words that lead to a place, their right end at x, on the first line of a box.

    Nothing where the place is left out of the report.
    """
    if not place.key:
        return ()
    link = Element(Role.LINK)
    chinese = is_chinese(place.text)
    height = height or look.line(chinese=chinese)
    width = fonts.width(place.text.format(page=888), look.size, chinese=chinese)
    y = baseline(height, look.size)
    words = Text(x, y, place.text, look, chinese, page_of=place.key, layer=Layer.ASIDE, right=True)
    return (
        replace(words, element=link),
        Link(x - width, 1, width, height - 2, place.key, link),
    )
