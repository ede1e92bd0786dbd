"""The report as a PDF: what it says, laid out, drawn, and made fit for archives."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, cast

from reviewer.garbage import uncollected
from reviewer.model.history import WorkingReview
from reviewer.model.signing import digest
from reviewer.report import fonts as font_files
from reviewer.report.archive import Attached, Attachment, Relationship, archive
from reviewer.report.content import ReportOptions, build
from reviewer.report.drawing import Drawing
from reviewer.report.json import as_json
from reviewer.report.layout import lay_out
from reviewer.report.words import Words
from reviewer.store.edit_rows import row_of

if TYPE_CHECKING:
    from reviewer.model.review import Review
    from reviewer.model.rules import Rulebook
    from reviewer.report.blocks import Content
    from reviewer.report.drawing import Tell
    from reviewer.report.json import JsonObject

__all__ = ["DECISIONS_NAME", "REVIEW_NAME", "SOURCE_NAME", "ReportOptions", "draw", "write_report"]

REVIEW_NAME, SOURCE_NAME, DECISIONS_NAME = "review.json", "policy.txt", "decisions.json"
"""Names of the attached files."""


def write_report(
    review: Review | WorkingReview,
    rulebook: Rulebook,
    options: ReportOptions,
    tell: Tell = lambda _done, _of: None,
) -> bytes:
    """The annotated report of a review as PDF/A-3a and PDF/UA-1.

    The same bytes for the same review; the review's data and the policy's text are attached.

    Args:
        tell: is told after each page how many of how many are drawn.

    Raises:
        FontMissing: the bundled fonts are not there, and nothing can stand in.
        KeyError: a checklist is asked for that was not evaluated.
    """
    with uncollected():
        content = build(review, rulebook, options)
        return _drawn(content, _attached(review, Words(options.language)), tell)


def draw(
    content: Content, attached: Attached | None = None, tell: Tell = lambda _done, _of: None
) -> bytes:
    """A report's content as PDF, with the review that it is about; for tell see above.

    Raises:
        FontMissing: the bundled fonts are not there, and nothing can stand in.
    """
    with uncollected():
        return _drawn(content, attached, tell)


def _drawn(content: Content, attached: Attached | None, tell: Tell) -> bytes:
    fonts = font_files.load()
    drawn, tagging = Drawing(fonts, content).write(lay_out(fonts, content), tell)
    return archive(drawn, tagging, content, attached)


def _attached(found: Review | WorkingReview, words: Words) -> Attached:
    """What the machine found, the text, and every edit where there are any."""
    working = found if isinstance(found, WorkingReview) else None
    review = working.review if working else cast("Review", found)
    data = _in_lines(as_json(review, metrics=False))
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
        data=data.encode("utf-8", "replace"),
    )
    others = (source, _edits(working, words)) if working else (source,)
    return Attached(review.policy.source.sha256, told, others)


def _edits(working: WorkingReview, words: Words) -> Attachment:
    """The edits as a review file holds them."""
    rows = [row_of(edit) for edit in working.edits]
    plain = {
        "schema": 1,
        "digest": digest(working.decisions),
        "edits": [
            {"sequence": row[0], "time": row[1], "who": row[2], "kind": row[4],
             "change": json.loads(row[5])}
            for row in rows
        ],
    }  # fmt: skip
    data = _in_lines(plain)
    return Attachment(
        name=DECISIONS_NAME,
        about=words.say("The decisions as data"),
        kind="application/json",
        relationship=Relationship.DATA,
        data=data.encode("utf-8", "replace"),
    )


def _in_lines(plain: JsonObject) -> str:
    """An object as JSON, a line for each value and for each one in a list.

    With an indent of its own the encoder takes ten times as long.

    >>> print(_in_lines({"b": [{"d": 1}, 2], "a": []}), end="")
    {
    "a": [],
    "b": [
    {"d": 1},
    2
    ]
    }
    """
    encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode
    values = []
    for key, value in sorted(plain.items()):
        listed = isinstance(value, list) and value
        told = "[\n" + ",\n".join(map(encode, value)) + "\n]" if listed else encode(value)
        values.append(f"{encode(key)}: {told}")
    return "{\n" + ",\n".join(values) + "\n}\n"
