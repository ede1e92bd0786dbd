"""The summary's table, chart and lists as boxes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reviewer.report import blocks, style
from reviewer.report.boxes import (
    Area,
    Box,
    Layer,
    Link,
    Op,
    Stroke,
    Symbol,
    Text,
    beside,
    gap,
    kept,
)
from reviewer.report.breaking import is_chinese
from reviewer.report.compose_bars import bar_key, stacked_bar
from reviewer.report.compose_text import LABEL_COLUMN, remark
from reviewer.report.lines import Measure, baseline, paragraph, reference
from reviewer.report.structure import Element, Role, cells, list_item, take

if TYPE_CHECKING:
    from reviewer.model.review import ItemStatus
    from reviewer.report.fonts import Fonts

_COLUMN, _NARROW = 47.0, 44.0  # width of a column of counts
_CLOSE = replace(style.SMALL, colour=style.INK, leading=11.0, chinese_leading=11.8)
_NAME_X = style.LEFT + 20
_SYMBOL = 7.5
_BAR_HEIGHT = 6.4
_BAR_ROW = 10.8  # close, so that the summary stays on one page
_COUNT_ROOM = 30.0
_BARS = style.MAIN + 24


def _full_line(thickness: float = 0.4, colour: str = style.RULE, height: float = 3.0) -> Box:
    return Box(height, (Stroke(style.LEFT, 0.0, style.RIGHT - style.LEFT, colour, thickness),))


def _column_end(block: blocks.Tally, index: int) -> float:
    return style.RIGHT - (len(block.header) - 2 - index) * _column(block)


def _column(block: blocks.Tally) -> float:
    return _NARROW if block.close else _COLUMN


def tally(fonts: Fonts, block: blocks.Tally) -> list[Box]:
    """A table of counts; its header stands again on every page it runs over."""
    count = len(block.header) - 1
    header = _tally_header(fonts, block)
    name_width = style.RIGHT - _NAME_X - count * _column(block) - 6
    table = Element(Role.TABLE)
    _headed(table, header[0].ops, block)
    body = Element(Role.TABLE_BODY, parent=table)
    boxes = [replace(box, keep=True) for box in header]
    for row in block.rows:
        measure = Measure(x=_NAME_X, width=name_width)
        link = _target(row.name)
        usual = _CLOSE if block.close else style.BODY
        lines = paragraph(fonts, row.name.text, usual, measure, link)
        height = lines[0].height
        y = baseline(height, usual.size)
        marker = Text(style.LEFT, y, row.marker, replace(usual, bold=True), element=link)
        counts = []
        for index, number in enumerate(row.counts):
            # A nought is grey, but dark enough to be read.
            look = usual if number else replace(usual, colour=style.SOFT)
            text = Text(_column_end(block, index), y, str(number), look, layer=Layer.ASIDE)
            counts.append(replace(text, right=True, element=Element(Role.PARAGRAPH)))
        columns = [[Box(0.0, (number,))] for number in counts]
        bar = [stacked_bar(row, block, name_width)] if row.about else []
        cells(Element(Role.ROW, parent=body), [*lines, *bar], *columns, head=0)
        area = Link(style.LEFT, 0.0, name_width, height, row.name.key, link)
        areas = (area,) if row.name.key else ()
        lines[0] = replace(lines[0], ops=(marker, *lines[0].ops, *areas, *counts))
        row_boxes = kept([*lines, *bar, _full_line(height=1.8 if block.close else 3.0)])
        row_boxes[0] = replace(row_boxes[0], header=header)
        boxes += row_boxes
    if block.key:
        words = [
            text for text, status in zip(block.header[1:], block.statuses, strict=True) if status
        ]
        boxes.append(bar_key(fonts, block.key, words, block.statuses))
    return [*boxes, gap(6.0)]


def _target(place: blocks.Place) -> Element:
    """What linked words are part of; a paragraph where they lead nowhere."""
    whole = Element(Role.PARAGRAPH)
    return Element(Role.LINK, parent=whole) if place.key else whole


def _headed(table: Element, ops: tuple[Op, ...], block: blocks.Tally) -> None:
    """Makes a head cell of the words over each column; the first op is the first one's."""
    row = Element(Role.ROW, parent=Element(Role.TABLE_HEAD, parent=table))
    texts = [op for op in ops if isinstance(op, Text)]
    ends = [texts[0].x, *(_column_end(block, index) for index in range(len(block.header) - 1))]
    for end in ends:
        take(Element(Role.HEAD_CELL, parent=row), [op for op in texts if op.x == end])


def _tally_header(fonts: Fonts, block: blocks.Tally) -> tuple[Box, ...]:
    """The symbols and words above the columns, on one strip."""
    look = style.COLUMN_HEAD
    ops: list[Op] = []
    height = 0.0
    for index, word in enumerate(block.header[1:]):
        end = _column_end(block, index)
        status = block.statuses[index]
        if status is not None:
            ops.append(Symbol(end - _SYMBOL, 0.0, _SYMBOL, status))
        down = _SYMBOL + 3
        for line in paragraph(fonts, word, look, Measure(x=0.0, width=_column(block) - 2)):
            ops += [
                replace(op, x=end, y=op.y + down, right=True)
                for op in line.ops
                if isinstance(op, Text)
            ]
            down += line.height
        height = max(height, down)
    chinese = is_chinese(block.header[0])
    first = Text(
        style.LEFT,
        height - look.line(chinese=chinese) / 3,
        block.header[0],
        look,
        chinese,
        element=Element(Role.PARAGRAPH),
    )
    return (Box(height + 3, (first, *ops)), _full_line(0.8, style.INK))


def chart(fonts: Fonts, block: blocks.Chart) -> list[Box]:
    """One bar a category, its length in proportion to the largest count."""
    most = max((bar.count for bar in block.bars), default=0) or 1
    room = style.RIGHT - _BARS - _COUNT_ROOM
    boxes = []
    figure = Element(Role.FIGURE, about=block.about)
    for bar in block.bars:
        y = baseline(_BAR_ROW, style.LABEL.size)
        tag_look = replace(style.TAG, colour=style.SOFT)
        tag = Text(style.LEFT, y, bar.swatch.tag, tag_look, element=figure)
        name_room = Measure(x=style.LEFT + 18, width=_BARS - style.LEFT - 20)
        look = replace(style.SMALL, colour=style.INK)
        name = [
            replace(op, y=y)
            for box in paragraph(fonts, bar.label, look, name_room, figure)[:1]
            for op in box.ops
        ]
        length = room * bar.count / most
        top = (_BAR_ROW - _BAR_HEIGHT) / 2
        ops: list[Op] = [tag, *name]
        if bar.count:
            ops.append(Area(_BARS, top, length, _BAR_HEIGHT, fill=bar.swatch.hue, element=figure))
        colour = style.INK if bar.count else style.SOFT
        number = replace(style.SMALL, colour=colour)
        count_x = _BARS + length + (5 if bar.count else 0)
        ops.append(Text(count_x, y, str(bar.count), number, element=figure))
        boxes.append(Box(_BAR_ROW, tuple(ops)))
    return [*kept(boxes), gap(6.0)]


def picks(fonts: Fonts, block: blocks.Picks) -> list[Box]:
    """What matters most: symbol and grade in the margin, linked name beside."""
    boxes = []
    listed = Element(Role.LIST)
    for row in block.rows:
        left = status_label(fonts, row.status, f"{row.status_word} · {row.grade}")
        target = _target(row.name)
        right = paragraph(fonts, row.name.text, style.BODY, element=target)
        list_item(listed, left, right)
        if row.name.key:
            room = (style.MAIN, 1.0, style.TEXT_WIDTH, right[0].height - 2)
            link = Link(*room, row.name.key, target)
            right[0] = replace(right[0], ops=(*right[0].ops, link))
        boxes += [*beside(left, right), Box(1.0)]
    if block.rest:
        boxes += [Box(2.0), *paragraph(fonts, block.rest, style.SMALL)]
    return [*kept(boxes), gap(8.0)]


def status_label(fonts: Fonts, status: ItemStatus, text: str) -> list[Box]:
    """A status symbol with its word, for the margin column."""
    column = replace(LABEL_COLUMN, x=style.LEFT + 12, width=LABEL_COLUMN.width - 12)
    look = replace(style.LABEL, size=7.5, bold=True, colour=style.STATUS_COLOURS[status])
    lines = paragraph(fonts, text, look, column)
    symbol = Symbol(style.LEFT, (lines[0].height - 8.0) / 2, 8.0, status)
    lines[0] = replace(lines[0], ops=(symbol, *lines[0].ops))
    return lines


def alerts(fonts: Fonts, block: blocks.Alerts) -> list[Box]:
    """Grade or place in the margin, message and quoted words beside."""
    boxes: list[Box] = []
    listed = Element(Role.LIST)
    small = [
        box for text in block.under for box in (gap(4.0), *paragraph(fonts, text, style.SMALL))
    ]
    for number, row in enumerate(block.rows, start=1):
        colour = style.SEVERITY_COLOURS[row.severity] if row.severity else style.SOFT
        look = replace(style.LABEL, size=7.5, bold=True, colour=colour)
        grade = paragraph(fonts, row.grade, look, LABEL_COLUMN)
        text = paragraph(fonts, row.text, style.BODY)
        quote = paragraph(fonts, row.quote, replace(style.QUOTE, colour=style.SOFT))
        if row.place:
            under = quote or text
            ops = reference(
                fonts, row.place, style.REFERENCE, style.MAIN - style.GUTTER, height=under[0].height
            )
            under[0] = replace(under[0], ops=(*under[0].ops, *ops))
        message = beside(grade, text)
        remarks = [box for one in row.remarks for box in remark(fonts, one)]
        list_item(listed, grade, [*text, *quote, *remarks])
        last = small if number == len(block.rows) else ()
        boxes += [*kept([*message, *quote, *remarks, *last]), gap(6.0)]
    return [*boxes, gap(2.0)]
