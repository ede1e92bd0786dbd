"""Which pieces of a page are headings by their look, where tags do not say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.model.policy import BlockKind
from reviewer.text.looks import can_title
from reviewer.text.markers import marker_of, nested

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewer.text.readers.html.pieces import Piece


def levels_of(pieces: Sequence[Piece]) -> list[int]:
    """The heading level of each piece from 1; 0 for what is no heading.

    Tags keep their own levels; heavy lines are one below the tag above them,
    and deeper by the kinds of their numbers.
    """
    levels = []
    tagged = 0
    ranks: list[str] = []
    for index, piece in enumerate(pieces):
        if piece.kind is BlockKind.HEADING:
            tagged, ranks = piece.level, []
            levels.append(piece.level)
        elif _looks(piece) and _titles(pieces, index):
            marker = marker_of(piece.text)
            rank = marker.rank if marker else ""
            ranks = nested(ranks, rank)
            levels.append(tagged + len(ranks))
        else:
            levels.append(0)
    return levels


def _looks(piece: Piece) -> bool:
    if not piece.bold or piece.cells or piece.kind is BlockKind.CELL:
        return False
    if piece.kind is BlockKind.ITEM and piece.marker:
        return False
    return can_title(piece.text)


def _titles(pieces: Sequence[Piece], index: int) -> bool:
    """Whether text follows that is not heavy itself."""
    following = pieces[index + 1] if index + 1 < len(pieces) else None
    if following is None:
        return False
    return not following.bold or following.kind is BlockKind.HEADING or _looks(following)
