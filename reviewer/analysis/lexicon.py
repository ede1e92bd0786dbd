"""One pass over a text for all phrases of the rulebook.

The literals of every phrase go into a single Aho-Corasick automaton. What it
finds is sorted into the pieces of the text (sentences, headings), and there
the slots of each phrase are put together. Anything dearer runs only on the
pieces that this gate lets through.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from reviewer.analysis.letters import Letters
from reviewer.analysis.places import (
    Bounds,
    Standing,
    literals_standing,
    put_together,
    stretches,
)
from reviewer.analysis.rows import Runs, ordered
from reviewer.analysis.stems import StemFinder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, KeysView, Sequence

    from reviewer.analysis.places import Stretch
    from reviewer.analysis.tables import Tables
    from reviewer.model.span import Span
    from reviewer.text.normalize import Shadow


# Start and end in the canonical text.
Place = tuple[int, int]


class Shown(NamedTuple):
    """Where phrases of one key stand: the piece and the number of the phrase, side by side."""

    pieces: list[int]
    phrases: list[int]


class Showings(Mapping[str, Shown]):
    """Where phrases stand, by key.

    A policy shows a thousand keys, of which most are only asked whether they are
    there; so each is cut out when it is asked for.

    Args:
        ranges: for each key where its places begin and end in ``pieces`` and ``phrases``.
    """

    def __init__(
        self, ranges: Mapping[str, tuple[int, int]], pieces: list[int], phrases: list[int]
    ) -> None:
        self._ranges = ranges
        self._pieces = pieces
        self._phrases = phrases

    def __getitem__(self, key: str) -> Shown:
        begin, end = self._ranges[key]
        return Shown(self._pieces[begin:end], self._phrases[begin:end])

    def __contains__(self, key: object) -> bool:
        return key in self._ranges

    def __iter__(self) -> Iterator[str]:
        return iter(self._ranges)

    def __len__(self) -> int:
        return len(self._ranges)

    def keys(self) -> KeysView[str]:
        """The keys, to be compared with others at once."""
        return self._ranges.keys()


@dataclass(frozen=True, slots=True)
class Found:
    """What stands where.

    Attributes:
        placed: for each piece the places of the phrases of each key, in the
            order of the phrases, each phrase at its first place.
        standing: for each key of entries that are told by key its pieces in order,
            with such places.
        shown: for each key of entries whose places do not matter, the pieces
            in order in which its phrases stand.
    """

    placed: tuple[Mapping[str, Sequence[Place]], ...]
    standing: Mapping[str, Sequence[tuple[int, Sequence[Place]]]]
    shown: Showings


class Lexicon:
    """All phrases, ready to be looked for."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._stems = StemFinder(tables.literals.stems)

    def find(self, shadow: Shadow, pieces: Sequence[Span]) -> Found:
        """What stands in each piece.

        Args:
            shadow: of the canonical text.
            pieces: canonical spans in order, without overlap.
        """
        letters = Letters.of(shadow.text)
        stems = self._stems.find(letters)
        if not len(stems.which) or not pieces:
            return Found(({},) * len(pieces), {}, Showings({}, [], []))
        bounds = Bounds.of(
            [shadow.position(piece.start) for piece in pieces],
            [shadow.position(piece.end) for piece in pieces],
            len(shadow.text),
        )

        def longest() -> int:
            return self._tables.reach(letters.longest_word)

        phrases = Standing.joined(
            (self._standing(some, letters, bounds) for some in stretches(stems, bounds, longest)),
            len(self._tables.length),
        )
        placed = self._tables.placed.take(phrases.phrase)
        by_key = self._tables.by_key.take(phrases.phrase)
        placed_in: tuple[dict[str, list[Place]], ...] = tuple([{} for _ in pieces])
        for piece, key, places in self._places(phrases.of(placed & ~by_key), shadow):
            here = placed_in[piece]
            if key in here:
                here[key] += places
            else:
                here[key] = places
        standing: dict[str, list[tuple[int, list[Place]]]] = {}
        for piece, key, places in self._places(phrases.of(placed & by_key), shadow):
            there = standing.setdefault(key, [])
            if there and there[-1][0] == piece:
                there[-1][1].extend(places)
            else:
                there.append((piece, places))
        return Found(placed_in, standing, self._shown(phrases.of(~placed)))

    def _standing(self, stretch: Stretch, letters: Letters, bounds: Bounds) -> Standing:
        """The phrases that begin in a stretch."""
        literals = literals_standing(stretch.stems, self._tables.literals, letters, bounds)
        found = put_together(literals, self._tables, bounds)
        return (
            found if stretch.until >= len(letters.text) else found.of(found.start < stretch.until)
        )

    def _places(self, phrases: Standing, shadow: Shadow) -> Iterable[tuple[int, str, list[Place]]]:
        """Piece, key and places in the canonical text of some phrases that stand side by side."""
        start, stop = phrases.start, phrases.stop
        if shadow.gone:
            shifts = np.array(shadow.shifts)
            start = start + np.searchsorted(shifts, start, side="right")
            stop = stop + np.searchsorted(shifts, stop - 1, side="right")
        places = list(zip(start.tolist(), stop.tolist(), strict=True))
        key = self._tables.key.take(phrases.phrase)
        new = np.ones(len(key), dtype=np.bool_)
        new[1:] = (key[1:] != key[:-1]) | (phrases.piece[1:] != phrases.piece[:-1])
        begins = np.flatnonzero(new)
        edges = [*begins.tolist(), len(places)]
        return zip(
            phrases.piece[begins].tolist(),
            map(self._tables.keys.__getitem__, key[begins].tolist()),
            map(places.__getitem__, map(slice, edges, edges[1:])),
            strict=True,
        )

    def _shown(self, phrases: Standing) -> Showings:
        keys, order = ordered(self._tables.key.take(phrases.phrase))
        begins = Runs.of_equals(keys).first
        names = map(self._tables.keys.__getitem__, keys[begins].tolist())
        edges = [*begins.tolist(), len(keys)]
        return Showings(
            dict(zip(names, pairwise(edges), strict=True)),
            phrases.piece.take(order).tolist(),
            self._tables.index.take(phrases.phrase.take(order)).tolist(),
        )
