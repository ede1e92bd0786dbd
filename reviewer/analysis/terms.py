"""One pass over a text for all words by which attributes are named.

The wordings of a language go into one Aho-Corasick automaton that takes the
longest of those that begin first. What it finds is checked at its borders and
against what the clause there can name; where the longest does not hold, a
shorter wording that it begins with may.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import accumulate, chain
from typing import TYPE_CHECKING

import numpy as np
from ahocorasick_rs import AhoCorasick, MatchKind

from reviewer.analysis.worded import read
from reviewer.analysis.wordings import LATIN, Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewer.analysis.worded import Worded
    from reviewer.analysis.wordings import Meaning, Written
    from reviewer.model.clause import AttributeKind
    from reviewer.text.normalize import Shadow

# How far apart the two sides of a gap may stand, in characters.
GAP = {"en": 45, "zh": 14}
# Full-width marks are folded in a shadow.
_BREAKS = {"en": re.compile(r"[.!?](?=\s|$)|[;\n]"), "zh": re.compile(r"[,;:。!?\n]")}
# Behind these a word does not begin, but goes on: within words and addresses.
_WITHIN = LATIN | frozenset("@_.")
_WORD_BEFORE = re.compile(r"([A-Za-z]+) $")
_BEFORE = 20
# No wording that begins within another reaches so far behind it.
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Stretch:
    """A clause in the shadow of a text, and what it can name."""

    start: int
    end: int
    mask: int


@dataclass(slots=True)
class Hits:
    """What was found in one clause, in order of its ends.

    Attributes:
        named: start, end and meaning of words that name a value.
        markers: words of denial with their places.
    """

    named: list[tuple[int, int, Meaning]] = field(default_factory=list)
    markers: list[tuple[Role, int, int]] = field(default_factory=list)


class TermIndex:
    """The words of one language, ready to be looked for."""

    def __init__(self, worded: Worded, language: str) -> None:
        self._language = language
        self._worded = worded
        self._numbers = {head: number for number, head in enumerate(worded.heads)}
        self._read: dict[int, Written] = {}
        # For each wording that was asked for itself and those it begins with, the longest first.
        self._begins: dict[int, tuple[Written, ...]] = {}
        # For each wording that did not hold the places in it where one may begin.
        self._inside: dict[int, tuple[int, ...]] = {}
        self._automaton = (
            AhoCorasick(worded.heads, matchkind=MatchKind.LeftmostLongest, store_patterns=False)
            if worded.heads
            else None
        )

    def find(self, text: str, shadow: Shadow, stretches: Sequence[Stretch]) -> list[Hits]:
        """What is named in each stretch.

        Args:
            text: the canonical text.
            stretches: in order, without overlap.
        """
        found = [Hits() for _ in stretches]
        if self._automaton is None or not stretches:
            return found
        words = shadow.text
        clause, last, done = None, -1, 0
        for number, start, end, at in self._possible(words, stretches):
            if start < done:
                continue
            stretch = stretches[at]
            if at != last or clause is None:
                clause = _Clause(found[at], text, shadow, self._language, stretch.mask)
                last = at
            one = self._written(number)
            stop = _stop(one, words, start, stretch)
            if stop == end and not one.bars:
                clause.take(one, start, end)
            elif stop >= end or one.spaced:
                clause.barred = one.never if stop >= end else ()
                done = self._again(words, (number, start, end), stretch, clause)
                clause.barred = ()
        return found

    def _possible(
        self, words: str, stretches: Sequence[Stretch]
    ) -> Iterator[tuple[int, int, int, int]]:
        """The matches that matter at all: which wording, where, and in which stretch.

        Most name what the clause there cannot name. All are looked at in one go,
        for looking at one after another takes ten times as long.
        """
        hits = self._automaton.find_matches_as_indexes(words) if self._automaton else []
        flat = np.fromiter(chain.from_iterable(hits), dtype=np.int64, count=3 * len(hits))
        which, start, end = flat.reshape(-1, 3).T
        bounds = np.array([(one.start, one.end, one.mask) for one in stretches], dtype=np.int64).T
        at = np.searchsorted(bounds[0], start, side="right") - 1
        wanted = self._worded.masks[which] & bounds[2][at] != 0
        wanted |= self._worded.always[which]
        kept = np.flatnonzero((at >= 0) & (start < bounds[1][at]) & wanted)
        columns = (column[kept].tolist() for column in (which, start, end, at))
        return zip(*columns, strict=True)

    def _again(
        self, words: str, consumed: tuple[int, int, int], stretch: Stretch, clause: _Clause
    ) -> int:
        """Takes what stands in a match that does not hold; how far that reaches.

        The automaton tells of no wordings that begin within a longer one. Those of
        kinds of which the match names no value are left.

        Args:
            consumed: number, start and end of the match.
        """
        number, begin, end = consumed
        place = begin
        for inside in self._begins_inside(number):
            if begin + inside < place or self._automaton is None:
                continue
            place = begin + inside
            window = words[place : min(stretch.end, end + _LONGEST)]
            found = self._automaton.find_matches_as_indexes(window)
            if not found or place + found[0][1] >= end:
                break
            number, start, _ = found[0]
            start += place
            one, stop = self._best(number, words, start, stretch)
            if one is None:
                place = start + 1
            else:
                clause.take(one, start, stop)
                place = stop
        return place

    def _begins_inside(self, number: int) -> tuple[int, ...]:
        """Where another wording may begin in one, whatever stands behind it."""
        inside = self._inside.get(number)
        if inside is None:
            head = self._worded.heads[number]
            inside = tuple(
                at
                for at in range(len(head))
                if not (at and head[at] in LATIN and head[at - 1] in _WITHIN)
                and self._may_begin(head[at:])
            )
            self._inside[number] = inside
        return inside

    def _may_begin(self, words: str) -> bool:
        """Whether a wording begins as some words do, as far as both go."""
        heads = self._worded.heads
        at = bisect_left(heads, words)
        return (at < len(heads) and heads[at].startswith(words)) or any(
            begin in self._numbers for begin in accumulate(words)
        )

    def _written(self, number: int) -> Written:
        """What a wording can be."""
        one = self._read.get(number)
        if one is None:
            one = self._read[number] = read(self._worded.told[number])
        return one

    def _best(
        self, number: int, words: str, start: int, stretch: Stretch
    ) -> tuple[Written | None, int]:
        """The longest of a wording and those it begins with that holds, and its end.

        Args:
            number: of the wording that stands there.
        """
        begins = self._begins.get(number)
        if begins is None:
            length = self._written(number).length
            numbers = map(self._numbers.get, accumulate(words[start : start + length]))
            made = [self._written(one) for one in numbers if one is not None]
            begins = tuple(one for one in made if not one.bars)[::-1]
            self._begins[number] = begins
        for one in begins:
            stop = _stop(one, words, start, stretch)
            if stop >= 0:
                return one, stop
        return None, -1


class _Clause:
    """Puts together what is found in one clause.

    Attributes:
        barred: kinds of which nothing is named at present.
    """

    def __init__(self, hits: Hits, text: str, shadow: Shadow, language: str, mask: int) -> None:
        self._hits = hits
        self._text = text
        self._shadow = shadow
        self._gap, self._break = GAP[language], _BREAKS[language]
        self._mask = mask
        self.barred: tuple[AttributeKind, ...] = ()
        # For each gap the place of the last words before it.
        self._opened: dict[int, tuple[int, int]] = {}

    def take(self, one: Written, start: int, end: int) -> None:
        """Adds what a wording names here, or what it begins or ends."""
        start, end = start + one.margins[0], end - one.margins[1]
        if one.role:
            if one.role is not Role.NEVER:
                self._hits.markers.append((one.role, start, end))
            return
        if not (one.closes and self._opened and self._close(one, start, end)):
            for meaning in one.meanings:
                if self._can_name(one, meaning) and self._is_exact(meaning, start, end):
                    self._hits.named.append((start, end, meaning))
                    break
        for gap in one.opens:
            self._opened[gap] = (start, end)

    def _can_name(self, one: Written, meaning: Meaning) -> bool:
        return bool(
            meaning.mask & self._mask
            and meaning.kind not in one.never
            and meaning.kind not in self.barred
        )

    def _close(self, one: Written, start: int, end: int) -> bool:
        """Whether the words end a gap, which then is named as a whole."""
        for gap, meaning in one.closes:
            opened = self._opened.get(gap)
            if opened is None or start - opened[1] > self._gap:
                continue
            if not self._can_name(one, meaning):
                continue
            if self._break.search(self._shadow.text, opened[1], start):
                continue
            del self._opened[gap]
            self._hits.named.append((opened[0], end, meaning))
            return True
        return False

    def _is_exact(self, meaning: Meaning, start: int, end: int) -> bool:
        if not meaning.exact:
            return True
        place = self._shadow.span(start, end)
        # In a sentence of capitals alone they tell nothing: "CONTACT US".
        before = _WORD_BEFORE.search(self._text, max(0, place.start - _BEFORE), place.start)
        return place.text_of(self._text) == meaning.exact and not (
            before and before[1].isupper() and len(before[1]) > 1
        )


def _stop(one: Written, words: str, start: int, stretch: Stretch) -> int:
    """Where a wording ends that begins here; -1 where it does not hold."""
    end = start + one.length
    if not (one.mask & stretch.mask or one.role or one.opens) or end > stretch.end:
        return -1
    if one.latin[0] and start and words[start - 1] in _WITHIN:
        return -1
    if one.latin[1] and end < len(words) and words[end] in LATIN:
        return min(_word_end(words, end), stretch.end) if one.open_end else -1
    return end


def _word_end(text: str, place: int) -> int:
    while place < len(text) and text[place] in LATIN:
        place += 1
    return place
