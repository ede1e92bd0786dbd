"""How cells of the clause list and the checklist are painted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette, QPen
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reviewer.gui.categories import category_styles
from reviewer.gui.icons import icon
from reviewer.gui.models.checklist import ARTICLE_ROLE, KEY_ROLE, UNVERIFIED_ROLE
from reviewer.gui.models.clauses import CATEGORIES_ROLE
from reviewer.gui.theme import current
from reviewer.gui.widgets.mark_painter import PEN_STYLES, hue
from reviewer.model.review import ItemStatus

if TYPE_CHECKING:
    from reviewer.model.clause import Category

Index = QModelIndex | QPersistentModelIndex
_TAGS = 3
_LEAST_HEIGHT = 26


def _draw_background(painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
    style = option.widget.style() if option.widget else QApplication.style()
    plain = QStyleOptionViewItem(option)
    plain.text = ""
    del index
    style.drawControl(QStyle.ControlElement.CE_ItemViewItem, plain, painter, option.widget)


def _ink(option: QStyleOptionViewItem) -> QColor:
    selected = option.state & QStyle.StateFlag.State_Selected
    role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
    return option.palette.color(role)


def _smaller(font: QFont) -> QFont:
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * 0.9)
    return small


class TagDelegate(QStyledItemDelegate):
    """Draws the categories of a clause as tags over their lines."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw up to three tags; the rest as a number."""
        _draw_background(painter, option, index)
        categories: tuple[Category, ...] = index.data(CATEGORIES_ROLE) or ()
        painter.save()
        font = _smaller(option.font)
        font.setBold(True)
        painter.setFont(font)
        metrics = QFontMetrics(font)
        left = option.rect.left() + 6.0
        shown = categories[:_TAGS] if len(categories) <= _TAGS else categories[: _TAGS - 1]
        middle = option.rect.center().y()
        for category in shown:
            style = category_styles()[category]
            width = metrics.horizontalAdvance(style.tag)
            top = middle - metrics.height() / 2 - 1
            painter.setPen(_ink(option))
            box = QRectF(left, top, width + 2, metrics.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, style.tag)
            pen = QPen(hue(category), 2.6, PEN_STYLES[style.underline], Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            y = top + metrics.height() + 1.5
            painter.drawLine(QPointF(left, y), QPointF(left + width + 2, y))
            left += width + 9
        if len(shown) < len(categories):
            painter.setPen(_ink(option))
            rest = f"+{len(categories) - len(shown)}"
            box = QRectF(left, middle - metrics.height() / 2 - 1, 30, metrics.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft, rest)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Room for three tags."""
        del index
        metrics = QFontMetrics(option.font)
        return QSize(
            metrics.horizontalAdvance("WW ") * _TAGS + 12, max(_LEAST_HEIGHT, metrics.height() + 12)
        )


class RequirementDelegate(QStyledItemDelegate):
    """Draws a requirement's title over its article."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw two lines; a sign before an article that was not verified."""
        _draw_background(painter, option, index)
        painter.save()
        box = option.rect.adjusted(4, 5, -4, -5)
        is_group = index.data(KEY_ROLE) is None
        font = QFont(option.font)
        font.setBold(is_group)
        self._line(painter, font, _ink(option), box, str(index.data() or ""))
        small = _smaller(option.font)
        lower = QRect(
            box.left(),
            box.top() + QFontMetrics(font).height() + 1,
            box.width(),
            QFontMetrics(small).height(),
        )
        selected = option.state & QStyle.StateFlag.State_Selected
        muted = _ink(option) if selected else QColor(current().muted)
        if index.data(UNVERIFIED_ROLE):
            size = lower.height() - 1
            sign = icon("warning", QColor(current().verdicts[ItemStatus.PARTIAL]))
            sign.paint(painter, lower.left(), lower.top(), size, size)
            lower.adjust(size + 4, 0, 0, 0)
        self._line(painter, small, muted, lower, str(index.data(ARTICLE_ROLE) or ""))
        painter.restore()

    def _line(self, painter: QPainter, font: QFont, colour: QColor, box: QRect, text: str) -> None:
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(colour)
        cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        line = QRect(box.left(), box.top(), box.width(), metrics.height())
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, cut)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Room for two lines."""
        del index
        height = QFontMetrics(option.font).height() + QFontMetrics(_smaller(option.font)).height()
        return QSize(180, height + 12)
