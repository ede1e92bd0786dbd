"""Clauses as the rows of a table."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from reviewer.gui.categories import category_styles
from reviewer.gui.searching import quote
from reviewer.gui.words import say, words

if TYPE_CHECKING:
    from reviewer.gui.document import Document
    from reviewer.model.clause import Clause

Index = QModelIndex | QPersistentModelIndex

CLAUSE_ROLE = Qt.ItemDataRole.UserRole + 1
CATEGORIES_ROLE = Qt.ItemDataRole.UserRole + 2
_QUOTE = 160


class Column(IntEnum):
    """The columns of the clause list."""

    CATEGORY = 0
    QUOTE = 1
    CONFIDENCE = 2


class ClauseModel(QAbstractTableModel):
    """Some clauses of one document, in one order."""

    def __init__(self) -> None:
        super().__init__()
        self._document: Document | None = None
        self._rows: tuple[int, ...] = ()
        self._order = (Column.QUOTE, Qt.SortOrder.AscendingOrder)

    def show_clauses(self, document: Document | None, rows: tuple[int, ...]) -> None:
        """Take the clauses to show, by their indices."""
        self.beginResetModel()
        self._document = document
        self._rows = self._sorted(rows)
        self.endResetModel()

    def retranslate(self) -> None:
        """Have everything asked for anew, in another language."""
        self.beginResetModel()
        self.endResetModel()

    def row_of(self, clause: int) -> int | None:
        """The row of a clause; None where the filter leaves it out."""
        return self._rows.index(clause) if clause in self._rows else None

    def clause_of(self, row: int) -> int:
        """The clause of a row, as an index into the analysis."""
        return self._rows[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many clauses are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Category, quote and confidence."""
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The columns' titles."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (say("Category"), say("Clause"), say("Score"))[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell shows, says and stands for."""
        if not index.isValid() or self._document is None or self._document.policy is None:
            return None
        number = self._rows[index.row()]
        clause = self._document.clauses[number]
        column = Column(index.column())
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self._text(clause, column, self._document.policy.text)
        if role == Qt.ItemDataRole.TextAlignmentRole and column is Column.CONFIDENCE:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(clause)
        return {CLAUSE_ROLE: number, CATEGORIES_ROLE: clause.categories}.get(role)

    def _text(self, clause: Clause, column: Column, text: str) -> str:
        if column is Column.CATEGORY:
            return category_names(clause)
        if column is Column.CONFIDENCE:
            return f"{max(clause.scores):.2f}"
        return quote(text, clause.span, _QUOTE)

    def _tip(self, clause: Clause) -> str:
        return "\n".join(
            f"{category_styles()[category].title.in_language(words.language)}  {score:.2f}"
            for category, score in zip(clause.categories, clause.scores, strict=True)
        )

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order by category, place in the text, or score."""
        self.layoutAboutToBeChanged.emit()
        self._order = (Column(max(0, column)), order)
        before = self.persistentIndexList()
        clauses = [self._rows[index.row()] for index in before]
        self._rows = self._sorted(self._rows)
        places = {clause: row for row, clause in enumerate(self._rows)}
        after = [
            self.index(places[clause], index.column())
            for clause, index in zip(clauses, before, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _sorted(self, rows: tuple[int, ...]) -> tuple[int, ...]:
        if self._document is None:
            return rows
        clauses = self._document.clauses
        column, order = self._order
        ordered = sorted(rows, key=lambda number: clauses[number].span)
        if column is Column.CATEGORY:
            rank = {category: place for place, category in enumerate(category_styles())}
            ordered.sort(key=lambda number: [rank[c] for c in clauses[number].categories])
        elif column is Column.CONFIDENCE:
            ordered.sort(key=lambda number: max(clauses[number].scores))
        if order == Qt.SortOrder.DescendingOrder:
            ordered.reverse()
        return tuple(ordered)


def category_names(clause: Clause) -> str:
    """A clause's categories in the window's language."""
    separator = "、" if words.language == "zh" else ", "
    return separator.join(
        category_styles()[category].title.in_language(words.language)
        for category in clause.categories
    )
