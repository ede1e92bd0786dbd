"""Lengths of time as clauses name them, in days."""

from __future__ import annotations

import re

_DURATION = re.compile(
    r"P(?:(?P<years>\d+)Y)?(?:(?P<months>\d+)M)?(?:(?P<weeks>\d+)W)?"
    r"(?:(?P<business>\d+)BD)?(?:(?P<days>\d+)D)?(?:T(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?)?"
)
# A month counts as 30 days, so that "one month" passes limits given as one
# month and as 30 days alike; five business days fill a week.
_DAYS = {
    "years": 365,
    "months": 30,
    "weeks": 7,
    "business": 7 / 5,
    "days": 1,
    "hours": 1 / 24,
    "minutes": 1 / 1440,
}


def days(duration: str) -> float | None:
    """The calendar days of a duration; None where it is not written as one.

    >>> days("P15BD"), days("P1M"), days("soon")
    (21.0, 30.0, None)
    """
    match = _DURATION.fullmatch(duration)
    if match is None or not any(match.groups()):
        return None
    return float(sum(int(count) * _DAYS[unit] for unit, count in match.groupdict("0").items()))
