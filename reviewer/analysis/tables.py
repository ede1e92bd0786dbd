"""All phrases of a rulebook as tables of numbers, so that a whole policy is matched at once.

A phrase is a row of *slots*; a slot stands wherever one of its literals does;
a literal is found by its *head*. So the tables lead from heads to literals,
from literals to slots, and from slots to the phrases that need them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from reviewer.analysis.phrases import GAP, Literal, Slot, parts, slot

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Flags = NDArray[np.bool_]
    Packed = NDArray[np.uint64]

# Of what a character makes words. Characters above are no Latin letters.
NEITHER, LETTER, DIGIT = 0, 1, 2
ABOVE_LATIN = 0x250
# So many characters make one number of so many bits each.
_TOGETHER = 4
_BITS = 16


@dataclass(frozen=True, slots=True)
class Entry:
    """A list of phrases with the key under which matches are told.

    Attributes:
        language: "en" or "zh"; decides gaps and vocabulary.
        placed: whether it matters where the phrases stand, and not only that they do.
    """

    key: str
    language: str
    phrases: tuple[str, ...]
    placed: bool = True


@dataclass(frozen=True, slots=True)
class Groups:
    """Lists of numbers, one a row, laid end to end.

    Attributes:
        first: where each row begins in ``members``.
        count: how many members each row has.
    """

    first: Numbers
    count: Numbers
    members: Numbers

    @classmethod
    def of(cls, rows: Sequence[Sequence[int]]) -> Groups:
        """The same lists in one array."""
        count = np.array([len(row) for row in rows], dtype=np.int64)
        members = np.array([number for row in rows for number in row], dtype=np.int64)
        return cls(np.cumsum(count) - count, count, members)

    def spread(self, rows: Numbers) -> tuple[Numbers, Numbers]:
        """All members of some rows: for each the index into ``rows``, and the member.

        >>> Groups.of([[7, 8], [], [9]]).spread(np.array([2, 0]))
        (array([0, 1, 1]), array([9, 7, 8]))
        """
        owner, place = spread(self.first[rows], self.count[rows])
        return owner, self.members[place]


def spread(first: Numbers, count: Numbers) -> tuple[Numbers, Numbers]:
    """Runs of consecutive numbers: for each number the index of its run, and the number.

    >>> spread(np.array([5, 1]), np.array([2, 1]))
    (array([0, 0, 1]), array([5, 6, 1]))
    """
    owner = np.repeat(np.arange(len(count)), count)
    before = np.cumsum(count) - count
    return owner, np.arange(len(owner)) + (first - before)[owner]


@dataclass(frozen=True, slots=True, kw_only=True)
class Literals:
    """Every wording of every slot, each once, by the head that finds it.

    Attributes:
        heads: what the single pass looks for, each once.
        begins: of what each head's first character makes words; where the
            character in front makes the same, the head stands inside a word or
            number. (Numbers must begin where a literal does: "18" is not in
            2018. They may go on: "20" begins a year.)
        latin_end: whether a head ends in a Latin letter, so that its word may go on.
        of_head: for each head the numbers of the literals that it finds.
        open_end: for each literal whether its last word may go on.
        tailed: for each literal whether more follows behind its head.
        tail_inside: for each literal whether that begins with a letter, in the same word.
        tail_begins: for each literal the first characters of what follows, as
            :func:`fours` packs them; 0 where nothing does.
        tail_masks: which bits of that count.
        tails: the literals with more behind their head, by number.
        slots: for each literal the slots that it stands for.
    """

    heads: tuple[str, ...]
    begins: Numbers
    latin_end: Flags
    of_head: Groups
    open_end: Flags
    tailed: Flags
    tail_inside: Flags
    tail_begins: Packed
    tail_masks: Packed
    tails: Mapping[int, Literal]
    slots: Groups

    @classmethod
    def of(cls, slots: Sequence[Slot]) -> Literals:
        """The literals of some slots, each slot's under its number."""
        numbers: dict[Literal, int] = {}
        slots_of: list[list[int]] = []
        for number, alternatives in enumerate(slots):
            for literal in alternatives:
                at = numbers.setdefault(literal, len(numbers))
                if at == len(slots_of):
                    slots_of.append([])
                slots_of[at].append(number)
        heads: dict[str, list[int]] = {}
        for literal, number in numbers.items():
            heads.setdefault(literal.head, []).append(number)
        return cls(
            heads=tuple(heads),
            begins=np.array([kind_of(head[0]) for head in heads], dtype=np.int64),
            latin_end=np.array([kind_of(head[-1]) == LETTER for head in heads], dtype=np.bool_),
            of_head=Groups.of(list(heads.values())),
            open_end=np.array([one.open_end for one in numbers], dtype=np.bool_),
            tailed=np.array([bool(one.tail) for one in numbers], dtype=np.bool_),
            tail_inside=np.array(
                [bool(one.tail) and kind_of(one.tail[0][0]) == LETTER for one in numbers],
                dtype=np.bool_,
            ),
            tail_begins=np.array([_packed(one.tail) for one in numbers], dtype=np.uint64),
            tail_masks=np.array([_mask(one.tail) for one in numbers], dtype=np.uint64),
            tails={number: one for one, number in numbers.items() if one.tail},
            slots=Groups.of(slots_of),
        )


def _packed(tail: Sequence[str]) -> int:
    return int(fours(tail[0])[0]) if tail else 0


def _mask(tail: Sequence[str]) -> int:
    return (1 << _BITS * min(len(tail[0]), _TOGETHER)) - 1 if tail else 0


def fours(text: str) -> Packed:
    """Each character of a text with the three behind it, as one number; a 0 at the end.

    Of each character the low sixteen bits are taken: two numbers that differ
    mean two texts that do.
    """
    codes = np.zeros(len(text) + _TOGETHER, dtype=np.uint64)
    codes[:-_TOGETHER] = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    codes &= np.uint64((1 << _BITS) - 1)
    packed = codes[: len(text) + 1].copy()
    for nth in range(1, _TOGETHER):
        packed |= codes[nth : nth + len(packed)] << np.uint64(nth * _BITS)
    return packed


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """Phrases ready to be looked for.

    Attributes:
        literals: what their slots are made of.
        rows: for each phrase its slots from the *last* one on, then -1.
        length: for each phrase how many slots it has.
        gap: for each phrase how far its slots may stand apart, in characters.
        tried: for each slot the phrases that are tried where it stands.
        keys: the keys of the entries, each once.
        key: for each phrase the number of its key.
        index: for each phrase its place in its entry.
        placed: for each phrase whether it matters where it stands.
    """

    literals: Literals
    rows: Numbers
    length: Numbers
    gap: Numbers
    tried: Groups
    keys: tuple[str, ...]
    key: Numbers
    index: Numbers
    placed: Flags


def compiled(
    entries: Iterable[Entry], vocabulary: Mapping[str, Mapping[str, tuple[str, ...]]]
) -> Tables:
    """The tables of some entries.

    Args:
        entries: in the order in which their matches are told.
        vocabulary: named lists by language.

    Raises:
        ValueError: a phrase is not written as :mod:`~reviewer.analysis.phrases` asks.
    """
    # Phrases share parts ("we", a list of the vocabulary): each is read once.
    numbers: dict[tuple[str, str], int] = {}
    keys: dict[str, int] = {}
    told: list[tuple[int, int, int, bool]] = []
    rows: list[list[int]] = []
    for entry in entries:
        key = keys.setdefault(entry.key, len(keys))
        for index, phrase in enumerate(entry.phrases):
            row = [(entry.language, part) for part in parts(phrase)]
            rows.append([numbers.setdefault(part, len(numbers)) for part in row])
            told.append((key, index, GAP[entry.language], entry.placed))
    slots = [slot(part, vocabulary.get(language, {})) for language, part in numbers]
    key_of, index_of, gap, placed = np.array(told, dtype=np.int64).reshape(-1, 4).T.copy()
    return Tables(
        literals=Literals.of(slots),
        rows=_backwards(rows),
        length=np.array([len(row) for row in rows], dtype=np.int64),
        gap=gap,
        tried=Groups.of(_by_rarest(rows, slots)),
        keys=tuple(keys),
        key=key_of,
        index=index_of,
        placed=placed.astype(np.bool_),
    )


def _backwards(rows: Sequence[Sequence[int]]) -> Numbers:
    longest = max(map(len, rows), default=0)
    return np.array(
        [[*reversed(row), *[-1] * (longest - len(row))] for row in rows], dtype=np.int64
    ).reshape(len(rows), longest)


def _by_rarest(rows: Sequence[Sequence[int]], slots: Sequence[Slot]) -> list[list[int]]:
    """For each slot the phrases to try where it stands.

    A phrase is tried where its rarest slot stands: the one with the longest words.
    """
    lengths = [min(len(literal.head) for literal in one) for one in slots]
    tried: list[list[int]] = [[] for _ in slots]
    for number, row in enumerate(rows):
        tried[max(row, key=lengths.__getitem__)].append(number)
    return tried


def kind_of(letter: str) -> int:
    """Of what a character makes words."""
    if letter < chr(ABOVE_LATIN) and letter.isalpha():
        return LETTER
    return DIGIT if "0" <= letter <= "9" else NEITHER
