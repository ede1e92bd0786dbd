"""Values that clauses name: ages, deadlines, periods, contacts, laws, standards.

Only sentences whose clause is about the matter are searched, so that "18
months" in a retention clause is a period and in a rights clause a deadline.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from reviewer.model.clause import Attribute, AttributeKind, Category
from reviewer.model.span import Span

if TYPE_CHECKING:
    from reviewer.analysis.extract import Extraction

_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "eighteen": 18, "twenty": 20, "thirty": 30, "forty-five": 45, "sixty": 60,
    "ninety": 90, "twenty-four": 24, "seventy-two": 72,
    "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
    "十": 10, "十二": 12, "十三": 13, "十四": 14, "十五": 15, "十六": 16, "十八": 18, "二十": 20,
    "三十": 30, "四十五": 45, "六十": 60, "九十": 90,
}  # fmt: skip
_NUMBER = r"(?P<n>\d{1,4}|" + "|".join(sorted(_WORDS, key=len, reverse=True)) + ")"
_BRACKETED = r"(?:\s*[(（]\s*\d{1,4}\s*[)）])?"
_DURATION = re.compile(
    rf"(?<![\w.]){_NUMBER}{_BRACKETED}[\s-]*(?P<business>business |working |calendar )?"
    rf"(?P<unit>hours?|days?|weeks?|months?|years?)\b"
    # Not the day of a date, nor its month: 2026年3月1日, 2026年3月.
    rf"|(?<![\d.月])(?!(?<=年)\d{{1,2}}月)(?P<zn>\d{{1,4}}|[一二两三四五六七八九十]{{1,3}})\s*+"
    rf"(?:[(（]\s*+\d{{1,4}}\s*+[)）]\s*+)?(?:个\s*+)?(?P<zunit>工作日|自然日|小时|天|日|周|个?月|年)(?!\s*(?:月|\d|[一-龥]?年))",
    re.IGNORECASE,
)
_YEARS_AND_MONTHS = re.compile(r"(?<!\d)(\d{1,2})\s*+年(?:零|又)?\s*+(\d{1,2})\s*+个月")
_MOST = 1000
# Ages at which laws draw lines.
_AGES = range(5, 22)
_UNITS = {
    "hour": "TH", "day": "D", "week": "W", "month": "M", "year": "Y", "小时": "TH", "天": "D",
    "日": "D", "自然日": "D", "工作日": "BD", "周": "W", "月": "M", "年": "Y",
}  # fmt: skip
_AGE = re.compile(
    r"(?:under|below|younger than|least|over|above|age of|aged?|attained|not yet)"
    r"(?: the age of| age)?\s+"
    rf"{_NUMBER}(?:\s*\(\d{{1,2}}\))?\b(?!\s*(?:day|month|hour|business))"
    rf"|{_NUMBER.replace('?P<n>', '?P<m>')}(?:\s*\(\d{{1,2}}\))?\s*"
    r"(?:years? (?:old|of age)|or (?:under|younger|older))"
    r"|(?P<z>\d{1,2}|[一二两三四五六七八九十]{1,3})\s*+(?:[(（]\s*+\d{1,2}\s*+[)）]\s*+)?周?岁",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"[\w.+-]{1,64}\s?@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}", re.ASCII)
_PHONE = re.compile(
    r"(?:(?:tel|phone|telephone|hotline|call|fax|电话|热线|致电|拨打|手机)[^\d+(（]{0,12})"
    r"(?P<p>\+?[\d(（][\d\s()（）-]{5,20}\d)"
    r"|(?P<q>\b400[\s-]?\d{3}[\s-]?\d{4}\b|\+\d{1,3}[\s-]\d[\d\s-]{5,14}\d)",
    re.IGNORECASE,
)
_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"'，。；、）)]{3,200}", re.IGNORECASE | re.ASCII)
_LAW = re.compile(
    r"《[^》]{2,40}(?:法|条例|规定|办法|决定|规则)》"
    r"|\b(?:GDPR|CCPA|CPRA|COPPA|PIPL|HIPAA|LGPD|CalOPPA)\b"
    r"|(?:[A-Z][\w'-]{1,40} ){1,6}(?:Act|Law|Directive|Regulation)\b"
    r"(?: \(?(?:EU|UK)?\)? ?\d{4}(?:/\d+)?)?"
)
_CERTIFICATION = re.compile(
    r"ISO(?:/IEC)?\s?-?\s?\d{4,5}(?:[:-]\d{4})?|\bSOC\s?[12]\b|PCI[\s-]?DSS|TRUSTe|CSA\s?STAR"
    r"|等级保护[一二三四]级",
    re.IGNORECASE,
)

_Finder = Callable[[str], Iterable[tuple[str, int, int]]]


def _numbers(text: str | None) -> int | None:
    if not text:
        return None
    return int(text) if text.isdecimal() else _WORDS.get(text.lower())


def _durations(text: str) -> Iterable[tuple[str, int, int]]:
    compound = list(_YEARS_AND_MONTHS.finditer(text))
    for found in compound:
        yield f"P{int(found[1]) * 12 + int(found[2])}M", found.start(), found.end()
    for found in _DURATION.finditer(text):
        if any(one.start() <= found.start() < one.end() for one in compound):
            continue
        number = _numbers(found["n"] or found["zn"])
        unit = (found["unit"] or "").lower().rstrip("s") or (found["zunit"] or "").lstrip("个")
        if number is None or unit not in _UNITS or number > _MOST:
            continue
        code = _UNITS[unit]
        if (found["business"] or "").strip().lower() in {"business", "working"} and code == "D":
            code = "BD"
        value = f"PT{number}H" if code == "TH" else f"P{number}{code}"
        yield value, found.start(), found.end()


def _ages(text: str) -> Iterable[tuple[str, int, int]]:
    for found in _AGE.finditer(text):
        number = _numbers(found["n"] or found["m"] or found["z"])
        if number in _AGES:
            yield str(number), found.start(), found.end()


def _contacts(text: str) -> Iterable[tuple[str, int, int]]:
    for found in _EMAIL.finditer(text):
        yield found.group().replace(" ", ""), found.start(), found.end()
    for found in _PHONE.finditer(text):
        name = "p" if found["p"] else "q"
        yield found[name].strip(), found.start(name), found.end(name)
    for found in _URL.finditer(text):
        yield found.group().rstrip(".,"), found.start(), found.end()


def _whole(pattern: re.Pattern[str]) -> _Finder:
    def find(text: str) -> Iterable[tuple[str, int, int]]:
        for found in pattern.finditer(text):
            yield " ".join(found.group().split()), found.start(), found.end()

    return find


_FINDERS: Mapping[Category, tuple[tuple[AttributeKind, _Finder], ...]] = {
    Category.MINORS: ((AttributeKind.AGE, _ages),),
    Category.RIGHTS: ((AttributeKind.DEADLINE, _durations), (AttributeKind.CONTACT, _contacts)),
    Category.RETENTION: ((AttributeKind.PERIOD, _durations),),
    Category.CONTACT: ((AttributeKind.CONTACT, _contacts), (AttributeKind.DEADLINE, _durations)),
    Category.CHOICE: ((AttributeKind.CONTACT, _contacts),),
    Category.SECURITY: ((AttributeKind.CERTIFICATION, _whole(_CERTIFICATION)),),
}


def with_attributes(text: str, extraction: Extraction) -> Extraction:
    """The same clauses, each with the values that it names."""
    clauses = tuple(
        replace(clause, attributes=attributes_of(text, clause.span, clause.categories))
        for clause in extraction.clauses
    )
    return replace(extraction, clauses=clauses)


def attributes_of(text: str, span: Span, categories: Iterable[Category]) -> tuple[Attribute, ...]:
    """The values that a stretch of text names, in order, without repeats.

    Args:
        text: the canonical text.
        categories: what the stretch is about; they decide what is looked for.
    """
    words = span.text_of(text)
    found: dict[tuple[AttributeKind, int], Attribute] = {}
    finders = [(AttributeKind.LAW, _whole(_LAW))]
    for category in categories:
        finders += _FINDERS.get(category, ())
    for kind, finder in finders:
        for value, start, end in finder(words):
            place = Span(span.start + start, span.start + end)
            found[kind, place.start] = Attribute(kind=kind, value=value, span=place)
    return tuple(sorted(found.values(), key=lambda one: one.span))
