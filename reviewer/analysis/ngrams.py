"""Short runs of characters and words as numbers, for the learned models.

Nothing is looked up: every run is hashed to one of a fixed number of buckets,
so a model is a table without a vocabulary and a text never seen before costs
no more. All texts of a call are hashed together, in arrays.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from reviewer.analysis.rows import spread

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    Numbers = NDArray[np.uint64]
    Places = NDArray[np.integer[Any]]

BITS = 18
"""A run falls into one of 2 ** BITS buckets."""

# Odd 64-bit numbers without a pattern: what is multiplied by them spreads over all bits.
_SPREAD = np.uint64(0x9E3779B97F4A7C15)
_CHAIN = np.uint64(0xC2B2AE3D27D4EB4F)
_KINDS = tuple(
    np.uint64(number)
    for number in (
        0x165667B19E3779F9,
        0x27D4EB2F165667C5,
        0x85EBCA77C2B2AE63,
        0x2545F4914F6CDD1D,
        0x94D049BB133111EB,
    )
)
_LONGEST_RUN = 3
# So many letters of a word stand for all its forms.
_STEM = 5
# Letters of a word further than this from its beginning share a factor.
_FACTORS = 24
_LINE = ord("\n")


@dataclass(frozen=True, slots=True)
class Runs:
    """All runs of one kind in some texts, in order.

    Attributes:
        edges: where those of each text begin among them, and how many there are.
        bucket: where the weights of each are.
        begin, end: offsets into the texts joined by a character each.
    """

    edges: Places
    bucket: Places
    begin: Places
    end: Places

    @property
    def text(self) -> Places:
        """For each the index of the text that it stands in."""
        return np.repeat(np.arange(len(self.edges) - 1), np.diff(self.edges))


@dataclass(frozen=True, slots=True)
class Reading:
    """Some texts by their runs, worked out once for all that is asked of them.

    Attributes:
        begins: where each begins in the texts joined by a character each.
        kinds: their runs, a kind each.
    """

    begins: Places
    kinds: tuple[Runs, ...]

    @classmethod
    def of(cls, texts: Sequence[str], language: str) -> Reading:
        """The reading of some texts."""
        lengths = np.array([len(text) + 1 for text in texts], np.int64)
        return cls(
            np.cumsum(lengths) - lengths, tuple(runs([lowered(text) for text in texts], language))
        )


def lowered(text: str) -> str:
    """The text in lower case, character by character, so that offsets stay; one line."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(
            one if len(one) == 1 else letter for letter in text for one in (letter.lower(),)
        )
    return low.replace("\n", " ").replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")


def runs(texts: Sequence[str], language: str) -> Iterator[Runs]:
    """The runs of some texts: of characters in Chinese, of words and stems in English.

    Args:
        texts: as :func:`lowered` gives them.
    """
    joined = "\n".join(texts)
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
    with np.errstate(over="ignore"):
        yield from _of_characters(codes) if language == "zh" else _of_words(codes)


def _of_characters(codes: Numbers) -> Iterator[Runs]:
    borders = np.flatnonzero(codes == _LINE)
    first = np.concatenate(([0], borders + 1))
    count = np.append(borders, len(codes)) - first
    single = hashed = (codes + np.uint64(1)) * _SPREAD
    for length in range(1, _LONGEST_RUN + 1):
        if length > 1:
            hashed = _chained(hashed[:-1], single[length - 1 :])
        begin, edges = _each(first, count - length + 1)
        yield Runs(edges, _bucket(hashed[begin], length - 1), begin, begin + length)


def _of_words(codes: Numbers) -> Iterator[Runs]:
    """Words, numbers and single marks, then pairs, stems, and pairs and threes of stems."""
    kind = _kinds(codes)
    before = np.concatenate(([np.uint8(0)], kind[:-1]))
    begin = np.flatnonzero((kind > 0) & ((kind != before) | (kind == _MARK)))
    if not len(begin):
        return
    # A token ends where the next begins, or the spaces before that.
    clear = np.concatenate(([0], np.cumsum(kind > 0)))
    following = np.append(begin[1:], len(codes))
    end = begin + (clear[following] - clear[begin])
    tokens = np.searchsorted(begin, np.flatnonzero(codes == _LINE))
    first = np.concatenate(([0], tokens))
    count = np.append(tokens, len(begin)) - first
    # How far each character stands from the beginning of the token that it is part of.
    place = np.arange(len(codes))
    place[begin[0] :] -= np.repeat(begin, following - begin)
    letters = codes * _factors().take(place, mode="clip")
    # Sums up to each place, which like all these numbers run over.
    sums = np.concatenate((np.zeros(1, np.uint64), np.cumsum(letters)))
    words = sums[end] - sums[begin]
    stems = sums[np.minimum(end, begin + _STEM)] - sums[begin]
    for number, (hashed, width) in enumerate(
        ((words, 1), (words, 2), (stems, 1), (stems, 2), (stems, 3))
    ):
        chain = hashed
        for further in range(1, width):
            chain = _chained(chain[:-1], hashed[further:])
        at, edges = _each(first, count - width + 1)
        yield Runs(edges, _bucket(chain[at], number), begin[at], end[at + width - 1])


def _each(first: Places, count: Places) -> tuple[Places, Places]:
    """So many numbers from each of some first ones on, and where each row of them begins."""
    count = np.maximum(count, 0)
    return spread(first, count)[1], np.concatenate(([0], np.cumsum(count)))


_LETTER, _DIGIT, _MARK = 1, 2, 3
_ABOVE_LATIN = 0x250


def _kinds(codes: Numbers) -> NDArray[np.uint8]:
    """For each character whether it is a letter (1), a digit (2), a mark (3) or a space (0)."""
    return _kind_table().take(codes.astype(np.int64), mode="clip")


@cache
def _kind_table() -> NDArray[np.uint8]:
    """The same for each code point; the last stands for all that follow."""
    table = np.full(_ABOVE_LATIN + 1, _MARK, np.uint8)
    for code in range(_ABOVE_LATIN):
        letter = chr(code)
        if letter.isspace() or code < ord(" "):
            table[code] = 0
        elif letter.isalpha():
            table[code] = _LETTER
        elif letter.isdigit():
            table[code] = _DIGIT
    return table


@cache
def _factors() -> Numbers:
    """A number without a pattern for each place in a word."""
    made = np.arange(1, _FACTORS + 1, dtype=np.uint64) * _CHAIN
    return (made ^ (made >> np.uint64(31))) * _SPREAD | np.uint64(1)


def _chained(first: Numbers, second: Numbers) -> Numbers:
    return (first ^ (first >> np.uint64(29))) * _CHAIN + second


def _bucket(hashed: Numbers, kind: int) -> Places:
    mixed = (hashed ^ (hashed >> np.uint64(32)) ^ _KINDS[kind]) * _SPREAD
    return (mixed >> np.uint64(64 - BITS)).astype(np.int64)
