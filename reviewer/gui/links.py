"""What is called when the document changes that something shows: one document at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shiboken6 import isValid

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import SignalInstance

    from reviewer.gui.document import Document

    Pairs = Sequence[tuple[SignalInstance, Callable[..., object]]]


class Links:
    """The connections of one that follows a document.

    Args:
        pairs: of a document's signals and what each calls.
    """

    def __init__(self, pairs: Callable[[Document], Pairs]) -> None:
        self._pairs = pairs
        self._document: Document | None = None

    def turn_to(self, document: Document | None) -> None:
        """Follow another document, or none."""
        former, self._document = self._document, document
        # One that was closed has cut its connections itself.
        if former is not None and isValid(former):
            for signal, slot in self._pairs(former):
                signal.disconnect(slot)
        if document is not None:
            for signal, slot in self._pairs(document):
                signal.connect(slot)
