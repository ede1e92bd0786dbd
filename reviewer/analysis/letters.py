"""A text as numbers: of what its characters make words, and several characters as one number."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from reviewer.analysis.rows import Numbers

# Of what a character makes words. Characters from the last one on are no Latin letters.
NEITHER, LETTER, DIGIT = 0, 1, 2
_ABOVE_LATIN = 0x250
# So many characters make one number of so many bits each.
TOGETHER = 3
BITS = 21
# So many places behind the end of a text may be asked for.
_MARGIN = 8
# Stands behind the end of a text; no code point is so high.
_END = (1 << BITS) - 1


def kind_of(letter: str) -> int:
    """Of what a character makes words."""
    if letter < chr(_ABOVE_LATIN) and letter.isalpha():
        return LETTER
    return DIGIT if "0" <= letter <= "9" else NEITHER


def code_points(text: str) -> Numbers:
    """The code points of a text, and what no text holds behind its end."""
    codes = np.full(len(text) + _MARGIN, _END, dtype=np.int32)
    codes[: len(text)] = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    return codes


def packed(codes: Numbers) -> Numbers:
    """For each place of a text, and its end, the characters from there on as one number.

    Texts are the same as far as their numbers are.
    """
    length = len(codes) - _MARGIN + 1
    wide = codes.astype(np.int64)
    numbers = wide[:length].copy()
    for nth in range(1, TOGETHER):
        numbers |= wide[nth : nth + length] << nth * BITS
    return numbers


def mask(characters: Numbers) -> Numbers:
    """Which bits of such a number count where so many characters do, at most as many as it has."""
    return (np.int64(1) << np.minimum(characters, TOGETHER).astype(np.int64) * BITS) - 1


@dataclass(frozen=True, slots=True)
class Letters:
    """A text by what its characters make.

    Attributes:
        text: the shadow.
        codes: its code points, as :func:`code_points` gives them.
        packed: for each place the characters from there on.
        kinds: for each character of what it makes words, and ``NEITHER`` behind the last.
        ends: for each place, and the end, where the next one is at which no Latin letter stands.
    """

    text: str
    codes: Numbers
    packed: Numbers
    kinds: Numbers
    ends: Numbers

    @classmethod
    def of(cls, text: str) -> Letters:
        """The letters of a text."""
        codes = code_points(text)
        kinds = _kinds()[np.minimum(codes[: len(text) + 1], _ABOVE_LATIN)]
        ends = np.flatnonzero(kinds != LETTER)
        # Looked up thousands of times a page; searching for the next one takes five times as long.
        ends = np.repeat(ends, np.diff(ends, prepend=-1))
        return cls(text, codes, packed(codes), kinds, ends)

    @property
    def longest_word(self) -> int:
        """How many letters the longest word has at most."""
        return int((self.ends - np.arange(len(self.ends))).max(initial=0)) + 1

    def word_end(self, places: Numbers) -> Numbers:
        """Where the words end that go on at some places."""
        return self.ends.take(places)


@cache
def _kinds() -> Numbers:
    return np.array([kind_of(chr(code)) for code in range(_ABOVE_LATIN + 1)], dtype=np.int8)
