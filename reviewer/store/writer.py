"""The one thread that writes into a review file, and what waits for it.

An edit that cannot be stored is kept, and all that follow it: nothing is lost while the
program runs, and all of it goes into the same file once that can be written to again, or
into another.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.bugs import describe
from reviewer.errors import ReviewFileError
from reviewer.store import lock as locks
from reviewer.store import review_schema as schema
from reviewer.store.review_database import unwritable
from reviewer.store.review_file import Appender, create

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reviewer.model.edits import Edit
    from reviewer.store.review_file import Stored

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """How far the writing is.

    Attributes:
        path: the file that is written to.
        saved: sequence of the last edit that is on the disk.
        pending: how many edits are not.
        trouble: why they are not; None where all is well.
    """

    path: Path
    saved: int
    pending: int
    trouble: ReviewFileError | None = None


class Writer:
    """Stores edits one by one, in order, on a thread of its own.

    Futures are fulfilled, and ``changed`` is called, on that thread.

    Args:
        path: the file. stored: what it was found to hold.
        lock: on the file, which is released with it.
        changed: told of each new state.
    """

    def __init__(
        self,
        path: Path,
        stored: Stored,
        lock: locks.Lock,
        changed: Callable[[State], object] = bool,
    ) -> None:
        self._contents = stored.contents
        self._edits = list(stored.edits)
        self._outdated = stored.version < schema.VERSION
        self._path = path
        self._lock = lock
        self._head = stored.head
        self._changed = changed
        self._appender: Appender | None = None
        self._trouble: ReviewFileError | None = None
        self._waiting: deque[tuple[Edit, Future[int]]] = deque()
        self._orders: deque[Callable[[], None]] = deque()
        self._wake = threading.Condition()
        self._closing = False
        self._thread = threading.Thread(target=self._run, name="review writer", daemon=True)
        self._thread.start()

    # From any thread

    def submit(self, edit: Edit) -> Future[int]:
        """Have an edit stored; its sequence, once it is on the disk.

        The future waits as long as the file cannot be written to; :attr:`state` says why.

        Raises:
            ValueError: the edit does not follow the last one, or the writer is closed.
        """
        future: Future[int] = Future()
        future.set_running_or_notify_cancel()  # nobody can call it off
        with self._wake:
            if edit.sequence != len(self._edits) + 1 or self._closing:
                message = f"edit {edit.sequence} does not follow edit {len(self._edits)}"
                raise ValueError(message)
            self._edits.append(edit)
            self._waiting.append((edit, future))
            self._wake.notify()
        return future

    @property
    def state(self) -> State:
        """How far the writing is."""
        with self._wake:
            return self._state()

    @property
    def pending(self) -> tuple[Edit, ...]:
        """The edits that are not on the disk."""
        with self._wake:
            return tuple(edit for edit, _ in self._waiting)

    def retry(self) -> None:
        """Try again after trouble."""
        self._order(self._forget_trouble)

    def save_as(self, path: Path, who: str = "", *, overwrite: bool = False) -> Future[Path]:
        """Have all edits in another file, which is written to from now on.

        The future ends with a :class:`ReviewFileError` where that cannot be; then all stays
        as it is.
        """
        future: Future[Path] = Future()
        future.set_running_or_notify_cancel()

        def save() -> None:
            try:
                self._move(path, who, overwrite=overwrite)
            except ReviewFileError as error:
                future.set_exception(error)
            except Exception as error:  # noqa: BLE001 - as below
                future.set_exception(self._bug(error))
            else:
                future.set_result(path)

        self._order(save)
        return future

    def close(self, timeout: float | None = None) -> tuple[Edit, ...]:
        """Store what can be stored, close the file and give it free.

        Returns:
            The edits that could not be stored.
        """
        with self._wake:
            self._closing = True
            self._wake.notify()
        self._thread.join(timeout)
        return self.pending

    def _order(self, work: Callable[[], None]) -> None:
        with self._wake:
            self._orders.append(work)
            self._wake.notify()

    # On the thread

    def _run(self) -> None:
        try:
            while self._work():
                pass
        finally:
            self._leave_file()
            self._lock.release()

    def _work(self) -> bool:
        """Does the next thing there is to do; False where there is none and never will be."""
        with self._wake:
            if not self._orders and not self._can_store():
                if self._closing:
                    return False
                if not self._wake.wait(locks.REFRESH_SECONDS):
                    self._lock.refresh()
                return True
            order = self._orders.popleft() if self._orders else None
            edit, future = self._waiting[0] if self._waiting else (None, None)
        if order is not None:
            order()
        elif edit is not None and future is not None:
            self._store(edit, future)
        return True

    def _can_store(self) -> bool:
        return bool(self._waiting) and self._trouble is None

    def _store(self, edit: Edit, future: Future[int]) -> None:
        try:
            # One that was stored where a moved file is now need not be stored again.
            if edit.sequence > self._head.sequence:
                self._append(edit)
        except ReviewFileError as error:
            self._leave_file()
            self._note(error)
            return
        except Exception as error:  # noqa: BLE001 - a bug must not end the thread that saves
            self._leave_file()
            self._note(self._bug(error))
            return
        with self._wake:
            self._waiting.popleft()
        future.set_result(edit.sequence)
        self._note(None)

    def _bug(self, error: Exception) -> ReviewFileError:
        log.error("saving failed\n%s", describe(error).trace)
        return unwritable(self._path, type(error).__name__)

    def _append(self, edit: Edit) -> None:
        if self._outdated:
            self._renew()
        if self._appender is None:
            self._appender = Appender(self._path, self._contents.identity, self._head)
        try:
            self._appender.append(edit)
        finally:
            self._head = self._appender.head

    def _renew(self) -> None:
        """Writes a file of an older version anew, as this version would."""
        self._head = create(
            self._path, self._contents, self._edits[: self._head.sequence], overwrite=True
        )
        self._outdated = False

    def _move(self, path: Path, who: str, *, overwrite: bool) -> None:
        lock = locks.acquire(path, who) if path.resolve() != self._path.resolve() else self._lock
        with self._wake:
            waiting = tuple(self._waiting)
            edits = self._edits[: waiting[-1][0].sequence if waiting else len(self._edits)]
        try:
            self._head = create(path, self._contents, edits, overwrite=overwrite)
        except BaseException:
            if lock is not self._lock:
                lock.release()
            raise
        self._leave_file()
        if lock is not self._lock:
            self._lock.release()
        self._path, self._lock, self._outdated = path, lock, False
        with self._wake:
            for _ in waiting:
                self._waiting.popleft()
        for edit, future in waiting:
            future.set_result(edit.sequence)
        self._note(None)

    def _forget_trouble(self) -> None:
        with self._wake:
            self._trouble = None

    def _leave_file(self) -> None:
        if self._appender is not None:
            self._appender.close()
            self._appender = None

    def _note(self, trouble: ReviewFileError | None) -> None:
        with self._wake:
            self._trouble = trouble
            state = self._state()
        self._changed(state)

    def _state(self) -> State:
        return State(
            path=self._path,
            saved=self._waiting[0][0].sequence - 1 if self._waiting else len(self._edits),
            pending=len(self._waiting),
            trouble=self._trouble,
        )
