"""What the parts of a policy are numbered by, so that references can be followed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.analysis.checks.near import line_starts, matches_from
from reviewer.analysis.checks.patterns import LazyPattern
from reviewer.analysis.quantities import number
from reviewer.text.markers import MarkerStyle, marker_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewer.model.policy import Policy

# A part's number, the outermost first: (6, 5, 1) for 6.5.1.
Number = tuple[int, ...]
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
_FIGURES = LazyPattern(r"\d{1,2}(?:[.．]\d{1,2})*")
_HAN = LazyPattern(r"[〇零一二两三四五六七八九十百]{1,4}")
_LETTERS = LazyPattern(r"[A-Za-z]+")
# At the beginning of a line, whatever the reader made of it.
_AT_LINE = LazyPattern(
    r"^[ \t\u3000#*_]*+(?:[(（])?(?P<figures>\d{1,2}(?:[.．]\d{1,2})*)(?=[.．、)）:：\s一-龥A-Z])"
    r"|^[ \t\u3000#*_]*+(?:第\s*)?[(（]?(?P<han>[一二三四五六七八九十]{1,3})[)）]?"
    r"(?=[、.．章节節条條部\s:：)）])",
    re.MULTILINE,
)
_SPELT = LazyPattern(
    r"^[ \t#*_]*+(?:Section |Part |Article )?(One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|"
    r"Eleven|Twelve|Thirteen|Fourteen|Fifteen)(?=[,.:])",
    re.MULTILINE | re.IGNORECASE,
)
_PART = LazyPattern(
    r"^[ \t\u3000#*_]*+(?:第\s*[一二三四五六七八九十\d]{1,3}\s*部\s*分"
    r"|(?:Part|PART)\s+(?:\d{1,2}|[IVX]{1,4})\b)",
    re.MULTILINE,
)
_LISTED = frozenset({MarkerStyle.BULLET, MarkerStyle.PAREN_LETTER, MarkerStyle.CIRCLED})


def numbers_in(words: str) -> frozenset[Number]:
    """What a number can mean; empty where it is none.

    >>> sorted(numbers_in("6.5.1")), sorted(numbers_in("十二")), sorted(numbers_in("IV"))
    ([(6, 5, 1)], [(12,)], [(4,)])
    """
    figures = _FIGURES.search(words)
    if figures:
        return frozenset({tuple(int(part) for part in re.split(r"[.．]", figures.group()))})
    han = _HAN.search(words)
    if han:
        value = number(han.group())
        return frozenset({(value,)}) if value else frozenset()
    letters = _LETTERS.findall(words)
    return frozenset(_lettered(letters[-1].lower())) if letters else frozenset()


def _lettered(word: str) -> Iterator[Number]:
    if all(letter in _ROMAN for letter in word):
        values = [_ROMAN[letter] for letter in word]
        following = [*values[1:], 0]
        yield (
            sum(
                -value if value < after else value
                for value, after in zip(values, following, strict=True)
            ),
        )
    if len(word) == 1 and word not in _ROMAN:
        yield (ord(word) - ord("a") + 1,)


@dataclass(frozen=True, slots=True)
class Numbering:
    """The numbers that parts of a policy bear.

    Attributes:
        numbers: of all headings, items and lines, leniently read.
        parts: of what calls itself a part, or is a heading numbered without brackets.
    """

    numbers: frozenset[Number]
    parts: frozenset[Number]

    @property
    def headed(self) -> bool:
        """Whether headings are numbered at all."""
        return len(self.parts) > 1

    @classmethod
    def of(cls, policy: Policy) -> Numbering:
        """The numbering of a policy."""
        found: set[Number] = set()
        for block in policy.blocks:
            marker = marker_of(f"{block.marker} X") if block.marker else None
            if marker is not None and marker.style not in _LISTED:
                found |= numbers_in(block.marker)
        lines = line_starts(policy.text)
        for one in matches_from(_AT_LINE, policy.text, lines):
            found |= numbers_in(one["figures"] or one["han"])
        for spelt in matches_from(_SPELT, policy.text, lines):
            found.add((number(spelt[1]) or 0,))
        parts = {
            one
            for section in policy.sections
            if section.number and section.number[0] not in "(（["
            for one in numbers_in(section.number)
        }
        for part in matches_from(_PART, policy.text, lines):
            parts |= numbers_in(part.group())
        return cls(frozenset(found | parts), frozenset(parts))

    def has(self, wanted: Number) -> bool:
        """Whether a part with this number is there; an item of a part that is there counts."""
        if wanted in self.numbers:
            return True
        # "6.5" may be the fifth item of 6, where items are numbered by themselves.
        deeper = any(len(one) == len(wanted) and one[:-1] == wanted[:-1] for one in self.numbers)
        return len(wanted) > 1 and not deeper and self.has(wanted[:-1])
