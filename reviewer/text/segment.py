"""Divides a text into blocks, sections and sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.model.policy import Block, BlockKind, Section, Sentence
from reviewer.model.span import Span
from reviewer.text.hinted import with_look
from reviewer.text.language import Seen, languages_seen, main_latin
from reviewer.text.lines import LEAD_IN_END, lines_of
from reviewer.text.markers import Marker, marker_of
from reviewer.text.outline import roles_of
from reviewer.text.sections import run_in_headings, sections_of
from reviewer.text.sentences import split

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewer.text.readers.extract import Hint

_ANNOUNCES = re.compile(
    r"(?:as follows|the following(?: \w+){0,3}|listed below|如下|以下\w{0,6}|下列\w{0,6})[。.]?$",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"privacy|data protection|personal (?:data|information)|policy$|notice$"
    r"|隐私|隱私|个人信息保护|個人資料",
    re.IGNORECASE,
)
_OWN_NAME = re.compile(
    r"^(?!.*\b(?:this|our|changes)\b)[\w .'&-]{2,30}\bprivacy (?:policy|notice|statement)$",
    re.IGNORECASE,
)
_TITLE_LENGTH = 80
_TITLE_WITHIN = 12
_SPOKEN = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.CELL})


@dataclass(frozen=True, slots=True)
class Structure:
    """What a text is made of.

    Attributes:
        languages: BCP 47 tags of those that carry a notable part, largest first.
        title: the first heading; empty where there is none.
    """

    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...]
    languages: tuple[str, ...]
    title: str


def segment(text: str, hints: Sequence[Hint] = ()) -> Structure:
    """Blocks, sections and sentences of a text.

    Args:
        text: the canonical text.
        hints: what a format's markup says of each line; without any the
            structure is read from the text alone.
    """
    bare = _hinted_blocks(text, hints) if hints else _plain_blocks(text)
    section_of, sections = sections_of(text, bare, run_in_headings(text, bare, hints))
    places = zip(bare, section_of, _lead_ins(text, bare), strict=True)
    blocks = [_placed(*one) for one in places]
    sentences, languages = _spoken(text, blocks)
    return Structure(tuple(blocks), tuple(sections), sentences, languages, _title(text, blocks))


def _spoken(text: str, blocks: Sequence[Block]) -> tuple[tuple[Sentence, ...], tuple[str, ...]]:
    """The sentences of blocks with their languages, and the languages of all blocks."""
    words = [block.span.text_of(text) for block in blocks]
    spans = [split(text, one.span) if one.kind in _SPOKEN else () for one in blocks]
    parts = [[Seen.of(span.text_of(text)) for span in some] for some in spans]
    seen = [Seen.of_parts(*one) for one in zip(words, parts, strict=True)]
    latin = main_latin(
        one for block, one in zip(blocks, seen, strict=True) if block.kind in _SPOKEN
    )
    sentences = tuple(
        Sentence(span=span, block=index, language=_analysed(part.language(latin)))
        for index in range(len(blocks))
        for span, part in zip(spans[index], parts[index], strict=True)
    )
    return sentences, languages_seen(seen, words)


def _title(text: str, blocks: list[Block]) -> str:
    """The line that names the document; empty where none does."""
    short = [
        " ".join(block.span.text_of(text).split())
        for block in blocks
        if len(block.span) <= _TITLE_LENGTH and not block.marker
    ]
    for line in short[:_TITLE_WITHIN]:
        if _TITLE.search(line) and not line.endswith(("。", ".", "!", "！", ":", "：", ",", "，")):
            return line
    return next((line for line in short if _OWN_NAME.search(line)), "")


def _analysed(language: str) -> str:
    """A language of the rulebook; empty for others."""
    return language if language in {"en", "zh"} else ""


def _plain_blocks(text: str) -> list[Block]:
    lines = lines_of(text)
    blocks = []
    for line, role in zip(lines, roles_of(lines), strict=True):
        marker = line.marker.text if line.marker else ""
        span = line.body if len(line.body) else line.span
        blocks.append(Block(span=span, kind=role.kind, marker=marker, level=role.level))
    return blocks


def _hinted_blocks(text: str, hints: Sequence[Hint]) -> list[Block]:
    blocks = []
    for hint in hints:
        found = marker_of(hint.span.text_of(text))
        width = found.width if found and found.width < len(hint.span) else 0
        marker = found.text if found and width else ""
        kind = hint.kind
        if kind is BlockKind.PARAGRAPH and marker:
            kind = BlockKind.ITEM
        level = hint.level or (1 if kind is BlockKind.ITEM else 0)
        span = Span(hint.span.start + width, hint.span.end)
        blocks.append(Block(span=span, kind=kind, marker=marker, level=level))
    return with_look(text, blocks, hints)


@dataclass(frozen=True, slots=True)
class _List:
    """A list that is still open.

    Attributes:
        style: what its items have in common: kind of marker and depth.
        lead_in: the block that announced it; None where none did.
        last: the marker of its latest item; None where items have none.
    """

    style: str
    lead_in: int | None
    last: Marker | None


def _placed(block: Block, section: int | None, lead_in: int | None) -> Block:
    """A block with its place; spelled out, for ``replace`` takes four times as long."""
    return Block(
        span=block.span,
        kind=block.kind,
        marker=block.marker,
        level=block.level,
        section=section,
        lead_in=lead_in,
    )


def _lead_ins(text: str, blocks: Sequence[Block]) -> list[int | None]:
    """For each block the one that leads in to it: that announces its list, or names its columns.

    A heading that stands where a list was announced is led there as well.
    """
    found: list[int | None] = []
    lists: list[_List] = []
    columns: int | None = None
    before = announces = False
    for index, block in enumerate(blocks):
        lead_in: int | None = None
        before, announces = announces, _announces(text, block)
        announced = index - 1 if before else None
        if block.kind is BlockKind.CELL:
            lead_in = columns
        else:
            columns = index if block.kind is BlockKind.COLUMNS else None
            if block.kind is BlockKind.ITEM:
                lists = _opened(lists, block, announced)
                lead_in = _nearest(lists)
            elif block.kind is BlockKind.HEADING:
                lists, lead_in = [], announced
            elif announces:
                lists = []
        found.append(lead_in)
    return found


def _opened(lists: list[_List], block: Block, announced: int | None) -> list[_List]:
    """The open lists, outermost first, once an item with this marker stands there."""
    marker = marker_of(f"{block.marker} X") if block.marker else None
    style = f"{marker.rank if marker else 'plain'}.{block.level}"
    begins = announced is not None and (marker is None or not marker.values or 1 in marker.values)
    if not begins:
        depth = _continued(lists, marker, style)
        if depth is not None:
            return [*lists[:depth], _List(style, lists[depth].lead_in, marker)]
    outer = [one for one in lists if one.style != style or not begins]
    return [*outer, _List(style, announced, marker)]


def _continued(lists: list[_List], marker: Marker | None, style: str) -> int | None:
    """Which open list an item goes on with: the next number first, then the same style."""
    if marker is not None and marker.values:
        for depth in range(len(lists) - 1, -1, -1):
            last = lists[depth].last
            alike = lists[depth].style == style and last is not None and last.precedes(marker)
            if alike or (last is not None and last.continued_by(marker)):
                return depth
    styles = [one.style for one in lists]
    return len(styles) - 1 - styles[::-1].index(style) if style in styles else None


def _nearest(lists: list[_List]) -> int | None:
    return next((one.lead_in for one in reversed(lists) if one.lead_in is not None), None)


def _announces(text: str, block: Block) -> bool:
    words = block.span.text_of(text)
    if words.endswith(LEAD_IN_END):
        return True
    return block.kind is not BlockKind.HEADING and bool(_ANNOUNCES.search(words[-40:]))
