"""One export under way: from what is asked for to its pages, and to its files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog

from reviewer.gui.dialogs.file_dialog import FileDialog
from reviewer.gui.exporting import work
from reviewer.gui.exporting.composing import Composing
from reviewer.gui.exporting.filing import Filing
from reviewer.gui.exporting.options_panel import Offer, OptionsPanel
from reviewer.gui.exporting.pages import PageSource
from reviewer.gui.exporting.preview import Preview
from reviewer.gui.exporting.since import Since
from reviewer.gui.exporting.window import ExportWindow
from reviewer.gui.session import Failure
from reviewer.gui.words import say, words
from reviewer.report.outputs import Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from reviewer.errors import ReviewerError
    from reviewer.gui.document import Document
    from reviewer.gui.main_window import MainWindow
    from reviewer.gui.widgets.banner import Message
    from reviewer.model.history import WorkingReview
    from reviewer.model.review import Review
    from reviewer.model.rules import Rulebook
    from reviewer.report.outputs import Output


class Export(QObject):
    """Follows the document and the window that asks what of it is exported."""

    def __init__(
        self, main: MainWindow, document: Document, rulebook: Rulebook, review: Review
    ) -> None:
        super().__init__(main)
        self.document = document
        self._main, self._rulebook, self._review = main, rulebook, review
        self._ended = False
        tasks = main.session.tasks
        found = {one.id for one in review.analysis.checklists}
        offered = tuple(one for one in rulebook.checklists if one.id in found)
        offer = Offer(offered, main.preferences.checklists_for(document))
        self.options = OptionsPanel(offer, main.preferences.settings.reviewer)
        self.source = PageSource(tasks, self)
        self.window = ExportWindow(self.options, Preview(self.source), document.name, main)
        self.composing = Composing(tasks, self._asked, self)
        self.since = Since(tasks, review, self)
        self.filing = Filing(main, self)
        self._connect()
        self.composing.begin()
        self._say_missing()
        if document.former is not None:
            self.since.against(document.former, document.former.policy.source.name)

    def _connect(self) -> None:
        window, composing = self.window, self.composing
        self.options.changed.connect(self._ask_again)
        self.options.since_wanted.connect(self._ask_since)
        self.since.found.connect(self._take_since)
        self.since.failed.connect(self._since_failed)
        self.document.decisions_changed.connect(composing.ask)
        self.document.stage_changed.connect(self._follow_stage)
        composing.began.connect(self._say_work)
        composing.heard.connect(self._say_pages)
        composing.made.connect(self._take)
        composing.failed.connect(self._failed)
        self.source.opened.connect(self._show_pages)
        self.source.failed.connect(self._pages_failed)
        window.stop.clicked.connect(self.stop)
        window.again.clicked.connect(composing.begin)
        window.save.clicked.connect(self.filing.ask)
        window.finished.connect(self._end)
        words.changed.connect(self._retranslate)

    @property
    def review(self) -> Review | WorkingReview:
        """The review as it stands now."""
        working = self.document.working
        return working if working is not None and working.edits else self._review

    def _asked(self) -> work.Composition | None:
        if self.options.missing:
            return None
        return work.Composition(
            found=self.review,
            rulebook=self._rulebook,
            options=replace(self.options.options, peered=self._main.peers.peered(self.document)),
            kind=self.options.kind,
            compared=self.options.compared,
        )

    def _ask_again(self) -> None:
        self.filing.follow()
        self.composing.ask()
        self._say_missing()

    def _follow_stage(self) -> None:
        """Close where the text was read anew, so that nobody exports what was found before."""
        if self.document.review is not self._review:
            self.window.reject()

    def _say_missing(self) -> None:
        missing = self.options.missing
        self.window.save.setEnabled(not missing)
        if missing:
            self.filing.forget()
            self.composing.cancel()
            self.window.preview.show_sentence(missing)
            self.window.show_idle("")
        elif self.options.kind is not Kind.PDF:
            self.window.preview.show_sentence(self._about())
        elif self.source.sizes:
            self.window.preview.show_pages()
        else:
            self.window.preview.show_sentence(say("The pages are being drawn …"))

    def _about(self) -> str:
        """What the files of a format without pages hold."""
        return {
            Kind.XLSX: say(
                "A workbook with five sheets: summary, clauses, checklist items, red flags and "
                "decisions."
            ),
            Kind.CSV: say(
                "Three files, for clauses, checklist items and red flags; their names end in "
                "-clauses.csv, -items.csv and -flags.csv."
            ),
            Kind.JSON: say(
                "What the program found, as data for other programs. What people decided is not "
                "in it."
            ),
        }.get(self.options.kind, "")

    def _retranslate(self) -> None:
        self._say_missing()
        self.window.banners.clear()
        if not self.composing.busy:
            self.say_ready()

    def _say_work(self) -> None:
        self.window.show_work(say("Writing …"))

    def _say_pages(self, done: int, of: int) -> None:
        if done < of:
            text = say("Drawing page {page} of {count}", page=done, count=of)
            self.window.show_work(text, done, of)
        else:
            self.window.show_work(say("Finishing …"))

    def tell(self, message: Message) -> object:
        """Say something in the export's window, or where that is closed in the main one."""
        return (self._main.tell if self._ended else self.window.banners.tell)(message)

    def say_ready(self) -> None:
        """Say that the files are there, and how large they are."""
        if self._ended:
            return
        size = sum(len(one.data) for one in self.composing.outputs)
        if not size:
            self.window.show_idle("")
            return
        kilobytes = max(1, round(size / 1000))
        if self.options.kind is Kind.PDF and self.source.sizes:
            text = say(
                "Ready: {count} pages, {size} kB", count=len(self.source.sizes), size=kilobytes
            )
        else:
            text = say("Ready: {size} kB", size=kilobytes)
        self.window.show_idle(text)

    def _take(self, outputs: tuple[Output, ...]) -> None:
        if self.options.kind is Kind.PDF:
            self.source.show(outputs[0].data)
        self.say_ready()
        self.filing.go_on()

    def _show_pages(self) -> None:
        self._say_missing()
        if not self.composing.busy:
            self.say_ready()

    def stop(self) -> None:
        """Stop whatever is being done; the helper stops too."""
        self.filing.forget()
        if self.since.busy:
            self.since.cancel()
        else:
            self.composing.cancel()
        stopped = not self.composing.outputs
        self.window.show_idle(say("Stopped.") if stopped else "", stopped=stopped)

    def _failed(self, error: ReviewerError) -> None:
        self.filing.forget()
        self.window.show_idle("", stopped=True)
        self.tell_failure(error, self.composing.begin)

    def _pages_failed(self, error: ReviewerError) -> None:
        def again() -> None:
            if self.composing.outputs:
                self.source.show(self.composing.outputs[0].data)

        self.tell_failure(error, again)

    def tell_failure(self, error: ReviewerError, retry: Callable[[], object]) -> None:
        """Say why something failed, and offer to try again."""
        failure = Failure(error, "", retry)
        self.tell(self._main.notices.message(failure))

    @property
    def folder(self) -> Path:
        """Where the document's file is, or the user's own."""
        return self.document.path.parent if self.document.path else Path.home()

    def _ask_since(self) -> None:
        files = FileDialog(
            self.window, say("An earlier version, or a review of it"), str(self.folder)
        )
        files.setFileMode(QFileDialog.FileMode.ExistingFile)
        files.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        files.fileSelected.connect(lambda name: self.compare_with(Path(name)))
        self.since_dialog = files
        files.open()

    def compare_with(self, path: Path) -> None:
        """Have it told what changed since the version in a file."""
        self.since.begin(path)
        self.window.show_work(say("Comparing with {name} …", name=path.name))

    def _take_since(self, compared: object, name: str) -> None:
        self.options.compare_with(cast("bytes", compared), name)

    def _since_failed(self, error: ReviewerError) -> None:
        self.say_ready()
        self.tell_failure(error, self._ask_since)

    def _end(self, _code: int) -> None:
        self._ended = True
        self.filing.give_up()
        self.since.cancel()
        self.composing.cancel()
        self.source.clear()
        self.document.decisions_changed.disconnect(self.composing.ask)
        self.document.stage_changed.disconnect(self._follow_stage)
        words.changed.disconnect(self._retranslate)
        self.deleteLater()
