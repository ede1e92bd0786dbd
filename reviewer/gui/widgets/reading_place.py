"""What the reader looks at, kept in sight while the lines are broken anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reviewer.gui.widgets.text_panes import Held, TextPane


class ReadingPlace:
    """Notes where a text is read, and goes back there after another width or size."""

    def __init__(self, pane: TextPane) -> None:
        self._pane = pane
        self._held: Held | None = None
        self._shape = (0, 0.0)

    def forget(self) -> None:
        """Begin anew at the top."""
        self._held = None

    def keep(self) -> None:
        """Bring what was read back to its height."""
        if self._held is not None:
            self._held = self._pane.restore(self._held)
        self._shape = self._present_shape()

    def keep_on(self) -> None:
        """Go on with a place that lay outside of the scroll range before."""
        if self._held is not None and not self._held.reached:
            self.keep()

    def note(self) -> None:
        """Note what is read now, unless it moved because the lines are being broken anew."""
        if self._shape == self._present_shape():
            self._held = self._pane.held()

    def _present_shape(self) -> tuple[int, float]:
        """What the breaking of lines depends on."""
        return self._pane.viewport().width(), self._pane.font().pointSizeF()
