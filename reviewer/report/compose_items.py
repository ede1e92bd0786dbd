"""Checklist rows and notes as boxes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reviewer.report import blocks, style
from reviewer.report.boxes import (
    Anchor,
    Area,
    Box,
    Layer,
    Link,
    Op,
    Stroke,
    Text,
    beside,
    gap,
    moved,
)
from reviewer.report.compose_tables import status_label
from reviewer.report.compose_text import LABEL_COLUMN, line_of, remark
from reviewer.report.lines import (
    Measure,
    SetLine,
    SetParagraph,
    baseline,
    keeps,
    paragraph,
    reference,
    set_paragraph,
)
from reviewer.report.structure import Element, Role, cells, gather, take, tongue

if TYPE_CHECKING:
    from reviewer.report.fonts import Fonts

_VERDICT = replace(LABEL_COLUMN, x=style.LEFT + 12, width=LABEL_COLUMN.width - 12)
_HANG = style.MAIN - style.GUTTER  # right end of hanging numbers and references
_HUES = 3
_SMALL_REFERENCE = replace(style.REFERENCE, size=7.0)
_BY = replace(style.SMALL, size=7.0, leading=9.5, chinese_leading=10.5)
_HALF_WIDTH = (style.TEXT_WIDTH - style.GUTTER) / 2
_OWN = Measure(width=_HALF_WIDTH)
_OTHER = Measure(x=style.MAIN + _HALF_WIDTH + style.GUTTER, width=_HALF_WIDTH)
_QUOTE = Measure(x=style.MAIN + 10, width=style.TEXT_WIDTH - 10)


def items(fonts: Fonts, block: blocks.Items) -> list[Box]:
    """The rows of a checklist under a header that is repeated."""
    table = Element(Role.TABLE)
    head = Element(Role.ROW, parent=Element(Role.TABLE_HEAD, parent=table))
    header = (*line_pair(fonts, block.header, head), _rule(style.INK, 0.8))
    again = (line_of(block.continued, style.COLUMN_HEAD, style.LEFT), Box(4.0), *header)
    boxes = [replace(box, keep=True) for box in header]
    body = Element(Role.TABLE_BODY, parent=table)
    for row in block.rows:
        boxes += [replace(box, header=again) for box in item(fonts, row, body)]
        boxes.append(replace(_rule(style.RULE, 0.4), space=True))
    return boxes


def line_pair(fonts: Fonts, pair: tuple[str, str], row: Element) -> list[Box]:
    """Column heads over the margin and the main column, head cells of a row."""
    left = paragraph(fonts, pair[0], style.COLUMN_HEAD, LABEL_COLUMN)
    right = paragraph(fonts, pair[1], style.COLUMN_HEAD)
    for column in (left, right):
        gather(Element(Role.HEAD_CELL, parent=row), column)
    return beside(left, right)


def _rule(colour: str, thickness: float) -> Box:
    line = Stroke(style.LEFT, 2.0, style.RIGHT - style.LEFT, colour, thickness)
    return Box(7.0, (line,))


def item(fonts: Fonts, row: blocks.Item, body: Element) -> list[Box]:
    """One requirement: status in the margin; title, article, reason, evidence beside.

    Its row stands in the body of a table; status and number head it.
    """
    title = paragraph(fonts, row.title, style.STRONG, _half(row))
    number = Text(
        _HANG,
        baseline(title[0].height, 8.0),
        row.number,
        replace(style.LABEL, size=8.0, bold=True),
        layer=Layer.ASIDE,
        right=True,
        element=Element(Role.PARAGRAPH),
    )
    status = status_label(fonts, row.status, row.status_word)
    status = [replace(box, height=title[0].height) for box in status]
    verdicts = [box for one in row.verdicts for box in paragraph(fonts, one, _BY, _VERDICT)]
    named = [*title, *_source(fonts, row)]
    if row.twin:
        other = paragraph(fonts, row.twin.title, style.STRONG, _OTHER)
        named = [*beside(title, other), *_sources(fonts, row, row.twin)]
    rest = _details(fonts, row)
    margin = [Box(0.0, (number,)), *status, *verdicts]
    cells(Element(Role.ROW, parent=body), margin, [*named, *rest], head=0)
    head = beside(status, named)
    below = _below(verdicts, head[0].height)
    head[0] = replace(head[0], ops=(Anchor(0.0, row.key), number, *head[0].ops, *below))
    boxes = [replace(box, keep=True) for box in head] + rest
    if sum(box.height for box in boxes) < style.BODY_HEIGHT / 3:
        boxes = [replace(box, keep=True) for box in boxes[:-1]] + boxes[-1:]
    return boxes


def _below(lines: list[Box], down: float) -> tuple[Op, ...]:
    """What stands in lines, as ops of one box so far above."""
    ops: list[Op] = []
    for box in lines:
        ops += [moved(op, down) for op in box.ops]
        down += box.height
    return tuple(ops)


def _details(fonts: Fonts, row: blocks.Item) -> list[Box]:
    """Reason, evidence and remarks of an item."""
    twin = row.twin
    reason = paragraph(fonts, row.reason, style.REMARK, _half(row))
    if twin:
        reason = beside(reason, paragraph(fonts, twin.reason, style.REMARK, _OTHER))
    # References in the margin stand below the verdicts there.
    room = 3.0 if len(row.verdicts) > 1 else 0.0
    boxes = [Box(1.5, keep=True), *reason, gap(2.0 + room)]
    for quote in row.quotes:
        boxes += _quote(fonts, quote)
    if row.related:
        label = paragraph(fonts, row.related_label, style.REMARK_LABEL)
        boxes += [replace(box, keep=True) for box in label]
    for quote in row.related:
        boxes += _quote(fonts, quote)
    # What the other language says too stands last.
    shared = len(row.remarks) - (len(twin.remarks) if twin else 0)
    for one in row.remarks[:shared]:
        boxes += [*remark(fonts, one), gap(2.0)]
    for rank, one in enumerate(row.remarks[shared:]):
        lines = remark(fonts, one, _half(row))
        if twin:
            lines = beside(lines, remark(fonts, twin.remarks[rank], _OTHER))
        boxes += [*lines, gap(2.0)]
    return boxes


def _half(row: blocks.Item) -> Measure:
    """The column of the item's own language."""
    return _OWN if row.twin else Measure()


def _sources(fonts: Fonts, row: blocks.Item, twin: blocks.Twin) -> list[Box]:
    """The article in both languages."""
    both = beside(
        paragraph(fonts, row.source, style.SMALL, _OWN),
        paragraph(fonts, twin.source, style.SMALL, _OTHER),
    )
    look = replace(style.SMALL, bold=True, colour=style.WARNING)
    return [*both, *paragraph(fonts, row.warning, look)]


def _source(fonts: Fonts, row: blocks.Item) -> list[Box]:
    """The article, and in a warning colour that nobody has verified it."""
    boxes = paragraph(fonts, row.source, style.SMALL)
    if not row.warning:
        return boxes
    look = replace(style.SMALL, bold=True, colour=style.WARNING)
    warning = set_paragraph(fonts, row.warning, look, Measure())
    source = set_paragraph(fonts, row.source, style.SMALL, Measure())
    last = source.lines[-1]
    x = source.x_at(last, last.end) + 8
    if x + sum(warning.advances) > style.RIGHT:
        return [*boxes, *paragraph(fonts, row.warning, look)]
    y = baseline(boxes[-1].height, look.size)
    op = Text(x, y, row.warning, look, warning.chinese, element=Element(Role.PARAGRAPH))
    return [*boxes[:-1], replace(boxes[-1], ops=(*boxes[-1].ops, op))]


def _quote(fonts: Fonts, quote: blocks.Quote) -> list[Box]:
    """Quoted words beside a thin stripe, with their place in the margin."""
    lines = paragraph(fonts, quote.text, style.QUOTE, _QUOTE)
    stripe = [Area(style.MAIN, 1.0, 1.2, box.height, fill=style.RULE) for box in lines]
    ops: tuple[Op, ...] = ()
    gather(Element(Role.QUOTE), lines)
    if lines:
        ops = reference(fonts, quote.place, style.REFERENCE, _HANG, height=lines[0].height)
    boxes = [
        replace(box, ops=(bar, *box.ops, *(() if index else ops)), keep=True)
        for index, (box, bar) in enumerate(zip(lines, stripe, strict=True))
    ]
    return [*boxes, gap(4.0)]


def notes(fonts: Fonts, block: blocks.Notes) -> list[Box]:
    """The notes as a compact list with hanging numbers."""
    boxes: list[Box] = []
    for row in block.rows:
        boxes += [*note(fonts, row), gap(3.0)]
    return boxes


def note(fonts: Fonts, row: blocks.Note) -> list[Box]:
    """One note: page and number in the margin, what was found beside."""
    text, links = _note_text(row)
    placed = set_paragraph(fonts, text, style.NOTE, Measure())
    height = style.NOTE.line(chinese=placed.chinese)
    y = baseline(height, style.NOTE.size)
    count = len(placed.lines)
    told = Element(Role.NOTE, key=row.key)
    label = Element(Role.LABEL, parent=told)
    body = Element(Role.PARAGRAPH, told, language=tongue(text, chinese=placed.chinese))
    boxes = []
    for index, line in enumerate(placed.lines):
        ops = [*_note_line(placed, line, links, body), *_hues(row, height)]
        boxes.append(Box(height, tuple(ops), keep=keeps(index, count)))
    number = Text(
        _HANG,
        y,
        str(row.number),
        style.NOTE_BOLD,
        layer=Layer.ASIDE,
        right=True,
        element=label,
    )
    place = reference(fonts, row.place, _SMALL_REFERENCE, _HANG - 26, height=height)
    take(body, place)
    boxes[0] = replace(boxes[0], ops=(Anchor(0.0, row.key), number, *boxes[0].ops, *place))
    return boxes


def _hues(row: blocks.Note, height: float) -> list[Op]:
    """A short stripe in the hue of each category, nearest to the text the first."""
    hues = list(dict.fromkeys(swatch.hue for swatch in row.swatches))[:_HUES]
    return [
        Area(style.MAIN - 5.0 - 2.2 * index, 0.6, 1.6, height - 1.2, fill=hue)
        for index, hue in enumerate(hues)
    ]


def _note_text(row: blocks.Note) -> tuple[str, list[tuple[int, int, str]]]:
    """A note's sentence and the ranges of it that lead to checklist items."""
    text = row.labels
    if row.words:
        text += f"  {row.words}"
    links: list[tuple[int, int, str]] = []
    if row.supports:
        text += f"  {row.supports_label} "
        for index, place in enumerate(row.supports):
            text += ", " if index else ""
            if place.key:
                links.append((len(text), len(text) + len(place.text), place.key))
            text += place.text
    return text, links


def _note_line(
    placed: SetParagraph, line: SetLine, links: list[tuple[int, int, str]], body: Element
) -> list[Op]:
    """The words of one line, those of each link by themselves with the link over them."""
    height = style.NOTE.line(chinese=placed.chinese)
    y = baseline(height, style.NOTE.size)
    ops: list[Op] = []
    at = line.start
    for start, end, key in links:
        if line.start <= start and end <= line.end:
            target = Element(Role.LINK, parent=body)
            if at < start:
                ops.append(placed.drawn(placed.part(line, at, start), y, style.NOTE, body))
            words = placed.part(line, start, end)
            width = placed.x_at(line, end) - words.x
            ops.append(placed.drawn(words, y, style.NOTE, target))
            ops.append(Link(words.x, 0.5, width, height - 1, key, target))
            at = end
    if at < line.end:
        ops.append(placed.drawn(placed.part(line, at, line.end), y, style.NOTE, body))
    return ops
