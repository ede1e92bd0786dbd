"""What reviewers decide on one review, and taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from reviewer.errors import EditRefused
from reviewer.gui.stamping import stamped
from reviewer.gui.standing import Change as Step
from reviewer.gui.standing import Standing
from reviewer.model.history import WorkingReview, edited, fold, redone, undone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from reviewer.model.clause import Clause
    from reviewer.model.edits import Change, Edit, Stamp
    from reviewer.model.review import Review


class Decidable(QObject):
    """A review that takes edits and announces what they changed.

    Attributes:
        working: the review with its edits; None before the analysis.
        standing: its clauses as they stand.
        latest: what the latest change of decisions changed.
    """

    decisions_changed = Signal()
    edited = Signal(object)
    """An edit was made; the Edit, which nobody has stored yet."""

    refused = Signal(object)
    """An edit was not taken; the EditRefused that says why."""

    def __init__(
        self, parent: QObject | None = None, *, stamp: Callable[[], Stamp] = stamped
    ) -> None:
        """Begin with nothing.

        Args:
            stamp: who edits, and when.
        """
        super().__init__(parent)
        self.working: WorkingReview | None = None
        self.standing: Standing | None = None
        self.latest = Step()
        self.locked = False
        """Whether it can only be read, being open in another window."""
        self._stamp = stamp

    @property
    def clauses(self) -> tuple[Clause, ...] | list[Clause]:
        """The clauses by number, those too that are gone; none before the analysis."""
        return self.standing.clauses if self.standing else ()

    @property
    def order(self) -> tuple[int, ...]:
        """Numbers of the clauses that are there, in the order of the text."""
        return self.standing.order if self.standing else ()

    def begin(self, review: Review, edits: Iterable[Edit]) -> None:
        """Take an analysis, and what was decided on it before."""
        self.working = fold(review, edits)
        self.standing = Standing(self.working)
        self.latest = Step(frozenset(self.order), reshaped=True)

    def edit(self, change: Change) -> bool:
        """Have an edit made; False, and ``refused`` says why, where it cannot be."""
        return self._make(lambda working: edited(working, change, self._stamp()))

    def undo(self) -> bool:
        """Take the latest edit back; False where that cannot be."""
        return self._make(lambda working: undone(working, self._stamp()))

    def redo(self) -> bool:
        """Make the edit again that was taken back last; False where that cannot be."""
        return self._make(lambda working: redone(working, self._stamp()))

    def made(self, make: Callable[[WorkingReview, Stamp], WorkingReview]) -> bool:
        """Have edits made by a function of the model; False where they are refused."""
        return self._make(lambda working: make(working, self._stamp()))

    def _make(self, make: Callable[[WorkingReview], WorkingReview]) -> bool:
        if self.working is None or self.standing is None:
            return False
        try:
            self._check_lock()
            before, self.working = len(self.working.edits), make(self.working)
        except EditRefused as error:
            self.refused.emit(error)
            return False
        self.latest = self.standing.take(self.working)
        self.follow_decisions()
        for edit in self.working.edits[before:]:
            self.edited.emit(edit)
        self.decisions_changed.emit()
        return True

    def refuse(self, error: EditRefused) -> None:
        """Say that something cannot be done."""
        self.refused.emit(error)

    def _check_lock(self) -> None:
        if self.locked:
            raise EditRefused(
                "The review is open for reading alone; save it under another name to decide."
            )

    def follow_decisions(self) -> None:
        """Bring in step what hangs on the decisions, before they are announced."""
