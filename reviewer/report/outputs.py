"""The files that a review can be written to, one way for the command line and the window."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from reviewer import __version__
from reviewer.model.history import WorkingReview

if TYPE_CHECKING:
    from collections.abc import Callable

    from reviewer.model.review import Review
    from reviewer.model.rules import Rulebook
    from reviewer.report.options import ReportOptions


class Kind(StrEnum):
    """What is written; also how its file's name ends."""

    PDF = "pdf"
    XLSX = "xlsx"
    CSV = "csv"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Output:
    """One file.

    Attributes:
        key: tells it from the others of its kind; empty where there is but one.
    """

    key: str
    data: bytes


def outputs(
    found: Review | WorkingReview,
    rulebook: Rulebook,
    options: ReportOptions,
    kind: Kind,
    tell: Callable[[int, int], object] = lambda _done, _of: None,
) -> tuple[Output, ...]:
    """A review as files of a kind; of CSV there is one for each table but the summary.

    Args:
        tell: is told how many of how many pages are drawn, where there are pages.

    Raises:
        FontMissing: there are no fonts, which decide what can be shown.
        KeyError: a checklist is asked for that was not evaluated.
    """
    if kind is Kind.PDF:
        from reviewer.report.pdf import write_report

        return (Output("", write_report(found, rulebook, options, tell)),)
    if kind is Kind.JSON:
        return (Output("", _analysis(found)),)
    from reviewer.report.spreadsheet import as_csv, as_xlsx
    from reviewer.report.table import tables

    told = tables(found, rulebook, options)
    if kind is Kind.CSV:
        parts = {table.key: table for table in told}
        return tuple(Output(key, as_csv(parts[key])) for key in keys(kind))
    day = _review(found).analysis.as_of
    return (Output("", as_xlsx(told, day)),)


def keys(kind: Kind) -> tuple[str, ...]:
    """The keys of a kind's files, in order."""
    return ("clauses", "items", "flags") if kind is Kind.CSV else ("",)


def named(name: str, key: str) -> str:
    """The name of one of the files that a name stands for.

    >>> named("a.b.csv", "items"), named("report.pdf", "")
    ('a.b-items.csv', 'report.pdf')
    """
    if not key:
        return name
    stem, _, ending = name.rpartition(".")
    return f"{stem}-{key}.{ending}"


def _review(found: Review | WorkingReview) -> Review:
    return found.review if isinstance(found, WorkingReview) else found


def _analysis(found: Review | WorkingReview) -> bytes:
    """What the machine found, as ``reviewer analyze`` writes it."""
    from reviewer.report.json import as_json

    plain = as_json(_review(found), program=__version__)
    return f"{json.dumps(plain, ensure_ascii=False, indent=1)}\n".encode("utf-8", "replace")
