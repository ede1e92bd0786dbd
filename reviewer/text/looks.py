"""Whether a line could be a heading by its words, however it is drawn."""

from __future__ import annotations

import re

from reviewer.text.counting import characters

_WORDS = 16.0
_CLOSED = re.compile(r"[.。!！;；,，、]['\"”’）)】」]*$")
_HAN = re.compile(r"[\u3400-\u9fff]+")
_LATIN = re.compile(r"[A-Za-z0-9][\w'’&/-]*")
# Leaves spaces for all that stands between words of ASCII text and nothing for what joins them:
# splitting what it makes takes a third of the time of the pattern.
_ASCII = {
    code: chr(code) if chr(code).isalnum() else "" if chr(code) in "_'&/-" else " "
    for code in range(128)
}
_CONTACT = re.compile(r"@|https?://|www\.|\d{6,}")
_DATE = re.compile(r"(?:19|20)\d\d")
# What a title that runs into its paragraph ends with, and how much follows it at least.
_TITLE_ENDS = (".", ":", "?", "!", "。", "：", "？", "！", "—", "–")
_REST = 8.0
# An emphasised sentence begins like this, not a title.
_SPOKEN = re.compile(
    r"\W*(?:we|you|your|our|this|these|if|by|in|to|all|it|that|there|no)\b|我们|您|本|如|若",
    re.IGNORECASE,
)
# Words that announce a date, contact or remark title nothing.
_LABEL = re.compile(
    r"\W*(?:note|notice|important|please|warning|e-?mail|phone|tel|address|contact|example"
    r"|(?:last |date )?(?:updated|revised|modified|effective)|注意?|提示|重要|请"
    r"|邮箱|电话|地址|联系|例如)",
    re.IGNORECASE,
)


def words(text: str) -> float:
    """How long a line is: words, a Han character counting as half of one.

    >>> words("What we collect"), words("我们如何收集")
    (3.0, 3.0)
    """
    if text.isascii():
        return float(len(text.translate(_ASCII).split()))
    return len(_LATIN.findall(text)) + characters(_HAN, text) / 2


def run_in_title(text: str, heavy: int) -> int:
    """How much of a paragraph is a heading that runs into it; 0 for none.

    Args:
        heavy: code points in front that are drawn heavier than the rest.

    >>> text = "Cookies. We set one cookie that remembers your lantern."
    >>> text[: run_in_title(text, 8)]
    'Cookies.'
    """
    title = text[:heavy].rstrip()
    while len(title) < len(text) and text[len(title)] in _TITLE_ENDS:
        title = text[: len(title) + 1]
    if not title.endswith(_TITLE_ENDS) or words(text[len(title) :]) < _REST:
        return 0
    if not 0 < words(title) <= _WORDS or _LABEL.match(title):
        return 0
    if title.endswith((".", "。", "!", "！")) and _SPOKEN.match(title):
        return 0
    return 0 if _CONTACT.search(title) or _DATE.search(title) else len(title)


def says_or_reaches(text: str) -> bool:
    """Whether a line ends like a sentence or holds a contact, as no heading does."""
    return bool(_CLOSED.search(text) or _CONTACT.search(text))


def can_title(text: str) -> bool:
    """Whether a heavy line is short enough for a heading and no sentence, contact or date."""
    return 0 < words(text) <= _WORDS and not says_or_reaches(text) and not _DATE.search(text)
