"""Contacts by their form: e-mail and web addresses, telephone numbers, postal addresses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_FIGURE = re.compile(r"\d")
# A telephone number has so many figures at least.
_FEWEST = 6
_AT = r"(?:\s?[@＠]\s?|\s?(?:\[at\]|\(at\))\s?)"
_EMAIL = re.compile(rf"[\w.+-]{{1,64}}{_AT}[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{1,4}}", re.ASCII)
_AT_SIGN = re.compile(_AT)
_PHONE = re.compile(
    r"(?:(?:tel|phone|telephone|hotline|call|fax|toll|mobile|whatsapp|电话|热线|致电|拨打|手机|传真)"
    r"[^\d+(（\n]{0,14}(?P<p>\+?[\d(（][\d\s()（）./-]{5,20}\d)"
    r"|(?P<q>\b400[\s-]?\d{3}[\s-]?\d{4}\b|\+\d{1,3}[\s-]\(?\d[\d\s()-]{5,14}\d"
    r"|\(\d{3}\)\s?\d{3}-\d{4}\b|\b1?-?\d{3}-\d{3}-\d{4}\b|\b0\d{2,3}-\d{7,8}\b)"
    # Chinese service numbers are short: 10000, 95000.
    r"|(?:电话|热线|致电|拨打)(?:号码)?[为是：:(（\s]{0,3}(?P<r>1[0-2]\d{3}|9[56]\d{3,4})(?![\d-]))",
    re.IGNORECASE,
)
_URL = re.compile(
    r"(?:https?://|www\.)[^\s<>\"'，。；、）)（(\[\]【】「」《》|一-龥]{3,200}", re.IGNORECASE
)
_STREET = (
    r"(?:Street|St\.?|Avenue|Ave\.?|Road|Rd\.?|Boulevard|Blvd\.?|Drive|Dr\.?|Lane|Ln\.?|Way|"
    r"Square|Place|Plaza|Parkway|Pkwy|Highway|Court|Crescent|Terrace|Quay|Row)"
)
# Behind the street: a few parts between commas that still belong to an address.
_REST = (
    r"(?:,? (?:Suite|Ste\.?|Floor|Unit|Room|Building|Apt\.?|#) ?[\w-]{1,8})?"
    r"(?:,? ?\n?[A-Z0-9][\w. -]{1,40}(?=,|\.|\n|$)){0,5}"
)
_POSTAL_EN = re.compile(
    rf"\b\d{{1,5}}[A-Z]?,? (?:[A-Z0-9][\w.'-]{{0,30}} ){{1,4}}{_STREET}(?!\w){_REST}"
    r"|\b[A-ZÄÖÜ][\wäöüß-]{2,30}(?:gasse|stra(?:ß|ss)e|str\.|platz|weg|allee|ring|straat|laan) "
    r"\d{1,4}[a-z]?(?:, (?:[A-Z]{1,2}-)?\d{4,5} [A-ZÄÖÜ][\wäöüß-]+(?:, [A-Z][a-z]+)?)?"
    r"|\bP\.? ?O\.? Box \d{1,7}" + _REST
)
_POSTAL_ZH = re.compile(
    r"[一-龥]{2,8}?(?:省|市|区|县|特别行政区)[^。；;，,\n:：@]{0,50}?"
    r"(?:\d{1,5}|[一二三四五六七八九十])\s?(?:号|弄|室|楼|层|座|栋|幢|单元)"
    r"(?:(?!负责人|联系|电话|邮编|邮箱|收件|传真)[^。；;，,\n:：@()（）]){0,40}"
)
_ZH_LEAD = re.compile(
    r"^.{0,12}?(?:地址|位于|寄至|邮寄至|送达|住所地?|设在|在|为|是|至)+(?=[一-龥])"
)


def contacts(text: str, *, links: bool) -> Iterator[tuple[str, int, int]]:
    """Contacts with the value cleaned of spaces, and their places.

    Args:
        links: whether web addresses count.
    """
    if "@" in text or "＠" in text or "[at]" in text or "(at)" in text:
        for found in _EMAIL.finditer(text):
            yield _AT_SIGN.sub("@", found.group()), found.start(), found.end()
    if links and ("http" in text or "www." in text.lower() or "HTTP" in text):
        for found in _URL.finditer(text):
            words = found.group().rstrip(".,;:!?*_”’")
            if "." in words:
                yield words, found.start(), found.start() + len(words)
    if _FIGURE.search(text):
        yield from _phones(text)
        yield from _postal(text)


def _phones(text: str) -> Iterator[tuple[str, int, int]]:
    for found in _PHONE.finditer(text):
        name = found.lastgroup or "q"
        value = " ".join(found[name].split())
        enough = name == "r" or sum(map(str.isdigit, value)) >= _FEWEST
        if enough and value.count("(") == value.count(")"):
            yield value, found.start(name), found.end(name)


def _postal(text: str) -> Iterator[tuple[str, int, int]]:
    for found in _POSTAL_EN.finditer(text):
        words = found.group().rstrip(" ,.")
        yield " ".join(words.split()), found.start(), found.start() + len(words)
    for found in _POSTAL_ZH.finditer(text):
        start = found.start()
        lead = _ZH_LEAD.match(found.group())
        if lead:
            start += lead.end()
        words = text[start : found.end()].rstrip()
        yield " ".join(words.split()), start, start + len(words)
