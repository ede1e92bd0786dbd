"""Patterns tried only where what they need stands, for searching for a word is far faster."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator

    from reviewer.analysis.checks.patterns import LazyPattern
    from reviewer.analysis.flagged import FlagDocument


def matches(
    pattern: LazyPattern, text: str, mark: str, before: int, folded: str = ""
) -> Iterator[re.Match[str]]:
    """All matches of a pattern that always holds a mark, in order, as ``finditer`` has them.

    Args:
        mark: what every match holds.
        before: how far in front of the mark a match begins at most.
        folded: the text as the mark is written in it, letter by letter; empty: the text itself.
    """
    folded = folded or text
    end = 0
    while (at := folded.find(mark, end)) >= 0:
        found = pattern.search(text, max(end, at - before))
        if found is None:
            return
        yield found
        end = found.end()


def holding(marks: Iterable[str], document: FlagDocument) -> frozenset[int]:
    """The pieces in which a mark may stand; in others there is none."""
    text, pieces = document.policy.text, document.pieces
    found: set[int] = set()
    for mark in marks:
        at = text.find(mark)
        while at >= 0:
            piece = pieces.at(at)
            found.add(piece)
            # Once a piece is enough.
            behind = pieces.all[piece].span.end if piece >= 0 else 0
            at = text.find(mark, max(at + 1, behind - len(mark) + 1))
    return frozenset(found)
