"""The report as a PDF: what it says, laid out, drawn, and made fit for archives."""

from __future__ import annotations

import gc
import json
from contextlib import contextmanager
from typing import TYPE_CHECKING

from reviewer.report import fonts as font_files
from reviewer.report.archive import Attached, Attachment, Relationship, archive
from reviewer.report.content import ReportOptions, build
from reviewer.report.drawing import Drawing
from reviewer.report.json import as_json
from reviewer.report.layout import lay_out
from reviewer.report.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewer.model.review import Review
    from reviewer.model.rules import Rulebook
    from reviewer.report.blocks import Content

__all__ = ["REVIEW_NAME", "SOURCE_NAME", "ReportOptions", "draw", "write_report"]

REVIEW_NAME, SOURCE_NAME = "review.json", "policy.txt"
"""Names of the attached files."""


def write_report(review: Review, rulebook: Rulebook, options: ReportOptions) -> bytes:
    """The annotated report of a review as PDF/A-3a and PDF/UA-1.

    The same bytes for the same review; the review's data and the policy's text are attached.

    Raises:
        FontMissing: the bundled fonts are not there, and nothing can stand in.
        KeyError: a checklist is asked for that was not evaluated.
    """
    return draw(build(review, rulebook, options), _attached(review, Words(options.language)))


def draw(content: Content, attached: Attached | None = None) -> bytes:
    """A report's content as PDF, with the review that it is about.

    Raises:
        FontMissing: the bundled fonts are not there, and nothing can stand in.
    """
    fonts = font_files.load()
    with _undisturbed():
        drawn, tagging = Drawing(fonts, content).write(lay_out(fonts, content))
        return archive(drawn, tagging, content, attached)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Looks for no cycles meanwhile: there are hardly any, and it costs a fifth of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _attached(review: Review, words: Words) -> Attached:
    data = json.dumps(as_json(review, metrics=False), ensure_ascii=False, indent=1, sort_keys=True)
    source = Attachment(
        name=SOURCE_NAME,
        about=words.say("The text of the policy as it was read"),
        kind="text/plain",
        relationship=Relationship.SOURCE,
        data=review.policy.text.encode("utf-8", "replace"),
    )
    told = Attachment(
        name=REVIEW_NAME,
        about=words.say("The review as data"),
        kind="application/json",
        relationship=Relationship.DATA,
        data=f"{data}\n".encode("utf-8", "replace"),
    )
    return Attached(review.policy.source.sha256, told, (source,))
