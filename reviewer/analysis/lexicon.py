"""One pass over a text for all phrases of the rulebook.

The literals of every phrase go into a single Aho-Corasick automaton. What it
finds is sorted into the pieces of the text (sentences, headings), and there
the slots of each phrase are put together. Anything dearer runs only on the
pieces that this gate lets through.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick

from reviewer.analysis.phrases import GAP, Literal, Slot, parts, slot

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reviewer.model.span import Span
    from reviewer.text.normalize import Shadow


# So many letters may stand for a * inside a word.
WILD = 3


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
    slots: tuple[int, ...]


_Place = tuple[int, int]
# For each literal the places where it stands in a piece.
_Hits = dict[int, list[_Place]]


class Lexicon:
    """All phrases, ready to be looked for.

    Raises:
        ValueError: a phrase is not written as :mod:`~reviewer.analysis.phrases` asks.
    """

    def __init__(
        self, entries: Iterable[Entry], vocabulary: Mapping[str, Mapping[str, tuple[str, ...]]]
    ) -> None:
        # Phrases share parts ("we", a list of the vocabulary): each is read once.
        numbers: dict[tuple[str, str], int] = {}
        self._phrases: list[_Phrase] = []
        for entry in entries:
            for index, phrase in enumerate(entry.phrases):
                slots = tuple(
                    numbers.setdefault((entry.language, part), len(numbers))
                    for part in parts(phrase)
                )
                self._phrases.append(_Phrase(entry.key, index, GAP[entry.language], slots))
        literals = [slot(part, vocabulary.get(language, {})) for language, part in numbers]
        heads: dict[str, int] = {}
        # For each slot its literals by the head that finds them.
        self._slots: list[dict[int, list[Literal]]] = []
        for alternatives in literals:
            by_head: dict[int, list[Literal]] = {}
            for literal in alternatives:
                by_head.setdefault(heads.setdefault(literal.head, len(heads)), []).append(literal)
            self._slots.append(by_head)
        self._tried = self._by_rarest(literals, len(heads))
        # Whether a literal begins and ends inside a Latin word, where the letters
        # around it decide if it stands alone. Numbers must begin where a literal
        # does ("18" is not in 2018) and may go on ("20" begins a year).
        self._edges = [(_kind(head[0]), _is_latin(head[-1])) for head in heads]
        self._automaton = AhoCorasick(list(heads)) if heads else None

    def _by_rarest(self, literals: Sequence[Slot], heads: int) -> list[list[int]]:
        """For each head the phrases to try where it stands.

        A phrase is tried where its rarest slot stands: the one with the longest words.
        """
        lengths = [min(len(literal.head) for literal in one) for one in literals]
        tried: list[list[int]] = [[] for _ in range(heads)]
        for number, phrase in enumerate(self._phrases):
            for head in self._slots[max(phrase.slots, key=lengths.__getitem__)]:
                tried[head].append(number)
        return tried

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
            edge = self._edges[head][0]
            if edge and start and _kind(text[start - 1]) == edge:
                continue
            piece = bisect_right(starts, start) - 1
            if piece >= 0 and end <= ends[piece]:
                hits.setdefault(piece, {}).setdefault(head, []).append((start, end))
        for piece, in_piece in hits.items():
            found[piece] = self._put_together(shadow, in_piece, ends[piece])
        return found

    def _put_together(self, shadow: Shadow, hits: _Hits, end: int) -> list[Match]:
        matches = []
        places: dict[int, list[_Place]] = {}
        for number in sorted({number for head in hits for number in self._tried[head]}):
            phrase = self._phrases[number]
            lists = []
            for slot_number in phrase.slots:
                if slot_number not in places:
                    places[slot_number] = self._places(shadow.text, slot_number, hits, end)
                if not places[slot_number]:
                    break
                lists.append(places[slot_number])
            else:
                span = _first(lists, phrase.gap)
                if span is not None:
                    matches.append(Match(phrase.key, phrase.index, shadow.span(*span)))
        return matches

    def _places(self, text: str, slot_number: int, hits: _Hits, limit: int) -> list[_Place]:
        """Where a slot stands in a piece, in order."""
        by_head = self._slots[slot_number]
        found = []
        # Whichever is shorter: the heads of the slot or those in the piece.
        for head in by_head if len(by_head) < len(hits) else hits:
            if head not in hits or head not in by_head:
                continue
            latin_end = self._edges[head][1]
            for start, end in hits[head]:
                goes_on = latin_end and end < len(text) and _is_latin(text[end])
                for literal in by_head[head]:
                    stop = _stop(text, literal, end, goes_on=goes_on)
                    if 0 <= stop <= limit:
                        found.append((start, stop))
        return sorted(found)


def _first(lists: Sequence[list[_Place]], gap: int) -> _Place | None:
    """The first place where the slots follow each other; None where they do not."""
    for start, end in lists[0]:
        stop = _chain(gap, lists, 1, end)
        if stop >= 0:
            return start, stop
    return None


def _stop(text: str, literal: Literal, end: int, *, goes_on: bool) -> int:
    """Where a literal ends whose head ends here; -1 where the rest does not follow."""
    if literal.tail:
        for piece in literal.tail:
            end = _behind(text, piece, end)
            if end < 0:
                return -1
        goes_on = end < len(text) and _is_latin(text[end - 1]) and _is_latin(text[end])
    if not goes_on:
        return end
    return _word_end(text, end) if literal.open_end else -1


def _chain(gap: int, lists: Sequence[list[_Place]], at: int, end: int) -> int:
    """Where the phrase ends if its further slots follow; -1 if they do not."""
    if at == len(lists):
        return end
    places = lists[at]
    for index in range(bisect_left(places, (end, 0)), len(places)):
        start, stop = places[index]
        if start - end > gap:
            break
        last = _chain(gap, lists, at + 1, stop)
        if last >= 0:
            return last
    return -1


def _behind(text: str, piece: str, end: int) -> int:
    """Where a piece ends that follows an open word; -1 where it does not follow.

    A piece that begins with a letter stands in the same word: "reali*ed".
    """
    last = _word_end(text, end)
    first = end if _is_latin(piece[0]) else last
    for start in range(first, min(last, first + WILD) + 1):
        if text.startswith(piece, start):
            return start + len(piece)
    return -1


def _word_end(text: str, place: int) -> int:
    while place < len(text) and _is_latin(text[place]):
        place += 1
    return place


def _kind(letter: str) -> str:
    """Of what a character makes words: "letter", "digit", or "" for neither."""
    if _is_latin(letter):
        return "letter"
    return "digit" if "0" <= letter <= "9" else ""


def _is_latin(letter: str) -> bool:
    return letter < "\u0250" and letter.isalpha()
