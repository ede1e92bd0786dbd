"""The places that a reader went to, for going back and forward."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reviewer.model.span import Span


class Trail:
    """Places in the order in which they were visited, and which one is shown."""

    def __init__(self) -> None:
        self._places: list[Span] = []
        self._at = -1

    def visit(self, place: Span) -> bool:
        """Add a place, forgetting those ahead; False where it is shown already."""
        if self._at >= 0 and self._places[self._at] == place:
            return False
        del self._places[self._at + 1 :]
        self._places.append(place)
        self._at = len(self._places) - 1
        return True

    def leads(self, forward: int) -> bool:
        """Whether there is a place to go back (-1) or forward (1) to."""
        return 0 <= self._at + forward < len(self._places)

    def step(self, forward: int) -> Span | None:
        """The place before (-1) or behind (1), which is shown from now on; None for none."""
        if not self.leads(forward):
            return None
        self._at += forward
        return self._places[self._at]
