"""The only way off the window's thread: calls answered by a helper process.

Each helper is a process of its own, fed by a thread that blocks on a pipe; the
thread hands every answer back by a queued signal, so that ``done`` and
``failed`` run in the window's thread. A helper that dies or does not answer in
time is killed and started anew, and the call fails with :class:`WorkerDied`.
"""

from __future__ import annotations

import logging
import queue
import threading
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt, Signal, Slot

from reviewer import guard
from reviewer.bugs import Bug
from reviewer.errors import ReviewerError
from reviewer.gui.marked import mark

if TYPE_CHECKING:
    from collections.abc import Callable

log = logging.getLogger(__name__)


class Place(StrEnum):
    """The helper processes.

    The reader opens untrusted files in little memory and time; the analyser
    holds the rulebook and the language models; the painter makes pictures of a
    report's pages. The marker puts a review on a copy of its untrusted file, the
    signer sees keys and passphrases, the verifier signed files of others: none
    of these processes outlives its call.
    """

    READER = "reader"
    ANALYSER = "analyser"
    WRITER = "writer"
    PAINTER = "painter"
    MARKER = "marker"
    SIGNER = "signer"
    VERIFIER = "verifier"


_MEMORY = {
    Place.READER: guard.READING_BYTES,
    Place.PAINTER: 2 << 30,
    Place.MARKER: guard.READING_BYTES,
    Place.SIGNER: 3 << 30,
    Place.VERIFIER: 3 << 30,
}
_PASSING = frozenset({Place.MARKER, Place.SIGNER, Place.VERIFIER})


@dataclass(frozen=True, slots=True)
class Work:
    """A call for a helper process.

    Attributes:
        function: at the top level of a module. arguments: picklable.
        limit: seconds after which the helper counts as hanging.
        place: the helper that answers it.
    """

    function: Callable[..., object]
    arguments: tuple[object, ...] = ()
    limit: float = 120.0
    place: Place = Place.WRITER


@dataclass(slots=True)
class Ticket:
    """A call on its way; cancel it when its answer is no longer wanted.

    Attributes:
        heard: is told what the call notes before its answer; set right after the call was asked
            for.
    """

    work: Work
    done: Callable[[object], None]
    failed: Callable[[ReviewerError], None]
    cancelled: bool = False
    heard: Callable[[object], object] | None = None
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
    """One process and the thread that waits for its answers."""

    answered = Signal(object, object)
    noted = Signal(object, object)

    def __init__(self, place: Place, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self._process = guard.Guarded(f"reviewer-{place}", _MEMORY.get(place, 0))
        self._queue: queue.SimpleQueue[Ticket | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._busy: Ticket | None = None
        self._stopped = False
        self.answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self.noted.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._serve, name=f"reviewer-{place}", daemon=True)
        self._thread.start()

    def submit(self, ticket: Ticket) -> None:
        """Queue a call."""
        ticket.helper = self
        self._queue.put(ticket)

    def interrupt(self, ticket: Ticket) -> None:
        """Kill the process where it is busy with this very call."""
        with self._lock:
            if self._busy is ticket:
                self._process.kill()

    def stop(self) -> None:
        """End process and thread."""
        self._stopped = True
        self._queue.put(None)
        self._process.kill()
        self._thread.join(timeout=5)

    @property
    def process_id(self) -> int | None:
        """The process's number; None before it runs."""
        return self._process.process_id

    def _serve(self) -> None:
        self._process.start()
        while not self._stopped:
            ticket = self._queue.get()
            if ticket is None:
                break
            if ticket.cancelled:
                continue
            answer = self._call(ticket)
            if not self._stopped:
                self.answered.emit(ticket, answer)
        self._process.close()

    def _call(self, ticket: Ticket) -> object:
        with self._lock:
            self._busy = ticket
        work = ticket.work
        try:
            return self._process.call(
                work.function,
                work.arguments,
                work.limit,
                lambda value: self.noted.emit(ticket, value),
            )
        finally:
            with self._lock:
                self._busy = None
            if self._place in _PASSING:
                self._process.close()

    @Slot(object, object)
    def _pass_on(self, ticket: Ticket, value: object) -> None:
        if ticket.heard is not None and not ticket.cancelled and not self._stopped:
            ticket.heard(value)

    @Slot(object, object)
    def _deliver(self, ticket: Ticket, answer: object) -> None:
        if ticket.cancelled or self._stopped:
            return
        if isinstance(answer, Bug):
            log.error("%s of %s at %s", answer.kind, ticket.work.function.__name__, answer.place)
            template = mark(
                "Something unexpected went wrong ({kind}). "
                "A report without any text of a policy says where."
            )
            answer = ReviewerError(template, kind=answer.kind, bug=answer)
        if isinstance(answer, ReviewerError):
            ticket.failed(answer)
        else:
            ticket.done(answer)


class Tasks(QObject):
    """The helpers, one for each kind of work, started when they are first asked for."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._helpers: dict[Place, Helper] = {}

    def start(self) -> None:
        """Start the processes that the first file needs; returns at once."""
        for place in (Place.READER, Place.ANALYSER):
            self.helper(place)

    def run(
        self, work: Work, done: Callable[[object], None], failed: Callable[[ReviewerError], None]
    ) -> Ticket:
        """Have a call answered by the helper it needs."""
        ticket = Ticket(work, done, failed)
        self.helper(work.place).submit(ticket)
        return ticket

    def stop(self) -> None:
        """End all processes."""
        for helper in self._helpers.values():
            helper.stop()
        self._helpers.clear()

    def process_ids(self) -> tuple[int, ...]:
        """The numbers of the processes that run."""
        found = (helper.process_id for helper in self._helpers.values())
        return tuple(number for number in found if number is not None)

    def helper(self, place: Place) -> Helper:
        """The helper for a kind of work, started when first asked for."""
        if place not in self._helpers:
            self._helpers[place] = Helper(place, self)
        return self._helpers[place]
