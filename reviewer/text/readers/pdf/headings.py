"""Which paragraphs of a paginated document are headings, and of which rank."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.text.looks import says_or_reaches, words
from reviewer.text.markers import marker_of
from reviewer.text.readers.pdf.paragraphs import BULLETS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewer.text.readers.pdf.paragraphs import Paragraph

_LARGER = 1.1
_CAPITALS = 4
# Headings in capitals may be set smaller than the text.
_SMALL_CAPITALS = 0.7
_DATED = re.compile(r"(?:19|20)\d\d|\bversion\b|版本", re.IGNORECASE)
# Points by which the sizes of one rank may differ.
_SAME_SIZE = 0.6
_WORDS, _FEW_WORDS, _LINES = 18.0, 9.0, 3
_HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Look:
    """What headings of one rank share.

    Attributes:
        rank: of the number in front; empty where there is none.
    """

    size: float
    bold: bool
    italic: bool
    capitals: bool
    rank: str


def levels_of(paragraphs: Sequence[Paragraph]) -> list[int]:
    """The heading level of each paragraph from 1; 0 for what is no heading."""
    body = _body(paragraphs)
    levels = []
    open_looks: list[Look] = []
    for paragraph in paragraphs:
        look = _look(paragraph)
        if not _is_heading(paragraph, look, body):
            levels.append(0)
            continue
        open_looks = _opened(open_looks, look)
        levels.append(len(open_looks))
    return levels


def _body(paragraphs: Sequence[Paragraph]) -> Look:
    """How most of the text looks."""
    sizes: Counter[float] = Counter()
    bold: Counter[bool] = Counter()
    italic: Counter[bool] = Counter()
    for paragraph in paragraphs:
        for line in paragraph.lines:
            sizes[line.size] += len(line.text)
            bold[line.bold] += len(line.text)
            italic[line.italic] += len(line.text)
    size = sizes.most_common(1)[0][0] if sizes else 0.0
    heavy, leaning = bold[True] > bold[False], italic[True] > italic[False]
    return Look(size, heavy, leaning, capitals=False, rank="")


def _look(paragraph: Paragraph) -> Look:
    marker = marker_of(paragraph.text)
    letters = [letter for letter in paragraph.text if letter.isalpha() and letter.isascii()]
    capitals = len(letters) >= _CAPITALS and all(letter.isupper() for letter in letters)
    han = bool(_HAN.search(paragraph.text))
    rank = marker.rank if marker else ""
    return Look(paragraph.size, paragraph.bold, paragraph.italic, capitals and not han, rank)


def _is_heading(paragraph: Paragraph, look: Look, body: Look) -> bool:
    text = paragraph.text
    length = words(text)
    if not 0 < length <= _WORDS or len(paragraph.lines) > _LINES or text[0] in BULLETS:
        return False
    if says_or_reaches(text):
        return False
    if look.size >= body.size * _LARGER:
        return True
    least = body.size * (_SMALL_CAPITALS if look.capitals else 1 / _LARGER)
    return look.size >= least and not _DATED.search(text) and _stands_out(look, body, text)


def _stands_out(look: Look, body: Look, text: str) -> bool:
    """Whether a line of the text's own size is drawn otherwise than the text."""
    if look.italic and not body.italic and not look.bold:
        return words(text) <= _FEW_WORDS and not text.endswith((":", "："))
    return (look.bold and not body.bold) or look.capitals


def _opened(looks: list[Look], look: Look) -> list[Look]:
    """The open ranks, outermost first, once a heading that looks so stands there."""
    for depth in range(len(looks) - 1, -1, -1):
        if _alike(looks[depth], look):
            return [*looks[:depth], look]
    outer = [one for one in looks if _outranks(one, look)]
    return [*outer, look]


def _alike(one: Look, other: Look) -> bool:
    drawn = (one.bold, one.italic, one.capitals) == (other.bold, other.italic, other.capitals)
    return drawn and one.rank == other.rank and abs(one.size - other.size) < _SAME_SIZE


def _outranks(one: Look, other: Look) -> bool:
    """Whether a heading that stands open is above one that looks otherwise."""
    if abs(one.size - other.size) >= _SAME_SIZE:
        return one.size > other.size
    return True
