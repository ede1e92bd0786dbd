"""The text of a PDF in reading order, one block a line."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from reviewer.errors import EmptyPolicy
from reviewer.model.origin import PageOrigin, Turn
from reviewer.model.policy import BlockKind, Format
from reviewer.model.span import Span
from reviewer.text import problems
from reviewer.text.markers import marker_of
from reviewer.text.readers.composer import Composer
from reviewer.text.readers.extract import Extract
from reviewer.text.readers.pdf.glyphs import Glyph, band, to_page
from reviewer.text.readers.pdf.headings import levels_of
from reviewer.text.readers.pdf.lines import Line, lines_of
from reviewer.text.readers.pdf.pages import Page, pages_of
from reviewer.text.readers.pdf.paragraphs import BULLETS, Paragraph, Weaver
from reviewer.text.readers.table import Cell, holds_data, names_columns, reads_as_row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewer.model.policy import Problem
    from reviewer.text.readers.pdf.tables import Grid

Drawn = tuple[Glyph, int]
"""A glyph and its page."""

_CONTENTS = re.compile(r"(?:\.{4,}|…{2,}|(?:\. ){4,})\s*\d{1,4}$")
_FORM = re.compile(r"^Please wait\.\.\. If this message is not eventually replaced")
# Columns of a table's parts on two pages begin this near to each other, in points.
_NEAR = 6.0
# In ems: items whose text begins this much further right are on a deeper level.
_DEEPER = 0.8


@dataclass(frozen=True, slots=True)
class _Table:
    """A ruled table, on one page or on several.

    Attributes:
        rows: the paragraphs of each cell.
    """

    rows: tuple[tuple[tuple[Paragraph, ...], ...], ...]
    columns: tuple[float, ...]
    page: int


def read(data: bytes, encoding: str = "") -> Extract:  # noqa: ARG001 - a PDF tells its own
    """The text of a file's pages, without what repeats on them.

    Raises:
        ReadError: the file is damaged, asks for a password or is too long.
        EmptyPolicy: its pages are pictures or outlines, or a form that only
            one viewer can fill.
    """
    found = pages_of(data)
    weaver = Weaver([line for page in found.pages for line in _lines(page)])
    blocks = list(_blocks(found.pages, weaver))
    levels = iter(levels_of([block for block in blocks if isinstance(block, Paragraph)]))
    composer = Composer()
    items = _Items()
    for block in blocks:
        if isinstance(block, Paragraph):
            _add_paragraph(composer, block, next(levels), items)
        else:
            _add_table(composer, block)
    if not composer.text.strip():
        raise EmptyPolicy(
            "The PDF has no text layer, its pages are pictures or outlines; recognise the text "
            "(OCR) first or open the document it was made from."
        )
    if _FORM.match(composer.text):
        raise EmptyPolicy(
            "The PDF is a form that only Adobe Reader shows; open it there, print it to a new "
            "PDF and open that."
        )
    return Extract(
        text=composer.text,
        format=Format.PDF,
        pages=found.count,
        hints=composer.hints,
        origins=composer.origins,
        problems=(*found.problems, *_unknown(found.pages, composer)),
    )


def _lines(page: Page) -> Iterator[Line]:
    for item in page.items:
        if isinstance(item, Line):
            yield item
        else:
            for cell in chain.from_iterable(item.rows):
                yield from (replace(line, page=page.number) for line in lines_of(cell))


def _blocks(pages: Sequence[Page], weaver: Weaver) -> Iterator[Paragraph | _Table]:
    """Paragraphs and tables in reading order, each whole though pages cut them."""
    run: list[Line] = []
    open_table: _Table | None = None
    for page in pages:
        for item in page.items:
            if isinstance(item, Line):
                if open_table is not None:
                    yield open_table
                    open_table = None
                run.append(item)
                continue
            table = _table(item, page.number, weaver)
            if open_table is not None and _goes_on(open_table, table):
                open_table = _joined(open_table, table)
                continue
            if open_table is not None:
                yield open_table
            yield from weaver.paragraphs(run)
            run = []
            open_table = table
    if open_table is not None:
        yield open_table
    yield from weaver.paragraphs(run)


def _table(grid: Grid, page: int, weaver: Weaver) -> _Table:
    rows = tuple(
        tuple(
            tuple(weaver.paragraphs([replace(line, page=page) for line in lines_of(cell)]))
            for cell in row
        )
        for row in grid.rows
    )
    return _Table(rows, grid.columns, page)


def _goes_on(one: _Table, other: _Table) -> bool:
    """Whether a table is the rest of one on the page before."""
    return (
        other.page == one.page + 1
        and len(one.columns) == len(other.columns)
        and all(abs(a - b) < _NEAR for a, b in zip(one.columns, other.columns, strict=True))
    )


def _joined(one: _Table, other: _Table) -> _Table:
    """Both parts as one table; its column names are said once, a row cut in two is whole."""
    rows = list(one.rows)
    rest = list(other.rows)
    if rest and _words(rest[0]) == _words(rows[0]):
        rest = rest[1:]
    if rest and not rest[0][0] and rows[-1][0] and len(rows) > 1:
        rows[-1] = tuple((*a, *b) for a, b in zip(rows[-1], rest[0], strict=True))
        rest = rest[1:]
    return _Table((*rows, *rest), one.columns, other.page)


def _words(row: tuple[tuple[Paragraph, ...], ...]) -> list[str]:
    return ["".join(paragraph.text for paragraph in cell) for cell in row]


class _Items:
    """Tells how deep the items of a list are nested, by where their text begins."""

    def __init__(self) -> None:
        self._lefts: list[float] = []

    def level(self, line: Line) -> int:
        """The depth of an item, from 1."""
        while self._lefts and line.left < self._lefts[-1] - _DEEPER * line.size / 2:
            self._lefts.pop()
        if not self._lefts or line.left > self._lefts[-1] + _DEEPER * line.size:
            self._lefts.append(line.left)
        return len(self._lefts)

    def close(self) -> None:
        """Ends the list."""
        self._lefts.clear()


def _add_paragraph(composer: Composer, paragraph: Paragraph, level: int, items: _Items) -> None:
    text = paragraph.text
    if not any(map(str.isalnum, text)):
        return  # rules, dots and ornaments
    kind = BlockKind.PARAGRAPH
    if _CONTENTS.search(text):
        kind, level = BlockKind.CONTENTS, 0
    elif level:
        kind = BlockKind.HEADING
        items.close()
    elif text[0] in BULLETS:
        kind, level = BlockKind.ITEM, items.level(paragraph.lines[0])
    elif marker_of(text):
        level = items.level(paragraph.lines[0])
    span = composer.add(text, kind, level=level, heavy=_heavy(paragraph))
    _trace(composer, paragraph.glyphs, span.start)


def _heavy(paragraph: Paragraph) -> int:
    """How many code points in front are bold or slanted."""
    marker = marker_of(paragraph.text)
    count = 0
    for glyph, _ in paragraph.glyphs:
        plain = glyph.text.isalnum() and not (glyph.style.bold or glyph.style.italic)
        # A number in front of the title may be plain.
        if plain and count >= (marker.width if marker else 0):
            break
        count += len(glyph.text)
    return len(paragraph.text[:count].rstrip())


def _add_table(composer: Composer, table: _Table) -> None:
    rows = [[_cell(cell) for cell in row] for row in table.rows]
    data = holds_data(rows)
    named = data and names_columns(rows)
    for index, (row, cells) in enumerate(zip(table.rows, rows, strict=True)):
        kind = BlockKind.COLUMNS if named and not index else BlockKind.CELL
        if _is_item(cells):
            item = _in_one_line([*chain.from_iterable(row)])
            text = "".join(glyph.text for glyph, _ in item)
            _trace(composer, item, composer.add(text, BlockKind.ITEM, level=1).start)
            continue
        if data and reads_as_row(cells) and any(cell.text for cell in cells):
            spans = composer.add_row([cell.text for cell in cells], kind)
            for cell, span in zip(row, spans, strict=True):
                _trace(composer, _in_one_line(cell), span.start)
            continue
        for paragraph in chain.from_iterable(row):
            part = kind if data else BlockKind.PARAGRAPH
            _trace(composer, paragraph.glyphs, composer.add(paragraph.text, part).start)


def _is_item(cells: Sequence[Cell]) -> bool:
    """Whether a row is a bullet and its text: lists are laid out so."""
    filled = [cell.text for cell in cells if cell.text]
    return len(filled) > 1 and not any(map(str.isalnum, "".join(filled[:-1])))


def _cell(paragraphs: Sequence[Paragraph]) -> Cell:
    text = "".join(glyph.text for glyph, _ in _in_one_line(paragraphs))
    bold = bool(paragraphs) and all(paragraph.bold for paragraph in paragraphs)
    # The lines of a narrow cell often look like paragraphs of their own.
    return Cell(text, header=bold, rich=any(marker_of(p.text) for p in paragraphs[1:]))


def _in_one_line(paragraphs: Sequence[Paragraph]) -> tuple[Drawn, ...]:
    """The glyphs of a cell, its paragraphs parted by a space."""
    glyphs: list[Drawn] = []
    for paragraph in paragraphs:
        if glyphs:
            last, page = glyphs[-1]
            glyphs.append((last._replace(text=" ", left=last.right), page))
        glyphs.extend(paragraph.glyphs)
    return tuple(glyphs)


def _trace(composer: Composer, glyphs: Sequence[Drawn], start: int) -> None:
    """Notes the page and place of every character."""
    run: list[Drawn] = []
    for drawn in glyphs:
        if run and not _beside(run[-1], drawn):
            start = _trace_line(composer, run, start)
            run = []
        run.append(drawn)
    if run:
        _trace_line(composer, run, start)


def _beside(one: Drawn, other: Drawn) -> bool:
    (last, page), (glyph, other_page) = one, other
    sway = 0.7 * max(last.style.size, glyph.style.size)
    return page == other_page and abs(last.base - glyph.base) < sway and glyph.left > last.left - 1


def _trace_line(composer: Composer, run: Sequence[Drawn], start: int) -> int:
    """Notes one line; gives where the next begins."""
    turn = run[0][0].style.turn or Turn.NONE
    edges: list[float] = []
    for glyph, _ in run:
        step = (glyph.right - glyph.left) / len(glyph.text)
        edges.extend(glyph.left + step * place for place in range(len(glyph.text)))
    edges.append(run[-1][0].right)
    end = start + len(edges) - 1
    low, high = band(turn, min(g.bottom for g, _ in run), max(g.top for g, _ in run))
    composer.trace(
        PageOrigin(
            span=Span(start, end),
            page=run[0][1],
            low=round(low, 2),
            high=round(high, 2),
            edges=tuple(round(to_page(turn, edge), 2) for edge in edges),
            turn=turn,
        )
    )
    return end


def _unknown(pages: Sequence[Page], composer: Composer) -> Iterator[Problem]:
    """One problem for each page with glyphs that nobody can name."""
    first = {}
    for origin in composer.origins:
        if isinstance(origin, PageOrigin) and origin.page not in first:
            place = composer.text.find("\ufffd", origin.span.start, origin.span.end)
            if place >= 0:
                first[origin.page] = place
    for page in pages:
        if page.unknown and page.number in first:
            place = first[page.number]
            yield problems.letters_unknown(page.number, page.unknown, Span(place, place + 1))
