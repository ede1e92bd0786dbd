"""The checklists of the chosen regulations; an item lights its evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QToolButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from reviewer.gui.document import Document, Stage
from reviewer.gui.icons import icon
from reviewer.gui.models.checklist import (
    KEY_ROLE,
    ChecklistModel,
    Column,
    groups_of,
    verdict_word,
)
from reviewer.gui.widgets.delegates import (
    VERDICT_ROOM,
    RequirementDelegate,
    VerdictDelegate,
)
from reviewer.gui.widgets.pause import after_typing
from reviewer.gui.words import say, words
from reviewer.model.edits import ItemKey
from reviewer.model.review import ItemStatus

if TYPE_CHECKING:
    from reviewer.model.rules import Rulebook


class ChecklistPanel(QWidget):
    """Shows how the current document stands towards the chosen regulations."""

    checklists_chosen = Signal(tuple)

    def __init__(self) -> None:
        super().__init__()
        self._document: Document | None = None
        self._rulebook: Rulebook | None = None
        self._chosen: tuple[str, ...] = ()
        self._proposed = False
        self.chooser = QToolButton()
        self.chooser.setObjectName("flat")
        self.chooser.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.chooser.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.menu = QMenu(self)
        self.chooser.setMenu(self.menu)
        self.note = QLabel()
        self.note.setWordWrap(True)
        self.note.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.count = QLabel()
        self.count.setWordWrap(True)
        self.filter = QLineEdit()
        self.filter.setClearButtonEnabled(True)
        self.model = ChecklistModel()
        self.view = QTreeView()
        after_typing(self.filter, self.refresh)
        self._set_up_view()
        self._lay_out()
        words.changed.connect(self.retranslate)
        self.retranslate()

    def _set_up_view(self) -> None:
        view = self.view
        view.setModel(self.model)
        view.setRootIsDecorated(True)
        view.setIndentation(14)
        view.setAllColumnsShowFocus(True)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setItemDelegateForColumn(Column.REQUIREMENT, RequirementDelegate(view))
        view.setItemDelegateForColumn(Column.VERDICT, VerdictDelegate(view))
        header = view.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(Column.REQUIREMENT, QHeaderView.ResizeMode.Stretch)
        header.setSectionsMovable(False)
        header.sectionResized.connect(lambda *_sizes: view.scheduleDelayedItemsLayout())
        view.selectionModel().currentRowChanged.connect(self._select)
        view.clicked.connect(self._select_again)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.chooser)
        row.addWidget(self.filter, 1)
        head = QVBoxLayout()
        head.setContentsMargins(8, 0, 8, 0)
        head.setSpacing(4)
        head.addLayout(row)
        head.addWidget(self.note)
        head.addWidget(self.count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.view, 1)

    def _fit_columns(self) -> None:
        metrics = self.view.fontMetrics()
        widest = max(metrics.horizontalAdvance(text) for text in self._verdict_texts())
        self.view.setColumnWidth(Column.VERDICT, widest + VERDICT_ROOM)

    def _verdict_texts(self) -> tuple[str, ...]:
        words_shown = (verdict_word(status) for status in ItemStatus)
        return (*words_shown, say("Verdict"), say("Evidence: {count}", count=9))

    def set_zoom(self, point_size: float) -> None:
        """Show the list in another size."""
        font = self.font()
        font.setPointSizeF(point_size)
        self.view.setFont(font)
        self.view.header().setFont(font)
        self._fit_columns()

    def retranslate(self) -> None:
        """Say everything in the window's language, with icons in its colours."""
        self.chooser.setText(say("Regulations"))
        self.chooser.setIcon(icon("regulations"))
        self.chooser.setAccessibleName(say("Choose the regulations to check"))
        self.chooser.setToolTip(say("Choose the regulations to check"))
        self.filter.setPlaceholderText(say("Filter the requirements"))
        self.filter.setAccessibleName(say("Filter the requirements"))
        self._say_note()
        self.view.setAccessibleName(say("Checklist"))
        self._fit_columns()
        self._fill_menu()
        self.refresh()

    def note_proposal(self, *, proposed: bool) -> None:
        """Say whether the program proposed the regulations or the reviewer chose them."""
        if proposed != self._proposed:
            self._proposed = proposed
            self._say_note()

    def _say_note(self) -> None:
        self.note.setText(
            say(
                "The regulations were proposed by language; "
                "that one is listed does not mean that it applies."
            )
            if self._proposed
            else say("That a regulation is listed does not mean that it applies.")
        )

    def changeEvent(self, event: QEvent) -> None:
        """Redraw the icons when the palette changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.chooser.setIcon(icon("regulations"))

    def use_rulebook(self, rulebook: Rulebook) -> None:
        """Take the texts of the checklists."""
        self._rulebook = rulebook
        self._fill_menu()
        self.refresh()

    def _fill_menu(self) -> None:
        self.menu.clear()
        for checklist in self._rulebook.checklists if self._rulebook else ():
            action = QAction(checklist.title.in_language(words.language), self.menu)
            action.setCheckable(True)
            action.setChecked(checklist.id in self._chosen)
            action.setData(checklist.id)
            action.triggered.connect(self._choose_checklists)
            self.menu.addAction(action)
        self.chooser.setEnabled(self._rulebook is not None)

    def _choose_checklists(self) -> None:
        chosen = tuple(action.data() for action in self.menu.actions() if action.isChecked())
        self.checklists_chosen.emit(chosen)

    def show_document(self, document: Document | None, chosen: tuple[str, ...]) -> None:
        """Show another document, or other checklists."""
        if document is self._document and chosen == self._chosen:
            return
        if document is not self._document:
            if self._document is not None:
                self._document.stage_changed.disconnect(self.refresh)
                self._document.current_changed.disconnect(self._follow_item)
            self._document = document
            if document is not None:
                document.stage_changed.connect(self.refresh)
                document.current_changed.connect(self._follow_item)
        self._chosen = chosen
        self._fill_menu()
        self.refresh()

    def refresh(self) -> None:
        """Show the chosen checklists through the filter."""
        if self._document is None or self._rulebook is None:
            self.model.show_groups(())
        else:
            groups = groups_of(self._rulebook, self._document, self._chosen, self.filter.text())
            self.model.show_groups(groups)
        for row in range(self.model.rowCount()):
            self.view.setFirstColumnSpanned(row, QModelIndex(), True)  # noqa: FBT003 - Qt takes no name
        self.view.expandAll()
        self._show_count()
        self._follow_item()

    def _show_count(self) -> None:
        document = self._document
        if document is None or document.stage is not Stage.READY or self._rulebook is None:
            busy = document is not None and document.stage is Stage.ANALYSING
            self.count.setText(say("Analysing …") if busy else say("Nothing to check yet"))
            return
        if not self._chosen:
            self.count.setText(say("No regulation is chosen."))
            return
        if document.review is not None and not document.review.analysis.checklists:
            self.count.setText(say("The document was not analysed."))
            return
        found = [row.finding.status for group in self.model.groups for row in group.rows]
        counts = {status: sum(other is status for other in found) for status in ItemStatus}
        self.count.setText(
            say(
                "{met} met · {partly} partly · {missing} missing · {undecided} undecided",
                met=counts[ItemStatus.MET],
                partly=counts[ItemStatus.PARTIAL],
                missing=counts[ItemStatus.MISSING],
                undecided=counts[ItemStatus.UNKNOWN],
            )
            + self._not_applicable(counts[ItemStatus.NOT_APPLICABLE])
        )

    def _not_applicable(self, count: int) -> str:
        return " · " + say("{count} not applicable", count=count) if count else ""

    def _select(self, index: QModelIndex, _before: QModelIndex | None = None) -> None:
        key = index.siblingAtColumn(0).data(KEY_ROLE)
        if self._document is not None and isinstance(key, ItemKey) and key != self._document.item:
            self._document.light(key)

    def _select_again(self, index: QModelIndex) -> None:
        self._select(index)

    def _follow_item(self) -> None:
        key = self._document.item if self._document else None
        selection = self.view.selectionModel()
        index = self.model.index_of(key) if key else QModelIndex()
        if not index.isValid():
            selection.clear()
            return
        flags = QItemSelectionModel.SelectionFlag
        if selection.currentIndex().siblingAtColumn(0) != index:
            selection.setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
            self.view.scrollTo(index)
