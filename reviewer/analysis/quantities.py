"""Periods, deadlines and ages: numbers with a unit, in figures or words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ONES = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
_DIGITS = dict(
    zip("零〇一二两三四五六七八九", (0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True)
) | dict(zip("壹贰叁肆伍陆柒捌玖", range(1, 10), strict=True))
_POWERS = {"十": 10, "拾": 10, "百": 100, "佰": 100}
_ONE = "|".join(sorted(_ONES, key=len, reverse=True))
_WORDS = (
    rf"(?:(?:a|{_ONE})[\s-]hundred(?:[\s-](?:and[\s-])?)?)?"
    rf"(?:(?:{'|'.join(_TENS)})(?:[\s-](?:{_ONE}))?|{_ONE})|(?:a|one)[\s-]hundred"
)
_NUMBER = rf"(?:\d,\d{{3}}|\d{{1,4}}|{_WORDS})"
_HAN = "零〇一二两三四五六七八九十百壹贰叁肆伍陆柒捌玖拾佰"
_NUMERAL = rf"(?:\d{{1,4}}|[{_HAN}]{{1,7}})"
_BRACKETED = rf"(?:\s*+[(（]\s*+(?:\d{{1,4}}|{_WORDS}|[{_HAN}]{{1,7}})\s*+[)）])?"
_ENGLISH = re.compile(
    rf"(?<![\w.,/])(?P<between>between\s++)?(?P<low>{_NUMBER}){_BRACKETED}"
    rf"(?:\s*+(?:-|–|—|to|or|(?(between)and|to))\s*+(?P<high>{_NUMBER}){_BRACKETED})?"
    r"[\s-]*+(?P<business>(?:further |additional |more )?"
    r"(?:business |working |calendar |consecutive |full )?)"
    r"(?P<unit>minutes?|hours?|days?|weeks?|months?|years?|yrs?)\b"
    r"|\b(?:(?:within|for|after|than) (?:a|an|the|one)|of (?:a|an|one)) (?P<single>(?:calendar )?"
    r"(?:hour|day|week|month|year))\b(?! of (?!receipt|receiv|the request))"
    r"|\b(?P<half>half a year|six-month)\b",
    re.IGNORECASE,
)
_CHINESE = re.compile(
    # Not the day of a date, nor its month: 2026年3月1日, 2026年3月.
    rf"(?<![\d.月])(?!(?<=年)\d{{1,2}}月)(?P<low>{_NUMERAL})\s*+"
    rf"{_BRACKETED}\s*+"
    rf"(?:(?:至|到|或|-|–|—|~|～)\s*+(?P<high>{_NUMERAL})\s*+)?"
    r"(?:个\s*+)?(?P<unit>工作日|自然日|分钟|小时|星期|天|日|周(?!岁)|个?月|年)"
    r"(?!\s*+(?:月|\d|[一-龥]?年))"
    r"|(?P<half>半年|半个月)"
)
_YEARS_AND_MONTHS = re.compile(r"(?<!\d)(\d{1,2})\s*+年(?:零|又)?\s*+(\d{1,2})\s*+个月")
_UNITS = {
    "minute": "TM", "hour": "TH", "day": "D", "week": "W", "month": "M", "year": "Y", "yr": "Y",
    "分钟": "TM", "小时": "TH", "天": "D", "日": "D", "自然日": "D", "工作日": "BD", "周": "W",
    "星期": "W", "月": "M", "年": "Y",
}  # fmt: skip
_HALVES = {"half a year": "P6M", "six-month": "P6M", "半年": "P6M", "半个月": "P15D"}
_MOST = 5000
# What counts more years is a date.
_MOST_YEARS = 100
# What stands around a length of time that is neither kept to nor waited for.
_BEFORE = 24
_NO_LIMIT_BEFORE = re.compile(
    r"(?:past|last|preceding|previous|prior|every|per|age of|aged?|under|recent|first|than age)"
    r"\s*+$|(?:过去|最近|近|每|每隔|未满|不满|年满|第|[x×*]|(?<!提)前)\s*+$"
    # The day and the month of a date: 2026 年 3 月 1 日.
    r"|月\s*+$|\d\s*+年\s++$",
    re.IGNORECASE,
)
_NO_LIMIT_BEHIND = re.compile(
    r"\s*+(?:old\b|of age\b|a day\b|per day\b|a week\b|per week\b|/|experience|ago\b|history)"
    r"|\s*+(?:以前的|历史|的历史|修订|版|天气|预报)",
    re.IGNORECASE,
)
# How long nothing is done: "连续三个月未登录".
_ON_END = re.compile(r"(?:连续|累计|consecutive)\s*+$", re.IGNORECASE)
_LOOK_BACK = re.compile(r"[\s-]+period\b", re.IGNORECASE)
_DEADLINE = re.compile(
    r"(?:within|no later than|not later than|in|by|least|further|additional|another|extend|"
    r"extension|up to|maximum|respond)[\w\s,()]{0,16}$|(?:提前|至少|最迟|最长|后的?|起|日起)\s*+$",
    re.IGNORECASE,
)
_DEADLINE_BEHIND = re.compile(
    r"\s*+(?:before|prior|in advance|of receipt|of receiving|of your|extension|of the date)"
    r"|['’]?\s*+(?:advance |prior |written )?notice"
    r"|\s*+(?:内|以内|之内|前)",
    re.IGNORECASE,
)
# How long it is until what is announced takes effect: nobody must act in that time.
_EFFECT = re.compile(r"\b(?:effective|effect|force)\b[^.;]{0,20}$", re.IGNORECASE)
_EFFECT_AFTER = re.compile(r"\s*+(?:after|following|from)\b", re.IGNORECASE)
_EFFECT_ZH = re.compile(r"\s*+(?:后起?|起)?(?:生效|施行|实施)")
# Ages at which laws draw lines.
_AGES = range(5, 22)
_AGE_WORDS = rf"(?:\d{{1,2}}|{_ONE}|twenty(?:[\s-]one)?)"
_AGE_BRACKET = rf"(?:\s*+[(（](?:\d{{1,2}}|{_ONE})[)）])?"
_AGE = re.compile(
    r"(?<!\w)(?:ages?|aged|between)(?: the ages?)?(?: of)?(?: between)? "
    rf"(?P<a>{_AGE_WORDS}){_AGE_BRACKET}(?: years)?(?: (?:and|to|or) |\s?[-–]\s?)"
    rf"(?P<b>{_AGE_WORDS})\b(?!\s*+(?:days?|months?|hours?|business|weeks?|or under))"
    r"|(?<!\w)(?:under|below|younger than|older than|(?:at )?least|over|above|"
    r"age of|ages|aged?|attained|reached|turn(?:ed|s)?|not yet)"
    r"(?: the age of| the ages of| age| age of)?[\s-]++"
    rf"(?P<n>{_AGE_WORDS}){_AGE_BRACKET}\b(?:[\s-]*+years?(?: old| of age)?)?"
    r"(?!\s*+(?:\)\s*+)?(?:days?|months?|hours?|business|weeks?|minutes?|%|percent|working))"
    rf"|(?<!\w)(?P<m>{_AGE_WORDS}){_AGE_BRACKET}[\s-]*+"
    r"(?:years? (?:old|of age)|year[\s-]olds?|(?:or|and) (?:under|younger|older|over|above)\b|"
    r"years? (?:or|and) (?:older|younger|over|under|above|below))"
    # "13+", "less than 13 years".
    r"|(?<![\w+])(?P<p>\d{2})\+(?!\s?\d)"
    rf"|(?<!\w)less than (?P<l>{_AGE_WORDS}){_AGE_BRACKET}(?: years?\b|$)"
    rf"|(?P<y>\d{{1,2}}|[{_HAN}]{{1,3}})\s*+(?:至|到|-|–|~|～)\s*+"
    rf"(?P<z>\d{{1,2}}|[{_HAN}]{{1,3}})\s*+周?岁"
    rf"|(?P<x>\d{{1,2}}|[{_HAN}]{{1,3}})\s*+"
    rf"(?:[(（]\s*+(?:\d{{1,2}}|[{_HAN}]{{1,3}})\s*+[)）]\s*+)?周?岁",
    re.IGNORECASE,
)
# Without one of these there is nothing to be found, and looking is dear.
_UNIT_WORDS = ("day", "month", "year", "yr", "hour", "minute", "week", *"天日月年时周", "分钟")
_FIGURES = re.compile(rf"[\d{_HAN}]")
_NUMBER_WORDS = ("teen", "twelve", "twenty")
_TEN = re.compile(r"\bten\b")


def number(words: str) -> int | None:
    """The number that figures or words stand for; None where they stand for none.

    >>> number("forty-five"), number("一百八十"), number("叁拾"), number("a hundred and twenty")
    (45, 180, 30, 120)
    """
    if words[:1].isdecimal():
        return int(words.replace(",", ""))
    if words[:1] in _DIGITS or words[:1] in _POWERS:
        return _han(words)
    return _english(words.lower())


def _english(words: str) -> int | None:
    total = 0
    parts = re.split(r"[\s-]+", words)
    for part in parts:
        if part == "hundred":
            total = max(total, 1) * 100
        elif part in _ONES or part in _TENS:
            total += _ONES.get(part, 0) + _TENS.get(part, 0)
        elif part not in {"a", "and", ""}:
            return None
    return total or None


def _han(words: str) -> int | None:
    total, last = 0, 0
    if not any(letter in _POWERS for letter in words):
        figures = "".join(str(_DIGITS[letter]) for letter in words)
        return int(figures)
    for letter in words:
        if letter in _POWERS:
            total += (last or 1) * _POWERS[letter]
            last = 0
        else:
            last = _DIGITS[letter]
    return total + last


def durations(text: str) -> Iterator[tuple[str, int, int]]:
    """Lengths of time: ISO 8601 value, start and end.

    Of a range both ends are told, with the same place. Days of dates, ages and
    looks back ("the past 12 months") are none.
    """
    if not holds(text.lower(), _UNIT_WORDS):
        return
    compound = list(_YEARS_AND_MONTHS.finditer(text))
    for found in compound:
        value = f"P{int(found[1]) * 12 + int(found[2])}M"
        yield value, found.start(), found.end()
    taken = [(one.start(), one.end()) for one in compound]
    for pattern in (_ENGLISH, _CHINESE):
        for found in pattern.finditer(text):
            start, end = found.span()
            if found["low"]:
                start = found.start("low")
            if any(begin <= start < stop for begin, stop in taken) or not _limits(text, start, end):
                continue
            for value in _values(found):
                yield value, start, end


def _values(found: re.Match[str]) -> Iterator[str]:
    groups = found.groupdict()
    if groups["half"]:
        yield _HALVES[groups["half"].lower()]
        return
    if groups.get("single"):
        unit = groups["single"].lower().removeprefix("calendar ")
        yield _iso(1, _UNITS[unit])
        return
    unit = groups["unit"].lower().rstrip("s").removeprefix("个")
    code = _UNITS[unit]
    if code == "D" and re.search("business|working", groups.get("business") or "", re.IGNORECASE):
        code = "BD"
    for words in (groups["low"], groups["high"]):
        count = number(words) if words else None
        if count is not None and 0 < count <= (_MOST_YEARS if code == "Y" else _MOST):
            yield _iso(count, code)


def _iso(count: int, code: str) -> str:
    return f"PT{count}{code[1]}" if code[0] == "T" else f"P{count}{code}"


def _limits(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - _BEFORE) : start]
    return not (_NO_LIMIT_BEFORE.search(before) or _NO_LIMIT_BEHIND.match(text, end))


def is_until_effect(text: str, start: int, end: int) -> bool:
    """Whether what is announced takes effect after a length of time, as the words around say."""
    if _EFFECT_ZH.match(text, end):
        return True
    before = text[max(0, start - 2 * _BEFORE) : start]
    return bool(_EFFECT_AFTER.match(text, end) and _EFFECT.search(before))


def is_deadline(text: str, start: int, end: int) -> bool:
    """Whether the words around a length of time make it one to act in."""
    if is_counted(text, start, end):
        return False
    before = text[max(0, start - _BEFORE) : start]
    return bool(
        _DEADLINE.search(before)
        or _DEADLINE_BEHIND.match(text, end)
        or text[start : start + 6].lower() == "within"
    )


def is_counted(text: str, start: int, end: int) -> bool:
    """Whether a length of time is one to count in ("12-month period", "连续三个月未登录")."""
    before = text[max(0, start - _BEFORE) : start]
    return bool(_LOOK_BACK.match(text, end) or _ON_END.search(before))


def holds(text: str, words: Iterable[str]) -> bool:
    """Whether one of some words stands in a text.

    For a few words this is many times as fast as a pattern of them.
    """
    for word in words:  # noqa: SIM110 - ``any`` takes twice as long
        if word in text:
            return True
    return False


def _may_count(text: str) -> bool:
    """Whether a number stands in a text as it would for an age."""
    if _FIGURES.search(text):
        return True
    low = text.lower()
    return holds(low, _NUMBER_WORDS) or ("ten" in low and _TEN.search(low) is not None)


def ages(text: str) -> Iterator[tuple[str, int, int]]:
    """Ages in years at which laws draw lines; of a range both ends."""
    if not _may_count(text):
        return
    for found in _AGE.finditer(text):
        for name in "abnmplxyz":
            words = found[name]
            years = number(words) if words else None
            if years in _AGES:
                yield str(years), found.start(), found.end()
