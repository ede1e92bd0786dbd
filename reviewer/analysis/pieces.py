"""A policy cut into the pieces that phrases are looked for in."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.model.policy import BlockKind, Policy, Sentence
from reviewer.model.span import Span
from reviewer.text.language import language_of
from reviewer.text.normalize import shadow
from reviewer.text.sentences import split

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reviewer.analysis.lexicon import Lexicon, Place, Showings
    from reviewer.text.normalize import Shadow


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence or a heading, with what the lexicon found in it.

    Attributes:
        block: index into ``Policy.blocks``.
        language: "en", "zh", or "" for text in neither.
        heading: whether it is a heading or names columns, which never is a clause.
        places: where phrases of the extractor's rules stand, by key, in the
            order of the phrases.
        above: indices of the pieces that give it its place: the headings of its
            section and of those around, and what announces its list or table.
    """

    span: Span
    block: int
    language: str
    heading: bool
    places: Mapping[str, Sequence[Place]]
    above: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Pieces:
    """All pieces of a policy, in order.

    Attributes:
        shown: for each key of a sign or condition where its phrases stand.
        standing: for each key of a flag's sign the pieces in which its phrases
            stand, in order, with their places.
    """

    all: tuple[Piece, ...]
    shown: Showings
    standing: Mapping[str, Sequence[tuple[int, Sequence[Place]]]]

    def at(self, place: int) -> int:
        """The piece that begins at or before a place; -1 before the first."""
        return bisect_right(self.all, place, key=_begin) - 1


def _begin(piece: Piece) -> int:
    return piece.span.start


_TITLES = frozenset({BlockKind.HEADING, BlockKind.COLUMNS})


def pieces_of(policy: Policy, lexicon: Lexicon, folded: Shadow | None = None) -> Pieces:
    """All sentences and headings, the names of columns among them, in order.

    Menus and tables of contents are left out.

    Args:
        folded: the shadow of the policy's text; None: it is made here.
    """
    main = policy.language.split("-")[0]
    raw: list[tuple[Span, int, str, bool]] = [
        (sentence.span, sentence.block, sentence.language or _spoken(policy, sentence, main), False)
        for sentence in policy.sentences
    ]
    raw += [
        (block.span, index, main, True)
        for index, block in enumerate(policy.blocks)
        if block.kind in _TITLES
    ]
    raw.sort(key=lambda one: (one[0].start, one[0].end))
    found = lexicon.find(folded or shadow(policy.text), [span for span, _, _, _ in raw])
    above = _above(policy, [(span, block) for span, block, _, _ in raw])
    return Pieces(
        tuple(
            Piece(*one, places, over)
            for one, places, over in zip(raw, found.placed, above, strict=True)
        ),
        found.shown,
        found.standing,
    )


def _above(policy: Policy, pieces: Sequence[tuple[Span, int]]) -> list[tuple[int, ...]]:
    """For each piece those above it, from its span and block."""
    heads: dict[int, int] = {}
    of_block: dict[int, list[int]] = {}
    for index, (span, number) in enumerate(pieces):
        of_block.setdefault(number, []).append(index)
        section = policy.blocks[number].section
        if section is not None and policy.sections[section].heading.covers(span):
            heads.setdefault(section, index)
    over: list[tuple[int, ...]] = []
    for at, one in enumerate(policy.sections):  # an enclosing section comes first
        outer = () if one.parent is None else over[one.parent]
        over.append((*outer, heads[at]) if at in heads else outer)
    found = []
    for index, (_, number) in enumerate(pieces):
        block = policy.blocks[number]
        some = () if block.section is None else over[block.section]
        lead = () if block.lead_in is None else of_block.get(block.lead_in, ())
        found.append(tuple(at for at in (*some, *lead) if at != index))
    return found


def _spoken(policy: Policy, sentence: Sentence, main: str) -> str:
    """The main language for an address or number, which is in none itself."""
    words = sentence.span.text_of(policy.text)
    return main if main in {"en", "zh"} and not language_of(words) else ""


def pieces_of_text(text: str, language: str, lexicon: Lexicon) -> tuple[Piece, ...]:
    """The sentences of a text that stands by itself, without a policy around it."""
    spans = [
        span
        for line in re.finditer(r"[^\n]+", text)
        for span in split(text, Span(line.start(), line.end()))
    ]
    found = lexicon.find(shadow(text), spans)
    return tuple(
        Piece(span, 0, language, heading=False, places=places)
        for span, places in zip(spans, found.placed, strict=True)
    )
