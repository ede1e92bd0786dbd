"""Structure that a document's markup leaves out: typed headings and lists of contents."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reviewer.model.policy import BlockKind
from reviewer.text import outline
from reviewer.text.lines import line_of
from reviewer.text.markers import MarkerStyle, nested

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewer.model.policy import Block
    from reviewer.text.lines import Line
    from reviewer.text.readers.extract import Hint

_TYPED = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM})
# Markup with so few headings marks none: the title at most.
_FEW = 1
_DATED = re.compile(
    r"\W*(?:(?:this \w+ \w+ )?(?:was |is )?(?:last |date )?(?:of )?(?:the )?"
    r"(?:updated?|revised|revision|effective|modified|published|version|posted|changed)"
    r"(?: date| on| as of| and effective| from)?|更新|生效|发布|修订|版本|最近更新|最后更新)"
    r"(?:日期|时间|于|为)?\W{0,4}[\w ,./【】年月日:-]{0,30}\d[\w ,./【】年月日:-]{0,20}\W*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Titles:
    """What is known of lines before they are looked at.

    Attributes:
        announced: words of the titles that the contents list.
        listed: indices of the items of lists in the markup.
    """

    announced: set[str]
    listed: set[int]


def with_look(text: str, blocks: list[Block], hints: Sequence[Hint]) -> list[Block]:
    """Blocks with the headings and contents that show by their words alone.

    Args:
        blocks: as the markup has them.
        hints: what they were made from, one for each block.
    """
    lines = [line_of(text, hint.span) for hint in hints]
    blocks = [_undated(block, line) for block, line in zip(blocks, lines, strict=True)]
    contents = _contents(lines, blocks)
    blocks = [
        replace(block, kind=BlockKind.CONTENTS, level=0) if index in contents else block
        for index, block in enumerate(blocks)
    ]
    if sum(block.kind is BlockKind.HEADING for block in blocks) <= _FEW:
        blocks = _with_plain_headings(blocks, lines)
    announced = {outline.key_of(lines[index]) for index in contents}
    listed = {index for index, hint in enumerate(hints) if hint.kind is BlockKind.ITEM}
    return _with_typed_headings(blocks, lines, _Titles(announced, listed))


def _undated(block: Block, line: Line) -> Block:
    """A date that is marked as a heading titles nothing."""
    if block.kind is BlockKind.HEADING and _DATED.fullmatch(line.text):
        return replace(block, kind=BlockKind.PARAGRAPH, level=0)
    return block


def _contents(lines: Sequence[Line], blocks: Sequence[Block]) -> set[int]:
    """The blocks that list the titles which come again behind them."""
    return {
        index
        for index in outline.contents_of(lines)
        if blocks[index].kind in _TYPED or blocks[index].kind is BlockKind.HEADING
    }


def _with_plain_headings(blocks: list[Block], lines: Sequence[Line]) -> list[Block]:
    """Short lines above longer ones are headings where the markup has none."""
    done: list[Block] = []
    above = 0
    for block, role in zip(blocks, outline.roles_of(lines), strict=True):
        plain = role.kind is BlockKind.HEADING
        if plain and block.kind in _TYPED:
            done.append(replace(block, kind=BlockKind.HEADING, level=role.level + above))
            continue
        if block.kind is BlockKind.HEADING and not plain:
            above = block.level  # the title, which the others stand under
        done.append(block)
    return done


def _with_typed_headings(
    blocks: list[Block], lines: Sequence[Line], titles: _Titles
) -> list[Block]:
    """Short numbered lines that text follows, and the titles of the contents, are headings."""
    done: list[Block] = []
    marked = 0
    ranks: list[str] = []
    for index, block in enumerate(blocks):
        line = lines[index]
        if block.kind is BlockKind.HEADING:
            marked, ranks = block.level, []
        elif block.kind in _TYPED and (
            outline.key_of(line) in titles.announced
            or (index not in titles.listed and _is_typed_heading(blocks, lines, index))
        ):
            rank = line.marker.rank if line.marker else ""
            ranks = nested(ranks, rank)
            done.append(replace(block, kind=BlockKind.HEADING, level=marked + len(ranks)))
            continue
        done.append(block)
    return done


def _is_typed_heading(blocks: Sequence[Block], lines: Sequence[Line], index: int) -> bool:
    marker = lines[index].marker
    if marker is None or marker.style is MarkerStyle.BULLET or index + 1 >= len(lines):
        return False
    if marker.text.isdecimal():
        return False  # a street number as likely as a heading's
    return blocks[index + 1].kind in _TYPED and outline.is_numbered_heading(lines, index)
