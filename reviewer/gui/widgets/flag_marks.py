"""The signs of red flags beside the text: small pennants, told by shape and not by a hue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from reviewer.gui.theme import current
from reviewer.model.edits import FlagVerdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewer.gui.document import Document
    from reviewer.gui.widgets.text_panes import TextPane

LEFT = 3.0
SIDE = 13.0


@dataclass(frozen=True, slots=True)
class Pennant:
    """A flag's sign in a widget's pixels.

    Attributes:
        verdict: the reviewer's; None for none.
    """

    name: str
    box: QRectF
    verdict: FlagVerdict | None


def pennants(document: Document, pane: TextPane, type_height: float) -> Iterator[Pennant]:
    """The signs beside the lines on the screen, side by side where a line has several.

    Args:
        type_height: of the margin's own type, with which the signs grow, in pixels.
    """
    side = max(SIDE, type_height * 0.8)
    if not document.flags or document.working is None:
        return
    judged = document.working.decisions.flags
    begins = [(document.flag_finding(name).span.start, name) for name in document.flags]
    taken: dict[int, int] = {}
    for shown in pane.visible_blocks():
        start = shown.block.position()
        reach = document.map.span(start, start + shown.block.length() - 1)
        for begin, name in begins:
            layout = shown.block.layout()
            if not reach.start <= begin < max(reach.end, reach.start + 1):
                continue
            line = layout.lineForTextPosition(document.map.to_qt(begin) - start)
            if not line.isValid():
                continue
            top = round(shown.top + line.y())
            number = taken[top] = taken.get(top, -1) + 1
            box = QRectF(LEFT + number * (side + 1), top + 3, side, side)
            judgement = judged.get(name)
            yield Pennant(name, box, judgement.verdict if judgement else None)


def paint(painter: QPainter, pennant: Pennant, *, chosen: bool) -> None:
    """Draw a pennant: open undecided, filled confirmed, struck through dismissed."""
    theme = current()
    box, verdict = pennant.box, pennant.verdict
    ink = QColor(theme.muted if verdict is FlagVerdict.DISMISSED else theme.text)
    painter.save()
    painter.setPen(QPen(ink, 2.0 if chosen else 1.2))
    mast = box.left() + box.width() * 0.22
    painter.drawLine(QPointF(mast, box.top()), QPointF(mast, box.bottom()))
    cloth = QPolygonF(
        [
            QPointF(mast, box.top() + 0.5),
            QPointF(box.right() - 1, box.top() + box.height() * 0.3),
            QPointF(mast, box.top() + box.height() * 0.6),
        ]
    )
    filled = verdict is FlagVerdict.CONFIRMED
    painter.setBrush(ink if filled else Qt.BrushStyle.NoBrush)
    painter.drawPolygon(cloth)
    if verdict is FlagVerdict.DISMISSED:
        painter.drawLine(box.bottomLeft() + QPointF(0, -2), box.topRight())
    painter.restore()


def paint_on_ruler(painter: QPainter, x: float, y: float) -> None:
    """Draw the small pennant of the overview."""
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(current().text))
    painter.drawPolygon(QPolygonF([QPointF(x, y - 3), QPointF(x + 5, y), QPointF(x, y + 3)]))
    painter.restore()
