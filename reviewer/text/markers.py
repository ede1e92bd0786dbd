"""Numbers, letters and bullets in front of headings and list items."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache


class MarkerStyle(StrEnum):
    """The kinds of marker that are told apart; each is one list level."""

    BULLET = "bullet"
    DECIMAL = "decimal"
    DOTTED = "dotted"
    PAREN_NUMBER = "paren_number"
    PAREN_LETTER = "paren_letter"
    PAREN_HAN = "paren_han"
    LETTER = "letter"
    ROMAN = "roman"
    HAN = "han"
    CHAPTER = "chapter"
    CIRCLED = "circled"


@dataclass(frozen=True, slots=True)
class Marker:
    """What stands in front of a line.

    Attributes:
        text: as written, without the white space behind it.
        width: code points up to where the line's own text begins.
        depth: number of parts of a dotted number; 1 for other styles.
    """

    text: str
    style: MarkerStyle
    width: int
    depth: int = 1

    @property
    def number(self) -> str:
        """The marker without closing punctuation; empty for bullets.

        >>> marker_of("3.2. Retention").number, marker_of("（一）收集").number
        ('3.2', '（一）')
        """
        if self.style is MarkerStyle.BULLET:
            return ""
        if self.text[0] in "(（【[":
            return self.text.rstrip(".．、:： ")
        return self.text.rstrip(".．、)）:： ,")

    @property
    def rank(self) -> str:
        """A name that markers of one list level share."""
        if self.style in {MarkerStyle.DECIMAL, MarkerStyle.DOTTED}:
            return f"decimal{self.depth}"
        return self.style.value

    @property
    def values(self) -> frozenset[int]:
        """The places in a list that the marker can stand for; empty for bullets.

        >>> sorted(marker_of("(v) delete").values)
        [5, 22]
        """
        return _values(self.text)

    def precedes(self, other: Marker) -> bool:
        """Whether the other marker is the next one of a list."""
        return any(value + 1 in other.values for value in self.values)

    def continued_by(self, other: Marker) -> bool:
        """Whether a bracketed marker goes on with this one, though in another style."""
        return self.style in _BRACKETED and other.style in _BRACKETED and self.precedes(other)


_HAN_DIGITS = "一二三四五六七八九十百"
_INNER = re.compile(r"[^\w.．]|(?<=\w)[.．]$")
_ROMANS = [
    "i",
    "ii",
    "iii",
    "iv",
    "v",
    "vi",
    "vii",
    "viii",
    "ix",
    "x",
    "xi",
    "xii",
    "xiii",
    "xiv",
    "xv",
]
_HANS = [
    "一",
    "二",
    "三",
    "四",
    "五",
    "六",
    "七",
    "八",
    "九",
    "十",
    "十一",
    "十二",
    "十三",
    "十四",
    "十五",
]
_BRACKETED = frozenset({MarkerStyle.PAREN_NUMBER, MarkerStyle.PAREN_LETTER, MarkerStyle.PAREN_HAN})
# A number before these is a quantity, not a marker: 15天, 3年, 14周岁.
_UNITS = "年月日天周岁个条项款次小分秒元人位种万千百亿倍号％%度"

_STYLES: tuple[tuple[MarkerStyle, str], ...] = (
    (
        MarkerStyle.BULLET,
        r"[•●○■□▪▫◦·∙‣►▶➢➤✓✔√◆◇★☆※\uf0b7\uf06c\uf0d8]|[-–—*+](?=\s)",
    ),
    (
        MarkerStyle.CHAPTER,
        (
            rf"(?:第\s*[{_HAN_DIGITS}\d]{{1,4}}\s*[章节条部分]+|(?:Article|Section|Part|Chapter|ARTICLE"
            r"|SECTION|PART|CHAPTER)\s+(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5}))[.、:：]?"
            r"(?=\s|\W|$|[\u4e00-\u9fff])"
        ),
    ),
    (
        MarkerStyle.PAREN_NUMBER,
        r"[(（【\[]\s*\d{1,3}\s*[)）】\]][.、．]?|\d{1,2}[)）]",
    ),
    (MarkerStyle.PAREN_HAN, rf"[(（]\s*[{_HAN_DIGITS}]{{1,3}}\s*[)）][.、．]?"),
    (MarkerStyle.PAREN_LETTER, r"[(（]\s*(?:[A-Za-z]|[ivxIVX]{1,5})\s*[)）][.、．]?"),
    (MarkerStyle.CIRCLED, r"[\u2460-\u2473\u2776-\u277f]"),
    (
        MarkerStyle.DOTTED,
        r"(?P<dotted>\d{1,2}(?:[.．]\d{1,2}){1,4})(?:[.、．](?=\D)|(?=\s)|(?=[^\d\s%.]))[.、．]?",
    ),
    (MarkerStyle.DECIMAL, r"\d{1,2}(?:[.．、:：](?!\d)|,(?=\s))"),
    (MarkerStyle.DECIMAL, r"\d{1,2}(?=\s{1,4}[A-Z\u4e00-\u9fff])"),
    # A number glued to its title: "2How we use", "3我们如何".
    (MarkerStyle.DECIMAL, r"\d{1,2}(?=[A-Z][a-z]+\s)"),
    (MarkerStyle.DECIMAL, rf"\d{{1,2}}(?=[\u4e00-\u9fff])(?![{_UNITS}])"),
    (MarkerStyle.HAN, rf"[{_HAN_DIGITS}]{{1,3}}\s?[、.．:：]"),
    (MarkerStyle.ROMAN, r"(?:[ivx]{2,5}[.)、]|[IVX]{2,5}[.)、])(?=\s)"),
    # "a. collection", "b.purposes"; not "e.g." and not "a.m.".
    (MarkerStyle.LETTER, r"[A-Za-z][.、．](?=\s|[A-Za-z]{3}|[\u4e00-\u9fff])"),
    (MarkerStyle.LETTER, r"[A-Za-z]\)(?=\s|\w)"),
)
_STYLE_OF = {f"style_{number}": style for number, (style, _) in enumerate(_STYLES)}


# The same few numbers stand in every list.
@lru_cache(maxsize=1000)
def _values(marker: str) -> frozenset[int]:
    word = _INNER.sub("", marker).lower()
    if "." in word or "．" in word:
        word = re.split(r"[.．]", word)[-1]
    found = set()
    if word.isdecimal():
        found.add(int(word))
    if len(word) == 1 and "a" <= word <= "z":
        found.add(ord(word) - ord("a") + 1)
    if word in _ROMANS:
        found.add(_ROMANS.index(word) + 1)
    if word in _HANS:
        found.add(_HANS.index(word) + 1)
    return frozenset(found)


# How most lines begin: with a word that is no marker.
_WORD = re.compile(
    r"(?!(?:Article|Section|Part|Chapter|ARTICLE|SECTION|PART|CHAPTER)\s"
    r"|[ivx]{2,5}[.)、]|[IVX]{2,5}[.)、])[A-Za-z]{2}"
    rf"|(?![第{_HAN_DIGITS}])[\u4e00-\u9fff]"
)


def marker_of(line: str) -> Marker | None:
    """The marker at a line's beginning; None where it has none.

    >>> marker_of("2How we use cookies").text, marker_of("15天内回复您")
    ('2', None)
    """
    if _WORD.match(line):
        return None
    found = _any_style().match(line)
    if found is None:
        return None
    style = _STYLE_OF[str(found.lastgroup)]
    width = found.end()
    if style is MarkerStyle.DECIMAL and _is_quantity(line, width):
        return None
    while width < len(line) and line[width].isspace():
        width += 1
    dotted = found["dotted"]
    return Marker(
        text=found.group().strip(),
        style=style,
        width=width,
        depth=dotted.replace("．", ".").count(".") + 1 if dotted else 1,
    )


@cache
def _any_style() -> re.Pattern[str]:
    """All styles, each in a group that says which one it is; the first that stands there counts.

    Compiled when it is first asked for, as it takes a hundredth of the program's start.
    """
    return re.compile(
        "|".join(f"(?P<style_{number}>{pattern})" for number, (_, pattern) in enumerate(_STYLES))
    )


def nested(ranks: list[str], rank: str) -> list[str]:
    """The ranks of the headings that stand open once one of this rank stands there.

    >>> nested(["decimal1", "paren_letter"], "decimal1"), nested(["decimal1"], "bullet")
    (['decimal1'], ['decimal1', 'bullet'])
    """
    return ranks[: ranks.index(rank) + 1] if rank in ranks else [*ranks, rank]


def _is_quantity(line: str, end: int) -> bool:
    """Whether the number is an amount or date: "18 years", "2 月 1 日"."""
    rest = line[end:].lstrip()
    return (
        line[end - 1].isdigit()
        and bool(rest)
        and (
            rest[0] in _UNITS or rest.lower().startswith(("day", "year", "month", "hour", "minute"))
        )
    )
