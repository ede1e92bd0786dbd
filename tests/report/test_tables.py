"""Reports as workbooks and CSV."""

from __future__ import annotations

import csv
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from reviewer.report.options import ReportOptions
from reviewer.report.spreadsheet import as_csv, as_xlsx
from reviewer.report.table import Table, tables
from tests.report import samples
from tests.report.decided import decided

if TYPE_CHECKING:
    from reviewer.model.history import WorkingReview
    from reviewer.model.review import Review

DAY = date(2026, 3, 1)
KEYS = ["summary", "clauses", "items", "flags", "decisions"]
DANGEROUS = ("=1+1", "+1", "-2", "@SUM(A1)", "\t=1", "＝1", "#N/A", "=")


def written(review: Review | WorkingReview, language: str = "en") -> tuple[Table, ...]:
    return tables(review, samples.rulebook(), ReportOptions(language=language))


def table(key: str, language: str = "en") -> Table:
    return next(one for one in written(decided(), language) if one.key == key)


def workbook(found: tuple[Table, ...]) -> Any:  # noqa: ANN401 - openpyxl says nothing of its types
    return openpyxl.load_workbook(BytesIO(as_xlsx(found, DAY)))


def one_cell(text: str) -> Table:
    return Table(key="a", title="A", header=("a",), widths=(9,), rows=((text,),))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_that_every_row_has_a_cell_for_each_column(language: str) -> None:
    for review in (decided(), samples.review()):
        found = written(review, language)
        assert [one.key for one in found] == KEYS
        assert len({one.title for one in found}) == len(KEYS)
        for one in found:
            assert len(one.header) == len(one.widths)
            assert {len(row) for row in one.rows} <= {len(one.header)}


def test_that_clauses_bear_decisions_rejected_ones_too() -> None:
    found = table("clauses")
    rows = [dict(zip(found.header, row, strict=True)) for row in found.rows]
    assert len(rows) == len(decided().decisions.clauses)
    assert sorted(str(row["Decision"]) for row in rows) == sorted(
        ["accepted"] * 4 + ["open"] * 4 + ["rejected"]
    )
    (rejected,) = (row for row in rows if row["Decision"] == "rejected")
    assert rejected["No."] is None
    assert rejected["Decided by"] == "Grace"
    for row in rows:
        begin, end = row["Begins at"], row["Ends at"]
        assert isinstance(begin, int)
        assert isinstance(end, int)
        assert row["Words"] == decided().review.policy.text[begin:end]


def test_that_items_bear_both_verdicts() -> None:
    found = table("items")
    rows = {row[0]: dict(zip(found.header, row, strict=True)) for row in found.rows}
    judged = rows["A2"]
    assert (judged["Machine"], judged["Reviewer"]) == ("Partly", "Met")
    assert judged["Comments"] == "Said in section three.\nLooked at twice."
    assert isinstance(judged["Decided on"], datetime)
    assert rows["A1"]["Reviewer"] is None


def test_that_sheets_are_typed_and_fit_to_be_worked_with() -> None:
    book = workbook(written(decided()))
    assert book.sheetnames == ["Summary", "Clauses", "Items", "Red flags", "Decisions"]
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet.column_dimensions["A"].width
        assert all(cell.alignment.wrap_text for cell in sheet[1])
    clauses, log = book["Clauses"], book["Decisions"]
    assert isinstance(clauses["G2"].value, int)
    assert log["B2"].value.isoformat() == "2026-03-01T09:00:01"
    assert log["B2"].is_date


@pytest.mark.parametrize("text", DANGEROUS)
def test_that_no_text_becomes_a_formula(text: str) -> None:
    cell = workbook((one_cell(text),)).active["A2"]
    assert (cell.data_type, cell.value) == ("s", text)
    (_, (value,)) = csv.reader(StringIO(as_csv(one_cell(text)).decode("utf-8-sig")))
    assert value == (text if text.startswith("#") else f"'{text}")


def test_that_texts_which_no_cell_can_hold_are_mended() -> None:
    text = "a\x00b\ud800c" + "d" * 40_000
    value = workbook((one_cell(text),)).active["A2"].value
    assert value.startswith("a\ufffdb\ufffdcd")
    assert len(value) == 32_767
    assert as_csv(one_cell(text)).decode("utf-8-sig").startswith("a\r\na\ufffdb\ufffdc")


def test_that_a_comment_like_a_formula_is_guarded() -> None:
    lines = list(csv.reader(StringIO(as_csv(table("flags")).decode("utf-8-sig"))))
    assert lines[1][lines[0].index("Comments")] == "Common words.\n=HYPERLINK of no use"


def test_that_csv_says_that_it_is_utf_8() -> None:
    assert as_csv(table("clauses", "zh")).startswith(b"\xef\xbb\xbf" + "编号".encode())


def test_that_the_same_review_makes_the_same_bytes() -> None:
    first = as_xlsx(written(decided()), DAY)
    assert as_xlsx(written(decided()), DAY) == first
