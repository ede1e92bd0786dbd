"""Red flags as the rows of a table."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from reviewer.gui.icons import icon
from reviewer.gui.models.filtered_items import severity_word
from reviewer.gui.overriding import overriding
from reviewer.gui.searching import quote
from reviewer.gui.theme import current
from reviewer.gui.tips import as_written
from reviewer.gui.words import say, words
from reviewer.model.edits import FlagVerdict
from reviewer.model.flags import Severity

if TYPE_CHECKING:
    from reviewer.gui.document import Document
    from reviewer.model.decisions import FlagJudgement
    from reviewer.model.review import FlagFinding
    from reviewer.model.rules import Rulebook

Index = QModelIndex | QPersistentModelIndex

FLAG_ROLE = Qt.ItemDataRole.UserRole + 1
QUOTE_ROLE = Qt.ItemDataRole.UserRole + 2
BELOW_ROLE = Qt.ItemDataRole.UserRole + 3
_QUOTE = 160
_GRADES = tuple(Severity)


class FlagColumn(IntEnum):
    """The columns of the list of flags."""

    FLAG = 0
    STATUS = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagRow:
    """A red flag as it stands.

    Attributes:
        name: as edits call it. title: of its kind, in the window's language.
        judgement: the reviewer's; None for none.
    """

    name: str
    title: str
    finding: FlagFinding
    judgement: FlagJudgement | None

    @property
    def verdict(self) -> FlagVerdict | None:
        """What the reviewer said; None for nothing."""
        return self.judgement.verdict if self.judgement else None


def flag_word(verdict: FlagVerdict | None) -> str:
    """What a reviewer said of a flag, in the window's language."""
    if verdict is None:
        return say("Undecided")
    return say("Confirmed") if verdict is FlagVerdict.CONFIRMED else say("Dismissed")


def rows_of(
    document: Document | None,
    rulebook: Rulebook | None,
    severity: Severity | None = None,
    filter_words: str = "",
) -> tuple[FlagRow, ...]:
    """The flags that a filter keeps, the gravest first, then in the order of the text.

    Args:
        severity: only this one; None for all.
    """
    if document is None or document.working is None:
        return ()
    titles = {rule.id: rule.title for rule in rulebook.flags} if rulebook else {}
    judged = document.working.decisions.flags
    rows = []
    for name in document.flags:
        finding = document.flag_finding(name)
        known = titles.get(finding.id)
        title = known.in_language(words.language) if known else finding.id
        rows.append(FlagRow(name=name, title=title, finding=finding, judgement=judged.get(name)))
    text = document.policy.text if document.policy else ""
    kept = (
        row
        for row in rows
        if (severity is None or row.finding.severity is severity)
        and _meets(row, text, filter_words)
    )
    return tuple(sorted(kept, key=lambda row: (_grade(row), row.finding.span.start)))


def _grade(row: FlagRow) -> int:
    return _GRADES.index(row.finding.severity)


def _meets(row: FlagRow, text: str, filter_words: str) -> bool:
    about = (row.title, row.finding.span.text_of(text), flag_word(row.verdict))
    lowered = "\n".join(about).lower()
    return all(word in lowered for word in filter_words.lower().split())


@overriding
class FlagModel(QAbstractTableModel):
    """Some red flags of one document."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[FlagRow, ...] = ()
        self._text = ""

    def show_flags(self, rows: tuple[FlagRow, ...], text: str) -> None:
        """Take the flags to show; where only verdicts changed, nothing moves."""
        same = [row.name for row in rows] == [row.name for row in self.rows] and text == self._text
        if not same:
            self.beginResetModel()
        self.rows, self._text = rows, text
        if not same:
            self.endResetModel()
        elif rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(FlagColumn) - 1))

    def row_of(self, name: str) -> int | None:
        """The row of a flag; None where the filter leaves it out."""
        return next((at for at, row in enumerate(self.rows) if row.name == name), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many flags are shown."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Flag and status."""
        return 0 if parent.isValid() else len(FlagColumn)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The columns' titles."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (say("Red flag"), say("Status"))[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell shows, says and stands for."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        column = FlagColumn(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title if column is FlagColumn.FLAG else flag_word(row.verdict)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            message = row.finding.message.in_language(words.language)
            return as_written(f"{row.title}\n{message}")
        if role in {Qt.ItemDataRole.DecorationRole, Qt.ItemDataRole.ForegroundRole}:
            return _look(row, role) if column is FlagColumn.STATUS else None
        return {
            FLAG_ROLE: row.name,
            QUOTE_ROLE: quote(self._text, row.finding.span, _QUOTE),
            BELOW_ROLE: severity_word(row.finding.severity),
        }.get(role)

    def _spoken(self, row: FlagRow, column: FlagColumn) -> str:
        if column is FlagColumn.STATUS:
            return flag_word(row.verdict)
        grade = say("severity: {severity}", severity=severity_word(row.finding.severity))
        return "\n".join((row.title, grade, quote(self._text, row.finding.span, _QUOTE)))


def _look(row: FlagRow, role: int) -> object:
    theme = current()
    colour = QColor(theme.muted if row.verdict is FlagVerdict.DISMISSED else theme.text)
    if role == Qt.ItemDataRole.ForegroundRole:
        return colour
    return icon(f"own-{row.verdict.value}" if row.verdict else "flag", colour)
