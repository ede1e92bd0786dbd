"""Patterns tried only where what they need stands, for searching for a word is far faster."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator

    from reviewer.analysis.checks.patterns import LazyPattern
    from reviewer.analysis.flagged import FlagDocument


# No match goes on so far behind the mark that it holds, or it is looked for once more.
_AHEAD = 400


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
    end, at = 0, folded.find(mark)
    while at >= 0:
        # Where nothing is found near a mark, the rest of the text need not be searched for it.
        begin, limit = max(end, at - before), at + _AHEAD
        found = pattern.search(text, begin, limit)
        if found is not None and found.end() + 1 >= limit:
            found = pattern.search(text, begin)  # it may go on there
        if found is None:
            at = folded.find(mark, at + 1)
        else:
            yield found
            end = found.end()
            at = folded.find(mark, end)


def matches_at(pattern: LazyPattern, text: str, marks: Iterable[str]) -> Iterator[re.Match[str]]:
    """All matches of a pattern that always begins with a mark, in order, as ``finditer`` has them.

    Args:
        marks: with one of which each match begins.
    """
    end = 0
    for at in sorted(place for mark in marks for place in _places(mark, text)):
        found = pattern.match(text, at) if at >= end else None
        if found is not None:
            yield found
            end = found.end()


def _places(mark: str, text: str) -> Iterator[int]:
    at = text.find(mark)
    while at >= 0:
        yield at
        at = text.find(mark, at + 1)


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
