"""Stacked bars, whose parts are told apart without colour: by order, fill and lines."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reviewer.model.review import ItemStatus
from reviewer.model.rules import Underline
from reviewer.report import style
from reviewer.report.boxes import Area, Box, Op, Stroke, Text
from reviewer.report.breaking import is_chinese
from reviewer.report.lines import baseline
from reviewer.report.structure import Element, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewer.report.blocks import Tally, TallyRow
    from reviewer.report.fonts import Fonts

_X = style.LEFT + 20
_HEIGHT = 5.2
_ROOM, _CLOSE = 8.0, 6.8
_SAMPLE = 20.0
_PALE = 0.3
_KEY_ROOM = 16.0


def stacked_bar(row: TallyRow, block: Tally, width: float) -> Box:
    """One bar whose parts are as long as a row's counts."""
    figure = Element(Role.FIGURE, about=row.about)
    total = sum(row.counts)
    if not total:
        return Box(0.0)
    ops: list[Op] = []
    x = _X
    for status, count in zip(block.statuses, row.counts, strict=True):
        length = width * count / total
        if status is not None and count:
            ops += _stretch(status, (x, 0.0, length), figure)
        x += length
    return Box(_CLOSE if block.close else _ROOM, tuple(ops))


def _stretch(status: ItemStatus, place: tuple[float, float, float], figure: Element) -> list[Op]:
    """A part of a bar: full, half full, empty with a thick line, empty, or dotted."""
    x, y, length = place
    hue = style.STATUS_COLOURS[status]
    inner = max(length - 0.8, 0.4)  # a gap of paper between neighbours
    middle = y + _HEIGHT / 2
    if status is ItemStatus.MET:
        return [Area(x, y, inner, _HEIGHT, fill=hue, element=figure)]
    if status is ItemStatus.PARTIAL:
        return [
            Area(x, y, inner, _HEIGHT, fill=style.mixed(hue, _PALE), element=figure),
            Area(x, middle, inner, _HEIGHT / 2, fill=hue, element=figure),
        ]
    frame: Op = Area(
        x + 0.3, y + 0.3, max(inner - 0.6, 0.2), _HEIGHT - 0.6, line=hue, element=figure
    )
    if status is ItemStatus.MISSING:
        return [frame, Stroke(x + 0.3, middle, max(inner - 0.6, 0.2), hue, 1.6)]
    if status is ItemStatus.UNKNOWN:
        return [frame, Stroke(x + 1.2, middle, max(inner - 2.4, 0.2), hue, 0.9, Underline.DOTTED)]
    return [frame]


def bar_key(
    fonts: Fonts, label: str, words: Sequence[str], statuses: Sequence[ItemStatus | None]
) -> Box:
    """What the parts of bars mean, each with a sample, on one line."""
    look = replace(style.SMALL, size=7.0)
    told = Element(Role.PARAGRAPH)
    y = baseline(_KEY_ROOM, look.size)
    top = (_KEY_ROOM - _HEIGHT) / 2
    ops: list[Op] = []
    x = _X

    def say(text: str) -> float:
        chinese = is_chinese(text)
        ops.append(Text(x, y, text, look, chinese, element=told))
        return fonts.width(text, look.size, chinese=chinese)

    x += say(label) + 8
    samples = Element(Role.FIGURE, about=label)
    for word, status in zip(words, (one for one in statuses if one), strict=True):
        ops += [
            replace(op, element=None) if isinstance(op, Area) else op
            for op in _stretch(status, (x, top, _SAMPLE), samples)
        ]
        x += _SAMPLE + 4
        x += say(word) + 10
    return Box(_KEY_ROOM, tuple(ops))
