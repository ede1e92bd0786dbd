"""The documents that are open, which one is current, and what they wait for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal

from reviewer import guard
from reviewer.errors import EditRefused
from reviewer.gui import worker
from reviewer.gui.document import Document, Stage
from reviewer.gui.reading import is_review
from reviewer.gui.stamping import stamped
from reviewer.gui.tasks import Place, Runner, Ticket, Work
from reviewer.text.said import said_language

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from reviewer.errors import ReviewerError
    from reviewer.gui.worker import OpenedChecklist
    from reviewer.model.policy import Policy
    from reviewer.model.review import Analysis
    from reviewer.model.rules import Rulebook
    from reviewer.model.steps import Step
    from reviewer.pipeline import Loaded
    from reviewer.store.review_file import Stored


@dataclass(frozen=True, slots=True)
class Failure:
    """Work that failed, and how to try again.

    Attributes:
        subject: the file or document it was about; empty for none.
    """

    error: ReviewerError
    subject: str
    retry: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Text:
    """What a document's text is read from: a file, or bytes that were pasted.

    Attributes:
        function: of the worker. arguments: all but encoding and language.
    """

    function: Callable[..., object]
    arguments: tuple[object, ...]

    def work(self, encoding: str = "", said: str = "") -> Work:
        """The call that reads it in an encoding and language; empty: told from the file."""
        limit, place = guard.READING_SECONDS, Place.READER
        return Work(self.function, (*self.arguments, encoding, said), limit=limit, place=place)


class Session(QObject):
    """Opens, closes and analyses documents; announces what changed."""

    opened = Signal(Document)
    closing = Signal(Document)
    current_changed = Signal()
    rulebook_ready = Signal()
    left_out = Signal(object)
    halted = Signal(Document)
    """Its analysis was stopped, as somebody wanted."""

    failed = Signal(Failure)
    review_wanted = Signal(object)
    """The path of a review file that shall be opened."""

    def __init__(
        self, tasks: Runner, today: Callable[[], date], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.tasks = tasks
        self.documents: list[Document] = []
        self.current: Document | None = None
        self.rulebook: Rulebook | None = None
        self._today = today
        self.may_close: Callable[[list[Document]], bool] = bool
        self.reviewer: Callable[[], str] = str
        """The reviewer's name; empty for the one that the system knows."""
        self._texts: dict[Document, Text] = {}
        self._tickets: dict[Document, Ticket] = {}
        self._readings: dict[Document, Ticket] = {}

    def start(self) -> None:
        """Start the helpers and load the rulebook there; returns at once."""
        self.tasks.start()
        self.tasks.run(
            Work(worker.warm_up, place=Place.ANALYSER), self._take_rulebook, self._rulebook_failed
        )

    def _take_rulebook(self, answer: object) -> None:
        loaded = cast("Loaded", answer)
        self.rulebook = loaded.rulebook
        self.rulebook_ready.emit()
        if loaded.problems:
            self.left_out.emit(loaded.problems)

    def _rulebook_failed(self, error: ReviewerError) -> None:
        self.failed.emit(Failure(error, "", self.start))

    def open_checklist(self, path: Path, done: Callable[[OpenedChecklist], object]) -> None:
        """Have a file's checklist used; documents without decisions are analysed anew."""

        def taken(answer: object) -> None:
            opened = cast("OpenedChecklist", answer)
            if opened.rulebook is not None:
                self.rulebook = opened.rulebook
                self.rulebook_ready.emit()
                for document in self.documents:
                    if document.working is not None and not document.working.edits:
                        self.analyse(document)
            done(opened)

        def failed(error: ReviewerError) -> None:
            self.failed.emit(Failure(error, path.name, lambda: self.open_checklist(path, done)))

        work = Work(worker.open_checklist, (path,), place=Place.ANALYSER)
        self.tasks.run(work, taken, failed)

    def open_path(self, path: Path) -> None:
        """Open a file, or go to it where it is open already."""
        path = path.absolute()
        if is_review(path):
            self.review_wanted.emit(path)
            return
        for document in self.documents:
            if document.path == path:
                self.make_current(document)
                return
        text = Text(worker.read_file, (path,))
        self._open(self._document(path.name, path), text, lambda: self.open_path(path))

    def open_text(self, data: bytes, name: str) -> None:
        """Open pasted text."""
        text = Text(worker.read_text, (data, name))
        self._open(self._document(name, None), text, lambda: self.open_text(data, name))

    @property
    def today(self) -> date:
        """The day of analyses that are made now."""
        return self._today()

    def _document(self, name: str, path: Path | None) -> Document:
        return Document(name, path, self, stamp=lambda: stamped(self.reviewer()))

    def _open(self, document: Document, text: Text, retry: Callable[[], None]) -> None:
        def failed(error: ReviewerError) -> None:
            self.close(document)
            self.failed.emit(Failure(guard.as_reading(error), document.name, retry))

        self._add(document, text)
        self._tickets[document] = self.tasks.run(
            text.work(), lambda answer: self._take_policy(document, answer), failed
        )

    def _add(self, document: Document, text: Text) -> None:
        self.documents.append(document)
        self._texts[document] = text
        self.opened.emit(document)
        self.make_current(document)

    def open_stored(self, name: str, path: Path | None, stored: Stored) -> Document:
        """Show what a review file holds, as it was found and decided then.

        Args:
            name: what the document is called.
            path: the file, where the user knows of it.
            stored: what it holds.
        """
        contents = stored.contents
        review = contents.review
        document = self._document(name, path)
        document.source, document.rulebook = contents.source, contents.rulebook
        document.former = contents.former
        self._add(document, Text(worker.read_text, (contents.source, review.policy.source.name)))
        document.show_policy(review.policy, review.timing.read)
        document.show_analysis(review.analysis, review.timing.analyse, stored.edits)
        return document

    def read_again(self, document: Document, encoding: str, said: str | None = None) -> None:
        """Read a document's bytes in another way; its text stays until that is done.

        Args:
            document: one that was read before.
            encoding: Python's name of it; empty: told from the bytes.
            said: the language that it is taken for, "en" or "zh"; empty: told from the
                text; None: as before.
        """
        if document not in self.documents or document.policy is None:
            return
        if document.working is not None and document.working.edits:
            document.refuse(
                EditRefused(
                    "Decisions were made on this text, so it is not read in another encoding or "
                    "language; open the policy anew for that."
                )
            )
            return

        if said is None:
            said = said_language(document.policy)

        def done(answer: object) -> None:
            del self._readings[document]
            document.encoding, document.reading_again = encoding, False
            self._take_policy(document, answer)

        def failed(error: ReviewerError) -> None:
            del self._readings[document]
            document.read_again(busy=False)
            retry = partial(self.read_again, document, encoding, said)
            self.failed.emit(Failure(guard.as_reading(error), document.name, retry))

        if document in self._readings:
            self._readings[document].cancelled = True
        work = self._texts[document].work(encoding, said)
        self._readings[document] = self.tasks.run(work, done, failed)
        document.read_again(busy=True)

    def _take_policy(self, document: Document, answer: object) -> None:
        policy, seconds, document.source = cast("tuple[Policy, float, bytes]", answer)
        document.show_policy(policy, seconds)
        self.analyse(document)

    def analyse(self, document: Document) -> None:
        """Analyse a document's text, for the first time or anew."""
        document.advance(None)
        if document.stage is not Stage.ANALYSING:
            document.enter(Stage.ANALYSING)
        former = self._tickets.get(document)
        if former is not None:
            former.cancelled = True
        self._tickets[document] = ticket = self.tasks.run(
            self.analysis(document.policy),
            lambda answer: self._take_analysis(document, answer),
            lambda error: self._analysis_failed(document, error),
        )
        ticket.heard = lambda step: document.advance(cast("Step", step))

    def analysis(self, policy: Policy | None) -> Work:
        """The call that analyses a policy as of today."""
        arguments = (policy, self.today)
        return Work(worker.analyse, arguments, limit=600.0, place=Place.ANALYSER)

    def _take_analysis(self, document: Document, answer: object) -> None:
        analysis, seconds = cast("tuple[Analysis, float]", answer)
        self._tickets.pop(document, None)
        document.rulebook = self.rulebook
        document.show_analysis(analysis, seconds)

    def _analysis_failed(self, document: Document, error: ReviewerError) -> None:
        document.enter(Stage.FAILED)
        self.failed.emit(Failure(error, document.name, lambda: self._analyse_again(document)))

    def _analyse_again(self, document: Document) -> None:
        if document in self.documents:
            self.analyse(document)

    def halt(self, document: Document) -> None:
        """Stop what a document waits for; before its text is there that closes it."""
        reading, ticket = self._readings.pop(document, None), self._tickets.pop(document, None)
        if reading is not None:
            reading.cancel()
            document.read_again(busy=False)
        elif ticket is not None and document.stage is Stage.READING:
            ticket.cancel()
            self.close(document)
        elif ticket is not None:
            ticket.cancel()
            document.enter(Stage.FAILED)
            self.halted.emit(document)

    def close(self, document: Document) -> None:
        """Close a document; answers still on their way to it are dropped."""
        if document not in self.documents:
            return
        for tickets in (self._tickets, self._readings):
            ticket = tickets.pop(document, None)
            if ticket is not None:
                ticket.cancelled = True
        del self._texts[document]
        at = self.documents.index(document)
        self.closing.emit(document)
        self.documents.remove(document)
        if document is self.current:
            self.current = None
            rest = self.documents
            self.make_current(rest[min(at, len(rest) - 1)] if rest else None)
        document.deleteLater()

    def leave(self, document: Document) -> None:
        """Close a document unless something speaks against it."""
        if self.may_close([document]):
            self.close(document)

    def make_current(self, document: Document | None) -> None:
        """Show another document."""
        if document is not self.current or document is None:
            self.current = document
            self.current_changed.emit()
