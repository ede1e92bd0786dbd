"""Markdown: one line of text a block, emphasis and links as their words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from reviewer.errors import EmptyPolicy
from reviewer.model.policy import BlockKind, Format
from reviewer.text.encoding import decode
from reviewer.text.looks import can_title
from reviewer.text.normalize import mend
from reviewer.text.readers.composer import Composer
from reviewer.text.readers.extract import Extract, decoding_problems

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n(?:---|\.\.\.)\n", re.DOTALL)
_TITLE = re.compile(r"^title:(.*)$", re.MULTILINE)
_TAG = re.compile(r"<[^>]{0,200}>")
_QUOTED = re.compile(r"^[\s>]+")
# Deeper lists than this are no policy; the parser's own limit guards the rest.
_NESTING = 40


@dataclass(slots=True)
class _Walk:
    """Where in the lists and headings the walk stands."""

    counters: list[int | None] = field(default_factory=list)
    heading: int = 0
    cells: list[str] | None = None
    row: int = 0
    fresh_item: bool = False
    header: bool = False
    marked: int = 0


def read(data: bytes, encoding: str = "") -> Extract:
    """The text of a Markdown file in reading order, one block a line.

    Raises:
        ReadError: the bytes are no text.
        EmptyPolicy: nothing is left once the markup is gone.
    """
    decoded = decode(data, encoding)
    source, title, skipped = decoded.text, "", 0
    front = _FRONT_MATTER.match(source)
    if front:
        found = _TITLE.search(front.group(1))
        title = found.group(1).strip().strip("\"'") if found else ""
        skipped = front.group(0).count("\n")
        source = source[front.end() :]
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": _NESTING}).enable("table")
    composer = Composer()
    walk = _Walk()
    tokens = parser.parse(source)
    if max((token.level for token in tokens), default=0) >= _NESTING - 1:
        _add_lines(source, composer, skipped)
    else:
        for token in tokens:
            _visit(token, walk, composer, skipped)
    if not composer.text.strip():
        raise EmptyPolicy("The file holds no text; choose the file that holds the policy.")
    return Extract(
        text=composer.text,
        format=Format.MD,
        encoding=decoded.encoding,
        title=title,
        hints=composer.hints,
        origins=composer.origins,
        problems=decoding_problems(decoded, composer.text),
    )


def _add_lines(source: str, composer: Composer, skipped: int) -> None:
    """Takes the lines as they are, since the parser drops what nests deeper than it goes."""
    for number, line in enumerate(source.split("\n"), start=skipped + 1):
        text = mend(_QUOTED.sub("", line)).strip()
        if text:
            composer.add(text, BlockKind.PARAGRAPH, line=number)


def _visit(token: Token, walk: _Walk, composer: Composer, skipped: int) -> None:
    match token.type:
        case "heading_open" | "heading_close":
            walk.heading = int(token.tag[1]) if token.nesting > 0 else 0
        case "bullet_list_open":
            walk.counters.append(None)
        case "ordered_list_open":
            start = token.attrGet("start")
            walk.counters.append(1 if start is None else int(start))
        case "bullet_list_close" | "ordered_list_close":
            walk.counters.pop()
        case "list_item_open":
            walk.fresh_item = True
        case "thead_open" | "thead_close":
            walk.header = token.nesting > 0
        case "tr_open":
            walk.cells, walk.row = [], _line(token, skipped)
        case "tr_close":
            _add_row(walk, composer)
        case "inline" | "html_block" | "fence" | "code_block":
            _add(token, walk, composer, skipped)
        case _:
            pass  # closings and openings that carry no text


def _line(token: Token, skipped: int) -> int:
    """The line of the file on which a block begins, from 1."""
    return (token.map[0] if token.map else 0) + skipped + 1


def _add_row(walk: _Walk, composer: Composer) -> None:
    cells, walk.cells = walk.cells or [], None
    if any(cells):
        named = walk.header and sum(map(bool, cells)) > 1
        composer.add_row(cells, BlockKind.COLUMNS if named else BlockKind.CELL, line=walk.row)


def _add(token: Token, walk: _Walk, composer: Composer, skipped: int) -> None:
    if walk.cells is not None:
        walk.cells.append(mend(_words(token)).replace("\n", " ").strip())
        return
    line = _line(token, skipped)
    heavy = not walk.heading and not walk.counters and _is_heavy(token)
    for offset, piece in enumerate(_words(token).split("\n")):
        text = mend(piece).replace("\n", " ").strip()
        if text:
            kind, level, marker = _place(walk)
            if heavy and can_title(text):
                kind, level = BlockKind.HEADING, walk.marked + 1
            front = "" if offset else _front(token)
            composer.add(
                text,
                kind,
                level=level,
                marker=marker,
                line=line + offset,
                heavy=len(front) if text.startswith(front) else 0,
            )


def _place(walk: _Walk) -> tuple[BlockKind, int, str]:
    if walk.heading:
        walk.marked = walk.heading
        return BlockKind.HEADING, walk.heading, ""
    # What follows in the same item is text of its own.
    if walk.counters and walk.fresh_item:
        walk.fresh_item = False
        count = walk.counters[-1]
        marker = "•" if count is None else f"{count}."
        if count is not None:
            walk.counters[-1] = count + 1
        return BlockKind.ITEM, len(walk.counters), marker
    return BlockKind.PARAGRAPH, 0, ""


def _front(token: Token) -> str:
    """The strong or stressed words that a paragraph begins with."""
    words = ""
    depth = 0
    for child in token.children or ():
        depth += child.nesting if child.tag in {"strong", "em"} else 0
        if child.type in {"text", "code_inline"}:
            if not depth and child.content.strip():
                break
            words += child.content
    return mend(words).strip()


def _is_heavy(token: Token) -> bool:
    """Whether all words of a paragraph are strong."""
    depth = 0
    for child in token.children or ():
        depth += (child.type == "strong_open") - (child.type == "strong_close")
        if child.type in {"text", "code_inline", "image"} and not depth and child.content.strip():
            return False
    return token.type == "inline" and bool(token.content.strip())


def _words(token: Token) -> str:
    """The words of a token; soft line breaks joined, hard ones kept."""
    if token.children is None:
        return _TAG.sub("", token.content)
    pieces = []
    for child in token.children:
        if child.type == "softbreak":
            pieces.append(" ")
        elif child.type == "hardbreak":
            pieces.append("\n")
        elif child.type == "html_inline":
            pieces.append("\n" if child.content.lower().startswith("<br") else "")
        else:
            pieces.append(child.content)
    return "".join(pieces)
