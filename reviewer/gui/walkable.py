"""Where a reader is in an open policy: the current clause, flag or item, and stepping on."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from reviewer.gui.markable import Markable
from reviewer.gui.searching import nearest
from reviewer.gui.stamping import stamped
from reviewer.gui.trail import Trail

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject

    from reviewer.model.edits import ItemKey, Stamp
    from reviewer.model.span import Span


class Walkable(Markable):
    """A policy that is walked through clause by clause, or along an item's evidence.

    Attributes:
        shown: numbers of the clauses that the list shows, in the order of the text.
        clause: number of the current one; None for none.
        item: the checklist item whose evidence is lit; None for none.
        lit: the places of that evidence.
        lit_at: which of them is looked at; -1 for none.
    """

    current_changed = Signal()

    def __init__(
        self, parent: QObject | None = None, *, stamp: Callable[[], Stamp] = stamped
    ) -> None:
        super().__init__(parent, stamp=stamp)
        self.shown: tuple[int, ...] = ()
        self._looked_up: tuple[tuple[int, ...], frozenset[int]] = ((), frozenset())
        self.clause: int | None = None
        self.item: ItemKey | None = None
        self.lit: tuple[Span, ...] = ()
        self.lit_at = -1

    def forget(self) -> None:
        """Be nowhere, with nothing marked: the text is another."""
        self.working = self.standing = self.clause = self.item = self.flag = None
        self.shown, self.lit, self.lit_at = (), (), -1
        self.trail = Trail()
        self.mark_anew()

    def place_of(self, clause: int) -> int | None:
        """Which clause of the text it is, from 0; None where it is gone."""
        return self.standing.place(clause) if self.standing else None

    @property
    def current_span(self) -> Span | None:
        """What is drawn as current: the piece of evidence walked to, or the clause."""
        if self.lit_at >= 0:
            return self.lit[self.lit_at]
        if self.flag is not None:
            return self.flag_finding(self.flag).span
        return None if self.clause is None else self.clauses[self.clause].span

    def choose_flag(self, name: str | None) -> None:
        """Make a red flag the current thing and go there; None releases it."""
        if self.item is not None:
            self.light(None)
        self.flag, self.lit_at = name, -1
        if name is not None:
            self.clause = None
            self.visit(self.flag_finding(name).span)
        self.current_changed.emit()

    def choose(self, clause: int | None) -> None:
        """Make a clause the current one and go there."""
        if clause == self.clause and self.lit_at < 0 and self.flag is None:
            if clause is not None:
                self.wanted.emit(self.clauses[clause].span)
            return
        self.clause, self.lit_at, self.flag = clause, -1, None
        if clause is not None:
            self.visit(self.clauses[clause].span)
        self.current_changed.emit()

    def point_at(self, clause: int | None) -> None:
        """Make a clause the current one where the reader already looks at it."""
        if clause != self.clause or self.lit_at >= 0 or self.flag is not None:
            self.clause, self.lit_at, self.flag = clause, -1, None
            self.current_changed.emit()

    def step(self, forward: int, *, only_open: bool = False) -> bool:
        """Go to the next (1) or previous (-1) clause, or piece of lit evidence.

        Args:
            only_open: whether clauses that were decided are passed over.

        Returns:
            False where nothing is shown that could be gone to.
        """
        if self.lit:
            if self.lit_at >= 0:
                self.lit_at = (self.lit_at + forward) % len(self.lit)
            else:
                self.lit_at = nearest([span.start for span in self.lit], self.caret, forward)
            self._go_to_evidence()
            return True
        found = self._next(forward, only_open=only_open)
        if found is None:
            return False
        self.choose(found)
        return True

    def _next(self, forward: int, *, only_open: bool) -> int | None:
        """The next (1) or previous (-1) clause that can be gone to; round at the ends."""
        standing, order = self.standing, self.order
        if standing is None or not order:
            return None
        here = None if self.clause is None else standing.place(self.clause)
        if here is None:
            here = bisect_left(order, self.caret, key=lambda n: self.clauses[n].span.start)
            here -= forward > 0
        shown = self._shown_now()
        for step in range(1, len(order) + 1):
            number = order[(here + forward * step) % len(order)]
            if number not in shown or (only_open and not standing.is_open(number)):
                continue
            if not self.is_hidden(self.clauses[number]):
                return number
        return None

    def _shown_now(self) -> frozenset[int]:
        """The clauses that the list shows, to be looked up; made once for each list."""
        if self._looked_up[0] is not self.shown:
            self._looked_up = self.shown, frozenset(self.shown)
        return self._looked_up[1]

    def _go_to_evidence(self) -> None:
        span = self.lit[self.lit_at]
        finding = self.item_finding(self.item) if self.item else None
        shown = self.evidence(self.item) if self.item else ()
        evidence = (*shown, *finding.related) if finding else ()
        self.clause = next((piece.clause for piece in evidence if piece.span == span), self.clause)
        self.visit(span)
        self.current_changed.emit()

    def light(self, key: ItemKey | None) -> None:
        """Light the evidence of one item and fade the rest; None releases it."""
        finding = self.item_finding(key) if key else None
        self.item = key if finding else None
        self.flag = None
        spans = {piece.span for piece in self.evidence(key)} if key else set()
        if finding and not spans:
            spans = {piece.span for piece in finding.related}
        self.lit = tuple(sorted(spans))
        self.lit_at = -1
        self.marks_changed.emit()
        if self.lit:
            self.lit_at = 0
            self._go_to_evidence()
        else:
            if finding is not None:
                self.clause = None
            self.current_changed.emit()

    def travel(self, forward: int) -> None:
        """Go back (-1) or forward (1) along the places visited."""
        span = self.trail.step(forward)
        if span is not None:
            self.trail_changed.emit()
            numbers = (number for number in self.order if self.clauses[number].span == span)
            self.clause = next(numbers, self.clause)
            if span in self.lit:
                self.lit_at = self.lit.index(span)
            self.wanted.emit(span)
            self.current_changed.emit()
