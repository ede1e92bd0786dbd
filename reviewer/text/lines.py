"""Plain text as lines: what each one looks like before its role is decided."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reviewer.model.span import Span
from reviewer.text.counting import characters
from reviewer.text.looks import words
from reviewer.text.markers import Marker, marker_of

_HAN = re.compile(r"[\u3400-\u9fff]")
SENTENCE_END = tuple("。！？；;.!?，,、")
LEAD_IN_END = tuple(":：")
_LOWER_START = re.compile(r"[a-z]")
# The width of hard-wrapped text, in characters.
_WRAP = range(55, 110)
_HAN_FULL = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of text, or several that were one before they were wrapped.

    Attributes:
        span: without surrounding white space, marker included.
        body: without the marker.
        gap: whether a blank line, or the beginning, stands before it.
        indent: white space in front, in characters.
        size: words, a Han character counting as half a word.
    """

    span: Span
    body: Span
    text: str
    marker: Marker | None
    gap: bool
    indent: int
    size: float

    @property
    def ends_sentence(self) -> bool:
        """Whether it closes with a mark of punctuation that headings lack."""
        return self.text.rstrip("\"'”’）)】」").endswith(SENTENCE_END)

    @property
    def announces(self) -> bool:
        """Whether it ends in a colon."""
        return self.text.endswith(LEAD_IN_END)


def lines_of(text: str) -> tuple[Line, ...]:
    """The lines that carry text, wrapped ones joined, in order."""
    raw: list[tuple[Span, bool, int]] = []
    gap, start = True, 0
    for piece in text.split("\n"):
        stripped = piece.strip()
        if stripped:
            begin = start + piece.index(stripped[0])
            raw.append((Span(begin, begin + len(stripped)), gap, begin - start))
            gap = False
        else:
            gap = True
        start += len(piece) + 1
    return tuple(
        _make(text, span, gap=gap, indent=indent) for span, gap, indent in _unwrapped(text, raw)
    )


def line_of(text: str, span: Span) -> Line:
    """A stretch of text as one line that no blank line precedes."""
    return _make(text, span, gap=False, indent=0)


def _make(text: str, span: Span, *, gap: bool, indent: int) -> Line:
    whole = span.text_of(text)
    marker = marker_of(whole)
    width = marker.width if marker else 0
    body = Span(min(span.start + width, span.end), span.end)
    said = body.text_of(text)
    return Line(
        span=span,
        body=body,
        text=said,
        marker=marker,
        gap=gap,
        indent=indent,
        size=words(said),
    )


def _unwrapped(text: str, raw: list[tuple[Span, bool, int]]) -> list[tuple[Span, bool, int]]:
    """Joins lines that a fixed width cut in the middle of a sentence."""
    lengths = [len(span) for span, _, _ in raw]
    filled = sum(length in _WRAP for length in lengths)
    wrapped = bool(lengths) and max(lengths) < _WRAP.stop and filled * 2 > len(lengths)
    joined: list[tuple[Span, bool, int]] = []
    for span, gap, indent in raw:
        if joined and not gap and _goes_on(text, joined[-1][0], span, wrapped=wrapped):
            first, first_gap, first_indent = joined[-1]
            joined[-1] = (Span(first.start, span.end), first_gap, first_indent)
        else:
            joined.append((span, gap, indent))
    return joined


def _goes_on(text: str, before: Span, after: Span, *, wrapped: bool) -> bool:
    # Only its last line is looked at: what was joined may have grown to the whole text.
    begin = max(before.start, text.rfind("\n", before.start, before.end) + 1)
    last_line, tail = text[begin : before.end], after.text_of(text)
    # Whether it has a marker takes longest to tell, and nearly always something else decides.
    return _reads_on(last_line, tail, text, before, wrapped=wrapped) and marker_of(tail) is None


def _reads_on(last_line: str, tail: str, text: str, before: Span, *, wrapped: bool) -> bool:
    """Whether a line may go on with the next one by how that ends and this one begins."""
    if last_line.endswith(LEAD_IN_END):
        return False
    if wrapped and len(last_line) >= _WRAP.start - 10:
        return not last_line.endswith((".", "。")) or len(last_line) >= _WRAP.start
    if last_line.endswith((*SENTENCE_END, "）", ")")):
        return False
    if _HAN.search(last_line[-1]) and _HAN.match(tail):
        return characters(_HAN, last_line) >= _HAN_FULL and not marker_of(_first_line(text, before))
    return len(last_line) >= _WRAP.stop - 10 and bool(_LOWER_START.match(tail))


def _first_line(text: str, span: Span) -> str:
    end = text.find("\n", span.start, span.end)
    return text[span.start : end if end >= 0 else span.end]
