"""Titles, headings, paragraphs, facts and the table of contents as boxes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reviewer.report import blocks, style
from reviewer.report.blocks import Tone
from reviewer.report.boxes import (
    Anchor,
    Area,
    Box,
    Layer,
    Link,
    Stroke,
    Text,
    beside,
    gap,
    joined,
    kept,
)
from reviewer.report.breaking import is_chinese
from reviewer.report.lines import Measure, baseline, paragraph, set_paragraph
from reviewer.report.structure import Element, Role, cells, element_of, list_item

if TYPE_CHECKING:
    from reviewer.report.fonts import Fonts

FULL = Measure(x=style.LEFT, width=style.RIGHT - style.LEFT)
LABEL_COLUMN = Measure(x=style.LEFT, width=style.MAIN - style.LEFT - 8)
# Of the contents; they are more where somebody has many checklists of their own.
_ROWS_OF_A_PAGE = 36


def title(fonts: Fonts, block: blocks.Title) -> list[Box]:
    """The head of the first page: kicker, the document's title, what the report is."""
    bar = Box(0.0, (Area(style.LEFT, 0.0, 34.0, 3.0, fill=style.ACCENT),))
    return kept(
        [
            bar,
            Box(22.0),
            *paragraph(fonts, block.kicker, style.KICKER, FULL),
            Box(8.0),
            *paragraph(fonts, block.text, style.TITLE, FULL, Element(Role.HEADING, level=1)),
            Box(8.0),
            *paragraph(fonts, block.subtitle, style.SUBTITLE, FULL),
            Box(22.0),
        ]
    )


def heading(fonts: Fonts, block: blocks.Heading) -> list[Box]:
    """A heading, held to what follows; parts reach over both columns."""
    look = style.HEADINGS[block.level]
    lines = paragraph(fonts, block.text, look, FULL, Element(Role.HEADING, level=block.level))
    if block.key:
        anchor = Anchor(0.0, block.key)
        lines[0] = replace(lines[0], ops=(anchor, *lines[0].ops))
    before = {1: 0.0, 2: 14.0, 3: 10.0}[block.level]
    after = {1: 12.0, 2: 5.0, 3: 2.0}[block.level]
    held = [replace(line, keep=True) for line in lines]
    return [gap(before, keep=True), *held, Box(after, keep=True)]


def running_text(fonts: Fonts, block: blocks.Paragraph) -> list[Box]:
    """A paragraph in its tone, with the space below it."""
    if block.tone in {Tone.NOTICE, Tone.SEAL}:
        return _notice(fonts, block.text, sealed=block.tone is Tone.SEAL)
    if block.tone is Tone.ITEM:
        bullet = Text(style.MAIN, baseline(style.BODY.leading, style.BODY.size), "•", style.BODY)
        lines = paragraph(
            fonts, block.text, style.BODY, Measure(x=style.MAIN + 12, width=style.TEXT_WIDTH - 12)
        )
        bullet = replace(
            bullet,
            y=baseline(lines[0].height, style.BODY.size),
            element=Element(Role.PARAGRAPH),
        )
        list_item(Element(Role.LIST), [Box(0.0, (bullet,))], lines)
        lines[0] = replace(lines[0], ops=(bullet, *lines[0].ops))
        return [*lines, gap(3.0)]
    looks = {Tone.BODY: style.BODY, Tone.SMALL: style.SMALL, Tone.LEAD: style.LEAD}
    boxes = [*paragraph(fonts, block.text, looks[block.tone]), gap(8.0)]
    return [replace(box, keep=True) for box in boxes] if block.leads else boxes


def _notice(fonts: Fonts, text: str, *, sealed: bool) -> list[Box]:
    """A tinted strip with a stripe at its edge, for what must not be overlooked."""
    inner = Measure(x=style.LEFT + 14, width=style.RIGHT - style.LEFT - 28)
    colour, pale = style.SEALED if sealed else (style.WARNING, style.WARNING_PALE)
    look = replace(style.BODY, bold=True, colour=colour)
    body = joined(paragraph(fonts, text, look, inner))
    pad = 8.0
    height = body.height + 2 * pad
    frame = (
        Area(style.LEFT, 0.0, style.RIGHT - style.LEFT, height, fill=pale),
        Area(style.LEFT, 0.0, 3.0, height, fill=colour),
    )
    text_box = joined([Box(pad), body, Box(pad)])
    return [Box(height, (*frame, *text_box.ops)), gap(12.0)]


def facts(fonts: Fonts, block: blocks.Facts) -> list[Box]:
    """Labels in the margin column, values in the main one, a hairline above each."""
    boxes = []
    body = Element(Role.TABLE_BODY, parent=Element(Role.TABLE))
    for label, value in block.rows:
        left = paragraph(fonts, label, style.LABEL, LABEL_COLUMN)
        right = [box for part in value.split("\n") for box in paragraph(fonts, part, style.BODY)]
        line = Stroke(style.LEFT, 0.0, style.RIGHT - style.LEFT, style.RULE, 0.4)
        cells(Element(Role.ROW, parent=body), left, right, head=0)
        rows = beside(left, right)
        boxes += kept([Box(3.0, (line,)), *rows, Box(3.0)])
    return [*boxes, gap(8.0)]


def contents(fonts: Fonts, block: blocks.Contents) -> list[Box]:
    """The parts of the report with their pages, each row a link."""
    boxes = [
        replace(box, keep=True) for box in heading(fonts, blocks.Heading(text=block.title, level=2))
    ]
    listed = Element(Role.CONTENTS)
    for row in block.rows:
        entry = Element(Role.REFERENCE, parent=Element(Role.CONTENTS_ROW, parent=listed))
        target = Element(Role.LINK, parent=entry)
        measure = Measure(width=style.TEXT_WIDTH - 34, rest=14.0)
        lines = paragraph(fonts, row.text, style.BODY, measure, target)
        number = Text(
            style.RIGHT,
            baseline(lines[0].height, style.BODY.size),
            "{page}",
            replace(style.BODY, colour=style.SOFT),
            page_of=row.key,
            layer=Layer.ASIDE,
            right=True,
            element=target,
        )
        link = Link(style.MAIN, 1.0, style.TEXT_WIDTH, lines[0].height - 2.0, row.key, target)
        lines[0] = replace(lines[0], ops=(*lines[0].ops, number, link))
        # Rows of either language stand at the same distance.
        boxes += kept([*lines, Box(style.BODY.chinese_leading - lines[0].height)])
    if len(block.rows) <= _ROWS_OF_A_PAGE:
        # A few rows on the next page would stand there without the heading.
        boxes = kept(boxes)
    return [*boxes, gap(12.0)]


def line_of(text: str, look: style.Style, x: float) -> Box:
    """A short text on one line, not broken."""
    chinese = is_chinese(text)
    height = look.line(chinese=chinese)
    y = baseline(height, look.size)
    return Box(height, (Text(x, y, text, look, chinese),))


def remark(fonts: Fonts, said: blocks.Remark, measure: Measure | None = None) -> list[Box]:
    """A label in bold and its text on the same line; the text may be empty."""
    room = measure or Measure()
    if not said.label:
        return paragraph(fonts, said.text, style.REMARK, room)
    if not said.text:
        return paragraph(fonts, said.label, style.REMARK_LABEL, room)
    label = set_paragraph(fonts, said.label, style.REMARK_LABEL, replace(room, width=1e6))
    indent = sum(label.advances) + 5
    if indent > room.width / 2:
        head = paragraph(fonts, said.label, style.REMARK_LABEL, room)
        rest = paragraph(fonts, said.text, style.REMARK, room)
        return [*(replace(box, keep=True) for box in head), *rest]
    boxes = paragraph(fonts, said.text, style.REMARK, replace(room, first=indent))
    if not boxes:
        return boxes
    y = baseline(boxes[0].height, style.REMARK.size)
    whole = element_of(boxes[0].ops[0])
    op = Text(room.x, y, said.label, style.REMARK_LABEL, label.chinese, element=whole)
    boxes[0] = replace(boxes[0], ops=(op, *boxes[0].ops))
    return boxes
