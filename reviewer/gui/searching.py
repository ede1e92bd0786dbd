"""Finding words in a policy, and what a double click takes for one."""

from __future__ import annotations

import re

from reviewer.model.span import Span

_CHINESE = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]")
_CHINESE_STOPS = "。；，、！？：\n"


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
