"""Finds the stems of literals: the short ones as numbers, the others by one automaton.

Most of what stands in a policy are the same few short words. An automaton
tells each of them as an object of its own, which costs more than the search.
So stems of a few characters are looked up as numbers, all places at once, and
the automaton is left with those that are rarer.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np
from ahocorasick_rs import AhoCorasick, Implementation

from reviewer.analysis.letters import DIGIT, LETTER, kind_of
from reviewer.analysis.rows import Hits

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reviewer.analysis.letters import Letters
    from reviewer.analysis.rows import Flags, Numbers

# So many bits of a number hold a character; what needs more counts as the
# highest value, which no short stem holds. Latin words begin where no letter
# stands before, anything else nearly anywhere.
_LATIN_BITS = 10
_OTHER_BITS = 21
_BITS = 63
_PLANE = 0x10000


@dataclass(frozen=True, slots=True)
class Short:
    """Stems of a few characters, each as a number.

    Attributes:
        bits: that one character takes.
        numbers: for each length, from 1 on, the stems so long, in order.
        stems: the same as numbers of stems.
        begins: for each character of the first plane whether one begins with it.
    """

    bits: int
    numbers: tuple[Numbers, ...]
    stems: tuple[Numbers, ...]
    begins: Flags

    @classmethod
    def of(cls, bits: int, stems: Mapping[int, str]) -> Short:
        """Some stems, by number; those that are too long or too rare are left out."""
        longest = _BITS // bits
        rows: list[list[tuple[int, int]]] = [[] for _ in range(longest)]
        for number, stem in stems.items():
            if _fits(stem, bits):
                rows[len(stem) - 1].append((_number(stem, bits), number))
        tables = [np.array(sorted(row), dtype=np.int64).reshape(-1, 2).T.copy() for row in rows]
        begins = np.zeros(_PLANE, dtype=np.bool_)
        begins[[min(ord(stem[0]), _PLANE - 1) for stem in stems.values()]] = True
        return cls(bits, tuple(one[0] for one in tables), tuple(one[1] for one in tables), begins)

    def may_begin(self, codes: Numbers) -> Flags:
        """Whether a stem may begin with some characters."""
        return self.begins[np.minimum(codes, _PLANE - 1)]

    def find(self, places: Numbers, codes: Numbers) -> list[tuple[Numbers, Numbers, int]]:
        """What stands at some places: stems, their places, and the length of all these.

        Args:
            codes: the code points of the text.
        """
        highest = (1 << self.bits) - 1
        numbers = np.zeros_like(places)
        for nth in range(len(self.numbers)):
            numbers = numbers << self.bits | np.minimum(codes[places + nth], highest)
        # In order each search begins near where the last one ended.
        order = np.argsort(numbers)
        numbers, places = numbers[order], places[order]
        found = []
        for length, (known, stems) in enumerate(zip(self.numbers, self.stems, strict=True), 1):
            if not len(known):
                continue
            begin = numbers >> self.bits * (len(self.numbers) - length)
            at = np.minimum(np.searchsorted(known, begin), len(known) - 1)
            same = np.flatnonzero(known[at] == begin)
            found.append((stems[at[same]], places[same], length))
        return found


def _fits(stem: str, bits: int) -> bool:
    return len(stem) <= _BITS // bits and all(ord(letter) < (1 << bits) - 1 for letter in stem)


def _number(stem: str, bits: int) -> int:
    number = 0
    for letter in stem:
        number = number << bits | ord(letter)
    return number


@dataclass(frozen=True, slots=True, kw_only=True)
class Stems:
    """All stems by how they are found.

    Attributes:
        latin: short ones that begin with a Latin letter.
        other: short ones that begin with anything else.
        long: those that are left to the automaton.
        number: for each of these its number among all.
        begins: of what its first character makes words.
    """

    latin: Short
    other: Short
    long: tuple[str, ...]
    number: Numbers
    begins: Numbers

    @classmethod
    def of(cls, stems: Sequence[str]) -> Stems:
        """Some stems, each once."""
        kinds = [kind_of(stem[0]) for stem in stems]
        latin = {number: stem for number, stem in enumerate(stems) if kinds[number] == LETTER}
        other = {number: stem for number, stem in enumerate(stems) if kinds[number] != LETTER}
        found = Short.of(_LATIN_BITS, latin), Short.of(_OTHER_BITS, other)
        short = {number for one in found for some in one.stems for number in some.tolist()}
        long = [number for number in range(len(stems)) if number not in short]
        return cls(
            latin=found[0],
            other=found[1],
            long=tuple(stems[number] for number in long),
            number=np.array(long, dtype=np.int32),
            begins=np.array([kinds[number] for number in long], dtype=np.int8),
        )


class StemFinder:
    """Finds where stems stand."""

    def __init__(self, stems: Stems) -> None:
        self._stems = stems
        self._automaton = AhoCorasick(
            stems.long,
            # Of the automaton's forms this one takes the least room, which makes it fast
            # when a policy comes after other work.
            implementation=Implementation.ContiguousNFA,
            store_patterns=False,
        )

    def find(self, letters: Letters) -> Hits:
        """Which stems stand where."""
        hits = self._automaton.find_matches_as_indexes(letters.text, overlapping=True)
        flat = np.fromiter(chain.from_iterable(hits), dtype=np.int32, count=3 * len(hits))
        which, start, end = flat.reshape(-1, 3).T
        # Where the character in front makes the same, a stem stands inside a word or
        # number. (Numbers must begin where a literal does: "18" is not in 2018.)
        begins = self._stems.begins[which]
        whole = np.flatnonzero((begins == 0) | (begins != letters.kinds[start - 1]))
        found: list[tuple[Numbers, Numbers, Numbers]] = [
            (self._stems.number[which[whole]], start[whole], end[whole])
        ]
        kinds = letters.kinds[:-1]
        before = np.roll(letters.kinds, 1)[:-1]  # what is behind the last one is no word
        words = np.flatnonzero((kinds == LETTER) & (before != LETTER))
        others = np.flatnonzero((kinds != LETTER) & ((kinds != DIGIT) | (before != DIGIT)))
        others = others[self._stems.other.may_begin(letters.codes[others])]
        for short, places in ((self._stems.latin, words), (self._stems.other, others)):
            for stems, starts, length in short.find(places, letters.codes):
                found.append((stems, starts, starts + length))
        return Hits(*(np.concatenate(rows) for rows in zip(*found, strict=True)))
