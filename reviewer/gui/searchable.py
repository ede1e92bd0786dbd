"""Words found in an open policy, and the places that a reader went to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from reviewer.gui.decidable import Decidable
from reviewer.gui.marks import IntervalIndex
from reviewer.gui.searching import Found, find
from reviewer.gui.stamping import stamped
from reviewer.gui.trail import Trail
from reviewer.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from reviewer.model.edits import Stamp
    from reviewer.model.policy import Policy


class Searchable(Decidable):
    """A text with a caret that words are looked for in."""

    found_changed = Signal()
    wanted = Signal(Span)
    trail_changed = Signal()

    def __init__(
        self, parent: QObject | None = None, *, stamp: Callable[[], Stamp] = stamped
    ) -> None:
        super().__init__(parent, stamp=stamp)
        self.policy: Policy | None = None
        self.caret = 0
        self.found = Found()
        self.hit_index = IntervalIndex(())
        self.trail = Trail()

    def search(self, words: str, *, match_case: bool = False) -> None:
        """Find words; the first hit from the caret on is shown."""
        self._find(words, match_case=match_case)
        self.found_changed.emit()
        if self.found.hits:
            self.wanted.emit(self.found.hits[self.found.at])

    def _find(self, words: str, *, match_case: bool) -> None:
        text = self.policy.text if self.policy else ""
        self.found = find(text, words, self.caret, match_case=match_case)
        self.hit_index = IntervalIndex(self.found.hits)

    def next_hit(self, forward: int) -> None:
        """Show the next (1) or previous (-1) hit; round at the ends."""
        if self.found.hits:
            at = (self.found.at + forward) % len(self.found.hits)
            self.found = replace(self.found, at=at)
            self.found_changed.emit()
            self.visit(self.found.hits[at])

    def visit(self, span: Span) -> None:
        """Go to a place and remember it for going back."""
        if self.trail.visit(span):
            self.trail_changed.emit()
        self.wanted.emit(span)
