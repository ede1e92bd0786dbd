"""Times to answer a request, held against the laws that a policy names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.analysis.durations import days
from reviewer.analysis.flagged import FlagDocument, Raised
from reviewer.model.clause import AttributeKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewer.model.clause import Attribute

_FLAG = "slow_response"
_OF_LANGUAGE = {"zh": "pipl"}
_OTHER = "other"


def slow_responses(document: FlagDocument) -> Iterator[Raised]:
    """Promised times beyond the longest limit that may apply where they stand.

    A law named in the sentence goes before those of the section, these before
    those of the policy and of its language.
    """
    for one in document.shown(_FLAG, "answer"):
        promised = _promised(document, one.piece)
        length = days(promised.value) if promised else None
        if promised is None or length is None:
            continue
        laws = _laws(document, one.piece)
        limit, *names = max(
            (document.words(_FLAG, law) for law in laws), key=lambda told: float(told[0])
        )
        if length > float(limit):
            keys = ("law_en", "law_zh", "limit_en", "limit_zh")
            yield Raised(flag=_FLAG, span=promised.span, values=dict(zip(keys, names, strict=True)))


def _promised(document: FlagDocument, piece: int) -> Attribute | None:
    """The first time that a sentence names, unless it is an extension."""
    span = document.pieces.all[piece].span
    for one in document.attributes(piece):
        if one.kind is AttributeKind.DEADLINE and span.covers(one.span):
            place = document.folded.position
            before = document.folded.text[place(span.start) : place(one.span.start)]
            extended = any(word in before for word in document.words(_FLAG, "extension"))
            return None if extended else one
    return None


def _laws(document: FlagDocument, piece: int) -> list[str]:
    named = {
        law: {one.piece for one in document.shown(_FLAG, law)}
        for law in document.words(_FLAG, "laws")
    }
    section = document.section(piece)
    here = [law for law, pieces in named.items() if piece in pieces]
    near = [
        law
        for law, pieces in named.items()
        if any(document.section(index) == section for index in pieces)
    ]
    own = [_OF_LANGUAGE[document.language]] if document.language in _OF_LANGUAGE else []
    anywhere = [law for law, pieces in named.items() if pieces or law in own]
    return here or near or anywhere or [_OTHER]
