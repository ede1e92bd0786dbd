"""Tables as a workbook for spreadsheet programs (XLSX), and as CSV."""

from __future__ import annotations

import csv
import re
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

if TYPE_CHECKING:
    from collections.abc import Iterable

    from openpyxl.workbook.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from reviewer.report.table import Cell, Table

# What spreadsheet programs may take for a formula, full-width signs too.
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
# What XML cannot hold, and halves of characters.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST = 32_767  # characters in a cell
_EPOCH = (1980, 1, 1, 0, 0, 0)
_MORE = "…"


def as_xlsx(tables: Iterable[Table], day: date) -> bytes:
    """A workbook with a sheet for each table; the same bytes for the same tables.

    Args:
        day: on which the workbook says it was made.
    """
    from openpyxl import Workbook
    from openpyxl.writer.excel import ExcelWriter

    workbook = Workbook()
    workbook.remove(workbook.active)
    for table in tables:
        _sheet(workbook, table)
    made = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - the format knows no zones
    workbook.properties.created = workbook.properties.modified = made
    workbook.properties.creator = "reviewer"
    written = BytesIO()
    # Not by the workbook's own way, which dates it by the clock.
    with ZipFile(written, "w", ZIP_STORED) as archive:
        ExcelWriter(workbook, archive).write_data()
    return _undated(written)


def _undated(written: BytesIO) -> bytes:
    """The same archive, whose members bear no time."""
    packed = BytesIO()
    with ZipFile(written) as before, ZipFile(packed, "w") as after:
        for name in before.namelist():
            info = ZipInfo(name, _EPOCH)
            info.compress_type = ZIP_DEFLATED
            after.writestr(info, before.read(name))
    return packed.getvalue()


def _sheet(workbook: Workbook, table: Table) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    sheet = workbook.create_sheet(table.title)
    bold, ground = Font(bold=True), PatternFill("solid", fgColor="E7ECF2")
    wrapped = Alignment(wrap_text=True, vertical="top")
    for column, title in enumerate(table.header, start=1):
        cell = sheet.cell(1, column)
        cell.value, cell.font, cell.fill, cell.alignment = title, bold, ground, wrapped
        sheet.column_dimensions[get_column_letter(column)].width = table.widths[column - 1]
    for row, values in enumerate(table.rows, start=2):
        for column, value in enumerate(values, start=1):
            if value is not None:
                _put(sheet, (row, column), value)
                sheet.cell(row, column).alignment = wrapped
    sheet.freeze_panes = "A2"
    last = get_column_letter(len(table.header))
    sheet.auto_filter.ref = f"A1:{last}{len(table.rows) + 1}"


def _put(sheet: Worksheet, place: tuple[int, int], value: Cell) -> None:
    cell = sheet.cell(*place)
    if isinstance(value, str):
        text = _legible(value)
        # Said to be text, so that no policy becomes a formula; nor when somebody edits it.
        cell.value, cell.data_type = text, "s"
        cell.quotePrefix = text.startswith(_FORMULA)
    elif isinstance(value, datetime):
        cell.value = value.replace(tzinfo=None, microsecond=0)
        cell.number_format = "yyyy-mm-dd hh:mm:ss"
    elif isinstance(value, date):
        cell.value = value
        cell.number_format = "yyyy-mm-dd"
    else:
        cell.value = value


def _legible(text: str) -> str:
    """A text that a cell can hold."""
    clean = _UNFIT.sub("\ufffd", text)
    return clean if len(clean) <= _LONGEST else clean[: _LONGEST - 1] + _MORE


def as_csv(table: Table) -> bytes:
    """A table as CSV in UTF-8, with the mark by which spreadsheet programs know it.

    A text that they would take for a formula stands behind an apostrophe.
    """
    lines = StringIO(newline="")
    writer = csv.writer(lines)
    writer.writerow(table.header)
    for row in table.rows:
        writer.writerow([_plain(value) for value in row])
    return lines.getvalue().encode("utf-8-sig")


def _plain(value: Cell) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        text = _legible(value)
        return f"'{text}" if text.startswith(_FORMULA) else text
    return value
