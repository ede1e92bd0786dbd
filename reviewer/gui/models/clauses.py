"""Clauses as the rows of a table."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from reviewer.gui.categories import category_styles
from reviewer.gui.ordered import Ordered
from reviewer.gui.overriding import overriding
from reviewer.gui.searching import quote
from reviewer.gui.words import say, words
from reviewer.model.edits import ClauseStatus

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from reviewer.gui.document import Document
    from reviewer.gui.ordered import Key
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


@overriding
class ClauseModel(QAbstractTableModel):
    """Some clauses of one document, in one order."""

    def __init__(self) -> None:
        super().__init__()
        self._document: Document | None = None
        self._rows = Ordered({})
        self._column = Column.QUOTE
        self._backwards = False

    def show_clauses(self, document: Document | None, rows: tuple[int, ...]) -> None:
        """Take the clauses to show, by their numbers."""
        self.beginResetModel()
        self._document = document
        self._rows = self._ordered(rows)
        self.endResetModel()

    def follow(self, clauses: Iterable[int], keeps: Callable[[int], bool]) -> None:
        """Show some clauses as they are now.

        Args:
            clauses: those that may not be as they were.
            keeps: whether a clause is shown at all.
        """
        if self._document is None:
            return
        key_of = self._key_of(self._document)
        for clause in clauses:
            self._move(clause, key_of(clause) if keeps(clause) else None)

    def _move(self, clause: int, key: Key | None) -> None:
        """Show a clause where its key says, or, without one, no more."""
        rows = self._rows
        before, place = rows.key(clause), rows.place(clause)
        if before is not None and key is not None and rows.place_for(key) - (before < key) == place:
            rows.put(clause, key)
            row = self._row(place)
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(Column) - 1))
            return
        if place is not None:
            row = self._row(place)
            self.beginRemoveRows(QModelIndex(), row, row)
            rows.drop(clause)
            self.endRemoveRows()
        if key is not None:
            place = rows.place_for(key)
            row = len(rows) - place if self._backwards else place
            self.beginInsertRows(QModelIndex(), row, row)
            rows.put(clause, key)
            self.endInsertRows()

    def _row(self, place: int) -> int:
        """The row of a place in the order, or the other way round."""
        return len(self._rows) - 1 - place if self._backwards else place

    def retranslate(self) -> None:
        """Have everything asked for anew, in another language."""
        self.beginResetModel()
        self.endResetModel()

    def row_of(self, clause: int) -> int | None:
        """The row of a clause; None where the filter leaves it out."""
        place = self._rows.place(clause)
        return None if place is None else self._row(place)

    def clause_of(self, row: int) -> int:
        """The clause of a row, by its number."""
        return self._rows.at(self._row(row))

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
        number = self.clause_of(index.row())
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
        """Order by status, category, place in the text, or score."""
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        clauses = [self.clause_of(index.row()) for index in before]
        self._column, self._backwards = (
            Column(max(0, column)),
            order == Qt.SortOrder.DescendingOrder,
        )
        self._rows = self._ordered(self._rows.numbers)
        after = [
            self.index(self.row_of(clause) or 0, index.column())
            for clause, index in zip(clauses, before, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _ordered(self, rows: tuple[int, ...]) -> Ordered:
        if self._document is None:
            return Ordered({})
        standing = self._document.standing
        if self._column is Column.QUOTE and standing is not None:
            return standing.there.among(rows)
        key_of = self._key_of(self._document)
        return Ordered({number: key_of(number) for number in rows})

    def _key_of(self, document: Document) -> Callable[[int], Key]:
        """What a clause is ordered by: what the column asks, then its place in the text."""
        clauses = document.clauses

        def place(number: int) -> Key:
            span = clauses[number].span
            return span.start, span.end, number

        if self._column is Column.CATEGORY:
            rank = {category: place for place, category in enumerate(category_styles())}
            return lambda n: ([rank[c] for c in clauses[n].categories], *place(n))
        if self._column is Column.STATUS:
            ranks = list(ClauseStatus)
            return lambda n: (ranks.index(self._status(n)[0]), *place(n))
        if self._column is Column.CONFIDENCE:
            return lambda n: (max(clauses[n].scores), *place(n))
        return place


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
