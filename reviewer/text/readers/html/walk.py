"""Walks a page's tree and gathers its blocks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import ftfy
from ftfy.badness import is_bad

from reviewer.model.policy import BlockKind
from reviewer.text.markers import marker_of
from reviewer.text.normalize import mend
from reviewer.text.readers.html import elements
from reviewer.text.readers.html.pieces import Page, Piece, Region
from reviewer.text.readers.html.tables import Row, data_rows
from reviewer.text.readers.numerals import numeral
from reviewer.text.readers.table import names_columns, reads_as_row

if TYPE_CHECKING:
    from lxml import html

_SPACE = re.compile(r"[ \t\r\n\f\u3000]+")
_NUMBER_DIGITS = 6
_SHAPE = 100
# Marks of Markdown in pages of plain text: strong lines, and escaped signs.
_STRONG = re.compile(r"\*\*([^*]+)\*\*[:：]?")
_ESCAPED = re.compile(r"\\([.()#*_-])")
# Breaks that part for good; headings as Markdown writes them, in pages of plain text.
_PARTED = 2
_TYPED_HEADING = re.compile(r"(#{1,6})\s+(?=\S)")
_NUMBER = re.compile(r"\W*[\w.]{1,6}[.)）、:]\W*")
_ANSWER = re.compile(
    r"\W*(?:accept|reject|allow|decline|refuse|agree|got it|only necessary|接受|拒绝|同意)",
    re.IGNORECASE,
)
# A line break in the middle of a sentence is how the source was wrapped, if so much stands before.
_CUT_LENGTH, _CUT_HAN = 40, 24
_ENDS = re.compile(r"[.!?:;。！？：；…]['\"”’）)】」]*$")
_LOWER, _HAN = re.compile(r"[a-z]"), re.compile(r"[\u3400-\u9fff]")


@dataclass(slots=True)
class _List:
    """A list that is open.

    Attributes:
        count: number of the next item; None in lists without numbers.
        style: name of the numerals; "none" for items without a marker.
    """

    count: int | None
    style: str


class _Around(NamedTuple):
    """What the elements around a text make of it.

    Attributes:
        marked: whether it is heavy, slanted or underlined.
        link: where it leads: "" nowhere, "#" within the page, "/" elsewhere.
        kept: whether its line breaks are those that the page shows.
    """

    region: int
    bold: bool
    marked: bool
    link: str
    kept: bool = False


class Walk:
    """One pass over a page's tree, without recursion: pages nest deeper than Python's stack.

    Args:
        scripts: whether what stands for browsers without scripts is left out.
    """

    def __init__(self, *, scripts: bool = True) -> None:
        self._skipped = elements.SKIPPED if scripts else elements.SKIPPED - {"noscript"}
        self.page = Page(regions=[Region(parent=-1)])
        self._words: list[tuple[str, _Around]] = []
        self._lists: list[_List] = []
        self._heading = 0
        self._item_starts = False
        self._line = 0
        self._breaks = 0
        self._cell = False

    def over(self, root: html.HtmlElement) -> Page:
        """The blocks of a page."""
        self._gather(root, _Around(0, bold=False, marked=False, link=""))
        return self.page

    def _gather(self, root: html.HtmlElement, outside: _Around) -> None:
        stack: list[tuple[html.HtmlElement, bool]] = [(root, False)]
        around = [outside]
        while stack:
            node, leaving = stack.pop()
            if leaving:
                around.pop()
                self._leave(node)
            elif not isinstance(node.tag, str) or self._is_skipped(node):
                self._count_answer(node, around[-1].region)
            elif node.tag == "table" and (rows := data_rows(node)) is not None:
                self._add_table(node, rows, around[-1])
            else:
                around.append(self._enter(node, around[-1]))
                self._say(node.text, around[-1])
                stack.append((node, True))
                stack.extend((child, False) for child in reversed(node))
                continue
            if node is not root:
                self._say(node.tail, around[-1])
        self._flush()

    def _is_skipped(self, node: html.HtmlElement) -> bool:
        if node.tag in {"iframe", "frame"}:
            self.page.frames += 1
        if node.tag == "button":
            # Accordions open by buttons that are the titles of what they open.
            opens = node.get("aria-expanded") or node.get("aria-controls")
            return not opens and not self._heading
        return node.tag in self._skipped

    def _count_answer(self, node: html.HtmlElement, region: int) -> None:
        if node.tag == "button" and _ANSWER.match("".join(node.itertext())):
            self.page.regions[region].answers += 1

    def _enter(self, node: html.HtmlElement, around: _Around) -> _Around:
        region, link = around.region, around.link
        if node.tag in elements.BLOCKS:
            self._flush()
            self._line = node.sourceline or 0
            region = self._opened(node, around.region)
            self._enter_block(node)
        elif node.tag == "br":
            self._break()
        if node.tag == "a" and node.get("href"):
            link = _leads(node.get("href", "").strip().lower())
        heavy = elements.heaviness(node)
        bold = around.bold if heavy is None else heavy
        marked = bold or node.tag in elements.MARKED or (around.marked and heavy is not False)
        return _Around(region, bold, marked, link, around.kept or elements.keeps_lines(node))

    def _opened(self, node: html.HtmlElement, parent: int) -> int:
        outer = self.page.regions[parent]
        frame = outer.frame or elements.frame_of(node)
        hidden = outer.hidden or elements.is_hidden(node)
        box, main = node.tag in elements.BOXES, elements.is_main(node)
        shape = f"{node.tag} {node.get('class') or ''}"[:_SHAPE]
        self.page.regions.append(Region(parent, frame, hidden, box, main, shape))
        return len(self.page.regions) - 1

    def _enter_block(self, node: html.HtmlElement) -> None:
        if node.tag in elements.HEADINGS:
            self._heading = elements.HEADINGS[node.tag]
        elif node.tag in {"ul", "menu"}:
            self._lists.append(_List(None, elements.list_style(node)))
        elif node.tag == "ol":
            start = node.get("start", "1")
            count = int(start) if start.isdecimal() and len(start) < _NUMBER_DIGITS else 1
            self._lists.append(_List(count, elements.list_style(node)))
        elif node.tag == "li":
            if not self._lists:
                self._lists.append(_List(None, "disc"))
            value = node.get("value", "")
            if self._lists[-1].count is not None and value.isdecimal():
                self._lists[-1].count = int(value[:_NUMBER_DIGITS])
            self._item_starts = True

    def _leave(self, node: html.HtmlElement) -> None:
        if node.tag in elements.BLOCKS:
            self._flush()
        if node.tag in elements.HEADINGS:
            self._heading = 0
        elif node.tag in {"ul", "ol", "menu"} and self._lists:
            self._lists.pop()
            self._item_starts = False

    def _say(self, text: str | None, around: _Around) -> None:
        if not text:
            return
        lines = text.split("\n") if around.kept else [text]
        for number, line in enumerate(lines):
            if number:
                self._break()
            self._words.append((line, around))

    def _break(self) -> None:
        """A line break: the end of a block, unless it cuts a sentence."""
        self._close()
        self._breaks += 1

    def _flush(self) -> None:
        self._close()
        self._breaks = _PARTED

    def _close(self) -> None:
        """Ends the block in hand."""
        parts, self._words = self._words, []
        text = _mended("".join(words for words, _ in parts))
        strong = None
        if parts and parts[0][1].kept:
            strong = _STRONG.fullmatch(text)
            text = _ESCAPED.sub(r"\1", strong.group(1) if strong else text).replace("**", "")
        if not any(map(str.isalnum, text)):
            return  # nothing, or a rule of signs
        first = next(around for words, around in parts if words.strip())
        piece = self._piece(text, first)
        letters = [(len(words.strip()), around) for words, around in parts if words.strip()]
        piece.links = sum(size for size, around in letters if around.link == "/")
        piece.anchors = sum(size for size, around in letters if around.link == "#")
        piece.bold = strong is not None or all(around.bold for _, around in letters)
        piece.heavy = _heavy(parts, text)
        last = self.page.pieces[-1] if self.page.pieces else None
        # A second break in a row parts paragraphs for good.
        if self._breaks == 1 and last is not None and _is_cut(last, piece):
            space = "" if _HAN.match(last.text[-1]) and _HAN.match(piece.text) else " "
            last.text += space + piece.text
            last.links += piece.links
            last.anchors += piece.anchors
            last.bold = last.bold and piece.bold
        else:
            self.page.pieces.append(piece)
        self._breaks = 0

    def _piece(self, text: str, around: _Around) -> Piece:
        kind, level, marker = BlockKind.PARAGRAPH, 0, ""
        if self._lists:
            kind, level = BlockKind.ITEM, len(self._lists)
            if self._item_starts:
                marker = _next_marker(self._lists[-1], text)
            else:
                # What follows in the same item is text of its own.
                kind, level = BlockKind.PARAGRAPH, 0
        typed = _TYPED_HEADING.match(text) if around.kept else None
        if typed:
            text = text[typed.end() :]
            kind, level = BlockKind.HEADING, len(typed.group(1))
        if self._heading:
            kind, level = BlockKind.HEADING, self._heading
            marker = "" if marker == "•" else marker
        if self._cell:
            kind, level, marker = BlockKind.CELL, 0, ""
        self._item_starts = False
        return Piece(
            text=text, kind=kind, level=level, marker=marker, line=self._line, region=around.region
        )

    def _add_table(self, table: html.HtmlElement, rows: list[Row], around: _Around) -> None:
        self._flush()
        region = self._opened(table, around.region)
        self.page.regions[region].box = False
        for caption in table.iterchildren("caption"):
            self._gather(caption, around._replace(region=region))
        named = names_columns([shapes for _, _, shapes in rows])
        for index, (row, cells, shapes) in enumerate(rows):
            if not reads_as_row(shapes):
                self._cell = True
                for cell in cells:
                    self._gather(cell, around._replace(region=region))
                self._cell = False
                continue
            texts = tuple(_mended(shape.text) for shape in shapes)
            if any(texts):
                self.page.pieces.append(
                    Piece(
                        text=" ".join(filter(None, texts)),
                        kind=BlockKind.COLUMNS if named and not index else BlockKind.CELL,
                        cells=texts,
                        line=row.sourceline or 0,
                        links=sum(len("".join(a.itertext())) for a in row.iter("a")),
                        region=region,
                    )
                )


def _leads(target: str) -> str:
    """Where a link leads: "" to an address to write to, "#" within the page, "/" elsewhere."""
    if target.startswith("#"):
        return "#"
    return "" if target.startswith(("mailto:", "tel:")) else "/"


def _mended(text: str) -> str:
    text = _SPACE.sub(" ", mend(text)).strip()
    if is_bad(text):
        text = _SPACE.sub(" ", mend(ftfy.fix_encoding(text))).strip()
    return text


def _heavy(parts: list[tuple[str, _Around]], text: str) -> int:
    """How much of a block's beginning is marked."""
    front = ""
    for words, around in parts:
        # A number in front of the title may be plain.
        plain = words.strip() and not around.marked
        if plain and (front.strip() or not _NUMBER.fullmatch(words)):
            break
        front += words
    front = _mended(front)
    return len(front) if text.startswith(front) else 0


def _next_marker(around: _List, text: str) -> str:
    """What a browser shows in front of a list item, if its text brings nothing itself."""
    count = around.count
    if count is not None:
        around.count = count + 1
    if around.style == "none" or marker_of(text):
        return ""
    if count is None:
        return "•"
    number = numeral(count, around.style)
    return f"{number}、" if around.style == "chineseCounting" else f"{number}."


def _is_cut(last: Piece, piece: Piece) -> bool:
    """Whether a line break between two pieces stands in the middle of a sentence."""
    if last.region != piece.region or _ENDS.search(last.text) or piece.marker or last.cells:
        return False
    if marker_of(piece.text):
        return False
    if _LOWER.match(piece.text):
        return len(last.text) >= _CUT_LENGTH
    return bool(_HAN.match(piece.text)) and len(_HAN.findall(last.text)) >= _CUT_HAN
