"""The list of what is wrong with a document's file, above its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from reviewer.gui import facts
from reviewer.gui.icons import icon
from reviewer.gui.models.problems import LEADS_ROLE, PLACE_ROLE, ProblemModel
from reviewer.gui.overriding import overriding
from reviewer.gui.theme import current
from reviewer.gui.widgets.delegates import broken, draw_background, draw_lines, ink
from reviewer.gui.words import say, words
from reviewer.model.span import Span

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from reviewer.gui.document import Document

Index = QModelIndex | QPersistentModelIndex

_ICON = 16
_SIDE, _BESIDE, _ABOVE = 12, 10, 4
_MOST_LINES = 6
# At most this share of the document's pane is taken from the text.
_SHARE = 0.3
_LEAST_HEIGHT = 28


@overriding
class ProblemDelegate(QStyledItemDelegate):
    """Draws a sign, the sentence on as many lines as it needs, and the place."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a row; a place that can be gone to is underlined."""
        draw_background(painter, option, index)
        painter.save()
        box, height = option.rect, QFontMetrics(option.font).height()
        top = box.top() + _ABOVE
        sign = index.data(Qt.ItemDataRole.DecorationRole)
        sign.paint(painter, box.left() + _SIDE, top + (height - _ICON) // 2, _ICON, _ICON)
        painter.setPen(ink(option))
        place = str(index.data(PLACE_ROLE) or "")
        font = option.font
        font.setUnderline(bool(index.data(LEADS_ROLE)))
        painter.setFont(font)
        painter.drawText(
            QRect(box.left(), top, box.width() - _SIDE, height), Qt.AlignmentFlag.AlignRight, place
        )
        font.setUnderline(False)
        left = box.left() + _SIDE + _ICON + _BESIDE
        column = QRect(left, top, self._room(option, index), box.height())
        draw_lines(painter, str(index.data() or ""), font, column, most=_MOST_LINES)
        painter.restore()

    def _room(self, option: QStyleOptionViewItem, index: Index) -> int:
        """The width of the sentence."""
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else option.rect.width()
        place = str(index.data(PLACE_ROLE) or "")
        taken = QFontMetrics(option.font).horizontalAdvance(place) + _ICON
        return max(80, width - taken - 2 * _SIDE - 2 * _BESIDE)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Room for all lines of the sentence."""
        room = self._room(option, index)
        lines = broken(str(index.data() or ""), option.font, room, _MOST_LINES)
        height = len(lines) * QFontMetrics(option.font).height() + 2 * _ABOVE
        return QSize(room, max(_LEAST_HEIGHT, height))


@overriding
class ProblemPanel(QWidget):
    """Hidden where nothing is wrong; a row leads to its place."""

    place_wanted = Signal(Span)

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self._dismissed = False
        self.model = ProblemModel(document)
        self.view = QListView()
        self.title = QLabel()
        self._sign = QLabel()
        self.close_button = QToolButton()
        self._set_up_view()
        self._lay_out()
        self.close_button.clicked.connect(self.dismiss)
        self.view.clicked.connect(self._lead)
        self.view.activated.connect(self._lead)
        words.changed.connect(self.refresh)
        self.refresh()

    def _set_up_view(self) -> None:
        view = self.view
        view.setModel(self.model)
        view.setItemDelegate(ProblemDelegate(view))
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setResizeMode(QListView.ResizeMode.Adjust)
        view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        view.setTabKeyNavigation(False)
        view.viewport().setAutoFillBackground(False)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(_SIDE, 4, 7, 0)
        head.setSpacing(_BESIDE)
        font = self.title.font()
        font.setWeight(font.Weight.DemiBold)
        self.title.setFont(font)
        self.close_button.setObjectName("flat")
        head.addWidget(self._sign)
        head.addWidget(self.title, 1)
        head.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.view)

    def refresh(self) -> None:
        """Take problems, language and colours anew."""
        row = self.view.currentIndex().row()
        self.model.refresh()
        self.view.setCurrentIndex(self.model.index(row))
        count = self.model.rowCount()
        title = say("Reading the file: {problems}", problems=facts.counted(count))
        self.title.setText(title)
        self.view.setAccessibleName(say("Problems of the document"))
        hide = say("Hide the list of problems")
        self.close_button.setToolTip(hide)
        self.close_button.setAccessibleName(hide)
        self._colour()
        self.setVisible(count > 0 and not self._dismissed)
        self.fit()

    def open(self) -> bool:
        """Show the list again and give it the focus; False where nothing is wrong."""
        if not self.model.rowCount():
            return False
        self._dismissed = False
        self.show()
        self.fit()
        if not self.view.currentIndex().isValid():
            self.view.setCurrentIndex(self.model.index(0))
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def dismiss(self) -> None:
        """Hide the list until it is asked for."""
        self._dismissed = True
        self.hide()

    def set_zoom(self, point_size: float) -> None:
        """Show the list in another size."""
        for widget in (self.view, self.title):
            font = widget.font()
            font.setPointSizeF(point_size)
            widget.setFont(font)
        self.fit()

    def fit(self) -> None:
        """Be as high as the rows, but leave room for the text."""
        rows = range(self.model.rowCount())
        heights = [self.view.sizeHintForRow(row) for row in rows]
        parent = self.parentWidget()
        most = int(parent.height() * _SHARE) if parent else sum(heights)
        most = max(most, max(heights, default=0))
        self.view.setFixedHeight(min(sum(heights), most))

    def _lead(self, index: QModelIndex) -> None:
        target = facts.problem_target(self._document, self.model.problem(index))
        if target is not None:
            self.place_wanted.emit(target)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the sentences anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def changeEvent(self, event: QEvent) -> None:
        """Redraw the icons when the palette changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._colour()

    def _colour(self) -> None:
        self._sign.setPixmap(icon("warning").pixmap(_ICON, _ICON))
        self.close_button.setIcon(icon("close"))
        palette = self.view.palette()
        palette.setColor(QPalette.ColorRole.Base, QColor(current().warning))
        self.view.setPalette(palette)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the background of a warning."""
        theme = current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.warning))
        painter.setPen(QPen(QColor(theme.border), 1))
        painter.drawLine(self.rect().bottomLeft(), self.rect().bottomRight())
        painter.end()
