"""Where a clause's start or end goes when it is moved by a word or a phrase."""

from __future__ import annotations

import re
from enum import StrEnum

# A word, or one character of a script that is written without spaces.
_SPACELESS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_WORD = re.compile(rf"[{_SPACELESS}]|(?:(?![{_SPACELESS}])[\w'’@.-])*(?:(?![{_SPACELESS}])\w)")
_STOPS = "，；;。!?！？：:\n"
_PHRASE = re.compile(rf"[^\s,.{_STOPS}][^{_STOPS}]*?(?=[{_STOPS}]|, |\. |$)")
_REACH = 2000


class Unit(StrEnum):
    """How far an end is moved at once."""

    WORD = "word"
    PHRASE = "phrase"


_PATTERNS = {Unit.WORD: _WORD, Unit.PHRASE: _PHRASE}


def moved_start(text: str, start: int, forward: int, unit: Unit = Unit.WORD) -> int:
    """Where the next (1) or former (-1) word or phrase begins; the same place for none.

    >>> moved_start("we share data", 3, 1), moved_start("we share data", 3, -1)
    (9, 0)
    """
    low = max(0, start - _REACH)
    places = [found.start() for found in _found(text, unit, low, start + _REACH)]
    return _next(places, start, forward)


def moved_end(text: str, end: int, forward: int, unit: Unit = Unit.WORD) -> int:
    """Where the next (1) or former (-1) word or phrase ends; the same place for none.

    >>> moved_end("我们共享数据", 4, 1), moved_end("we share data", 8, -1)
    (5, 2)
    """
    low = max(0, end - _REACH)
    places = [found.end() for found in _found(text, unit, low, end + _REACH)]
    return _next(places, end, forward)


def between_words(text: str, place: int) -> int:
    """Where the word begins that a place is in; the place itself between words.

    >>> between_words("we share data", 5), between_words("我们共享数据", 2)
    (3, 2)
    """
    found = _found(text, Unit.WORD, max(0, place - _REACH), place + _REACH)
    return next((word.start() for word in found if word.start() < place < word.end()), place)


def _found(text: str, unit: Unit, low: int, high: int) -> list[re.Match[str]]:
    return list(_PATTERNS[unit].finditer(text, low, min(len(text), high)))


def _next(places: list[int], here: int, forward: int) -> int:
    if forward > 0:
        return next((place for place in places if place > here), here)
    return next((place for place in reversed(places) if place < here), here)
