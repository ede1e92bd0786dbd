"""Pages one below the other, to scroll through and to zoom."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from reviewer.gui.overriding import overriding
from reviewer.gui.theme import current

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewer.gui.exporting.pages import PageSource

ZOOMS = (25, 33, 50, 67, 80, 100, 125, 150, 200, 300, 400)
"""Steps of the zoom, in percent of the size in print."""

_GAP, _MARGIN = 14, 16
# Pixels of Qt's own a point: a display counts 96 an inch.
_PRINT = 96 / 72
_LARGE = 150
_PAPER = "#ffffff"
_LINE = 40


@overriding
class PageView(QAbstractScrollArea):
    """Draws what the source has, and tells it what is looked at."""

    moved = Signal()
    """Another page is in view, or another zoom."""

    def __init__(self, source: PageSource) -> None:
        super().__init__()
        self._source = source
        self.fitting = True
        """Whether the widest page is as wide as the view."""
        self._zoom = 100.0
        self._tops: list[int] = []
        self._page = -1
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.horizontalScrollBar().valueChanged.connect(self._scrolled)
        source.opened.connect(self._renew)
        source.arrived.connect(self._show_page)

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._source.sizes)

    @property
    def zoom(self) -> float:
        """Percent of the size in print."""
        return self._zoom

    @property
    def page(self) -> int:
        """The page in view, from 0: the one at a third of the height; -1 where there is none."""
        if not self._tops:
            return -1
        bar = self.verticalScrollBar()
        line = bar.value() + self.viewport().height() // 3
        if bar.value() and bar.value() == bar.maximum():
            line = bar.value() + self.viewport().height() - _GAP
        return max(0, bisect_right(self._tops, line) - 1)

    def go_to(self, page: int) -> None:
        """Show a page from its top; beyond the last the last."""
        if self._tops:
            at = min(max(page, 0), len(self._tops) - 1)
            self.verticalScrollBar().setValue(self._tops[at] - _GAP)

    def set_zoom(self, percent: float) -> None:
        """Show the pages larger or smaller, as far as that goes."""
        self.fitting = False
        self._zoom_to(percent)

    def step_zoom(self, forward: int) -> None:
        """Take the next of the usual zooms."""
        if forward > 0:
            larger = (step for step in ZOOMS if step > self._zoom + 1)
            self.set_zoom(next(larger, ZOOMS[-1]))
        else:
            smaller = (step for step in reversed(ZOOMS) if step < self._zoom - 1)
            self.set_zoom(next(smaller, ZOOMS[0]))

    def fit_width(self) -> None:
        """Show the widest page as wide as the view, also when that changes."""
        self.fitting = True
        self._zoom_to(self._fitted())

    def _fitted(self) -> float:
        widest = max((width for width, _ in self._source.sizes), default=0.0)
        if not widest:
            return self._zoom
        room = max(60, self.viewport().width() - 2 * _MARGIN)
        return min(float(ZOOMS[-1]), max(float(ZOOMS[0]), 100 * room / (widest * _PRINT)))

    def _zoom_to(self, percent: float) -> None:
        percent = min(float(ZOOMS[-1]), max(float(ZOOMS[0]), percent))
        bar = self.verticalScrollBar()
        former, value = self._height(), bar.value()
        self._zoom = percent
        self._lay_out()
        if former:
            bar.setValue(round(value * self._height() / former))
        self._scrolled()
        self.moved.emit()

    def _renew(self) -> None:
        """Lay other pages out; the reader stays at the same part of the report."""
        if self.fitting:
            self._zoom = self._fitted()
        self._page = -1
        self._lay_out()
        self._scrolled()
        self.moved.emit()

    def _scale(self) -> float:
        return self._zoom / 100 * _PRINT

    def _size(self, page: int) -> tuple[int, int]:
        width, height = self._source.sizes[page]
        return round(width * self._scale()), round(height * self._scale())

    def _height(self) -> int:
        return self._tops[-1] + self._size(self.count - 1)[1] + _GAP if self._tops else 0

    def _lay_out(self) -> None:
        self._tops, top = [], _GAP
        for page in range(self.count):
            self._tops.append(top)
            top += self._size(page)[1] + _GAP
        room = self.viewport().size()
        widest = max((self._size(page)[0] for page in range(self.count)), default=0)
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        down.setPageStep(room.height())
        down.setSingleStep(_LINE)
        down.setRange(0, max(0, self._height() - room.height()))
        across.setPageStep(room.width())
        across.setSingleStep(_LINE)
        across.setRange(0, max(0, widest + 2 * _MARGIN - room.width()))
        self.viewport().update()

    def _place(self, page: int) -> QRect:
        """Where a page lies in the view."""
        width, height = self._size(page)
        room = self.viewport().width()
        left = (room - width) // 2 if width + 2 * _MARGIN <= room else _MARGIN
        return QRect(
            left - self.horizontalScrollBar().value(),
            self._tops[page] - self.verticalScrollBar().value(),
            width,
            height,
        )

    def _in_view(self) -> range:
        if not self._tops:
            return range(0)
        top = self.verticalScrollBar().value()
        bottom = top + self.viewport().height()
        first = max(0, bisect_right(self._tops, top) - 1)
        return range(first, max(first + 1, bisect_right(self._tops, bottom)))

    def _scrolled(self) -> None:
        shown = self._in_view()
        # The neighbours too, but for large pages, of which few are kept.
        near: Iterable[int] = (*shown, shown.stop, shown.start - 1)
        pages = [
            page for page in (near if self._zoom <= _LARGE else shown) if 0 <= page < self.count
        ]
        if pages:
            self._source.want(pages, self._scale() * self.devicePixelRatioF())
        self.viewport().update()
        if self.page != self._page:
            self._page = self.page
            self.moved.emit()

    def _show_page(self, page: int) -> None:
        if page < self.count:
            self.viewport().update(self._place(page))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the pages in view, white where their pictures are still on the way."""
        theme = current()
        painter = QPainter(self.viewport())
        painter.fillRect(
            self.viewport().rect(), QColor(theme.border if not theme.dark else theme.window)
        )
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for page in self._in_view():
            place = self._place(page)
            image = self._source.image(page)
            if image is None:
                painter.fillRect(place, QColor(_PAPER))
            else:
                painter.drawImage(QRectF(place), image, QRectF(image.rect()))
        if self.hasFocus():
            painter.setPen(QColor(theme.accent))
            painter.drawRect(self.viewport().rect().adjusted(0, 0, -1, -1))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the width fitted, and the part of the report that is read."""
        super().resizeEvent(event)
        self._zoom_to(self._fitted() if self.fitting else self._zoom)

    def changeEvent(self, event: QEvent) -> None:
        """Draw anew in other colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll, or zoom with Ctrl."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step_zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go through the pages, and zoom."""
        bar, key = self.verticalScrollBar(), event.key()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key in {Qt.Key.Key_Plus, Qt.Key.Key_Equal}:
            self.step_zoom(1)
        elif key == Qt.Key.Key_Minus:
            self.step_zoom(-1)
        elif key == Qt.Key.Key_0:
            self.fit_width()
        elif key == Qt.Key.Key_Home:
            bar.setValue(0)
        elif key == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        elif key == Qt.Key.Key_PageDown and control:
            self.go_to(self.page + 1)
        elif key == Qt.Key.Key_PageUp and control:
            self.go_to(self.page - 1)
        elif key == Qt.Key.Key_Space:
            bar.triggerAction(bar.SliderAction.SliderPageStepAdd)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, _event: QFocusEvent) -> None:
        """Show the focus."""
        self.viewport().update()

    def focusOutEvent(self, _event: QFocusEvent) -> None:
        """Show that it went."""
        self.viewport().update()
