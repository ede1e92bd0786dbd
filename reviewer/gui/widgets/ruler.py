"""The overview of the whole document beside its scroll bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
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

from reviewer.gui.categories import by_key, category_styles
from reviewer.gui.coverage import Coverage, runs
from reviewer.gui.overriding import overriding
from reviewer.gui.theme import current
from reviewer.gui.widgets import flag_marks
from reviewer.gui.widgets.mark_painter import hue
from reviewer.gui.words import say, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from reviewer.gui.document import Document
    from reviewer.gui.marks import Redrawn
    from reviewer.model.clause import Category
    from reviewer.model.span import Span

_LEFT = 7.0
_COLUMN = 3.0
WIDTH = 36


@overriding
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
        self._marked: dict[Category, Coverage] = {}
        self._hits: tuple[tuple[Span, ...], bytes] = ((), b"")
        document.redrawn.connect(self._follow_marks)
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
        self._marked.clear()

    def changeEvent(self, event: QEvent) -> None:
        """Draw anew on a screen of another resolution."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._picture = None
            self._marked.clear()

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
        self._fill(painter, (self.width() - 5.0, 4.0), [self._hit_rows()], QColor(theme.hit_mark))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for name in self._document.flags:
            start = self._document.flag_finding(name).span.start
            flag_marks.paint_on_ruler(painter, self.width() - 6.0, self._y(start) + 1)
        painter.end()
        return picture

    def _draw_marks(self, painter: QPainter) -> None:
        if not self._marked:
            self._mark_anew()
        hidden = self._document.hidden
        for number, categories in enumerate(by_key().values()):
            shown = [self._marked[one].covered() for one in categories if one not in hidden]
            colour = hue(categories[0])
            if self._document.item is not None:
                colour.setAlpha(80)
            self._fill(painter, (_LEFT + _COLUMN * number, _COLUMN - 0.5), shown, colour)

    def _fill(
        self, painter: QPainter, across: tuple[float, float], rows: list[bytes], colour: QColor
    ) -> None:
        """Fill the covered rows between a left edge and so far to its right."""
        scale = self.devicePixelRatioF()
        for first, last in runs(rows):
            box = QRectF(across[0], first / scale, across[1], (last - first + 1) / scale)
            painter.fillRect(box, colour)

    # Many thousand marks fall on some hundred rows, so it is those that are kept and drawn.

    def _row_count(self) -> int:
        return max(1, round(self.height() * self.devicePixelRatioF()))

    def _to_rows(self) -> Callable[[Span], tuple[int, int]]:
        """Tells the first and last row of device pixels that a span covers, two at least."""
        scale = self.devicePixelRatioF()
        share = scale * (self.height() - 8) / max(1, self._document.map.length)
        above, least = 4 * scale, round(2 * scale) - 1

        def rows(span: Span) -> tuple[int, int]:
            first = int(span.start * share + above)
            return first, max(first + least, int(span.end * share + above) - 1)

        return rows

    def _mark_anew(self) -> None:
        count, rows = self._row_count(), self._to_rows()
        self._marked = {category: Coverage(count) for category in category_styles()}
        for mark in self._document.marks:
            self._marked[mark.category].put(*rows(mark.span))

    def _follow_marks(self, redrawn: Redrawn) -> None:
        """Take what an edit changed; all is counted at the next paint where all changed."""
        if redrawn.anew:
            self._marked.clear()
        if self._marked:
            rows = self._to_rows()
            for mark in redrawn.gone:
                self._marked[mark.category].drop(*rows(mark.span))
            for mark in redrawn.new:
                self._marked[mark.category].put(*rows(mark.span))

    def _hit_rows(self) -> bytes:
        """The rows that hits cover; counted again where the hits or the height are others."""
        hits, count = self._document.found.hits, self._row_count()
        if self._hits[0] is not hits or len(self._hits[1]) != count:
            covered, rows = Coverage(count), self._to_rows()
            for hit in hits:
                covered.put(*rows(hit))
            self._hits = hits, covered.covered()
        return self._hits[1]

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
