"""Small review files."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING

from reviewer.model.origin import LineOrigin, PageOrigin, RunOrigin, Turn
from reviewer.model.policy import LocalizedText, Problem
from reviewer.model.span import Span
from reviewer.store import lock as locks
from reviewer.store.review_file import create, load
from reviewer.store.review_parts import Contents, shown_rules
from reviewer.store.writer import Writer
from tests.report import samples

if TYPE_CHECKING:
    from pathlib import Path

    from reviewer.model.edits import Edit


@cache
def contents() -> Contents:
    """A review with something of everything."""
    review = samples.review()
    policy = replace(
        review.policy,
        origins=(
            LineOrigin(Span(0, 3), 1),
            PageOrigin(
                span=Span(4, 6), page=2, low=1.5, high=9, edges=(1, 2.25, 3), turn=Turn.HALF
            ),
            RunOrigin(span=Span(7, 9), part="word/document.xml", paragraph=1, run=2, offset=0),
        ),
        problems=(
            Problem(id="a", message=LocalizedText("A “b”", "甲"), page=3),
            Problem(id="b", message=LocalizedText("\x00\u2028", "\U0001f512"), span=Span(1, 2)),
        ),
    )
    return Contents(
        identity="00112233445566778899aabbccddeeff",
        made=datetime(2026, 3, 1, 8, 30, tzinfo=UTC),
        program="1.2.3",
        source=policy.text.encode(),
        review=replace(review, policy=policy, reviewer=""),
        rulebook=shown_rules(samples.rulebook()),
    )


def made(folder: Path, *edits: Edit, name: str = "notice.review") -> Path:
    """A review file."""
    path = folder / name
    create(path, contents(), edits)
    return path


def writer_of(path: Path) -> Writer:
    """A writer on a file that is there."""
    return Writer(path, load(path), locks.acquire(path, "Ada Byron"))
