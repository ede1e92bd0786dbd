"""A list of very many rows, all of one height."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyleOptionViewItem,
    QTableView,
)

from reviewer.gui.overriding import overriding

_Action = QAbstractItemView.CursorAction


@overriding
class RowTable(QTableView):
    """A table that is walked through and chosen from by whole rows.

    A tree view asks its model for every row whenever one comes or goes, which takes longer
    than a frame where there are ten thousand; a table asks for those on the screen.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.header().setHighlightSections(False)
        self.header().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        down = self.verticalHeader()
        down.hide()
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def header(self) -> QHeaderView:
        """The columns' titles, under the name that trees have for them."""
        return self.horizontalHeader()

    def fit_rows(self, columns: int) -> None:
        """Make the rows as high as the delegates of so many columns ask."""
        option = QStyleOptionViewItem()
        option.font = self.font()
        delegates = (self.itemDelegateForColumn(column) for column in range(columns))
        heights = [one.sizeHint(option, QModelIndex()).height() for one in delegates if one]
        down = self.verticalHeader()
        down.setMinimumSectionSize(max(heights))
        down.setDefaultSectionSize(max(heights))

    def moveCursor(self, action: _Action, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Home and End go to the first and last row; left and right go nowhere."""
        rows = self.model().rowCount()
        if action in {_Action.MoveLeft, _Action.MoveRight} or not rows:
            return self.currentIndex()
        if action in {_Action.MoveHome, _Action.MoveEnd}:
            return self.model().index(0 if action == _Action.MoveHome else rows - 1, 0)
        return super().moveCursor(action, modifiers)

    def changeEvent(self, event: QEvent) -> None:
        """Keep what scrolls from being painted anew, which a style sheet would have."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.viewport().setAutoFillBackground(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows, and the focus round the whole of the current one."""
        super().paintEvent(event)
        here = self.currentIndex()
        if not (here.isValid() and self.hasFocus()):
            return
        row = QRectF(self.visualRect(here))
        row.setLeft(0.5)
        row.setRight(self.viewport().width() - 0.5)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.HighlightedText), 1))
        painter.drawRoundedRect(row.adjusted(0, 0.5, 0, -0.5), 2, 2)
        painter.end()
