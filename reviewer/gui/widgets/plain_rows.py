"""Rows of plain words, tall enough to be hit."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QIcon, QPainter, QResizeEvent
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from reviewer.gui.overriding import overriding
from reviewer.gui.widgets.delegates import draw_background, ink
from reviewer.gui.widgets.rows import choose_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

Index = QModelIndex | QPersistentModelIndex
_Column = TypeVar("_Column", bound=int)
_LEAST_HEIGHT = 26
# As far from a cell's borders as the titles of the columns are.
_PAD = 6
# So many characters a column shows at least; what finds no room is scrolled to.
_LEAST_CHARACTERS = 16


@overriding
class PlainRow(QStyledItemDelegate):
    """A line of words, behind a sign where there is one, cut with an ellipsis."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw sign and words."""
        draw_background(painter, option, index)
        painter.save()
        painter.setFont(option.font)
        metrics = QFontMetrics(option.font)
        box = option.rect.adjusted(_PAD, 0, -_PAD, 0)
        sign = index.data(Qt.ItemDataRole.DecorationRole)
        if isinstance(sign, QIcon):
            size = metrics.height()
            sign.paint(painter, box.left(), box.center().y() - size // 2, size, size)
            box.adjust(size + _PAD, 0, 0, 0)
        own = index.data(Qt.ItemDataRole.ForegroundRole)
        colour = own.color() if isinstance(own, QBrush) else own
        painter.setPen(colour if isinstance(colour, QColor) else ink(option))
        align = index.data(Qt.ItemDataRole.TextAlignmentRole) or _LEFT
        text = str(index.data() or "")
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, int(align), shown)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Room for the words, and to hit them."""
        width = QFontMetrics(option.font).horizontalAdvance(str(index.data() or ""))
        return QSize(width + 2 * _PAD, max(_LEAST_HEIGHT, QFontMetrics(option.font).height() + 10))


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@overriding
class PlainTable(QTreeView):
    """Rows of plain words, chosen from as a whole."""

    resized = Signal()
    """There is another width for its columns."""

    def __init__(self) -> None:
        super().__init__()
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        choose_rows(self)
        self.setItemDelegate(PlainRow(self))

    def begin(self) -> None:
        """Take the focus, with a row chosen: the first where none is."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        model, at = self.model(), self.currentIndex()
        # Qt makes the first row the current one and leaves it unchosen.
        if model is not None and model.rowCount() and not self.selectionModel().hasSelection():
            flags = QItemSelectionModel.SelectionFlag
            chosen = at if at.isValid() else model.index(0, 0)
            self.selectionModel().setCurrentIndex(chosen, flags.ClearAndSelect | flags.Rows)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say so, when a scroll bar came or went too."""
        super().resizeEvent(event)
        self.resized.emit()


def fit(view: QTreeView, shares: Mapping[_Column, int], fixed: Mapping[_Column, str]) -> None:
    """Share a table's width among its columns.

    Args:
        view: the table.
        shares: by column, of what the fixed ones leave.
        fixed: by column, the widest words that must find room, the title apart.
    """
    metrics, header = view.fontMetrics(), view.header()
    left = view.viewport().width()
    for column, widest in fixed.items():
        width = max(metrics.horizontalAdvance(widest) + 4 * _PAD, header.sectionSizeHint(column))
        view.setColumnWidth(column, width)
        left -= width
    whole = sum(shares.values())
    least = metrics.averageCharWidth() * _LEAST_CHARACTERS
    for column, share in shares.items():
        view.setColumnWidth(column, max(least, left * share // whole))
