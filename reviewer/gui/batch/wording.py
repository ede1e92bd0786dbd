"""Rows of the table of policies, in the window's words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor

from reviewer.gui.facts import size_words
from reviewer.gui.icons import icon
from reviewer.gui.models.filtered_items import severity_word, verdict_word
from reviewer.gui.theme import current
from reviewer.gui.widgets.decision_text import signed
from reviewer.gui.words import say, say_error, words
from reviewer.model.edits import Stamp
from reviewer.model.flags import Severity
from reviewer.model.review import ItemStatus
from reviewer.report.words import Words

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QIcon

    from reviewer.checklist.overview import Overview
    from reviewer.errors import ReviewerError
    from reviewer.gui.document import Document


class BatchColumn(IntEnum):
    """The columns of the table of policies."""

    NAME = 0
    LANGUAGE = 1
    SIZE = 2
    DECIDED = 3
    MISSING = 4
    FLAGS = 5
    VERDICTS = 6
    STATE = 7


class Progress(StrEnum):
    """How far a row is."""

    WAITING = "waiting"
    WORKING = "working"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchRow:
    """A policy or review.

    Attributes:
        path: None for a document without a file.
        document: None while it is not open.
        found: None before it was analysed.
        error: why it was not; None where nothing is wrong.
    """

    name: str
    path: Path | None = None
    document: Document | None = None
    progress: Progress = Progress.WAITING
    found: Overview | None = None
    error: ReviewerError | None = None


def cell(row: BatchRow, column: BatchColumn) -> str:
    """What a cell shows."""
    if column is BatchColumn.NAME:
        return row.name
    if column is BatchColumn.STATE:
        return state(row)
    return _found(row.found, column) if row.found is not None else ""


def _found(found: Overview, column: BatchColumn) -> str:
    match column:
        case BatchColumn.LANGUAGE:
            known = found.language != "und"
            return Words(words.language).tongue(found.language) if known else ""
        case BatchColumn.SIZE:
            return size_words(found.size)
        case BatchColumn.DECIDED:
            return say("{percent} %", percent=int(100 * found.share))
        case BatchColumn.MISSING:
            return str(found.missing)
        case BatchColumn.FLAGS:
            counts = [f"{severity_word(one)} {count}" for one, count in found.flags if count]
            return " · ".join(counts) or say("none")
    counts = [f"{verdict_word(one)} {count}" for one, count in found.verdicts if count]
    return " · ".join(counts)


def explained(row: BatchRow, column: BatchColumn) -> str:
    """What a cell says to those who do not see its column."""
    found = row.found
    if found is not None and column is BatchColumn.DECIDED:
        return say("{done} of {count} decided", done=found.decided, count=found.clauses)
    if found is not None and column is BatchColumn.MISSING:
        return say("{count} missing", count=found.missing)
    return cell(row, column)


def spoken(row: BatchRow) -> str:
    """A whole row for a screen reader."""
    columns = (column for column in BatchColumn if column is not BatchColumn.NAME)
    return ". ".join(filter(None, (row.name, *(explained(row, column) for column in columns))))


def state(row: BatchRow) -> str:
    """How far a row is, or what is wrong with it."""
    if row.error is not None:
        return say_error(row.error)
    if row.found is not None and row.found.signed is not None:
        by = row.found.signed
        who = signed(Stamp(by.time, by.name))
        if by.sound:
            return say("Signed by {who}", who=who)
        return say("Signed by {who}, changed since", who=who)
    return {
        Progress.WAITING: say("Waiting"),
        Progress.WORKING: say("Analysing …"),
        Progress.FAILED: say("The analysis failed"),
        Progress.DONE: say("Analysed") if row.document is None else say("Opened"),
    }[row.progress]


def sign(row: BatchRow) -> QIcon | None:
    """The sign before a row's state; None for none."""
    if row.error is not None:
        return icon("error", QColor(current().verdicts[ItemStatus.MISSING]))
    return icon("sign") if row.found is not None and row.found.signed is not None else None


def rank(row: BatchRow, column: BatchColumn) -> str | float:
    """What a cell is sorted by; what is not known comes first."""
    found = row.found
    if column in {BatchColumn.NAME, BatchColumn.STATE}:
        return cell(row, column).casefold()
    if found is None:
        return -1.0 if column is not BatchColumn.LANGUAGE else ""
    flags = dict(found.flags)
    if column is BatchColumn.LANGUAGE:
        return cell(row, column).casefold()
    number: float = {
        BatchColumn.SIZE: found.size,
        BatchColumn.DECIDED: found.share,
        BatchColumn.MISSING: found.missing,
        # The gravest decide: as digits of one number.
        BatchColumn.FLAGS: sum(
            flags[one] * 1000**at for at, one in enumerate(reversed(tuple(Severity)))
        ),
        BatchColumn.VERDICTS: dict(found.verdicts)[ItemStatus.MET],
    }[column]
    return float(number)
