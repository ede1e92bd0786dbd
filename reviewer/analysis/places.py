"""Where literals, slots and phrases stand in a text, worked out for a whole policy at once.

Everything is a row of numbers with one entry a place: where it starts, where
it stops, what stands there, in which piece. Each step keeps, repeats or sorts
such rows; none of them looks at one place after another, which in Python
costs some fifty times as much.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING

import numpy as np

from reviewer.analysis.tables import ABOVE_LATIN, LETTER, NEITHER, fours, kind_of, spread

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewer.analysis.phrases import Literal
    from reviewer.analysis.tables import Flags, Literals, Numbers, Packed, Tables

# So many letters may stand for a * inside a word.
WILD = 3
# So many places are put together at once, so that a text made of one word
# again and again does not take all memory.
_AT_ONCE = 1_000_000
_BITS = 63
_LETTERS = re.compile(
    "[" + "".join(filter(lambda one: kind_of(one) == LETTER, map(chr, range(ABOVE_LATIN)))) + "]+"
)


@dataclass(frozen=True, slots=True)
class Letters:
    """A text by what its characters make.

    Attributes:
        text: the shadow.
        fours: each character with those behind it.
        kinds: for each character of what it makes words, and 0 behind the last.
        word_ends: where no Latin letter stands, in order.
    """

    text: str
    fours: Packed
    kinds: Numbers
    word_ends: Numbers

    @classmethod
    def of(cls, text: str) -> Letters:
        """The letters of a text."""
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
        kinds = np.append(_kinds()[np.minimum(codes, ABOVE_LATIN)], NEITHER)
        return cls(text, fours(text), kinds, np.flatnonzero(kinds != LETTER))

    def word_end(self, places: Numbers) -> Numbers:
        """Where the words end that go on at some places."""
        return self.word_ends[np.searchsorted(self.word_ends, places)]

    def behind(self, literal: Literal, end: int) -> int:
        """Where a literal ends whose head ends here; -1 where the rest does not follow."""
        text = self.text
        last = _word_end(text, end)
        for piece in literal.tail:
            # A piece that begins with a letter stands in the same word: "reali*ed".
            first = end if kind_of(piece[0]) == LETTER else last
            for start in range(first, min(last, first + WILD) + 1):
                if text.startswith(piece, start):
                    end = start + len(piece)
                    last = _word_end(text, end)
                    break
            else:
                return -1
        if last == end or kind_of(text[end - 1]) != LETTER:
            return end
        return last if literal.open_end else -1


def _word_end(text: str, place: int) -> int:
    found = _LETTERS.match(text, place)
    return found.end() if found else place


@cache
def _kinds() -> Numbers:
    return np.array([kind_of(chr(code)) for code in range(ABOVE_LATIN + 1)], dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Bounds:
    """The pieces of a text.

    Attributes:
        ends: where each piece ends.
        at: for each character the piece that begins at or before it; -1 before the first.
    """

    ends: Numbers
    at: Numbers

    @classmethod
    def of(cls, starts: Sequence[int], ends: Sequence[int], length: int) -> Bounds:
        """The bounds of pieces in order, in a text of some length."""
        edges = np.array([0, *starts, length + 1], dtype=np.int64)
        return cls(
            np.array(ends, dtype=np.int64),
            np.repeat(np.arange(-1, len(starts)), np.diff(edges)),
        )


@dataclass(frozen=True, slots=True)
class Places:
    """Where slots stand, in the order of slots, then of places.

    Attributes:
        start: where each begins.
        stop: where it ends.
        slot: which stands there; a group has one slot and one piece.
        piece: in which piece.
        first: for each group its first place.
        count: for each group how many places it has.
    """

    start: Numbers
    stop: Numbers
    slot: Numbers
    piece: Numbers
    first: Numbers
    count: Numbers


def standing(
    hits: Sequence[tuple[int, int, int]], literals: Literals, letters: Letters, bounds: Bounds
) -> Places:
    """Where slots stand.

    Args:
        hits: of the single pass: head, start and end of each.
    """
    flat = np.fromiter(chain.from_iterable(hits), dtype=np.int64, count=3 * len(hits))
    head, start, end = flat.reshape(-1, 3).T
    piece = bounds.at[start]
    begins = literals.begins[head]
    whole = (begins == 0) | (begins != letters.kinds[start - 1])  # kinds[-1] stands for none
    kept = np.flatnonzero(whole & (piece >= 0) & (end <= bounds.ends[piece]))
    head, start, end, piece = head[kept], start[kept], end[kept], piece[kept]
    hit, literal = literals.of_head.spread(head)
    goes_on = (literals.latin_end[head] & (letters.kinds[end] == LETTER))[hit]
    stop = _stops(literals, letters, literal, end[hit], goes_on)
    kept = np.flatnonzero((stop >= 0) & (stop <= bounds.ends[piece[hit]]))
    hit, stop = hit[kept], stop[kept]
    which, slot = literals.slots.spread(literal[kept])
    return _grouped(slot, start[hit[which]], stop[which], bounds)


def _stops(
    literals: Literals, letters: Letters, literal: Numbers, end: Numbers, goes_on: Flags
) -> Numbers:
    """Where each literal ends whose head ends here; -1 where it does not stand."""
    tailed, open_end = literals.tailed[literal], literals.open_end[literal]
    stop = np.where(tailed | (goes_on & ~open_end), -1, end)
    further = np.flatnonzero(goes_on & open_end & ~tailed)
    stop[further] = letters.word_end(end[further])
    further = np.flatnonzero(tailed)
    further = further[_may_follow(literals, letters, literal[further], end[further])]
    for place in further.tolist():
        stop[place] = letters.behind(literals.tails[int(literal[place])], int(end[place]))
    return stop


def _may_follow(literals: Literals, letters: Letters, literal: Numbers, end: Numbers) -> Flags:
    """Whether the first characters of what must follow a head stand where they can.

    That is soon told for all at once, and hardly ever true.
    """
    last = letters.word_end(end)
    first = np.where(literals.tail_inside[literal], end, last)
    begin, mask = literals.tail_begins[literal], literals.tail_masks[literal]
    found = np.zeros(len(literal), dtype=np.bool_)
    for letter in range(WILD + 1):
        found |= letters.fours[np.minimum(first + letter, last)] & mask == begin
    return found


def _grouped(slot: Numbers, start: Numbers, stop: Numbers, bounds: Bounds) -> Places:
    slot, start, stop = in_order(slot, start, stop, len(bounds.at))
    piece = bounds.at[start]
    new = np.ones(len(slot), dtype=np.bool_)
    new[1:] = (slot[1:] != slot[:-1]) | (piece[1:] != piece[:-1])
    first = np.flatnonzero(new)
    count = np.diff(first, append=len(slot))
    return Places(start, stop, slot[first], piece[first], first, count)


def in_order(
    slot: Numbers, start: Numbers, stop: Numbers, length: int
) -> tuple[Numbers, Numbers, Numbers]:
    """The same places sorted by slot, start and stop.

    Args:
        length: more than the highest place.
    """
    bits = length.bit_length()
    if len(slot) and int(slot.max()).bit_length() + 2 * bits > _BITS:
        order = np.lexsort((stop, start, slot))
        return slot[order], start[order], stop[order]
    # One number a place sorts thirty times as fast.
    packed = np.sort((slot << 2 * bits) | (start << bits) | stop)
    mask = (1 << bits) - 1
    return packed >> 2 * bits, (packed >> bits) & mask, packed & mask


@dataclass(frozen=True, slots=True)
class Standing:
    """Where phrases stand: each once a piece, by piece, then by phrase."""

    piece: Numbers
    phrase: Numbers
    start: Numbers
    stop: Numbers

    def of(self, wanted: Flags) -> Standing:
        """Some of them."""
        return Standing(
            self.piece[wanted], self.phrase[wanted], self.start[wanted], self.stop[wanted]
        )


def put_together(places: Places, tables: Tables) -> Standing:
    """The first place of each phrase in each piece where its slots follow each other."""
    if not len(places.slot):
        return Standing(places.piece, places.piece, places.start, places.stop)
    group, phrase = tables.tried.spread(places.slot)
    alone = tables.length[phrase] == 1
    lone = places.first[group[alone]]
    found = [(places.piece[group[alone]], phrase[alone], places.start[lone], places.stop[lone])]
    rest = ~alone
    piece, phrase, groups = _complete(places, tables, places.piece[group[rest]], phrase[rest])
    found += [
        _followed(places, tables, piece[some], phrase[some], groups[:, some])
        for some in _batches(places, groups)
    ]
    pieces, phrases, starts, stops = (np.concatenate(rows) for rows in zip(*found, strict=True))
    order = np.argsort(pieces * len(tables.length) + phrases)
    return Standing(pieces[order], phrases[order], starts[order], stops[order])


def _complete(
    places: Places, tables: Tables, piece: Numbers, phrase: Numbers
) -> tuple[Numbers, Numbers, Numbers]:
    """The phrases all of whose slots stand in the piece.

    Returns:
        their pieces, the phrases, and for each slot, from the last one on, the
        groups of its places; -1 beyond the first slot.
    """
    pieces = int(places.piece.max(initial=0)) + 1
    known = places.slot * pieces + places.piece
    groups = np.full((tables.rows.shape[1], len(phrase)), -1, dtype=np.int64)
    for nth in range(tables.rows.shape[1]):
        slot = tables.rows[phrase, nth]
        wanted = slot * pieces + piece
        group = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
        there = (slot < 0) | (known[group] == wanted)
        groups[nth] = np.where(slot < 0, -1, group)
        piece, phrase, groups = piece[there], phrase[there], groups[:, there]
    return piece, phrase, groups


def _batches(places: Places, groups: Numbers) -> Sequence[slice]:
    """The candidates in stretches of a bounded number of places."""
    size = np.where(groups >= 0, places.count[groups], 0).sum(axis=0)
    batch = np.cumsum(size) // _AT_ONCE
    edges = [0, *(np.flatnonzero(np.diff(batch)) + 1).tolist(), len(size)]
    return [slice(begin, end) for begin, end in pairwise(edges) if end > begin]


def _followed(
    places: Places, tables: Tables, piece: Numbers, phrase: Numbers, groups: Numbers
) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """The phrases whose slots follow each other: pieces, phrases, starts, stops.

    From the last slot backwards: a place is *good* if behind it, no further
    than the gap, a good place of the next slot begins. A phrase stands at the
    first good place of its first slot, and ends where the first good place of
    each next slot leads.
    """
    width = int(places.stop.max(initial=0)) + 1
    length, gap = tables.length[phrase], tables.gap[phrase]
    good = np.zeros((3, 0), dtype=np.int64)  # candidate, start, and where all of it ends
    found = [good]
    left = np.arange(len(phrase))  # candidates that have further slots
    for nth in range(len(groups)):
        run, place = spread(places.first[groups[nth, left]], places.count[groups[nth, left]])
        here = np.stack((left[run], places.start[place], places.stop[place]))
        good = _good(here, good, gap, width) if nth else here
        firsts = good[:, np.flatnonzero(np.diff(good[0], prepend=-1))]
        ended = length[firsts[0]] == nth + 1
        found.append(firsts[:, ended])
        left = firsts[0, ~ended]
        if not len(left):
            break
    owner, start, stop = np.concatenate(found, axis=1)
    return piece[owner], phrase[owner], start, stop


def _good(here: Numbers, following: Numbers, gap: Numbers, width: int) -> Numbers:
    """The places that a good place of the next slot follows, with where that one leads."""
    owner, _, stop = here
    begins = following[0] * width + following[1]
    nearest = np.searchsorted(begins, owner * width + stop)
    nearest = np.minimum(nearest, len(begins) - 1)
    apart = following[1, nearest] - stop
    kept = np.flatnonzero((following[0, nearest] == owner) & (apart >= 0) & (apart <= gap[owner]))
    return np.stack((owner[kept], here[1, kept], following[2, nearest[kept]]))
