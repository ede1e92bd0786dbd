"""Ages of children that do not fit the law named beside them, or each other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.analysis.checks.patterns import LazyPattern
from reviewer.analysis.flagged import FlagDocument, Raised
from reviewer.model.clause import AttributeKind, Category

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reviewer.model.span import Span

FLAG = "age_mismatch"
_BELOW = LazyPattern(
    r"(?:under|below|younger than|less than|not yet)(?: the age of| age| age of)? ?\S{1,12}$"
    r"|^\S{1,9} (?:years? (?:old|of age) )?(?:or|and) (?:under|younger)"
    r"|(?:未满|不满|小于|低于)\s*\S{1,8}$|^.{1,6}岁\S{0,3}以下",
    re.IGNORECASE,
)
_ADULT = 18
_BEHIND = 6


@dataclass(frozen=True, slots=True)
class _Below:
    """An age below which a piece sets children apart."""

    age: str
    piece: int
    span: Span


def age_mismatch(document: FlagDocument) -> Iterator[Raised]:
    """Ages at odds with the law, and two different ages for the same children."""
    ages = tuple(_ages(document))
    # What else a piece says is asked once, however many ages it names.
    laws = {piece: _lines(piece, document) for piece in {one.piece for one in ages}}
    for one in ages:
        law = _at_odds(one, laws[one.piece])
        if law:
            yield Raised(flag=FLAG, span=one.span, values={"age": one.age, "law": law})
    plain = {piece for piece in laws if _is_plain(piece, document)}
    yield from _two([one for one in ages if one.piece in plain])
    yield from _unknown_to_chinese_law([one for one in ages if one.piece in plain], document)


def _ages(document: FlagDocument) -> Iterator[_Below]:
    """All ages below which something holds."""
    text = document.policy.text
    for index, piece in enumerate(document.pieces.all):
        for one in document.attributes(index):
            if one.kind is not AttributeKind.AGE or not piece.span.covers(one.span):
                continue
            words = text[one.span.start : min(one.span.end + _BEHIND, piece.span.end)]
            before = text[max(piece.span.start, one.span.start - 2) : one.span.end]
            if (
                _BELOW.search(one.span.text_of(text))
                or _BELOW.search(words)
                or _BELOW.search(before)
            ):
                yield _Below(one.value, index, one.span)


def _lines(piece: int, document: FlagDocument) -> dict[str, Sequence[str]]:
    """The ages at which the laws that a piece names draw their line, by law."""
    named = {one.value for one in document.attributes(piece) if one.kind is AttributeKind.LAW}
    lines = dict(entry.rsplit(maxsplit=1) for entry in document.words(FLAG, "thresholds"))
    return {law: lines[law].split("/") for law in sorted(named & lines.keys())}


def _at_odds(one: _Below, lines: Mapping[str, Sequence[str]]) -> str:
    """The laws of the same sentence that draw their line elsewhere; empty where one draws it."""
    return "" if any(one.age in ages for ages in lines.values()) else ", ".join(lines)


def _two(plain: Sequence[_Below]) -> Iterator[Raised]:
    """Two ages below that of adults in sentences that name no law and no place."""
    young = [one for one in plain if int(one.age) < _ADULT]
    for other in young[1:]:
        if other.age != young[0].age:
            values = {"first": young[0].age, "second": other.age}
            yield Raised(flag=FLAG, span=other.span, values=values, variant="two")
            return


def _is_plain(piece: int, document: FlagDocument) -> bool:
    words = document.pieces.all[piece].span.text_of(document.policy.text).lower()
    clause = document.clause(piece)
    return (
        clause is not None
        and Category.MINORS in clause.categories
        and not any(word in words for word in document.words(FLAG, "places"))
        and not any(
            other.kind in {AttributeKind.LAW, AttributeKind.COUNTRY} for other in clause.attributes
        )
        # A range of ages is no line below which one is a child.
        and sum(other.kind is AttributeKind.AGE for other in document.attributes(piece)) == 1
    )


def _unknown_to_chinese_law(plain: Sequence[_Below], document: FlagDocument) -> Iterator[Raised]:
    """Ages in a Chinese policy at which Chinese law draws no line."""
    if document.language != "zh" or document.policy.language == "zh-Hant":
        return
    lines = document.words(FLAG, "chinese")
    for one in plain:
        if one.age not in lines:
            yield Raised(flag=FLAG, span=one.span, values={"age": one.age}, variant="chinese")
            return
