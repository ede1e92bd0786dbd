"""Reviews that nobody has given a place: told of when recovered, asked about, discarded."""

from __future__ import annotations

from contextlib import suppress
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMessageBox

from reviewer.errors import ReviewFileError
from reviewer.gui.widgets.banner import Message, Tone
from reviewer.gui.words import say, say_error
from reviewer.store import lock as locks

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from reviewer.gui.document import Document
    from reviewer.gui.keeping import Keeping
    from reviewer.gui.saving import Saver
    from reviewer.gui.session import Session


class Leaving(StrEnum):
    """What becomes of an unsaved review whose document is closed."""

    SAVE = "save"
    KEEP = "keep"
    DISCARD = "discard"
    STAY = "stay"


class UnsavedReviews(QObject):
    """Sees to it that none is kept, or goes, without its owner knowing."""

    def __init__(
        self, session: Session, keeping: Keeping, tell: Callable[[Message], object], window: QWidget
    ) -> None:
        super().__init__(window)
        self._session = session
        self._keeping = keeping
        self._tell = tell
        self._window = window
        keeping.recovered.connect(self._tell_recovered)

    def _tell_recovered(self, document: Document) -> None:
        count = decisions_in(document)
        text = say("{count} decisions recovered: {name}", count=count, name=document.name)
        actions = (
            (say("Save review …"), partial(self._keeping.ask_place, document)),
            (say("Discard …"), partial(self.ask_discard_open, document)),
        )
        self._tell(Message(tone=Tone.SUCCESS, text=text, actions=actions))

    def tell_decided(self, document: Document) -> None:
        """Say where the same file is open already with decisions, as a recovered review is."""
        if document.working is not None or document.policy is None:
            return
        source = document.policy.source.sha256
        for other in self._session.documents:
            if other is document or other.policy is None or not decisions_in(other):
                continue
            if other.policy.source.sha256 == source:
                text = say(
                    "{name} is the same file as {other}, which is open with decisions: {count}.",
                    count=decisions_in(other),
                    name=document.name,
                    other=other.name,
                )
                action = (say("Go there"), partial(self._go_over, document, other))
                self._tell(Message(tone=Tone.INFO, text=text, actions=(action,)))
                return

    def _go_over(self, document: Document, other: Document) -> None:
        """Show another document; this one goes where nothing was decided on it."""
        if other not in self._session.documents:
            return
        self._session.make_current(other)
        if document in self._session.documents and self._keeping.saver(document) is None:
            self._session.close(document)

    def may_leave(self, documents: Sequence[Document]) -> bool:
        """Whether documents can be closed now; asks about each review that has no place."""
        return self._keeping.may_close(documents) and all(map(self._may_leave, documents))

    def _may_leave(self, document: Document) -> bool:
        saver = self._keeping.saver(document)
        if saver is None or saver.trouble or not self._keeping.is_unsaved(saver):
            return True
        count = decisions_in(document)
        leaving = self.ask_leaving(document, count) if count else Leaving.DISCARD
        if leaving is Leaving.SAVE:
            self._save_and_close(document, saver)
        elif leaving is Leaving.DISCARD:
            self._discard_open(document)
        return leaving is Leaving.KEEP

    def _save_and_close(self, document: Document, saver: Saver) -> None:
        """Ask for a place, and close the document once its review is there."""
        waiting = [document]

        def moved(_former: Path | None, _path: Path) -> None:
            if waiting and not self._keeping.is_unsaved(saver):
                waiting.clear()
                self._session.close(document)

        saver.moved.connect(moved)
        self._keeping.ask_place(document)
        # Saved later on, it stays open.
        self._keeping.file_dialog.rejected.connect(waiting.clear)

    def ask_leaving(self, document: Document, count: int) -> Leaving:
        """Ask what becomes of a review's decisions."""
        box = self._question(
            say(
                "{count} decisions on {name} are not in a file of yours.",
                count=count,
                name=document.name,
            ),
            say("What is kept for later is offered on the first page."),
        )
        role = QMessageBox.ButtonRole
        answers = {
            box.addButton(say("Save review …"), role.AcceptRole): Leaving.SAVE,
            box.addButton(say("Keep for later"), role.YesRole): Leaving.KEEP,
            box.addButton(say("Discard"), role.DestructiveRole): Leaving.DISCARD,
            (stay := box.addButton(say("Go back"), role.RejectRole)): Leaving.STAY,
        }
        box.setEscapeButton(stay)
        box.exec()
        for button, leaving in answers.items():
            if box.clickedButton() is button:
                return leaving
        return Leaving.STAY

    def ask_discard(self, path: Path, name: str, count: int) -> bool:
        """Ask whether a review that is not open shall go, and remove it; whether it went."""
        if not self.is_sure(name, count):
            return False
        try:
            lock = locks.acquire(path, "")
        except ReviewFileError as error:
            self._tell(Message(tone=Tone.WARNING, text=say_error(error)))
            return False
        try:
            self._remove(path)
        finally:
            lock.release()
        self._keeping.find_unsaved()
        return True

    def ask_discard_open(self, document: Document) -> None:
        """Ask whether the review of an open document shall go; the document is closed then."""
        saver = self._keeping.saver(document)
        if saver is None or not self._keeping.is_unsaved(saver):
            return
        if self.is_sure(document.name, decisions_in(document)):
            self._discard_open(document)

    def _discard_open(self, document: Document) -> None:
        saver = self._keeping.saver(document)
        path = saver.path if saver is not None and self._keeping.is_unsaved(saver) else None
        self._session.close(document)
        if path is not None:
            self._remove(path)
            self._keeping.find_unsaved()

    def _remove(self, path: Path) -> None:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            cause = error.strerror or type(error).__name__
            text = say("{name} could not be removed: {cause}.", name=path.name, cause=cause)
            self._tell(Message(tone=Tone.WARNING, text=text))
            return
        # What a killed program left beside it belongs to it.
        with suppress(OSError):
            path.with_name(path.name + "-journal").unlink(missing_ok=True)

    def is_sure(self, name: str, count: int) -> bool:
        """Ask whether decisions shall go for good."""
        box = self._question(
            say("Discard {count} decisions on {name}?", count=count, name=name),
            say("This cannot be undone. The policy's own file stays where it is."),
        )
        stay = box.addButton(say("Go back"), QMessageBox.ButtonRole.RejectRole)
        go = box.addButton(say("Discard"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(stay)
        box.setEscapeButton(stay)
        box.exec()
        return box.clickedButton() is go

    def _question(self, text: str, more: str) -> QMessageBox:
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(say("Unsaved review"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(text)
        box.setInformativeText(more)
        return box


def decisions_in(document: Document) -> int:
    """How many edits of a document stand."""
    return len(document.working.standing) if document.working is not None else 0
