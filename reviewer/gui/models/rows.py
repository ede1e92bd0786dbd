"""Some values as the rows of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from reviewer.gui.overriding import overriding
from reviewer.gui.tips import as_written

if TYPE_CHECKING:
    from collections.abc import Sequence

Index = QModelIndex | QPersistentModelIndex
T = TypeVar("T")

_SPOKEN = {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@overriding
class RowsModel(QAbstractTableModel, Generic[T]):
    """Some values, each a row of texts.

    Attributes:
        columns: how many there are.
        numbers: those that hold numbers, which end below each other.
    """

    columns: ClassVar[int]
    numbers: ClassVar[frozenset[int]] = frozenset()

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[T, ...] = ()

    def show_rows(self, rows: Sequence[T]) -> None:
        """Take the rows to show."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def retranslate(self) -> None:
        """Have everything asked for anew, in another language."""
        self.show_rows(self.rows)

    def titles(self) -> tuple[str, ...]:
        """What the columns are called."""
        raise NotImplementedError

    def text(self, row: T, column: int) -> str:
        """What a cell shows."""
        raise NotImplementedError

    def spoken(self, row: T, column: int) -> str:
        """What a cell says to a screen reader."""
        return self.text(row, column)

    def tip(self, row: T, column: int) -> str:
        """What a cell says when pointed at."""
        return self.spoken(row, column)

    def look(self, row: T, column: int, role: int) -> object:
        """What else there is to a cell: signs and colours."""
        del row, column, role
        return None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many rows are shown."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many columns there are."""
        return 0 if parent.isValid() else self.columns

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The columns' titles."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section in self.numbers else _LEFT
        return self.titles()[section] if role in _SPOKEN else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell shows and says."""
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(row, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return as_written(self.tip(row, column))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column in self.numbers else None
        return self.look(row, column, role)
