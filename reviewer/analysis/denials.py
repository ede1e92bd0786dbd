"""What a sentence denies: "We do not collect your location"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.analysis.wordings import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reviewer.model.terms import Denial

_NONE_REACH = 60
# No sentence that denies something is longer, so that hostile ones cost no more.
_REACH = 400
_NEAR = 24
_BEHIND = 3


@dataclass(frozen=True, slots=True)
class _Patterns:
    """How a language punctuates and denies; in a shadow, where full-width marks are folded.

    Attributes:
        stop: ends a sentence. part: ends a part of one.
        new: begins another sentence behind a mere comma.
        spared: stands behind what a denial does not mean (以外).
        listed: says that exceptions follow behind a colon.
    """

    stop: re.Pattern[str]
    part: re.Pattern[str]
    new: re.Pattern[str]
    subject: re.Pattern[str]
    condition: re.Pattern[str]
    passive: re.Pattern[str]
    spared: re.Pattern[str]
    listed: re.Pattern[str]


def _english(subjects: str, conditions: str, passive: str) -> _Patterns:
    return _Patterns(
        re.compile(r"[.!?](?=\s|$)|[;\n]"),
        re.compile(r"[,:.!?](?=\s|$)|[;\n]"),
        re.compile(r"(?:, (?:and |but |while )?| and )(?:we|they|it|our|you)\b"),
        re.compile(
            r"(?<!about )(?<!to )(?<!from )(?<!with )(?<!of )(?<!\w)"
            rf"(?:{subjects}) (?:[\w']+ ){{0,2}}$"
        ),
        re.compile(rf"(?<!\w)(?:{conditions})(?!\w)"),
        re.compile(rf" (?:\w+ ){{0,3}}(?:{passive})(?!\w)"),
        re.compile("(?!)"),
        re.compile(r"\bexcept (?:as follows|(?:in|for|under) (?:the following|these))"),
    )


def _chinese(subjects: str, conditions: str, passive: str) -> _Patterns:
    return _Patterns(
        re.compile(r"[;。!?\n]"),
        re.compile(r"[,;:。!?\n]"),
        re.compile(r",(?:我们|您)"),
        re.compile(rf"(?<![向给为对与将])(?:{subjects})[^的,。]{{0,6}}$"),
        re.compile(f"(?:{conditions})"),
        re.compile(f"(?:{passive})"),
        re.compile("(?:[、和及或与][^,。;:的]{0,20}?)?(?:以外|之外|外的)"),
        re.compile("除(?:以下|下列|下述|如下)"),
    )


class Denials:
    """The words of denial of one language."""

    def __init__(self, denial: Denial) -> None:
        either = [
            "|".join(sorted(map(re.escape, words), key=len, reverse=True)) or "(?!)"
            for words in (denial.subjects, denial.conditions, denial.passive)
        ]
        self._whole_words = denial.language == "en"
        self._patterns = (_english if self._whole_words else _chinese)(*either)

    def denied(
        self,
        text: str,
        bounds: tuple[int, int],
        markers: Sequence[tuple[Role, int, int]],
        places: Iterable[tuple[int, int]],
    ) -> set[tuple[int, int]]:
        """Those of some places that are denied.

        Args:
            text: lower case.
            bounds: of the clause in that text.
            markers: words of denial in it, in order.
        """
        reaches: list[tuple[int, int]] = []
        untils = [(start, end) for role, start, end in markers if role is Role.UNTIL]
        for role, start, end in markers:
            if role is not Role.UNTIL and self._denies(text, bounds[0], start):
                at = bisect_left(untils, (start, 0))
                limit = min(
                    bounds[1], end + _REACH, untils[at][0] if at < len(untils) else end + _REACH
                )
                limit = self._before_exceptions(text, (bounds[0], start), (end, limit))
                reaches.append((end, self._reach(text, role, end, limit)))
                if role is Role.NEGATING and self._passive(text, start, end):
                    begin = max(bounds[0], untils[at - 1][1] if at else 0)
                    reaches.append((self._begin(text, begin, start), start))
        reaches.sort()
        spared = self._patterns.spared
        return {
            place
            for place in places
            if _within(reaches, place) and not spared.match(text, place[1])
        }

    def _before_exceptions(
        self, text: str, before: tuple[int, int], behind: tuple[int, int]
    ) -> int:
        """Where a denial ends at the latest: before the exceptions that a colon announces."""
        begin = _last(self._patterns.stop, text, *before)
        if not self._patterns.listed.search(text, begin, before[1]):
            return behind[1]
        colon = text.find(":", *behind)
        return behind[1] if colon < 0 else colon

    def _passive(self, text: str, start: int, end: int) -> bool:
        """Whether a denial is about what stands before it: "is not shared", "不会上传"."""
        if self._whole_words:
            return self._patterns.passive.match(text, end) is not None
        return self._patterns.passive.search(text, start + 1, end + _BEHIND) is not None

    def _denies(self, text: str, begin: int, start: int) -> bool:
        part = text[_last(self._patterns.part, text, begin, start) : start]
        return not (self._patterns.condition.search(part) or self._patterns.subject.search(part))

    def _reach(self, text: str, role: Role, start: int, limit: int) -> int:
        """How far a denial reaches that begins somewhere and ends at a limit at the latest."""
        patterns, stop = self._patterns, max(start, limit)
        for pattern in (patterns.part if role is Role.NONE else patterns.stop, patterns.new):
            found = pattern.search(text, start, stop)
            if found:
                stop = found.start()
        return min(stop, start + _NONE_REACH) if role is Role.NONE else stop

    def _begin(self, text: str, begin: int, start: int) -> int:
        """Where that begins of which a passive denial speaks."""
        patterns = self._patterns
        ends = patterns.stop if self._whole_words else patterns.part
        return max(_last(ends, text, begin, start), _last(patterns.new, text, begin, start))


def _last(pattern: re.Pattern[str], text: str, begin: int, end: int) -> int:
    """Where the last match before a place ends; ``begin`` where there is none near."""
    place = begin = max(begin, end - _REACH)
    for found in pattern.finditer(text, begin, end):
        place = found.end()
    return place


def _within(reaches: Sequence[tuple[int, int]], place: tuple[int, int]) -> bool:
    """Whether one of some stretches, in order, holds a place."""
    at = bisect_right(reaches, (place[0], place[1] + _REACH))
    return any(
        begin <= place[0] and place[1] <= end + 1 for begin, end in reaches[max(0, at - _NEAR) : at]
    )
