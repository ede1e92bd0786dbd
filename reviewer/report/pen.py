"""Writes text onto a page: what a canvas does, told only what changes and in far less time."""

from __future__ import annotations

from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportlab.lib.colors import Color
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    from reviewer.report.boxes import Text


@cache
def parts(name: str) -> str:
    """A colour as operators take it."""
    return " ".join(f"{part:.4g}" for part in _colour(name).rgb())


@cache
def _colour(name: str) -> Color:
    """A colour as ReportLab keeps it; reading "#RRGGBB" anew each time is dear."""
    from reportlab.lib.colors import toColor

    return toColor(name)


class Codes:
    """Under which codes a file has the characters of one font.

    Asking ReportLab for each character once is several times as fast as for each line.
    """

    def __init__(self, font: TTFont, canvas: Canvas) -> None:
        self._font = font
        self._document = canvas._doc  # noqa: SLF001 - which of its fonts' subsets are asked for
        self._codes: dict[int, str] = {}
        self._subsets: dict[str, str] = {}
        self._only = ""

    def written(self, text: str) -> list[tuple[str, str]]:
        """The text in pieces of one subset each: its name in the file, and the codes in hex."""
        subsets = self._subsets
        if not subsets.keys() >= set(text):
            for char in text:  # in its order: codes are given as they are asked for
                if char not in subsets:
                    self._learn(char)
        if self._only:
            return [(self._only, text.translate(self._codes))]
        return [
            (name, "".join(piece).translate(self._codes))
            for name, piece in groupby(text, key=subsets.__getitem__)
        ]

    def _learn(self, char: str) -> None:
        ((subset, code),) = self._font.splitString(char, self._document)
        name = self._font.getSubsetInternalName(subset, self._document)
        self._codes[ord(char)] = code.hex()
        self._only = name if {*self._subsets.values()} <= {name} else ""
        self._subsets[char] = name


class Pen:
    """A text object of a canvas that is told only what changes."""

    def __init__(self, canvas: Canvas, fonts: dict[str, Codes]) -> None:
        self._canvas = canvas
        self._target = canvas.beginText()
        self._fonts = fonts
        self._colour = ""
        self._stretch = 0.0
        self._font: tuple[str, float] = ("", 0.0)

    def move(self, x: float, y: float, op: Text) -> None:
        """Goes to where a line of text begins, and takes its colour and spacing."""
        self.literal(f"1 0 0 1 {x:.2f} {y:.2f} Tm")
        if op.style.colour != self._colour:
            self._colour = op.style.colour
            self.literal(f"{parts(self._colour)} rg")
        if op.stretch != self._stretch:
            self._stretch = op.stretch
            self.literal(f"{self._stretch:.4f} Tc")

    def write(self, name: str, size: float, piece: str) -> None:
        """Writes a piece of text in one font."""
        for subset, codes in self._fonts[name].written(piece):
            if (subset, size) != self._font:
                self._font = (subset, size)
                self.literal(f"{subset} {size:g} Tf")
            # In hex: ReportLab looks at each character for whether it must be escaped.
            self.literal(f"<{codes}> Tj")

    def literal(self, operator: str) -> None:
        """Writes an operator that ReportLab has no method for."""
        self._target._code.append(operator)  # noqa: SLF001

    def back(self, thousandths: int) -> None:
        """Goes back by thousandths of the type size."""
        self.literal(f"[{thousandths}] TJ")

    def finish(self) -> None:
        """Puts all that was written on the page."""
        self._canvas.drawText(self._target)
