"""Where words stand on the pages of a PDF: one strip a line."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from reviewer.model.origin import Box, PageOrigin, Turn
from reviewer.model.span import Span
from reviewer.text.readers.table import SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewer.model.policy import Policy

# Points; what is narrower shows nothing.
_NARROWEST = 0.2
Point = tuple[float, float]


class Corners(NamedTuple):
    """The corners of a strip as its reader sees them."""

    upper_left: Point
    upper_right: Point
    lower_left: Point
    lower_right: Point


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """Words that stand on one line.

    Attributes:
        page: from 1.
        line: around all of the line.
    """

    page: int
    box: Box
    line: Box
    turn: Turn

    @property
    def corners(self) -> Corners:
        """Of the words."""
        return corners(self.box, self.turn)


def corners(box: Box, turn: Turn) -> Corners:
    """The corners of words, whichever way their line runs.

    >>> corners(Box(10, 20, 30, 25), Turn.QUARTER).upper_left
    (10, 20)
    """
    left, low, right, high = box
    match turn:
        case Turn.QUARTER:
            return Corners((left, low), (left, high), (right, low), (right, high))
        case Turn.HALF:
            return Corners((right, low), (left, low), (right, high), (left, high))
        case Turn.THREE_QUARTERS:
            return Corners((right, high), (right, low), (left, high), (left, low))
        case _:
            return Corners((left, high), (right, high), (left, low), (right, low))


@dataclass(frozen=True, slots=True)
class Stretches:
    """Where a span stands.

    Attributes:
        strips: in the order of the text.
        lost: how many of its characters have no place.
    """

    strips: tuple[Strip, ...]
    lost: int


class Strips:
    """Finds the strips of a policy's spans."""

    def __init__(self, policy: Policy) -> None:
        self._text = policy.text
        self._lines = [one for one in policy.origins if isinstance(one, PageOrigin)]
        self._ends = [line.span.end for line in self._lines]

    def of(self, span: Span) -> Stretches:
        """Where a span stands."""
        strips: list[Strip] = []
        lost = 0
        at = span.start
        for line, words in self._parts(span):
            lost += self._count(Span(at, words.start)) if at < words.start else 0
            at = words.end
            box = line.box(words)
            if box is None or min(box.right - box.left, box.top - box.bottom) < _NARROWEST:
                lost += len(words)
                continue
            whole = line.box(line.span) or box
            strips.append(Strip(page=line.page, box=box, line=whole, turn=line.turn))
        return Stretches(tuple(strips), lost + self._count(Span(at, max(at, span.end))))

    def _parts(self, span: Span) -> Iterator[tuple[PageOrigin, Span]]:
        """The lines that a span touches, each with its words without spaces around."""
        for rank in range(bisect_left(self._ends, span.start + 1), len(self._lines)):
            line = self._lines[rank]
            if line.span.start >= span.end:
                return
            start, end = max(span.start, line.span.start), min(span.end, line.span.end)
            words = self._text[start:end]
            start += len(words) - len(words.lstrip())
            end -= len(words) - len(words.rstrip())
            if start < end:
                yield line, Span(start, end)

    def _count(self, span: Span) -> int:
        """Letters and signs of a piece without a place; what stands between cells is none."""
        left = span.text_of(self._text).replace(SEPARATOR.strip(), "")
        return sum(not letter.isspace() for letter in left)
