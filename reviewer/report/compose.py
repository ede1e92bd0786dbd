"""Blocks to boxes: which function sets which block."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reviewer.report import (
    blocks,
    compose_end,
    compose_items,
    compose_policy,
    compose_tables,
    compose_text,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from reviewer.report.boxes import Box
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
    blocks.Items: compose_items.items,
    blocks.Notes: compose_items.notes,
    blocks.PolicyText: compose_policy.policy_text,
    blocks.Legend: compose_end.legend,
    blocks.SignOff: compose_end.sign_off,
}


def compose(fonts: Fonts, piece: blocks.Piece) -> list[Box]:
    """The boxes of a block, in order."""
    return _COMPOSERS[type(piece)](fonts, piece)
