"""Clauses as the rows of a table."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from reviewer.gui.categories import category_styles
from reviewer.gui.searching import quote
from reviewer.gui.words import say, words
from reviewer.model.edits import ClauseStatus

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewer.gui.document import Document
    from reviewer.model.clause import Clause

Index = QModelIndex | QPersistentModelIndex

CLAUSE_ROLE = Qt.ItemDataRole.UserRole + 1
CATEGORIES_ROLE = Qt.ItemDataRole.UserRole + 2
STATUS_ROLE = Qt.ItemDataRole.UserRole + 3
"""The ClauseStatus and whether the clause is a reviewer's own."""
_QUOTE = 160


class Column(IntEnum):
    """The columns of the clause list."""

    STATUS = 0
    CATEGORY = 1
    QUOTE = 2
    CONFIDENCE = 3


class ClauseModel(QAbstractTableModel):
    """Some clauses of one document, in one order."""

    def __init__(self) -> None:
        super().__init__()
        self._document: Document | None = None
        self._rows: tuple[int, ...] = ()
        self._places: dict[int, int] = {}
        self._order = (Column.QUOTE, Qt.SortOrder.AscendingOrder)

    def show_clauses(self, document: Document | None, rows: tuple[int, ...]) -> None:
        """Take the clauses to show, by their indices."""
        self.beginResetModel()
        self._document = document
        self._take(self._sorted(rows))
        self.endResetModel()

    def _take(self, rows: tuple[int, ...]) -> None:
        self._rows = rows
        self._places = {clause: row for row, clause in enumerate(rows)}

    def show_changed(self, clauses: Iterable[int]) -> None:
        """Have some clauses asked for anew that stay where they are."""
        for clause in clauses:
            row = self._places.get(clause)
            if row is not None:
                self.dataChanged.emit(self.index(row, 0), self.index(row, len(Column) - 1))

    def retranslate(self) -> None:
        """Have everything asked for anew, in another language."""
        self.beginResetModel()
        self.endResetModel()

    def row_of(self, clause: int) -> int | None:
        """The row of a clause; None where the filter leaves it out."""
        return self._places.get(clause)

    def clause_of(self, row: int) -> int:
        """The clause of a row, as an index into the analysis."""
        return self._rows[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many clauses are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Status, category, quote and confidence."""
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The columns' titles."""
        if orientation != Qt.Orientation.Horizontal or role not in {
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
        }:
            return None
        titles = ("", say("Category"), say("Clause"), say("Score"))
        if role == Qt.ItemDataRole.AccessibleTextRole and section == Column.STATUS:
            return say("Status")
        return titles[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell shows, says and stands for."""
        if not index.isValid() or self._document is None or self._document.policy is None:
            return None
        number = self._rows[index.row()]
        clause = self._document.clauses[number]
        column = Column(index.column())
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            drawn = column is Column.STATUS and role == Qt.ItemDataRole.DisplayRole
            return "" if drawn else self._text(self._document, number, column)
        if role == Qt.ItemDataRole.TextAlignmentRole and column is Column.CONFIDENCE:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(self._document, number)
        return {
            CLAUSE_ROLE: number,
            CATEGORIES_ROLE: clause.categories,
            STATUS_ROLE: self._status(number),
        }.get(role)

    def _status(self, number: int) -> tuple[ClauseStatus, bool]:
        standing = self._document.standing if self._document else None
        if standing is None:
            return ClauseStatus.OPEN, False
        return standing.status(number), standing.is_own(number)

    def _text(self, document: Document, number: int, column: Column) -> str:
        clause = document.clauses[number]
        if column is Column.STATUS:
            status, own = self._status(number)
            return say("added by hand") if own else status_word(status)
        if column is Column.CATEGORY:
            return category_names(clause)
        if column is Column.CONFIDENCE:
            return "" if self._status(number)[1] else f"{max(clause.scores):.2f}"
        return quote(document.policy.text, clause.span, _QUOTE) if document.policy else ""

    def _tip(self, document: Document, number: int) -> str:
        clause = document.clauses[number]
        status, own = self._status(number)
        head = status_word(status) + (f" · {say('added by hand')}" if own else "")
        return (
            head
            + "\n"
            + "\n".join(
                f"{category_styles()[category].title.in_language(words.language)}  {score:.2f}"
                for category, score in zip(clause.categories, clause.scores, strict=True)
            )
        )

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order by category, place in the text, or score."""
        self.layoutAboutToBeChanged.emit()
        self._order = (Column(max(0, column)), order)
        before = self.persistentIndexList()
        clauses = [self._rows[index.row()] for index in before]
        self._take(self._sorted(self._rows))
        after = [
            self.index(self._places[clause], index.column())
            for clause, index in zip(clauses, before, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _sorted(self, rows: tuple[int, ...]) -> tuple[int, ...]:
        if self._document is None:
            return rows
        clauses = self._document.clauses
        column, order = self._order
        standing = self._document.standing
        # In the order of the text they mostly come already.
        ordered = sorted(rows, key=standing.places.__getitem__) if standing else list(rows)
        if column is Column.CATEGORY:
            rank = {category: place for place, category in enumerate(category_styles())}
            ordered.sort(key=lambda number: [rank[c] for c in clauses[number].categories])
        elif column is Column.STATUS:
            ranks = list(ClauseStatus)
            ordered.sort(key=lambda number: ranks.index(self._status(number)[0]))
        elif column is Column.CONFIDENCE:
            ordered.sort(key=lambda number: max(clauses[number].scores))
        if order == Qt.SortOrder.DescendingOrder:
            ordered.reverse()
        return tuple(ordered)


def status_word(status: ClauseStatus) -> str:
    """What was decided on a clause, in the window's language."""
    return {
        ClauseStatus.OPEN: say("open"),
        ClauseStatus.ACCEPTED: say("accepted"),
        ClauseStatus.REJECTED: say("rejected"),
    }[status]


def category_names(clause: Clause) -> str:
    """A clause's categories in the window's language."""
    separator = "、" if words.language == "zh" else ", "
    return separator.join(
        category_styles()[category].title.in_language(words.language)
        for category in clause.categories
    )
