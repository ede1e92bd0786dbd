"""Puts a policy's text into its pane, a slice a turn, so that the window never stops."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QFont, QTextCharFormat, QTextCursor

from reviewer.gui.textmap import displayed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewer.gui.widgets.text_panes import TextPane
    from reviewer.model.policy import Policy

_SLICE = 16_000


class TextLoader(QObject):
    """Inserts one text at a time; the first slice at once."""

    done = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pieces: Iterator[tuple[str, bool]] = iter(())
        self._pane: TextPane | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._go_on)

    def load(self, pane: TextPane, policy: Policy) -> None:
        """Begin to fill an empty pane."""
        self._pane = pane
        self._pieces = pieces(policy)
        pane.begin(QTextCursor(pane.document()))
        self._go_on()

    @property
    def busy(self) -> bool:
        """Whether some of the text is not there yet."""
        return self._timer.isActive()

    def _go_on(self) -> None:
        if self._pane is None:
            return
        cursor = QTextCursor(self._pane.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        bold = QTextCharFormat()
        bold.setFontWeight(QFont.Weight.DemiBold)
        plain = QTextCharFormat()
        inserted = 0
        cursor.beginEditBlock()
        for piece, heading in self._pieces:
            cursor.insertText(piece, bold if heading else plain)
            inserted += len(piece)
            if inserted >= _SLICE:
                break
        cursor.endEditBlock()
        if inserted >= _SLICE:
            self._timer.start(0)
            return
        self._timer.stop()
        self.done.emit()


def pieces(policy: Policy) -> Iterator[tuple[str, bool]]:
    """The text in order, cut at headings and into slices; with whether it is a heading."""
    text = displayed(policy.text)
    at = 0
    for section in policy.sections:
        heading = section.heading
        if heading.start >= at:
            yield from _sliced(text, at, heading.start)
            yield text[heading.start : heading.end], True
            at = heading.end
    yield from _sliced(text, at, len(text))


def _sliced(text: str, start: int, end: int) -> Iterator[tuple[str, bool]]:
    for at in range(start, end, _SLICE):
        yield text[at : min(at + _SLICE, end)], False
