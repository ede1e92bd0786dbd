"""The checklists of the chosen regulations; an item lights its evidence."""

from __future__ import annotations

from operator import is_
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Signal
from PySide6.QtWidgets import QHeaderView, QTreeView, QVBoxLayout, QWidget

from reviewer.gui.document import Document, Stage
from reviewer.gui.links import Links
from reviewer.gui.models.checklist import KEY_ROLE, ChecklistModel, Column, suggestion_words
from reviewer.gui.models.filtered_items import Group, filtered, groups_of, verdict_word
from reviewer.gui.overriding import overriding
from reviewer.gui.widgets.checklist_head import ChecklistHead
from reviewer.gui.widgets.delegates import VERDICT_ROOM, RequirementDelegate, VerdictDelegate
from reviewer.gui.widgets.rows import choose_rows, set_type_size
from reviewer.gui.words import say, words
from reviewer.model.edits import ItemKey
from reviewer.model.review import ItemStatus

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from reviewer.model.rules import Rulebook


@overriding
class ChecklistPanel(QWidget):
    """Shows how the current document stands towards the chosen regulations."""

    checklists_chosen = Signal(tuple)

    def __init__(self) -> None:
        super().__init__()
        self._document: Document | None = None
        self._links = Links(
            lambda one: (
                (one.stage_changed, self.refresh),
                (one.decisions_changed, self._follow_decisions),
                (one.current_changed, self._follow_item),
            )
        )
        self._rulebook: Rulebook | None = None
        self._chosen: tuple[str, ...] = ()
        self._every: tuple[Group, ...] = ()
        self._hung_on: tuple[object, ...] = ()
        self.head = ChecklistHead()
        self.model = ChecklistModel()
        self.view = QTreeView()
        self.head.filtered.connect(self.refresh)
        self.head.checklists_chosen.connect(self.checklists_chosen)
        self._set_up_view()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.head)
        column.addWidget(self.view, 1)
        words.changed.connect(self.retranslate)
        self.retranslate()

    def _set_up_view(self) -> None:
        view = self.view
        view.setModel(self.model)
        view.setRootIsDecorated(True)
        view.setIndentation(14)
        choose_rows(view)
        view.setItemDelegateForColumn(Column.REQUIREMENT, RequirementDelegate(view))
        view.setItemDelegateForColumn(Column.VERDICT, VerdictDelegate(view))
        header = view.header()
        header.setSectionResizeMode(Column.REQUIREMENT, QHeaderView.ResizeMode.Stretch)
        header.sectionResized.connect(lambda *_sizes: view.scheduleDelayedItemsLayout())
        view.selectionModel().currentRowChanged.connect(self._select)
        view.clicked.connect(self._select_again)
        self.model.modelReset.connect(self._unfold)

    def _unfold(self) -> None:
        """Open everything, and give titles the whole width."""
        self.view.expandAll()
        for row in range(self.model.rowCount()):
            self.view.setFirstColumnSpanned(row, QModelIndex(), True)  # noqa: FBT003 - Qt takes no name
            top = self.model.index(row, 0)
            for below in range(self.model.rowCount(top)):
                if self.model.hasChildren(self.model.index(below, 0, top)):
                    self.view.setFirstColumnSpanned(below, top, True)  # noqa: FBT003 - the same

    def _fit_columns(self) -> None:
        metrics = self.view.fontMetrics()
        widest = max(metrics.horizontalAdvance(text) for text in self._verdict_texts())
        # In large type neither column may take all; what has no room ends in an ellipsis.
        most = max(120, self.view.viewport().width() // 2)
        self.view.setColumnWidth(Column.VERDICT, min(widest + VERDICT_ROOM, most))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width among the columns."""
        super().resizeEvent(event)
        self._fit_columns()

    def _verdict_texts(self) -> tuple[str, ...]:
        shown = (verdict_word(status) for status in ItemStatus)
        return (*shown, say("Unreviewed"), suggestion_words(ItemStatus.UNKNOWN))

    def set_zoom(self, point_size: float) -> None:
        """Show the list in another size."""
        set_type_size(self.view, self, point_size)
        self._fit_columns()

    def retranslate(self) -> None:
        """Say everything in the window's language, with icons in its colours."""
        self.head.retranslate()
        self.view.setAccessibleName(say("Checklist"))
        self._fit_columns()
        self.model.retranslate()
        self.refresh()

    def note_proposal(self, *, proposed: bool) -> None:
        """Say whether the program proposed the regulations or the reviewer chose them."""
        self.head.note_proposal(proposed=proposed)

    def use_rulebook(self, rulebook: Rulebook) -> None:
        """Take the texts of the checklists."""
        self._rulebook = rulebook
        self.head.use_rulebook(rulebook)
        self.refresh()

    def show_document(self, document: Document | None, chosen: tuple[str, ...]) -> None:
        """Show another document, or other checklists."""
        if document is self._document and chosen == self._chosen:
            return
        if document is not self._document:
            self._document = document
            self._links.turn_to(document)
        self._chosen = chosen
        self.head.show_chosen(chosen)
        self.refresh()

    def _follow_decisions(self) -> None:
        """Show the items anew where something was decided that they hang on."""
        if not _same(self._hung_on, _hangs_on(self._document)):
            self.refresh()

    def refresh(self) -> None:
        """Show the chosen checklists through the filter."""
        self._hung_on = _hangs_on(self._document)
        if self._document is None or self._rulebook is None:
            self._every = ()
            self.model.show_groups(())
        else:
            self._every = groups_of(self._rulebook, self._document, self._chosen)
            self.model.show_groups(filtered(self._every, self.head.wanted()))
        self._show_count()
        self._follow_item()

    def _show_count(self) -> None:
        nothing = self._nothing()
        if nothing:
            self.head.show_progress(0, 0)
            self.head.count.setText(nothing)
            return
        self.head.show_progress(
            sum(group.decided for group in self._every),
            sum(len(group.rows) for group in self._every),
        )
        self.head.count.setText(self._counts())

    def _nothing(self) -> str:
        """Why there is nothing to count; empty where there is something."""
        document = self._document
        if document is None or document.stage is not Stage.READY or self._rulebook is None:
            busy = document is not None and document.stage is Stage.ANALYSING
            return say("Analysing …") if busy else say("Nothing to check yet")
        if not self._chosen:
            return say("No regulation is chosen.")
        if document.review is not None and not document.review.analysis.checklists:
            return say("The document was not analysed.")
        return ""

    def _counts(self) -> str:
        found = [row.standing for group in self.model.groups for row in group.rows]
        counts = {status: sum(other is status for other in found) for status in ItemStatus}
        text = say(
            "{met} met · {partly} partly · {missing} missing · {undecided} undecided",
            met=counts[ItemStatus.MET],
            partly=counts[ItemStatus.PARTIAL],
            missing=counts[ItemStatus.MISSING],
            undecided=counts[ItemStatus.UNKNOWN],
        )
        if counts[ItemStatus.NOT_APPLICABLE]:
            unfit = counts[ItemStatus.NOT_APPLICABLE]
            text += " · " + say("{count} not applicable", count=unfit)
        if self.head.wanted().narrows:
            text = say("Shown: {counts}", counts=text)
        return text

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


def _hangs_on(document: Document | None) -> tuple[object, ...]:
    """The decisions that items are shown by; an edit of something else leaves each as it is."""
    if document is None or document.working is None:
        return ()
    found = document.working.decisions
    # Clauses are asked for where some were linked by hand.
    clauses = found.clauses if found.links else None
    return found.items, found.conditions, found.tests, found.links, clauses


def _same(some: tuple[object, ...], others: tuple[object, ...]) -> bool:
    return len(some) == len(others) and all(map(is_, some, others))
