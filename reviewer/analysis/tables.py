"""All phrases of a rulebook as tables of numbers, so that a whole policy is matched at once.

A phrase is a row of *slots*; a slot stands wherever one of its literals does;
a literal is found by its *stem*. So the tables lead from stems to literals,
from literals to slots, and from slots to the phrases that need them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from reviewer.analysis.literals import Literals
from reviewer.analysis.phrases import GAP, parts, slot
from reviewer.analysis.rows import Groups

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reviewer.analysis.phrases import Slot
    from reviewer.analysis.rows import Flags, Numbers


@dataclass(frozen=True, slots=True)
class Entry:
    """A list of phrases with the key under which matches are told.

    Attributes:
        language: "en" or "zh"; decides gaps and vocabulary.
        placed: whether it matters where the phrases stand, and not only that they do.
        by_key: whether that is told under the key for all pieces, and not in each piece.
    """

    key: str
    language: str
    phrases: tuple[str, ...]
    placed: bool = True
    by_key: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """Phrases ready to be looked for.

    Attributes:
        literals: what their slots are made of.
        rows: for each phrase its slots from the *last* one on, then -1.
        length: for each phrase how many slots it has.
        gap: for each phrase how far its slots may stand apart, in characters.
        alone: for each slot the phrases that are this one slot.
        tried: for each slot the phrases of several slots that are tried where it stands.
        keys: the keys of the entries, each once.
        key: for each phrase the number of its key.
        index: for each phrase its place in its entry.
        placed: for each phrase whether it matters where it stands.
        by_key: for each phrase whether that is told under its key.
    """

    literals: Literals
    rows: Numbers
    length: Numbers
    gap: Numbers
    alone: Groups
    tried: Groups
    keys: tuple[str, ...]
    key: Numbers
    index: Numbers
    placed: Flags
    by_key: Flags

    def reach(self, word: int) -> int:
        """What no phrase is longer than in a text whose longest word has so many letters."""
        slots = int(self.length.max(initial=0))
        return slots * (self.literals.reach(word) + int(self.gap.max(initial=0)))


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
    told: list[tuple[int, int, int, bool, bool]] = []
    rows: list[list[int]] = []
    for entry in entries:
        key = keys.setdefault(entry.key, len(keys))
        for index, phrase in enumerate(entry.phrases):
            row = [(entry.language, part) for part in parts(phrase)]
            rows.append([numbers.setdefault(part, len(numbers)) for part in row])
            told.append((key, index, GAP[entry.language], entry.placed, entry.by_key))
    slots = [slot(part, vocabulary.get(language, {})) for language, part in numbers]
    alone, tried = _by_rarest(rows, slots)
    key_of, index_of, gap, placed, by_key = np.array(told, dtype=np.int32).reshape(-1, 5).T.copy()
    return Tables(
        literals=Literals.of(slots),
        rows=_backwards(rows),
        length=np.array([len(row) for row in rows], dtype=np.int32),
        gap=gap,
        alone=Groups.of(alone),
        tried=Groups.of(tried),
        keys=tuple(keys),
        key=key_of,
        index=index_of,
        placed=placed.astype(np.bool_),
        by_key=by_key.astype(np.bool_),
    )


def _backwards(rows: Sequence[Sequence[int]]) -> Numbers:
    longest = max(map(len, rows), default=0)
    return np.array(
        [[*reversed(row), *[-1] * (longest - len(row))] for row in rows], dtype=np.int32
    ).reshape(len(rows), longest)


def _by_rarest(
    rows: Sequence[Sequence[int]], slots: Sequence[Slot]
) -> tuple[list[list[int]], list[list[int]]]:
    """For each slot the phrases that are this slot, and those to try where it stands.

    A phrase of several slots is tried where its rarest one stands: the one
    with the longest words.
    """
    lengths = [min(len(literal.head) for literal in one) for one in slots]
    alone: list[list[int]] = [[] for _ in slots]
    tried: list[list[int]] = [[] for _ in slots]
    for number, row in enumerate(rows):
        if len(row) == 1:
            alone[row[0]].append(number)
        else:
            tried[max(row, key=lengths.__getitem__)].append(number)
    return alone, tried
