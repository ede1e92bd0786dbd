"""Whether a line could be a heading by its words, however it is drawn."""

from __future__ import annotations

import re

_WORDS = 16.0
_CLOSED = re.compile(r"[.。!！;；,，、]['\"”’）)】」]*$")
_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-z0-9][\w'’&/-]*")
_CONTACT = re.compile(r"@|https?://|www\.|\d{6,}")
_DATE = re.compile(r"(?:19|20)\d\d")


def words(text: str) -> float:
    """How long a line is: words, a Han character counting as half of one.

    >>> words("What we collect"), words("我们如何收集")
    (3.0, 3.0)
    """
    return len(_LATIN.findall(text)) + len(_HAN.findall(text)) / 2


def can_title(text: str) -> bool:
    """Whether a heavy line is short enough for a heading and no sentence, contact or date."""
    if not 0 < words(text) <= _WORDS or _CLOSED.search(text):
        return False
    return not _CONTACT.search(text) and not _DATE.search(text)
