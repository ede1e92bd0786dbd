"""What the parts of a page are to a reader who hears them: headings, cells, notes, links.

Composers give each op an :class:`Element`; :func:`gather` puts elements into
one another. Their order is that of the ops, not that in which they are drawn.

Source: ISO 32000-1, 14.7 and 14.8; ISO 14289-1 (PDF/UA-1).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewer.report.boxes import Box, Op

_WORD = re.compile("[A-Za-z]{2}")


class Role(StrEnum):
    """The standard structure types that reports use, by their names in the file."""

    DOCUMENT = "Document"
    SECTION = "Sect"
    HEADING = "H"
    PARAGRAPH = "P"
    QUOTE = "BlockQuote"
    NOTE = "Note"
    CONTENTS = "TOC"
    CONTENTS_ROW = "TOCI"
    REFERENCE = "Reference"
    LIST = "L"
    LIST_ITEM = "LI"
    LABEL = "Lbl"
    LIST_BODY = "LBody"
    TABLE = "Table"
    TABLE_HEAD = "THead"
    TABLE_BODY = "TBody"
    ROW = "TR"
    HEAD_CELL = "TH"
    CELL = "TD"
    SPAN = "Span"
    LINK = "Link"
    ANNOTATION = "Annot"
    FIGURE = "Figure"
    FORM = "Form"


@dataclass(slots=True, eq=False)
class Element:
    """A node of the structure tree; two are the same only if they are one object.

    Attributes:
        parent: what it belongs to; None until it is gathered.
        level: of a heading, from 1.
        language: BCP 47 tag; empty for that of what it belongs to.
        about: what stands for it where it cannot be seen, such as a chart's figures.
        key: unique among notes; empty for all others.
        across: whether a head cell heads its row, and not its column.
    """

    role: Role
    parent: Element | None = None
    level: int = 0
    language: str = ""
    about: str = ""
    key: str = ""
    across: bool = False


def element_of(op: Op) -> Element | None:
    """The element of an op; None for lines, tints and places, which say nothing."""
    return op.element


def gather(outer: Element, boxes: Iterable[Box]) -> Element:
    """Puts what stands in boxes into an element, which is returned."""
    for box in boxes:
        take(outer, box.ops)
    return outer


def take(outer: Element, ops: Iterable[Op]) -> Element:
    """Puts what stands in ops into an element, which is returned."""
    for op in ops:
        element = element_of(op)
        while element is not None and element is not outer:
            if element.parent is None:
                element.parent = outer
            element = element.parent
    return outer


def cells(row: Element, *columns: Iterable[Box], head: int | None = None) -> Element:
    """A table's row of columns; the one with the rank ``head`` heads it."""
    for rank, column in enumerate(columns):
        is_head = rank == head
        cell = Element(Role.HEAD_CELL if is_head else Role.CELL, parent=row, across=is_head)
        gather(cell, column)
    return row


def list_item(listed: Element, label: Iterable[Box], body: Iterable[Box]) -> Element:
    """An item of a list: what stands in front, and what it says."""
    item = Element(Role.LIST_ITEM, parent=listed)
    gather(Element(Role.LABEL, parent=item), label)
    gather(Element(Role.LIST_BODY, parent=item), body)
    return item


def tongue(text: str, *, chinese: bool) -> str:
    """The language to be named for a text; empty where it has no words of its own.

    >>> tongue("隐私政策", chinese=True), tongue("We keep data.", chinese=False)
    ('zh-CN', 'en')
    >>> tongue("2026-11-21", chinese=False)
    ''
    """
    if chinese:
        return "zh-CN"
    return "en" if _WORD.search(text) else ""
