"""The list of clauses with its filter line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QHeaderView,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from reviewer.gui.categories import category_styles
from reviewer.gui.document import Document, Stage
from reviewer.gui.filtering import Filter, Names
from reviewer.gui.kept import Kept
from reviewer.gui.links import Links
from reviewer.gui.models.clauses import ClauseModel, Column
from reviewer.gui.overriding import overriding
from reviewer.gui.widgets.bulk_bar import BulkBar
from reviewer.gui.widgets.delegates import QuoteDelegate, StatusDelegate, TagDelegate
from reviewer.gui.widgets.pause import after_typing
from reviewer.gui.widgets.row_table import RowTable
from reviewer.gui.widgets.rows import choose_rows, set_type_size
from reviewer.gui.words import say, words

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from reviewer.model.clause import Category

_LEAST_WIDTH = 240
# Above, listing all anew is faster.
_MANY = 100


def decided(document: Document) -> str:
    """How much is decided, as ``318 of 426 decided``."""
    standing = document.standing
    done = standing.decided_count if standing else 0
    return say("{done} of {count} decided", done=done, count=len(document.order))


@overriding
class ClausePanel(QWidget):
    """Shows the current document's clauses; choosing a row goes there."""

    accept_wanted = Signal(tuple)
    """Numbers of the clauses that shall be accepted at once."""

    def __init__(self) -> None:
        super().__init__()
        self._document: Document | None = None
        self._links = Links(
            lambda one: (
                (one.stage_changed, self.refresh),
                (one.marks_changed, self._follow_switches),
                (one.current_changed, self._follow_current),
                (one.decisions_changed, self._follow_decisions),
            )
        )
        self.filter = QLineEdit()
        self.filter.setClearButtonEnabled(True)
        self.count = QLabel()
        self.count.setWordWrap(True)
        self.model = ClauseModel()
        self.view = RowTable()
        self._following = False
        self._kept: Kept | None = None
        self._hidden: frozenset[Category] = frozenset()
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
        choose_rows(view)
        view.setItemDelegateForColumn(Column.STATUS, StatusDelegate(view))
        view.setItemDelegateForColumn(Column.CATEGORY, TagDelegate(view))
        view.setItemDelegateForColumn(Column.QUOTE, QuoteDelegate(view))
        header = view.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(Column.QUOTE, QHeaderView.ResizeMode.Stretch)
        view.setSortingEnabled(True)
        view.sortByColumn(Column.QUOTE, Qt.SortOrder.AscendingOrder)
        view.fit_rows(Column.CONFIDENCE)
        self._fit_columns()
        view.selectionModel().currentRowChanged.connect(self._chosen)

    def _fit_columns(self) -> None:
        metrics = self.view.fontMetrics()
        # Three tags, or fewer where they would leave no room for the words.
        tag = metrics.horizontalAdvance("WW ")
        status = metrics.height() + 14
        room = (self.view.viewport().width() - status) / tag
        tags = 3 if room > 10 else 2 if room > 7 else 1  # noqa: PLR2004 - tags that fit
        # A tag that stands alone is followed by how many more there are.
        least = metrics.horizontalAdvance("WW+9") + 12
        self.view.setColumnWidth(Column.STATUS, status)
        self.view.setColumnWidth(Column.CATEGORY, max(tag * tags + 16, least))
        self.view.setColumnWidth(Column.CONFIDENCE, metrics.horizontalAdvance(say("Score")) + 22)

    def set_zoom(self, point_size: float) -> None:
        """Show the list in another size."""
        set_type_size(self.view, self, point_size)
        self.view.fit_rows(Column.CONFIDENCE)
        self._fit_columns()
        self.view.scrollTo(self.view.currentIndex())

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
        self._document = document
        self._links.turn_to(document)
        self.refresh()
        if document is None or document.clause is None:
            self.view.scrollToTop()

    def refresh(self) -> None:
        """Apply the filter and the legend's switches to all clauses."""
        document = self._document
        self._kept = None
        if document is None or document.policy is None:
            self.model.show_clauses(None, ())
        else:
            self._hidden = document.hidden
            if document.standing is not None:
                names = Names(tuple(category_styles().values()))
                wanted = Filter(self.filter.text(), document.policy, names)
                self._kept = Kept(document.standing, wanted, document.hidden)
            document.shown = self._kept.numbers if self._kept else ()
            self.model.show_clauses(document, document.shown)
        self._show_count()
        self._follow_current()

    def _follow_switches(self) -> None:
        """List the clauses anew where other categories are switched on."""
        if self._document is not None and self._document.hidden != self._hidden:
            self.refresh()

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
        """List the clauses that an edit changed as they are now."""
        document, kept = self._document, self._kept
        if document is None:
            return
        changed = document.latest.clauses
        if kept is None or len(changed) > _MANY:
            self.refresh()
            return
        kept.follow(changed)
        document.shown = kept.numbers
        # Where a row goes the view takes the next for the current one, which it is not.
        self._following = True
        self.model.follow(changed, kept.keeps)
        self._following = False
        self._show_count()
        self._follow_current()

    def _chosen(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid() and self._document is not None and not self._following:
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
