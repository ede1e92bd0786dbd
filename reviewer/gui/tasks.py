"""The only way off the window's thread: calls answered by a helper process.

Each helper is a process of its own, fed by a thread that blocks on a pipe; the
thread hands every answer back by a queued signal, so that ``done`` and
``failed`` run in the window's thread. A helper that dies or does not answer in
time is killed and started anew, and the call fails with :class:`WorkerDied`.
"""

from __future__ import annotations

import logging
import multiprocessing
import queue
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt, Signal, Slot

from reviewer.errors import ReviewerError, WorkerDied
from reviewer.gui import worker
from reviewer.gui.marked import mark

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Work:
    """A call for a helper process.

    Attributes:
        function: at the top level of a module. arguments: picklable.
        limit: seconds after which the helper counts as hanging.
        heavy: whether it needs the analyser, where the language models are.
    """

    function: Callable[..., object]
    arguments: tuple[object, ...] = ()
    limit: float = 120.0
    heavy: bool = False


@dataclass(slots=True)
class Ticket:
    """A call on its way; cancel it when its answer is no longer wanted."""

    work: Work
    done: Callable[[object], None]
    failed: Callable[[ReviewerError], None]
    cancelled: bool = False
    helper: Helper | None = field(default=None, repr=False)

    def cancel(self) -> None:
        """Drop the answer; a helper already at it is stopped and replaced."""
        self.cancelled = True
        if self.helper is not None:
            self.helper.interrupt(self)


class Runner(Protocol):
    """What the session needs of its helpers; tests bring their own."""

    def start(self) -> None:
        """Begin loading what the first call will need."""

    def run(
        self, work: Work, done: Callable[[object], None], failed: Callable[[ReviewerError], None]
    ) -> Ticket:
        """Have a call answered; exactly one of the functions is called, unless cancelled."""

    def stop(self) -> None:
        """End the helpers; answers still on their way are dropped."""


class Helper(QObject):
    """One process, its pipe and the thread that waits for its answers."""

    answered = Signal(object, object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.name = name
        self._queue: queue.SimpleQueue[Ticket | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None
        self._busy: Ticket | None = None
        self._stopped = False
        self.answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._serve, name=name, daemon=True)
        self._thread.start()

    def submit(self, ticket: Ticket) -> None:
        """Queue a call."""
        ticket.helper = self
        self._queue.put(ticket)

    def interrupt(self, ticket: Ticket) -> None:
        """Kill the process where it is busy with this very call."""
        with self._lock:
            if self._busy is ticket and self._process is not None:
                self._process.kill()

    def stop(self) -> None:
        """End process and thread."""
        self._stopped = True
        self._queue.put(None)
        with self._lock:
            if self._process is not None:
                self._process.kill()
        self._thread.join(timeout=5)

    @property
    def process_id(self) -> int | None:
        """The process's number; None before it runs."""
        with self._lock:
            return None if self._process is None else self._process.pid

    def _serve(self) -> None:
        self._ensure_process()
        while not self._stopped:
            ticket = self._queue.get()
            if ticket is None:
                break
            if ticket.cancelled:
                continue
            answer = self._call(ticket)
            if not self._stopped:
                self.answered.emit(ticket, answer)
        self._discard()

    def _call(self, ticket: Ticket) -> object:
        with self._lock:
            self._busy = ticket
        try:
            pipe = self._ensure_process()
            pipe.send((ticket.work.function, ticket.work.arguments))
            if pipe.poll(ticket.work.limit):
                return pipe.recv()
            self._discard()
            template = mark(
                "The helper process did not answer in {seconds} seconds and was restarted. "
                "Try again."
            )
            return WorkerDied(template, seconds=round(ticket.work.limit))
        except (OSError, EOFError):
            self._discard()
            return WorkerDied(
                mark("The helper process ended unexpectedly and was restarted. Try again.")
            )
        finally:
            with self._lock:
                self._busy = None

    def _ensure_process(self) -> Connection:
        if self._pipe is not None and self._process is not None and self._process.is_alive():
            return self._pipe
        self._discard()
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=worker.serve, args=(theirs,), name=self.name, daemon=True)
        process.start()
        theirs.close()
        with self._lock:
            self._process, self._pipe = process, ours
        return ours

    def _discard(self) -> None:
        with self._lock:
            process, pipe = self._process, self._pipe
            self._process = self._pipe = None
        if pipe is not None:
            pipe.close()
        if process is not None:
            process.kill()
            process.join(timeout=5)

    @Slot(object, object)
    def _deliver(self, ticket: Ticket, answer: object) -> None:
        if ticket.cancelled or self._stopped:
            return
        if isinstance(answer, worker.Bug):
            log.error("%s in %s\n%s", answer.kind, ticket.work.function.__name__, answer.trace)
            template = mark(
                "Something unexpected went wrong ({kind}). The log says where; please report it."
            )
            answer = ReviewerError(template, kind=answer.kind)
        if isinstance(answer, ReviewerError):
            ticket.failed(answer)
        else:
            ticket.done(answer)


class Tasks(QObject):
    """Two helpers: one that reads and writes, and one that analyses."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._helpers: dict[bool, Helper] = {}

    def start(self) -> None:
        """Start both processes; returns at once."""
        for heavy in (False, True):
            self.helper(heavy=heavy)

    def run(
        self, work: Work, done: Callable[[object], None], failed: Callable[[ReviewerError], None]
    ) -> Ticket:
        """Have a call answered by the helper it needs."""
        ticket = Ticket(work, done, failed)
        self.helper(heavy=work.heavy).submit(ticket)
        return ticket

    def stop(self) -> None:
        """End both processes."""
        for helper in self._helpers.values():
            helper.stop()
        self._helpers.clear()

    def helper(self, *, heavy: bool) -> Helper:
        """The helper for light or heavy work, started when first asked for."""
        if heavy not in self._helpers:
            name = "reviewer-analyser" if heavy else "reviewer-reader"
            self._helpers[heavy] = Helper(name, self)
        return self._helpers[heavy]
