"""Tables: which hold data, and which of their rows name the columns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

SEPARATOR = " | "
# Longer cells than this are read as text of their own, not as a part of a row.
_ROW_LENGTH = 600
# A table whose cells are longer on the average lays out a page.
_LAYOUT_LENGTH = 700
_HEADER_LENGTH = 40
_SENTENCE = re.compile(r"[.。！!；;]$|[.。；;!！]\s")
_VALUE = re.compile(r"\d{3}|@|https?:|www\.")


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell of a table looks like.

    Attributes:
        text: its words.
        header: whether the markup or its look makes it the name of a column.
        rich: whether it holds headings, lists, tables or several paragraphs.
    """

    text: str
    header: bool = False
    rich: bool = False


def holds_data(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether a table's rows belong together, or it only places parts of a page.

    >>> holds_data([[Cell("Data"), Cell("Time")], [Cell("name"), Cell("one year")]])
    True
    >>> holds_data([[Cell("menu"), Cell("the whole policy " * 90)]])
    False
    """
    filled = [[cell for cell in row if cell.text] for row in rows]
    filled = [row for row in filled if row]
    wide = [row for row in filled if len(row) > 1]
    if not wide or len(wide) * 2 < len(filled):
        return False
    cells = [cell for row in wide for cell in row]
    if any(cell.header for cell in wide[0]) and len(filled) > 1:
        return True
    if sum(len(cell.text) for cell in cells) > _LAYOUT_LENGTH * len(cells):
        return False
    if len(filled) == 1:
        return not any(cell.rich for cell in cells)
    # Rows of different widths and rich cells are how pages are laid out.
    widths = {len(row) for row in rows}
    return sum(cell.rich for cell in cells) * 2 <= len(cells) or len(widths) == 1


def names_columns(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether the first row says what stands below it.

    >>> names_columns([[Cell("权限名称"), Cell("用途")], [Cell("位置"), Cell("用于为您导航。")]])
    True
    >>> names_columns([[Cell("name"), Cell("We need it to greet you.")], [Cell("a"), Cell("b")]])
    False
    """
    first = [cell for cell in rows[0] if cell.text] if rows else []
    if len(first) <= 1 or len(rows) <= 1:
        return False
    if all(cell.header for cell in first):
        return True
    short = all(
        len(cell.text) <= _HEADER_LENGTH
        and not _SENTENCE.search(cell.text)
        and not _VALUE.search(cell.text)
        for cell in first
    )
    below = [cell for row in rows[1:] for cell in row if cell.text]
    return short and len(below) >= len(first) and _mean(below) > _mean(first)


def reads_as_row(cells: Sequence[Cell]) -> bool:
    """Whether the cells are short enough to stand in one line."""
    return not any(cell.rich for cell in cells) and sum(len(c.text) for c in cells) <= _ROW_LENGTH


def _mean(cells: Sequence[Cell]) -> float:
    return sum(len(cell.text) for cell in cells) / len(cells)
