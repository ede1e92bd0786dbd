"""Times to answer a request, held against the laws that a policy names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.analysis.durations import days
from reviewer.analysis.flagged import FlagDocument, Raised
from reviewer.model.clause import AttributeKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reviewer.model.clause import Attribute

_FLAG = "slow_response"
_OF_LANGUAGE = {"zh": "pipl"}
_OTHER = "other"


@dataclass(frozen=True, slots=True)
class _Named:
    """The laws named by piece, by section, and anywhere with that of the language."""

    pieces: Mapping[int, Sequence[str]]
    sections: Mapping[int | None, Sequence[str]]
    anywhere: Sequence[str]

    def around(self, piece: int, document: FlagDocument) -> Sequence[str]:
        """The laws that may apply to a piece."""
        return (
            self.pieces.get(piece)
            or self.sections.get(document.section(piece))
            or self.anywhere
            or (_OTHER,)
        )


def slow_responses(document: FlagDocument) -> Iterator[Raised]:
    """Promised times beyond the longest limit that may apply where they stand.

    A law named in the sentence goes before those of the section, these before
    those of the policy and of its language.
    """
    named = _named(document)
    for one in document.shown(_FLAG, "answer"):
        promised = _promised(document, one.piece)
        length = days(promised.value) if promised else None
        if promised is None or length is None:
            continue
        limit, *names = max(
            (document.words(_FLAG, law) for law in named.around(one.piece, document)),
            key=lambda told: float(told[0]),
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


def _named(document: FlagDocument) -> _Named:
    pieces: dict[int, list[str]] = {}
    sections: dict[int | None, list[str]] = {}
    anywhere: list[str] = []
    for law in document.words(_FLAG, "laws"):
        shown = document.shown(_FLAG, law)
        for one in shown:
            pieces.setdefault(one.piece, []).append(law)
        for section in {document.section(one.piece) for one in shown}:
            sections.setdefault(section, []).append(law)
        if shown or law == _OF_LANGUAGE.get(document.language):
            anywhere.append(law)
    return _Named(pieces, sections, anywhere)
