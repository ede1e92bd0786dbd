"""What pieces are, as bits: a sign that counts in some categories alone asks with one number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.model.clause import Category

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from reviewer.analysis.extract import Extraction
    from reviewer.analysis.pieces import Pieces

_BITS = {category: 1 << place for place, category in enumerate(Category)}
HEADING = 1 << len(_BITS)
"""A heading, which never is in a clause."""
BARE = HEADING << 1
"""A sentence in no clause."""
CLAUSE = HEADING - 1
"""A sentence in any clause."""


def bits(categories: Iterable[Category]) -> int:
    """Some categories, each once."""
    return sum(map(_BITS.__getitem__, categories))


def allowed(categories: Collection[Category], *, headings: bool) -> int:
    """What a piece can be that shows a sign.

    Args:
        categories: of the clauses in which it counts; empty: no clause is needed.
        headings: whether it counts in headings.
    """
    return (bits(categories) if categories else CLAUSE | BARE) | (HEADING if headings else 0)


def kinds_of(pieces: Pieces, extraction: Extraction) -> Sequence[int]:
    """What each piece is: a heading, in no clause, or the categories of its clause."""
    clauses = [bits(clause.categories) for clause in extraction.clauses]
    return [
        HEADING if piece.heading else BARE if at is None else clauses[at]
        for piece, at in zip(pieces.all, extraction.clause_of, strict=True)
    ]
