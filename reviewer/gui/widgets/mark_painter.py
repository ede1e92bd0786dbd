"""Draws the marks under the text: tints, underline lanes, search hits.

Only what is on the screen is drawn, at every paint; nothing is put into the
text document, so that a category is switched at once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextLine

from reviewer.gui.categories import category_styles
from reviewer.gui.commenting import signs
from reviewer.gui.theme import Theme, current
from reviewer.model.edits import ClauseStatus, OnSelection
from reviewer.model.rules import Underline
from reviewer.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewer.gui.document import Document
    from reviewer.gui.marks import Mark
    from reviewer.gui.widgets.text_panes import TextPane, VisibleBlock
    from reviewer.model.clause import Category

PEN_STYLES = {
    Underline.SOLID: Qt.PenStyle.SolidLine,
    Underline.DASHED: Qt.PenStyle.DashLine,
    Underline.DOTTED: Qt.PenStyle.DotLine,
}
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LANES = 3
_LANE_STEP = 3.7
_FADED = 70
_OVERHANG = _LANES * _LANE_STEP + 4


@dataclass(frozen=True, slots=True)
class Strip:
    """One line's share of a span, in the viewport's pixels."""

    box: QRectF
    baseline: float


class MarkPainter:
    """Draws one document's marks into its text pane."""

    def __init__(self, document: Document, pane: TextPane) -> None:
        self._document = document
        self._pane = pane
        self._heights = (0.0, 0.0)
        self._mixed = False

    def paint(self, painter: QPainter) -> None:
        """Draw what belongs under the visible text, where the painter's clip lets it through."""
        theme = current()
        lines: list[tuple[QPen, QPointF, QPointF]] = []
        clip = painter.clipBoundingRect()
        # Lanes are drawn below their line, over the next.
        self._heights = clip.top() - _OVERHANG, clip.bottom() + _OVERHANG
        for shown in self._pane.visible_blocks():
            self._paint_block(painter, shown, theme, lines)
        for pen, start, end in lines:
            painter.setPen(pen)
            painter.drawLine(start, end)

    def _paint_block(
        self,
        painter: QPainter,
        shown: VisibleBlock,
        theme: Theme,
        lines: list[tuple[QPen, QPointF, QPointF]],
    ) -> None:
        document = self._document
        visible = shown.lines(*self._heights)
        if not visible or document.policy is None:
            return
        first, last = map(document.map.to_text, shown.reach(visible))
        self._mixed = _RIGHT_TO_LEFT.search(document.policy.text, first, last) is not None
        present = document.current_span
        for number in document.index.overlapping(first, last):
            mark = document.marks[number]
            if mark.category in document.hidden:
                continue
            is_current = mark.span == present
            faded = is_faded(document, mark)
            colour = hue(mark.category)
            for strip in self._strips(shown, mark.span):
                if self._tints(mark, current=is_current) and not faded:
                    tint = theme.strong_tint if is_current else theme.tint
                    painter.fillRect(strip.box, translucent(colour, tint))
                if mark.lane < _LANES:
                    pen = self._pen(mark.category, current=is_current, faded=faded)
                    if is_rejected(document, mark.clause):
                        pen.setWidthF(1.6 if is_current else 0.8)
                        pen.setStyle(Qt.PenStyle.DotLine)
                    lines.append((pen, *_underline(strip, mark.lane)))
        self._paint_evidence(painter, shown, theme, (first, last))
        self._paint_flag(painter, shown, theme)
        self._paint_commented(painter, shown, (first, last))
        self._paint_hits(painter, shown, theme, (first, last))

    def _tints(self, mark: Mark, *, current: bool) -> bool:
        """Whether a category is the one whose hue lies behind its clause."""
        if is_rejected(self._document, mark.clause) and not current:
            return False
        found, category = self._document.clauses[mark.clause], mark.category
        visible = [
            (-found.scores[number], number)
            for number, other in enumerate(found.categories)
            if other not in self._document.hidden
        ]
        return bool(visible) and found.categories[min(visible)[1]] is category

    def _pen(self, category: Category, *, current: bool, faded: bool) -> QPen:
        colour = hue(category)
        if faded:
            colour.setAlpha(_FADED)
        pen = QPen(colour, 3.0 if current and not faded else 1.6)
        pen.setStyle(PEN_STYLES[category_styles()[category].underline])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        return pen

    def _paint_evidence(
        self, painter: QPainter, shown: VisibleBlock, theme: Theme, reach: tuple[int, int]
    ) -> None:
        accent = QColor(theme.accent)
        for number, span in enumerate(self._document.lit):
            if span.start >= reach[1] or span.end <= reach[0]:
                continue
            is_current = number == self._document.lit_at
            for strip in self._strips(shown, span):
                tint = theme.strong_tint if is_current else theme.tint * 3 // 2
                painter.fillRect(strip.box, translucent(accent, tint))
                painter.setPen(QPen(accent, 3.0 if is_current else 1.6))
                painter.drawLine(*_underline(strip, 0))

    def _paint_flag(self, painter: QPainter, shown: VisibleBlock, theme: Theme) -> None:
        """Frame the words of the red flag that is looked at: a form of its own, no hue."""
        document = self._document
        if document.flag is None:
            return
        ink = QColor(theme.text)
        for strip in self._strips(shown, document.flag_finding(document.flag).span):
            painter.fillRect(strip.box, translucent(ink, theme.tint))
            painter.setPen(QPen(ink, 1.6))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(strip.box.adjusted(-1.5, -0.5, 1.5, 1.5), 2, 2)

    def _paint_commented(
        self, painter: QPainter, shown: VisibleBlock, reach: tuple[int, int]
    ) -> None:
        """Frame words that were commented on and are no clause."""
        for place in self._document.commented_within(Span(*reach)):
            if isinstance(place.target, OnSelection):
                boxes = [strip.box for strip in self._strips(shown, place.target.span)]
                signs.paint_words(painter, boxes, chosen=signs.is_chosen(self._document, place))

    def _paint_hits(
        self, painter: QPainter, shown: VisibleBlock, theme: Theme, reach: tuple[int, int]
    ) -> None:
        found = self._document.found
        for number in self._document.hit_index.overlapping(*reach):
            for strip in self._strips(shown, found.hits[number]):
                painter.fillRect(strip.box, QColor(theme.hit))
                if number == found.at:
                    painter.setPen(QPen(QColor(theme.text), 1.5))
                    painter.drawRect(strip.box.adjusted(0.5, 0.5, -0.5, -0.5))

    def _strips(self, shown: VisibleBlock, span: Span) -> Iterator[Strip]:
        begin = self._document.map.to_qt(span.start) - shown.block.position()
        end = self._document.map.to_qt(span.end) - shown.block.position()
        yield from strips(shown, (begin, end), self._heights, mixed=self._mixed)


def is_faded(document: Document, mark: Mark) -> bool:
    """Whether a mark steps back behind an item's evidence.

    All do but that of a clause which the reader chose meanwhile.
    """
    if document.item is None:
        return False
    return document.lit_at >= 0 or mark.span != document.current_span


def is_rejected(document: Document, clause: int) -> bool:
    """Whether a clause was found to be none."""
    standing = document.standing
    return standing is not None and standing.status(clause) is ClauseStatus.REJECTED


def strips(
    shown: VisibleBlock, reach: tuple[int, int], heights: tuple[float, float], *, mixed: bool
) -> Iterator[Strip]:
    """A span's share of each line on the screen.

    Args:
        shown: the block and where it stands.
        reach: UTF-16 offsets within the block; may lie outside it.
        heights: between which lines are wanted, in the viewport's pixels.
        mixed: whether some of the text may run from right to left.
    """
    layout = shown.block.layout()
    for number in shown.lines(*heights):
        line = layout.lineAt(number)
        start = max(reach[0], line.textStart())
        end = min(reach[1], line.textStart() + line.textLength())
        top = shown.top + line.y()
        if start >= end:
            continue
        natural = line.ascent() + line.descent()
        for left, right in _across(line, (start, end), mixed=mixed):
            box = QRectF(shown.left + left, top - 1, right - left, natural + 3)
            yield Strip(box, top + line.ascent())


def _across(line: QTextLine, reach: tuple[int, int], *, mixed: bool) -> list[tuple[float, float]]:
    if not mixed:
        return [(_x(line, reach[0]), _x(line, reach[1]))]
    runs = line.glyphRuns(reach[0], reach[1] - reach[0])
    boxes = [run.boundingRect() for run in runs]
    return [(box.left(), box.right()) for box in boxes]


def _x(line: QTextLine, position: int) -> float:
    # PySide returns the place together with the position it settled on.
    across = cast("tuple[float, int] | float", line.cursorToX(position))
    return across[0] if isinstance(across, tuple) else across


def _underline(strip: Strip, lane: int) -> tuple[QPointF, QPointF]:
    y = strip.box.bottom() + 0.5 + lane * _LANE_STEP
    return QPointF(strip.box.left(), y), QPointF(strip.box.right(), y)


def hue(category: Category) -> QColor:
    """A category's colour."""
    return QColor(_hues()[category])


@cache
def _hues() -> dict[Category, QColor]:
    # Reading a colour from its name for every mark would take most of a paint.
    return {style.id: QColor(style.hue) for style in category_styles().values()}


def translucent(colour: QColor, opacity: int) -> QColor:
    """A colour with an opacity of 255."""
    other = QColor(colour)
    other.setAlpha(opacity)
    return other
