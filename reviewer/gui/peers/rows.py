"""Two reviews side by side as the rows of a table."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from reviewer.gui.icons import icon
from reviewer.gui.overriding import overriding
from reviewer.gui.peers.wording import Wording, kind_of, kind_word, standing_word
from reviewer.gui.theme import current
from reviewer.gui.tips import as_written
from reviewer.gui.words import say
from reviewer.model.merging import Row, Standing
from reviewer.model.review import ItemStatus

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Index = QModelIndex | QPersistentModelIndex

_SIGNS = {
    Standing.CONFLICT: "warning",
    Standing.YOURS: "back",
    Standing.OTHERS: "forward",
    Standing.SETTLED: "own-met",
    Standing.SAME: "met",
}


class PeerColumn(IntEnum):
    """The columns of the comparison."""

    STANDING = 0
    SUBJECT = 1
    YOU = 2
    OTHER = 3
    MERGED = 4


@overriding
class PeerModel(QAbstractTableModel):
    """Some rows of one comparison."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[Row, ...] = ()
        self._wording: Wording | None = None
        self._other = ""

    def show_rows(self, rows: Sequence[Row], wording: Wording | None, other: str) -> None:
        """Take the rows to show.

        Args:
            wording: None where there are no rows.
            other: the other reviewer's name.
        """
        self.beginResetModel()
        self.rows, self._wording, self._other = tuple(rows), wording, other
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many rows are shown."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How they stand, what it is about, you, the other, both."""
        return 0 if parent.isValid() else len(PeerColumn)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The columns' titles."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        other = say("Other: {name}", name=self._other) if self._other else say("Other")
        titles = (say("State"), say("About"), say("You"), other, say("Merged"))
        return titles[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell shows and says."""
        wording = self._wording
        if not index.isValid() or wording is None:
            return None
        row, column = self.rows[index.row()], PeerColumn(index.column())
        answers: dict[int, Callable[[], object]] = {
            Qt.ItemDataRole.DisplayRole: lambda: _text(wording, row, column) or "—",
            Qt.ItemDataRole.ToolTipRole: lambda: as_written(_text(wording, row, column)),
            Qt.ItemDataRole.AccessibleTextRole: lambda: (
                wording.spoken(row)
                if column is PeerColumn.STANDING
                else _text(wording, row, column) or say("nothing")
            ),
            Qt.ItemDataRole.ForegroundRole: lambda: (
                QColor(current().muted)
                if column is PeerColumn.MERGED and row.standing is Standing.CONFLICT
                else None
            ),
            Qt.ItemDataRole.DecorationRole: lambda: (
                icon(_SIGNS[row.standing], _colour(row.standing))
                if column is PeerColumn.STANDING
                else None
            ),
        }
        return answers[role]() if role in answers else None


def _text(wording: Wording, row: Row, column: PeerColumn) -> str:
    match column:
        case PeerColumn.STANDING:
            return standing_word(row.standing)
        case PeerColumn.SUBJECT:
            return f"{kind_word(kind_of(row))}  {wording.subject(row)}"
        case PeerColumn.YOU:
            return wording.said(row, row.you)
        case PeerColumn.OTHER:
            return wording.said(row, row.other)
        case PeerColumn.MERGED:
            return wording.merged(row)


def _colour(standing: Standing) -> QColor:
    theme = current()
    if standing is Standing.CONFLICT:
        return QColor(theme.verdicts[ItemStatus.PARTIAL])
    if standing in {Standing.SETTLED, Standing.SAME}:
        return QColor(theme.verdicts[ItemStatus.MET])
    return QColor(theme.muted)
