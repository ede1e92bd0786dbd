"""Tables of a page: data that reads row by row, or the layout of what stands in them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewer.text.normalize import mend
from reviewer.text.readers.html import elements
from reviewer.text.readers.table import Cell, holds_data

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import html

_SPACE = re.compile(r"\s+")
_RICH = frozenset(["table", "ul", "ol", "dl", *elements.HEADINGS])
_PARAGRAPHS = frozenset(["p", "div", "section", "blockquote", "pre"])
_MOST_CELLS = 200_000

Row = tuple["html.HtmlElement", list["html.HtmlElement"], list[Cell]]
"""A row, its cells, and what they look like."""


def data_rows(table: html.HtmlElement) -> list[Row] | None:
    """The rows of a table that holds data; None where it lays out a page."""
    if (table.get("role") or "") in {"presentation", "none"}:
        return None
    if next(table.iterancestors("table"), None) is not None or _holds_table(table):
        return None
    rows: list[Row] = []
    count = 0
    for row in _own_rows(table):
        cells = [cell for cell in row if cell.tag in {"td", "th"}]
        count += len(cells)
        if count > _MOST_CELLS:
            return None
        rows.append((row, cells, [_cell(cell) for cell in cells]))
    return rows if holds_data([shapes for _, _, shapes in rows]) else None


def _holds_table(table: html.HtmlElement) -> bool:
    return any(other is not table for other in table.iter("table"))


def _own_rows(table: html.HtmlElement) -> Iterator[html.HtmlElement]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in {"thead", "tbody", "tfoot"}:
            yield from (row for row in child if row.tag == "tr")


def _cell(cell: html.HtmlElement) -> Cell:
    text = _SPACE.sub(" ", mend(" ".join(_words(cell)))).strip()
    inside = [node for node in cell.iter() if isinstance(node.tag, str)]
    paragraphs = sum(node.tag in _PARAGRAPHS and bool((node.text or "").strip()) for node in inside)
    rich = paragraphs > 1 or any(node.tag in _RICH for node in inside)
    return Cell(text, header=cell.tag == "th" or _is_heavy(cell, text), rich=rich)


def _words(cell: html.HtmlElement) -> Iterator[str]:
    for node in cell.iter():
        if isinstance(node.tag, str) and node.tag not in elements.SKIPPED:
            yield node.text or ""
        if node is not cell:
            yield node.tail or ""


def _is_heavy(cell: html.HtmlElement, text: str) -> bool:
    """Whether all of a cell's words are bold."""
    heavy = max(
        ("".join(node.itertext()) for node in cell.iter("b", "strong")), key=len, default=""
    )
    return bool(text) and len(_SPACE.sub("", heavy)) >= len(_SPACE.sub("", text))
