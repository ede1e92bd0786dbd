"""The differences with a colleague's review settled by key, each by ordinary edits."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from reviewer.gui.words import say
from reviewer.model.merging import Row, Standing
from reviewer.model.resolving import (
    Step,
    before_taking,
    keep,
    resolved,
    restore,
    take,
    take_both,
    take_missing,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from reviewer.gui.document import Document
    from reviewer.gui.main_window import MainWindow
    from reviewer.gui.peers.comparing import Comparing
    from reviewer.model.resolving import Peer

_NOTE_TIME = 4000
SETTLING = ("peer_keep", "peer_take", "peer_both", "peer_back")
"""The actions on the row that is looked at."""

BESIDES = "peer_missing"
"""The one on all rows that the other alone decided."""


class Settling(QObject):
    """Acts on the row of the comparison that is looked at."""

    def __init__(self, comparing: Comparing, window: MainWindow) -> None:
        super().__init__(comparing)
        self._comparing = comparing
        self._window = window

    def deeds(self) -> dict[str, Callable[[], object]]:
        """A function for each action."""
        return {
            "peer_keep": partial(self._settle, self._keep),
            "peer_take": partial(self._settle, self._take),
            "peer_both": partial(self._settle, self._take_both),
            "peer_back": partial(self._settle, self._take_back),
            BESIDES: self.ask_missing,
        }

    def _settle(self, steps_of: Callable[[Document, Peer, Row], tuple[Step, ...]]) -> None:
        here, panel = self._comparing.here(), self._comparing.panel
        row = panel.row if panel is not None else None
        if here is None or row is None:
            self._note(say("Choose a row of the comparison first."))
            return
        document, comparison = here
        steps = steps_of(document, comparison.imported.peer, row)
        if steps:
            self._make(document, steps)

    def _make(self, document: Document, steps: tuple[Step, ...]) -> bool:
        return document.made(lambda working, stamp: resolved(working, steps, stamp))

    def _keep(self, document: Document, peer: Peer, row: Row) -> tuple[Step, ...]:
        del document
        steps = keep(peer, row) if row.standing is Standing.CONFLICT else ()
        self._note(say("Yours is kept.") if steps else say("Nothing of yours is in dispute here."))
        return steps

    def _take(self, document: Document, peer: Peer, row: Row) -> tuple[Step, ...]:
        steps = take(document.working, peer, row) if document.working else ()
        self._note(say("Theirs is taken.") if steps else say("There is nothing of theirs to take."))
        return steps

    def _take_both(self, document: Document, peer: Peer, row: Row) -> tuple[Step, ...]:
        steps = take_both(document.working, peer, row) if document.working else ()
        self._note(
            say("Both stand now.")
            if steps
            else say("Both cannot stand here: keep yours or take theirs.")
        )
        return steps

    def _take_back(self, document: Document, peer: Peer, row: Row) -> tuple[Step, ...]:
        working = document.working
        before = before_taking(working, peer, row) if working else None
        steps = restore(working, before, row) if working and before else ()
        self._note(
            say("It is as before.")
            if steps
            else say("Nothing was settled here; undo takes back the last edit.")
        )
        return steps

    def ask_missing(self) -> None:
        """Say how much the other alone decided, and ask whether to take it."""
        panel = self._comparing.panel
        if self._comparing.here() is None or panel is None:
            return
        count = sum(row.standing is Standing.OTHERS for row in panel.shown)
        question = (
            say("{count} rows shown were decided by the other alone. Take all?", count=count)
            if count
            else say("No row shown was decided by the other alone.")
        )
        panel.tabs.setCurrentIndex(0)
        panel.bulk.ask_about(count, question, say("Take {count}", count=count))

    def take_missing(self) -> None:
        """Take what was asked about."""
        here, panel = self._comparing.here(), self._comparing.panel
        working = here[0].working if here is not None else None
        if here is None or panel is None or working is None:
            return
        document, comparison = here
        rows = [row for row in panel.shown if row.standing is Standing.OTHERS]
        steps = take_missing(working, comparison.imported.peer, rows)
        if self._make(document, steps):
            taken = say("{count} decisions were taken over.", count=len(rows))
            self._note(taken + " " + say("Undo takes them back, {count} steps.", count=len(steps)))
        panel.view.setFocus()

    def _note(self, text: str) -> None:
        self._window.status.tell(text, _NOTE_TIME)
