"""Going from comment to comment, and what is looked at then."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from reviewer.gui.searching import nearest
from reviewer.gui.words import say
from reviewer.model.edits import OnClause, OnFlag, OnItem, OnSelection

if TYPE_CHECKING:
    from collections.abc import Callable

    from reviewer.gui.commenting.places import Commented
    from reviewer.gui.document import Document
    from reviewer.gui.main_window import MainWindow
    from reviewer.model.edits import Target

_NOTE_TIME = 8000


class Commenting(QObject):
    """Leads to comments, and releases commented words once the reader is elsewhere."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.session.opened.connect(self._follow)
        window.inspector.remarks.commented.connect(self._show_made)

    def deeds(self) -> dict[str, Callable[[], object]]:
        """A function for each action."""
        return {
            "next_remark": partial(self.step, 1),
            "previous_remark": partial(self.step, -1),
        }

    def _follow(self, document: Document) -> None:
        document.current_changed.connect(partial(self._release, document))
        document.caret_moved.connect(partial(self._leave, document))
        document.remark_wanted.connect(partial(self.show, document))

    def _release(self, document: Document) -> None:
        """Look no more at commented words where something else is chosen."""
        if document.clause is not None or document.flag is not None or document.lit_at >= 0:
            document.passage = None

    def _leave(self, document: Document) -> None:
        passage = document.passage
        if passage is not None and not passage.start <= document.caret <= passage.end:
            document.look_at(None)

    def _show_made(self, target: Target) -> None:
        document = self._window.session.current
        if document is not None and isinstance(target, OnSelection):
            self.show(document, target)

    def step(self, forward: int) -> None:
        """Go to the next (1) or previous (-1) comment; round at the ends."""
        document = self._window.session.current
        if document is None:
            return
        places = document.commented
        if not places:
            self._window.status.tell(say("Nothing was commented on."), _NOTE_TIME)
            return
        at = self._at(document, places)
        if at >= 0:
            at = (at + forward) % len(places)
        else:
            starts = [one.span.start for one in places if one.span is not None]
            at = nearest(starts, document.caret, forward) if starts else 0
        place = places[at]
        self.show(document, place.target)
        said = place.remarks[-1].text.replace("\n", " ")
        text = say("Comment {at} of {count}: {words}", at=at + 1, count=len(places), words=said)
        parts = (text, say("waits for an answer")) if place.waits else (text,)
        self._window.status.tell(" · ".join(parts), _NOTE_TIME)

    def _at(self, document: Document, places: tuple[Commented, ...]) -> int:
        """Which of the commented things is looked at; -1 for none."""
        target: Target | None = None
        if document.passage is not None:
            target = OnSelection(document.passage)
        elif document.flag is not None:
            target = OnFlag(document.flag)
        elif document.item is not None:
            target = OnItem(document.item)
        elif document.clause is not None and document.standing is not None:
            target = OnClause(document.standing.ids[document.clause])
        return next((n for n, one in enumerate(places) if one.target == target), -1)

    def show(self, document: Document, target: Target) -> None:
        """Look at what was commented on."""
        if isinstance(target, OnSelection):
            if document.item is not None:
                document.light(None)
            document.point_at(None)
            document.look_at(target.span)
        elif isinstance(target, OnFlag):
            document.choose_flag(target.flag)
        elif isinstance(target, OnItem):
            document.light(target.item)
        elif document.standing is not None:
            if document.item is not None:
                document.light(None)
            document.choose(document.standing.number(target.clause))
