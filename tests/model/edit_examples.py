"""Edits of a small review, and who made them when."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache

from reviewer.model.edits import Change, Edit, Stamp
from reviewer.model.history import WorkingReview, fold
from tests.report import samples

BEGIN = datetime(2026, 3, 1, 9, tzinfo=UTC)


def stamp(number: int = 0, who: str = "Ada Byron") -> Stamp:
    return Stamp(BEGIN + timedelta(seconds=number), who)


def numbered(changes: list[Change], first: int = 1) -> tuple[Edit, ...]:
    return tuple(
        Edit(number, stamp(number), change) for number, change in enumerate(changes, first)
    )


@cache
def sample() -> WorkingReview:
    """A small review without edits."""
    return fold(samples.review())
