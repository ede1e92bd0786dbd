"""The marks of an open policy, and which categories of them are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from reviewer.gui.categories import by_key, stepped
from reviewer.gui.judgeable import Judgeable
from reviewer.gui.marks import IntervalIndex, Marks, Redrawn
from reviewer.gui.stamping import stamped

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject

    from reviewer.model.clause import Category, Clause
    from reviewer.model.edits import Stamp

# Above, marking all anew is faster.
_MANY = 300


class Markable(Judgeable):
    """A policy whose clauses are marked in its text.

    Attributes:
        marks: by the numbers that ``index`` finds.
        hidden: the categories that are switched off.
    """

    marks_changed = Signal()
    """The marks are drawn otherwise: some are others, or switched, or faded."""

    redrawn = Signal(object)
    """Some marks are others; the Redrawn that says which. Told before ``marks_changed``."""

    def __init__(
        self, parent: QObject | None = None, *, stamp: Callable[[], Stamp] = stamped
    ) -> None:
        super().__init__(parent, stamp=stamp)
        self.marks = Marks()
        self.hidden: frozenset[Category] = frozenset()

    @property
    def index(self) -> IntervalIndex:
        """Finds marks by their place."""
        return self.marks.index

    def mark_anew(self) -> None:
        """Mark all clauses as they stand; none before the analysis."""
        self.marks.mark_anew(self.clauses, self.order)
        self.redrawn.emit(Redrawn(anew=True))

    def mark_changed(self, clauses: frozenset[int]) -> None:
        """Mark some clauses as they stand; the others are marked rightly."""
        if self.standing is None or len(clauses) > _MANY:
            self.mark_anew()
        else:
            self.redrawn.emit(self.marks.follow(self.clauses, clauses, self.standing.there))

    def is_hidden(self, clause: Clause) -> bool:
        """Whether all categories of a clause are switched off."""
        return bool(self.hidden) and self.hidden.issuperset(clause.categories)

    def clause_at(self, position: int) -> int | None:
        """The shortest visible clause at a code point; None where there is none."""
        marks = [self.marks[number] for number in self.index.overlapping(position, position + 1)]
        visible = [mark for mark in marks if mark.category not in self.hidden]
        if not visible:
            return None
        return min(visible, key=lambda mark: (len(mark.span), mark.clause)).clause

    def show_only(self, hidden: frozenset[Category]) -> None:
        """Switch categories off; all others are on."""
        self.hidden = hidden
        self.marks_changed.emit()

    def toggle(self, category: Category) -> None:
        """Switch one category on or off."""
        self.show_only(self.hidden ^ {category})

    def step_group(self, key: str) -> None:
        """Step a number key's categories through all, each alone, and none.

        Categories without a clause are no step of their own.
        """
        group = tuple(c for c in by_key()[key] if self.marks.counts[c])
        if not group:
            return
        self.show_only((self.hidden - frozenset(group)) | stepped(group, self.hidden))
