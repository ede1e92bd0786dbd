"""Gathers what is known of the policies of a folder and of those that are open."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QFileDialog

from reviewer import guard
from reviewer.checklist.overview import overview
from reviewer.gui.batch import work
from reviewer.gui.batch.queue import Queue
from reviewer.gui.batch.wording import BatchRow, Progress
from reviewer.gui.dialogs.file_dialog import FileDialog
from reviewer.gui.document import Document, Stage
from reviewer.gui.lower_pane import LowerPane, type_size
from reviewer.gui.session import Failure
from reviewer.gui.tasks import Place, Work
from reviewer.gui.words import say, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from reviewer.checklist.overview import Overview
    from reviewer.errors import ReviewerError
    from reviewer.gui.batch.panel import BatchPanel
    from reviewer.gui.batch.work import Listed
    from reviewer.gui.main_window import MainWindow

# Decisions come fast; the table need not follow each at once.
_PAUSE = 150
_HEIGHT = 300


class Gathering(QObject):
    """The table of a folder's policies and of those that are open."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._folder: Path | None = None
        self._left_out = 0
        self.queue = Queue(window.session, window.preferences, self)
        self.queue.changed.connect(self.refresh)
        self._known: dict[Document, tuple[object, Overview]] = {}
        self.panel: BatchPanel | None = None
        self._dock: LowerPane | None = None
        self._due = QTimer(self)
        self._due.setSingleShot(True)
        self._due.setInterval(_PAUSE)
        self._due.timeout.connect(self.refresh)

    def deeds(self) -> dict[str, Callable[[], object]]:
        """A function for each action."""
        return {"folder": self.ask, "pane_batch": self.focus}

    def begin(self) -> None:
        """Follow the window's documents from now on."""
        session = self._window.session
        session.opened.connect(self._follow)
        session.closing.connect(self._forget)
        self._window.files.folder_wanted.connect(self.open)
        self._window.preferences.changed.connect(self._zoom)
        words.changed.connect(self._retranslate)

    # The folder

    def ask(self) -> None:
        """Ask for a folder with policies and reviews."""
        folder = self._window.preferences.settings.folder
        files = FileDialog(self._window, say("Open a folder of policies"), folder)
        files.setFileMode(QFileDialog.FileMode.Directory)
        files.setOption(QFileDialog.Option.ShowDirsOnly)
        files.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        files.fileSelected.connect(lambda name: self.open(Path(name)))
        self.file_dialog = files
        files.open()

    def open(self, folder: Path) -> None:
        """List a folder, and analyse what is in it."""

        def done(answer: object) -> None:
            self._list(folder, cast("Listed", answer))

        def failed(error: ReviewerError) -> None:
            failure = Failure(error, folder.name, partial(self.open, folder))
            self._window.session.failed.emit(failure)

        call = Work(work.list_folder, (folder,), limit=guard.READING_SECONDS, place=Place.READER)
        self._window.session.tasks.run(call, done, failed)

    def _list(self, folder: Path, listed: Listed) -> None:
        self.queue.begin(listed.paths)
        self._folder, self._left_out = folder, listed.left_out
        self._window.preferences.remember(folder=str(folder))
        self.focus()
        self.queue.start()

    # Open documents

    def _follow(self, document: Document) -> None:
        document.decisions_changed.connect(self._due.start)
        document.stage_changed.connect(self._due.start)
        document.renamed.connect(self._due.start)
        self._due.start()

    def _forget(self, document: Document) -> None:
        self._known.pop(document, None)
        path = document.path
        if path is not None:
            # What was decided meanwhile stands in the file by then, or nowhere.
            QTimer.singleShot(0, lambda: self.queue.renew(path))
        self._due.start()

    def _open_row(self, document: Document, path: Path | None) -> BatchRow:
        progress = {Stage.READY: Progress.DONE, Stage.FAILED: Progress.FAILED}
        return BatchRow(
            name=document.name,
            path=path,
            document=document,
            progress=progress.get(document.stage, Progress.WORKING),
            found=self._found(document) if document.stage is Stage.READY else None,
        )

    def _found(self, document: Document) -> Overview | None:
        working = document.working
        if working is None:
            return None
        known = self._known.get(document)
        if known is None or known[0] is not working:
            chosen = self._window.preferences.checklists_for(document)
            known = working, overview(working, document.findings, chosen)
            self._known[document] = known
        return known[1]

    # Showing

    def focus(self) -> None:
        """Show the table and give it the focus."""
        self._furnish()
        if self._dock is None or self.panel is None:
            return
        self._dock.show_first()
        self.refresh()
        self.panel.view.begin()

    def _furnish(self) -> None:
        """Make the pane, which most sittings do without."""
        if self.panel is not None:
            return
        from reviewer.gui.batch.panel import BatchPanel

        panel = self.panel = BatchPanel()
        panel.open_wanted.connect(self._open_policy)
        panel.folder_wanted.connect(self.ask)
        panel.stop_wanted.connect(self.queue.stop)
        panel.start_wanted.connect(self.queue.start)
        self._dock = LowerPane(self._window, "batch", panel, _HEIGHT, self._due.start)
        self._zoom()
        self._retranslate()

    def _zoom(self) -> None:
        if self.panel is not None:
            self.panel.set_zoom(type_size(self._window))
            self._known.clear()  # other checklists may count now
            self._due.start()

    def _retranslate(self) -> None:
        if self._dock is not None:
            self._dock.setWindowTitle(say("Policies"))
            self.refresh()

    def refresh(self) -> None:
        """Show what is known now."""
        panel = self.panel
        if panel is None or not panel.isVisible():
            return
        documents = {one.path or one: one for one in self._window.session.documents}
        rows = []
        for path, row in self.queue.files.items():
            document = documents.pop(path, None)
            rows.append(self._open_row(document, path) if document else row)
        rows += [self._open_row(one, one.path) for one in documents.values()]
        panel.show_rows(rows)
        panel.show_folder(self._about())
        waits = {Progress.WAITING, Progress.WORKING}
        listed = [row for row in rows if row.path in self.queue.files]
        done = sum(row.progress not in waits for row in listed)
        panel.show_work(done, len(listed), running=self.queue.running)

    def _about(self) -> str:
        if self._folder is None:
            return say("Open documents")
        text = str(self._folder)
        if self._left_out:
            text += " · " + say("{count} more files are not listed", count=self._left_out)
        elif not self.queue.files:
            text += " · " + say("no policies or reviews in it")
        return text

    def step(self, forward: int) -> None:
        """Go to the next (1) or previous (-1) policy of the table, opening it where needed.

        Where the table is not shown, or the current document stands in no folder, that is the
        next of the open ones.
        """
        document = self._window.session.current
        if self.panel is None or not self.panel.isVisible() or document is None:
            self._window.workspace.step_tab(forward)
            return
        self.refresh()
        shown = [at for at in self.panel.shown() if self.panel.model.rows[at].error is None]
        rows = self.panel.model.rows
        here = next((n for n, at in enumerate(shown) if rows[at].document is document), None)
        if here is None or document.path not in self.queue.files:
            self._window.workspace.step_tab(forward)
            return
        at = shown[(here + forward) % len(shown)]
        self.panel.choose(at)
        self._open_policy(at)

    def _open_policy(self, at: int) -> None:
        row = self.panel.model.rows[at] if self.panel is not None else None
        if row is None:
            return
        if row.document is not None:
            self._window.session.make_current(row.document)
        elif row.path is not None:
            self._window.session.open_path(row.path)
