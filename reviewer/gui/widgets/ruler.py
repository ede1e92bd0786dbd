"""The overview of the whole document beside its scroll bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from reviewer.gui.categories import by_key
from reviewer.gui.theme import current
from reviewer.gui.widgets import flag_marks
from reviewer.gui.widgets.mark_painter import hue
from reviewer.gui.words import say, words

if TYPE_CHECKING:
    from reviewer.gui.document import Document
    from reviewer.model.span import Span

_LEFT = 7.0
_COLUMN = 3.0
WIDTH = 36


class Ruler(QWidget):
    """Clauses, hits, the current place and the visible part, by character offset.

    Offsets, not scroll values: the scroll range is only right once the whole
    text has been laid out.
    """

    place_wanted = Signal(int)

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self._view = (0, 0)
        self._picture: QPixmap | None = None
        self._columns = {
            category: _LEFT + _COLUMN * number
            for number, categories in enumerate(by_key().values())
            for category in categories
        }
        self.setFixedWidth(WIDTH)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        words.changed.connect(self.retranslate)
        self.retranslate()

    def retranslate(self) -> None:
        """Name the widget in the window's language."""
        self.setAccessibleName(say("Overview of the document"))
        self.setToolTip(say("Overview: click to go there"))

    def show_view(self, first: int, last: int) -> None:
        """Take the code points that are on the screen."""
        if self._view != (first, last):
            self._view = (first, last)
            self.update()

    def redraw(self) -> None:
        """Draw anew after marks or colours changed."""
        self._picture = None
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw anew in the new height."""
        super().resizeEvent(event)
        self._picture = None

    def _y(self, position: int) -> float:
        return position * (self.height() - 8) / max(1, self._document.map.length) + 4

    def _box(self, span: Span, left: float, width: float) -> QRectF:
        top = self._y(span.start)
        return QRectF(left, top, width, max(2.0, self._y(span.end) - top))

    def _draw(self) -> QPixmap:
        scale = self.devicePixelRatioF()
        picture = QPixmap(self.size() * scale)
        picture.setDevicePixelRatio(scale)
        theme = current()
        picture.fill(QColor(theme.window))
        painter = QPainter(picture)
        self._draw_marks(painter)
        for span in self._document.lit:
            painter.fillRect(self._box(span, _LEFT, _COLUMN * 8), QColor(theme.accent))
        for hit in self._document.found.hits:
            painter.fillRect(self._box(hit, self.width() - 5.0, 4.0), QColor(theme.hit_mark))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for name in self._document.flags:
            start = self._document.flag_finding(name).span.start
            flag_marks.paint_on_ruler(painter, self.width() - 6.0, self._y(start) + 1)
        painter.end()
        return picture

    def _draw_marks(self, painter: QPainter) -> None:
        drawn: set[tuple[float, int, int]] = set()
        share = (self.height() - 8) / max(1, self._document.map.length)
        for mark in self._document.marks:
            if mark.category in self._document.hidden:
                continue
            left = self._columns[mark.category]
            # In a long document many marks fall on the same pixels.
            place = (left, int(mark.span.start * share), int(mark.span.end * share))
            if place not in drawn:
                drawn.add(place)
                colour = hue(mark.category)
                if self._document.item is not None:
                    colour.setAlpha(80)
                painter.fillRect(self._box(mark.span, left, _COLUMN - 0.5), colour)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the prepared picture, then what moves."""
        if self._picture is None:
            self._picture = self._draw()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture)
        theme = current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = self._y(self._view[0])
        height = max(10.0, self._y(self._view[1]) - top)
        shade = QColor(theme.text)
        shade.setAlpha(22)
        painter.setBrush(shade)
        painter.setPen(QPen(QColor(theme.muted), 1))
        painter.drawRoundedRect(QRectF(1.5, top, self.width() - 3.0, height), 2, 2)
        span = self._document.current_span
        if span is not None:
            y = self._y(span.start) + 1
            painter.setBrush(QColor(theme.text))
            painter.setPen(Qt.PenStyle.NoPen)
            points = (QPointF(0.5, y - 4.5), QPointF(7, y), QPointF(0.5, y + 4.5))
            painter.drawPolygon(QPolygonF(points))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go where the ruler was clicked."""
        self._go(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the mouse while it is held."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(event)

    def _go(self, event: QMouseEvent) -> None:
        share = (event.position().y() - 4) / max(1, self.height() - 8)
        length = self._document.map.length
        self.place_wanted.emit(min(length, max(0, round(share * length))))
