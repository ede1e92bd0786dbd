"""The policy in a saved page, one block a line."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from lxml import etree, html

from reviewer.errors import EmptyPolicy
from reviewer.model.origin import LineOrigin
from reviewer.model.policy import BlockKind, Format
from reviewer.text.encoding import Decoded, as_utf8, decode
from reviewer.text.formats import format_of
from reviewer.text.normalize import mend
from reviewer.text.readers import markdown
from reviewer.text.readers.composer import Composer
from reviewer.text.readers.extract import Extract, decoding_problems
from reviewer.text.readers.html.headings import levels_of
from reviewer.text.readers.html.matter import matter_of
from reviewer.text.readers.html.verdict import check
from reviewer.text.readers.html.walk import Walk

if TYPE_CHECKING:
    from reviewer.text.readers.html.pieces import Piece

_SPACE = re.compile(r"\s+")
_BOX = re.compile(
    r"</?(?:address|article|aside|blockquote|center|dd|div|dl|dt|figure|footer|form|header|li|main|ol"
    r"|section|table|tbody|td|th|thead|tr|ul)\b[^<>]*>",
    re.IGNORECASE,
)
_INLINE = re.compile(r"</?(?:span|font|b|i|u|em|strong|small|a)\b[^<>]*>", re.IGNORECASE)
_DECLARED = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}(?:charset|encoding)\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE
)
_FRONT_MATTER = re.compile(r"\A\ufeff?---\n.*?\n---\n", re.DOTALL)
_HEAD = 8192
# Prose of a page that says nothing, as long as a sentence or two.
_LITTLE = 300


def read(data: bytes, encoding: str = "") -> Extract:
    """The matter of a page: no scripts run, nothing is fetched.

    Raises:
        ReadError: the bytes are no text.
        EmptyPolicy: the page holds no policy.
    """
    decoded = _decode(data, encoding)
    front = _FRONT_MATTER.match(decoded.text)
    try:
        root = _parsed(decoded.text[front.end() :] if front else decoded.text)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise EmptyPolicy(
            "The page shows no text; save the page from the browser once the policy is visible."
        ) from error
    written = _written_in_markdown(root)
    if written is not None:
        return replace(
            written, encoding=decoded.encoding, problems=decoding_problems(decoded, written.text)
        )
    page = Walk().over(root)
    pieces = matter_of(page)
    if page.regions[0].prose < _LITTLE:
        # Some pages show their text only where no script runs.
        other = Walk(scripts=False).over(root)
        others = matter_of(other)
        if other.regions[0].prose > _LITTLE:
            page, pieces = other, others
    page.title = _SPACE.sub(" ", mend(root.findtext(".//title") or "")).strip()
    found = check(page, pieces)
    composer = Composer()
    lines_before = front.group(0).count("\n") if front else 0
    _compose(composer, pieces, lines_before)
    return Extract(
        text=composer.text,
        format=Format.HTML,
        encoding=decoded.encoding,
        title=page.title,
        hints=composer.hints,
        origins=composer.origins,
        problems=(*decoding_problems(decoded, composer.text), *found),
    )


def _written_in_markdown(root: html.HtmlElement) -> Extract | None:
    """What a page says that only shows a file in Markdown, as browsers and archives do."""
    texts = list(islice(root.iter("pre"), 2))
    if len(texts) != 1:
        return None
    words = "".join(texts[0].itertext())
    rest = sum(len(text.strip()) for text in root.xpath("//body//text()[not(ancestor::pre)]"))
    source = words.encode()
    lines = words.split("\n")
    # Where no blank lines part its paragraphs, a file means every line for one.
    parted = 3 * sum(not line.strip() for line in lines) >= len(lines)
    if rest > _LITTLE or not parted or format_of(source) is not Format.MD:
        return None
    written = markdown.read(source)
    first = max((texts[0].sourceline or 1) - 1, 0)
    origins = (
        LineOrigin(origin.span, origin.line + first)
        for origin in written.origins
        if isinstance(origin, LineOrigin)
    )
    return replace(written, format=Format.HTML, origins=tuple(origins))


def _decode(data: bytes, encoding: str) -> Decoded:
    """The page's text by what it declares, else by what its bytes are."""
    declared = _DECLARED.search(as_utf8(data[:_HEAD]))
    return decode(data, encoding, declared.group(1).decode("ascii") if declared else "")


def _parsed(source: str) -> html.HtmlElement:
    parser = _parser()
    root = html.document_fromstring(source.encode("utf-8"), parser=parser)
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        # The parser drops what nests deeper than it goes. Boxes say no more
        # than where a block ends, and a line break says that as well.
        flat = _INLINE.sub("", _BOX.sub("<br>", source))
        root = html.document_fromstring(flat.encode("utf-8"), parser=_parser())
    return root


def _parser() -> html.HTMLParser:
    return html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )


def _compose(composer: Composer, pieces: list[Piece], lines_before: int) -> None:
    for piece, level in zip(pieces, levels_of(pieces), strict=True):
        line = piece.line + lines_before if piece.line else 0
        if piece.cells:
            composer.add_row(piece.cells, piece.kind, line=line)
            continue
        kind = piece.kind
        if level:
            kind = BlockKind.HEADING
        elif kind is not BlockKind.HEADING and piece.anchors * 2 > len(piece.text):
            kind = BlockKind.CONTENTS
        composer.add(
            piece.text,
            kind,
            level=level or piece.level,
            marker=piece.marker,
            line=line,
            heavy=piece.heavy,
        )
