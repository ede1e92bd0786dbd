"""Companies that speak as the responsible one where another one does."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.analysis import names
from reviewer.analysis.checks.patterns import LazyPattern
from reviewer.analysis.flagged import FlagDocument, Raised
from reviewer.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

FLAG = "foreign_company"
_DEFINED = LazyPattern(
    r"[.,]{0,2}[】\])）]?\s{0,3}[(（][^)）\n]{0,80}?"
    r"(?:我们|本公司|\bwe\b|\bus\b|\bour\b|the company)",
    re.IGNORECASE,
)
# What may stand between a company's name and what it does.
_ASIDE = LazyPattern(r"\.?,?\s?(?:[(（][^)）\n]{0,60}[)）])?,?\s?(?:及其关联公司|及其关联方)?\s?")
_LABEL = LazyPattern(r"(?:^|[\n|。；;])\W{0,6}([^\n|。；;:：]{2,20})\s?[:：]\s?[【\[]?$")
_RIGHTS_RESERVED = LazyPattern(
    r"(?:©|\(c\)|copyright|版权所有)[\s©(c)\d,–—-]{0,24}(?:by )?[【\[]?$", re.IGNORECASE
)
_IN_BRACKETS = LazyPattern(r"（[^）]{2,4}）|\([^)]{2,4}\)")
_WORD = LazyPattern(r"[a-z0-9]+")
_BACK, _AHEAD, _MOST = 40, 120, 3


@dataclass(frozen=True, slots=True)
class _Speaker:
    """A company that the text calls we, or lets speak as the responsible one."""

    name: str
    span: Span


def foreign_company(document: FlagDocument) -> Iterator[Raised]:
    """A second company that speaks as the responsible one and has nothing to do with the first."""
    speakers = tuple(_speakers(document))
    if not speakers or len({one.name for one in speakers}) > _MOST:
        return
    first, told = speakers[0], set()
    for other in speakers[1:]:
        if other.name not in told and _foreign(first, other, document):
            told.add(other.name)
            values = {"company": other.name, "own": first.name}
            yield Raised(flag=FLAG, span=other.span, values=values)


def _speakers(document: FlagDocument) -> Iterator[_Speaker]:
    text = document.policy.text
    labels = frozenset(document.words(FLAG, "labels"))
    for name, start, end in sorted(names.organisations(text), key=lambda one: one[1]):
        before = text[max(0, start - _BACK) : start]
        label = _LABEL.search(before)
        if (
            _DEFINED.match(text, end)
            or _is_committed(text, end, document)
            or (label is not None and label[1].strip().lower() in labels)
            or _RIGHTS_RESERVED.search(before)
        ):
            yield _Speaker(name, Span(start, end))


def _is_committed(text: str, end: int, document: FlagDocument) -> bool:
    """Whether a company whose name ends somewhere says there how it cares."""
    aside = _ASIDE.match(text, end)
    begin = aside.end() if aside else end
    return text[begin : begin + _AHEAD].lower().startswith(document.words(FLAG, "committed"))


def _foreign(first: _Speaker, other: _Speaker, document: FlagDocument) -> bool:
    if _is_han(first.name) != _is_han(other.name):
        # One may be the other's name in another language.
        return False
    if _core(first.name, document) & _core(other.name, document):
        return False
    together = document.words(FLAG, "together")
    for piece in document.pieces.all:
        if piece.span.overlap(first.span) or piece.span.overlap(other.span):
            words = piece.span.text_of(document.policy.text).lower()
            if any(word in words for word in together):
                return False
    return True


def _is_han(name: str) -> bool:
    return "公司" in name


def _core(name: str, document: FlagDocument) -> frozenset[str]:
    """What tells a company from others: its words, or the pairs of characters."""
    if not _is_han(name):
        return frozenset(_WORD.findall(name.lower())) - set(document.words(FLAG, "generic_en"))
    core = _IN_BRACKETS.sub("", name)
    for word in document.words(FLAG, "generic_zh"):
        core = core.replace(word, "")
    return frozenset(core[i : i + 2] for i in range(max(1, len(core) - 1)))
