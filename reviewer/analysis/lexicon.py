"""One pass over a text for all phrases of the rulebook.

The literals of every phrase go into a single Aho-Corasick automaton. What it
finds is sorted into the pieces of the text (sentences, headings), and there
the slots of each phrase are put together. Anything dearer runs only on the
pieces that this gate lets through.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick

from reviewer.analysis.phrases import GAP, Literal, parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reviewer.model.span import Span
    from reviewer.text.normalize import Shadow


@dataclass(frozen=True, slots=True)
class Entry:
    """A list of phrases with the key under which matches are told.

    Attributes:
        language: "en" or "zh"; decides gaps and vocabulary.
    """

    key: str
    language: str
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase found in a piece.

    Attributes:
        phrase: index of the phrase in its entry.
        span: in the canonical text.
    """

    key: str
    phrase: int
    span: Span


@dataclass(frozen=True, slots=True)
class _Phrase:
    key: str
    index: int
    gap: int
    slots: int


@dataclass(frozen=True, slots=True)
class _Owner:
    """Whom a literal found in the text belongs to."""

    phrase: int
    slot: int
    literal: Literal


_Place = tuple[int, int]
# For each phrase the places of each of its slots.
_Hits = dict[int, list[list[_Place]]]


class Lexicon:
    """All phrases, ready to be looked for.

    Raises:
        ValueError: a phrase is not written as :mod:`~reviewer.analysis.phrases` asks.
    """

    def __init__(
        self, entries: Iterable[Entry], vocabulary: Mapping[str, Mapping[str, tuple[str, ...]]]
    ) -> None:
        self._phrases: list[_Phrase] = []
        owners: dict[str, list[_Owner]] = {}
        for entry in entries:
            words = vocabulary.get(entry.language, {})
            for index, phrase in enumerate(entry.phrases):
                slots = parse(phrase, words)
                number = len(self._phrases)
                self._phrases.append(_Phrase(entry.key, index, GAP[entry.language], len(slots)))
                for place, slot in enumerate(slots):
                    for literal in slot:
                        owners.setdefault(literal.head, []).append(_Owner(number, place, literal))
        heads = list(owners)
        self._owners = [tuple(owners[head]) for head in heads]
        # Whether a literal begins and ends inside a Latin word, where the
        # letters around it decide if it stands alone.
        self._edges = [(_is_latin(head[0]), _is_latin(head[-1])) for head in heads]
        self._automaton = AhoCorasick(heads) if heads else None

    def find(self, shadow: Shadow, pieces: Sequence[Span]) -> list[list[Match]]:
        """The matches in each piece, in the order of their phrases.

        Args:
            shadow: of the canonical text.
            pieces: canonical spans in order, without overlap.
        """
        found: list[list[Match]] = [[] for _ in pieces]
        if self._automaton is None or not pieces:
            return found
        starts = [shadow.position(piece.start) for piece in pieces]
        ends = [shadow.position(piece.end) for piece in pieces]
        hits: dict[int, _Hits] = {}
        text = shadow.text
        for head, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            piece = bisect_right(starts, start) - 1
            if piece < 0 or end > ends[piece]:
                continue
            latin_start, latin_end = self._edges[head]
            if latin_start and start and _is_latin(text[start - 1]):
                continue
            goes_on = latin_end and end < len(text) and _is_latin(text[end])
            for owner in self._owners[head]:
                stop = _stop(text, owner.literal, end, goes_on=goes_on)
                if 0 <= stop <= ends[piece]:
                    self._note(hits.setdefault(piece, {}), owner, (start, stop))
        for piece, in_piece in hits.items():
            found[piece] = self._put_together(shadow, in_piece)
        return found

    def _note(self, hits: _Hits, owner: _Owner, place: _Place) -> None:
        lists = hits.get(owner.phrase)
        if lists is None:
            lists = hits[owner.phrase] = [[] for _ in range(self._phrases[owner.phrase].slots)]
        lists[owner.slot].append(place)

    def _put_together(self, shadow: Shadow, hits: _Hits) -> list[Match]:
        matches = []
        for number in sorted(hits):
            lists = hits[number]
            if not all(lists):
                continue
            phrase = self._phrases[number]
            for start, end in lists[0]:
                stop = _chain(phrase.gap, lists, 1, end)
                if stop >= 0:
                    matches.append(Match(phrase.key, phrase.index, shadow.span(start, stop)))
                    break
        return matches


def _stop(text: str, literal: Literal, end: int, *, goes_on: bool) -> int:
    """Where a literal ends whose head ends here; -1 where the rest does not follow."""
    if literal.tail:
        for piece in literal.tail:
            end = _word_end(text, end)
            if not text.startswith(piece, end):
                return -1
            end += len(piece)
        goes_on = end < len(text) and _is_latin(text[end - 1]) and _is_latin(text[end])
    if goes_on and not literal.open_end:
        return -1
    return _word_end(text, end) if literal.open_end and goes_on else end


def _chain(gap: int, lists: list[list[_Place]], slot: int, end: int) -> int:
    """Where the phrase ends if its further slots follow; -1 if they do not."""
    if slot == len(lists):
        return end
    for start, stop in lists[slot]:
        if 0 <= start - end <= gap:
            last = _chain(gap, lists, slot + 1, stop)
            if last >= 0:
                return last
    return -1


def _word_end(text: str, place: int) -> int:
    while place < len(text) and _is_latin(text[place]):
        place += 1
    return place


def _is_latin(letter: str) -> bool:
    return letter < "\u0250" and letter.isalpha()
