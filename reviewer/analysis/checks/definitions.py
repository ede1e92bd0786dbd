"""Terms that are announced and never defined, or defined twice for different things."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewer.analysis.checks.patterns import LazyPattern
from reviewer.analysis.flagged import FlagDocument, Raised
from reviewer.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

FLAG = "undefined_term"
_ANNOUNCED = LazyPattern(
    r"(?P<en>(?:[A-Z][\w’'&-]*[ \t]){0,5}[A-Z][\w’'&-]*)[”\"]?\s?[,(（]\s?"
    r"(?:each |both |all |the terms? )?(?:as )?(?:is |are )?(?:further |each )?defined"
    r" (?:below|above|herein|hereinafter|later|in this (?:policy|notice|privacy (?:policy|notice)))"
    r"|[“「\"](?P<zh>[^”」\"\n]{2,20})[”」\"]\s?[(（]?(?:的?定义见|定义如)(?:[下上前后]文?|本政策)"
)
_DEFINED_EN = (
    r"[“\"‘'(]\s?(?:the )?{term}s?[,.]?\s?[”\"’')]\s?(?:\)|means?|refers?|includes?|are|is|:|shall)"
    r"|[“\"](?:the )?{term}s?[,.]?[”\"]"
    r"|(?<![\w“\"]){term}s?[”\"]? (?:means?|refers? to|shall mean|has the meaning|is defined as)\b"
    r"|^[ \t•*#\d.]*{term}s?[”\"]?\s*(?:[:：–—-]|$)"
)
_DEFINED_ZH = r"{term}[”」\"]?[,，]?\s?(?:[是系]?指|是指|包括|[:：])|[“「\"]{term}[”」\"][)）]"
_SHORT_FORM = LazyPattern(
    r"(?P<long>[^\n。；;，,:：(（“”]{2,40})[(（][^()（）“”\"\n]{0,30}?"
    r"(?:以下|下文?)(?:或|均|可|统|合)?(?:简?称|统称|合称)(?:为|作|之为)?[:：]?\s?[“\"「](?P<short>[^”\"」\n]{1,16})[”\"」]"
)
_LETTERS = LazyPattern(r"[\w一-龥]")
_ALIKE = 4


def undefined_term(document: FlagDocument) -> Iterator[Raised]:
    """Terms whose definition is announced and missing, and terms defined for two things."""
    yield from _never(document)
    yield from _twice(document)


def _never(document: FlagDocument) -> Iterator[Raised]:
    text = document.policy.text
    if "defined" not in text and "定义" not in text:
        return
    seen = set()
    for piece in document.pieces.all:
        words = piece.span.text_of(text)
        if "defined" not in words and "定义" not in words:
            continue
        for found in _ANNOUNCED.finditer(words):
            name = "en" if found["en"] else "zh"
            term = " ".join(found[name].split())
            start = piece.span.start + found.start(name)
            here = Span(start, piece.span.start + found.end())
            if term not in seen and not _defined(text, term, here, name):
                seen.add(term)
                yield Raised(flag=FLAG, span=here, values={"term": term})


def _defined(text: str, term: str, here: Span, language: str) -> bool:
    form = _DEFINED_EN if language == "en" else _DEFINED_ZH
    stem = term[:-1] if language == "en" and term.endswith("s") else term
    pattern = re.compile(form.format(term=re.escape(stem)), re.MULTILINE)
    return any(not here.start <= found.start() < here.end for found in pattern.finditer(text))


def _twice(document: FlagDocument) -> Iterator[Raised]:
    """Short forms that stand for two different things."""
    text = document.policy.text
    first: dict[str, str] = {}
    told = set()
    for piece in document.pieces.all:
        words = piece.span.text_of(text)
        if "称" not in words:
            continue
        for found in _SHORT_FORM.finditer(words):
            short, long = found["short"].strip(), _core(found["long"])
            if short not in first:
                first[short] = long
            elif (
                short not in told
                and not _same(first[short], long)
                and not _same(first[short], _core(words))
            ):
                told.add(short)
                span = Span(piece.span.start + found.start(), piece.span.start + found.end())
                values = {"term": short, "first": first[short], "second": long}
                yield Raised(flag=FLAG, span=span, values=values, variant="twice")


def _core(words: str) -> str:
    return "".join(_LETTERS.findall(words))


def _same(one: str, other: str) -> bool:
    """Whether two long forms may name one thing: some characters in a row are the same."""
    if one in other or other in one:
        return True
    return any(one[at : at + _ALIKE] in other for at in range(len(one) - _ALIKE + 1))
