"""Bytes to policy: finds the format by content and puts the parts together."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from reviewer.errors import EmptyPolicy, ReadError
from reviewer.model.policy import Format, Policy, Problem, Source
from reviewer.text import language, problems
from reviewer.text.formats import format_of
from reviewer.text.readers import docx, html, markdown, pdf, plain
from reviewer.text.said import said_sentences, said_tags
from reviewer.text.segment import segment
from reviewer.text.substance import has_statements

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reviewer.text.readers.extract import Extract, Reader

# The longest policies have some hundred thousand characters, pictures in PDFs some megabytes.
MOST_BYTES, MOST_CHARACTERS = 100 << 20, 2_000_000

# A text of this length that makes so few statements on personal data is hardly a policy.
_LONG, _FEW = 1_000, 3

READERS: Mapping[Format, Reader] = {
    Format.TXT: plain.read,
    Format.MD: markdown.read,
    Format.HTML: html.read,
    Format.PDF: pdf.read,
    Format.DOCX: docx.read,
}


def read_policy(data: bytes, name: str, encoding: str = "", said: str = "") -> Policy:
    """The policy that a file's bytes hold.

    Args:
        name: file name for display, without folder.
        encoding: of a text format, chosen by the user; empty: told from the bytes.
        said: the language that the user chose, "en" or "zh"; empty: told from the text.

    Raises:
        UnsupportedFormat: the file is of a kind that is not read.
        EmptyPolicy: it holds no text.
        ReadError: its bytes cannot be decoded.
    """
    if not data:
        raise EmptyPolicy("The file is empty; choose the file that holds the policy.")
    if len(data) > MOST_BYTES:
        raise ReadError(
            "The file is larger than {most} MB, far more than a policy; open the file that holds "
            "the policy alone.",
            most=MOST_BYTES >> 20,
        )
    extract = READERS[format_of(data)](data, encoding)
    if not extract.text.strip():
        raise EmptyPolicy("The file holds no text; choose the file that holds the policy.")
    if len(extract.text) > MOST_CHARACTERS:
        raise ReadError(
            "The file holds more than {most} characters, far more than a policy; open the part "
            "that holds the policy.",
            most=MOST_CHARACTERS,
        )
    return assemble(extract, data, name, said)


def assemble(extract: Extract, data: bytes, name: str, said: str = "") -> Policy:
    """The policy that a reader's extract of a file makes.

    Args:
        said: the language that a person chose, "en" or "zh"; empty: told from the text.
    """
    structure = segment(extract.text, extract.hints)
    sentences = structure.sentences
    languages = structure.languages
    if said:
        languages = said_tags(languages, extract.text, said)
        sentences = said_sentences(sentences, extract.text, said)
    source = Source(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        format=extract.format,
        encoding=extract.encoding,
        size=len(data),
        pages=extract.pages,
    )
    return Policy(
        source=source,
        text=extract.text,
        title=extract.title or structure.title or name,
        language=languages[0] if languages else "und",
        languages=languages,
        blocks=structure.blocks,
        sections=structure.sections,
        sentences=sentences,
        origins=extract.origins,
        problems=(
            *extract.problems,
            *((problems.LANGUAGE_SAID[said],) if said else ()),
            *_language_problems(languages),
            *_substance_problems(extract.text, languages),
        ),
    )


def _substance_problems(text: str, languages: tuple[str, ...]) -> tuple[Problem, ...]:
    if not language.any_analysed(languages) or len(text) < _LONG or has_statements(text, _FEW):
        return ()
    return (problems.HARDLY_A_POLICY,)


def _language_problems(languages: tuple[str, ...]) -> tuple[Problem, ...]:
    other = [name for name in languages if not language.any_analysed([name])]
    if not other and languages:
        return ()
    if len(other) < len(languages):
        return (problems.LANGUAGE_PARTLY_ANALYSED,)
    return (problems.LANGUAGE_NOT_ANALYSED,)
