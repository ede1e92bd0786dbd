"""One document's review file: made with the first edit, and one edit longer with each."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

from reviewer.errors import ReviewFileError
from reviewer.store import lock as locks
from reviewer.store import review_schema as schema
from reviewer.store.review_file import Head, Stored
from reviewer.store.review_parts import fresh
from reviewer.store.writer import State, Writer

if TYPE_CHECKING:
    from concurrent.futures import Future
    from pathlib import Path

    from reviewer.gui.document import Document
    from reviewer.model.edits import Edit
    from reviewer.model.rules import Rulebook
    from reviewer.store.review_parts import Contents


class Saver(QObject):
    """Has a document's edits stored, and announces how far that is.

    Attributes:
        path: the review file; None before there is one.
        state: what the writer told last; None before it did.
        saved_at: when the last edit was on the disk, by the local clock; None before one was.
    """

    changed = Signal()
    moved = Signal(object, object)
    """The review was saved elsewhere: the former path, None for none, and the new one."""

    not_moved = Signal(object)
    """It could not be; the ReviewFileError that says why."""

    _told = Signal(object)
    _settled = Signal(object, object)

    def __init__(self, document: Document, who: str, parent: QObject) -> None:
        super().__init__(parent)
        self.document = document
        self.path: Path | None = None
        self.state: State | None = None
        self.saved_at: datetime | None = None
        self._who = who
        self._writer: Writer | None = None
        self._contents: Contents | None = None
        self._made = False
        # The writer tells on its own thread.
        self._told.connect(self._take_state, Qt.ConnectionType.QueuedConnection)
        self._settled.connect(self._take_move, Qt.ConnectionType.QueuedConnection)

    @property
    def identity(self) -> str:
        """The identity of the review file; empty before there is one."""
        return self._contents.identity if self._contents is not None else ""

    @property
    def pending(self) -> int:
        """How many edits are not on the disk."""
        if self._writer is not None:
            return len(self._writer.pending)
        if self.path is not None and self._contents is not None and self.document.locked:
            return 0
        return len(self.document.working.edits) if self.document.working else 0

    @property
    def trouble(self) -> ReviewFileError | None:
        """Why edits are not on the disk; None where all is well."""
        return self.state.trouble if self.state else None

    def go_on(self, path: Path, stored: Stored, lock: locks.Lock) -> None:
        """Write to a file that was opened."""
        self.path, self._contents, self._made = path, stored.contents, True
        self._writer = Writer(path, stored, lock, self._told.emit)

    def only_read(self, path: Path, stored: Stored) -> None:
        """Keep what was read of a file that cannot be written to, for saving it elsewhere."""
        self.path, self._contents = path, stored.contents

    def prepare(self, contents: Contents) -> None:
        """Take what a new file shall hold besides edits, before it is begun."""
        self._contents = contents

    def begin(self, path: Path, rulebook: Rulebook) -> None:
        """Make a new review file, on the writer's thread.

        Raises:
            ReviewFileError: nothing can be put there.
        """
        review = self.document.review
        if review is None:
            return
        if self._contents is None:
            now = datetime.now(UTC)
            self._contents = fresh(self.document.source, review, rulebook, now)
        self._write_anew(path)

    def _write_anew(self, path: Path) -> None:
        if self._contents is None:
            return
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = locks.acquire(path, self._who)
        stored = Stored(
            contents=self._contents, edits=(), head=Head(0, b""), size=0, version=schema.VERSION
        )
        self.path = path
        self._writer = Writer(path, stored, lock, self._told.emit)
        for edit in self.document.working.edits if self.document.working else ():
            self._writer.submit(edit)
        self._create()

    def _create(self) -> None:
        """Have the file written; what waits for it goes into it with that."""
        writer, path = self._writer, self.path
        if writer is not None and path is not None:
            self._watch(writer.save_as(path, self._who, overwrite=True), None)

    def take(self, edit: Edit) -> None:
        """Have an edit stored."""
        if self._writer is not None:
            self._writer.submit(edit)
            self.changed.emit()

    def retry(self) -> None:
        """Try again after trouble."""
        if self._writer is None:
            return
        if self._made:
            self._writer.retry()
        else:
            self._create()

    def save_as(self, path: Path) -> None:
        """Have the review in another file, which is written to from now on.

        Raises:
            ReviewFileError: nothing can be put there.
        """
        if self._writer is None:
            self._write_anew(path)
            return
        self._watch(self._writer.save_as(path, self._who, overwrite=True), self.path)

    def _watch(self, future: Future[Path], former: Path | None) -> None:
        future.add_done_callback(lambda done: self._settled.emit(done, former))

    @Slot(object, object)
    def _take_move(self, done: Future[Path], former: Path | None) -> None:
        error = done.exception()
        if isinstance(error, ReviewFileError):
            if not self._made and self._writer is not None:
                state = self._writer.state
                self.state = State(path=state.path, saved=0, pending=state.pending, trouble=error)
                self.changed.emit()
            else:
                self.not_moved.emit(error)
            return
        self._made, self.path = True, done.result()
        self.moved.emit(former, self.path)
        self.changed.emit()

    @Slot(object)
    def _take_state(self, state: State) -> None:
        if not self._made and state.trouble is not None:
            return  # the file is not there yet; what hinders making it is told by the future
        grown = self.state is None or state.saved > self.state.saved
        self.state = state
        if grown and state.saved:
            self.saved_at = datetime.now().astimezone()
        self.changed.emit()

    def wait(self, seconds: float) -> int:
        """Wait until all is on the disk, or cannot be; how many edits are not."""
        end = time.monotonic() + seconds
        while self._writer is not None and self.pending and time.monotonic() < end:
            if self._made and self._writer.state.trouble is not None:
                break
            if self.trouble is not None:
                break
            time.sleep(0.005)
        return self.pending

    def close(self, timeout: float) -> int:
        """Store what can be stored and give the file free; how many edits were not stored."""
        if self._writer is None:
            return self.pending
        left = len(self._writer.close(timeout))
        self._writer = None
        return left
