"""What a signature shows on the page, drawn by itself as a page of its size."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from reviewer.report import fonts as font_files
from reviewer.report import style
from reviewer.report.breaking import is_chinese
from reviewer.report.words import Words

if TYPE_CHECKING:
    from datetime import datetime

_NAME_SIZE, _SMALL_SIZE = 12.0, 8.0
_INDENT = 8.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """Who signs as what, when, and where given why and where."""

    role: str
    name: str
    moment: datetime
    language: str
    reason: str = ""
    place: str = ""


def drawn(stamp: Stamp, size: tuple[float, float]) -> bytes:
    """A file of one page.

    Raises:
        FontMissing: there are no fonts.
    """
    from reportlab import rl_config
    from reportlab.pdfgen.canvas import Canvas

    fonts = font_files.load()
    fonts.register()
    rl_config.useA85 = 0
    buffer = BytesIO()
    # The first font is named here: else an unembedded Helvetica enters the file.
    canvas = Canvas(
        buffer, pagesize=size, invariant=1, pageCompression=1, initialFontName=font_files.BASE
    )
    canvas.setFillColor(style.ACCENT)
    canvas.rect(0, 2, 2.4, size[1] - 4, stroke=0, fill=1)
    lines = _lines(stamp)
    level = size[1] - 16.0
    for text, height in lines:
        bold = height == _NAME_SIZE
        canvas.setFillColor(style.INK if bold else style.SOFT)
        shown = _fitting(text, height, size[0] - _INDENT, bold=bold)
        x = _INDENT
        for name, piece in fonts.runs(shown, bold=bold, chinese=is_chinese(shown)):
            canvas.setFont(name, height)
            canvas.drawString(x, level, piece)
            x += canvas.stringWidth(piece, name, height)
        level -= height + 5.0
    canvas.save()
    return buffer.getvalue()


def _lines(stamp: Stamp) -> list[tuple[str, float]]:
    words = Words(stamp.language)
    moment = stamp.moment.strftime("%Y-%m-%d %H:%M %z")
    asked = {
        "reviewer": words.say("Signed electronically as reviewer"),
        "approver": words.say("Signed electronically as approver"),
    }
    # Reason and place stand behind: the field has no room for lines of their own.
    told = [(asked[stamp.role], stamp.reason), (moment, stamp.place)]
    small = [(" · ".join(filter(None, pair)), _SMALL_SIZE) for pair in told]
    return [(stamp.name, _NAME_SIZE), *small]


def _fitting(text: str, size: float, width: float, *, bold: bool) -> str:
    """As much of a text as the field has room for."""
    fonts = font_files.load()
    chinese = is_chinese(text)
    if fonts.width(text, size, bold=bold, chinese=chinese) <= width:
        return text
    while text and fonts.width(f"{text}…", size, bold=bold, chinese=chinese) > width:
        text = text[:-1]
    return f"{text}…"
