"""Whose decision an edit was made in view of: what ``Stamp.via`` holds.

An edit that settles a difference with a colleague's review names that decision, so that the
file tells for ever who said it first, and when, and a difference settled once stays settled.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from reviewer.model.edits import Stamp

# Of a name; a file takes a little more for all of it.
_LONGEST_NAME = 500


class Manner(StrEnum):
    """What the reviewer made of the other's decision."""

    __hash__ = str.__hash__  # see Category

    TAKEN = "taken"
    BESIDE = "beside"
    KEPT = "kept"


@dataclass(frozen=True, slots=True, kw_only=True)
class PeerDecision:
    """A decision in another review.

    Attributes:
        manner: whether it was taken over, put beside one's own, or one's own kept against it.
        review: identity of the other review's file.
        who, time: of the edit there; the time in UTC.
    """

    manner: Manner
    review: str
    who: str
    time: datetime


def via(manner: Manner, review: str, stamp: Stamp) -> str:
    """What a stamp holds of a decision in another review.

    >>> from datetime import UTC
    >>> via(Manner.TAKEN, "0a1b", Stamp(datetime(2026, 3, 1, tzinfo=UTC), "Grace Hopper"))
    'taken 0a1b 2026-03-01T00:00:00.000000+00:00 Grace Hopper'
    """
    time = stamp.time.isoformat(timespec="microseconds")
    return f"{manner.value} {review} {time} {stamp.who[:_LONGEST_NAME]}"


def peer_decision(stamp: Stamp) -> PeerDecision | None:
    """The decision that an edit was made in view of; None for an edit of one's own."""
    parts = stamp.via.split(" ", 3)
    try:
        manner, review, time, who = parts
        when = datetime.fromisoformat(time)
        if when.utcoffset() != timedelta(0):
            return None
        return PeerDecision(manner=Manner(manner), review=review, who=who, time=when)
    except ValueError:  # written by another version, or by nobody we know
        return None
