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
from reviewer.analysis.rows import Groups, Hits

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Short:
    """Stems of a few characters, each as a number, in the order of these.

    Attributes:
        bits: that one character takes.
        numbers: the characters from the highest bits on, and zeros.
        masks: which bits the characters take.
        stems: the same as numbers of stems.
        lengths: how many characters each has.
        within: for each the stems that it begins with, itself among them.
        begins: for each character of the first plane whether one begins with it.
    """

    bits: int
    numbers: Numbers
    masks: Numbers
    stems: Numbers
    lengths: Numbers
    within: Groups
    begins: Flags

    @classmethod
    def of(cls, bits: int, stems: Mapping[int, str]) -> Short:
        """Some stems, by number; those that are too long or too rare are left out."""
        fitting = [
            (_number(stem, bits), stem, at) for at, stem in stems.items() if _fits(stem, bits)
        ]
        fitting.sort()
        at = {stem: place for place, (_, stem, _) in enumerate(fitting)}
        lengths = np.array([len(stem) for _, stem, _ in fitting], dtype=np.int64)
        longest = _BITS // bits
        begins = np.zeros(_PLANE, dtype=np.bool_)
        begins[[min(ord(stem[0]), _PLANE - 1) for stem in stems.values()]] = True
        return cls(
            bits=bits,
            numbers=np.array([number for number, _, _ in fitting], dtype=np.int64),
            masks=((1 << lengths * bits) - 1) << (longest - lengths) * bits,
            stems=np.array([number for _, _, number in fitting], dtype=np.int32),
            lengths=lengths.astype(np.int32),
            within=Groups.of(
                [
                    [at[stem[:end]] for end in range(1, len(stem) + 1) if stem[:end] in at]
                    for _, stem, _ in fitting
                ]
            ),
            begins=begins,
        )

    def may_begin(self, codes: Numbers) -> Flags:
        """Whether a stem may begin with some characters."""
        return self.begins.take(codes, mode="clip")

    def find(self, places: Numbers, codes: Numbers) -> Hits:
        """What stands at some places.

        Args:
            codes: the code points of the text.
        """
        highest = (1 << self.bits) - 1
        numbers = np.zeros_like(places)
        for nth in range(_BITS // self.bits):
            numbers = numbers << self.bits | np.minimum(codes.take(places + nth), highest)
        # In order they are looked up in half the time, sorting included.
        order = np.argsort(numbers)
        places, numbers = places.take(order), numbers.take(order)
        # Whatever a text begins with, the last stem that is not behind it begins with too.
        last = np.searchsorted(self.numbers, numbers, side="right") - 1
        some = np.flatnonzero(last >= 0)
        owner, found = self.within.spread(last.take(some))
        owner = some.take(owner)
        same = np.flatnonzero(
            numbers.take(owner) & self.masks.take(found) == self.numbers.take(found)
        )
        start, found = places.take(owner.take(same)), found.take(same)
        return Hits(self.stems.take(found), start, start + self.lengths.take(found))


def _fits(stem: str, bits: int) -> bool:
    highest = (1 << bits) - 1
    return len(stem) <= _BITS // bits and all(0 < ord(letter) < highest for letter in stem)


def _number(stem: str, bits: int) -> int:
    number = 0
    for letter in stem:
        number = number << bits | ord(letter)
    return number << (_BITS // bits - len(stem)) * bits


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

    @property
    def longest(self) -> int:
        """How many characters the longest has at most."""
        return max(map(len, self.long), default=0) + _BITS // _LATIN_BITS

    @classmethod
    def of(cls, stems: Sequence[str]) -> Stems:
        """Some stems, each once."""
        kinds = [kind_of(stem[0]) for stem in stems]
        latin = {number: stem for number, stem in enumerate(stems) if kinds[number] == LETTER}
        other = {number: stem for number, stem in enumerate(stems) if kinds[number] != LETTER}
        found = Short.of(_LATIN_BITS, latin), Short.of(_OTHER_BITS, other)
        short = {number for one in found for number in one.stems.tolist()}
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
        long = Hits(self._stems.number[which[whole]], start[whole], end[whole])
        letter, digit = letters.kinds[:-1] == LETTER, letters.kinds[:-1] == DIGIT
        words = np.flatnonzero(_firsts(letter))
        others = np.flatnonzero(~letter & (~digit | _firsts(digit)))
        others = others.compress(self._stems.other.may_begin(letters.codes.take(others)))
        return Hits.joined(
            long,
            self._stems.latin.find(words, letters.codes),
            self._stems.other.find(others, letters.codes),
        )


def _firsts(flags: Flags) -> Flags:
    """The first of each row of flags."""
    first = flags.copy()
    first[1:] &= ~flags[:-1]
    return first
