"""Fields of a template that nobody filled in."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from reviewer.analysis.checks.near import standing
from reviewer.analysis.checks.patterns import LazyPattern
from reviewer.analysis.flagged import FlagDocument, Raised

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_FLAG = "placeholder"
# What holds a field: its name decides, but for the marks of template engines.
_BRACKETED = LazyPattern(
    r"\[([^\[\]\n]{2,60})\]|【([^【】\n]{2,40})】|<([^<>\n]{2,40})>|\{([^{}\n]{2,40})\}"
)
_ENGINE = LazyPattern(r"\{\{[^{}\n]{1,60}\}\}|\$\{[^{}\n]{1,60}\}|(?<!#)###\w{3,40}###(?!#)")
_LETTERS = LazyPattern(
    r"(?<![a-z0-9])(?:[\d+-]{0,8}-)?x{3,}(?:-[\dx-]+)?(?![a-z0-9])|(?<![a-z0-9])x{2,}(?=[一-龥])"
    r"|×{2,}|(?<=[^\W_]{3})[ ]?_{4,}(?=[ ]?[^\W_])"
)
# Searching for a word is far faster than any pattern.
_BRACKETS, _ENGINES, _BLANKS = "[【<{", ("{{", "${", "###"), ("xx", "××", "____")
# How much of a line is looked at for what makes a blank one that readers fill in.
_BEFORE = 40


def placeholders(document: FlagDocument) -> Iterator[Raised]:
    """Template fields, blanks and examples that stand in sentences and headings, in order."""
    found = sorted(
        {*_fields(document), *_blanks(document), *_words(document)},
        key=lambda place: (place[0], -place[1]),
    )
    starts = [piece.span.start for piece in document.pieces.all]
    reached = 0
    for start, end in found:
        span = document.folded.span(start, end)
        at = bisect_right(starts, span.start) - 1
        within = at >= 0 and document.pieces.all[at].span.end > span.start
        if within and start >= reached:
            reached = end
            yield Raised(flag=_FLAG, span=span)


def _any(marks: Iterable[str], text: str) -> bool:
    """Whether one of some marks stands in a text."""
    return any(mark in text for mark in marks)


def _fields(document: FlagDocument) -> Iterator[tuple[int, int]]:
    text, fields = document.folded.text, set(document.words(_FLAG, "fields"))
    begins = document.words(_FLAG, "begins")
    for match in _BRACKETED.finditer(text) if _any(_BRACKETS, text) else ():
        name = next(filter(None, match.groups())).strip(" *:：_")
        if name in fields or name.startswith(begins):
            yield match.span()
    for match in _ENGINE.finditer(text) if _any(_ENGINES, text) else ():
        yield match.span()


def _blanks(document: FlagDocument) -> Iterator[tuple[int, int]]:
    text, filled = document.folded.text, document.words(_FLAG, "filled")
    for match in _LETTERS.finditer(text) if _any(_BLANKS, text) else ():
        before = text[max(0, match.start() - _BEFORE) : match.start()].rpartition("\n")[2]
        if not any(word in before for word in filled):
            yield match.span()


def _words(document: FlagDocument) -> Iterator[tuple[int, int]]:
    reached: dict[int, int] = {}
    for word, start, end in standing(document.words(_FLAG, "words"), document.folded.text):
        if start >= reached.get(word, 0):
            reached[word] = end
            yield start, end
