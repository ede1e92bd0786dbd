"""What a document is, in the window's words: format, size, encoding, languages, place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from reviewer.gui.words import say, words
from reviewer.model.origin import LineOrigin, PageOrigin, RunOrigin
from reviewer.model.policy import Format
from reviewer.model.steps import Step
from reviewer.report.words import Words, encoding_name

if TYPE_CHECKING:
    from reviewer.gui.document import Document
    from reviewer.model.policy import Policy, Problem
    from reviewer.model.span import Span

DECODED = frozenset({Format.TXT, Format.MD, Format.HTML})
"""Formats whose bytes are text in some encoding."""

ENCODINGS = (
    "utf-8",
    "gb18030",
    "big5hkscs",
    "utf-16",
    "cp1252",
    "cp932",
    "euc_jp",
    "cp949",
    "cp1250",
    "cp1251",
    "koi8-r",
    "cp1253",
    "cp1254",
    "cp1256",
    "cp874",
)
"""Encodings offered for reading a file anew, by Python's names."""


def format_name(kind: Format) -> str:
    """A format by its short name."""
    return {
        Format.TXT: say("Text"),
        Format.MD: "Markdown",
        Format.HTML: "HTML",
        Format.PDF: "PDF",
        Format.DOCX: "Word",
    }[kind]


def encoding_words(codec: str) -> str:
    """An encoding with what it is used for."""
    uses = {
        "utf-8": say("Unicode"),
        "utf-16": say("Unicode"),
        "gb18030": say("Chinese, with GBK and GB2312"),
        "big5hkscs": say("Traditional Chinese"),
        "cp1252": say("Western European, with Latin-1"),
        "cp932": say("Japanese"),
        "euc_jp": say("Japanese"),
        "cp949": say("Korean"),
        "cp1250": say("Central European"),
        "cp1251": say("Cyrillic"),
        "koi8-r": say("Cyrillic"),
        "cp1253": say("Greek"),
        "cp1254": say("Turkish"),
        "cp1256": say("Arabic"),
        "cp874": say("Thai"),
    }
    name = encoding_name(codec)
    return say("{encoding} ({use})", encoding=name, use=uses[codec]) if codec in uses else name


def languages_of(policy: Policy) -> str:
    """The languages of a policy, the main one first."""
    tags = [tag for tag in policy.languages or (policy.language,) if tag != "und"]
    names = [Words(words.language).tongue(tag) for tag in tags]
    return listed(names) if names else say("Language not recognised")


def main_language(policy: Policy) -> str:
    """The language that most of a policy is in."""
    known = policy.language != "und"
    tongue = Words(words.language).tongue
    return tongue(policy.language) if known else say("Language not recognised")


def step_words(step: Step) -> str:
    """What an analysis is at."""
    return {
        Step.PREPARING: say("loading the words of the language"),
        Step.SEARCHING: say("looking for phrases"),
        Step.EXTRACTING: say("finding clauses"),
        Step.DETAILING: say("finding periods, recipients and other details"),
        Step.DISCLOSING: say("checking what is disclosed"),
        Step.CONCLUDING: say("checking requirements and red flags"),
    }[step]


def listed(parts: list[str]) -> str:
    """Short texts as a list in one line."""
    return ("、" if words.language == "zh" else ", ").join(parts)


def pages_of(policy: Policy) -> str:
    """How many pages the file has; empty where it has none."""
    count = policy.source.pages
    return say("1 page") if count == 1 else say("{count} pages", count=count) if count else ""


def size_of(policy: Policy) -> str:
    """The size of the file, as people say it."""
    return size_words(policy.source.size)


def size_words(count: int) -> str:
    """So many bytes, as people say it."""
    style = QLocale.DataSizeFormat.DataSizeSIFormat
    digits = 0 if count < 1_000_000 else 1  # noqa: PLR2004 - a megabyte
    return QLocale(words.language).formattedDataSize(count, digits, style)


def counted(problems: int) -> str:
    """How many problems there are; empty for none."""
    if not problems:
        return ""
    return say("1 problem") if problems == 1 else say("{count} problems", count=problems)


def compact(policy: Policy) -> str:
    """The document in one line, as ``PDF · 18 pages · English · 2 problems``."""
    encoding = policy.source.encoding
    parts = [
        format_name(policy.source.format),
        pages_of(policy) or size_of(policy),
        encoding_name(encoding) if encoding else "",
        languages_of(policy),
        counted(len(policy.problems)),
    ]
    return "  ·  ".join(part for part in parts if part)


def place(document: Document, offset: int) -> str:
    """Where an offset stands in the file, as ``page 3 of 18``; empty where nobody knows."""
    origin = document.original.at(offset) if document.original else None
    if isinstance(origin, PageOrigin) and document.policy is not None:
        count = document.policy.source.pages
        return say("page {page} of {count}", page=origin.page, count=count)
    if isinstance(origin, LineOrigin) and origin.line:
        return say("line {line}", line=origin.line)
    if isinstance(origin, RunOrigin):
        notes = "notes" in origin.part
        number = origin.paragraph + 1
        return (
            say("note, paragraph {number}", number=number)
            if notes
            else say("paragraph {number}", number=number)
        )
    return ""


def problem_place(document: Document, problem: Problem) -> str:
    """Where in the file a problem is."""
    if problem.page is not None:
        return say("page {page}", page=problem.page)
    if problem.span is not None:
        return place(document, problem.span.start) or say("one place")
    return say("whole document")


def problem_target(document: Document, problem: Problem) -> Span | None:
    """What a problem leads to; None where it concerns the whole document."""
    if problem.span is not None or problem.page is None or document.original is None:
        return problem.span
    return document.original.page_place(problem.page)


def problem_way(document: Document, problem: Problem) -> str:
    """What a problem leads to, in a sentence."""
    target = problem_target(document, problem)
    if target is None or document.original is None:
        return say("This concerns the whole document.")
    if problem.span is None and document.original.pages(target) != (problem.page, problem.page):
        return say("Enter or a click leads to the text nearest to this page.")
    return say("Enter or a click leads there.")
