"""Regular expressions that are compiled when they are first asked for.

There are dozens, compiling them takes a tenth of the program's start, and most
policies hold nothing that they are tried on.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class LazyPattern:
    """A regular expression with the methods of a compiled one.

    Args:
        expression: as ``re.compile`` takes it.
        flags: the same.
    """

    def __init__(self, expression: str, flags: int = 0) -> None:
        self._expression = expression
        self._flags = flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self._expression, self._flags)

    def search(self, text: str, begin: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The first match."""
        return self._compiled.search(text, begin, len(text) if end is None else end)

    def match(self, text: str, begin: int = 0) -> re.Match[str] | None:
        """The match that begins there."""
        return self._compiled.match(text, begin)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """The match of the whole text."""
        return self._compiled.fullmatch(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """All matches, in order."""
        return self._compiled.finditer(text)

    def findall(self, text: str) -> list[str]:
        """The words of all matches of an expression without groups."""
        return self._compiled.findall(text)

    def sub(self, words: str, text: str) -> str:
        """The text with words for each match."""
        return self._compiled.sub(words, text)
