"""What becomes of the decisions on a former version of a policy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from reviewer.model.edits import Change, Edit, Plain, Stamp, Target
from reviewer.model.former import Authorship
from reviewer.model.history import WorkingReview, fold
from reviewer.model.review import Review


class Fate(StrEnum):
    """What becomes of a decision, or of the words that it is about."""

    __hash__ = str.__hash__  # see Category

    KEPT = "kept"
    REOPENED = "reopened"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """One decision of the former review, with what becomes of it.

    Attributes:
        was: by the names of the former review.
        quote: the former words; empty for what is about no words.
        now: what it concerns in the new version; empty where it is gone.
    """

    fate: Fate
    was: Plain
    origin: Authorship
    quote: str = ""
    now: tuple[Target, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrying:
    """All decisions of a former review, and the edits that carry them over.

    Attributes:
        changes: from the first edit of the new review on.
    """

    matters: tuple[Matter, ...]
    changes: tuple[Change, ...] = field(repr=False)

    def count(self, fate: Fate) -> int:
        """How many decisions share a fate."""
        return sum(one.fate is fate for one in self.matters)

    def of(self, fate: Fate) -> tuple[Matter, ...]:
        """The decisions that share a fate."""
        return tuple(one for one in self.matters if one.fate is fate)

    def edits(self, stamp: Stamp) -> tuple[Edit, ...]:
        """The edits, numbered from 1, by who carries them over."""
        return tuple(Edit(number, stamp, one) for number, one in enumerate(self.changes, start=1))


def carried_over(review: Review, carrying: Carrying, stamp: Stamp) -> WorkingReview:
    """The new version's review with what was carried over to it."""
    edits: Iterable[Edit] = carrying.edits(stamp)
    return fold(review, edits)
