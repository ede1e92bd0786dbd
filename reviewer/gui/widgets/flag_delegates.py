"""How cells of the list of red flags are painted."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reviewer.gui.models.flags import BELOW_ROLE, QUOTE_ROLE
from reviewer.gui.overriding import overriding
from reviewer.gui.theme import current
from reviewer.gui.widgets.delegates import draw_background, draw_lines, ink

Index = QModelIndex | QPersistentModelIndex


def _height(font: QFont) -> int:
    return 3 * QFontMetrics(font).height() + 12


@overriding
class FlagDelegate(QStyledItemDelegate):
    """Draws a flag's title over its words, which take two lines."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw title and quote."""
        draw_background(painter, option, index)
        painter.save()
        selected = option.state & QStyle.StateFlag.State_Selected
        box = option.rect.adjusted(8, 4, -4, -4)
        bold = QFont(option.font)
        bold.setWeight(QFont.Weight.DemiBold)
        painter.setPen(ink(option))
        height = draw_lines(painter, str(index.data() or ""), bold, box, most=1)
        painter.setPen(ink(option) if selected else QColor(current().muted))
        words = str(index.data(QUOTE_ROLE) or "")
        draw_lines(painter, words, option.font, box.adjusted(0, height + 1, 0, 0))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Room for three lines."""
        del index
        return QSize(160, _height(option.font))


@overriding
class FlagStatusDelegate(QStyledItemDelegate):
    """Draws what was decided over the severity."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw sign and word, and the severity below."""
        draw_background(painter, option, index)
        painter.save()
        selected = option.state & QStyle.StateFlag.State_Selected
        height = QFontMetrics(option.font).height()
        box = option.rect.adjusted(4, 4, -4, -4)
        index.data(Qt.ItemDataRole.DecorationRole).paint(
            painter, box.left(), box.top(), height, height
        )
        box.adjust(height + 6, 0, 0, 0)
        painter.setPen(ink(option) if selected else index.data(Qt.ItemDataRole.ForegroundRole))
        draw_lines(painter, str(index.data() or ""), option.font, box, most=1)
        painter.setPen(ink(option) if selected else QColor(current().muted))
        below = box.adjusted(0, height + 1, 0, 0)
        draw_lines(painter, str(index.data(BELOW_ROLE) or ""), option.font, below, most=1)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Room for three lines."""
        del index
        return QSize(90, _height(option.font))
