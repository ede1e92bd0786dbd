"""Where a clause begins and ends: moved, split and merged by key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from reviewer.gui.bounds import Unit, between_words, moved_end, moved_start
from reviewer.gui.keys.keymap import keymap
from reviewer.gui.naming import named
from reviewer.gui.words import say
from reviewer.model.edits import AdjustBounds, Merge, Split
from reviewer.model.span import Span

if TYPE_CHECKING:
    from reviewer.gui.document import Document
    from reviewer.gui.main_window import MainWindow
    from reviewer.gui.standing import Standing
    from reviewer.model.edits import Change

_NOTE_TIME = 4000


class Shaping(QObject):
    """Makes edits of the current clause's words."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def here(self) -> tuple[Document, Standing, int] | None:
        """The document and its current clause; None, and said, where there is none."""
        document = self._window.session.current
        if document is None or document.standing is None:
            return None
        if document.clause is None:
            key = keymap.shown("next")
            self.note(
                say("Choose a clause first: {key} goes to the next open one.", key=key)
                if key
                else say("Choose a clause first.")
            )
            return None
        return document, document.standing, document.clause

    def note(self, text: str) -> None:
        """Say something for a moment, to a screen reader too."""
        self._window.status.tell(text, _NOTE_TIME)

    def make(self, document: Document, change: Change) -> None:
        """Make an edit and show the clause that came of it."""
        if not document.edit(change):
            return
        standing = document.standing
        new = [n for n in document.latest.clauses if standing and standing.place(n) is not None]
        if new:
            document.choose(min(new, key=lambda number: document.place_of(number) or 0))
        self.note(named(document, change))

    def move_start(self, forward: int, unit: Unit) -> None:
        """Move the current clause's start by a word or phrase."""
        found = self.here()
        if found is not None and found[0].policy is not None:
            document, standing, number = found
            span = standing.clauses[number].span
            start = moved_start(found[0].policy.text, span.start, forward, unit)
            if start < span.end:
                self._bound(document, standing.ids[number], Span(start, span.end))

    def move_end(self, forward: int, unit: Unit) -> None:
        """Move the current clause's end by a word or phrase."""
        found = self.here()
        if found is not None and found[0].policy is not None:
            document, standing, number = found
            span = standing.clauses[number].span
            end = moved_end(found[0].policy.text, span.end, forward, unit)
            if end > span.start:
                self._bound(document, standing.ids[number], Span(span.start, end))

    def _bound(self, document: Document, identifier: str, span: Span) -> None:
        if document.edit(AdjustBounds(identifier, span)):
            self._window.status.announce(document)

    def split(self) -> None:
        """Part the current clause at the caret, or before the word that the caret is in."""
        found = self.here()
        if found is not None and found[0].policy is not None:
            document, standing, number = found
            at = between_words(found[0].policy.text, document.caret)
            self.make(document, Split(standing.ids[number], (at,)))

    def merge(self) -> None:
        """Put the current clause and the next one together."""
        found = self.here()
        if found is None:
            return
        document, standing, number = found
        following = standing.order[(standing.place(number) or 0) + 1 :][:1]
        if not following:
            self.note(say("No clause follows this one."))
            return
        self.make(document, Merge((standing.ids[number], standing.ids[following[0]])))
