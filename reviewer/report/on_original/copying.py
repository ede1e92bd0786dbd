"""From a review and its source to a copy of the source that shows it."""

from __future__ import annotations

import hashlib
from pathlib import PurePath
from typing import TYPE_CHECKING

from reviewer.errors import NotCopied
from reviewer.model.policy import Format

if TYPE_CHECKING:
    from reviewer.model.policy import Source
    from reviewer.report.on_original.copied import Copied
    from reviewer.report.on_original.mark import Marked

ENDINGS = {Format.PDF: (".pdf",), Format.DOCX: (".docx", ".docm", ".dotx", ".dotm")}
"""What names of files end with, the usual one first, for each format that can show a review."""


def copied(source: bytes, told: Marked) -> Copied:
    """A copy of a policy's file that shows its review; the same bytes for the same review.

    The source is not to be trusted: call this where the process can be killed.

    Raises:
        NotCopied: the file is of a format without comments, or not the one that was reviewed.
        ReadError: it cannot be read any more.
    """
    ending(told.policy.source)
    if hashlib.sha256(source).hexdigest() != told.policy.source.sha256:
        raise NotCopied(
            "{name} does not hold the words that were reviewed at their places; review it anew, "
            "or use the report.",
            name=told.policy.source.name,
        )
    if told.policy.source.format is Format.PDF:
        from reviewer.report.on_original import on_pdf

        return on_pdf.annotated(source, told)
    from reviewer.report.on_original import on_docx

    return on_docx.annotated(source, told)


def ending(source: Source) -> str:
    """What the name of a copy ends with: Word opens no document under another kind's.

    Raises:
        NotCopied: it is neither a PDF nor a Word document.
    """
    if source.format not in ENDINGS:
        raise NotCopied(
            "Highlights and comments can be put on copies of PDF and Word files alone, and {name} "
            "is none; use the report, which shows its whole text.",
            name=source.name,
        )
    known = ENDINGS[source.format]
    own = PurePath(source.name).suffix.lower()
    return own if own in known else known[0]
