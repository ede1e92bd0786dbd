"""Walks a Word part and gathers its paragraphs and tables.

Paragraphs are counted, numbered and read in the order of the document. What
tracked changes took away, what is hidden, and the codes of fields are no text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import TYPE_CHECKING

from reviewer.errors import ReadError
from reviewer.text.readers.docx.blocks import (
    Block,
    Fragment,
    Paragraph,
    Place,
    Table,
    TableCell,
    TableRow,
    collapsed,
    fragments_of,
    look_of,
)
from reviewer.text.readers.docx.fields import Fields, field_kind
from reviewer.text.readers.docx.package import child, name_of, number, value
from reviewer.text.readers.docx.styles import (
    ParagraphLook,
    RunLook,
    Styles,
    over,
    paragraph_look,
    run_look,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element as Element

    from reviewer.text.readers.docx.numbering import Numbering

_PARAGRAPHS = 200_000
TEXT_LIMIT = 2_000_000
# Tables within tables and boxes within boxes; deeper ones are no policy.
_DEPTH = 24
_SPAN_LIMIT = 63
_CELLS = 500_000
_GONE = frozenset({"del", "moveFrom", "rt", "delText"})
_SILENT = frozenset(
    {"pPr", "rPr", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "rubyPr", "ffData", "p"}
)
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_CHANGES = frozenset({"ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel"})
_AROUND_BLOCKS = frozenset(
    {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "body", "hyperlink"}
)
_SYMBOLS = {0xD2: "®", 0xE2: "®", 0xD3: "©", 0xE3: "©", 0xD4: "™", 0xE4: "™"}
_PRIVATE = range(0xE000, 0xF900)
_DRAWN = 0xF000


@dataclass(slots=True)
class _Run:
    """The run in hand, and how much of its own text was seen."""

    place: Place | None
    look: RunLook
    offset: int = 0


@dataclass(frozen=True, slots=True)
class _Around:
    """What surrounds an element within its paragraph."""

    run: _Run
    gone: bool = False
    link: bool = False


@dataclass(slots=True, kw_only=True)
class _Draft:
    """A paragraph while it is gathered.

    Attributes:
        hidden: whether its mark is.
        boxes: the text boxes that it anchors.
        runs: how many were counted.
    """

    style: ParagraphLook
    hidden: bool
    fragments: list[Fragment] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    runs: int = 0
    contents: bool = False
    filled: bool = False


@dataclass(slots=True)
class Context:
    """What the parts of one document share.

    Attributes:
        notes: footnotes and endnotes in the order of their marks: the kind
            and the identity of each.
        changed: whether there are tracked changes.
        embedded: whether text stands in embedded files that are not read.
        length: characters so far.
        cells: columns that cells of tables took so far.
    """

    styles: Styles
    numbering: Numbering
    notes: dict[tuple[str, str], None] = field(default_factory=dict)
    changed: bool = False
    embedded: bool = False
    length: int = 0
    cells: int = 0


class Walk:
    """Reads one part.

    Args:
        root: of the part.
        part: its name.

    Raises:
        ReadError: it holds more paragraphs than any policy has.
    """

    def __init__(self, root: Element, part: str, context: Context) -> None:
        self._part = part
        self._context = context
        self._paragraphs: dict[Element, int] = {}
        self._fields = Fields(root)
        for node in root.iter():
            name = name_of(node)
            if name == "p":
                self._paragraphs[node] = len(self._paragraphs)
            elif name in _CHANGES:
                context.changed = True
            elif name == "altChunk":
                context.embedded = True
        if len(self._paragraphs) > _PARAGRAPHS:
            raise too_long()

    def blocks(self, container: Element, depth: int = 0) -> tuple[Block, ...]:
        """The paragraphs with text, and the tables, that a container holds.

        Raises:
            ReadError: tables stand in tables over and over, or the text is too long.
        """
        if depth > _DEPTH:
            raise ReadError(
                "The Word document nests tables or text boxes far too deeply; copy its text into "
                "a new document and open that."
            )
        done: list[Block] = []
        open_draft: _Draft | None = None
        for node in _inside(container, _AROUND_BLOCKS, frozenset({"p", "tbl"})):
            if name_of(node) == "tbl":
                done += self._closed(open_draft, depth)
                open_draft = None
                done.append(self._table(node, depth + 1))
                continue
            draft = self._joined(open_draft, self._draft(node))
            if _mark_is_gone(node):
                open_draft = draft
                continue
            done += self._closed(draft, depth)
            open_draft = None
        return (*done, *self._closed(open_draft, depth))

    def _table(self, node: Element, depth: int) -> Table:
        rows = []
        for row in _inside(node, _AROUND_BLOCKS, frozenset({"tr"})):
            properties = child(row, "trPr")
            if child(properties, "del") is not None:
                continue
            cells: list[TableCell] = []
            for cell in _inside(row, _AROUND_BLOCKS, frozenset({"tc"})):
                cells += self._cell(cell, depth)
            header = child(properties, "tblHeader")
            is_header = header is not None and value(header).lower() not in {"0", "false", "off"}
            rows.append(TableRow(tuple(cells), is_header))
        return Table(tuple(rows))

    def _cell(self, node: Element, depth: int) -> list[TableCell]:
        """A cell, and an empty one for each further column it spans."""
        properties = child(node, "tcPr")
        if child(properties, "cellDel") is not None:
            return []
        blocks = self.blocks(node, depth)
        merged = child(properties, "vMerge")
        if merged is not None and value(merged) in {"", "continue"}:
            blocks = ()
        span = min(max(number(value(child(properties, "gridSpan"))) or 1, 1), _SPAN_LIMIT)
        self._context.cells += span
        if self._context.cells > _CELLS:
            raise too_long()
        return [TableCell(blocks), *[TableCell()] * (span - 1)]

    @staticmethod
    def _joined(before: _Draft | None, draft: _Draft) -> _Draft:
        """Two paragraphs as one, where the mark between them was taken away."""
        if before is None:
            return draft
        before.fragments += draft.fragments
        before.boxes += draft.boxes
        before.contents = before.contents or draft.contents
        if draft.filled or not before.filled:
            before.style, before.hidden = draft.style, draft.hidden
        before.filled = before.filled or draft.filled
        return before

    def _closed(self, draft: _Draft | None, depth: int) -> list[Block]:
        """A gathered paragraph, numbered, and what its text boxes hold."""
        if draft is None:
            return []
        done: list[Block] = []
        text, stretches = collapsed(draft.fragments)
        # An empty paragraph is counted like any other, but not one that is hidden.
        numbered = text or not draft.hidden
        marker, level, list_name = self._numbered(draft.style) if numbered else ("", 0, "")
        if text:
            self._context.length += len(text)
            if self._context.length > TEXT_LIMIT:
                raise too_long()
            look, sizes = look_of(draft.fragments, centred=bool(draft.style.centred))
            contents = draft.contents or bool(draft.style.contents)
            done.append(
                Paragraph(
                    text=text,
                    stretches=stretches,
                    marker=marker,
                    level=level,
                    list_name=list_name,
                    style=replace(draft.style, contents=contents),
                    look=look,
                    sizes=sizes,
                    heavy=_heavy(draft.fragments),
                )
            )
        for box in draft.boxes:
            done += self.blocks(box, depth + 1)
        return done

    def _numbered(self, style: ParagraphLook) -> tuple[str, int, str]:
        """The automatic number, the list's level from 1 and its name."""
        name = style.list_name
        if not name:
            return "", 0, ""
        numbering = self._context.numbering
        level = style.list_level or 0
        if style.list_style:
            linked = numbering.level_of_style(name, style.list_style)
            level = level if linked is None else linked
        marker = numbering.marker(name, level)
        return (marker, level + 1, name) if marker else ("", 0, "")

    def _draft(self, node: Element) -> _Draft:
        """Gathers a paragraph's text; all its runs are counted, whether they show or not."""
        properties = child(node, "pPr")
        style = value(child(properties, "pStyle"))
        styles = self._context.styles
        draft = _Draft(
            style=over(paragraph_look(properties), styles.paragraph(style)),
            hidden=bool(run_look(child(properties, "rPr")).hidden),
        )
        outside = _Around(_Run(None, styles.run(style, "")))
        stack = [(one, outside) for one in reversed(node)]
        while stack:
            one, around = stack.pop()
            name = name_of(one)
            if name in _SILENT:
                continue
            if name == "txbxContent":
                if not around.gone and not around.run.look.hidden:
                    draft.boxes.append(one)
                continue
            if name == "mc:AlternateContent":
                stack += reversed(_alternatives(one, around))
                continue
            if name == "r":
                around = replace(around, run=self._run(one, style, draft, node))
            elif name in {"hyperlink", "fldSimple"}:
                around = replace(around, link=around.link or name == "hyperlink")
                draft.contents = draft.contents or field_kind(value(one, "instr")) == "TOC"
            elif name in _GONE:
                around = replace(around, gone=True)
            self._read(one, name, around, draft)
            stack += [(inner, around) for inner in reversed(one)]
        return draft

    def _run(self, node: Element, style: str, draft: _Draft, paragraph: Element) -> _Run:
        place = Place(self._part, self._paragraphs[paragraph], draft.runs)
        draft.runs += 1
        properties = child(node, "rPr")
        character = value(child(properties, "rStyle"))
        look = over(run_look(properties), self._context.styles.run(style, character))
        return _Run(place, look)

    def _read(self, node: Element, name: str, around: _Around, draft: _Draft) -> None:
        """Takes up what one element of a run says."""
        if name in {"fldChar", "instrText"}:
            self._fields.read(node, name)
        elif name in {"footnoteReference", "endnoteReference"}:
            if not around.gone and not around.run.look.hidden:
                self._context.notes[name.removesuffix("Reference"), value(node, "id")] = None
        elif name == "softHyphen":
            around.run.offset += 1
        elif name in {"t", "m:t"} or name in _SIGNS or name == "sym":
            self._add(_said(node, name), around, draft)

    def _add(self, raw: str, around: _Around, draft: _Draft) -> None:
        run = around.run
        offset = run.offset
        run.offset += len(raw)
        if around.gone or run.look.hidden or self._fields.in_code:
            return
        for text, begin, faithful in fragments_of(raw, offset):
            place = run.place if faithful else None
            draft.fragments.append(Fragment(text, place, begin, run.look, around.link))
        if raw.strip():
            draft.filled = True
            draft.contents = draft.contents or self._fields.in_contents


def _said(node: Element, name: str) -> str:
    """The text that an element of a run stands for; always one character but for text itself."""
    if name in {"t", "m:t"}:
        return "".join(map(str, node.itertext())) if len(node) else node.text or ""
    if name != "sym":
        return _SIGNS[name]
    digits = value(node, "char")
    code = int(digits, 16) if re.fullmatch(r"[0-9A-Fa-f]{2,4}", digits) else 0
    drawn = value(node, "font").lower().startswith(("symbol", "wingdings", "webdings"))
    if drawn and code & 0xFF in _SYMBOLS and value(node, "font").lower() == "symbol":
        return _SYMBOLS[code & 0xFF]
    if drawn and code < _DRAWN:
        code = _DRAWN + (code & 0xFF)
    shown = chr(code) if code and not 0xD800 <= code < 0xE000 else "\u200b"  # noqa: PLR2004
    kept = any(piece == "•" for piece, _, _ in fragments_of(shown, 0))
    # What has no meaning but its font's is left out, and still counts as one character.
    return "\u200b" if code in _PRIVATE and not kept else shown


def _alternatives(node: Element, around: _Around) -> list[tuple[Element, _Around]]:
    """The ways in which a piece is given; all but the one that is shown are gone."""
    ways = [one for one in node if name_of(one) in {"mc:Choice", "mc:Fallback"}]
    shown = _chosen(ways)
    return [(one, around if one is shown else replace(around, gone=True)) for one in ways]


def _chosen(ways: list[Element]) -> Element | None:
    choices = [one for one in ways if name_of(one) == "mc:Choice" and len(one)]
    return next(iter([*choices, *ways[-1:]]), None)


def _inside(
    container: Element, around: frozenset[str], wanted: frozenset[str]
) -> Iterator[Element]:
    """The wanted elements of a container, also those that others only wrap, in order."""
    stack = list(reversed(container))
    while stack:
        node = stack.pop()
        name = name_of(node)
        if name in wanted:
            yield node
        elif name in around:
            stack += reversed(node)
        elif name == "mc:AlternateContent":
            ways = [one for one in node if name_of(one) in {"mc:Choice", "mc:Fallback"}]
            shown = _chosen(ways)
            stack += reversed(shown) if shown is not None else ()


def _mark_is_gone(node: Element) -> bool:
    marks = child(node, "pPr", "rPr")
    return child(marks, "del") is not None or child(marks, "moveFrom") is not None


def too_long() -> ReadError:
    """What a document is refused with that is longer than any policy."""
    return ReadError(
        "The Word document is too long to be read as one policy; copy the policy alone into a new "
        "document and open that."
    )


def _heavy(fragments: Sequence[Fragment]) -> int:
    """How much of a paragraph's beginning is bold."""
    front = takewhile(lambda one: bool(one.look.bold) or not one.text.strip(), fragments)
    return len(collapsed(front)[0])
