"""Headings and tables of contents of a Word document, by their styles and their look."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.text.markers import marker_of
from reviewer.text.readers.docx.looks import (
    LENGTH_LIMIT,
    STYLED,
    WORDS_LIMIT,
    Looks,
    ends_sentence,
    words,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewer.text.readers.docx.blocks import Paragraph

_CONTENTS_RUN = 3
_CONTENTS_WORD = re.compile(r"\bcontents\b|目\s*[录錄]", re.IGNORECASE)
_KEY = re.compile(r"[\W_]+")
_PAGE_NUMBER = re.compile(r"[\s.…·]*\d{1,3}$")


@dataclass(frozen=True, slots=True)
class Outline:
    """What the paragraphs of a document are.

    Attributes:
        levels: for each paragraph its rank as a heading from 1; 0 for others.
        contents: those that are lines of a table of contents.
    """

    levels: tuple[int, ...]
    contents: frozenset[int]


def outline(paragraphs: Sequence[Paragraph]) -> Outline:
    """The rank of each paragraph, in order."""
    styled = [_styled_level(paragraph) for paragraph in paragraphs]
    looks = Looks(paragraphs, styled)
    if sum(level > 0 for level in styled) >= STYLED:
        levels = _by_style(paragraphs, styled, looks)
    else:
        levels = looks.levels()
    named = {i for i, paragraph in enumerate(paragraphs) if paragraph.style.contents}
    contents = named | _typed_contents(paragraphs, levels)
    return Outline(
        tuple(0 if i in contents else level for i, level in enumerate(levels)), frozenset(contents)
    )


def _styled_level(paragraph: Paragraph) -> int:
    """The rank by style, from 1; a title is 1 as well."""
    style = paragraph.style
    if style.contents or paragraph.note:
        return 0
    long = words(paragraph.text) > WORDS_LIMIT and ends_sentence(paragraph.text)
    if long or len(paragraph.text) > LENGTH_LIMIT:
        # Clauses that are whole sentences take a heading's style for its number.
        return 0
    return 1 if style.title else style.outline or 0


def _by_style(paragraphs: Sequence[Paragraph], styled: Sequence[int], looks: Looks) -> list[int]:
    titles = {i for i, p in enumerate(paragraphs) if p.style.title and styled[i]}
    first = next(i for i, level in enumerate(styled) if level)
    if not titles:
        title = looks.title(first)
        titles = set() if title is None else {title}
    others = [level for i, level in enumerate(styled) if level and i not in titles]
    # The highest rank that is used stands right below the title.
    shift = min(others, default=1) - 1 - bool(titles)
    levels = [1 if i in titles else level - shift if level else 0 for i, level in enumerate(styled)]
    return looks.below(levels)


def _typed_contents(paragraphs: Sequence[Paragraph], levels: Sequence[int]) -> set[int]:
    """Lines that name the headings behind them one after the other."""
    keys = [_title_key(paragraph) for paragraph in paragraphs]
    last_at = {keys[i]: i for i, level in enumerate(levels) if level}
    found: set[int] = set()
    start = 0
    while start < len(keys):
        end = start
        # Where the first title comes again the text itself begins.
        while (
            end < len(keys)
            and keys[end]
            and last_at.get(keys[end], -1) > end
            and (end == start or keys[end] != keys[start])
        ):
            end += 1
        if end - start >= _CONTENTS_RUN and _is_contents(paragraphs, keys, start, end):
            found.update(range(start, end))
        start = max(end, start + 1)
    return found


def _is_contents(
    paragraphs: Sequence[Paragraph], keys: Sequence[str], start: int, end: int
) -> bool:
    """Whether lines are announced as contents, or the first of their titles follows them."""
    announced = start > 0 and _CONTENTS_WORD.search(paragraphs[start - 1].text) is not None
    return announced or keys[start] in keys[end : end + 2]


def _title_key(paragraph: Paragraph) -> str:
    """The words of a title without its number and page; empty for what is no title."""
    text = paragraph.text
    if paragraph.note or len(text) > LENGTH_LIMIT:
        return ""
    marker = marker_of(text)
    body = _PAGE_NUMBER.sub("", text[marker.width :] if marker else text)
    return _KEY.sub("", body.lower())
