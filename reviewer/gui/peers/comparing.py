"""Imports a colleague's review and settles the differences by key."""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QFileDialog

from reviewer import guard
from reviewer.gui.dialogs.file_dialog import FileDialog
from reviewer.gui.links import Links
from reviewer.gui.lower_pane import LowerPane, type_size
from reviewer.gui.peers import work
from reviewer.gui.peers.going import go_to
from reviewer.gui.peers.settling import BESIDES, SETTLING, Settling
from reviewer.gui.reading import REVIEW, review_from
from reviewer.gui.session import Failure
from reviewer.gui.widgets.banner import Message, Tone
from reviewer.gui.words import say, words
from reviewer.model.merging import Row, Standing

if TYPE_CHECKING:
    from collections.abc import Callable

    from reviewer.errors import ReviewerError
    from reviewer.gui.document import Document
    from reviewer.gui.main_window import MainWindow
    from reviewer.gui.peers.panel import PeerPanel
    from reviewer.gui.peers.work import Imported
    from reviewer.report.options import Peered

_NOTE_TIME = 4000
_HEIGHT = 330
# In seconds and milliseconds.
_FELT, _PAUSE = 0.04, 300


@dataclass(slots=True)
class Comparison:
    """What stands beside a document, and its rows as they were worked out last."""

    imported: Imported
    rows: tuple[Row, ...] = ()


class Comparing(QObject):
    """The comparisons of the open documents, one each; shows that of the current one."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._comparisons: dict[Document, Comparison] = {}
        self._links = Links(
            lambda one: (
                (one.decisions_changed, self._due.start),
                (one.stage_changed, self._due.start),
            )
        )
        self.panel: PeerPanel | None = None
        self._dock: LowerPane | None = None
        self.settling = Settling(self, window)
        # Several changes in one turn of the event loop are one for the table.
        self._due = QTimer(self)
        self._due.setSingleShot(True)
        self._due.setInterval(0)
        self._due.timeout.connect(self._show)

    def deeds(self) -> dict[str, Callable[[], object]]:
        """A function for each action."""
        return {
            "peer_import": self.ask,
            "pane_peers": self.focus,
            **self.settling.deeds(),
        }

    def begin(self) -> None:
        """Follow the window's documents from now on."""
        session = self._window.session
        session.current_changed.connect(self._follow)
        session.closing.connect(lambda document: self._comparisons.pop(document, None))
        self._window.preferences.changed.connect(self._zoom)
        self._window.look.themed.connect(self._due.start)
        words.changed.connect(self._retranslate)
        self._follow()

    def peered(self, document: Document) -> Peered | None:
        """What stands beside a document, for its report; None for nothing."""
        comparison = self._comparisons.get(document)
        if comparison is None:
            return None
        from reviewer.report.options import Peered

        return Peered(comparison.imported.name, comparison.imported.peer)

    # Importing

    def ask(self) -> None:
        """Ask for the colleague's file."""
        document = self._window.document
        if document is None or document.working is None:
            self._window.status.tell(
                say("Open a policy and wait for its clauses first."), _NOTE_TIME
            )
            return
        folder = document.path.parent if document.path else Path.home()
        title, kind = say("Import a colleague's review"), say("Reviews")
        files = FileDialog(self._window, title, str(folder), f"{kind} (*{REVIEW})")
        files.setFileMode(QFileDialog.FileMode.ExistingFile)
        files.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        files.fileSelected.connect(lambda name: self.open(document, Path(name)))
        self.file_dialog = files
        files.open()

    def open(self, document: Document, path: Path) -> None:
        """Have a file read in the helper and put beside a document."""
        policy = document.policy
        if policy is None:
            return

        def done(answer: object) -> None:
            if document in self._window.session.documents:
                self._take_imported(document, cast("Imported", answer))

        def failed(error: ReviewerError) -> None:
            retry = partial(self.open, document, path)
            failure = Failure(guard.as_reading_review(error, path.name), path.name, retry)
            self._window.session.failed.emit(failure)

        call = review_from(path, work.read_peer, policy.text, policy.source.sha256)
        self._window.session.tasks.run(call, done, failed)
        self._window.status.tell(say("Reading {name} …", name=path.name), _NOTE_TIME)

    def _take_imported(self, document: Document, imported: Imported) -> None:
        self._comparisons[document] = Comparison(imported)
        self._furnish()
        self._window.session.make_current(document)
        self._show_dock()
        self._show()
        self.focus()
        if not imported.same_file:
            text = say(
                "The other review was made from another file with the very same text; "
                "nothing but the text is compared."
            )
            self._window.tell(Message(tone=Tone.INFO, text=text))

    def _furnish(self) -> None:
        """Make the pane, which most sittings do without."""
        if self.panel is not None:
            return
        from reviewer.gui.peers.panel import PeerPanel

        window, actions = self._window, self._window.actions_
        panel = self.panel = PeerPanel()
        buttons = [actions[name] for name in (*SETTLING, BESIDES)]
        panel.use_actions(buttons, [actions[name] for name in SETTLING])
        panel.row_chosen.connect(self._go)
        panel.left.connect(self._leave)
        panel.agreement_wanted.connect(self._due.start)
        panel.taking_confirmed.connect(self.settling.take_missing)
        self._dock = LowerPane(window, "peers", panel, _HEIGHT, self._due.start)
        self._zoom()
        self._retranslate()

    def _zoom(self) -> None:
        if self.panel is not None:
            self.panel.set_zoom(type_size(self._window))

    def _retranslate(self) -> None:
        if self._dock is not None:
            self._dock.setWindowTitle(say("Two reviewers"))
            self._due.start()

    # Showing

    def focus(self) -> None:
        """Give the table the focus, or ask for a review where there is none to compare."""
        if self.panel is None or self._dock is None or self.here() is None:
            self.ask()
            return
        self._show_dock()
        self.panel.tabs.setCurrentIndex(0)
        self.panel.view.begin()

    def _show_dock(self) -> None:
        if self._dock is not None:
            self._dock.show_first()

    def here(self) -> tuple[Document, Comparison] | None:
        """The current document and what stands beside it; None for nothing."""
        document = self._window.session.current
        if document is not None and not self._fits(document):
            del self._comparisons[document]
        comparison = self._comparisons.get(document) if document is not None else None
        return (document, comparison) if document is not None and comparison else None

    def _fits(self, document: Document) -> bool:
        """Whether the text is still that of the other review, having been read anew maybe."""
        comparison, working = self._comparisons.get(document), document.working
        if comparison is None or working is None:
            return True
        other = comparison.imported.peer.working.review.policy
        return working.review.policy.text == other.text

    def _follow(self) -> None:
        self._links.turn_to(self._window.session.current)
        self._show()

    def _show(self) -> None:
        here = self.here()
        working = here[0].working if here is not None else None
        compared = working is not None
        for name in (*SETTLING, BESIDES):
            self._window.actions_[name].setEnabled(compared)
        document = self._window.session.current
        ready = document is not None and document.working is not None
        self._window.actions_["peer_import"].setEnabled(ready)
        panel = self.panel
        if panel is None or not panel.isVisible():
            return
        if here is None or working is None:
            panel.about.setText(say("No other review stands beside this document."))
            panel.show_rows((), None, "")
            panel.show_agreement(())
            return
        self._fill(panel, here[0], here[1])

    def _fill(self, panel: PeerPanel, document: Document, comparison: Comparison) -> None:
        from reviewer.gui.peers.agreeing import agreement_rows
        from reviewer.gui.peers.wording import Wording

        working, imported = document.working, comparison.imported
        if working is None:
            return
        begin = time.perf_counter()
        comparison.rows = imported.peer.rows(working)
        # Where that is felt, with thousands of clauses, whoever decides on and on waits for none.
        slow = time.perf_counter() - begin > _FELT
        self._due.setInterval(_PAUSE if slow else 0)
        rulebook = document.rulebook or self._window.session.rulebook
        panel.about.setText(_counted(comparison.rows, imported.name))
        panel.show_rows(comparison.rows, Wording(document, rulebook), imported.name)
        if panel.tabs.currentIndex() == 1:
            rows = agreement_rows(working, imported.peer.working, rulebook)
            panel.show_agreement(rows)

    def _go(self, row: Row) -> None:
        document = self._window.session.current
        if document is not None:
            go_to(document, row)

    def _leave(self) -> None:
        pane = self._window.workspace.pane
        if pane is not None:
            pane.text.setFocus()


def _counted(rows: tuple[Row, ...], name: str) -> str:
    counts = {one: sum(row.standing is one for row in rows) for one in Standing}
    return say(
        "You and {name}: {conflicts} in conflict, {yours} only you, {others} only {name}, "
        "{settled} settled, {same} agreed.",
        name=name,
        conflicts=counts[Standing.CONFLICT],
        yours=counts[Standing.YOURS],
        others=counts[Standing.OTHERS],
        settled=counts[Standing.SETTLED],
        same=counts[Standing.SAME],
    )
