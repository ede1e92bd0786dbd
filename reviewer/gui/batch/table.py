"""Policies and reviews as the rows of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from reviewer.gui.batch.wording import BatchColumn, BatchRow, cell, explained, rank, sign, spoken
from reviewer.gui.overriding import overriding
from reviewer.gui.tips import as_written
from reviewer.gui.words import say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Index = QModelIndex | QPersistentModelIndex

SORT_ROLE = Qt.ItemDataRole.UserRole + 1
ROW_ROLE = Qt.ItemDataRole.UserRole + 2


_NUMBERS = frozenset({BatchColumn.SIZE, BatchColumn.DECIDED, BatchColumn.MISSING})
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@overriding
class BatchModel(QAbstractTableModel):
    """The table's rows, in the order in which they came."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[BatchRow] = []

    def show_rows(self, rows: Sequence[BatchRow]) -> None:
        """Take other rows; where they are about the same, nothing moves."""
        rows = list(rows)
        if [key_of(row) for row in rows] == [key_of(row) for row in self.rows]:
            changed = [at for at, row in enumerate(rows) if row != self.rows[at]]
            self.rows = rows
            for at in changed:
                self.dataChanged.emit(self.index(at, 0), self.index(at, len(BatchColumn) - 1))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def retranslate(self) -> None:
        """Have everything asked for anew, in another language."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(BatchColumn) - 1)
        if self.rows:
            last = self.index(len(self.rows) - 1, len(BatchColumn) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many policies are listed."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """From the name to how far it is."""
        return 0 if parent.isValid() else len(BatchColumn)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The columns' titles."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section in _NUMBERS else _LEFT
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        titles = (
            *(say("Policy"), say("Language"), say("Size"), say("Decided"), say("Missing")),
            *(say("Red flags"), say("Verdicts"), say("State")),
        )
        return titles[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell shows, says and is sorted by."""
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], BatchColumn(index.column())
        named = column is BatchColumn.NAME
        answers: dict[int, Callable[[], object]] = {
            Qt.ItemDataRole.DisplayRole: lambda: cell(row, column),
            Qt.ItemDataRole.AccessibleTextRole: lambda: (
                spoken(row) if named else explained(row, column)
            ),
            Qt.ItemDataRole.ToolTipRole: lambda: as_written(
                str(row.path or row.name) if named else explained(row, column)
            ),
            Qt.ItemDataRole.TextAlignmentRole: lambda: _RIGHT if column in _NUMBERS else None,
            Qt.ItemDataRole.DecorationRole: lambda: (
                sign(row) if column is BatchColumn.STATE else None
            ),
            SORT_ROLE: lambda: rank(row, column),
            ROW_ROLE: index.row,
        }
        return answers[role]() if role in answers else None


def key_of(row: BatchRow) -> object:
    """What a row is about: a file, or a document without one."""
    return row.path or row.document
