"""Blocks to boxes: which function sets which block."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from reviewer.report import (
    blocks,
    compose_end,
    compose_grid,
    compose_items,
    compose_policy,
    compose_tables,
    compose_text,
    policy_blocks,
)
from reviewer.report.boxes import Link, Text
from reviewer.report.structure import Element, Role, tongue

if TYPE_CHECKING:
    from collections.abc import Callable

    from reviewer.report.boxes import Box, Op
    from reviewer.report.fonts import Fonts

# The first argument is always the fonts, the second a block of the key's type;
# the type system cannot say that of a mapping.
_COMPOSERS: dict[type, Callable[[Fonts, Any], list[Box]]] = {
    blocks.Title: compose_text.title,
    blocks.Heading: compose_text.heading,
    blocks.Paragraph: compose_text.running_text,
    blocks.Facts: compose_text.facts,
    blocks.Contents: compose_text.contents,
    blocks.Tally: compose_tables.tally,
    blocks.Chart: compose_tables.chart,
    blocks.Picks: compose_tables.picks,
    blocks.Alerts: compose_tables.alerts,
    blocks.Grid: compose_grid.grid,
    blocks.Items: compose_items.items,
    blocks.Notes: compose_items.notes,
    policy_blocks.PolicyText: compose_policy.policy_text,
    blocks.Legend: compose_end.legend,
    blocks.SignOff: compose_end.sign_off,
}


def compose(fonts: Fonts, piece: blocks.Piece) -> list[Box]:
    """The boxes of a block, in order; each word in them is part of some element."""
    return [_told(box) for box in _COMPOSERS[type(piece)](fonts, piece)]


def _told(box: Box) -> Box:
    """A box whose words are paragraphs where its composer did not say what they are."""
    if not any(isinstance(op, (Text, Link)) and op.element is None for op in box.ops):
        return box
    return replace(box, ops=tuple(_given(op) for op in box.ops))


def _given(op: Op) -> Op:
    if isinstance(op, Text) and op.element is None:
        language = tongue(op.text, chinese=op.chinese)
        return replace(op, element=Element(Role.PARAGRAPH, language=language))
    if isinstance(op, Link) and op.element is None:
        return replace(op, element=Element(Role.LINK, parent=Element(Role.PARAGRAPH)))
    return op
