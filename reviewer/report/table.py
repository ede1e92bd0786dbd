"""What a report says as plain tables, for programs that calculate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeAlias

from reviewer.model.review import ItemStatus
from reviewer.report import log_parts, table_rows, vendor
from reviewer.report.cover_parts import draft
from reviewer.report.numbering import gather

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reviewer.model.history import WorkingReview
    from reviewer.model.review import Review
    from reviewer.model.rules import Rulebook
    from reviewer.report.numbering import Material
    from reviewer.report.options import ReportOptions

Cell: TypeAlias = str | int | float | date | datetime | None
"""One value; None for nothing. Times are in UTC."""

_NARROW, _MIDDLE, _WIDE = 10, 18, 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under named columns.

    Attributes:
        key: names it in any language. widths: of the columns, in characters.
    """

    key: str
    title: str
    header: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[Cell, ...], ...]


def tables(
    review: Review | WorkingReview, rulebook: Rulebook, options: ReportOptions
) -> tuple[Table, ...]:
    """Summary, clauses, items, flags and decisions of a review.

    Raises:
        KeyError: a checklist is asked for that was not evaluated.
    """
    material = gather(review, rulebook, options)
    return (
        _summary(material),
        _clauses(material),
        _items(material),
        _flags(material),
        _decisions(material),
    )


def _table(
    key: str, title: str, columns: dict[str, int], rows: Iterable[tuple[Cell, ...]]
) -> Table:
    return Table(
        key=key,
        title=title,
        header=tuple(columns),
        widths=tuple(columns.values()),
        rows=tuple(rows),
    )


def _summary(material: Material) -> Table:
    words = material.words
    columns = {
        words.say("What"): _WIDE,
        words.say("Value"): _WIDE,
        words.say("Items"): _NARROW,
        **{words.status(status): _MIDDLE for status in ItemStatus},
        words.say("Judged by a reviewer"): _MIDDLE,
    }
    empty: tuple[Cell, ...] = (None,) * (len(ItemStatus) + 2)
    told = [(label, value, *empty) for label, value in _facts(material)]
    return _table("summary", words.say("Summary"), columns, [*told, *_results(material)])


def _facts(material: Material) -> Iterator[tuple[str, Cell]]:
    words, review = material.words, material.review
    source, analysis = review.policy.source, review.analysis
    yield words.say("Status"), draft(material) or words.say("Final")
    yield words.say("Document"), source.name
    yield words.say("Vendor"), vendor.vendor(review.policy) or None
    yield words.say("SHA-256"), source.sha256
    yield words.say("As of"), analysis.as_of
    yield words.say("Rulebook"), analysis.rulebook
    yield words.say("Reviewer"), material.reviewer or None
    yield words.say("Clauses"), len(analysis.clauses)
    yield words.say("Red flags"), len(analysis.flags)


def _results(material: Material) -> Iterator[tuple[Cell, ...]]:
    for shown in material.checklists:
        counts = [shown.count(status) for status in ItemStatus]
        title = material.words.of(shown.checklist.title)
        yield title, None, len(shown.items), *counts, shown.judged


def _clauses(material: Material) -> Table:
    words = material.words
    columns = {
        words.say("No."): _NARROW,
        words.say("Decision"): _MIDDLE,
        words.say("Categories"): _MIDDLE,
        words.say("Confidence"): _MIDDLE,
        words.say("Words"): _WIDE,
        words.say("Section"): _MIDDLE,
        words.say("Begins at"): _NARROW,
        words.say("Ends at"): _NARROW,
        words.say("Decided by"): _MIDDLE,
        words.say("Decided on"): _MIDDLE,
        words.say("Comments"): _WIDE,
        words.say("Named values"): _WIDE,
        words.say("Supports"): _MIDDLE,
    }
    return _table("clauses", words.say("Clauses"), columns, table_rows.clauses(material))


def _items(material: Material) -> Table:
    words = material.words
    columns = {
        words.say("No."): _NARROW,
        words.say("Checklist"): _MIDDLE,
        words.say("Item"): _WIDE,
        words.say("Article"): _MIDDLE,
        words.say("Level"): _MIDDLE,
        words.say("Severity"): _NARROW,
        words.say("Machine"): _MIDDLE,
        words.say("Reviewer"): _MIDDLE,
        words.say("Decided by"): _MIDDLE,
        words.say("Decided on"): _MIDDLE,
        words.say("Comments"): _WIDE,
        words.say("Searched for in vain"): _MIDDLE,
        words.say("Reason"): _WIDE,
        words.say("Evidence"): _WIDE,
        words.say("Notes on clauses"): _MIDDLE,
        words.say("Remedy"): _WIDE,
        words.say("Verified against the source"): _MIDDLE,
    }
    return _table("items", words.say("Items"), columns, table_rows.items(material))


def _flags(material: Material) -> Table:
    words = material.words
    columns = {
        words.say("Red flag"): _MIDDLE,
        words.say("Severity"): _NARROW,
        words.say("Message"): _WIDE,
        words.say("Words"): _WIDE,
        words.say("Begins at"): _NARROW,
        words.say("Ends at"): _NARROW,
        words.say("Verdict"): _MIDDLE,
        words.say("Decided by"): _MIDDLE,
        words.say("Decided on"): _MIDDLE,
        words.say("Comments"): _WIDE,
        words.say("Remedy"): _WIDE,
    }
    return _table("flags", words.say("Red flags"), columns, table_rows.flags(material))


def _decisions(material: Material) -> Table:
    words = material.words
    columns = {
        words.say("No."): _NARROW,
        words.say("When"): _MIDDLE,
        words.say("Who"): _MIDDLE,
        words.say("What"): _WIDE,
    }
    return _table("decisions", words.say("Decisions"), columns, log_parts.entries(material))
