"""Draws laid-out pages with ReportLab.

On every page the order is shapes, running header, body text, margin, footer:
whoever extracts the text meets each paragraph in one run, with no note number
or tag inside it.
"""

from __future__ import annotations

from functools import cache
from hashlib import md5
from io import BytesIO
from typing import TYPE_CHECKING

from reviewer.model.rules import Underline
from reviewer.report import fonts as font_files
from reviewer.report import style
from reviewer.report.boxes import Anchor, Area, Layer, Link, Op, Page, Stroke, Symbol, Text
from reviewer.report.breaking import is_chinese
from reviewer.report.symbols import draw_symbol

if TYPE_CHECKING:
    from reportlab.lib.colors import Color
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.pdfgen.textobject import PDFTextObject

    from reviewer.report.blocks import Content
    from reviewer.report.fonts import Fonts
    from reviewer.report.layout import Layout

_HALF_EM = 500
_DASHES = {Underline.SOLID: [], Underline.DASHED: [3.2, 1.6], Underline.DOTTED: [0.9, 1.5]}


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
        self._outline_level = -1

    def write(self, layout: Layout) -> bytes:
        """The finished file."""
        self._describe()
        for number, page in enumerate(layout.pages, start=1):
            self._page(page, layout, number)
            self._canvas.showPage()
        self._canvas.save()
        return self._buffer.getvalue()

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
        canvas.setViewerPreference("DisplayDocTitle", "true")
        canvas.showOutline()

    def _page(self, page: Page, layout: Layout, number: int) -> None:
        # Tints first: one line's would else cover the underlines of the line above.
        for y, op in page.placed:
            if isinstance(op, Area):
                self._area(y, op)
        for y, op in page.placed:
            self._shape(y, op)
        texts = [(y, op) for y, op in page.placed if isinstance(op, Text)]
        self._write_texts(_header(page, self._content), layout)
        for layer in Layer:
            self._layer(layer, [pair for pair in texts if pair[1].layer is layer], layout)
        self._write_texts(_footer(self._content, number, len(layout.pages)), layout)

    def _shape(self, y: float, op: Op) -> None:
        """Draws what is neither area nor text."""
        if isinstance(op, Stroke):
            self._stroke(y, op)
        elif isinstance(op, Symbol):
            corner = (op.x, style.PAGE_HEIGHT - y - op.y - op.size)
            draw_symbol(self._canvas, op.status, corner, op.size)
        elif isinstance(op, Anchor):
            self._anchor(y, op)
        elif isinstance(op, Link):
            top = style.PAGE_HEIGHT - y - op.y
            box = (op.x, top - op.height, op.x + op.width, top)
            self._canvas.linkAbsolute("", op.key, box, thickness=0)

    def _area(self, y: float, op: Area) -> None:
        canvas = self._canvas
        bottom = style.PAGE_HEIGHT - y - op.y - op.height
        if op.fill:
            canvas.setFillColor(_colour(op.fill))
        if op.line:
            canvas.setStrokeColor(_colour(op.line))
            canvas.setLineWidth(0.7)
            canvas.setDash()
        canvas.rect(
            op.x, bottom, op.width, op.height, stroke=int(bool(op.line)), fill=int(bool(op.fill))
        )

    def _stroke(self, y: float, op: Stroke) -> None:
        canvas = self._canvas
        canvas.setStrokeColor(_colour(op.colour))
        canvas.setLineWidth(op.thickness)
        canvas.setDash(_DASHES[op.pattern])
        level = style.PAGE_HEIGHT - y - op.y
        canvas.line(op.x, level, op.x + op.width, level)

    def _anchor(self, y: float, op: Anchor) -> None:
        canvas = self._canvas
        top = style.PAGE_HEIGHT - y - op.y + 8
        canvas.bookmarkPage(op.key, fit="XYZ", left=0, top=top, zoom=0)
        if op.title:
            # A level may rise by one only, whatever the policy's headings do.
            level = min(op.level - 1, self._outline_level + 1)
            canvas.addOutlineEntry(op.title, op.key, level=level, closed=level > 0)
            self._outline_level = level

    def _layer(self, layer: Layer, texts: list[tuple[float, Text]], layout: Layout) -> None:
        """One layer's texts; tags are named as replaced by nothing.

        Extractors that sort text by its place on the page would else read
        them in the middle of the paragraph beside which they stand.
        """
        if layer is not Layer.TAG or not texts:
            self._write_texts(texts, layout)
            return
        self._canvas.addLiteral("/Span <</ActualText ()>> BDC")
        self._write_texts(texts, layout)
        self._canvas.addLiteral("EMC")

    def _write_texts(self, texts: list[tuple[float, Text]], layout: Layout) -> None:
        if not texts:
            return
        target = self._canvas.beginText()
        pen = _Pen(target)
        for y, op in texts:
            self._write(pen, y, op, layout.printed(op))
        self._canvas.drawText(target)

    def _write(self, pen: _Pen, y: float, op: Text, text: str) -> None:
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


@cache
def _colour(name: str) -> Color:
    """A colour as ReportLab keeps it; reading "#RRGGBB" anew each time is dear."""
    from reportlab.lib.colors import toColor

    return toColor(name)


class _Pen:
    """A text object that is told only what changes."""

    def __init__(self, target: PDFTextObject) -> None:
        self._target = target
        self._colour = ""
        self._stretch = 0.0
        self._font: tuple[str, float] = ("", 0.0)

    def move(self, x: float, y: float, op: Text) -> None:
        self._target.setTextOrigin(x, y)
        if op.style.colour != self._colour:
            self._colour = op.style.colour
            self._target.setFillColor(_colour(self._colour))
        if op.stretch != self._stretch:
            self._stretch = op.stretch
            self._target.setCharSpace(self._stretch)

    def write(self, name: str, size: float, piece: str) -> None:
        if (name, size) != self._font:
            self._font = (name, size)
            self._target.setFont(name, size)
        self._target.textOut(piece)

    def back(self, thousandths: int) -> None:
        """Goes back by thousandths of the type size."""
        # ReportLab has no method for the operator that does this.
        self._target._code.append(f"[{thousandths}] TJ")  # noqa: SLF001


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
