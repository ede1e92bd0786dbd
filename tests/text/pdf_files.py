"""Draws small PDF files and shows what the reader makes of them."""

from __future__ import annotations

import io
from functools import cache
from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics, ttfonts
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, Table

from reviewer import paths
from reviewer.model.origin import Box, PageOrigin
from reviewer.model.policy import BlockKind
from reviewer.model.span import Span
from reviewer.text.read import read_policy
from reviewer.text.readers import pdf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from reportlab.platypus import Flowable

    from reviewer.text.readers.extract import Extract

HEADING, PARAGRAPH, ITEM = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.ITEM
CELL, COLUMNS, CONTENTS = BlockKind.CELL, BlockKind.COLUMNS, BlockKind.CONTENTS

PLAIN, BOLD, ITALIC = "Helvetica", "Helvetica-Bold", "Helvetica-Oblique"
HAN, HAN_BOLD, NOTO = "pdf-files-han", "pdf-files-han-bold", "pdf-files-noto"
_FILES = {
    HAN: "NotoSansSC-Regular.ttf",
    HAN_BOLD: "NotoSansSC-Bold.ttf",
    NOTO: "NotoSans-Regular.ttf",
}

# Points: a page of A4 and its margin.
WIDTH, HEIGHT, MARGIN = 595.0, 842.0, 72.0
TOP, ROOM = HEIGHT - MARGIN, WIDTH - 2 * MARGIN

LONG = (
    "We keep what you tell us about your lantern for as long as it takes to build it and send it, "
    "and then we put the letter into the stove of the shop. Nobody else reads it, and the master "
    "locks the drawer each evening before the lamps go out."
)
OTHER = (
    "Travellers who order by post give us a name and a street. The street tells the carrier where "
    "to knock, while the name is painted on the glass so that no two lanterns are mixed up on the "
    "cart when the road gets rough in the hills."
)
THIRD = (
    "Whoever wants to know which letters we still have may ask at the counter on any market day. "
    "The clerk looks through the drawer, reads the list aloud and strikes out what you no longer "
    "wish us to hold."
)
LONG_HAN = (
    "我们只在制作灯笼所需的时间内保存您告诉我们的内容，灯笼寄出之后，店里的信件会被投入火炉。"
    "除了掌柜以外没有人阅读这些信件，每天傍晚熄灯之前抽屉都会上锁，钥匙由掌柜随身携带。"
)
OTHER_HAN = (
    "通过邮寄订购的旅客需要向我们提供姓名和街道。街道用于告诉车夫在哪里敲门，姓名则写在玻璃上，"
    "这样当山路颠簸的时候，车上的两盏灯笼也不会被弄混，每一位客人都能收到自己的那一盏。"
)


_VOCABULARY = (
    "amber ash bell brass bridge candle carrier cart ceiling cellar chain clerk copper corner "
    "cotton counter courtyard dawn door drawer dusk ember evening fire flame forge frame fuel "
    "gate glass handle harbour hinge hook iron keeper kettle ladder lamp lantern ledger lens "
    "letter market master match mirror morning mountain needle night oil paper polish porch "
    "river road rope shade shelf shop smoke spark stove street table thread tower traveller "
    "valley wax wick window winter"
)
_WORDS = tuple(_VOCABULARY.split())


class Mark(NamedTuple):
    """A character as it was drawn: the page from 1, its sides and the height of its line."""

    letter: str
    page: int
    left: float
    right: float
    base: float


@cache
def load_fonts() -> None:
    for name, file in _FILES.items():
        path = paths.resources() / "fonts" / file
        pdfmetrics.registerFont(ttfonts.TTFont(name, str(path), shapable=False))


def drawn(draw: Callable[[Canvas], object], **options: object) -> bytes:
    """The file that a function draws on a canvas."""
    load_fonts()
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(WIDTH, HEIGHT), invariant=1, pageCompression=0, **options)
    draw(canvas)
    canvas.save()
    return buffer.getvalue()


def say(  # noqa: PLR0913, PLR0917 - what a line of text needs
    canvas: Canvas, left: float, base: float, words: str, font: str = PLAIN, size: float = 10
) -> list[Mark]:
    """Draws one line and tells where its characters stand."""
    canvas.setFont(font, size)
    canvas.drawString(left, base, words)
    marks = []
    for letter in words:
        right = left + pdfmetrics.stringWidth(letter, font, size)
        marks.append(Mark(letter, canvas.getPageNumber(), left, right, base))
        left = right
    return marks


def wrapped(words: str, width: float, font: str = PLAIN, size: float = 10) -> list[str]:
    """The lines of a paragraph, broken at spaces."""
    lines: list[str] = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and pdfmetrics.stringWidth(longer, font, size) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def tale(number: int, length: int = 40) -> str:
    """A paragraph of one sentence, like no other of a document."""
    words, state = [], number + 1
    for _ in range(length):
        state = (state * 1103515245 + 12345) % 2**31
        words.append(_WORDS[(state >> 16) % len(_WORDS)])
    return " ".join(words).capitalize() + "."


def p(words: str, font: str = PLAIN, size: float = 10, **look: object) -> Flowable:
    """A paragraph to lay out, in a style of ReportLab's."""
    load_fonts()
    look = {"leading": size * 1.4, "spaceAfter": size * 0.8, "bulletFontName": font} | look
    wrap = "CJK" if font in {HAN, HAN_BOLD} else None
    bullet = look.pop("bullet", None)
    style = ParagraphStyle("any", fontName=font, fontSize=size, wordWrap=wrap, **look)
    return Paragraph(escape(words), style, bulletText=bullet)


def rich(words: str, **look: object) -> Flowable:
    """A paragraph whose words carry ReportLab's markup."""
    look = {"fontName": PLAIN, "fontSize": 10, "leading": 14, "spaceAfter": 8} | look
    return Paragraph(words, ParagraphStyle("any", **look))


def ruled(
    cells: Sequence[Sequence[str]], widths: Sequence[float], *more: object, **how: object
) -> Flowable:
    """A table with lines around its cells; text in bold in the first row."""
    content = [
        [p(text, PLAIN if index else BOLD, spaceAfter=0) if text else "" for text in row]
        for index, row in enumerate(cells)
    ]
    style = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP"), *more]
    return Table(content, colWidths=list(widths), style=style, **how)


def put(
    canvas: Canvas, flowable: Flowable, left: float = MARGIN, top: float = TOP, width: float = ROOM
) -> float:
    """Draws a paragraph or table; where the next one begins."""
    _, height = flowable.wrapOn(canvas, width, HEIGHT)
    flowable.drawOn(canvas, left, top - height)
    below: float = top - height - flowable.getSpaceAfter()
    return below


def laid(
    *story: Flowable,
    columns: int = 1,
    gutter: float = 24,
    around: Callable[[Canvas, int], object] = lambda _canvas, _page: None,
    head: float = 0,
) -> bytes:
    """The file of a story that flows through columns and pages.

    Args:
        around: draws what stands beside the text of each page.
        head: how much lower than the margin the columns begin.
    """
    load_fonts()
    buffer = io.BytesIO()
    template = BaseDocTemplate(buffer, pagesize=(WIDTH, HEIGHT), invariant=1)
    width = (ROOM - gutter * (columns - 1)) / columns
    frames = [
        Frame(MARGIN + i * (width + gutter), MARGIN, width, TOP - MARGIN - head, 0, 0, 0, 0)
        for i in range(columns)
    ]
    template.addPageTemplates(
        PageTemplate(frames=frames, onPage=lambda canvas, _: around(canvas, canvas.getPageNumber()))
    )
    template.build(list(story))
    return buffer.getvalue()


def rows(data: bytes) -> list[tuple[BlockKind, int, str]]:
    extract = pdf.read(data)
    return [(hint.kind, hint.level, hint.span.text_of(extract.text)) for hint in extract.hints]


def lines(data: bytes) -> list[str]:
    return pdf.read(data).text.split("\n")


def blocks(data: bytes) -> list[tuple[BlockKind, int, str, str]]:
    """Kind, level, marker and words of each block of the policy."""
    policy = read_policy(data, "lantern.pdf")
    return [(b.kind, b.level, b.marker, b.span.text_of(policy.text)) for b in policy.blocks]


def origins(extract: Extract) -> Iterator[PageOrigin]:
    for origin in extract.origins:
        assert isinstance(origin, PageOrigin)
        yield origin


def placed(extract: Extract) -> list[tuple[str, int, Box]]:
    """Each character of the text that shows, with its page and place."""
    found = []
    for origin in origins(extract):
        for place in range(origin.span.start, origin.span.end):
            box = origin.box(Span(place, place + 1))
            assert box is not None
            if not extract.text[place].isspace():
                found.append((extract.text[place], origin.page, box))
    return found


def typed(canvas: Canvas, texts: Sequence[str], turn: int = 0) -> list[Mark]:
    """Draws lines one below the other in a direction.

    Returns:
        Where each character stands: its sides along the line, its base across.
    """
    x, y = {0: (60, 500), 90: (100, 60), 180: (530, 100), 270: (500, 500)}[turn]
    marks = []
    for row, text in enumerate(texts):
        canvas.saveState()
        canvas.translate(x, y)
        canvas.rotate(turn)
        marks += say(canvas, 0, -14 * row, text)
        canvas.restoreState()
    return [_turned(mark, turn, x, y) for mark in marks]


def _turned(mark: Mark, turn: int, x: float, y: float) -> Mark:
    match turn:
        case 90:
            return mark._replace(left=y + mark.left, right=y + mark.right, base=x - mark.base)
        case 180:
            return mark._replace(left=x - mark.right, right=x - mark.left, base=y - mark.base)
        case 270:
            return mark._replace(left=y - mark.right, right=y - mark.left, base=x + mark.base)
        case _:
            return mark._replace(left=x + mark.left, right=x + mark.right, base=y + mark.base)


def filled(canvas: Canvas, texts: Sequence[str], top: float = TOP, width: float = 240) -> None:
    """Draws lines that all reach the right margin, as words apart from each other."""
    for row, text in enumerate(texts):
        words = text.split(" ")
        widths = [pdfmetrics.stringWidth(word, PLAIN, 10) for word in words]
        gap = (width - sum(widths)) / max(len(words) - 1, 1)
        left = MARGIN
        for word, wide in zip(words, widths, strict=True):
            say(canvas, left, top - 14 * row, word)
            left += wide + gap
