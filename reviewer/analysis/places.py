"""Where literals, slots and phrases stand in a text, worked out for a whole policy at once.

Everything is a row of numbers with one entry a place: where it starts, where
it stops, what stands there, in which piece. Each step keeps, repeats or sorts
such rows; none of them looks at one place after another, which in Python
costs some fifty times as much.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from reviewer.analysis.present import Present
from reviewer.analysis.rows import Hits, ordered, spread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from reviewer.analysis.letters import Letters
    from reviewer.analysis.literals import Literals
    from reviewer.analysis.rows import Flags, Numbers
    from reviewer.analysis.tables import Tables

    _Rows = tuple[Numbers, Numbers, Numbers]

# So many places are put together at once, so that a text made of one word
# again and again does not take all memory.
_AT_ONCE = 1_000_000
_BITS = 63
# So many pieces at once, so that a table of pieces and slots fits where memory is fast.
_PIECES = 300
# So many stems at once: rows of a megabyte's line would be new memory each, whose pages
# cost more than all that is done with them.
_STEMS = 20_000


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
            np.repeat(np.arange(-1, len(starts), dtype=np.int32), np.diff(edges)),
        )


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where stems stand in a part of a text, and in as much behind it as phrases reach.

    Attributes:
        until: where the phrases begin that are found in a later stretch as well.
    """

    stems: Hits
    until: int


def stretches(stems: Hits, bounds: Bounds, longest: Callable[[], int]) -> Iterable[Stretch]:
    """Where stems stand, in stretches of a bounded number of pieces and stems.

    Args:
        longest: tells what no phrase is longer than, where that is asked.
    """
    length = len(bounds.at)
    if len(bounds.ends) <= _PIECES and len(stems.start) <= _STEMS:
        return [Stretch(stems, length)]
    stems = stems.of(np.argsort(stems.start, kind="stable"))
    reach = longest()
    edges = [0]
    for end in _ends_of_pieces(stems, bounds):
        edges += [*range(edges[-1] + _STEMS, end, _STEMS), end]
    return [_stretch(stems, begin, end, reach, length) for begin, end in pairwise(edges)]


def _ends_of_pieces(stems: Hits, bounds: Bounds) -> list[int]:
    """Where every so many pieces end among stems in order."""
    most = len(bounds.ends) - 1
    last = np.arange(_PIECES - 1, most + _PIECES, _PIECES).clip(max=most)
    ends = np.searchsorted(bounds.at[stems.start], last, side="right").tolist()
    return [end for before, end in pairwise([0, *ends]) if end > before]


def _stretch(stems: Hits, begin: int, end: int, reach: int, length: int) -> Stretch:
    until = int(stems.start[end]) if end < len(stems.start) else length
    # Several stems begin at one place.
    first, last = np.searchsorted(stems.start, [stems.start[begin], until + reach]).tolist()
    return Stretch(stems.of(np.arange(first, last)), until)


def literals_standing(stems: Hits, literals: Literals, letters: Letters, bounds: Bounds) -> Hits:
    """Where literals stand, each in one piece, from where stems do."""
    pieces = bounds.at.take(stems.start)
    stems = stems.of(np.flatnonzero(pieces >= 0))
    ends = bounds.ends.take(pieces.compress(pieces >= 0))
    hit, literal = literals.of_stem.spread(stems.which)
    stop = literals.stops(literal, stems.stop.take(hit), letters)
    kept = np.flatnonzero((stop >= 0) & (stop <= ends.take(hit)))
    return Hits(literal.take(kept), stems.start.take(hit.take(kept)), stop.take(kept))


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

    @classmethod
    def of(cls, hits: Hits, bounds: Bounds) -> Places:
        """The same places in order."""
        slot, start, stop = in_order(hits.which, hits.start, hits.stop, len(bounds.at))
        piece = bounds.at.take(start)
        new = np.ones(len(slot), dtype=np.bool_)
        new[1:] = (slot[1:] != slot[:-1]) | (piece[1:] != piece[:-1])
        first = np.flatnonzero(new)
        return cls(start, stop, slot[first], piece[first], first, np.diff(first, append=len(slot)))

    def groups(self, slot: Numbers, piece: Numbers) -> Numbers:
        """The groups of some slots in some pieces; what it gives for others means nothing."""
        pieces = int(self.piece.max(initial=0)) + 1
        known = self.slot.astype(np.int64) * pieces + self.piece
        return np.minimum(np.searchsorted(known, slot * pieces + piece), len(known) - 1)


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
    packed = np.sort((slot.astype(np.int64) << 2 * bits) | (start << bits) | stop)
    mask = (1 << bits) - 1
    return packed >> 2 * bits, (packed >> bits) & mask, packed & mask


@dataclass(frozen=True, slots=True)
class Standing:
    """Where phrases stand: each once a piece, by piece, then by phrase."""

    piece: Numbers
    phrase: Numbers
    start: Numbers
    stop: Numbers

    @classmethod
    def joined(cls, parts: Iterable[Standing], phrases: int) -> Standing:
        """The phrases of stretches of a text, in order, each once a piece.

        Args:
            phrases: how many there are.
        """
        found = list(parts)
        if len(found) == 1:
            return found[0]
        rows = [(one.piece, one.phrase, one.start, one.stop) for one in found]
        piece, phrase, start, stop = (np.concatenate(some) for some in zip(*rows, strict=True))
        # A piece of several stretches shows a phrase where the first one has it.
        _, first = np.unique(piece * np.int64(phrases) + phrase, return_index=True)
        return cls(piece, phrase, start, stop).at(first)

    def of(self, wanted: Flags) -> Standing:
        """Some of them."""
        return self.at(np.flatnonzero(wanted))

    def at(self, places: Numbers) -> Standing:
        """Some of them, by index."""
        return Standing(
            self.piece.take(places),
            self.phrase.take(places),
            self.start.take(places),
            self.stop.take(places),
        )


def put_together(hits: Hits, tables: Tables, bounds: Bounds) -> Standing:
    """The first place of each phrase in each piece where its slots follow each other.

    Args:
        hits: where literals stand.
    """
    if not len(hits.which):
        return Standing(*(np.zeros(0, dtype=np.int64) for _ in range(4)))
    present = Present.of(hits, bounds.at.take(hits.start), tables.literals)
    piece, phrase, needed = present.complete(tables)
    places = Places.of(needed, bounds)
    group, alone = tables.alone.spread(places.slot)
    lone = places.first.take(group)
    found = [(places.piece.take(group), alone, places.start.take(lone), places.stop.take(lone))]
    slots = tables.rows.take(phrase, axis=0).T
    nth, which = np.nonzero(slots >= 0)
    groups = np.full(slots.shape, -1, dtype=np.int64)
    groups[nth, which] = places.groups(slots[nth, which], piece.take(which))
    found += [
        _followed(places, tables, piece[some], phrase[some], groups[:, some])
        for some in _batches(places, groups)
    ]
    pieces, phrases, starts, stops = (np.concatenate(rows) for rows in zip(*found, strict=True))
    _, order = ordered((pieces - present.first) * len(tables.length) + phrases)
    return Standing(pieces, phrases, starts, stops).at(order)


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
    length, gap = tables.length.take(phrase), tables.gap.take(phrase)
    # Candidate, start, and where all of it ends.
    good: _Rows = (phrase[:0], phrase[:0], phrase[:0])
    found = [good]
    left = np.arange(len(phrase))  # candidates that have further slots
    for nth in range(len(groups)):
        group = groups[nth].take(left)
        run, place = spread(places.first.take(group), places.count.take(group))
        here = (left.take(run), places.start.take(place), places.stop.take(place))
        good = _good(here, good, gap, width) if nth else here
        new = np.ones(len(good[0]), dtype=np.bool_)
        new[1:] = good[0][1:] != good[0][:-1]
        owner, start, stop = (row.compress(new) for row in good)
        ended = length.take(owner) == nth + 1
        found.append((owner.compress(ended), start.compress(ended), stop.compress(ended)))
        left = owner.compress(~ended)
        if not len(left):
            break
    owner, start, stop = (np.concatenate(rows) for rows in zip(*found, strict=True))
    return piece.take(owner), phrase.take(owner), start, stop


def _good(here: _Rows, following: _Rows, gap: Numbers, width: int) -> _Rows:
    """The places that a good place of the next slot follows, with where that one leads."""
    owner, start, stop = here
    begins = following[0] * width + following[1]
    nearest = np.searchsorted(begins, owner * width + stop)
    nearest = np.minimum(nearest, len(begins) - 1)
    apart = following[1].take(nearest) - stop
    follows = (following[0].take(nearest) == owner) & (apart >= 0) & (apart <= gap.take(owner))
    return (
        owner.compress(follows),
        start.compress(follows),
        following[2].take(nearest.compress(follows)),
    )
