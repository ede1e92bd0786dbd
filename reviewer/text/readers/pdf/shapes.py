"""What a page draws beside its text: straight lines, and shapes that can be bullets."""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pypdfium2 import raw

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdfium2 import PdfPage

Segment = tuple[float, float, float, float]
"""Both ends of a straight line, in points of the page."""
Dot = tuple[float, float, float, float]
"""Left, lower, right and upper edge of a small shape."""

FARTHEST = 1e6
"""Points from the page's corner, beyond which nothing is meant to be seen."""
# More drawn lines or dots than this on a page are a picture.
_MOST_SEGMENTS, _MOST_DOTS = 20_000, 400
# Points: no bullet is larger, or less round than this ratio of its sides.
_LARGEST, _ROUND = 9.0, 1.5
# Forms hold objects, and other forms.
_DEPTH, _MOST_OBJECTS = 4, 200_000


@dataclass(frozen=True, slots=True)
class Shapes:
    """What is drawn on a page.

    Attributes:
        drawn: whether anything is, text and pictures included.
    """

    segments: tuple[Segment, ...]
    dots: tuple[Dot, ...]
    drawn: bool


def shapes_of(page: PdfPage) -> Shapes:
    """The lines and dots of a page, in one pass over its objects."""
    segments: list[Segment] = []
    dots: list[Dot] = []
    drawn = False
    for item, kind in _objects(page):
        drawn = True
        if kind not in {raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE}:
            continue
        dot = _dot(item)
        if dot is not None:
            dots.append(dot)
        elif kind == raw.FPDF_PAGEOBJ_PATH and len(segments) <= _MOST_SEGMENTS:
            segments.extend(_lines(item))
    return Shapes(
        tuple(segments[:_MOST_SEGMENTS]), tuple(dots) if len(dots) <= _MOST_DOTS else (), drawn
    )


def _objects(page: PdfPage) -> Iterator[tuple[raw.FPDF_PAGEOBJECT, int]]:
    """The objects of a page and of the forms in it, with their kinds."""
    left = _MOST_OBJECTS
    stack: list[tuple[raw.FPDF_PAGEOBJECT, int]] = []
    for index in range(raw.FPDFPage_CountObjects(page)):
        stack.append((raw.FPDFPage_GetObject(page, index), 1))
        while stack and left > 0:
            item, depth = stack.pop()
            left -= 1
            kind = raw.FPDFPageObj_GetType(item)
            yield item, kind
            if kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEPTH:
                inner = range(raw.FPDFFormObj_CountObjects(item))
                stack.extend((raw.FPDFFormObj_GetObject(item, at), depth + 1) for at in inner)


def _dot(item: raw.FPDF_PAGEOBJECT) -> Dot | None:
    """The edges of an object that is small and about as high as wide."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(item, left, bottom, right, top):
        return None
    edges = left.value, bottom.value, right.value, top.value
    if not _on_paper(edges):
        return None
    small, large = sorted((edges[2] - edges[0], edges[3] - edges[1]))
    if small <= 1 or large > min(_LARGEST, _ROUND * small):
        return None
    return edges


def _on_paper(places: tuple[float, ...]) -> bool:
    """Whether numbers are places that a page can have: damaged files give any."""
    return all(math.isfinite(place) and abs(place) < FARTHEST for place in places)


def _lines(path: raw.FPDF_PAGEOBJECT) -> Iterator[Segment]:
    """The straight parts of a path that is filled or stroked."""
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, mode, stroke)
    if not mode.value and not stroke.value:
        return
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(path, matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    here = start = (0.0, 0.0)
    for index in range(min(raw.FPDFPath_CountSegments(path), _MOST_SEGMENTS)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        place = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = place
        elif kind == raw.FPDF_SEGMENT_LINETO and _on_paper((*here, *place)):
            yield (*here, *place)
        if raw.FPDFPathSegment_GetClose(segment) and _on_paper((*place, *start)):
            yield (*place, *start)
        here = place
