"""Policies and reviews as the rows of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from reviewer.gui.batch.wording import BatchColumn, BatchRow, cell, explained, rank, sign, spoken
from reviewer.gui.models.rows import RowsModel
from reviewer.gui.overriding import overriding
from reviewer.gui.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewer.gui.models.rows import Index

SORT_ROLE = Qt.ItemDataRole.UserRole + 1
ROW_ROLE = Qt.ItemDataRole.UserRole + 2


@overriding
class BatchModel(RowsModel[BatchRow]):
    """The table's rows, in the order in which they came."""

    columns = len(BatchColumn)
    numbers = frozenset({BatchColumn.SIZE, BatchColumn.DECIDED, BatchColumn.MISSING})

    def show_rows(self, rows: Sequence[BatchRow]) -> None:
        """Take other rows; where they are about the same, nothing moves."""
        former, rows = self.rows, tuple(rows)
        if [key_of(row) for row in rows] != [key_of(row) for row in former]:
            super().show_rows(rows)
            return
        self.rows = rows
        for at, row in enumerate(rows):
            if row != former[at]:
                self.dataChanged.emit(self.index(at, 0), self.index(at, self.columns - 1))

    def retranslate(self) -> None:
        """Have everything asked for anew, in another language."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columns - 1)
        if self.rows:
            last = self.index(len(self.rows) - 1, self.columns - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def titles(self) -> tuple[str, ...]:
        """From the name to how far it is."""
        return (
            *(say("Policy"), say("Language"), say("Size"), say("Decided"), say("Missing")),
            *(say("Red flags"), say("Verdicts"), say("State")),
        )

    def text(self, row: BatchRow, column: int) -> str:
        """What a cell shows."""
        return cell(row, BatchColumn(column))

    def spoken(self, row: BatchRow, column: int) -> str:
        """A whole row in the first column."""
        named = column == BatchColumn.NAME
        return spoken(row) if named else explained(row, BatchColumn(column))

    def tip(self, row: BatchRow, column: int) -> str:
        """Where the file is, or what a cell says without its column."""
        named = column == BatchColumn.NAME
        return str(row.path or row.name) if named else explained(row, BatchColumn(column))

    def look(self, row: BatchRow, column: int, role: int) -> object:
        """A sign for what went wrong or is signed, and what the column is sorted by."""
        if role == SORT_ROLE:
            return rank(row, BatchColumn(column))
        signed = role == Qt.ItemDataRole.DecorationRole and column == BatchColumn.STATE
        return sign(row) if signed else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell shows, says and is sorted by, and its row."""
        if role == ROW_ROLE:
            return index.row() if index.isValid() else None
        return super().data(index, role)


def key_of(row: BatchRow) -> object:
    """What a row is about: a file, or a document without one."""
    return row.path or row.document
