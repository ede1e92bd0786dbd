"""Where lines of Chinese, Latin and mixed text may break.

Source: GB/T 15834-2011, 5.1 (marks that open or end no line); UAX #14 in
spirit, for words, hyphens and long addresses.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

NO_START = frozenset(
    "!%),.:;?]}¢°·ˇˉ―‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞︶︺︾﹀﹄﹚﹜﹞！＂％＇），．：；？］｀｜｝～々ー／/"
)
NO_END = frozenset("$([{£¥‘“〈《「『【〔〖〝﹗﹙﹛（．［｛￡￥§#@＄＃＠") - NO_START

_WIDE = (
    (0x2E80, 0xA4CF),
    (0xAC00, 0xD7A3),
    (0xF900, 0xFAFF),
    (0xFE30, 0xFE6F),
    (0xFF00, 0xFFEF),
    (0x1F000, 0x3FFFF),
)
_INSEPARABLE = frozenset("—…⸺")
_JOINERS = frozenset("\u200d\u2060\ufeff")
_FIRST_WIDE = "\u2e80"
# Spaces that a line may end with in text without wide characters, and dashes.
_SPACES = re.compile(
    rf"(?<=[^\s{re.escape(''.join(sorted(NO_END)))}])\s+(?=[^\s{re.escape(''.join(sorted(NO_START)))}])"
)
_DASH = re.compile("[—–]")
_LATIN_WORD = re.compile("[A-Za-z]+")
_LONG_TOKEN = re.compile(r"[!-~]{25,}")
_AFTER_IN_LONG_TOKEN = frozenset("/?&=_.#%-:@,;")


@lru_cache(maxsize=8192)
def is_wide(char: str) -> bool:
    """Whether a character stands alone, as Chinese ones do.

    >>> is_wide("隐"), is_wide("，"), is_wide("a"), is_wide("’")
    (True, True, False, False)
    """
    code = ord(char)
    return any(low <= code <= high for low, high in _WIDE)


def is_chinese(text: str) -> bool:
    """Whether a text is Chinese rather than Latin: Chinese characters against Latin words.

    >>> is_chinese("我们使用Cookie和SDK"), is_chinese("Mr 王 wrote to us")
    (True, False)
    """
    wide = sum(1 for char in text if char > "\u2e7f" and is_wide(char))
    if not wide:
        return False
    return wide * 4 > len(_LATIN_WORD.findall(text)) * 3


def _clings(char: str) -> bool:
    """Whether a character cannot be parted from the one before it."""
    return (
        "\ufe00" <= char <= "\ufe0f"
        or char in _JOINERS
        or unicodedata.category(char) in {"Mn", "Me"}
    )


@lru_cache(maxsize=65536)
def may_break(before: str, after: str) -> bool:
    """Whether a line may end with one visible character and the next begin with another.

    >>> may_break("隐", "私"), may_break("隐", "，"), may_break("（", "隐"), may_break("a", "b")
    (True, False, False, False)
    """
    if after in NO_START or before in NO_END or before in _JOINERS or _clings(after):
        return False
    if before in _INSEPARABLE and after in _INSEPARABLE:
        return False
    if before in "—–":
        return True
    if before == "-":
        return False  # decided with the letter in front of it
    return is_wide(before) or is_wide(after)


def _extra_breaks(text: str) -> set[int]:
    """Offsets at which long addresses and hyphenated words may be parted."""
    breaks: set[int] = set()
    for match in _LONG_TOKEN.finditer(text):
        breaks.update(
            index + 1
            for index in range(match.start() + 1, match.end() - 1)
            if text[index] in _AFTER_IN_LONG_TOKEN and text[index + 1].isalnum()
        )
    position = text.find("-", 1)
    while 0 < position < len(text) - 1:
        if text[position - 1].isalpha() and text[position + 1].isalpha():
            breaks.add(position + 1)
        position = text.find("-", position + 1)
    return breaks


def opportunities(text: str) -> list[int]:
    """The offsets at which a line may begin, in order; that of the text's begin is none."""
    if text.isascii() or max(text) < _FIRST_WIDE:
        return _in_narrow(text)
    extra = _extra_breaks(text)
    found = []
    visible = ""  # the last character that is no space
    spaced = False
    for index, char in enumerate(text):
        if char.isspace():
            spaced = True
            continue
        if visible:
            if spaced:
                if char not in NO_START and visible not in NO_END:
                    found.append(index)
            elif may_break(visible, char) or index in extra:
                found.append(index)
        visible = char
        spaced = False
    return found


def _in_narrow(text: str) -> list[int]:
    """The same for a text without wide characters, which is mostly parted at its spaces."""
    found = _extra_breaks(text)
    found.update([match.end() for match in _SPACES.finditer(text)])
    end = len(text)
    for match in _DASH.finditer(text):
        after = match.end()
        if after < end and not text[after].isspace() and may_break(match[0], text[after]):
            found.add(after)
    return sorted(found)


def break_lines(
    text: str, advances: Sequence[float], first: float, rest: float
) -> list[tuple[int, int]]:
    """Half-open ranges of the lines, without the spaces around them.

    A word wider than a line is parted where the line is full, and so is a run
    of marks that would not fit otherwise.

    Args:
        text: one paragraph.
        advances: width of each of its characters.
        first: width of the first line, in the same unit.
        rest: width of the others.

    >>> break_lines("one two three", [1.0] * 13, 8.0, 8.0)
    [(0, 7), (8, 13)]
    >>> break_lines("甲乙，丙", [1.0] * 4, 2.0, 2.0)
    [(0, 1), (1, 3), (3, 4)]
    """
    allowed = opportunities(text)
    reach = [0.0, *accumulate(advances)]
    lines: list[tuple[int, int]] = []
    end = len(text.rstrip())
    start = end - len(text[:end].lstrip())
    width = first
    while start < end:
        # A little room for what adding up many widths loses.
        full = bisect_right(reach, reach[start] + width + 1e-6) - 1
        stop = _line_end(text, allowed, (start, end), full)
        last = stop
        while last > start + 1 and text[last - 1].isspace():
            last -= 1
        lines.append((start, last))
        start = stop
        while start < end and text[start].isspace():
            start += 1
        width = rest
    return lines


def _line_end(text: str, allowed: Sequence[int], bounds: tuple[int, int], full: int) -> int:
    """Where the next line begins; at least one character after this one's start.

    Args:
        text: one paragraph.
        allowed: offsets at which a line may begin.
        bounds: start of the line and end of the paragraph.
        full: the first character that does not fit.
    """
    start, end = bounds
    index = max(full, start + 1)
    while index < end and text[index].isspace():
        index += 1
    if index >= end:
        return end
    rank = bisect_right(allowed, index)
    best = allowed[rank - 1] if rank else start
    return best if best > start else _forced(text, start, index)


def _forced(text: str, start: int, index: int) -> int:
    """A place to part what cannot be parted, not in front of a clinging character."""
    place = index
    while place > start + 1 and _clings(text[place]):
        place -= 1
    return place if place > start and not _clings(text[place]) else index
