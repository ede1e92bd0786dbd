"""The words that are looked for in the text, counted in the lists beside it."""

from __future__ import annotations

from bisect import bisect_left
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from reviewer.gui.models.checklist import groups_of
from reviewer.gui.models.filtered_items import ItemFilter, filtered
from reviewer.gui.models.flags import rows_of
from reviewer.gui.words import say, say_list, words

if TYPE_CHECKING:
    from reviewer.gui.document import Document
    from reviewer.gui.main_window import MainWindow


class ListedWords(QObject):
    """Says in the find bar how many rows of each list hold the words, and filters by them."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        # What was counted for last: going from hit to hit changes nothing of it.
        self._said: dict[Document, tuple[str, bool, str]] = {}
        window.session.closing.connect(lambda document: self._said.pop(document, None))
        window.session.opened.connect(self._follow)
        words.changed.connect(self._show_current)

    def _follow(self, document: Document) -> None:
        document.found_changed.connect(partial(self._show, document))
        pane = self._window.workspace.panes.get(document)
        if pane is not None:
            pane.find_bar.filter_wanted.connect(partial(self.filter, document))

    def _show_current(self) -> None:
        if self._window.session.current is not None:
            self._show(self._window.session.current)

    def _show(self, document: Document) -> None:
        pane = self._window.workspace.panes.get(document)
        if pane is None:
            return
        bar = pane.find_bar
        sought = document.found.words.strip()
        said = (sought, document.found.match_case, words.language)
        if self._said.get(document) != said:
            self._said[document] = said
            bar.show_listed(*(self._counted(document, sought) if sought else (0, "")))

    def _counted(self, document: Document, sought: str) -> tuple[int, str]:
        """How many rows hold the words, and how many of each list."""
        clauses = clauses_with(document)
        items = self._requirements(document, sought)
        flags = len(rows_of(document, document.rulebook, None, sought))
        told = (
            say("clauses: {count}", count=clauses),
            say("requirements: {count}", count=items),
            say("red flags: {count}", count=flags),
        )
        return clauses + items + flags, say_list(told)

    def _requirements(self, document: Document, sought: str) -> int:
        if document.rulebook is None:
            return 0
        chosen = self._window.preferences.checklists_for(document)
        groups = groups_of(document.rulebook, document, chosen)
        return sum(len(group.rows) for group in filtered(groups, ItemFilter(words=sought)))

    def filter(self, document: Document) -> None:
        """Keep the rows of all lists that hold the words."""
        sought = document.found.words.strip()
        quoted = f'"{sought}"' if len(sought.split()) > 1 else sought
        self._window.clauses.filter.setText(quoted)
        for panel in (self._window.flags, self._window.checklist.head):
            panel.filter.setText(sought)


def clauses_with(document: Document) -> int:
    """How many clauses hold a place that was found."""
    hits = document.found.hits
    starts = [hit.start for hit in hits]
    count = 0
    for number in document.order:
        span = document.clauses[number].span
        at = bisect_left(starts, span.start)
        count += at < len(hits) and hits[at].end <= span.end
    return count
