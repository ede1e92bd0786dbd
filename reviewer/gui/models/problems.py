"""The problems of a document as a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from reviewer.gui import facts
from reviewer.gui.icons import icon
from reviewer.gui.overriding import overriding
from reviewer.gui.tips import as_written
from reviewer.gui.words import say, words

if TYPE_CHECKING:
    from reviewer.gui.document import Document
    from reviewer.model.policy import Problem

Index = QModelIndex | QPersistentModelIndex

PLACE_ROLE = Qt.ItemDataRole.UserRole + 1
LEADS_ROLE = Qt.ItemDataRole.UserRole + 2


@overriding
class ProblemModel(QAbstractListModel):
    """What is wrong with the current text of one document."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self._problems: tuple[Problem, ...] = ()
        self.refresh()

    def refresh(self) -> None:
        """Take the problems anew, or in another language."""
        self.beginResetModel()
        policy = self._document.policy
        self._problems = policy.problems if policy else ()
        self.endResetModel()

    def problem(self, index: Index) -> Problem:
        """The problem of a row."""
        return self._problems[index.row()]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many problems there are."""
        return 0 if parent.isValid() else len(self._problems)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a row shows and says."""
        if not index.isValid():
            return None
        problem = self.problem(index)
        text = problem.message.in_language(words.language)
        where = facts.problem_place(self._document, problem)
        if role == Qt.ItemDataRole.DecorationRole:
            return icon("warning")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return say("Problem: {text} ({place})", text=text, place=where)
        if role == Qt.ItemDataRole.ToolTipRole:
            return as_written(f"{text}\n{facts.problem_way(self._document, problem)}")
        if role == LEADS_ROLE:
            return facts.problem_target(self._document, problem) is not None
        return {Qt.ItemDataRole.DisplayRole: text, PLACE_ROLE: where}.get(role)
