"""The pages of a file: their lines and tables, and what is wrong with them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pypdfium2 as pdfium

from reviewer.errors import ReadError
from reviewer.text import problems
from reviewer.text.readers.pdf.bullets import with_bullets
from reviewer.text.readers.pdf.furniture import without_furniture
from reviewer.text.readers.pdf.glyphs import PageGlyphs, glyphs_of
from reviewer.text.readers.pdf.lines import Line, lines_of
from reviewer.text.readers.pdf.shapes import Shapes, shapes_of
from reviewer.text.readers.pdf.tables import Grid, grids_of

if TYPE_CHECKING:
    from reviewer.model.policy import Problem

_MOST_PAGES, _MOST_GLYPHS = 2_000, 3_000_000


@dataclass(frozen=True, slots=True)
class Page:
    """What one page says.

    Attributes:
        number: from 1.
        items: lines and tables in reading order.
        unknown: how many glyphs do not say which character they draw.
    """

    number: int
    items: tuple[Line | Grid, ...]
    unknown: int = 0


@dataclass(frozen=True, slots=True)
class Pages:
    """All pages that say something.

    Attributes:
        count: of all pages of the file.
    """

    pages: tuple[Page, ...]
    count: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Side:
    """The text of a page that runs in one direction."""

    page: int
    items: tuple[Line | Grid, ...]
    height: tuple[float, float]
    unknown: int


def pages_of(data: bytes) -> Pages:
    """The pages of a file, without what repeats on them.

    Raises:
        ReadError: the file is damaged, asks for a password or is too long.
    """
    document = _opened(data)
    try:
        count = len(document)
        if count > _MOST_PAGES:
            raise ReadError(
                "The PDF has {count} pages, more than {most}; split it and open the part that "
                "holds the policy.",
                count=count,
                most=_MOST_PAGES,
            )
        sides: list[_Side] = []
        found: list[Problem] = []
        glyphs = 0
        for index in range(count):
            try:
                here, problem, seen = _read_page(document, index)
            except pdfium.PdfiumError:
                here, problem, seen = [], problems.page_unreadable(index + 1), 0
            sides.extend(here)
            glyphs += seen
            if problem is not None:
                found.append(problem)
            if glyphs > _MOST_GLYPHS:
                raise ReadError(
                    "The PDF holds more than {most} characters; split it and open the part that "
                    "holds the policy.",
                    most=_MOST_GLYPHS,
                )
    finally:
        document.close()
    return Pages(_without_furniture(sides), count, tuple(found))


def _opened(data: bytes) -> pdfium.PdfDocument:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise ReadError(
                "The PDF asks for a password; open it in a viewer, print or save it without the "
                "password and open that."
            ) from error
        raise ReadError(
            "The PDF is damaged and cannot be opened; get or save it once more and open that."
        ) from error
    if not len(document):
        document.close()
        raise ReadError(
            "The PDF is damaged and shows no pages; get or save it once more and open that."
        )
    return document


def _read_page(document: pdfium.PdfDocument, index: int) -> tuple[list[_Side], Problem | None, int]:
    """The text of a page by direction, what is wrong with it, and how many glyphs it has."""
    page = document[index]
    text = page.get_textpage()
    try:
        directions = glyphs_of(page, text)
        shapes = shapes_of(page)
        sides = [_side(page, index + 1, found, shapes) for found in directions]
        glyphs = sum(len(found.glyphs) for found in directions)
    finally:
        text.close()
        page.close()
    said = any(not glyph.space for found in directions for glyph in found.glyphs)
    problem = problems.page_without_text(index + 1) if shapes.drawn and not said else None
    return sides if said else [], problem, glyphs


def _side(page: pdfium.PdfPage, number: int, found: PageGlyphs, shapes: Shapes) -> _Side:
    glyphs = with_bullets(shapes.dots, found.glyphs)
    left, bottom, right, top = page.get_cropbox()
    turned = {0: (bottom, top), 180: (-top, -bottom), 90: (-right, -left), 270: (left, right)}
    height = turned[found.turn.value]
    grids, rest = grids_of(shapes.segments, found.turn, glyphs, height)
    items: list[Line | Grid] = []
    for grid in grids:
        above = [glyph for glyph in rest if glyph.base >= grid.top]
        rest = [glyph for glyph in rest if glyph.base < grid.top]
        items.extend(replace(line, page=number) for line in lines_of(above))
        items.append(grid)
    items.extend(replace(line, page=number) for line in lines_of(rest))
    return _Side(number, tuple(items), height, found.unknown)


def _without_furniture(sides: list[_Side]) -> tuple[Page, ...]:
    lines = [[item for item in side.items if isinstance(item, Line)] for side in sides]
    kept = without_furniture(lines, [side.height for side in sides])
    pages = []
    for side, found in zip(sides, kept, strict=True):
        text = iter(found)
        items = (item if isinstance(item, Grid) else next(text) for item in side.items)
        said = tuple(item for item in items if item is not None)
        pages.append(Page(side.page, said, side.unknown))
    return tuple(pages)
