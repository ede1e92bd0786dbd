"""The report as a PDF: what it says, laid out and drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.report import fonts as font_files
from reviewer.report.content import ReportOptions, build
from reviewer.report.drawing import Drawing
from reviewer.report.layout import lay_out

if TYPE_CHECKING:
    from reviewer.model.review import Review
    from reviewer.model.rules import Rulebook
    from reviewer.report.blocks import Content

__all__ = ["ReportOptions", "draw", "write_report"]


def write_report(review: Review, rulebook: Rulebook, options: ReportOptions) -> bytes:
    """The annotated report of a review as PDF, the same bytes for the same review.

    Raises:
        FontMissing: the bundled fonts are not there, and nothing can stand in.
        KeyError: a checklist is asked for that was not evaluated.
    """
    return draw(build(review, rulebook, options))


def draw(content: Content) -> bytes:
    """A report's content as PDF.

    Raises:
        FontMissing: the bundled fonts are not there, and nothing can stand in.
    """
    fonts = font_files.load()
    return Drawing(fonts, content).write(lay_out(fonts, content))
