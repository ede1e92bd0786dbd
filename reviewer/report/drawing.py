"""Draws laid-out pages with ReportLab.

On every page the order is shapes, running header, body text, margin, footer:
whoever extracts the text meets each paragraph in one run, with no note number
or tag inside it. All that is drawn is marked as part of an element or as an
artifact; links, comments and signatures are only recorded here.
"""

from __future__ import annotations

from hashlib import md5
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING, TypeAlias
from zlib import compress

from reviewer.model.rules import Underline
from reviewer.report import fonts as font_files
from reviewer.report import style
from reviewer.report.boxes import (
    Anchor,
    Area,
    Field,
    Highlight,
    Layer,
    Link,
    Op,
    Page,
    Stripe,
    Stroke,
    Symbol,
    Text,
)
from reviewer.report.breaking import is_chinese
from reviewer.report.pen import Codes, Pen, parts
from reviewer.report.structure import Role
from reviewer.report.symbols import draw_symbol
from reviewer.report.tagging import Box, Tagging

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from reportlab.pdfgen.canvas import Canvas

    from reviewer.report.blocks import Content
    from reviewer.report.fonts import Fonts
    from reviewer.report.layout import Layout
    from reviewer.report.structure import Element

Tell: TypeAlias = "Callable[[int, int], object]"
"""Is told how many of how many pages are drawn."""
_Spot = tuple[int, float, Op]
"""An op with its rank on the page and the upper edge of its box."""

_LAYOUT = "/Artifact <</Type /Layout>> BDC"
_PAGINATION = "/Artifact <</Type /Pagination /Subtype /{}>> BDC"
_END = "EMC"
_HALF_EM = 500
_EDGE = 0.6
_DASHES = {
    Underline.SOLID: "[]",
    Underline.DASHED: "[3.2 1.6]",
    Underline.DOTTED: "[0.9 1.5]",
}


class Drawing:
    """One PDF in the making."""

    def __init__(self, fonts: Fonts, content: Content) -> None:
        from reportlab import rl_config
        from reportlab.pdfgen.canvas import Canvas

        fonts.register()
        rl_config.useA85 = 0  # streams written as letters make a file a quarter larger
        self._fonts = fonts
        self._content = content
        self._buffer = BytesIO()
        # The first font is named here: else an unembedded Helvetica enters every file.
        self._canvas: Canvas = Canvas(
            self._buffer,
            pagesize=(style.PAGE_WIDTH, style.PAGE_HEIGHT),
            invariant=1,
            pageCompression=1,
            initialFontName=font_files.BASE,
            lang=content.language,
        )
        self._codes = {name: Codes(font, self._canvas) for name, font in fonts.registered.items()}
        self._outline_level = -1

    def write(self, layout: Layout, tell: Tell = lambda _done, _of: None) -> tuple[bytes, Tagging]:
        """The file, still without tags and annotations, and the record of both.

        Pages are emptied when they are drawn: those of a long report take much room.

        Args:
            tell: is told after each page how many of how many are drawn.
        """
        self._describe()
        self._tagging = Tagging(layout.document)
        for number, page in enumerate(layout.pages, start=1):
            self._page(page, layout, number)
            self._canvas.showPage()
            self._pack()
            page.placed.clear()
            tell(number, len(layout.pages))
        self._canvas.save()
        return self._buffer.getvalue(), self._tagging

    def _pack(self) -> None:
        """Compresses the last page; ReportLab keeps all pages as they are until it saves them."""
        from reportlab.pdfbase.pdfdoc import PDFName, PDFStream

        page = self._canvas._doc.Pages.pages[-1]  # noqa: SLF001 - the one way to a page
        page.Contents = PDFStream(content=compress(page.stream.encode()), filters=[])
        page.Contents.dictionary["Filter"] = PDFName("FlateDecode")
        page.stream = None

    def _describe(self) -> None:
        canvas = self._canvas
        # ReportLab's fixed time stamp means the year 2000, or whatever SOURCE_DATE_EPOCH says.
        document = canvas._doc  # noqa: SLF001 - there is no public way to date a document
        document._timeStamp.YMDhms = (*self._content.day, 0, 0, 0)  # noqa: SLF001
        document.signature = md5(self._content.header.encode(), usedforsecurity=False)
        canvas.setTitle(self._content.title)
        canvas.setAuthor(self._content.author)
        canvas.setSubject(self._content.subject)
        canvas.setCreator(self._content.creator)
        canvas.showOutline()

    def _page(self, page: Page, layout: Layout, number: int) -> None:
        self._tagging.begin_page([op.element for _, op in page.placed])
        spots: list[_Spot] = [(rank, y, op) for rank, (y, op) in enumerate(page.placed)]
        areas: list[_Spot] = []
        shapes: list[_Spot] = []
        texts: dict[Layer, list[_Spot]] = {layer: [] for layer in Layer}
        for spot in spots:
            op = spot[2]
            if isinstance(op, Text):
                texts[op.layer].append(spot)
            elif isinstance(op, Area):
                areas.append(spot)
            elif isinstance(op, (Stroke, Stripe, Symbol)):
                shapes.append(spot)
            else:
                self._record(*spot)
        # Tints first: one line's would else cover the underlines of the line above.
        self._shapes(areas)
        self._shapes(shapes)
        self._furniture("Header", _header(page, self._content), layout)
        for layer, found in texts.items():
            self._layer(layer, found, layout)
        self._furniture("Footer", _footer(self._content, number, len(layout.pages)), layout)

    def _shapes(self, spots: Iterable[_Spot]) -> None:
        """Draws areas, lines and signs; only those of charts say something."""
        for element, group in _by_element(spots):
            first, *rest = group
            begin = self._tagging.content(element, first[0]) if element else _LAYOUT
            self._canvas.addLiteral(begin)
            for _, y, op in (first, *rest):
                if isinstance(op, Area):
                    self._canvas.addLiteral(_area(y, op))
                elif isinstance(op, Stroke):
                    self._canvas.addLiteral(_stroke(y, op))
                elif isinstance(op, Stripe):
                    self._canvas.addLiteral(_stripe(y, op))
                elif isinstance(op, Symbol):
                    corner = (op.x, style.PAGE_HEIGHT - y - op.y - op.size)
                    draw_symbol(self._canvas, op.status, corner, op.size)
            self._canvas.addLiteral(_END)

    def _record(self, rank: int, y: float, op: Op) -> None:
        """Notes what is not drawn: where links, comments and signatures lie and lead."""
        if isinstance(op, Anchor):
            self._anchor(y, op)
        elif isinstance(op, Link) and op.element is not None:
            self._tagging.link(op.element, rank, _box(y, op), op.key)
        elif isinstance(op, Highlight):
            told = (op.element, rank, _box(y, op), op.comment)
            self._tagging.highlight(*told, tinted=op.tinted)
        elif isinstance(op, Field):
            self._tagging.signature(op.element, rank, (_box(y, op), op.name, op.about))

    def _anchor(self, y: float, op: Anchor) -> None:
        canvas = self._canvas
        top = style.PAGE_HEIGHT - y - op.y + 8
        self._tagging.place(op.key, top)
        if op.title:
            canvas.bookmarkPage(op.key, fit="XYZ", left=0, top=top, zoom=0)
            # A level may rise by one only, whatever the policy's headings do.
            level = min(op.level - 1, self._outline_level + 1)
            canvas.addOutlineEntry(op.title, op.key, level=level, closed=level > 0)
            self._outline_level = level

    def _layer(self, layer: Layer, spots: list[_Spot], layout: Layout) -> None:
        """One layer's texts; tags are named as replaced by nothing.

        Extractors that sort text by its place on the page would else read
        them in the middle of the paragraph beside which they stand.
        """
        if layer is not Layer.TAG or not spots:
            self._write_texts(spots, layout)
            return
        self._canvas.addLiteral("/Span <</ActualText ()>> BDC")
        self._write_texts(spots, layout)
        self._canvas.addLiteral(_END)

    def _furniture(self, kind: str, texts: list[tuple[float, Text]], layout: Layout) -> None:
        """What stands on every page and is no part of what the report says."""
        if texts:
            self._canvas.addLiteral(_PAGINATION.format(kind))
            pen = self._pen()
            for y, op in texts:
                self._write(pen, y, op, layout.printed(op))
            pen.finish()
            self._canvas.addLiteral(_END)

    def _write_texts(self, spots: list[_Spot], layout: Layout) -> None:
        if not spots:
            return
        pen = self._pen()
        for element, group in _by_element(spots):
            first, *rest = group
            begin = self._tagging.content(element, first[0]) if element else None
            pen.literal(begin or _PAGINATION.format("Header"))
            for _, y, op in (first, *rest):
                if isinstance(op, Text):
                    text = layout.printed(op)
                    if element is not None and element.role is Role.LINK:
                        self._tagging.said.setdefault(element, []).append(text)
                    self._write(pen, y, op, text)
            pen.literal(_END)
        pen.finish()

    def _pen(self) -> Pen:
        return Pen(self._canvas, self._codes)

    def _write(self, pen: Pen, y: float, op: Text, text: str) -> None:
        look = op.style
        x = op.x
        if op.right:
            x -= self._fonts.width(text, look.size, bold=look.bold, chinese=op.chinese)
        pen.move(x, style.PAGE_HEIGHT - y - op.y, op)
        begin = 0
        for name, piece in self._fonts.runs(text, bold=look.bold, chinese=op.chinese):
            written = 0
            for offset in op.tight:
                if begin + written <= offset < begin + len(piece):
                    pen.write(name, look.size, piece[written : offset - begin + 1])
                    pen.back(_HALF_EM)
                    written = offset - begin + 1
            if written < len(piece):
                pen.write(name, look.size, piece[written:])
            begin += len(piece)


def _by_element(spots: Iterable[_Spot]) -> Iterator[tuple[Element | None, Iterator[_Spot]]]:
    return groupby(spots, key=lambda spot: spot[2].element)


def _box(y: float, op: Link | Highlight | Field) -> Box:
    """Where an op lies on the page, as the file counts."""
    top = style.PAGE_HEIGHT - y - op.y
    return op.x, top - op.height, op.x + op.width, top


# ReportLab's own methods write the same in five times the time, and there are many of these.


def _area(y: float, op: Area) -> str:
    """The operators that draw a rectangle."""
    bottom = style.PAGE_HEIGHT - y - op.y - op.height
    paint = {(True, False): "f", (False, True): "S"}.get((bool(op.fill), bool(op.line)), "B")
    colours = f"{parts(op.fill)} rg " if op.fill else ""
    if op.line:
        colours += f"{parts(op.line)} RG 0.7 w [] 0 d "
    return f"{colours}{op.x:.2f} {bottom:.2f} {op.width:.2f} {op.height:.2f} re {paint}"


def _stripe(y: float, op: Stripe) -> str:
    """The operators that draw a frame, each edge a rectangle."""
    bottom = style.PAGE_HEIGHT - y - op.y - op.height
    upright = f"{bottom:.2f} {_EDGE} {op.height:.2f} re"
    edges = f"{op.x:.2f} {upright} {op.x + op.width - _EDGE:.2f} {upright}"
    for closed, low in ((op.begins, bottom + op.height - _EDGE), (op.ends, bottom)):
        if closed:
            edges += f" {op.x:.2f} {low:.2f} {op.width:.2f} {_EDGE} re"
    return f"{parts(op.colour)} rg {edges} f"


def _stroke(y: float, op: Stroke) -> str:
    """The operators that draw a line."""
    level = style.PAGE_HEIGHT - y - op.y
    return (
        f"{parts(op.colour)} RG {op.thickness:g} w {_DASHES[op.pattern]} 0 d "
        f"{op.x:.2f} {level:.2f} m {op.x + op.width:.2f} {level:.2f} l S [] 0 d"
    )


def _header(page: Page, content: Content) -> list[tuple[float, Text]]:
    """Document title and digest; nothing on the title page."""
    if not page.running:
        return []
    return [
        (
            style.HEADER,
            Text(style.LEFT, 0.0, page.running, style.RUNNING, is_chinese(page.running)),
        ),
        (style.HEADER, Text(style.RIGHT, 0.0, content.header, style.RUNNING, right=True)),
    ]


def _footer(content: Content, number: int, count: int) -> list[tuple[float, Text]]:
    """What every page must say, and its number."""
    level = style.PAGE_HEIGHT - style.FOOTER
    page = content.page.format(page=number, pages=count)
    chinese = is_chinese(page)
    texts = [(level, Text(style.RIGHT, 0.0, page, style.RUNNING, chinese, right=True))]
    if content.draft:
        draft = Text(style.LEFT, 0.0, content.draft, style.DRAFT, is_chinese(content.draft))
        texts.insert(0, (level, draft))
    return texts
