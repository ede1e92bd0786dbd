"""The list of red flags, with a filter; choosing one goes to its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from reviewer.gui.document import Document, Stage
from reviewer.gui.links import Links
from reviewer.gui.models.filtered_items import severity_word
from reviewer.gui.models.flags import FLAG_ROLE, FlagColumn, FlagModel, flag_word, rows_of
from reviewer.gui.overriding import overriding
from reviewer.gui.widgets.delegates import VERDICT_ROOM
from reviewer.gui.widgets.flag_delegates import FlagDelegate, FlagStatusDelegate
from reviewer.gui.widgets.pause import after_typing
from reviewer.gui.widgets.rows import choose_rows, set_type_size
from reviewer.gui.words import say, words
from reviewer.model.edits import FlagVerdict
from reviewer.model.flags import Severity

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from reviewer.model.rules import Rulebook


@overriding
class FlagPanel(QWidget):
    """Shows the current document's red flags; choosing a row goes there."""

    def __init__(self) -> None:
        super().__init__()
        self._document: Document | None = None
        self._links = Links(
            lambda one: (
                (one.stage_changed, self.refresh),
                (one.decisions_changed, self.refresh),
                (one.current_changed, self._follow),
            )
        )
        self._rulebook: Rulebook | None = None
        self.filter = QLineEdit()
        self.filter.setClearButtonEnabled(True)
        self.severity = QComboBox()
        self.count = QLabel()
        self.count.setWordWrap(True)
        self.model = FlagModel()
        self.view = QTreeView()
        after_typing(self.filter, self.refresh)
        self._set_up_view()
        row = QHBoxLayout()
        row.addWidget(self.filter, 1)
        row.addWidget(self.severity)
        head = QVBoxLayout()
        head.setContentsMargins(8, 0, 8, 0)
        head.addLayout(row)
        head.addWidget(self.count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.view, 1)
        words.changed.connect(self.retranslate)
        self.retranslate()
        self.severity.currentIndexChanged.connect(lambda _index: self.refresh())

    def _set_up_view(self) -> None:
        view = self.view
        view.setModel(self.model)
        view.setRootIsDecorated(False)
        view.setUniformRowHeights(True)
        choose_rows(view)
        view.setItemDelegateForColumn(FlagColumn.FLAG, FlagDelegate(view))
        view.setItemDelegateForColumn(FlagColumn.STATUS, FlagStatusDelegate(view))
        header = view.header()
        header.setSectionResizeMode(FlagColumn.FLAG, QHeaderView.ResizeMode.Stretch)
        view.selectionModel().currentRowChanged.connect(self._choose)
        view.clicked.connect(self._choose_again)

    def set_zoom(self, point_size: float) -> None:
        """Show the list in another size."""
        set_type_size(self.view, self, point_size)
        self._fit_columns()
        self.view.scheduleDelayedItemsLayout()

    def _fit_columns(self) -> None:
        metrics = self.view.fontMetrics()
        shown = [flag_word(one) for one in (None, *FlagVerdict)]
        shown += [severity_word(one) for one in Severity]
        widest = max(map(metrics.horizontalAdvance, shown))
        most = max(100, self.view.viewport().width() // 2)
        self.view.setColumnWidth(FlagColumn.STATUS, min(widest + VERDICT_ROOM, most))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width among the columns."""
        super().resizeEvent(event)
        self._fit_columns()

    def retranslate(self) -> None:
        """Say everything in the window's language."""
        self.filter.setPlaceholderText(say("Filter the red flags"))
        self.filter.setAccessibleName(say("Filter the red flags"))
        self.severity.setAccessibleName(say("Severity"))
        self.view.setAccessibleName(say("Red flags"))
        at = max(0, self.severity.currentIndex())
        self.severity.blockSignals(True)  # noqa: FBT003 - Qt takes no name
        self.severity.clear()
        self.severity.addItem(say("All severities"), None)
        for severity in Severity:
            self.severity.addItem(severity_word(severity), severity.value)
        self.severity.setCurrentIndex(at)
        self.severity.blockSignals(False)  # noqa: FBT003 - the same
        self._fit_columns()
        self.refresh()
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(FlagColumn) - 1)
        self.view.viewport().update()

    def use_rulebook(self, rulebook: Rulebook) -> None:
        """Take the titles of the flags."""
        self._rulebook = rulebook
        self.refresh()

    def show_document(self, document: Document | None) -> None:
        """Show another document's flags."""
        self._document = document
        self._links.turn_to(document)
        self.refresh()

    def refresh(self) -> None:
        """Show what the filter keeps."""
        chosen = self.severity.currentData()
        severity = Severity(chosen) if chosen else None
        document = self._document
        rows = rows_of(document, self._rulebook, severity, self.filter.text())
        text = document.policy.text if document and document.policy else ""
        self.model.show_flags(rows, text)
        self._show_count()
        self._follow()

    def _show_count(self) -> None:
        document = self._document
        if document is None or document.stage is not Stage.READY or document.working is None:
            busy = document is not None and document.stage is Stage.ANALYSING
            self.count.setText(say("Analysing …") if busy else say("No red flags yet"))
            return
        every, shown = len(document.flags), len(self.model.rows)
        decided = len(document.working.decisions.flags)
        text = say("{decided} of {count} decided", decided=decided, count=every)
        if not every:
            text = say("No red flag was raised.")
        elif shown != every:
            text += " · " + say("{shown} shown", shown=shown)
        self.count.setText(text)

    def _choose(self, index: QModelIndex, _before: QModelIndex | None = None) -> None:
        name = index.data(FLAG_ROLE)
        if self._document is not None and name is not None and name != self._document.flag:
            self._document.choose_flag(str(name))

    def _choose_again(self, index: QModelIndex) -> None:
        self._choose(index)

    def _follow(self) -> None:
        name = self._document.flag if self._document else None
        row = self.model.row_of(name) if name is not None else None
        selection = self.view.selectionModel()
        if row is None:
            selection.clear()
            return
        flags = QItemSelectionModel.SelectionFlag
        index = self.model.index(row, 0)
        if selection.currentIndex().row() != row:
            selection.setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
            self.view.scrollTo(index)
