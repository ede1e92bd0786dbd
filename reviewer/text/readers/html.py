"""HTML: the visible text in reading order, one block a line.

Reads pages that hold little besides the policy. Scripts never run, nothing is
fetched, entities are never resolved from outside.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree, html

from reviewer.errors import EmptyPolicy
from reviewer.model.policy import BlockKind, Format
from reviewer.text.encoding import Decoded, as_utf8, decode
from reviewer.text.normalize import mend
from reviewer.text.readers.composer import Composer
from reviewer.text.readers.extract import Extract, decoding_problems

# Never policy text: programs, styles, controls, pictures, site navigation.
_SKIPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "nav",
        "button",
        "select",
        "option",
        "input",
        "textarea",
        "svg",
        "canvas",
        "iframe",
        "object",
        "embed",
        "audio",
        "video",
        "map",
        "datalist",
    ]
)
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "caption",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "legend",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_NUMBER_DIGITS = 6
_SPACE = re.compile(r"[ \t\r\n\f]+")
_BOX = re.compile(
    r"</?(?:address|article|aside|blockquote|center|div|figure|footer|header|main|section)\b[^<>]*>",
    re.IGNORECASE,
)
_INLINE = re.compile(r"</?(?:span|font|b|i|u|em|strong|small|a)\b[^<>]*>", re.IGNORECASE)
_DECLARED = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE)


@dataclass(slots=True)
class _Walk:
    """The text gathered for the next block, and the lists around it."""

    composer: Composer
    words: list[str] = field(default_factory=list)
    line: int = 0
    heading: int = 0
    lists: list[int | None] = field(default_factory=list)
    item_starts: bool = False

    def flush(self) -> None:
        """Closes the block in hand."""
        text = _SPACE.sub(" ", mend("".join(self.words))).strip()
        self.words.clear()
        if not text:
            return
        kind, level, marker = BlockKind.PARAGRAPH, 0, ""
        if self.heading:
            kind, level = BlockKind.HEADING, self.heading
        elif self.lists:
            kind, level = BlockKind.ITEM, len(self.lists)
            if self.item_starts:
                count = self.lists[-1]
                marker = "•" if count is None else f"{count}."
                if count is not None:
                    self.lists[-1] = count + 1
        self.item_starts = False
        self.composer.add(text, kind, level=level, marker=marker, line=self.line)


def read(data: bytes, encoding: str = "") -> Extract:
    """The visible text of a page.

    Raises:
        ReadError: the bytes are no text, or no HTML parser can make sense of them.
        EmptyPolicy: the page shows no text.
    """
    decoded = _decode(data, encoding)
    try:
        root = _parsed(decoded.text)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise EmptyPolicy(
            "The page shows no text; save the page from the browser once the policy is visible."
        ) from error
    walk = _Walk(Composer())
    _gather(root, walk)
    walk.flush()
    composer = walk.composer
    if not composer.text.strip():
        raise EmptyPolicy(
            "The page shows no text; save the page from the browser once the policy is visible."
        )
    return Extract(
        text=composer.text,
        format=Format.HTML,
        encoding=decoded.encoding,
        title=_SPACE.sub(" ", mend(root.findtext(".//title") or "")).strip(),
        hints=composer.hints,
        origins=composer.origins,
        problems=decoding_problems(decoded, composer.text),
    )


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


def _decode(data: bytes, encoding: str) -> Decoded:
    """The page's text by what it declares, else by what its bytes are."""
    declared = _DECLARED.search(as_utf8(data[:4096]))
    return decode(data, encoding, declared.group(1).decode("ascii") if declared else "")


def _gather(root: html.HtmlElement, walk: _Walk) -> None:
    """Walks the tree without recursion: pages nest deeper than Python's stack."""
    stack: list[tuple[html.HtmlElement, bool]] = [(root, False)]
    while stack:
        node, leaving = stack.pop()
        if leaving:
            _leave(node, walk)
            continue
        if not isinstance(node.tag, str) or node.tag in _SKIPPED:
            walk.words.append(node.tail or "")
            continue
        if node.tag == "tr" and _is_data_row(node):
            _add_row(node, walk)
            walk.words.append(node.tail or "")
            continue
        _enter(node, walk)
        stack.append((node, True))
        stack.extend((child, False) for child in reversed(node))


def _enter(node: html.HtmlElement, walk: _Walk) -> None:
    if node.tag in _BLOCKS or node.tag == "br":
        walk.flush()
        walk.line = node.sourceline or 0
    if node.tag in _HEADINGS:
        walk.heading = _HEADINGS[node.tag]
    elif node.tag == "ul":
        walk.lists.append(None)
    elif node.tag == "ol":
        start = node.get("start", "1")
        walk.lists.append(int(start) if start.isdecimal() and len(start) < _NUMBER_DIGITS else 1)
    elif node.tag == "li":
        if not walk.lists:
            walk.lists.append(None)
        walk.item_starts = True
    walk.words.append(node.text or "")


def _leave(node: html.HtmlElement, walk: _Walk) -> None:
    if node.tag in _BLOCKS:
        walk.flush()
    if node.tag in _HEADINGS:
        walk.heading = 0
    elif node.tag in {"ul", "ol"} and walk.lists:
        walk.lists.pop()
    walk.words.append(node.tail or "")


def _is_data_row(row: html.HtmlElement) -> bool:
    """Whether a table row holds plain cells, so that it reads as one line."""
    cells = [cell for cell in row if cell.tag in {"td", "th"}]
    return len(cells) > 1 and not any(
        child.tag in _BLOCKS and child.tag not in {"p", "div"}
        for cell in cells
        for child in cell.iter()
        if child is not cell
    )


def _add_row(row: html.HtmlElement, walk: _Walk) -> None:
    walk.flush()
    cells = [
        _SPACE.sub(" ", mend(" ".join(cell.itertext()))).strip()
        for cell in row
        if cell.tag in {"td", "th"}
    ]
    text = " | ".join(cell for cell in cells if cell)
    if text:
        walk.composer.add(text, BlockKind.CELL, line=row.sourceline or 0)
