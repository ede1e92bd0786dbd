"""The annotated policy as boxes: text, tints, underlines, stripes and tags."""

from __future__ import annotations

import sys
from collections import deque
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from reviewer.model.policy import BlockKind
from reviewer.report import policy_blocks, style
from reviewer.report.boxes import (
    Anchor,
    Box,
    Comment,
    Highlight,
    Layer,
    Link,
    Op,
    Stripe,
    Stroke,
    Text,
    gap,
)
from reviewer.report.lines import Measure, SetLine, SetParagraph, baseline, keeps, set_paragraph
from reviewer.report.policy_lists import PolicyElements, Told
from reviewer.report.structure import Element, Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewer.report.fonts import Fonts
    from reviewer.report.policy_blocks import Mark, PolicyLine
    from reviewer.report.style import Style

_STRIPE = 2.4
_STRIPE_STEP = 3.6
_STRIPES_END = style.MAIN - 9.0  # right edge of the stripe nearest to the text
_LANES = 3
_APART = 0.9  # between highlights that follow one another
_LANE_STEP = 1.9
_TAGS_END = _STRIPES_END - _LANES * _STRIPE_STEP - 2.0
_TAGS_WIDTH = _TAGS_END - style.LEFT
_TAG_GAP = 6.0
_SUBDUED = frozenset({BlockKind.NAVIGATION, BlockKind.CONTENTS})
_TAG = replace(style.TAG, colour=style.INK)
_KEEP_SHORT = 3  # lines of a paragraph that is not parted


@dataclass(slots=True)
class _Walk:
    """What is still to come while the policy's lines are set in order.

    Attributes:
        live: marks that began at or before the present line and may go on.
        waiting: marks whose tags found no room beside their own line.
        fresh: marks that are met for the first time and have no anchor yet.
        columns: the stripe that each mark has been given, by number.
        comments: what is said about each mark, with its element, by number.
    """

    marks: deque[Mark]
    anchors: deque[tuple[int, str]]
    elements: PolicyElements
    live: list[Mark] = field(default_factory=list)
    waiting: deque[Mark] = field(default_factory=deque)
    fresh: list[Mark] = field(default_factory=list)
    columns: dict[int, int] = field(default_factory=dict)
    comments: dict[int, tuple[Comment, Element]] = field(default_factory=dict)

    def comment(self, mark: Mark, line: Element) -> tuple[Comment, Element]:
        """What is said about a mark; it belongs to the first line of the mark."""
        if mark.number not in self.comments:
            tint = style.mixed(mark.swatches[0].hue, style.TINT)
            comment = Comment(mark.key, mark.author, mark.subject, mark.comment, tint)
            self.comments[mark.number] = (comment, Element(Role.ANNOTATION, parent=line))
        return self.comments[mark.number]

    def column(self, mark: Mark, beside: list[Mark]) -> int | None:
        """Which stripe a mark has, the same on all its lines; None where all are taken."""
        if mark.number not in self.columns:
            taken = {self.columns.get(other.number) for other in beside}
            free = [column for column in range(_LANES) if column not in taken]
            if not free:
                return None
            self.columns[mark.number] = free[0]
        return self.columns[mark.number]

    def begin(self, start: int, end: int) -> list[Mark]:
        """Marks that touch a range; ranges are asked for in order."""
        self.live = [mark for mark in self.live if mark.span.end > start]
        while self.marks and self.marks[0].span.start < end:
            self.live.append(self.marks[0])
            self.fresh.append(self.marks.popleft())
        return [mark for mark in self.live if mark.span.start < end and mark.span.end > start]

    def anchors_before(self, end: int) -> list[Op]:
        """Anchors in front of an offset, and of marks just met, that are not yet placed."""
        keys = [mark.key for mark in self.fresh]
        self.fresh.clear()
        while self.anchors and self.anchors[0][0] < end:
            keys.append(self.anchors.popleft()[1])
        return [Anchor(0.0, key) for key in keys]


def policy_text(fonts: Fonts, block: policy_blocks.PolicyText) -> list[Box]:
    """The whole policy, line by line, with its marks."""
    walk = _Walk(deque(block.marks), deque(block.anchors), PolicyElements(block.language))
    boxes: list[Box] = []
    for line in block.lines:
        boxes += _policy_line(fonts, line, walk)
    # What points behind the last visible character is led to the end of the text.
    end = sys.maxsize
    walk.begin(end - 1, end)
    return [*boxes, Box(0.0, tuple(walk.anchors_before(end)))]


def _policy_line(fonts: Fonts, line: PolicyLine, walk: _Walk) -> list[Box]:
    is_heading = line.kind is BlockKind.HEADING
    look = style.POLICY_HEADING if is_heading else style.POLICY
    if line.kind in _SUBDUED:
        look = replace(look, colour=style.SOFT)
    placed = set_paragraph(fonts, line.text, look, _measure(fonts, line, look))
    height = look.line(chinese=placed.chinese)
    told = walk.elements.of(line, chinese=placed.chinese)
    boxes = []
    count = len(placed.lines)
    for index, visual in enumerate(placed.lines):
        ops = _visual_line(fonts, (line, placed, visual), walk, (look, told))
        if index == count - 1 and walk.waiting:
            ops += _rest_of_tags(walk, baseline(height, look.size), told.body)
        keep = is_heading or (count <= _KEEP_SHORT and index < count - 1) or keeps(index, count)
        boxes.append(Box(height, tuple(ops), keep=keep))
    if line.key and boxes:
        anchor = Anchor(0.0, line.key, line.text, line.level + 1)
        boxes[0] = replace(boxes[0], ops=(anchor, *boxes[0].ops))
    before = 3.0 + (6.0 if line.gap else 0.0) + (8.0 if is_heading else 0.0)
    return [gap(before, keep=True), *boxes, *([Box(2.0, keep=True)] if is_heading else [])]


def _measure(fonts: Fonts, line: PolicyLine, look: Style) -> Measure:
    """Indents: an item's marker hangs in front of its text."""
    indent = line.indent * style.POLICY.size
    hang = 0.0
    if line.marker:
        hang = fonts.width(line.text[: line.marker], look.size, bold=look.bold)
    return Measure(first=indent + line.first * look.size, rest=indent + min(hang, 40.0))


def _visual_line(
    fonts: Fonts,
    parts: tuple[PolicyLine, SetParagraph, SetLine],
    walk: _Walk,
    shown: tuple[Style, Told],
) -> list[Op]:
    """Text, tints, underlines, stripes, tags and anchors of one printed line."""
    line, placed, visual = parts
    look, told = shown
    height = look.line(chinese=placed.chinese)
    y = baseline(height, look.size)
    offset = line.span.start
    start, end = offset + visual.start, offset + visual.end
    marks = walk.begin(start, end)
    ops: list[Op] = []
    # The marker by itself: it is what readers hear in front of an item.
    behind = visual.start
    if told.label is not None and visual.start == 0 < line.marker < visual.end:
        behind = line.marker
        ops.append(placed.drawn(placed.part(visual, 0, behind), y, look, told.label))
    ops.append(placed.drawn(placed.part(visual, behind, visual.end), y, look, told.body))
    for mark, x, width, lanes in _segments(marks, parts):
        ops += _underlines(mark, (x, width), lanes, y)
        comment, annotation = walk.comment(mark, told.body)
        ops.append(Highlight(x, 1.2, width, height - 1.4, comment, annotation, tinted=lanes == 0))
    walk.waiting.extend(walk.fresh)
    ops += walk.anchors_before(end)
    ops += _stripes(walk, marks, (start, end), height)
    ops += _tags(fonts, walk, y, told.body)
    return ops


def _segments(
    marks: list[Mark], parts: tuple[PolicyLine, SetParagraph, SetLine]
) -> Iterator[tuple[Mark, float, float, int]]:
    """Each mark's stretch of a printed line, and how many lanes others take there."""
    line, placed, visual = parts
    offset = line.span.start
    taken: list[tuple[int, int, int]] = []
    for mark in marks:
        start = max(mark.span.start - offset, visual.start)
        end = min(mark.span.end - offset, visual.end)
        lanes = max((top for low, high, top in taken if low < end and start < high), default=0)
        taken.append((start, end, lanes + len(mark.swatches)))
        x = placed.x_at(visual, start)
        width = placed.x_at(visual, end) - x
        if end < visual.end:
            width -= visual.stretch + _APART
        yield mark, x, width, lanes


def _underlines(mark: Mark, across: tuple[float, float], lanes: int, y: float) -> list[Op]:
    """A line for each category."""
    x, width = across
    ops: list[Op] = []
    for index, swatch in enumerate(mark.swatches):
        lane = lanes + index
        if lane < _LANES:
            under = y + 2.5 + lane * _LANE_STEP
            ops.append(Stroke(x, under, width, swatch.hue, 0.9, swatch.underline))
    return ops


def _stripes(walk: _Walk, marks: list[Mark], reach: tuple[int, int], height: float) -> list[Op]:
    """An open stripe beside the line for each clause; open because the machine set it."""
    ops: list[Op] = []
    for mark in marks:
        column = walk.column(mark, marks)
        if column is None:
            continue
        right = _STRIPES_END - column * _STRIPE_STEP
        left = right - _STRIPE
        hue = mark.swatches[0].hue
        begins, ends = mark.span.start >= reach[0], mark.span.end <= reach[1]
        top = 1.6 if begins else 0.0
        bottom = height - (1.6 if ends else 0.0)
        ops.append(Stripe(left, top, _STRIPE, bottom - top, hue, begins, ends))
    return ops


def _label(mark: Mark, tags: int) -> str:
    """A mark's number and first tags, with a plus sign for further ones."""
    shown = " ".join([str(mark.number), *(swatch.tag for swatch in mark.swatches[:tags])])
    return shown if len(mark.swatches) <= tags else shown + "+"


def _chosen(fonts: Fonts, walk: _Walk) -> list[tuple[Mark, str, float]]:
    """The marks that are named beside a line, with label and its width.

    All their tags if there is room for those of every waiting mark, else the
    first of each; what finds no room either goes on waiting.
    """
    for tags in (_LANES, 1):
        labels = [_label(mark, tags) for mark in walk.waiting]
        widths = [fonts.width(label, style.TAG.size, bold=True) for label in labels]
        if sum(widths) + _TAG_GAP * (len(widths) - 1) <= _TAGS_WIDTH:
            break
    chosen: list[tuple[Mark, str, float]] = []
    used = -_TAG_GAP
    for label, width in zip(labels, widths, strict=True):
        used += width + _TAG_GAP
        if chosen and used > _TAGS_WIDTH:
            break
        chosen.append((walk.waiting.popleft(), label, width))
    return chosen


def _tags(fonts: Fonts, walk: _Walk, y: float, line: Element) -> list[Op]:
    """Numbers and tags of marks that begin here, each a link to its note."""
    ops: list[Op] = []
    x = _TAGS_END
    for mark, label, width in reversed(_chosen(fonts, walk)):
        target = Element(Role.LINK, parent=line)
        ops.append(Text(x - width, y - 0.4, label, _TAG, layer=Layer.TAG, element=target))
        ops.append(Link(x - width - 1, y - 7.5, width + 2, 9.5, mark.note, target))
        x -= width + _TAG_GAP
    return ops


def _rest_of_tags(walk: _Walk, y: float, line: Element) -> list[Op]:
    """What found no room beside the paragraph: numbers alone, below its last tags."""
    numbers = [str(mark.number) for mark in walk.waiting]
    first = walk.waiting[0]
    walk.waiting.clear()
    text = numbers[0] if len(numbers) == 1 else f"{numbers[0]}–{numbers[-1]}"
    look = replace(style.MARK_NUMBER, colour=style.INK)
    target = Element(Role.LINK, parent=line)
    return [
        Text(_TAGS_END, y + 7.0, text, look, layer=Layer.TAG, right=True, element=target),
        Link(_TAGS_END - 30, y + 1.0, 31, 7.0, first.note, target),
    ]
