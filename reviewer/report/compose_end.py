"""The legend and the sign-off block as boxes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reviewer.model.review import ItemStatus
from reviewer.report import blocks, style
from reviewer.report.boxes import (
    Area,
    Box,
    Field,
    Op,
    Stroke,
    Symbol,
    Text,
    beside,
    gap,
    joined,
    kept,
    moved,
)
from reviewer.report.breaking import is_chinese
from reviewer.report.lines import Measure, baseline, paragraph
from reviewer.report.structure import Element, Role, list_item

if TYPE_CHECKING:
    from reviewer.report.fonts import Fonts
    from reviewer.report.policy_blocks import Swatch

_SAMPLE_X = style.LEFT + 22
_SAMPLE_WIDTH = 46.0
_NAME = Measure(x=style.MAIN, width=118.0)
_MEANING = Measure(x=style.MAIN + 124, width=style.TEXT_WIDTH - 124)
_FIELD_GAP = 18.0
_SIGN_ROOM = 54.0


def legend(fonts: Fonts, block: blocks.Legend) -> list[Box]:
    """A drawn sample in the margin, its name and meaning beside."""
    boxes: list[Box] = []
    listed = Element(Role.LIST)
    for row in block.rows:
        name = paragraph(fonts, row.name, style.STRONG, _NAME)
        text = paragraph(fonts, row.text, style.SMALL, _MEANING)
        height = name[0].height
        if isinstance(row.sample, ItemStatus):
            ops: tuple[Op, ...] = (Symbol(style.LEFT, (height - 9) / 2, 9.0, row.sample),)
        else:
            ops = _swatch(row.sample, height)
        name[0] = replace(name[0], ops=(*ops, *name[0].ops))
        list_item(listed, name, text)
        text = [replace(box, ops=_lowered(box, name[0])) for box in text[:1]] + text[1:]
        boxes += [*kept(beside(name, text)), gap(3.0)]
    return [*boxes, gap(10.0)]


def _lowered(small: Box, large: Box) -> tuple[Op, ...]:
    """What stands in a box of small type, on the base line of larger type beside it."""
    down = baseline(large.height, style.STRONG.size) - baseline(small.height, style.SMALL.size)
    return tuple(moved(op, down) for op in small.ops)


def _swatch(sample: Swatch, height: float) -> tuple[Op, ...]:
    y = baseline(height, style.POLICY.size)
    tag = replace(style.TAG, size=7.5, colour=style.INK)
    return (
        Text(style.LEFT, y, sample.tag, tag, element=Element(Role.PARAGRAPH)),
        Area(style.LEFT + 15, 2.0, 2.2, height - 4, line=sample.hue),
        Area(_SAMPLE_X, 2.0, _SAMPLE_WIDTH, height - 4, fill=style.mixed(sample.hue, style.TINT)),
        Stroke(_SAMPLE_X, y + 2.4, _SAMPLE_WIDTH, sample.hue, 0.9, sample.underline),
    )


def sign_off(fonts: Fonts, block: blocks.SignOff) -> list[Box]:
    """For each signer three fields on lines and room for a signature."""
    boxes: list[Box] = []
    for signer in block.signers:
        boxes += [joined(_signer(fonts, signer)), gap(26.0)]
    return boxes


def _signer(fonts: Fonts, signer: blocks.Signer) -> list[Box]:
    *short, last = signer.fields
    width = (style.RIGHT - style.LEFT - _FIELD_GAP * (len(short) - 1)) / len(short)
    row: list[Op] = []
    for index, (label, value) in enumerate(short):
        x = style.LEFT + index * (width + _FIELD_GAP)
        row += _field(fonts, (label, value), x, (width, 26.0))
    full = style.RIGHT - style.LEFT
    signature = _field(fonts, last, style.LEFT, (full, _SIGN_ROOM))
    about = f"{signer.title}: {last[0]}"
    room = (style.LEFT, 2.0, full, _SIGN_ROOM - 4.0)
    signature.append(Field(*room, signer.role, about, Element(Role.FORM)))
    column = Measure(x=style.LEFT, width=full)
    title = Element(Role.HEADING, level=2)
    return [
        *paragraph(fonts, signer.title, style.HEADINGS[2], column, title),
        Box(26.0 + 16.0, tuple(row)),
        Box(_SIGN_ROOM + 16.0, tuple(signature)),
    ]


def _field(fonts: Fonts, field: tuple[str, str], x: float, size: tuple[float, float]) -> list[Op]:
    """A line to write on with its label below and what is known already above."""
    label, value = field
    width, room = size
    element = Element(Role.PARAGRAPH)
    ops: list[Op] = [
        Stroke(x, room, width, style.SOFT, 0.6),
        Text(x, room + 10.0, label, style.SMALL, is_chinese(label), element=element),
    ]
    if value:
        lines = paragraph(fonts, value, style.BODY, Measure(x=x, width=width))
        ops += [replace(op, y=room - 5.0) for op in lines[0].ops]
    return ops
