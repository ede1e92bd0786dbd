"""Checklists and their items as a tree of two levels."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from reviewer.gui.icons import icon
from reviewer.gui.theme import current
from reviewer.gui.words import say, words
from reviewer.model.edits import ItemKey
from reviewer.model.review import ItemFinding, ItemStatus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewer.gui.document import Document
    from reviewer.model.rules import Checklist, Requirement, Rulebook

Index = QModelIndex | QPersistentModelIndex

KEY_ROLE = Qt.ItemDataRole.UserRole + 1
ARTICLE_ROLE = Qt.ItemDataRole.UserRole + 2
UNVERIFIED_ROLE = Qt.ItemDataRole.UserRole + 3
EVIDENCE_ROLE = Qt.ItemDataRole.UserRole + 4


class Column(IntEnum):
    """The columns of the checklist."""

    REQUIREMENT = 0
    VERDICT = 1


@dataclass(frozen=True, slots=True)
class Row:
    """One item with what was found."""

    requirement: Requirement
    finding: ItemFinding


@dataclass(frozen=True, slots=True)
class Group:
    """One checklist with the items that a filter keeps."""

    checklist: Checklist
    rows: tuple[Row, ...]


def verdict_word(status: ItemStatus) -> str:
    """A verdict in the window's language."""
    return {
        ItemStatus.MET: say("Met"),
        ItemStatus.PARTIAL: say("Partly"),
        ItemStatus.MISSING: say("Missing"),
        ItemStatus.NOT_APPLICABLE: say("Not applicable"),
        ItemStatus.UNKNOWN: say("Undecided"),
    }[status]


def evidence_words(finding: ItemFinding) -> str:
    """How many places prove an item; empty for none."""
    count = len(finding.evidence)
    return say("Evidence: {count}", count=count) if count else ""


def groups_of(
    rulebook: Rulebook, document: Document, chosen: Sequence[str], filter_words: str = ""
) -> tuple[Group, ...]:
    """The chosen checklists that were evaluated, with the items that meet the filter."""
    groups = []
    for identifier in chosen:
        finding = document.checklist(identifier)
        checklist = next((c for c in rulebook.checklists if c.id == identifier), None)
        if finding is None or checklist is None:
            continue
        found = {item.id: item for item in finding.items}
        rows = tuple(
            row
            for row in (Row(r, found[r.id]) for r in checklist.items if r.id in found)
            if _meets(row, filter_words)
        )
        groups.append(Group(checklist, rows))
    return tuple(groups)


def _meets(row: Row, filter_words: str) -> bool:
    title = row.requirement.title
    about = (title.en, title.zh, row.requirement.article, verdict_word(row.finding.status))
    text = "\n".join(about).lower()
    return all(word in text for word in filter_words.lower().split())


class ChecklistModel(QAbstractItemModel):
    """Checklists above, their items below."""

    def __init__(self) -> None:
        super().__init__()
        self.groups: tuple[Group, ...] = ()

    def show_groups(self, groups: tuple[Group, ...]) -> None:
        """Take the checklists to show."""
        self.beginResetModel()
        self.groups = groups
        self.endResetModel()

    def index_of(self, key: ItemKey) -> QModelIndex:
        """Where an item stands; an invalid index where it is not shown."""
        for top, group in enumerate(self.groups):
            if group.checklist.id == key.checklist:
                for number, row in enumerate(group.rows):
                    if row.requirement.id == key.item:
                        return self.index(number, 0, self.index(top, 0))
        return QModelIndex()

    # An index's internal id: 0 for a checklist, else one more than the
    # number of the checklist that the item belongs to.

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008 - Qt's own default
        """The index of a cell."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, index: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008 - Qt's own default
        """The checklist of an item; none for a checklist."""
        if not index.isValid() or index.internalId() == 0:
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, 0)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many checklists, or items in one."""
        if not parent.isValid():
            return len(self.groups)
        if parent.internalId() != 0 or parent.column() != 0:
            return 0
        return len(self.groups[parent.row()].rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: ARG002, B008 - Qt's signature
        """Requirement and verdict."""
        return len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The columns' titles."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (say("Requirement"), say("Verdict"))[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell shows, says and stands for."""
        if not index.isValid():
            return None
        if index.internalId() == 0:
            return self._group_data(self.groups[index.row()], Column(index.column()), role)
        group = self.groups[index.internalId() - 1]
        return self._item_data(group, group.rows[index.row()], Column(index.column()), role)

    def _group_data(self, group: Group, column: Column, role: int) -> object:
        if role == Qt.ItemDataRole.DisplayRole and column is Column.REQUIREMENT:
            return group.checklist.title.in_language(words.language)
        if role == ARTICLE_ROLE:
            met = sum(row.finding.status is ItemStatus.MET for row in group.rows)
            return say("{met} of {count} met", met=met, count=len(group.rows))
        if role == Qt.ItemDataRole.ToolTipRole:
            return group.checklist.title.in_language(words.language)
        return None

    def _item_data(self, group: Group, row: Row, column: Column, role: int) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._item_text(row, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(row)
        if role in {Qt.ItemDataRole.DecorationRole, Qt.ItemDataRole.ForegroundRole}:
            return (
                self._verdict_look(row.finding.status, role) if column is Column.VERDICT else None
            )
        return {
            KEY_ROLE: ItemKey(group.checklist.id, row.requirement.id),
            ARTICLE_ROLE: row.requirement.article,
            UNVERIFIED_ROLE: not row.finding.verification.verified,
            EVIDENCE_ROLE: evidence_words(row.finding),
        }.get(role)

    def _item_text(self, row: Row, column: Column) -> str:
        if column is Column.REQUIREMENT:
            return row.requirement.title.in_language(words.language)
        return verdict_word(row.finding.status)

    def _spoken(self, row: Row, column: Column) -> str:
        second = row.requirement.article if column is Column.REQUIREMENT else ""
        return "\n".join((self._item_text(row, column), second or evidence_words(row.finding)))

    def _verdict_look(self, status: ItemStatus, role: int) -> object:
        colour = QColor(current().verdicts[status])
        if role == Qt.ItemDataRole.DecorationRole:
            return icon(status.value, colour)
        return colour

    def _tip(self, row: Row) -> str:
        lines = [row.requirement.title.in_language(words.language), row.requirement.article]
        if not row.finding.verification.verified:
            lines.append(say("Article not verified against the source."))
        lines.append(row.finding.reason.in_language(words.language))
        return "\n".join(lines)
