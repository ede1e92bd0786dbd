"""Tables of texts as boxes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reviewer.report import style
from reviewer.report.boxes import Box, Link, Stroke, Text, beside, gap, kept
from reviewer.report.lines import Measure, paragraph
from reviewer.report.structure import Element, Role, cells, gather

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewer.report.blocks import Grid, Place
    from reviewer.report.fonts import Fonts

_GUTTER = 10.0
_WIDTH = style.RIGHT - style.LEFT
_PADDING = 2.5
# A row up to this height is never parted.
_WHOLE = style.BODY_HEIGHT / 3


def grid(fonts: Fonts, block: Grid) -> list[Box]:
    """A table whose header stands again on every page it runs over."""
    table = Element(Role.TABLE)
    columns = list(_columns(block))
    header = _header(fonts, block, columns, table)
    body = Element(Role.TABLE_BODY, parent=table)
    boxes = [replace(box, keep=True) for box in header]
    for cell_texts in block.rows:
        found = [
            _cell(fonts, text, measure) for text, measure in zip(cell_texts, columns, strict=True)
        ]
        cells(Element(Role.ROW, parent=body), *found)
        row = [*beside(found[0], _joined(found[1:])), Box(_PADDING), _line(0.4, style.RULE)]
        if sum(box.height for box in row) <= _WHOLE:
            row = kept(row)
        else:
            # What follows the last line is its end; it does not stand alone.
            row = [*row[:-3], *(replace(box, keep=True) for box in row[-3:-1]), row[-1]]
        boxes += [replace(box, header=header) for box in row]
    return [*boxes, gap(8.0)]


def _columns(block: Grid) -> Iterator[Measure]:
    x = style.LEFT
    for rank, share in enumerate(block.widths):
        last = rank == len(block.widths) - 1
        yield Measure(x=x, width=share * _WIDTH - (0.0 if last else _GUTTER))
        x += share * _WIDTH


def _joined(columns: list[list[Box]]) -> list[Box]:
    """Columns side by side."""
    found: list[Box] = []
    for column in columns:
        found = beside(found, column)
    return found


def _header(fonts: Fonts, block: Grid, columns: list[Measure], table: Element) -> tuple[Box, ...]:
    row = Element(Role.ROW, parent=Element(Role.TABLE_HEAD, parent=table))
    found = [
        paragraph(fonts, text, style.COLUMN_HEAD, measure)
        for text, measure in zip(block.header, columns, strict=True)
    ]
    for column in found:
        gather(Element(Role.HEAD_CELL, parent=row), column)
    return (*_joined(found), _line(0.8, style.INK))


def _line(thickness: float, colour: str) -> Box:
    line = Stroke(style.LEFT, 1.0, _WIDTH, colour, thickness)
    return Box(1.0 + _PADDING, (line,))


def _cell(fonts: Fonts, text: str | Place, measure: Measure) -> list[Box]:
    if isinstance(text, str) or not text.key:
        words = text if isinstance(text, str) else text.text
        return paragraph(fonts, words, style.REMARK, measure)
    link = Element(Role.LINK, parent=Element(Role.PARAGRAPH))
    look = replace(style.REMARK, colour=style.ACCENT)
    boxes = paragraph(fonts, text.text, look, measure, link)
    for rank, box in enumerate(boxes):
        ops = tuple(
            replace(op, page_of=text.key) if isinstance(op, Text) and "{page}" in op.text else op
            for op in box.ops
        )
        area = Link(measure.x, 1.0, measure.width, box.height - 2, text.key, link)
        boxes[rank] = replace(box, ops=(*ops, *(() if rank else (area,))))
    return boxes
