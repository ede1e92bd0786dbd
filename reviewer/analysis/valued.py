"""Which values each piece of a policy names."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewer.analysis.extract import Extraction
    from reviewer.analysis.pieces import Piece
    from reviewer.model.clause import Attribute

    # For each piece the values that it names, in order.
    Named = tuple[tuple[Attribute, ...], ...]


def named_by(pieces: Sequence[Piece], extraction: Extraction) -> Named:
    """For each piece the values of its clause that stand in it.

    Detectors and flags ask hundreds of times, so it is worked out once a policy.
    """
    found: list[tuple[Attribute, ...]] = []
    for piece, at in zip(pieces, extraction.clause_of, strict=True):
        attributes = () if at is None else extraction.clauses[at].attributes
        if attributes:
            span = piece.span
            # Nearly always a clause is one piece, and no value reaches beyond it.
            if attributes[0].span.start < span.start or attributes[-1].span.start >= span.end:
                attributes = tuple([one for one in attributes if span.overlap(one.span)])
        found.append(attributes)
    return tuple(found)
