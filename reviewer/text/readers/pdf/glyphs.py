"""The glyphs of a page, as PDFium finds them.

Places are given in *reading space*: turned so that the text runs to the right
and the next line stands below. ``Turn`` leads back to the page's own space.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import pypdfium2.raw as pdfium

from reviewer.model.origin import Turn
from reviewer.text.normalize import mend
from reviewer.text.readers.pdf.shapes import FARTHEST

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdfium2 import PdfPage, PdfTextPage

# Symbol fonts draw bullets with letters.
_SYMBOL_FONTS = ("symbol", "wingdings", "webdings", "zapfdingbats")
_BOLD_NAMES = ("bold", "black", "heavy", "semibold", "demi")
_ITALIC_NAMES = ("italic", "oblique")
_BOLD_WEIGHT = 600
_FILL_AND_STROKE = 2
_TURNED_WITHIN = 2.0
_SMALLEST, _LARGEST = 2.0, 1000.0
_PRIVATE = range(0xE000, 0xF900)
_HIGH, _LOW = range(0xD800, 0xDC00), range(0xDC00, 0xE000)
_LINE_HYPHENS = frozenset({0x02, 0xFFFE})
_SOFT_HYPHEN = 0xAD
_SPACE = 0x20
_SPACES = frozenset(" \t\n\r\u3000")
# So few glyphs in another direction are stamps and margin notes.
_SIDE_TEXT = 60
# Points within which two letters of a kind are one drawn twice; fewer are chance.
_CELL, _DOUBLES = 1.5, 3
UNKNOWN = "\ufffd"
CUT = "\u00ad"
"""A hyphen that only shows where a line cuts a word."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a glyph is drawn.

    Attributes:
        size: of the font on the page, in points.
        symbol: whether the font draws bullets and arrows instead of letters.
    """

    size: float
    bold: bool
    italic: bool
    symbol: bool
    turn: Turn | None


class Glyph(NamedTuple):
    """One drawn character in reading space.

    Attributes:
        text: what it stands for; several letters for a ligature, empty never.
        base: height of the line it stands on.
        parted: whether PDFium sees a space in front that is not drawn.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    base: float
    style: Style
    parted: bool = False

    @property
    def space(self) -> bool:
        """Whether it only keeps others apart."""
        return self.text == " "


@dataclass(frozen=True, slots=True)
class PageGlyphs:
    """What a page shows.

    Attributes:
        glyphs: in the order in which the page draws them.
        turn: the direction in which its text runs.
        unknown: how many glyphs do not say which character they draw.
    """

    glyphs: tuple[Glyph, ...]
    turn: Turn
    unknown: int


def glyphs_of(page: PdfPage, text: PdfTextPage) -> tuple[PageGlyphs, ...]:
    """The glyphs of a page, one result for each direction that carries text, the main one first.

    Slanted text is a watermark and left out, as is text beyond the page's edges.
    """
    found = [g for g in _with_ligatures(_raw(page, text)) if g.style.turn is not None]
    counts = Counter(glyph.style.turn for glyph in found)
    results: list[PageGlyphs] = []
    for turn, count in counts.most_common():
        if turn is None or (results and count < _SIDE_TEXT):
            continue
        glyphs = _without_doubles([g for g in found if g.style.turn is turn])
        unknown = sum(glyph.text == UNKNOWN for glyph in glyphs)
        results.append(PageGlyphs(tuple(glyphs), turn, unknown))
    return tuple(results)


def to_page(turn: Turn, along: float) -> float:
    """A place along the line in the page's own space."""
    return -along if turn in {Turn.HALF, Turn.THREE_QUARTERS} else along


def band(turn: Turn, bottom: float, top: float) -> tuple[float, float]:
    """A line's lower and upper edge in the page's own space."""
    return (-top, -bottom) if turn in {Turn.QUARTER, Turn.HALF} else (bottom, top)


def _raw(page: PdfPage, text: PdfTextPage) -> Iterator[Glyph]:
    left, bottom, right, top = page.get_cropbox()
    styles = _Styles(text)
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    parted = False
    high = 0
    for index in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text, index)
        # PDFium adds nothing but spaces and line ends.
        if code <= _SPACE and pdfium.FPDFText_IsGenerated(text, index) == 1:
            parted = parted or code == _SPACE
            continue
        if code in _HIGH:
            high = code
            continue
        code, high = _code_point(high, code), 0
        if not pdfium.FPDFText_GetLooseCharBox(text, index, box):
            continue
        if not (left <= (box.left + box.right) / 2 <= right):
            continue
        if not (bottom <= (box.bottom + box.top) / 2 <= top):
            continue
        style = styles.of(index)
        letters = _letters(code, style)
        if not letters or not _SMALLEST <= style.size <= _LARGEST or style.turn is None:
            continue
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        if not (abs(x.value) < FARTHEST and abs(y.value) < FARTHEST):
            continue  # damaged files place letters anywhere, and nowhere
        yield _turned(letters, box, (x.value, y.value), (style, parted))
        parted = False


def _code_point(high: int, code: int) -> int:
    """A character by its UTF-16 unit, or by both; halves without the other are unknown."""
    if code in _LOW:
        return 0x10000 + ((high - _HIGH.start) << 10) + code - _LOW.start if high else 0xFFFD
    return code


def _with_ligatures(glyphs: Iterator[Glyph]) -> Iterator[Glyph]:
    """Glyphs with the letters of a ligature as one: PDFium spells them out in one box.

    A radical and the character it stands for come the same way and are said once.
    """
    held: Glyph | None = None
    for glyph in glyphs:
        if held is not None and not glyph.space and _drawn_as_one(held, glyph):
            if glyph.text != held.text or glyph.text.isascii():
                held = held._replace(text=held.text + glyph.text)
            continue
        if held is not None:
            yield held
        held = glyph
    if held is not None:
        yield held


def _drawn_as_one(one: Glyph, other: Glyph) -> bool:
    return other.style is one.style and other[1:6] == one[1:6] and not other.parted


def _turned(
    letters: str, box: pdfium.FS_RECTF, origin: tuple[float, float], look: tuple[Style, bool]
) -> Glyph:
    """A glyph in reading space; its look is its style and whether a space parts it."""
    left, bottom, right, top = box.left, box.bottom, box.right, box.top
    match look[0].turn:
        case Turn.QUARTER:
            return Glyph(letters, bottom, -right, top, -left, -origin[0], *look)
        case Turn.HALF:
            return Glyph(letters, -right, -top, -left, -bottom, -origin[1], *look)
        case Turn.THREE_QUARTERS:
            return Glyph(letters, -top, left, -bottom, right, origin[0], *look)
        case _:
            return Glyph(letters, left, bottom, right, top, origin[1], *look)


class _Styles:
    """The styles of a page's text objects; all glyphs of one share theirs."""

    def __init__(self, text: PdfTextPage) -> None:
        self._text = text
        self._known: dict[int | None, Style] = {}
        self._faces: dict[int | None, tuple[bool, bool, bool]] = {}
        self._matrix = pdfium.FS_MATRIX()

    def of(self, index: int) -> Style:
        """The style of a glyph."""
        drawn = pdfium.FPDFText_GetTextObject(self._text, index)
        key = _address(drawn)
        if key is None or key not in self._known:
            self._known[key] = self._new(index, drawn)
        return self._known[key]

    def _new(self, index: int, drawn: pdfium.FPDF_PAGEOBJECT) -> Style:
        matrix = self._matrix
        pdfium.FPDFText_GetMatrix(self._text, index, matrix)
        size = abs(pdfium.FPDFText_GetFontSize(self._text, index))
        size = round(size * math.hypot(matrix.c, matrix.d), 1)
        turn = _turn(math.degrees(math.atan2(matrix.b, matrix.a)) % 360)
        if not drawn:
            return Style(size, bold=False, italic=False, symbol=False, turn=turn)
        bold, italic, symbol = self._face(pdfium.FPDFTextObj_GetFont(drawn))
        bold = bold or pdfium.FPDFTextObj_GetTextRenderMode(drawn) == _FILL_AND_STROKE
        return Style(size, bold=bold, italic=italic, symbol=symbol, turn=turn)

    def _face(self, font: pdfium.FPDF_FONT) -> tuple[bool, bool, bool]:
        """Whether a font is heavy, leans, and draws symbols."""
        key = _address(font)
        if key not in self._faces:
            self._faces[key] = _face(font)
        return self._faces[key]


def _address(pointer: object) -> int | None:
    return ctypes.cast(pointer, ctypes.c_void_p).value  # type: ignore[arg-type] # any pointer is


def _turn(angle: float) -> Turn | None:
    """The direction nearest to an angle in degrees; None for slanted text."""
    for turn in Turn:
        apart = abs(angle - turn)
        if min(apart, 360 - apart) < _TURNED_WITHIN:
            return turn
    return None


def _face(font: pdfium.FPDF_FONT) -> tuple[bool, bool, bool]:
    if not font:
        return False, False, False
    buffer = ctypes.create_string_buffer(200)
    pdfium.FPDFFont_GetBaseFontName(font, buffer, 200)
    name = buffer.value.decode("latin-1").lower()
    bold = any(word in name for word in _BOLD_NAMES)
    return (
        bold or pdfium.FPDFFont_GetWeight(font) >= _BOLD_WEIGHT,
        any(word in name for word in _ITALIC_NAMES),
        any(word in name for word in _SYMBOL_FONTS),
    )


def _letters(code: int, style: Style) -> str:
    """What a glyph stands for; empty for what shows nothing."""
    if code in _LINE_HYPHENS:
        return "-"
    if code == _SOFT_HYPHEN:
        return CUT
    if code in _PRIVATE:
        return "•" if style.symbol or code >= _PRIVATE.stop - 0x900 else UNKNOWN
    letters = chr(code)
    if letters in _SPACES or letters.isspace():
        return " "
    if style.symbol and (letters.isalnum() or letters in "§¨¾"):
        return "•"
    return mend(letters)


def _without_doubles(glyphs: list[Glyph]) -> list[Glyph]:
    """Leaves out what is drawn twice at one place, as for a heavier look."""
    cells = {(g.text, round(g.left / _CELL), round(g.base / _CELL)) for g in glyphs if not g.space}
    if len(glyphs) - sum(g.space for g in glyphs) - len(cells) < _DOUBLES:
        return glyphs  # no two letters of a kind stand so near in ordinary text
    kept: list[Glyph] = []
    places: dict[tuple[int, int], list[Glyph]] = {}
    for glyph in glyphs:
        if glyph.space:
            kept.append(glyph)
            continue
        cell = (round(glyph.left / 4), round(glyph.base / 4))
        near = [
            other
            for across in (-1, 0, 1)
            for up in (-1, 0, 1)
            for other in places.get((cell[0] + across, cell[1] + up), ())
        ]
        if any(_same_place(glyph, other) for other in near):
            continue
        places.setdefault(cell, []).append(glyph)
        kept.append(glyph)
    return kept


def _same_place(one: Glyph, other: Glyph) -> bool:
    if one.text != other.text:
        return False
    width = min(one.right - one.left, other.right - other.left)
    shared = min(one.right, other.right) - max(one.left, other.left)
    return abs(one.base - other.base) < one.style.size / 4 and shared > width * 0.6
