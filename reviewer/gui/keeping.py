"""Reviews on the disk: every edit stored, files opened and saved, what was unsaved found again."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast
from uuid import uuid4

from PySide6.QtCore import QObject, Signal

from reviewer import guard
from reviewer.errors import ReviewFileError
from reviewer.gui import worker
from reviewer.gui.dialogs.losing import asks_loss
from reviewer.gui.dialogs.placing import place_dialog
from reviewer.gui.reading import REVIEW, review_from
from reviewer.gui.saving import Saver
from reviewer.gui.session import Failure
from reviewer.gui.stamping import system_user
from reviewer.gui.tasks import Place, Work
from reviewer.gui.troubles import Troubles
from reviewer.store import lock as locks
from reviewer.store.review_file import Head, Stored
from reviewer.store.review_schema import VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtWidgets import QWidget

    from reviewer.errors import ReviewerError
    from reviewer.gui.document import Document
    from reviewer.gui.session import Session
    from reviewer.gui.widgets.banner import Banner, Message
    from reviewer.gui.worker import Unsaved
    from reviewer.model.edits import Edit
    from reviewer.store.review_parts import Contents

_NAME = 40
# So many seconds the window waits for the disk when it is closed.
_PATIENCE = 5.0


class Keeping(QObject):
    """A review file for each document that was decided on."""

    changed = Signal()
    """How far the saving of some document is, or where it is saved."""

    recovered = Signal(object)
    """A review that nobody has given a place was opened; its Document."""

    unsaved_found = Signal(tuple)
    """The unsaved reviews that are not open."""

    def __init__(
        self, session: Session, folder: Path, tell: Callable[[Message], Banner], window: QWidget
    ) -> None:
        """Begin with no file.

        Args:
            folder: of reviews that nobody has given a place yet.
        """
        super().__init__(window)
        self._session = session
        self._folder = folder
        self.offered: Callable[[], str] = str
        """The folder that is offered for reviews; empty for the policy's own."""
        self._window = window
        self._savers: dict[Document, Saver] = {}
        self._troubles = Troubles(tell, self.ask_place)
        session.opened.connect(self._follow)
        session.closing.connect(self._leave)
        session.review_wanted.connect(self.open)

    def saver(self, document: Document | None) -> Saver | None:
        """What saves a document; None before its first edit."""
        return self._savers.get(document) if document is not None else None

    def is_unsaved(self, saver: Saver) -> bool:
        """Whether nobody has given a review a place yet."""
        return saver.path is not None and saver.path.parent == self._folder

    # Opening

    def open(self, path: Path, *, caret: int = 0) -> None:
        """Open a review file, or go to it where it is open already."""
        for document, saver in self._savers.items():
            if saver.path == path:
                self._session.make_current(document)
                return
        lock, warning = self._locked(path)

        def done(answer: object) -> None:
            document = self._show(path, cast("Stored", answer), lock)
            if warning is not None:
                self._troubles.warn(document, warning)
            if caret:
                document.put_caret(caret)

        def failed(error: ReviewerError) -> None:
            if lock is not None:
                lock.release()
            retry = partial(self.open, path)
            self._session.failed.emit(
                Failure(guard.as_reading_review(error, path.name), path.name, retry)
            )

        self._session.tasks.run(review_from(path), done, failed)

    def _locked(self, path: Path) -> tuple[locks.Lock | None, ReviewFileError | None]:
        """The lock on a file, or why there is none."""
        if not path.is_file():
            return None, None
        try:
            return locks.acquire(path, self._who()), None
        except ReviewFileError as error:
            return None, error

    def _who(self) -> str:
        return self._session.reviewer() or system_user()

    def _show(self, path: Path, stored: Stored, lock: locks.Lock | None) -> Document:
        unsaved = path.parent == self._folder
        name = stored.contents.review.policy.source.name if unsaved else path.name
        document = self._session.open_stored(name, None if unsaved else path, stored)
        saver = self._saver(document)
        if lock is not None:
            saver.go_on(path, stored, lock)
        else:
            saver.only_read(path, stored)
            document.locked = True
        self.changed.emit()
        document.decisions_changed.emit()
        if unsaved:
            self.recovered.emit(document)
        return document

    # Storing

    def _follow(self, document: Document) -> None:
        document.edited.connect(partial(self._store, document))

    def _saver(self, document: Document) -> Saver:
        if document not in self._savers:
            saver = self._savers[document] = Saver(document, self._who(), self)
            saver.changed.connect(partial(self._note, saver))
            saver.moved.connect(partial(self._note_move, saver))
            saver.not_moved.connect(partial(self._troubles.tell, saver))
        return self._savers[document]

    def _store(self, document: Document, edit: Edit) -> None:
        saver = self._saver(document)
        if saver.path is not None:
            saver.take(edit)
            return
        self.keep(document)

    def keep(self, document: Document) -> None:
        """Keep a review that has no place yet, with the edits that it has."""
        self._begin(self._saver(document), self._folder / _unsaved_name(document.name))

    def take_over(self, name: str, contents: Contents, edits: tuple[Edit, ...]) -> Document:
        """Show a review that begins with edits, and have all of it stored."""
        stored = Stored(contents=contents, edits=edits, head=Head(0, b""), size=0, version=VERSION)
        document = self._session.open_stored(name, None, stored)
        saver = self._saver(document)
        saver.prepare(contents)
        self._begin(saver, self._folder / _unsaved_name(name))
        return document

    def _begin(self, saver: Saver, path: Path) -> None:
        rulebook = saver.document.rulebook or self._session.rulebook
        if rulebook is None:
            return
        try:
            saver.begin(path, rulebook)
        except (ReviewFileError, OSError) as error:
            cause = error if isinstance(error, ReviewFileError) else _cannot_make(path, error)
            self._troubles.tell(saver, cause)
        self.changed.emit()

    def _note(self, saver: Saver) -> None:
        self._troubles.follow(saver)
        self.changed.emit()

    def _note_move(self, saver: Saver, former: Path | None, path: Path) -> None:
        if former is not None and former.parent == self._folder and former != path:
            former.unlink(missing_ok=True)
        # It may have been closed while its file was on the way.
        if not self.is_unsaved(saver) and saver.document in self._session.documents:
            saver.document.rename(path.name, path)
            saver.document.locked = False

    # Saving by hand

    def save(self) -> None:
        """Give the current review a place; say so where it has one."""
        document = self._session.current
        saver = self.saver(document)
        if saver is None or saver.path is None or self.is_unsaved(saver) or saver.trouble:
            self.ask_place(document)

    def save_as(self) -> None:
        """Give the current review another place."""
        self.ask_place(self._session.current)

    def ask_place(self, document: Document | None) -> None:
        """Ask where a review shall be saved."""
        if document is None or document.working is None:
            return
        files = place_dialog(document, REVIEW, self._window)
        files.fileSelected.connect(lambda name: self.save_to(document, Path(name)))
        if self.offered():
            files.setDirectory(self.offered())
        self.file_dialog = files
        files.open()

    def save_to(self, document: Document, path: Path) -> None:
        """Save a review in a file, which is written to from now on."""
        saver = self._saver(document)
        try:
            if saver.path is None:
                self._begin(saver, path)
            else:
                saver.save_as(path)
        except ReviewFileError as error:
            self._troubles.tell(saver, error)

    # Leaving

    def _leave(self, document: Document) -> None:
        saver = self._savers.pop(document, None)
        if saver is None:
            return
        self._troubles.forget(saver)
        saver.close(0 if saver.trouble else _PATIENCE)
        saver.deleteLater()
        self.find_unsaved()

    def may_close(self, documents: Iterable[Document]) -> bool:
        """Whether documents can be closed: all is stored, or the user would rather lose it."""
        savers = [saver for one in documents if (saver := self.saver(one)) and not one.locked]
        unstored = sum(saver.wait(_PATIENCE) for saver in savers)
        return unstored == 0 or self.ask_loss(unstored)

    def ask_loss(self, count: int) -> bool:
        """Ask whether to close though some decisions are not on the disk."""
        return asks_loss(count, self._window)

    def close(self) -> None:
        """Store what can be stored and give all files free."""
        for saver in self._savers.values():
            saver.close(0 if saver.trouble else _PATIENCE)

    # What was unsaved

    def find_unsaved(self) -> None:
        """Look for reviews that nobody has given a place, as after a crash."""

        def done(answer: object) -> None:
            found = cast("tuple[Unsaved, ...]", answer)
            open_ones = {saver.path for saver in self._savers.values()}
            self.unsaved_found.emit(tuple(one for one in found if one.path not in open_ones))

        work = Work(worker.find_unsaved, (self._folder,), place=Place.READER)
        self._session.tasks.run(work, done, lambda _error: None)


def _unsaved_name(name: str) -> str:
    """What a review is called that nobody has given a place yet."""
    stem = "".join(c if c.isalnum() or c in "-_. " else "_" for c in Path(name).stem)
    return f"{stem[:_NAME].strip() or 'policy'}-{uuid4().hex[:8]}{REVIEW}"


def _cannot_make(path: Path, error: OSError) -> ReviewFileError:
    return ReviewFileError(
        "{file} cannot be saved ({cause}); what was decided is kept in this window. "
        "Save to another file.",
        file=path.name,
        cause=error.strerror or type(error).__name__,
    )
