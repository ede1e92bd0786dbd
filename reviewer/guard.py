"""Calls answered by a process that can be killed.

Policies are untrusted files, and the libraries that read them are written in C:
one that hangs, crashes or eats all memory must cost a sentence, not the program.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from reviewer.bugs import Bug, describe
from reviewer.errors import ReadError, ReviewerError, ReviewFileError, WorkerDied

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

log = logging.getLogger(__name__)

READING_SECONDS = 9.5
READING_BYTES = 1 << 30
"""What reading one policy may take: time, ten seconds with the process's start, and address
space on systems that bound it."""

STORED_SECONDS = 60.0
"""What reading a review file may take, longer than a policy: somebody's work is in it."""

# A process that is only just starting has so long before its first call counts.
_START_SECONDS = 60.0
# A process that is ending has so long before its exit code is not waited for.
_ENDING_SECONDS = 1.0
_READY = "ready"
# Of helper processes: a step lower than whoever shows their answers.
_NICENESS = 5
_BELOW_NORMAL = 0x4000


@dataclass(frozen=True, slots=True)
class _NoMemory:
    """A call that needed more memory than it may have."""


@dataclass(frozen=True, slots=True)
class _Note:
    """What a call tells before its answer."""

    value: object


# Where notes go: the pipe to whoever waits for the answer. Empty outside of a helper process.
_listeners: list[Connection] = []


def note(value: object) -> None:
    """Tell whoever waits for this call's answer how far it has come; nobody else is told."""
    for pipe in _listeners:
        pipe.send(_Note(value))


class Guarded:
    """One helper process and the pipe to it; made anew where it ended.

    Not shared between threads, but for :meth:`kill`.

    Args:
        name: of the process, for the system's list.
        memory: bytes of address space it may take; 0: all there is. Not
            bounded on Windows.
    """

    def __init__(self, name: str, memory: int = 0) -> None:
        self.name = name
        self._memory = memory
        self._lock = threading.Lock()
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None
        self._ready = False
        self._unwanted = False

    def start(self) -> None:
        """Have the process running; returns while it loads."""
        if self._process is not None and self._process.is_alive():
            return
        self.close()
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(
            target=serve, args=(theirs, self._memory), name=self.name, daemon=True
        )
        process.start()
        theirs.close()
        with self._lock:
            self._process, self._pipe, self._ready = process, ours, False
            self._unwanted = False

    def call(
        self,
        function: Callable[..., object],
        arguments: tuple[object, ...],
        limit: float,
        heard: Callable[[object], object] | None = None,
    ) -> object:
        """A function's answer, or the :class:`ReviewerError` or :class:`Bug` that it ended with.

        Args:
            function: at the top level of a module, with picklable arguments.
            limit: seconds; a process that takes longer is killed.
            heard: is told what the function notes meanwhile; None where nobody listens.
        """
        try:
            self.start()
            return self._answer((function, arguments), limit, heard)
        except (OSError, EOFError):
            self._note_end()
            self.close()
            return WorkerDied("The helper process ended unexpectedly and was restarted. Try again.")

    def _answer(
        self,
        asked: tuple[Callable[..., object], tuple[object, ...]],
        limit: float,
        heard: Callable[[object], object] | None,
    ) -> object:
        pipe = self._pipe
        if pipe is None:
            raise EOFError
        if not self._ready:
            self._ready = pipe.poll(_START_SECONDS) and pipe.recv() == _READY
        pipe.send(asked)
        end = time.monotonic() + limit
        answer = None
        while pipe.poll(max(0.0, end - time.monotonic())):
            answer = pipe.recv()
            if isinstance(answer, _Note):
                if heard is not None:
                    heard(answer.value)
                answer = None
            elif isinstance(answer, _NoMemory):
                break
            else:
                return answer
        self.close()
        if answer is None:
            log.warning("%s did not answer in %s seconds", self.name, round(limit))
            return WorkerDied(
                "The helper process did not answer in {seconds} seconds and was restarted. "
                "Try again.",
                seconds=round(limit),
            )
        log.warning("%s ran out of memory", self.name)
        return WorkerDied("The helper process ran out of memory and was restarted. Try again.")

    def _note_end(self) -> None:
        """Log how the process ended; a signal's number is negative."""
        with self._lock:
            process, unwanted = self._process, self._unwanted
        if process is None or unwanted:
            return
        # Its end of the pipe closes a little before it is gone.
        process.join(timeout=_ENDING_SECONDS)
        log.warning("%s ended with exit code %s", self.name, process.exitcode)

    @property
    def process_id(self) -> int | None:
        """The process's number; None where none runs."""
        with self._lock:
            return None if self._process is None else self._process.pid

    def kill(self) -> None:
        """End the process at once, from any thread; a call under way then fails."""
        with self._lock:
            if self._process is not None:
                self._unwanted = True
                self._process.kill()

    def close(self) -> None:
        """End the process and wait for its end."""
        with self._lock:
            process, pipe = self._process, self._pipe
            self._process = self._pipe = None
        if pipe is not None:
            pipe.close()
        if process is not None:
            process.kill()
            process.join(timeout=5)


class Reading:
    """A policy on its way from a process of its own, while the caller goes on.

    Args:
        function: reads bytes under a name, at the top level of a module.
    """

    def __init__(
        self, function: Callable[..., object], data: bytes, name: str, *others: str
    ) -> None:
        self._process = Guarded("reviewer-reader", READING_BYTES)
        self._answer: object = None
        self._thread = threading.Thread(
            target=self._read, args=(function, (data, name, *others)), daemon=True
        )

    def __enter__(self) -> Self:
        """Begin to read."""
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """End the process, wherever it is."""
        self._process.kill()
        self._thread.join()
        self._process.close()

    def _read(self, function: Callable[..., object], arguments: tuple[object, ...]) -> None:
        self._answer = self._process.call(function, arguments, READING_SECONDS)

    def answer(self) -> object:
        """What the function returned.

        Raises:
            ReadError: it did not end in time, in memory, or at all well.
        """
        self._thread.join()
        if isinstance(self._answer, Bug):
            raise ReadError(
                "Something unexpected went wrong while the file was read ({kind}); please report "
                "it, and try another format of the policy.",
                kind=self._answer.kind,
                bug=self._answer,
            )
        if isinstance(self._answer, ReviewerError):
            raise as_reading(self._answer)
        return self._answer


def as_reading(error: ReviewerError) -> ReviewerError:
    """An error of a call that reads a policy, worded for the person who opened it."""
    if not isinstance(error, WorkerDied):
        return error
    return ReadError(
        "Reading the file takes more than {seconds} seconds or {memory} MB, or the file is damaged "
        "in a way that stops the reader; print it to a new PDF or save its text and open that.",
        seconds=round(READING_SECONDS),
        memory=READING_BYTES >> 20,
    )


def as_reading_review(error: ReviewerError, name: str) -> ReviewerError:
    """An error of a call that reads a review file, worded for the person who opened it."""
    if not isinstance(error, WorkerDied):
        return error
    return ReviewFileError(
        "Reading {file} takes more than {seconds} seconds or {memory} MB; close other programs "
        "and try again, or open a copy of it from before.",
        file=name,
        seconds=round(STORED_SECONDS),
        memory=READING_BYTES >> 20,
    )


def serve(pipe: Connection, memory: int = 0) -> None:
    """Answer calls until the other end hangs up: what the helper process runs."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _step_back()
    _bound(memory)
    _listeners.append(pipe)
    with suppress(OSError):
        pipe.send(_READY)
    while True:
        try:
            function, arguments = pipe.recv()
        except (EOFError, OSError):
            return
        answer = _answered(function, arguments)
        try:
            pipe.send(answer)
        except OSError:
            return
        except MemoryError:
            pipe.send(_NoMemory())


def _answered(function: Callable[..., object], arguments: tuple[object, ...]) -> object:
    try:
        return function(*arguments)
    except ReviewerError as error:
        return error
    except MemoryError:
        return _NoMemory()
    except Exception as error:  # noqa: BLE001 - reported to the caller, which logs it
        return describe(error)


def _step_back() -> None:
    """Let the process that waits for our answers go first, where both want the processor."""
    with suppress(OSError):
        if sys.platform == "win32":
            import ctypes

            kernel = ctypes.windll.kernel32
            kernel.SetPriorityClass(kernel.GetCurrentProcess(), _BELOW_NORMAL)
        else:
            os.nice(_NICENESS)


def _bound(memory: int) -> None:
    if not memory:
        return
    try:
        import resource
    except ImportError:  # Windows bounds memory by other means, which need rights we may lack
        return
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
