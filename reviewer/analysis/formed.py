"""Values that show by their form, in the clauses whose categories make them likely.

"18 months" in a retention clause is a period, "within 30 days" in a rights
clause a deadline.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewer.analysis import addresses, names, quantities
from reviewer.analysis.wordings import mask_of
from reviewer.model.clause import AttributeKind, Category

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Kind, value, and where it stands in the words of a clause.
Formed = tuple[AttributeKind, str, int, int]

_C, _K = Category, AttributeKind
_AGE = mask_of((_C.MINORS,))
_AGE_IF_SAID = mask_of((_C.COLLECTION, _C.USE, _C.SHARING, _C.CHOICE, _C.RIGHTS))
_PERIOD = mask_of((_C.RETENTION, _C.COOKIES))
_DEADLINE = mask_of((_C.RIGHTS, _C.CONTACT))
_ANNOUNCED = mask_of((_C.RIGHTS, _C.CONTACT, _C.CHANGE, _C.CESSATION, _C.MINORS))
# Where a length of time is a period only if it is said to be kept to.
_MAYBE_KEPT = mask_of((_C.COLLECTION, _C.USE, _C.SHARING, _C.SECURITY, _C.TRANSFER))
_CONTACT = mask_of((_C.RIGHTS, _C.CONTACT, _C.CHOICE, _C.MINORS))
_LINK = mask_of((_C.RIGHTS, _C.CONTACT))
_STANDARD = mask_of((_C.SECURITY, _C.SHARING, _C.TRANSFER, _C.RETENTION))
_ORGANISATION = mask_of((_C.SHARING, _C.TRANSFER, _C.COOKIES))
_SAYS_AGE = re.compile(r"\bages?\b|years? (?:old|of age)|岁")
# Looked for in nearly every clause, where one of these words hardly ever stands.
_MAY_SAY_AGE = ("age", "year", "岁")
_NEAR = 60
_MAY_KEEP = ("period of", "kept for", "retained for", "stored for", "保存", "保留", "留存")
# What is kept, not how soon something is done about it.
_SAYS_KEPT = re.compile(
    r"(?:keep|kept|retain|retained|store|stored|hold|held|save|saved|period of|保存|保留|存储|留存)"
    r"(?:(?!respon|repl|answer|process|delet|eras|remov|inform|notif|答复|回复|处理|反馈|删除|通知)"
    r"[^.。;；]){0,40}$",
    re.IGNORECASE,
)
_IN_TIME = re.compile(r"(?:within|no(?:t)? later than)\s[\w\s]{0,8}$", re.IGNORECASE)
_IN_TIME_BEHIND = re.compile(r"\s*+(?:以|之)?内")


def formed(words: str, mask: int) -> list[Formed]:
    """The values of a clause, in order, none within another, but for the ends of a range.

    Args:
        words: of the clause, with their capitals.
        mask: of its categories.
    """
    found = _all(words, mask)
    if len(found) < 2:  # noqa: PLR2004 - one cannot overlap itself
        return found
    found.sort(key=lambda one: (one[2], -one[3], one[0]))
    kept: list[Formed] = []
    for one in found:
        # Both ends of a range stand in one place.
        twin = kept and (kept[-1][0], *kept[-1][2:]) == (one[0], *one[2:])
        if not kept or one[2] >= kept[-1][3] or (twin and kept[-1] != one):
            kept.append(one)
    return kept


def _all(words: str, mask: int) -> list[Formed]:
    found = _of(_K.LAW, names.laws(words))
    if mask & _AGE or (mask & _AGE_IF_SAID and _says_age(words)):
        found += _of(_K.AGE, quantities.ages(words))
    if mask & _CONTACT:
        found += _of(_K.CONTACT, addresses.contacts(words, links=bool(mask & _LINK)))
    if mask & _STANDARD:
        found += _of(_K.CERTIFICATION, names.standards(words))
    if mask & _ORGANISATION:
        found += _of(_K.RECIPIENT, names.organisations(words))
    if mask & (_PERIOD | _ANNOUNCED) or (mask & _MAYBE_KEPT and quantities.holds(words, _MAY_KEEP)):
        found += _times(words, mask)
    return found


def _says_age(words: str) -> bool:
    return quantities.holds(words, _MAY_SAY_AGE) and _SAYS_AGE.search(words) is not None


def _of(kind: AttributeKind, found: Iterable[tuple[str, int, int]]) -> list[Formed]:
    return [(kind, *one) for one in found]


def _times(words: str, mask: int) -> Iterator[Formed]:
    """Periods and deadlines."""
    found = list(quantities.durations(words))
    # Of a range in which something must be done the last day counts.
    last = {(start, end): value for value, start, end in found}
    for value, start, end in found:
        kind = _kind_of(value, words, start, end, mask)
        if kind is _K.PERIOD or (kind is _K.DEADLINE and value == last[start, end]):
            yield kind, value, start, end


def _kind_of(value: str, words: str, start: int, end: int, mask: int) -> AttributeKind | None:
    """Whether a length of time is kept to or waited for, by the clause and the words around it."""
    if quantities.is_until_effect(words, start, end):
        return None
    kept = _is_kept(words, start, end)
    if mask & _ANNOUNCED and not kept and quantities.is_deadline(words, start, end):
        return _K.DEADLINE
    # Nothing is kept for business days: they are waited for.
    business = value.endswith("BD")
    if not business and (kept or mask & _PERIOD):
        return _K.PERIOD
    waited = business or not quantities.is_counted(words, start, end)
    return _K.DEADLINE if mask & _DEADLINE and waited else None


def _is_kept(words: str, start: int, end: int) -> bool:
    """Whether something is kept for a length of time, as the words before it say."""
    near = max(0, start - _NEAR)
    return (
        _SAYS_KEPT.search(words, near, start) is not None
        and not _IN_TIME.search(words, near, start)
        and not _IN_TIME_BEHIND.match(words, end)
    )
