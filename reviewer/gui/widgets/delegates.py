"""How cells of the clause list and the checklist are painted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QIcon,
    QPainter,
    QPalette,
    QPen,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
)

from reviewer.gui.categories import category_styles
from reviewer.gui.icons import icon
from reviewer.gui.models.checklist import (
    ARTICLE_ROLE,
    DEPTH_ROLE,
    KEY_ROLE,
    SUGGESTED_ROLE,
    SUGGESTED_WORD_ROLE,
    SUGGESTION_ROLE,
    UNVERIFIED_ROLE,
)
from reviewer.gui.models.clauses import CATEGORIES_ROLE, STATUS_ROLE
from reviewer.gui.overriding import overriding
from reviewer.gui.theme import current
from reviewer.gui.widgets.mark_painter import PEN_STYLES, hue
from reviewer.model.edits import ClauseStatus
from reviewer.model.review import ItemStatus

if TYPE_CHECKING:
    from reviewer.model.clause import Category

Index = QModelIndex | QPersistentModelIndex
_TAGS = 3
_LEAST_HEIGHT = 26
# Icon, gaps and margins beside a verdict's word.
VERDICT_ROOM = 44
_REMEMBERED = 1000
_BROKEN: dict[tuple[str, str, int, int], tuple[str, ...]] = {}
_SHOWN = (
    QStyle.StateFlag.State_Selected
    | QStyle.StateFlag.State_MouseOver
    | QStyle.StateFlag.State_HasFocus
)


def draw_background(painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
    """Draw a cell without its words: selection and focus."""
    if not option.state & _SHOWN:
        return  # the page is there already
    style = option.widget.style() if option.widget else QApplication.style()
    plain = QStyleOptionViewItem(option)
    plain.text = ""
    plain.icon = QIcon()
    del index
    style.drawControl(QStyle.ControlElement.CE_ItemViewItem, plain, painter, option.widget)


def ink(option: QStyleOptionViewItem) -> QColor:
    """The colour of a cell's words."""
    selected = option.state & QStyle.StateFlag.State_Selected
    role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
    return option.palette.color(role)


def _smaller(font: QFont) -> QFont:
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * 0.9)
    return small


@overriding
class StatusDelegate(QStyledItemDelegate):
    """Draws what was decided on a clause as a sign of its own shape."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a question mark, check, cross or pencil; a rejected own one is crossed too."""
        draw_background(painter, option, index)
        status, own = index.data(STATUS_ROLE) or (ClauseStatus.OPEN, False)
        name = "own" if own and status is ClauseStatus.ACCEPTED else status.value
        size = min(option.rect.width() - 6, QFontMetrics(option.font).height() + 2)
        box = QRect(0, 0, size, size)
        box.moveCenter(option.rect.center())
        icon(f"clause-{name}", self._colour(option, name)).paint(painter, box)

    def _colour(self, option: QStyleOptionViewItem, name: str) -> QColor:
        if option.state & QStyle.StateFlag.State_Selected:
            return ink(option)
        theme = current()
        if name == "own":
            return QColor(theme.accent)
        verdict = {"accepted": ItemStatus.MET, "rejected": ItemStatus.MISSING}.get(name)
        return QColor(theme.muted if verdict is None else theme.verdicts[verdict])

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Room for the sign, and to hit it."""
        del index
        return QSize(_LEAST_HEIGHT, max(_LEAST_HEIGHT, QFontMetrics(option.font).height() + 12))


@overriding
class TagDelegate(QStyledItemDelegate):
    """Draws the categories of a clause as tags over their lines."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw as many tags as there is room for; the rest as a number."""
        draw_background(painter, option, index)
        categories: tuple[Category, ...] = index.data(CATEGORIES_ROLE) or ()
        painter.save()
        font = _smaller(option.font)
        font.setBold(True)
        painter.setFont(font)
        metrics = QFontMetrics(font)
        left = option.rect.left() + 6.0
        room = max(1, int((option.rect.width() - 8) / metrics.horizontalAdvance("WW ")))
        shown = categories if len(categories) <= room else categories[: max(1, room - 1)]
        middle = option.rect.center().y()
        for category in shown:
            style = category_styles()[category]
            width = metrics.horizontalAdvance(style.tag)
            top = middle - metrics.height() / 2 - 1
            painter.setPen(ink(option))
            box = QRectF(left, top, width + 2, metrics.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, style.tag)
            pen = QPen(hue(category), 2.6, PEN_STYLES[style.underline], Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            y = top + metrics.height() + 1.5
            painter.drawLine(QPointF(left, y), QPointF(left + width + 2, y))
            left += width + 9
        if len(shown) < len(categories):
            painter.setPen(ink(option))
            rest = f"+{len(categories) - len(shown)}"
            width = metrics.horizontalAdvance(rest) + 2
            box = QRectF(left, middle - metrics.height() / 2 - 1, width, metrics.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft, rest)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Room for three tags."""
        del index
        metrics = QFontMetrics(option.font)
        return QSize(
            metrics.horizontalAdvance("WW ") * _TAGS + 12, max(_LEAST_HEIGHT, metrics.height() + 12)
        )


@overriding
class QuoteDelegate(QStyledItemDelegate):
    """Draws a clause's words on two lines."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw as many words as two lines hold."""
        draw_background(painter, option, index)
        painter.save()
        painter.setPen(ink(option))
        box = option.rect.adjusted(4, 4, -4, -4)
        draw_lines(painter, str(index.data() or ""), option.font, box)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Room for two lines."""
        del index
        return QSize(120, 2 * QFontMetrics(option.font).height() + 10)


@overriding
class VerdictDelegate(QStyledItemDelegate):
    """Draws the reviewer's verdict over what the machine suggests, each with its own sign."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw nothing for a whole checklist."""
        draw_background(painter, option, index)
        if index.data(KEY_ROLE) is None:
            return
        painter.save()
        selected = option.state & QStyle.StateFlag.State_Selected
        height = QFontMetrics(option.font).height()
        box = option.rect.adjusted(4, 5, -4, -5)
        sign = index.data(Qt.ItemDataRole.DecorationRole)
        sign.paint(painter, box.left(), box.top(), height, height)
        verdict = index.data(Qt.ItemDataRole.ForegroundRole)
        painter.setPen(ink(option) if selected else verdict)
        box.adjust(height + 6, 0, 0, 0)
        draw_lines(painter, str(index.data()), option.font, box, most=1)
        painter.setPen(ink(option) if selected else QColor(current().muted))
        below = box.adjusted(0, height + 1, 0, 0)
        small = _smaller(option.font)
        size = QFontMetrics(small).height() - 1
        left = option.rect.left() + 4 + (height - size) // 2
        index.data(SUGGESTED_ROLE).paint(painter, left, below.top(), size, size)
        suggested = str(index.data(SUGGESTION_ROLE) or "")
        if QFontMetrics(small).horizontalAdvance(suggested) > below.width():
            suggested = str(index.data(SUGGESTED_WORD_ROLE) or "")
        draw_lines(painter, suggested, small, below, most=1)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Room for two lines."""
        del index
        return QSize(100, 2 * QFontMetrics(option.font).height() + 12)


@overriding
class RequirementDelegate(QStyledItemDelegate):
    """Draws a requirement's title, wrapped where it must be, over its article."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw title and article; a sign before an article that was not verified."""
        draw_background(painter, option, index)
        painter.save()
        box = option.rect.adjusted(4, 5, -4, -5)
        font = self._title_font(option, index)
        painter.setPen(ink(option))
        height = draw_lines(painter, str(index.data() or ""), font, box)
        small = _smaller(option.font)
        lower = QRect(box.left(), box.top() + height + 1, box.width(), QFontMetrics(small).height())
        selected = option.state & QStyle.StateFlag.State_Selected
        if index.data(UNVERIFIED_ROLE):
            size = lower.height() - 1
            sign = icon("warning", QColor(current().verdicts[ItemStatus.PARTIAL]))
            sign.paint(painter, lower.left(), lower.top(), size, size)
            lower.adjust(size + 4, 0, 0, 0)
        painter.setPen(ink(option) if selected else QColor(current().muted))
        draw_lines(painter, str(index.data(ARTICLE_ROLE) or ""), small, lower, most=1)
        painter.restore()

    def _title_font(self, option: QStyleOptionViewItem, index: Index) -> QFont:
        font = QFont(option.font)
        # Checklists bold, levels half so; items as they are.
        weights = (QFont.Weight.Bold, QFont.Weight.DemiBold, QFont.Weight.Normal)
        font.setWeight(weights[index.data(DEPTH_ROLE) or 0])
        return font

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Room for the title as it wraps in the column, and the article."""
        font = self._title_font(option, index)
        view = option.widget
        width = 220
        if isinstance(view, QTreeView):
            levels, above = 1, index.parent()
            while above.isValid():
                levels, above = levels + 1, above.parent()
            is_item = index.data(KEY_ROLE) is not None
            column = view.columnWidth(index.column())
            room = column if is_item else view.viewport().width()
            width = room - view.indentation() * levels - 8
        count = len(broken(str(index.data() or ""), font, width, 2))
        height = count * QFontMetrics(font).height() + QFontMetrics(_smaller(font)).height()
        return QSize(160, height + 12)


def broken(text: str, font: QFont, width: int, most: int) -> tuple[str, ...]:
    """A text in lines no wider than a width; the last one cut with an ellipsis."""
    # Not by the font itself: an option's font dies with the option.
    key = text, font.key(), width, most
    if key not in _BROKEN:
        if len(_BROKEN) >= _REMEMBERED:
            _BROKEN.clear()
        _BROKEN[key] = _broken(text, font, width, most)
    return _BROKEN[key]


def _broken(text: str, font: QFont, width: int, most: int) -> tuple[str, ...]:
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    lines: list[str] = []
    layout.beginLayout()
    while True:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(20, width))
        # Qt counts in UTF-16 units; going through them keeps rare characters whole.
        units = text.encode("utf-16-le")
        start = line.textStart()
        if len(lines) == most - 1:
            rest = units[2 * start :].decode("utf-16-le")
            metrics = QFontMetrics(font)
            lines.append(metrics.elidedText(rest, Qt.TextElideMode.ElideRight, max(20, width)))
            break
        lines.append(units[2 * start : 2 * (start + line.textLength())].decode("utf-16-le"))
    layout.endLayout()
    return tuple(lines) or ("",)


def draw_lines(painter: QPainter, text: str, font: QFont, box: QRect, *, most: int = 2) -> int:
    """Draw a text in at most so many lines; the height that they take."""
    metrics = QFontMetrics(font)
    painter.setFont(font)
    lines = broken(text, font, box.width(), most)
    for number, line in enumerate(lines):
        place = QRect(
            box.left(), box.top() + number * metrics.height(), box.width(), metrics.height()
        )
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, line)
    return len(lines) * metrics.height()
