"""Checklists and their items as a tree: checklist, level, item."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from reviewer.gui.icons import icon
from reviewer.gui.models.filtered_items import (
    Group,
    Row,
    Section,
    groups_of,
    level_word,
    severity_word,
    verdict_word,
)
from reviewer.gui.overriding import overriding
from reviewer.gui.theme import current
from reviewer.gui.tips import as_written
from reviewer.gui.words import say, words
from reviewer.model.citing import cited

if TYPE_CHECKING:
    from reviewer.model.edits import ItemKey
    from reviewer.model.review import ItemStatus
    from reviewer.model.rules import Requirement

__all__ = ["ChecklistModel", "Column", "Group", "Row", "groups_of", "verdict_word"]

Index = QModelIndex | QPersistentModelIndex

KEY_ROLE = Qt.ItemDataRole.UserRole + 1
ARTICLE_ROLE = Qt.ItemDataRole.UserRole + 2
UNVERIFIED_ROLE = Qt.ItemDataRole.UserRole + 3
SUGGESTION_ROLE = Qt.ItemDataRole.UserRole + 4
SUGGESTED_ROLE = Qt.ItemDataRole.UserRole + 5
DEPTH_ROLE = Qt.ItemDataRole.UserRole + 6
SUGGESTED_WORD_ROLE = Qt.ItemDataRole.UserRole + 7


class Column(IntEnum):
    """The columns of the checklist."""

    REQUIREMENT = 0
    VERDICT = 1


@dataclass(frozen=True, slots=True)
class _Node:
    """One line of the tree.

    Attributes:
        parent: number of the node above; -1 for a checklist.
        row: among its siblings. children: numbers of the nodes below.
    """

    shown: Group | Section | Row
    parent: int
    row: int
    children: tuple[int, ...]


@overriding
class ChecklistModel(QAbstractItemModel):
    """Checklists above, their items below, by level where they have several."""

    def __init__(self) -> None:
        super().__init__()
        self.groups: tuple[Group, ...] = ()
        self._nodes: list[_Node] = []
        self._top: tuple[int, ...] = ()
        self._places: dict[ItemKey, int] = {}

    def show_groups(self, groups: tuple[Group, ...]) -> None:
        """Take the checklists to show; where only verdicts changed, nothing moves."""
        same = [_shape(group) for group in groups] == [_shape(group) for group in self.groups]
        if not same:
            self.beginResetModel()
        before = self._nodes
        self.groups = groups
        self._build()
        if not same:
            self.endResetModel()
            return
        for number, node in enumerate(self._nodes):
            if node.shown != before[number].shown:
                first = self.createIndex(node.row, 0, number)
                self.dataChanged.emit(first, first.siblingAtColumn(len(Column) - 1))

    def retranslate(self) -> None:
        """Have everything asked for anew, in another language or other colours."""
        self.beginResetModel()
        self.endResetModel()

    def _build(self) -> None:
        self._nodes, self._places = [], {}
        self._top = tuple(self._add(group, -1, row) for row, group in enumerate(self.groups))

    def _add(self, shown: Group | Section | Row, parent: int, row: int) -> int:
        number = len(self._nodes)
        self._nodes.append(_Node(shown, parent, row, ()))
        below: tuple[Section | Row, ...] = ()
        if isinstance(shown, Group):
            below = shown.sections if len(shown.sections) > 1 else shown.rows
        elif isinstance(shown, Section):
            below = shown.rows
        else:
            self._places[shown.key] = number
        children = tuple(self._add(one, number, at) for at, one in enumerate(below))
        self._nodes[number] = _Node(shown, parent, row, children)
        return number

    def index_of(self, key: ItemKey) -> QModelIndex:
        """Where an item stands; an invalid index where it is not shown."""
        number = self._places.get(key)
        if number is None:
            return QModelIndex()
        return self.createIndex(self._nodes[number].row, 0, number)

    def shown(self) -> tuple[ItemKey, ...]:
        """The items that are shown, in order."""
        return tuple(self._places)

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008 - Qt's own default
        """The index of a cell."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        below = self._nodes[parent.internalId()].children if parent.isValid() else self._top
        return self.createIndex(row, column, below[row])

    def parent(self, index: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008 - Qt's own default
        """The line above; none for a checklist."""
        if not index.isValid():
            return QModelIndex()
        number = self._nodes[index.internalId()].parent
        return (
            self.createIndex(self._nodes[number].row, 0, number) if number >= 0 else QModelIndex()
        )

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many lines stand below a line."""
        if not parent.isValid():
            return len(self._top)
        return len(self._nodes[parent.internalId()].children) if parent.column() == 0 else 0

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
        shown = self._nodes[index.internalId()].shown
        if isinstance(shown, Row):
            return _item_data(shown, Column(index.column()), role)
        return _head_data(shown, Column(index.column()), role)


def _shape(group: Group) -> tuple[object, ...]:
    sections = ((section.level, [row.key for row in section.rows]) for section in group.sections)
    return (group.checklist.id, *sections)


def _head_data(shown: Group | Section, column: Column, role: int) -> object:
    title = (
        shown.checklist.title.in_language(words.language)
        if isinstance(shown, Group)
        else level_word(shown.level)
    )
    decided = say("{decided} of {count} decided", decided=shown.decided, count=len(shown.rows))
    if role == Qt.ItemDataRole.DisplayRole:
        return title if column is Column.REQUIREMENT else ""
    return {
        ARTICLE_ROLE: decided,
        DEPTH_ROLE: 0 if isinstance(shown, Group) else 1,
        Qt.ItemDataRole.ToolTipRole: as_written(title),
        Qt.ItemDataRole.AccessibleTextRole: f"{title}\n{decided}",
    }.get(role)


def _item_data(row: Row, column: Column, role: int) -> object:
    if role == Qt.ItemDataRole.DisplayRole:
        return _item_text(row, column)
    if role == Qt.ItemDataRole.AccessibleTextRole:
        return _spoken(row, column)
    if role == Qt.ItemDataRole.ToolTipRole:
        return as_written(_tip(row))
    if role in {Qt.ItemDataRole.DecorationRole, Qt.ItemDataRole.ForegroundRole}:
        return _own_look(row, role) if column is Column.VERDICT else None
    if role == SUGGESTED_ROLE:
        colour = QColor(current().verdicts[row.finding.status])
        return icon(row.finding.status.value, colour)
    return {
        KEY_ROLE: row.key,
        ARTICLE_ROLE: " · ".join(one for one in (_article(row.requirement), _evidence(row)) if one),
        UNVERIFIED_ROLE: not row.finding.verification.verified,
        SUGGESTION_ROLE: suggestion_words(row.finding.status),
        SUGGESTED_WORD_ROLE: verdict_word(row.finding.status),
        DEPTH_ROLE: 2,
    }.get(role)


def suggestion_words(status: ItemStatus) -> str:
    """What the machine suggests, apart from any verdict of a person."""
    return say("Machine: {verdict}", verdict=verdict_word(status))


def _evidence(row: Row) -> str:
    """How many places prove an item; empty for none."""
    return say("Evidence: {count}", count=row.evidence) if row.evidence else ""


def _item_text(row: Row, column: Column) -> str:
    if column is Column.REQUIREMENT:
        return row.requirement.title.in_language(words.language)
    return verdict_word(row.own) if row.own else say("Unreviewed")


def _spoken(row: Row, column: Column) -> str:
    lines = [_item_text(row, column)]
    if column is Column.REQUIREMENT:
        lines.append(_article(row.requirement))
        if not row.finding.verification.verified:
            lines.append(say("Article not verified against the source."))
    else:
        lines += [suggestion_words(row.finding.status), _evidence(row)]
    return "\n".join(line for line in lines if line)


def _own_look(row: Row, role: int) -> object:
    colour = QColor(current().verdicts[row.own] if row.own else current().muted)
    if role == Qt.ItemDataRole.ForegroundRole:
        return colour
    return icon(f"own-{row.own.value}" if row.own else "unreviewed", colour)


def _tip(row: Row) -> str:
    requirement = row.requirement
    lines = [
        requirement.title.in_language(words.language),
        f"{_article(requirement)} · {level_word(requirement.level)}",
        say("Severity: {severity}", severity=severity_word(requirement.severity)),
    ]
    if not row.finding.verification.verified:
        lines.append(say("Article not verified against the source."))
    lines.append(row.finding.reason.in_language(words.language))
    if row.judgement is not None and row.judgement.comment:
        lines.append(say("Comment: {comment}", comment=row.judgement.comment))
    return "\n".join(lines)


def _article(requirement: Requirement) -> str:
    return cited(requirement.article, words.language)
