"""What a Word document is made of, once its markup is resolved."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from reviewer.text.normalize import mend

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reviewer.text.readers.docx.styles import ParagraphLook, RunLook

_WHITE = re.compile(r"\s")
_SPACES = re.compile(r" {2,}|\Z")
# What symbol fonts draw for bullets, in the private use area where Word keeps it.
_BULLETS = dict.fromkeys(
    map(ord, "\uf06c\uf06e\uf075\uf076\uf09f\uf0a7\uf0a8\uf0b7\uf0d8\uf0fc"), "•"
)


class Place(NamedTuple):
    """A run of a part.

    Attributes:
        paragraph: index among all paragraphs of the part.
        run: index among all runs of the paragraph.
    """

    part: str
    paragraph: int
    run: int


class Fragment(NamedTuple):
    """A piece of a run whose characters are the run's own, one for one.

    Attributes:
        place: None for text that belongs to no run.
        offset: code points of the run's own text in front of it.
        link: whether it leads somewhere.
    """

    text: str
    place: Place | None
    offset: int
    look: RunLook
    link: bool


class Stretch(NamedTuple):
    """A stretch of a paragraph's text and the run it came from."""

    start: int
    end: int
    place: Place
    offset: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a whole paragraph looks.

    Attributes:
        size: of its smallest letters, in points.
    """

    bold: bool
    underlined: bool
    caps: bool
    centred: bool
    size: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph with text.

    Attributes:
        text: white space collapsed, without the automatic number.
        stretches: where its text came from, in order.
        marker: the automatic number or bullet; empty where none is shown.
        level: of the list it belongs to, from 1; 0 outside of lists.
        list_name: which list; empty outside of lists.
        sizes: how many of its characters have which size, in points.
        heavy: code points in front that are bold, where the rest is not.
    """

    text: str
    stretches: tuple[Stretch, ...]
    marker: str
    level: int
    list_name: str
    style: ParagraphLook
    look: Look
    sizes: Counter[float]
    note: bool = False
    heavy: int = 0


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell of a table; one that is spanned over holds nothing."""

    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table.

    Attributes:
        header: whether it is repeated on every page.
    """

    cells: tuple[TableCell, ...]
    header: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table of any use."""

    rows: tuple[TableRow, ...]


Block: TypeAlias = Paragraph | Table
"""What stands below one another in a document."""


def fragments_of(raw: str, offset: int) -> Iterator[tuple[str, int, bool]]:
    """A run's text mended, in pieces with their offsets.

    Each comes with whether its characters stand for the raw ones one by one;
    a ligature that becomes several letters does not.
    """
    odd = "".join(letter for letter in sorted(set(raw)) if len(_mended(letter)) != 1)
    pieces = re.split(f"([{re.escape(odd)}])", raw) if odd else [raw]
    for index, piece in enumerate(pieces):
        mended = _WHITE.sub(" ", mend(piece)).translate(_BULLETS)
        if mended:
            yield mended, offset, index % 2 == 0
        offset += len(piece)


def collapsed(fragments: Iterable[Fragment]) -> tuple[str, tuple[Stretch, ...]]:
    """A paragraph's text with white space collapsed, and where it came from."""
    words: list[str] = []
    stretches: list[Stretch] = []
    length, space = 0, True
    for fragment in fragments:
        begin = 0
        for found in _SPACES.finditer(fragment.text):
            # The first of several spaces stays, unless one stands in front already.
            begin += space and fragment.text.startswith(" ", begin)
            piece = fragment.text[begin : found.start() + 1]
            if piece:
                words.append(piece)
                _extend(stretches, fragment, length, begin, len(piece))
                length += len(piece)
                space = piece.endswith(" ")
            begin = found.end()
    text = "".join(words)
    if space and text:
        text = text[:-1]
        last = stretches[-1] if stretches else None
        if last is not None and last.end > len(text):
            stretches.pop()
            if last.end - last.start > 1:
                stretches.append(last._replace(end=len(text)))
    return text, tuple(stretches)


def _extend(
    stretches: list[Stretch], fragment: Fragment, position: int, begin: int, size: int
) -> None:
    """Adds a piece of a fragment to the stretches, to the last one where it goes on."""
    if fragment.place is None:
        return
    offset = fragment.offset + begin
    if stretches:
        last = stretches[-1]
        goes_on = last.offset + last.end - last.start == offset and last.end == position
        if goes_on and last.place == fragment.place:
            stretches[-1] = last._replace(end=position + size)
            return
    stretches.append(Stretch(position, position + size, fragment.place, offset))


def look_of(fragments: Sequence[Fragment], *, centred: bool) -> tuple[Look, Counter[float]]:
    """How a paragraph looks as a whole, and its characters by their size."""
    sizes: Counter[float] = Counter()
    bold = underlined = caps = True
    linked = True
    letters = []
    for fragment in fragments:
        text = fragment.text.strip()
        if not text:
            continue
        look = fragment.look
        sizes[look.size or 0.0] += len(text)
        bold = bold and bool(look.bold)
        underlined = underlined and bool(look.underlined)
        caps = caps and (bool(look.caps) or text == text.upper())
        linked = linked and fragment.link
        letters.append(text)
    return Look(
        bold=bold and bool(sizes),
        # A link is underlined because it is one.
        underlined=underlined and bool(sizes) and not linked,
        caps=caps and sum(letter.isalpha() and letter.isascii() for letter in "".join(letters)) > 1,
        centred=centred,
        size=min(sizes, default=0.0),
    ), sizes


@cache
def _mended(letter: str) -> str:
    return mend(letter)
