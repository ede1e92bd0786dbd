"""The list of clauses with its filter line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QHeaderView,
    QLabel,
    QLineEdit,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from reviewer.gui.categories import category_styles
from reviewer.gui.document import Document, Stage
from reviewer.gui.filtering import Names, asks_for_state, matching_as_they_stand
from reviewer.gui.models.clauses import ClauseModel, Column
from reviewer.gui.widgets.bulk_bar import BulkBar
from reviewer.gui.widgets.delegates import QuoteDelegate, StatusDelegate, TagDelegate
from reviewer.gui.widgets.pause import after_typing
from reviewer.gui.widgets.rows import choose_rows, set_type_size
from reviewer.gui.words import say, words

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_LEAST_WIDTH = 240


def decided(document: Document) -> str:
    """How much is decided, as ``318 of 426 decided``."""
    standing = document.standing
    done = standing.decided_count if standing else 0
    return say("{done} of {count} decided", done=done, count=len(document.order))


class ClausePanel(QWidget):
    """Shows the current document's clauses; choosing a row goes there."""

    accept_wanted = Signal(tuple)
    """Numbers of the clauses that shall be accepted at once."""

    def __init__(self) -> None:
        super().__init__()
        self._document: Document | None = None
        self.filter = QLineEdit()
        self.filter.setClearButtonEnabled(True)
        self.count = QLabel()
        self.count.setWordWrap(True)
        self.model = ClauseModel()
        self.view = QTreeView()
        after_typing(self.filter, self.refresh)
        self.setMinimumWidth(_LEAST_WIDTH)
        self._set_up_view()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 0)
        column.setSpacing(4)
        head = QVBoxLayout()
        head.setContentsMargins(8, 0, 8, 0)
        head.addWidget(self.filter)
        head.addWidget(self.count)
        self.bulk = BulkBar()
        self.bulk.confirmed.connect(self._accept_shown)
        head.addWidget(self.bulk)
        column.addLayout(head)
        column.addWidget(self.view, 1)
        words.changed.connect(self.retranslate)
        self.retranslate()

    def _set_up_view(self) -> None:
        view = self.view
        view.setModel(self.model)
        view.setRootIsDecorated(False)
        view.setUniformRowHeights(True)
        choose_rows(view)
        view.setItemDelegateForColumn(Column.STATUS, StatusDelegate(view))
        view.setItemDelegateForColumn(Column.CATEGORY, TagDelegate(view))
        view.setItemDelegateForColumn(Column.QUOTE, QuoteDelegate(view))
        header = view.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(Column.QUOTE, QHeaderView.ResizeMode.Stretch)
        view.setSortingEnabled(True)
        view.sortByColumn(Column.QUOTE, Qt.SortOrder.AscendingOrder)
        self._fit_columns()
        view.selectionModel().currentRowChanged.connect(self._chosen)

    def _fit_columns(self) -> None:
        metrics = self.view.fontMetrics()
        # Three tags, or fewer where they would leave no room for the words.
        tag = metrics.horizontalAdvance("WW ")
        status = metrics.height() + 14
        room = (self.view.viewport().width() - status) / tag
        tags = 3 if room > 10 else 2 if room > 7 else 1  # noqa: PLR2004 - tags that fit
        self.view.setColumnWidth(Column.STATUS, status)
        self.view.setColumnWidth(Column.CATEGORY, tag * tags + 16)
        self.view.setColumnWidth(Column.CONFIDENCE, metrics.horizontalAdvance(say("Score")) + 22)

    def set_zoom(self, point_size: float) -> None:
        """Show the list in another size."""
        set_type_size(self.view, self, point_size)
        self._fit_columns()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width among the columns."""
        super().resizeEvent(event)
        self._fit_columns()

    def retranslate(self) -> None:
        """Say everything in the window's language."""
        self.filter.setPlaceholderText(say("Filter: words  open  cat:sharing  conf<0.7"))
        self.filter.setAccessibleName(say("Filter the clauses"))
        self.filter.setToolTip(
            say(
                "Words that stand in the clause; cat: a category; conf<0.7 or conf>0.9; "
                "section: part of a heading; why: a word that decided; open, accepted, "
                "rejected, own, commented; a minus leaves out."
            )
        )
        self.view.setAccessibleName(say("Clauses"))
        self.model.retranslate()
        self._fit_columns()
        self._show_count()
        self._follow_current()

    def show_document(self, document: Document | None) -> None:
        """Show another document's clauses."""
        if self._document is not None:
            self._document.stage_changed.disconnect(self.refresh)
            self._document.marks_changed.disconnect(self.refresh)
            self._document.current_changed.disconnect(self._follow_current)
            self._document.decisions_changed.disconnect(self._follow_decisions)
        self._document = document
        if document is not None:
            document.stage_changed.connect(self.refresh)
            document.marks_changed.connect(self.refresh)
            document.current_changed.connect(self._follow_current)
            document.decisions_changed.connect(self._follow_decisions)
        self.refresh()
        if document is None or document.clause is None:
            self.view.scrollToTop()

    def refresh(self) -> None:
        """Apply the filter and the legend's switches."""
        document = self._document
        if document is None or document.policy is None:
            self.model.show_clauses(None, ())
        else:
            names = Names(tuple(category_styles().values()))
            kept: tuple[int, ...] = ()
            if document.standing is not None:
                line = self.filter.text()
                kept = matching_as_they_stand(line, document.policy, document.standing, names)
            hidden, clauses = document.hidden, document.clauses
            rows = kept
            if hidden:
                rows = tuple(n for n in kept if not hidden.issuperset(clauses[n].categories))
            document.shown = rows
            self.model.show_clauses(document, rows)
        self._show_count()
        self._follow_current()

    def _open_shown(self) -> tuple[int, ...]:
        document = self._document
        if document is None or document.standing is None:
            return ()
        return tuple(number for number in document.shown if document.standing.is_open(number))

    def ask_accept(self) -> None:
        """Say how many clauses would be accepted at once, and ask."""
        self.bulk.ask(len(self._open_shown()))

    def _accept_shown(self) -> None:
        self.accept_wanted.emit(self._open_shown())
        self.view.setFocus()

    def _show_count(self) -> None:
        self.bulk.hide()
        document = self._document
        if document is None or document.review is None:
            busy = document is not None and document.stage is Stage.ANALYSING
            self.count.setText(say("Analysing …") if busy else say("No clauses yet"))
            return
        shown, count = self.model.rowCount(), len(document.order)
        if shown == count:
            text = say("Clauses: {count}", count=count)
        else:
            text = say("Clauses shown: {shown} of {count}", shown=shown, count=count)
        self.count.setText(f"{text} · {decided(document)}")

    def _follow_decisions(self) -> None:
        """Show what was decided: the rows concerned, or all where others are shown now."""
        document = self._document
        if document is None:
            return
        if document.latest.reshaped:
            return  # the marks have changed with it, which was followed already
        if asks_for_state(self.filter.text()):
            self.refresh()
            return
        self.model.show_changed(document.latest.clauses)
        self._show_count()

    def _chosen(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid() and self._document is not None:
            clause = self.model.clause_of(index.row())
            if clause != self._document.clause:
                self._document.choose(clause)

    def _follow_current(self) -> None:
        document = self._document
        row = None
        if document is not None and document.clause is not None:
            row = self.model.row_of(document.clause)
        selection = self.view.selectionModel()
        if row is None:
            selection.clear()
            return
        flags = QItemSelectionModel.SelectionFlag
        index = self.model.index(row, 0)
        selection.setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.view.scrollTo(index)
