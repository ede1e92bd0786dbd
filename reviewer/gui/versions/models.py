"""Changes, verdicts and former decisions as the rows of tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from reviewer.gui.models.filtered_items import verdict_word
from reviewer.gui.naming import category_list, quoted
from reviewer.gui.overriding import overriding
from reviewer.gui.searching import quote
from reviewer.gui.tips import as_written
from reviewer.gui.versions.rows import ChangeRow
from reviewer.gui.versions.told import (
    by_whom,
    fate_word,
    item_title,
    kind_sign,
    kind_word,
    was,
)
from reviewer.gui.words import say, words
from reviewer.model.carrying import Matter
from reviewer.model.comparison import ItemChange
from reviewer.model.edits import ItemKey

if TYPE_CHECKING:
    from reviewer.model.comparison import Compared
    from reviewer.model.rules import Rulebook

Index = QModelIndex | QPersistentModelIndex
T = TypeVar("T")

_QUOTE = 200
_SPOKEN = {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}
_SHOWN = {*_SPOKEN, Qt.ItemDataRole.ToolTipRole}


@overriding
class RowsModel(QAbstractTableModel, Generic[T]):
    """Some values, each a row of texts."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[T, ...] = ()

    def show_rows(self, rows: tuple[T, ...]) -> None:
        """Take the rows to show."""
        self.beginResetModel()
        self.rows = rows
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
        """What a cell says to a screen reader, and when pointed at."""
        return self.text(row, column)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many rows are shown."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many columns there are."""
        return 0 if parent.isValid() else len(self.titles())

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The columns' titles."""
        if orientation != Qt.Orientation.Horizontal or role not in _SPOKEN:
            return None
        return self.titles()[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell shows and says."""
        if not index.isValid() or role not in _SHOWN:
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(row, index.column())
        spoken = self.spoken(row, index.column())
        return as_written(spoken) if role == Qt.ItemDataRole.ToolTipRole else spoken


class ChangesModel(RowsModel[ChangeRow]):
    """What differs between the texts."""

    def __init__(self, compared: Compared) -> None:
        super().__init__()
        self._texts = compared.old.policy.text, compared.new.policy.text

    def titles(self) -> tuple[str, ...]:
        """Kind, category and words."""
        return say("Change"), say("Category"), say("Words")

    def text(self, row: ChangeRow, column: int) -> str:
        """What a cell shows."""
        if column == 0:
            return f"{kind_sign(row.kind)} {kind_word(row.kind)}"
        if column == 1:
            return categories(row)
        return self._words(row, _QUOTE)

    def spoken(self, row: ChangeRow, column: int) -> str:
        """The same without signs; the words in full, and those that differ."""
        if column == 0:
            moved = say("and moved") if row.moved else ""
            return f"{kind_word(row.kind)} {moved}".rstrip()
        if column == 1:
            return categories(row)
        return "\n".join((self._words(row, 0), *self.differing(row)))

    def _words(self, row: ChangeRow, limit: int) -> str:
        old, new = self._texts
        if row.new is not None:
            return quote(new, row.new, limit)
        return quote(old, row.old, limit) if row.old is not None else ""

    def differing(self, row: ChangeRow) -> tuple[str, ...]:
        """The words that differ, one change a line."""
        old, new = self._texts
        lines = []
        for word in row.words:
            gone, put = quoted(word.old.text_of(old)), quoted(word.new.text_of(new))
            if word.old and word.new:
                lines.append(say("{gone} became {put}", gone=gone, put=put))
            elif word.old:
                lines.append(say("removed: {words}", words=gone))
            else:
                lines.append(say("inserted: {words}", words=put))
        return tuple(lines)


def categories(row: ChangeRow) -> str:
    """The categories of a change's clause, and what they were before."""
    if row.old is None or row.new is None or row.before == row.after:
        return category_list(row.after or row.before)
    none = say("none")
    before, after = category_list(row.before) or none, category_list(row.after) or none
    return f"{before} → {after}"


class VerdictsModel(RowsModel[ItemChange]):
    """Items on which the machine's verdict is another than it was."""

    def __init__(self, rulebook: Rulebook | None) -> None:
        super().__init__()
        self._rulebook = rulebook

    def titles(self) -> tuple[str, ...]:
        """Checklist, item, before, now."""
        return say("Checklist"), say("Requirement"), say("Before"), say("Now")

    def text(self, row: ItemChange, column: int) -> str:
        """What a cell shows."""
        if column == 0:
            known = self._rulebook.checklists if self._rulebook else ()
            named = (one.title for one in known if one.id == row.checklist)
            return next((one.in_language(words.language) for one in named), row.checklist)
        if column == 1:
            return item_title(ItemKey(row.checklist, row.item), self._rulebook)
        return verdict_word(row.old if column == 2 else row.new)  # noqa: PLR2004 - a column


class MattersModel(RowsModel[Matter]):
    """Former decisions with what becomes of them."""

    def __init__(self, rulebook: Rulebook | None) -> None:
        super().__init__()
        self._rulebook = rulebook

    def titles(self) -> tuple[str, ...]:
        """Fate, decision, words, who."""
        return say("Fate"), say("Former decision"), say("Former words"), say("Who and when")

    def text(self, row: Matter, column: int) -> str:
        """What a cell shows."""
        return (
            fate_word(row.fate),
            was(row.was, self._rulebook),
            " ".join(row.quote[: 2 * _QUOTE].split()),
            by_whom(row.origin),
        )[column]

    def spoken(self, row: Matter, column: int) -> str:
        """The same, the former words in full."""
        return row.quote if column == 2 else self.text(row, column)  # noqa: PLR2004 - a column
