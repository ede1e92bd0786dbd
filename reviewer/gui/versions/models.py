"""Changes, verdicts and former decisions as the rows of tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.gui.models.filtered_items import verdict_word
from reviewer.gui.models.rows import RowsModel
from reviewer.gui.naming import category_list, quoted
from reviewer.gui.searching import quote
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

_QUOTE = 200


class ChangesModel(RowsModel[ChangeRow]):
    """What differs between the texts."""

    columns = 3

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

    columns = 4

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

    columns = 4

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
