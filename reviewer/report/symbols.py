"""Statuses as drawn signs: told apart by shape, so that no font is asked for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.model.review import ItemStatus
from reviewer.report import style

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas


def draw_symbol(
    canvas: Canvas, status: ItemStatus, corner: tuple[float, float], size: float
) -> None:
    """A sign in a square.

    Args:
        canvas: of the page.
        status: which sign.
        corner: lower left one, from the page's lower left.
        size: length of the square's sides.
    """
    canvas.saveState()
    canvas.translate(*corner)
    canvas.scale(size, size)
    canvas.setFillColor(style.STATUS_COLOURS[status])
    canvas.setStrokeColor(style.STATUS_COLOURS[status])
    canvas.setLineWidth(0.11)
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    solid = status in {ItemStatus.MET, ItemStatus.MISSING}
    canvas.circle(0.5, 0.5, 0.5 if solid else 0.445, stroke=0 if solid else 1, fill=int(solid))
    if solid:
        canvas.setStrokeColor("#FFFFFF")
        canvas.setLineWidth(0.13)
    _DRAWERS[status](canvas)
    canvas.restoreState()


def _tick(canvas: Canvas) -> None:
    path = canvas.beginPath()
    path.moveTo(0.27, 0.5)
    path.lineTo(0.44, 0.32)
    path.lineTo(0.74, 0.68)
    canvas.drawPath(path)


def _half(canvas: Canvas) -> None:
    canvas.wedge(0.055, 0.055, 0.945, 0.945, 90, 180, stroke=0, fill=1)


def _cross(canvas: Canvas) -> None:
    canvas.line(0.32, 0.32, 0.68, 0.68)
    canvas.line(0.32, 0.68, 0.68, 0.32)


def _dash(canvas: Canvas) -> None:
    canvas.line(0.3, 0.5, 0.7, 0.5)


def _question(canvas: Canvas) -> None:
    path = canvas.beginPath()
    path.moveTo(0.36, 0.62)
    path.curveTo(0.36, 0.82, 0.66, 0.82, 0.64, 0.61)
    path.curveTo(0.63, 0.52, 0.5, 0.5, 0.5, 0.4)
    canvas.drawPath(path)
    canvas.circle(0.5, 0.25, 0.06, stroke=0, fill=1)


_DRAWERS = {
    ItemStatus.MET: _tick,
    ItemStatus.PARTIAL: _half,
    ItemStatus.MISSING: _cross,
    ItemStatus.NOT_APPLICABLE: _dash,
    ItemStatus.UNKNOWN: _question,
}
