"""What runs in the helper process: plain values in and out, no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.gui.worker import save

if TYPE_CHECKING:
    from pathlib import Path

    from reviewer.errors import NotMarked
    from reviewer.model.history import WorkingReview
    from reviewer.model.review import Review
    from reviewer.model.rules import Rulebook
    from reviewer.report.on_original.options import MarkOptions


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyOrder:
    """A copy that somebody asked for.

    Attributes:
        source: the bytes of the policy's file.
    """

    source: bytes
    review: Review | WorkingReview
    rulebook: Rulebook
    options: MarkOptions
    target: Path


@dataclass(frozen=True, slots=True)
class CopyMade:
    """A copy on the disk.

    Attributes:
        placed: how many marks it shows. problems: what it does not show.
    """

    path: Path
    placed: int
    problems: tuple[NotMarked, ...]


def write_copy(order: CopyOrder) -> CopyMade:
    """Writes a copy of the original that shows the review, whole or not at all.

    Raises:
        NotCopied: the original cannot be copied with its review on it.
        ReadError: it cannot be read any more.
        OutputError: the file cannot be written.
    """
    from reviewer.report.on_original.copying import copied
    from reviewer.report.on_original.marking import marked

    copy = copied(order.source, marked(order.review, order.rulebook, order.options))
    save(order.target, copy.data)
    return CopyMade(order.target, copy.placed, copy.problems)
