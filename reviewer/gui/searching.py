"""Finding words in a policy, and what a double click takes for one."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

_CHINESE = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]")
_CHINESE_STOPS = "。；，、！？：\n"


@dataclass(frozen=True, slots=True)
class Found:
    """The result of a search.

    Attributes:
        hits: in order. at: index of the one shown; -1 for none.
    """

    words: str = ""
    match_case: bool = False
    hits: tuple[Span, ...] = ()
    at: int = -1


def find(text: str, words: str, caret: int, *, match_case: bool) -> Found:
    """Every place where the words stand; the first from the caret on is shown."""
    hits = find_all(text, words, match_case=match_case)
    at = nearest([hit.start for hit in hits], caret, 1) if hits else -1
    return Found(words, match_case, hits, at)


def nearest(starts: Sequence[int], caret: int, forward: int) -> int:
    """Which of some places comes next (1) or before (-1) a caret; round at the ends.

    >>> nearest([3, 9], 5, 1), nearest([3, 9], 5, -1), nearest([3, 9], 10, 1)
    (1, 0, 0)
    """
    if forward > 0:
        return bisect_left(starts, caret) % len(starts)
    return (bisect_right(starts, caret - 1) - 1) % len(starts)


def find_all(text: str, words: str, *, match_case: bool = False) -> tuple[Span, ...]:
    """Every place where the words stand, in order; none for no words.

    White space between the words matches any white space, line breaks too.

    >>> find_all("Share data. Do not share", "share")
    (Span(start=0, end=5), Span(start=19, end=24))
    """
    parts = words.split()
    if not parts:
        return ()
    pattern = r"\s+".join(re.escape(part) for part in parts)
    flags = re.NOFLAG if match_case else re.IGNORECASE
    return tuple(Span(found.start(), found.end()) for found in re.finditer(pattern, text, flags))


def phrase_at(text: str, position: int) -> Span | None:
    """The Chinese phrase around a position, up to 。；，、 and the like.

    None where the text is not Chinese: there a word is what Qt takes for one.

    >>> phrase_at("我们收集信息，并共享。", 2)
    Span(start=0, end=6)
    """
    if position >= len(text) or not _CHINESE.match(text[position]):
        return None
    start = position
    while start > 0 and text[start - 1] not in _CHINESE_STOPS:
        start -= 1
    end = position
    while end < len(text) and text[end] not in _CHINESE_STOPS:
        end += 1
    while start < end and text[start].isspace():
        start += 1
    return Span(start, end)


def quote(text: str, span: Span, limit: int = 0) -> str:
    """The words of a span on one line; cut with an ellipsis above a limit.

    Args:
        text: what the span points into.
        span: the words to quote.
        limit: most characters; 0 for all.

    >>> quote("We   share data", Span(0, 15))
    'We share data'
    """
    piece = text[span.start : min(span.end, span.start + 2 * limit + 40) if limit else span.end]
    words = " ".join(piece.split())
    if limit and len(words) > limit:
        return words[: limit - 1].rstrip() + "…"
    return words
