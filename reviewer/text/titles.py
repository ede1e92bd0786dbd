"""Finds titles that come again, word for word or reworded."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_ALIKE = 0.7
# The longest list of contents, in lines.
_LONGEST = 200
# Under one number so many titles are compared; lists use the first numbers over and over.
_COMPARED = 200


@dataclass(frozen=True, slots=True)
class Title:
    """A line as it is compared.

    Attributes:
        words: lower case, without spaces and punctuation.
        number: in front of it; empty where there is none.
    """

    words: str
    number: str

    def is_like(self, other: Title) -> bool:
        """Whether both are the same but for a reworded word."""
        if self.words == other.words:
            return True
        if self.number != other.number or not self.number:
            return False
        matcher = SequenceMatcher(None, self.words, other.words, autojunk=False)
        # The cheap bounds first: most pairs differ in length or letters already.
        return (
            matcher.real_quick_ratio() > _ALIKE
            and matcher.quick_ratio() > _ALIKE
            and matcher.ratio() > _ALIKE
        )


_NO_TITLE = Title("", "")


class Titles:
    """The lines of a text that can be titles, found again by words and number.

    Args:
        titles: of all lines, in order; None for lines that are too long for one.
    """

    def __init__(self, titles: Sequence[Title | None]) -> None:
        self._titles = [title or _NO_TITLE for title in titles]
        self._short = [bool(title.words) for title in self._titles]
        self._last_like: dict[int, int] = {}

    @cached_property
    def _by_words(self) -> dict[str, list[int]]:
        return self._grouped([title.words for title in self._titles])

    @cached_property
    def _by_number(self) -> dict[str, list[int]]:
        return self._grouped([title.number for title in self._titles])

    def next_like(self, line: int) -> int:
        """The line where a title comes again behind none but titles; itself if nowhere."""
        if not self._short[line]:
            return line
        same = self._by_words[self._titles[line].words]
        end = self._end_of_run(line)
        following = bisect_right(same, line)
        if following < len(same):
            end = min(end, same[following] + 1)
        numbered = self._numbered(line)
        begin = bisect_right(numbered, line)
        for other in numbered[begin : bisect_left(numbered, end)]:
            if self._titles[line].is_like(self._titles[other]):
                return other
        return same[following] if following < len(same) and same[following] < end else line

    def stands_behind(self, line: int, place: int) -> bool:
        """Whether a title comes again at a place or behind it."""
        if self._by_words[self._titles[line].words][-1] >= place:
            return True
        if line not in self._last_like:
            self._last_like[line] = next(
                (
                    other
                    for other in reversed(self._numbered(line)[-_COMPARED:])
                    if other != line and self._titles[line].is_like(self._titles[other])
                ),
                -1,
            )
        return self._last_like[line] >= place

    def _end_of_run(self, line: int) -> int:
        end = line
        while end < min(len(self._short), line + _LONGEST + 1) and self._short[end]:
            end += 1
        return end

    def _numbered(self, line: int) -> Sequence[int]:
        number = self._titles[line].number
        return self._by_number[number] if number else ()

    def _grouped(self, keys: Sequence[str]) -> dict[str, list[int]]:
        places: defaultdict[str, list[int]] = defaultdict(list)
        for line, key in enumerate(keys):
            if self._short[line]:
                places[key].append(line)
        return places
