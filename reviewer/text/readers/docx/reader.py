"""Word documents (.docx): their text in reading order, one paragraph a line.

The document is read as if all tracked changes were accepted. Nothing in it is
run, fetched or written to disk.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from reviewer.errors import EmptyPolicy, ReadError
from reviewer.model.origin import RunOrigin
from reviewer.model.policy import BlockKind, Format
from reviewer.model.span import Span
from reviewer.text import problems
from reviewer.text.normalize import mend
from reviewer.text.readers.composer import Composer
from reviewer.text.readers.docx.blocks import Block, Paragraph, Table, TableCell
from reviewer.text.readers.docx.headings import Outline, outline
from reviewer.text.readers.docx.numbering import Numbering
from reviewer.text.readers.docx.package import Package, child, name_of, value
from reviewer.text.readers.docx.styles import Styles
from reviewer.text.readers.docx.walk import TEXT_LIMIT, Context, Walk, too_long
from reviewer.text.readers.extract import Extract
from reviewer.text.readers.table import Cell, holds_data, names_columns, reads_as_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml.etree import _Element as Element

    from reviewer.text.readers.docx.blocks import TableRow

_TITLE_LENGTH = 300
# The lines of a cell that is no longer than this read as one.
_SHORT_CELL = 100
_NO_TITLE = re.compile(
    r"microsoft (?:office )?word\b.*"
    r"|(?:document|文档|文件|新建.*文档|untitled|template|模板|无标题|未命名|title)[\s\d()（）._-]*"
    r"|.*\.(?:docx?|wps|rtf|pdf|txt|odt|dotx?)"
    r"|[\W\d_]*",
    re.IGNORECASE,
)


def read(data: bytes, encoding: str = "") -> Extract:  # noqa: ARG001  # every reader takes one
    """The text of a Word document.

    Raises:
        ReadError: the file is damaged, or far longer than any policy.
        EmptyPolicy: the document shows no text.
    """
    package = Package(data)
    blocks, notes, context = _parts(package)
    flat = [*_flat(blocks), *notes]
    lines = [block for block in flat if isinstance(block, Paragraph)]
    composer = _composed(flat, outline(lines))
    if not composer.text:
        raise EmptyPolicy(
            "The Word document holds no text; if a word processor shows some, save it again there "
            "and open that, or recognise the text of its pictures (OCR) first."
        )
    found = (
        (context.changed, problems.TRACKED_CHANGES),
        (context.embedded, problems.EMBEDDED_TEXT),
    )
    return Extract(
        text=composer.text,
        format=Format.DOCX,
        title=_title(package),
        hints=composer.hints,
        origins=composer.origins,
        problems=tuple(problem for applies, problem in found if applies),
    )


def _parts(package: Package) -> tuple[tuple[Block, ...], list[Paragraph], Context]:
    """What stands in the text, what in its notes, and what was learned on the way."""
    part = package.main
    root = package.xml(part)
    body = child(root, "body")
    if root is None or name_of(root) != "document" or body is None:
        raise ReadError(
            "The Word document is damaged ({place}); open it in a word processor, save it again "
            "and open that.",
            place="word/document.xml",
        )
    styles = Styles(package.xml(package.related(part, "styles", "word/styles.xml")))
    lists = package.xml(package.related(part, "numbering", "word/numbering.xml"))
    context = Context(styles, Numbering(lists, styles.list_of))
    blocks = Walk(root, part, context).blocks(body)
    return blocks, _notes(package, part, context), context


def _notes(package: Package, part: str, context: Context) -> list[Paragraph]:
    """The footnotes and endnotes that the text refers to, in the order of their marks."""
    found: dict[tuple[str, str], list[Paragraph]] = {}
    wanted = list(context.notes)
    for kind in dict.fromkeys(kind for kind, _ in wanted):
        name = package.related(part, f"{kind}s", f"word/{kind}s.xml")
        root = package.xml(name)
        if root is None:
            continue
        walk = Walk(root, name, context)
        for node in root:
            key = (kind, value(node, "id"))
            # The lines between text and notes are notes themselves, of a type of their own.
            if name_of(node) == kind and key in context.notes and not _is_separator(node):
                found.setdefault(key, list(_paragraphs(walk.blocks(node))))
    return [replace(one, note=True) for key in wanted for one in found.get(key, ())]


def _is_separator(node: Element) -> bool:
    return value(node, "type").lower() in {"separator", "continuationseparator"}


def _title(package: Package) -> str:
    """The title among the document's properties, if a person wrote it."""
    try:
        root = package.xml(package.related("", "core-properties", "docProps/core.xml"))
    except ReadError:
        # The text can be read without it.
        return ""
    found = [one for one in (root if root is not None else ()) if str(one.tag).endswith("}title")]
    title = " ".join(mend("".join(map(str, found[0].itertext()))).split()) if found else ""
    if len(title) > _TITLE_LENGTH or _NO_TITLE.fullmatch(title):
        return ""
    return title


def _flat(blocks: Iterable[Block]) -> Iterator[Block]:
    """Paragraphs and tables of data; tables that only place text give their paragraphs."""
    for block in blocks:
        if isinstance(block, Table) and not holds_data(_cells(block.rows)):
            for row in block.rows:
                for cell in row.cells:
                    yield from _flat(cell.blocks)
        else:
            yield block


def _paragraphs(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """All paragraphs, those in tables as well."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
            continue
        for row in block.rows:
            for cell in row.cells:
                yield from _paragraphs(cell.blocks)


def _cells(rows: Sequence[TableRow]) -> list[list[Cell]]:
    """A table as the rules for tables see it; its first row names columns where all is bold."""
    seen = [[list(_paragraphs(cell.blocks)) for cell in row.cells] for row in rows]
    bold = bool(rows) and all(one.look.bold for cell in seen[0] for one in cell)
    bold = bold and not all(one.look.bold for row in seen[1:] for cell in row for one in cell)
    return [
        [
            Cell(
                " ".join(_whole(one) for one in cell),
                header=bool(cell) and (row.header or (bold and index == 0)),
                rich=_is_rich(cell, row.cells[at]),
            )
            for at, cell in enumerate(seen[index])
        ]
        for index, row in enumerate(rows)
    ]


def _is_rich(paragraphs: Sequence[Paragraph], cell: TableCell) -> bool:
    """Whether a cell holds a table, list or paragraphs, not a few words on their own lines."""
    if any(isinstance(block, Table) for block in cell.blocks):
        return True
    long = sum(len(one.text) for one in paragraphs) > _SHORT_CELL
    return len(paragraphs) > 1 and (long or any(one.marker for one in paragraphs))


def _whole(paragraph: Paragraph) -> str:
    return f"{paragraph.marker} {paragraph.text}".strip()


def _composed(flat: Sequence[Block], ranks: Outline) -> Composer:
    """All blocks, written one a line."""
    writer = _Writer()
    index = 0
    for block in flat:
        if isinstance(block, Table):
            writer.table(block)
            continue
        level = ranks.levels[index]
        if index in ranks.contents:
            writer.line(block, BlockKind.CONTENTS)
        elif level:
            writer.line(block, BlockKind.HEADING, level)
        elif block.level and not block.note:
            writer.line(block, BlockKind.ITEM, block.level)
        else:
            writer.line(block, BlockKind.PARAGRAPH)
        index += 1
    return writer.composer


class _Writer:
    """Writes blocks and notes where they came from."""

    def __init__(self) -> None:
        self.composer = Composer()
        self._length = 0

    def line(self, paragraph: Paragraph, kind: BlockKind, level: int = 0) -> None:
        """Writes a paragraph as a line of its own."""
        self._count(len(_whole(paragraph)))
        span = self.composer.add(
            paragraph.text, kind, level=level, marker=paragraph.marker, heavy=paragraph.heavy
        )
        self._trace(paragraph, span.start)

    def table(self, table: Table) -> None:
        """Writes a table of data: a line for each row, or for each part of a long one."""
        rows = [row for row in table.rows if any(cell.blocks for cell in row.cells)]
        cells = _cells(rows)
        named = names_columns(cells)
        heading = True
        for index, row in enumerate(rows):
            heading = heading and (row.header or (index == 0 and named))
            if reads_as_row(cells[index]):
                self._row(row, cells[index], BlockKind.COLUMNS if heading else BlockKind.CELL)
            else:
                for cell in row.cells:
                    self._parts(cell)

    def _row(self, row: TableRow, cells: Sequence[Cell], kind: BlockKind) -> None:
        self._count(sum(len(cell.text) for cell in cells))
        spans = self.composer.add_row([cell.text for cell in cells], kind)
        for cell, span in zip(row.cells, spans, strict=True):
            start = span.start
            for paragraph in _paragraphs(cell.blocks):
                end = start + len(_whole(paragraph))
                self._trace(paragraph, end - len(paragraph.text))
                start = end + 1

    def _parts(self, cell: TableCell) -> None:
        for block in cell.blocks:
            if isinstance(block, Paragraph):
                self.line(block, BlockKind.CELL)
            elif holds_data(_cells(block.rows)):
                self.table(block)
            else:
                for one in _paragraphs([block]):
                    self.line(one, BlockKind.CELL)

    def _trace(self, paragraph: Paragraph, start: int) -> None:
        for stretch in paragraph.stretches:
            self.composer.trace(
                RunOrigin(
                    span=Span(start + stretch.start, start + stretch.end),
                    part=stretch.place.part,
                    paragraph=stretch.place.paragraph,
                    run=stretch.place.run,
                    offset=stretch.offset,
                )
            )

    def _count(self, length: int) -> None:
        """Counts what is written, numbers included."""
        self._length += length + 1
        if self._length > TEXT_LIMIT:
            raise too_long()
