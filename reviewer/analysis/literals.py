"""Every wording of every slot, and the stems by which a single pass finds them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from reviewer.analysis.letters import LETTER, TOGETHER, code_points, kind_of, mask, packed
from reviewer.analysis.rows import Groups, Runs, spread
from reviewer.analysis.stems import Stems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewer.analysis.letters import Letters
    from reviewer.analysis.phrases import Literal, Slot
    from reviewer.analysis.rows import Flags, Numbers

# So many letters may stand for a * inside a word.
WILD = 3
# A head is looked for only as far as more than so many others begin the same:
# the automaton becomes a quarter as large, which makes it faster to build and
# to run. A stem is not shorter than this (Latin letters, other characters).
_FEW = 8
_SHORTEST_LATIN = 4
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Words:
    """Some texts, ready to be compared with many places at once.

    Attributes:
        length: of each in characters.
        first: of each its first few characters as a number, which tells nearly all apart.
        first_mask: which bits of that count; none for an empty text.
        parts: for each which of the further numbers are its, of as many characters each.
        packed: the further numbers.
        masks: which of their bits count.
    """

    length: Numbers
    first: Numbers
    first_mask: Numbers
    parts: Runs
    packed: Numbers
    masks: Numbers

    @classmethod
    def of(cls, texts: Sequence[str]) -> Words:
        """The numbers of some texts."""
        length = np.array([len(text) for text in texts], dtype=np.int32)
        begin = np.cumsum(length) - length
        numbers = packed(code_points("".join(texts)))
        first_mask = mask(length)
        parts = Runs.of(np.maximum(-(-length // TOGETHER) - 1, 0).tolist())
        owner, nth = spread(np.ones_like(length), parts.count)
        masks = mask(length[owner] - nth * TOGETHER)
        further = numbers[begin[owner] + nth * TOGETHER] & masks
        return cls(length, numbers[begin] & first_mask, first_mask, parts, further, masks)

    def stand(self, which: Numbers, place: Numbers, letters: Letters) -> Numbers:
        """Which of them stand at their places, by their index, in order.

        Args:
            which: the number of each text.
            place: where it is to stand.
        """
        there = letters.packed.take(place, mode="clip")
        left = np.flatnonzero(there & self.first_mask.take(which) == self.first.take(which))
        further = self.parts.count.take(which.take(left))
        more = np.flatnonzero(further)
        if not len(more):
            return left
        long = left.take(more)
        begin = self.parts.first.take(which.take(long))
        owner, number = spread(begin, further.take(more))
        nth = number - begin.take(owner) + 1
        there = letters.packed.take(place.take(long).take(owner) + nth * TOGETHER, mode="clip")
        differs = there & self.masks.take(number) != self.packed.take(number)
        stands = np.ones(len(left), dtype=np.bool_)
        stands[more[owner[differs]]] = False
        return left[stands]


@dataclass(frozen=True, slots=True)
class Tails:
    """What must follow behind the ends of words left open: "reali*ed", "third part* of".

    Attributes:
        of_literal: for each literal which pieces must follow, in order.
        inside: for each piece whether it begins with a letter and stands in the same word.
        words: the pieces.
    """

    of_literal: Runs
    inside: Flags
    words: Words

    @classmethod
    def of(cls, literals: Sequence[Literal]) -> Tails:
        """The tails of some literals."""
        pieces = [piece for one in literals for piece in one.tail]
        inside = np.array([kind_of(piece[0]) == LETTER for piece in pieces], dtype=np.bool_)
        return cls(Runs.of([len(one.tail) for one in literals]), inside, Words.of(pieces))

    def ends(self, literal: Numbers, end: Numbers, letters: Letters) -> Numbers:
        """Where the tails end of literals whose head ends here; -1 where they do not follow."""
        begin, count = self.of_literal.first.take(literal), self.of_literal.count.take(literal)
        end = self._behind(begin, end, letters)
        nth = 1
        left = np.flatnonzero((end >= 0) & (count > nth))
        while len(left):
            end[left] = self._behind(begin.take(left) + nth, end.take(left), letters)
            nth += 1
            left = left.compress((end.take(left) >= 0) & (count.take(left) > nth))
        return end

    def _behind(self, piece: Numbers, end: Numbers, letters: Letters) -> Numbers:
        """Where each piece ends; inside a word a few letters may stand before it."""
        last = letters.word_end(end)
        first = np.where(self.inside.take(piece), end, last)
        found = np.full(len(piece), -1, dtype=np.int64)
        here = self.words.stand(piece, first, letters)
        found[here] = first.take(here) + self.words.length.take(piece.take(here))
        left = np.flatnonzero((found < 0) & (first < last))
        for letter in range(1, WILD + 1):
            if not len(left):
                break
            place = first.take(left) + letter
            stands = self.words.stand(piece.take(left), place, letters)
            here = left.take(stands)
            found[here] = place.take(stands) + self.words.length.take(piece.take(here))
            left = left.compress((found.take(left) < 0) & (place < last.take(left)))
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Literals:
    """Every wording of every slot, each once, by the stem that finds it.

    Attributes:
        stems: what is looked for in the text.
        of_stem: for each stem which literals it finds. They stand side by side,
            which makes them fast to fetch.
        rests: what completes the heads of the literals, by number.
        latin_end: for each literal whether it ends in a Latin letter, so that
            the word may go on.
        open_end: for each literal whether its last word may go on.
        tailed: for each literal whether more follows behind its head.
        tails: that.
        slots: for each literal the slots that it stands for.
    """

    stems: Stems
    of_stem: Runs
    rests: Words
    latin_end: Flags
    open_end: Flags
    tailed: Flags
    tails: Tails
    slots: Groups

    @classmethod
    def of(cls, slots: Sequence[Slot]) -> Literals:
        """The literals of some slots, each slot's under its number."""
        slots_of: dict[Literal, list[int]] = {}
        for number, alternatives in enumerate(slots):
            for literal in alternatives:
                slots_of.setdefault(literal, []).append(number)
        stem_of = _stems({literal.head for literal in slots_of})
        of_stem: dict[str, list[Literal]] = {}
        for literal in slots_of:
            of_stem.setdefault(stem_of[literal.head], []).append(literal)
        # What begins the same stands side by side then, in the automaton as well: it is
        # searched in three quarters of the time where memory is slow.
        of_stem = dict(sorted(of_stem.items()))
        literals = [literal for some in of_stem.values() for literal in some]
        return cls(
            stems=Stems.of(tuple(of_stem)),
            of_stem=Runs.of([len(some) for some in of_stem.values()]),
            rests=Words.of([one.head[len(stem_of[one.head]) :] for one in literals]),
            latin_end=np.array(
                [kind_of((one.tail or (one.head,))[-1][-1]) == LETTER for one in literals],
                dtype=np.bool_,
            ),
            open_end=np.array([one.open_end for one in literals], dtype=np.bool_),
            tailed=np.array([bool(one.tail) for one in literals], dtype=np.bool_),
            tails=Tails.of(literals),
            slots=Groups.of([slots_of[literal] for literal in literals]),
        )

    def reach(self, word: int) -> int:
        """What no literal is longer than in a text whose longest word has so many letters."""
        behind = int(self.tails.words.length.max(initial=0)) + WILD + word
        tails = int(self.tails.of_literal.count.max(initial=0))
        head = self.stems.longest + int(self.rests.length.max(initial=0))
        return head + tails * behind + word

    def stops(self, literal: Numbers, end: Numbers, letters: Letters) -> Numbers:
        """Where each literal ends whose stem ends here; -1 where it does not stand."""
        stop = np.full(len(literal), -1, dtype=np.int64)
        there = self.rests.stand(literal, end, letters)
        stands = literal.take(there)
        ends = end.take(there) + self.rests.length.take(stands)
        tailed = np.flatnonzero(self.tailed.take(stands))
        ends[tailed] = self.tails.ends(stands.take(tailed), ends.take(tailed), letters)
        goes_on = np.flatnonzero(
            self.latin_end.take(stands) & (letters.kinds.take(ends, mode="clip") == LETTER)
        )
        goes_on = goes_on.compress(ends.take(goes_on) >= 0)
        ends[goes_on] = np.where(
            self.open_end.take(stands.take(goes_on)), letters.word_end(ends.take(goes_on)), -1
        )
        stop[there] = ends
        return stop


def _stems(heads: set[str]) -> dict[str, str]:
    """As much of each head as tells it from all but a few others."""
    ordered = sorted(heads)
    if len(ordered) <= _FEW:
        return {head: head for head in ordered}
    codes = np.array(ordered).view(np.uint32).reshape(len(ordered), -1)
    # How far heads begin as those do that stand so many places behind them:
    # then all between do as well.
    shared = np.argmin(codes[:-_FEW] == codes[_FEW:], axis=1)
    crowded = np.zeros(len(ordered), dtype=np.int64)
    for nth in range(_FEW + 1):
        window = crowded[nth : nth + len(shared)]
        np.maximum(window, shared, out=window)
    stems = {}
    for head, begin in zip(ordered, crowded.tolist(), strict=True):
        shortest = _SHORTEST_LATIN if head.isascii() else _SHORTEST
        stems[head] = head[: max(begin + 1, shortest)]
    return stems
