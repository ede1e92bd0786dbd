"""Bytes to policy: finds the format by content and puts the parts together."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from reviewer.errors import EmptyPolicy, UnsupportedFormat
from reviewer.model.policy import Format, LocalizedText, Policy, Problem, Source
from reviewer.text import language
from reviewer.text.readers import html, markdown, plain
from reviewer.text.segment import segment

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reviewer.text.readers.extract import Extract, Reader

READERS: Mapping[Format, Reader] = {
    Format.TXT: plain.read,
    Format.MD: markdown.read,
    Format.HTML: html.read,
}

# What files of other kinds begin with, and how a person calls the kind.
_SIGNATURES = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "Word, OpenDocument or ZIP"),
    (b"PK\x05\x06", "ZIP"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Word or Office"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG picture"),
    (b"\xff\xd8\xff", "JPEG picture"),
    (b"GIF8", "GIF picture"),
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf", "7-Zip"),
    (b"Rar!", "RAR"),
)
_HTML_START = re.compile(
    # Atomic: a comment that may end at any later arrow has too many ways to fail.
    rb"\A(?:\xef\xbb\xbf)?\s*+(?:(?><!--.{0,2000}?-->)\s*+|<\?xml[^>]{0,200}>\s*+)*+"
    rb"<(?:!doctype\s+html|html|head|body|meta|title|div|p|h[1-6]|article|section|main)\b",
    re.IGNORECASE | re.DOTALL,
)
_HTML_TAG = re.compile(
    rb"</?(?:p|div|br|h[1-6]|li|ul|ol|table|span|strong)\b[^>]{0,300}>", re.IGNORECASE
)
_MD_HEADING = re.compile(rb"^#{1,6}[ \t]+\S", re.MULTILINE)
_MD_LINK = re.compile(rb"\[[^\]\n]{1,200}\]\([^)\s]{1,500}\)")
_MD_STRONG = re.compile(rb"(?:\*\*|__)(?=\S)[^*_\n]{1,200}(?<=\S)(?:\*\*|__)")
# So many signs of a markup make a text of that markup.
_TAGS, _HEADINGS, _INLINE = 4, 2, 3
_FRONT_MATTER = re.compile(rb"\A(?:\xef\xbb\xbf)?---\r?\n[\w-]+:")


def read_policy(data: bytes, name: str) -> Policy:
    """The policy that a file's bytes hold.

    Args:
        name: file name for display, without folder.

    Raises:
        UnsupportedFormat: the file is of a kind that is not read.
        EmptyPolicy: it holds no text.
        ReadError: its bytes cannot be decoded.
    """
    extract = READERS[format_of(data)](data)
    if not extract.text.strip():
        raise EmptyPolicy("The file holds no text; choose the file that holds the policy.")
    return _assemble(extract, data, name)


def format_of(data: bytes) -> Format:
    """The format that the bytes are in, whatever the file is called.

    Raises:
        UnsupportedFormat: it is one that is not read.
    """
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise UnsupportedFormat(
                "This is a {kind} file, which cannot be read yet; save the policy as text, "
                "Markdown or HTML and open that.",
                kind=kind,
            )
    head = data[:65536]
    if _HTML_START.match(head):
        return Format.HTML
    tags = len(_HTML_TAG.findall(head))
    headings = len(_MD_HEADING.findall(head))
    inline = len(_MD_LINK.findall(head)) + len(_MD_STRONG.findall(head))
    # Markdown may hold tags, as tables with line breaks do; a page saved inside
    # a Markdown file has far more of them than of Markdown's own signs.
    if tags >= _TAGS and tags > headings + inline:
        return Format.HTML
    markdown = (
        _FRONT_MATTER.match(head)
        or headings >= _HEADINGS
        or (headings and inline)
        or inline >= _INLINE
    )
    return Format.MD if markdown else Format.TXT


def _assemble(extract: Extract, data: bytes, name: str) -> Policy:
    structure = segment(extract.text, extract.hints)
    languages = language.languages_of(
        [block.span.text_of(extract.text) for block in structure.blocks]
    )
    source = Source(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        format=extract.format,
        encoding=extract.encoding,
        size=len(data),
    )
    return Policy(
        source=source,
        text=extract.text,
        title=extract.title or structure.title or name,
        language=languages[0] if languages else "und",
        languages=languages,
        blocks=structure.blocks,
        sections=structure.sections,
        sentences=structure.sentences,
        origins=extract.origins,
        problems=extract.problems + _language_problems(languages),
    )


def _language_problems(languages: tuple[str, ...]) -> tuple[Problem, ...]:
    other = [name for name in languages if name.split("-")[0] not in {"en", "zh"}]
    if not other and languages:
        return ()
    if len(other) < len(languages):
        return (
            Problem(
                id="language_partly_analysed",
                message=LocalizedText(
                    en="Parts of the document are in a language that is not analysed; only its "
                    "English and Chinese parts were.",
                    zh="文件中有部分语言不在分析范围内，仅分析了其中的英文和中文部分。",
                ),
            ),
        )
    return (
        Problem(
            id="language_not_analysed",
            message=LocalizedText(
                en="The document is neither in English nor in Chinese; it can be read but was "
                "not analysed.",
                zh="文件既非英文也非中文，可以阅读，但未作分析。",
            ),
        ),
    )
