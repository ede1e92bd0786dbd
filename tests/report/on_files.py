"""Policies read from made files, reviewed so that every sentence is a clause."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from pypdfium2 import PdfDocument, raw

from reviewer.model.clause import Category, Clause, ClauseOrigin
from reviewer.model.flags import Severity
from reviewer.model.policy import LocalizedText
from reviewer.model.review import FlagFinding
from reviewer.report.on_original.copying import copied
from reviewer.report.on_original.marking import marked
from reviewer.report.on_original.options import MarkOptions
from reviewer.text.read import read_policy
from tests.report import samples

if TYPE_CHECKING:
    from reviewer.model.policy import Policy
    from reviewer.model.review import Review
    from reviewer.model.span import Span
    from reviewer.report.on_original.copied import Copied
    from reviewer.report.on_original.mark import Marked

WARNING = LocalizedText("The lamp is vague.", "灯不明确。")


def review_of(data: bytes, name: str, *, flags: tuple[Span, ...] = ()) -> Review:
    """A review of a file, each of its sentences a clause and each of the spans flagged."""
    policy = read_policy(data, name)
    clauses = tuple(
        Clause(
            span=sentence.span,
            categories=tuple(list(Category)[index % 5 : index % 5 + 1 + index % 3]),
            scores=(0.9,) * (1 + index % 3),
            section=None,
            origin=ClauseOrigin.RULE,
        )
        for index, sentence in enumerate(policy.sentences)
    )
    raised = tuple(
        FlagFinding(id="vague", severity=Severity.HIGH, span=span, message=WARNING)
        for span in flags
    )
    plain = samples.unmarked(samples.review())
    analysis = replace(plain.analysis, as_of=date(2026, 3, 1), clauses=clauses, flags=raised)
    return replace(plain, policy=policy, analysis=analysis)


def told_of(data: bytes, name: str, *, flags: tuple[Span, ...] = ()) -> Marked:
    """What a file's copy shall show."""
    return marked(review_of(data, name, flags=flags), samples.rulebook(), MarkOptions())


def copy_of(data: bytes, name: str, *, flags: tuple[Span, ...] = ()) -> Copied:
    """A file's copy with every sentence marked."""
    return copied(data, told_of(data, name, flags=flags))


def sentences(policy: Policy) -> list[str]:
    """The sentences of a policy without spaces."""
    return [squeezed(sentence.span.text_of(policy.text)) for sentence in policy.sentences]


def squeezed(text: str) -> str:
    """A text without spaces and what parts cells."""
    return "".join(text.replace("|", "").split())


class Letter(NamedTuple):
    """A character on a page, from 0, and its middle."""

    letter: str
    page: int
    x: float
    y: float


def letters(data: bytes) -> list[Letter]:
    """All characters of a file that show, as PDFium lists them."""
    found = []
    box = raw.FS_RECTF()
    document = PdfDocument(data)
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        for index in range(text.count_chars()):
            letter = chr(raw.FPDFText_GetUnicode(text, index))
            if letter.strip():
                raw.FPDFText_GetLooseCharBox(text, index, box)
                x, y = (box.left + box.right) / 2, (box.bottom + box.top) / 2
                found.append(Letter(letter, number, x, y))
        text.close()
        page.close()
    document.close()
    return found
