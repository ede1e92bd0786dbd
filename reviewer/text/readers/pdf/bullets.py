"""Bullets that are drawn as shapes or pictures beside a line instead of written."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from reviewer.model.origin import Turn
from reviewer.text.readers.pdf.glyphs import Glyph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewer.text.readers.pdf.shapes import Dot

# In ems: how far in front of its line a bullet stands.
_REACH = 3.0


def with_bullets(dots: Sequence[Dot], glyphs: Sequence[Glyph]) -> tuple[Glyph, ...]:
    """The glyphs of a page whose text runs to the right, with a glyph for each drawn bullet."""
    if not dots or not glyphs or glyphs[0].style.turn is not Turn.NONE:
        return tuple(glyphs)
    rows: defaultdict[int, list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        if not glyph.space:
            for height in range(int(glyph.bottom), int(glyph.top) + 1):
                rows[height].append(glyph)
    found: dict[Glyph, Glyph] = {}
    for left, bottom, right, top in dots:
        row = rows.get(int((bottom + top) / 2), [])
        first = min(row, key=lambda glyph: glyph.left, default=None)
        if first is None or not _leads(left, right, top - bottom, first):
            continue
        found[first] = Glyph("•", left, first.bottom, right, first.top, first.base, first.style)
    result = []
    for glyph in glyphs:
        if glyph in found:
            result.append(found.pop(glyph))
            result.append(glyph._replace(parted=True))
        else:
            result.append(glyph)
    return tuple(result)


def _leads(left: float, right: float, height: float, first: Glyph) -> bool:
    """Whether a dot stands in front of a line's first letter and is no taller than it."""
    size = first.style.size
    return 0 < first.left - right < _REACH * size and left < first.left and height < 0.7 * size
