"""From text to a shadow that matching can rely on.

The canonical text keeps what the file says. Matching happens in a *shadow*:
lower case, full-width letters and Kangxi radicals folded, no-break spaces made
plain, zero-width characters and soft hyphens gone. :class:`Shadow` leads every
position of the shadow back to the canonical text.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache

from reviewer.model.span import Span

_GONE = dict.fromkeys(
    [0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, *range(0xFE00, 0xFE10), 0x200E, 0x200F]
)
# Radicals that PDF writers put for simplified characters and that Unicode does
# not fold, or folds to the traditional form.
_RADICALS: dict[int, str | None] = {
    ord(radical): character
    for radical, character in zip(
        "⺠⻁⻅⻆⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⼾",
        "民虎见角贝车长门青页风飞食马骨鬼鱼鸟麦黄齐齿龙户",
        strict=True,
    )
}
_CONTROLS = frozenset(map(chr, range(32))) - {"\t", "\n", "\f", "\v", "\r"}


@cache
def _fold() -> dict[int, str | None]:
    """Code points that change without a change of length, and those that go."""
    table: dict[int, str | None] = dict(_GONE)
    folded = [
        *range(0x41, 0x5B),
        *range(0xC0, 0x250),
        *range(0x2E80, 0x2FE0),
        *range(0xF900, 0xFB00),
        *range(0xFF01, 0xFF5F),
    ]
    for code in folded:
        mended = unicodedata.normalize("NFKC", chr(code)).lower()
        if len(mended) == 1 and mended != chr(code):
            table[code] = mended
    for code in (0x09, 0x0A, 0x0B, 0x0C, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x3000):
        table[code] = " "
    table |= {0x2019: "'", 0x2018: "'", 0x201C: '"', 0x201D: '"', 0x2010: "-", 0x2011: "-"}
    table |= {0x0130: "i", 0x212A: "k"}
    return table | _RADICALS


@dataclass(frozen=True, slots=True)
class Shadow:
    """A text made fit for matching, with the way back.

    Attributes:
        text: lower case and folded.
        offsets: for each code point of the shadow its place in the canonical
            text, and the length of that text at the end; empty where both
            have the same positions.
    """

    text: str
    offsets: tuple[int, ...] = ()

    def span(self, start: int, end: int) -> Span:
        r"""The canonical span of a stretch of the shadow.

        >>> shadow("Wi\u200bFi On").span(0, 4)
        Span(start=0, end=5)
        """
        if not self.offsets:
            return Span(start, end)
        if end == start:
            return Span(self.offsets[start], self.offsets[start])
        return Span(self.offsets[start], self.offsets[end - 1] + 1)

    def position(self, canonical: int) -> int:
        """The first shadow position that stands at or behind a canonical one."""
        return bisect_left(self.offsets, canonical) if self.offsets else canonical


def shadow(text: str) -> Shadow:
    r"""The text made fit for matching.

    >>> shadow("Ｗｅ\u00a0COLLECT").text
    'we collect'
    """
    folded = text.translate(_fold())
    if len(folded) == len(text):
        return Shadow(folded)
    offsets = [place for place, letter in enumerate(text) if ord(letter) not in _GONE]
    return Shadow(folded, (*offsets, len(text)))


def mend(text: str) -> str:
    """Text of a marked-up or paginated document, as a reader would type it.

    No-break and other spaces become plain; zero-width and control characters
    and soft hyphens go; Kangxi radicals, compatibility forms of characters and
    ligatures become what they stand for.
    """
    return text.translate(_mended())


@cache
def _mended() -> dict[int, str | None]:
    table: dict[int, str | None] = {**_GONE, **dict.fromkeys(map(ord, _CONTROLS))}
    spaces = [0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F]
    table |= dict.fromkeys(spaces, " ") | {0x2028: "\n", 0x2029: "\n"}
    folded = [*range(0x2E80, 0x2FD6), *range(0xF900, 0xFB07)]
    table |= {code: unicodedata.normalize("NFKC", chr(code)) for code in folded}
    return table | _RADICALS
