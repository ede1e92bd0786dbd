"""The way back from a policy's text to the file it was read from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple, TypeAlias

from reviewer.model.span import Span


class Box(NamedTuple):
    """A rectangle on a page, in PDF points from the bottom left of the page's own space."""

    left: float
    bottom: float
    right: float
    top: float


class Turn(IntEnum):
    """The direction in which a line of text runs, in degrees against the clock."""

    NONE = 0
    QUARTER = 90
    HALF = 180
    THREE_QUARTERS = 270


@dataclass(frozen=True, slots=True)
class LineOrigin:
    """A stretch of text from a line of a source file.

    Attributes:
        span: the stretch of canonical text.
        line: line of the original's source text, from 1; 0 where unknown.
    """

    span: Span
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PageOrigin:
    """A stretch of text from one line of a page.

    Attributes:
        span: the stretch of canonical text.
        page: from 1.
        low: lower edge of the line, across the direction in which it runs.
        high: its upper edge.
        edges: where each code point begins, in the direction in which the
            line runs, and where the last one ends: one more than the span
            has code points. Both in PDF points of the page's own space.
        turn: the direction in which the line runs.
    """

    span: Span
    page: int
    low: float
    high: float
    edges: tuple[float, ...]
    turn: Turn = Turn.NONE

    def box(self, span: Span) -> Box | None:
        """What part of the page the code points of a span take; None where none are here.

        >>> line = PageOrigin(span=Span(5, 7), page=1, low=10, high=22, edges=(72, 80, 86))
        >>> line.box(Span(6, 9))
        Box(left=80, bottom=10, right=86, top=22)
        """
        first = max(span.start, self.span.start) - self.span.start
        last = min(span.end, self.span.end) - self.span.start
        if first >= last:
            return None
        begin, end = self.edges[first], self.edges[last]
        near, far = min(begin, end), max(begin, end)
        if self.turn in {Turn.NONE, Turn.HALF}:
            return Box(near, self.low, far, self.high)
        return Box(self.low, near, self.high, far)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunOrigin:
    """A stretch of text from one run of a Word document.

    Attributes:
        span: the stretch of canonical text.
        part: name of the package's part that holds it.
        paragraph: index of the paragraph among all of the part, in the
            order of its XML, from 0.
        run: index of the run among all of the paragraph, from 0.
        offset: code points of the run's own text in front of the stretch.
    """

    span: Span
    part: str
    paragraph: int
    run: int
    offset: int


Origin: TypeAlias = LineOrigin | PageOrigin | RunOrigin
"""Where a stretch of ``Policy.text`` stands in the original."""
