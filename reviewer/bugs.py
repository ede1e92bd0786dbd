"""What may be told about an exception that nobody expected: kinds and places, never words.

An exception's message, its notes and the values around it may quote the
policy. Its class and the lines of code that it passed through cannot.
"""

from __future__ import annotations

import sys
import threading
import traceback
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import TracebackType

    from reviewer.errors import ReviewerError

# An endless recursion passes through the same few lines a thousand times.
_FRAMES = 40
# An exception can have a whole tree of causes; the first ones tell enough.
_CAUSES = 20
_LONGEST_NAME = 80


class Where(StrEnum):
    """What a bug struck.

    Clean-up is what Python does by itself and cannot report to anybody; the
    program as a whole is struck where it crashes.
    """

    WINDOW = "window"
    THREAD = "thread"
    CLEANUP = "clean-up"
    HELPER = "helper"
    COMMAND = "command"
    PROGRAM = "program"


@dataclass(frozen=True, slots=True)
class Bug:
    """An exception nobody expected.

    Attributes:
        kind: the exception's class.
        trace: where it was raised and what it came from, a place a line;
            files without their folders.
        place: the line of code that raised it; empty where there is none.
    """

    kind: str
    trace: str
    place: str = ""


def describe(error: BaseException) -> Bug:
    """What may be told about an exception, those it came from included."""
    places = _places(error)
    lines = [line for title, one in _family(error) for line in (title, *_shortened(_places(one)))]
    # The first title is the bug's own kind.
    return Bug(_kind(error), "\n".join(lines[1:]), places[-1] if places else "")


def bug_of(error: ReviewerError) -> Bug | None:
    """The bug behind an error that one caused; None where none did."""
    bug = error.values.get("bug")
    return bug if isinstance(bug, Bug) else None


@contextmanager
def watched(note: Callable[[BaseException, Where], object]) -> Iterator[None]:
    """Have every exception noted for a while that nobody catches.

    Args:
        note: called in the thread that the exception ended.
    """

    def tell(error: BaseException, where: Where) -> None:
        # A bug in noting a bug has nobody left to be told to; Python would print its words.
        with suppress(Exception):
            note(error, where)

    def uncaught(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if isinstance(error, Exception):
            tell(error.with_traceback(trace), Where.WINDOW)
        else:
            former[0](kind, error, trace)

    def in_thread(args: threading.ExceptHookArgs) -> None:
        if args.exc_type is not SystemExit:
            tell(_raised(args.exc_value, args.exc_traceback), Where.THREAD)

    def unraisable(args: sys.UnraisableHookArgs) -> None:
        tell(_raised(args.exc_value, args.exc_traceback), Where.CLEANUP)

    former = sys.excepthook, threading.excepthook, sys.unraisablehook
    sys.excepthook, threading.excepthook, sys.unraisablehook = uncaught, in_thread, unraisable
    try:
        yield
    finally:
        sys.excepthook, threading.excepthook, sys.unraisablehook = former


def _raised(error: BaseException | None, trace: TracebackType | None) -> BaseException:
    # Where the memory did not suffice to make the exception there is none.
    return (MemoryError() if error is None else error).with_traceback(trace)


def _family(error: BaseException) -> Iterator[tuple[str, BaseException]]:
    """The exception, its causes and the members of groups, each with a title."""
    seen: set[int] = set()
    waiting = [("", error)]
    while waiting and len(seen) < _CAUSES:
        relation, one = waiting.pop(0)
        if id(one) in seen:
            continue
        seen.add(id(one))
        yield f"{relation} {_kind(one)}:", one
        if one.__cause__ is not None:
            waiting.append(("caused by", one.__cause__))
        elif one.__context__ is not None and not one.__suppress_context__:
            waiting.append(("while handling", one.__context__))
        if isinstance(one, BaseExceptionGroup):
            waiting += [("in the group", member) for member in one.exceptions]


def _kind(error: BaseException) -> str:
    # Classes can be made at run time and be called anything.
    name = type(error).__name__
    return name if name.isidentifier() and len(name) <= _LONGEST_NAME else "Exception"


def _places(error: BaseException) -> list[str]:
    # The library's own summary would read the source lines too.
    return [
        f"{PurePath(frame.f_code.co_filename).name}:{line} {frame.f_code.co_name}"
        for frame, line in traceback.walk_tb(error.__traceback__)
    ]


def _shortened(places: list[str]) -> list[str]:
    left_out = len(places) - _FRAMES
    if left_out <= 0:
        return places
    half = _FRAMES // 2
    return [*places[:half], f"... {left_out} more ...", *places[-half:]]
