"""Divides a text's blocks into sections by their headings, those that run into text included."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.model.policy import Block, BlockKind, Section
from reviewer.model.span import Span
from reviewer.text.looks import run_in_title
from reviewer.text.markers import MarkerStyle, marker_of, nested

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reviewer.text.readers.extract import Hint

# A single heavy beginning is emphasis; a document's titles come in numbers.
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading in front of its text, or above it.

    Attributes:
        whole: its number included.
        inside: whether it is the beginning of a paragraph.
    """

    whole: Span
    title: Span
    level: int
    inside: bool


def run_in_headings(text: str, blocks: Sequence[Block], hints: Sequence[Hint]) -> dict[int, Span]:
    """The titles that paragraphs begin with, numbers left out, by the index of their block.

    Args:
        hints: what the blocks were made from; empty for plain text, which
            shows no heavy words.
    """
    found = {}
    for index, (block, hint) in enumerate(zip(blocks, hints, strict=False)):
        heavy = hint.span.start + hint.heavy - block.span.start
        if not hint.heavy or heavy <= 0 or hint.kind is not BlockKind.PARAGRAPH:
            continue
        if block.kind not in {BlockKind.PARAGRAPH, BlockKind.ITEM} or _has_bullet(block):
            continue
        length = run_in_title(block.span.text_of(text), heavy)
        if length:
            found[index] = Span(block.span.start, block.span.start + length)
    return found if len(found) >= _FEWEST else {}


def _has_bullet(block: Block) -> bool:
    marker = marker_of(f"{block.marker} X") if block.marker else None
    return marker is not None and marker.style is MarkerStyle.BULLET


def sections_of(
    text: str, blocks: Sequence[Block], run_ins: Mapping[int, Span]
) -> tuple[list[int | None], list[Section]]:
    """For each block the index of its section, and the sections in order.

    Args:
        run_ins: see :func:`run_in_headings`.
    """
    placed: list[int | None] = []
    sections: list[Section] = []
    open_sections: list[int] = []
    outer = 0
    ranks: list[str] = []
    for index, block in enumerate(blocks):
        heading = None
        if block.kind is BlockKind.HEADING:
            outer, ranks = block.level, []
            heading = _Heading(_whole(text, block), block.span, block.level, inside=False)
        elif index in run_ins:
            marker = marker_of(f"{block.marker} X") if block.marker else None
            rank = marker.rank if marker else ""
            ranks = nested(ranks, rank)
            whole = Span(_whole(text, block).start, run_ins[index].end)
            heading = _Heading(whole, run_ins[index], outer + len(ranks), inside=True)
        if heading is not None:
            while open_sections and sections[open_sections[-1]].level >= heading.level:
                open_sections.pop()
            parent = open_sections[-1] if open_sections else None
            sections.append(_section(text, block, heading, parent))
            open_sections.append(len(sections) - 1)
        placed.append(open_sections[-1] if open_sections else None)
    return placed, _with_ends(sections, len(text.rstrip()))


def _section(text: str, block: Block, heading: _Heading, parent: int | None) -> Section:
    marker = marker_of(f"{block.marker} X")
    title = " ".join(heading.title.text_of(text).split())
    return Section(
        span=heading.whole,
        heading=heading.whole,
        level=heading.level,
        number=marker.number if marker else "",
        title=title.rstrip(".:：。—– ") if heading.inside else title,
        parent=parent,
    )


def _whole(text: str, block: Block) -> Span:
    """The block with its marker."""
    if not block.marker:
        return block.span
    return Span(text.rfind(block.marker, 0, block.span.start), block.span.end)


def _with_ends(sections: list[Section], end: int) -> list[Section]:
    stops = [end] * len(sections)
    still_open: list[int] = []
    for index, section in enumerate(sections):
        while still_open and sections[still_open[-1]].level >= section.level:
            stops[still_open.pop()] = section.heading.start
        still_open.append(index)
    return [_ending(section, stop) for section, stop in zip(sections, stops, strict=True)]


def _ending(section: Section, end: int) -> Section:
    """A section up to some place; spelled out, for ``replace`` takes four times as long."""
    return Section(
        span=Span(section.heading.start, max(end, section.heading.end)),
        heading=section.heading,
        level=section.level,
        number=section.number,
        title=section.title,
        parent=section.parent,
    )
