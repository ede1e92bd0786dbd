"""The signs of comments: a small bubble beside the line, and a frame around commented words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from reviewer.gui.theme import current
from reviewer.model.edits import OnSelection
from reviewer.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewer.gui.commenting.places import Commented
    from reviewer.gui.document import Document
    from reviewer.gui.widgets.flag_marks import Pennant
    from reviewer.gui.widgets.text_panes import TextPane

LEFT = 3.0
SIDE = 14.0


@dataclass(frozen=True, slots=True)
class Bubble:
    """A comment's sign in a widget's pixels."""

    place: Commented
    box: QRectF


def bubbles(
    document: Document, pane: TextPane, pennants: Sequence[Pennant], type_height: float
) -> Iterator[Bubble]:
    """The signs beside the lines on the screen; what begins in one line shares one.

    Args:
        pennants: those of red flags, which come first in a line.
        type_height: of the margin's own type, with which the signs grow, in pixels.
    """
    side = max(SIDE, type_height * 0.85)
    used = {round(one.box.top()): one.box.right() for one in pennants}
    for shown in pane.visible_blocks():
        start = shown.block.position()
        reach = document.map.span(start, start + shown.block.length() - 1)
        for place in document.commented_within(Span(reach.start, max(reach.end, reach.start + 1))):
            begin = place.span.start if place.span is not None else 0
            if not reach.start <= begin < max(reach.end, reach.start + 1):
                continue
            layout = shown.block.layout()
            line = layout.lineForTextPosition(document.map.to_qt(begin) - start)
            if not line.isValid():
                continue
            top = round(shown.top + line.y()) + 3
            left = used.get(top, LEFT - 1) + 1
            used[top] = left + side
            yield Bubble(place, QRectF(left, top, side, side))


def paint(painter: QPainter, bubble: Bubble, *, chosen: bool) -> None:
    """Draw a bubble: filled while a question in it waits for an answer."""
    theme = current()
    ink, box = QColor(theme.text), bubble.box
    body = QRectF(box.left() + 0.5, box.top() + 1, box.width() - 2, box.height() * 0.66)
    shape = QPainterPath()
    shape.addRoundedRect(body, 2.5, 2.5)
    tail = QPainterPath()
    tail.moveTo(body.left() + body.width() * 0.22, body.bottom() - 0.5)
    tail.lineTo(body.left() + body.width() * 0.22, box.bottom() - 0.5)
    tail.lineTo(body.left() + body.width() * 0.55, body.bottom() - 0.5)
    painter.save()
    painter.setPen(QPen(ink, 2.0 if chosen else 1.2))
    painter.setBrush(ink if bubble.place.waits else Qt.BrushStyle.NoBrush)
    painter.drawPath(shape.united(tail))
    painter.setPen(QPen(QColor(theme.page) if bubble.place.waits else ink, 1.2))
    for share in (0.38, 0.68):
        y = body.top() + body.height() * share
        painter.drawLine(QPointF(body.left() + 3, y), QPointF(body.right() - 3, y))
    painter.restore()


def is_chosen(document: Document, place: Commented) -> bool:
    """Whether the reader looks at what was commented on."""
    return isinstance(place.target, OnSelection) and place.span == document.passage


def paint_words(painter: QPainter, boxes: Sequence[QRectF], *, chosen: bool) -> None:
    """Frame commented words: a form of its own, no hue; broken unless they are looked at."""
    theme = current()
    pen = QPen(QColor(theme.text if chosen else theme.muted), 1.6 if chosen else 1.0)
    pen.setStyle(Qt.PenStyle.SolidLine if chosen else Qt.PenStyle.DashLine)
    tint = QColor(theme.text)
    tint.setAlpha(theme.tint)
    for box in boxes:
        if chosen:
            painter.fillRect(box, tint)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(-1.5, -0.5, 1.5, 1.5), 3, 3)
