"""Dates of the policy itself: missing, empty, impossible, at odds, or long past."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from reviewer.analysis.checks.patterns import LazyPattern
from reviewer.analysis.flagged import FlagDocument, Raised
from reviewer.model.policy import BlockKind
from reviewer.model.review import DisclosureStatus
from reviewer.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MISSING, STALE = "missing_date", "stale_policy"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_O = r"\s*[【\[(（]?\s*"
_C = r"\s*[】\])）]?\s*"
_DATE = LazyPattern(
    rf"(?P<y1>(?:19|20)\d\d){_C}年{_O}(?P<m1>\d{{1,2}}){_C}月(?:{_O}(?P<d1>\d{{1,2}}){_C}[日号])?"
    r"|(?<![\d.:/-])(?P<y2>(?:19|20)\d\d)\s?[-./]\s?(?P<m2>\d{1,2})\s?[-./]\s?(?P<d2>\d{1,2})(?!\d)"
    rf"|\b(?P<n3>{_MONTH})\s+(?:(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?,?\s+)?"
    r"(?:of )?(?P<y3>(?:19|20)\d\d)\b"
    rf"|\b(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of )?(?P<n4>{_MONTH}),?\s+(?P<y4>(?:19|20)\d\d)\b"
    r"|(?<![\d./-])(?P<a5>\d{1,2})[./-](?P<b5>\d{1,2})[./-](?P<y5>(?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
_LABEL = LazyPattern(
    r"(?P<updated>last (?:up\s?date[ds]?|revis(?:ed|ion)|modif(?:ied|ication)|reviewed|change[ds]?)"
    r"|updated?(?: date)?|revis(?:ed|ion)(?: date)?|modified"
    r"|更新|修订|修訂|修改|变更)"
    r"|(?P<effective>effective(?: date| as of| from)?|with effect from|in force|生效)"
    r"|(?P<issued>publi(?:shed|cation)|posted|issued|date[ds]?|version|as at|as of|"
    r"发布|發布|公布|版本|制定|日期)",
    re.IGNORECASE,
)
_FIRST = LazyPattern(
    r"(?:first|original|previous|prior|首次|原|上一|前一)[\w\s版]{0,12}$", re.IGNORECASE
)
_EMPTY = LazyPattern(
    r"^\W{0,4}(?:(?:last |date of last |policy )?"
    r"(?:updated?|revised|revision|modified|effective)(?: on| date| as of)?"
    r"|(?:最后|最後|最近|本政策)?(?:更新|修订|修訂|生效|发布|發布)(?:日期|时间|時間)?)"
    r"\s*[:：]\s*(?:[_\s.…\[\]【】XxＸ×年月日/-]{0,20}|\{\{[^}\n]*\}\})$",
    re.IGNORECASE,
)
# A label speaks for a date that stands right behind it, or before it.
_NEAR, _BEHIND = 24, 14
_LINE, _BLOCKS, _BESIDE = 60, 6, 20
_SENTENCE = LazyPattern(r"[。；;!?]|我们|\bwe\b", re.IGNORECASE)
_YEAR = 365
_LATE_MONTH, _HISTORY = 12, 3


@dataclass(frozen=True, slots=True)
class _Dated:
    """A date of the policy.

    Attributes:
        day: the first of the month where no day is given; None: there is no such day.
        label: "updated", "effective", "issued", or "" for a date that stands by itself.
    """

    span: Span
    day: date | None
    label: str
    exact: bool


def missing_date(document: FlagDocument) -> Iterator[Raised]:
    """No date at all, one that was left out, and dates that cannot be."""
    dates = tuple(_dates(document))
    yield from _impossible(dates, document)
    yield from _at_odds(dates, document)
    empty = tuple(_empty(document))
    yield from empty
    told = document.disclosures.get("effective_date")
    if not dates and not empty and (told is None or told.status is DisclosureStatus.ABSENT):
        yield Raised(flag=MISSING, span=document.top)


def stale_policy(document: FlagDocument) -> Iterator[Raised]:
    """The newest date of the policy where it is more than a year old."""
    known = [one for one in _dates(document) if one.day is not None and one.day <= document.as_of]
    if not known:
        return
    newest = max(known, key=lambda one: (one.day or date.min, -one.span.start))
    day = newest.day or date.min
    if (document.as_of - day).days <= _YEAR:
        return
    yield Raised(
        flag=STALE,
        span=newest.span,
        values={"date": day.isoformat() if newest.exact else day.isoformat()[:7]},
        variant=_law_since(day, document),
    )


def _law_since(day: date, document: FlagDocument) -> str:
    """The first law of the policy's language that came into force after a day."""
    for entry in document.words(STALE, "laws"):
        language, since, variant = entry.split()
        if language == document.language and day < date.fromisoformat(since):
            return variant
    return ""


def _dates(document: FlagDocument) -> Iterator[_Dated]:
    """The dates of the policy: labelled, or alone in a line near its beginning or end."""
    policy = document.policy
    blocks = policy.blocks
    for index, block in enumerate(blocks):
        if block.kind is BlockKind.NAVIGATION:
            continue
        words = block.span.text_of(policy.text)
        # Searching for a word is far faster than any pattern.
        if "20" not in words and "19" not in words:
            continue
        margin = index < _BLOCKS or index >= len(blocks) - _BLOCKS
        marks = len(words) - len(words.lstrip("#*_ \t\n"))
        for found in _DATE.finditer(words):
            label = _label(words, found)
            # Of what is long only the length counts.
            short = margin and len(words) <= _BESIDE + found.end() - found.start()
            alone = short and not _SENTENCE.search(words[: found.start()] + words[found.end() :])
            opening = margin and found.start() <= marks
            if label or alone or opening:
                span = Span(block.span.start + found.start(), block.span.start + found.end())
                yield _Dated(span, _day(found), label, exact=_has_day(found))


def _label(words: str, found: re.Match[str]) -> str:
    """What a date is said to be; empty where nothing says so or it is an earlier one."""
    start = max(0, found.start() - _NEAR)
    before = words[start : found.start()]
    label = ""
    for one in _LABEL.finditer(before):
        at = start + one.start()
        if not _FIRST.search(words[max(0, at - _NEAR) : at]):
            label = one.lastgroup or ""
    if label and re.search(r"[.。;；][ \n]", before):
        return ""
    if not label:
        behind = re.match(
            r"\s?(?:起)?(?:正式)?(?:生效|更新|修订|发布|版)",
            words[found.end() : found.end() + _BEHIND],
        )
        label = "effective" if behind else ""
    return label


def _has_day(found: re.Match[str]) -> bool:
    return any(found[name] for name in ("d1", "d2", "d3", "d4", "b5"))


def _day(found: re.Match[str]) -> date | None:
    year, month, day = _parts(found)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _parts(found: re.Match[str]) -> tuple[int, int, int]:
    for count in "12":
        if found[f"y{count}"]:
            return int(found[f"y{count}"]), int(found[f"m{count}"]), int(found[f"d{count}"] or 1)
    for count in "34":
        if found[f"y{count}"]:
            month = _MONTHS.index(found[f"n{count}"][:3].lower()) + 1
            return int(found[f"y{count}"]), month, int(found[f"d{count}"] or 1)
    first, second = int(found["a5"]), int(found["b5"])
    # 30/05/2025 can only be a day first; otherwise the American order does no harm.
    month, day = (second, first) if first > _LATE_MONTH else (first, second)
    return int(found["y5"]), month, day


def _impossible(dates: Iterable[_Dated], document: FlagDocument) -> Iterator[Raised]:
    for one in dates:
        words = " ".join(one.span.text_of(document.policy.text).split())
        if one.day is None:
            yield Raised(flag=MISSING, span=one.span, values={"date": words}, variant="impossible")
        elif one.label in {"updated", "issued"} and one.day > document.as_of:
            yield Raised(flag=MISSING, span=one.span, values={"date": words}, variant="future")


def _at_odds(dates: Iterable[_Dated], document: FlagDocument) -> Iterator[Raised]:
    """Two different dates that are both said to be the last update, or the effective date."""
    for label in ("updated", "effective"):
        labelled = [one for one in dates if one.label == label and one.exact and one.day]
        days = {one.day for one in labelled}
        # Three and more are the history of the policy.
        if 1 < len(days) < _HISTORY:
            first = labelled[0]
            other = next(one for one in labelled if one.day != first.day)
            text = document.policy.text
            values = {
                "first": " ".join(first.span.text_of(text).split()),
                "second": " ".join(other.span.text_of(text).split()),
            }
            yield Raised(flag=MISSING, span=other.span, values=values, variant="at_odds")


def _empty(document: FlagDocument) -> Iterator[Raised]:
    """Labels of a date without the date."""
    policy = document.policy
    for block in policy.blocks:
        words = block.span.text_of(policy.text)
        if len(words) > _LINE or block.kind is BlockKind.NAVIGATION:
            continue
        found = _EMPTY.match(words)
        if found and not _DATE.search(policy.text, block.span.end, block.span.end + _LINE):
            yield Raised(flag=MISSING, span=block.span, variant="empty")
            return
