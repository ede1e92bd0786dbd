"""The way between code points, in which spans count, and Qt's UTF-16 units."""

from __future__ import annotations

import re
from bisect import bisect_left

from reviewer.model.span import Span

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
# Qt starts a new block at these or keeps them as frame borders; a blank of the
# same length keeps every position where it was.
_STRUCTURAL = re.compile("[\r\ufdd0\ufdd1\u2029\u2028\x00]")


class TextMap:
    """Positions of one text in code points and in UTF-16 units.

    >>> there = TextMap("a😀b")
    >>> there.to_qt(2), there.to_text(3)
    (3, 2)
    """

    def __init__(self, text: str) -> None:
        self.length = len(text)
        self._astral = [match.start() for match in _ASTRAL.finditer(text)]
        self._astral_qt = [position + number for number, position in enumerate(self._astral)]

    def to_qt(self, position: int) -> int:
        """The UTF-16 offset of a code point offset."""
        if not self._astral:
            return position
        return position + bisect_left(self._astral, position)

    def to_text(self, position: int) -> int:
        """The code point offset of a UTF-16 offset; inside a pair, its start."""
        if not self._astral:
            return position
        return position - bisect_left(self._astral_qt, position)

    def span(self, start: int, end: int) -> Span:
        """The span of text between two UTF-16 offsets."""
        return Span(self.to_text(start), self.to_text(end))


def displayed(text: str) -> str:
    """The text as it is handed to Qt: as many code points, no stray separators."""
    return _STRUCTURAL.sub(" ", text)
