"""Two reviews side by side as the rows of a table."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from reviewer.gui.icons import icon
from reviewer.gui.models.rows import RowsModel
from reviewer.gui.overriding import overriding
from reviewer.gui.peers.wording import Wording, kind_of, kind_word, standing_word
from reviewer.gui.theme import current
from reviewer.gui.words import say
from reviewer.model.merging import Row, Standing
from reviewer.model.review import ItemStatus

if TYPE_CHECKING:
    from collections.abc import Sequence

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
class PeerModel(RowsModel[Row]):
    """Some rows of one comparison."""

    columns = len(PeerColumn)

    def __init__(self) -> None:
        super().__init__()
        self._wording: Wording | None = None
        self._other = ""

    def compare(self, rows: Sequence[Row], wording: Wording | None, other: str) -> None:
        """Take the rows to show.

        Args:
            rows: of one comparison.
            wording: None where there are no rows.
            other: the other reviewer's name.
        """
        self._wording, self._other = wording, other
        self.show_rows(rows)

    def titles(self) -> tuple[str, ...]:
        """How they stand, what it is about, you, the other, both."""
        other = say("Other: {name}", name=self._other) if self._other else say("Other")
        return say("State"), say("About"), say("You"), other, say("Merged")

    def text(self, row: Row, column: int) -> str:
        """What a cell shows."""
        return self.tip(row, column) or "—"

    def spoken(self, row: Row, column: int) -> str:
        """A whole row in the first column."""
        if column == PeerColumn.STANDING and self._wording is not None:
            return self._wording.spoken(row)
        return self.tip(row, column) or say("nothing")

    def tip(self, row: Row, column: int) -> str:
        """What a cell shows; empty for nothing."""
        return _text(self._wording, row, PeerColumn(column)) if self._wording else ""

    def look(self, row: Row, column: int, role: int) -> object:
        """A sign for how they stand; what is not settled is muted."""
        if role == Qt.ItemDataRole.DecorationRole and column == PeerColumn.STANDING:
            return icon(_SIGNS[row.standing], _colour(row.standing))
        unsettled = column == PeerColumn.MERGED and row.standing is Standing.CONFLICT
        if role == Qt.ItemDataRole.ForegroundRole and unsettled:
            return QColor(current().muted)
        return None


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
