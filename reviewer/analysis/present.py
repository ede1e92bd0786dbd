"""Which literals and slots stand in which pieces, and which phrases can therefore stand there.

A literal stands for many slots and is met again and again: put down slot by slot, the
same few hundred words make tens of thousands of rows. So what a slot can be found by is
looked up once for a whole stretch of text, with the pieces as bits; places come back in
only for what a phrase needs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from reviewer.analysis.rows import Hits, Runs, ordered

if TYPE_CHECKING:
    from reviewer.analysis.literals import Literals
    from reviewer.analysis.rows import Flags, Numbers
    from reviewer.analysis.tables import Tables

# So many pieces make one number.
_BITS = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """What stands in some pieces of a text.

    Attributes:
        hits: where literals stand, in the order of these.
        pieces: for each hit its piece, counted from the first.
        first: the first piece.
        width: how many pieces there is room for.
        runs: for each literal that stands anywhere which hits are its.
        literal: for each pair of such a literal and a slot the literal, by index.
        column: for each pair which of the slots it is, from 1 on.
        slots: those that stand anywhere, in order.
        bits: for each of them the pieces that it stands in.
    """

    hits: Hits
    pieces: Numbers
    first: int
    width: int
    runs: Runs
    literal: Numbers
    column: Numbers
    slots: Numbers
    bits: Numbers

    @classmethod
    def of(cls, hits: Hits, pieces: Numbers, literals: Literals) -> Present:
        """What stands where literals do.

        Args:
            hits: where they stand; one at least.
            pieces: the piece of each hit.
        """
        which, order = ordered(hits.which)
        hits, pieces = hits.of(order), pieces.take(order)
        runs = Runs.of_equals(which)
        first = int(pieces.min())
        pieces = pieces - first
        width = -(-(int(pieces.max()) + 1) // _BITS) * _BITS
        here = np.zeros((len(runs.first), width), dtype=np.bool_)
        here.reshape(-1)[np.repeat(np.arange(len(runs.first)) * width, runs.count) + pieces] = True
        literal, slot = literals.slots.spread(which.take(runs.first))
        slot, order = ordered(slot)
        literal = literal.take(order)
        same = Runs.of_equals(slot)
        column = np.repeat(np.arange(1, len(same.first) + 1), same.count)
        bits = np.packbits(here, axis=1).view(np.uint64).take(literal, axis=0)
        return cls(
            hits=hits,
            pieces=pieces,
            first=first,
            width=width,
            runs=runs,
            literal=literal,
            column=column,
            slots=slot.take(same.first),
            bits=np.bitwise_or.reduceat(bits, same.first, axis=0),
        )

    def complete(self, tables: Tables) -> tuple[Numbers, Numbers, Hits]:
        """The phrases of several slots that all stand in a piece.

        Returns:
            their pieces, the phrases, and where slots stand that matter to them or to
            phrases of one slot.
        """
        phrase = tables.tried.spread(self.slots)[1]
        rows = self._columns(len(tables.alone.runs.count)).take(
            tables.rows.take(phrase, axis=0), mode="wrap"
        )
        # Before the slots one that stands nowhere, behind them one that stands everywhere.
        bits = np.zeros((len(self.slots) + 2, self.bits.shape[1]), dtype=np.uint64)
        bits[1:-1] = self.bits
        bits[-1] = ~np.uint64(0)
        shared = np.bitwise_and.reduce(bits.take(rows, axis=0), axis=1)
        # In one row, which is searched many times as fast as a table.
        stands = np.flatnonzero(np.unpackbits(shared.view(np.uint8)).view(np.bool_))
        which, piece = np.divmod(stands, self.width)
        rows = rows.take(which, axis=0)
        wanted = np.zeros((len(bits), self.width), dtype=np.bool_)
        wanted.reshape(-1)[rows * self.width + piece[:, None]] = True
        alone = np.flatnonzero(tables.alone.runs.count.take(self.slots)) + 1
        wanted[alone] = True
        anywhere = np.zeros(len(bits), dtype=np.bool_)
        anywhere[rows] = True
        anywhere[alone] = True
        return piece + self.first, phrase.take(which), self._places(wanted, anywhere)

    def _columns(self, count: int) -> Numbers:
        """For each of all slots which of those here it is, from 1 on; 0 for others.

        Phrases with fewer slots than others have -1 for the rest: the last one.
        """
        column = np.zeros(count + 1, dtype=np.int64)
        column[self.slots] = np.arange(1, len(self.slots) + 1)
        column[-1] = len(self.slots) + 1
        return column

    def _places(self, wanted: Flags, anywhere: Flags) -> Hits:
        """Where slots stand in the pieces in which they are wanted.

        Args:
            wanted: for each slot, from 1 on, and each piece.
            anywhere: for each slot, from 1 on.
        """
        pair = np.flatnonzero(anywhere.take(self.column))
        owner, hit = self.runs.spread(self.literal.take(pair))
        column = self.column.take(pair).take(owner)
        kept = np.flatnonzero(wanted.take(column * self.width + self.pieces.take(hit)))
        hit = hit.take(kept)
        slot = self.slots.take(column.take(kept) - 1)
        return Hits(slot, self.hits.start.take(hit), self.hits.stop.take(hit))
