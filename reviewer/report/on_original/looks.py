"""How marks look on a page: drawn here, since many viewers draw none of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Name

from reviewer.model.rules import Underline
from reviewer.report import style
from reviewer.report.on_original.mark import MarkKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pikepdf

    from reviewer.model.origin import Box
    from reviewer.report.on_original.mark import Line, Mark
    from reviewer.report.on_original.strips import Point, Strip

ICON = 11.0
"""Of a note's sign: its sides, in points."""
# Strong enough to be told apart, and letters on it stay black on a pale ground.
_TINT = 0.36
_DASHES = {Underline.SOLID: "[]", Underline.DASHED: "[3 1.5]", Underline.DOTTED: "[0.9 1.4]"}
_STROKE, _LANE = 0.6, 1.2
_WAVE = 2.4
_MOST_LANES = 3
# A bubble of eleven by eleven; an exclamation mark, or lines of writing.
_BUBBLE = (
    "0.8 w 1 1 1 RG 2.5 2.7 m 2.5 0.4 l 5 2.7 l 8.6 2.7 l 9.7 2.7 10.5 3.5 10.5 4.6 c "
    "10.5 8.5 l 10.5 9.6 9.7 10.4 8.6 10.4 c 2.4 10.4 l 1.3 10.4 0.5 9.6 0.5 8.5 c "
    "0.5 4.6 l 0.5 3.5 1.3 2.7 2.5 2.7 c b\n"
)
_SIGNS = {
    MarkKind.ALERT: "1 1 1 rg 4.8 6.1 1.4 3.1 re 4.8 3.9 1.4 1.4 re f\n",
    MarkKind.NOTE: "1 1 1 rg 2.6 7.3 5.8 1.1 re 2.6 5 4 1.1 re f\n",
}


class Looks:
    """Draws the marks of one file."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._multiply: pikepdf.Object | None = None
        self._icons: dict[tuple[MarkKind, str], pikepdf.Object] = {}

    def highlight(self, mark: Mark, strips: Sequence[Strip]) -> tuple[list[float], pikepdf.Object]:
        """The box around the words, and a tint with a line for each category below them."""
        around = _around([strip.box for strip in strips])
        paint = [f"/G gs {rgb(tint(mark))} rg"]
        for strip in strips:
            left, low, right, high = strip.box
            paint.append(f"{left:.2f} {low:.2f} {right - left:.2f} {high - low:.2f} re")
        paint.append("f")
        for rank, line in enumerate(_lanes(mark)):
            paint += _underlines(line, rank, strips)
        look = self._form("\n".join(paint), around)
        if self._multiply is None:
            state = Dictionary(Type=Name.ExtGState, BM=Name.Multiply)
            self._multiply = self._pdf.make_indirect(state)
        look.Resources = Dictionary(ExtGState=Dictionary(G=self._multiply))
        look.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)
        return around, look

    def wave(self, mark: Mark, strips: Sequence[Strip]) -> tuple[list[float], pikepdf.Object]:
        """The box around the words, and a wave below them."""
        around = _around([strip.box for strip in strips])
        paint = [f"{rgb(mark.hue)} RG 0.7 w 1 j", *map(_wave, strips)]
        return around, self._form("\n".join(paint), around)

    def icon(self, kind: MarkKind, hue: str) -> pikepdf.Object:
        """The sign of a note."""
        key = (kind, hue)
        if key not in self._icons:
            paint = f"{rgb(hue)} rg\n{_BUBBLE}{_SIGNS[kind]}"
            look = self._form(paint, [0.0, 0.0, ICON, ICON])
            self._icons[key] = self._pdf.make_indirect(look)
        return self._icons[key]

    def _form(self, operators: str, box: list[float]) -> pikepdf.Stream:
        made = self._pdf.make_stream(operators.encode())
        made.Type = Name.XObject
        made.Subtype = Name.Form
        made.BBox = Array(box)
        made.Resources = Dictionary()
        return made


def tint(mark: Mark) -> str:
    """What words are tinted with."""
    return style.mixed(mark.hue, _TINT)


def parts(hue: str) -> list[float]:
    """The parts of "#RRGGBB" from 0 to 1.

    >>> parts("#FF8000")
    [1.0, 0.502, 0.0]
    """
    return [round(int(hue[at : at + 2], 16) / 255, 3) for at in (1, 3, 5)]


def rgb(hue: str) -> str:
    """The same as operands.

    >>> rgb("#FF8000")
    '1 0.502 0'
    """
    return " ".join(f"{part:g}" for part in parts(hue))


def _lanes(mark: Mark) -> tuple[Line, ...]:
    """The lines that tell more than the tint does."""
    if len(mark.lines) == 1 and mark.lines[0].underline is Underline.SOLID:
        return ()
    return mark.lines[:_MOST_LANES]


def _wave(strip: Strip) -> str:
    corners = strip.corners
    (ax, ay), (bx, by) = corners.lower_left, corners.lower_right
    length = max(abs(bx - ax), abs(by - ay))
    points = []
    for step in range(int(length / _WAVE) + 1):
        share = step * _WAVE / length
        foot = (ax + (bx - ax) * share, ay + (by - ay) * share)
        head = tuple(
            one + other - start
            for one, other, start in zip(foot, corners.upper_left, (ax, ay), strict=True)
        )
        x, y = _towards(foot, (head[0], head[1]), _STROKE / 2 + step % 2 * _WAVE / 2)
        points.append(f"{x:.2f} {y:.2f} {'l' if step else 'm'}")
    return " ".join([*points, "S"])


def _underlines(line: Line, rank: int, strips: Sequence[Strip]) -> Iterator[str]:
    yield f"{rgb(line.hue)} RG {_STROKE} w {_DASHES[line.underline]} 0 d"
    for strip in strips:
        corners = strip.corners
        rise = _STROKE / 2 + rank * _LANE
        (ax, ay), (bx, by) = (
            _towards(corners.lower_left, corners.upper_left, rise),
            _towards(corners.lower_right, corners.upper_right, rise),
        )
        yield f"{ax:.2f} {ay:.2f} m {bx:.2f} {by:.2f} l S"


def _towards(start: Point, end: Point, length: float) -> Point:
    """The point so far from the start on the way to the end, of which one part is zero.

    >>> _towards((1, 1), (1, 9), 2)
    (1, 3)
    """
    return tuple(  # type: ignore[return-value] # two parts as it has come
        one + (length if other > one else -length if other < one else 0)
        for one, other in zip(start, end, strict=True)
    )


def _around(boxes: Sequence[Box]) -> list[float]:
    lefts, lows, rights, highs = zip(*boxes, strict=True)
    return [round(value, 2) for value in (min(lefts), min(lows), max(rights), max(highs))]
