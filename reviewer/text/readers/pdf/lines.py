"""Glyphs to lines of text in reading order, column by column."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from reviewer.text.readers.pdf.glyphs import Glyph

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

HAN = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]")
# In ems: what counts as a space between letters, and where PDFium sees one; what as a gap
# between parts of a line; and how far a base line may sway within one line.
_WORD_GAP, _SLIT, _PART_GAP, _SWAY = 0.18, 0.05, 0.9, 0.4
# Marks so much smaller than the text may stand so many ems higher.
_SMALL, _RAISED = 0.8, 0.6
# Columns are at least so many rows, gutters so many ems.
_COLUMN_ROWS, _GUTTER = 4, 0.8
# A side that holds columns itself is measured by its widest lines but for this part.
_WIDEST, _SHORTEST = 0.9, 3
# In a column of prose most lines fill so much of it, with so many letters.
_FILLED, _PROSE = 0.55, 14
# A heading of spread letters has so many.
_SPREAD_LETTERS = 5


@dataclass(frozen=True)
class Line:
    """A stretch of glyphs on one base line, spaces between words included.

    Attributes:
        glyphs: from left to right; a space between words may be one that
            the page does not draw.
        margin: right edge of the column it stands in.
        page: from 1.
    """

    glyphs: tuple[Glyph, ...]
    margin: float = 0.0
    page: int = 0

    @cached_property
    def text(self) -> str:
        """The words."""
        return "".join(glyph.text for glyph in self.glyphs)

    @cached_property
    def left(self) -> float:
        """Where its first letter begins."""
        return self.glyphs[0].left

    @cached_property
    def right(self) -> float:
        """Where its last letter ends."""
        return max(glyph.right for glyph in self.glyphs)

    @cached_property
    def base(self) -> float:
        """Height of the base line."""
        return Counter(round(glyph.base, 1) for glyph in self.glyphs).most_common(1)[0][0]

    @cached_property
    def top(self) -> float:
        """Upper edge."""
        return max(glyph.top for glyph in self.glyphs)

    @cached_property
    def bottom(self) -> float:
        """Lower edge."""
        return min(glyph.bottom for glyph in self.glyphs)

    @cached_property
    def size(self) -> float:
        """The font size of most of it."""
        return Counter(g.style.size for g in self.glyphs if not g.space).most_common(1)[0][0]

    @cached_property
    def bold(self) -> bool:
        """Whether all its letters are heavy."""
        letters = [g for g in self.glyphs if g.text.isalnum()]
        return bool(letters) and sum(g.style.bold for g in letters) >= 0.95 * len(letters)

    @cached_property
    def italic(self) -> bool:
        """Whether all its letters lean."""
        letters = [g for g in self.glyphs if g.text.isalnum()]
        return bool(letters) and all(g.style.italic for g in letters)

    @cached_property
    def first_word_width(self) -> float:
        """How much room its first word needs."""
        for glyph in self.glyphs:
            if glyph.space:
                return glyph.left - self.left
            if HAN.match(glyph.text):
                return max(glyph.right - self.left, 0.0)
        return self.right - self.left


def lines_of(glyphs: Sequence[Glyph]) -> list[Line]:
    """The lines of a page in the order in which they are read."""
    parts = _parts(glyphs)
    rows = _rows(parts)
    ordered: list[Line] = []
    _order(rows, ordered)
    return ordered


def line_of(glyphs: Iterable[Glyph]) -> Line | None:
    """One line of glyphs that stand beside each other; None where they show nothing."""
    spaced = _spaced(sorted(glyphs, key=lambda glyph: glyph.left + glyph.right))
    return Line(tuple(spaced)) if spaced else None


def _parts(glyphs: Sequence[Glyph]) -> list[Line]:
    """Runs of glyphs that belong together, by the order in which they are drawn and by place."""
    runs: list[list[Glyph]] = []
    for glyph in glyphs:
        if runs and _goes_on(runs[-1][-1], glyph):
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    merged = _merged(runs)
    lines = (line_of(run) for run in merged)
    return [line for line in lines if line is not None]


def _goes_on(last: Glyph, glyph: Glyph) -> bool:
    size = max(last.style.size, glyph.style.size)
    gap = glyph.left - last.right
    return abs(glyph.base - last.base) <= _SWAY * size and -size / 2 <= gap <= _PART_GAP * size


def _merged(runs: list[list[Glyph]]) -> list[list[Glyph]]:
    """Runs on one base line with no gap between them, as one."""
    solid = [run for run in runs if any(not glyph.space for glyph in run)]
    solid.sort(key=lambda run: (-run[0].base, run[0].left))
    merged: list[list[Glyph]] = []
    open_runs: list[list[Glyph]] = []
    for run in solid:
        open_runs = [
            other
            for other in open_runs
            if abs(other[0].base - run[0].base) <= _SWAY * other[0].style.size * 2
        ]
        host = next((other for other in open_runs if _touch(other, run)), None)
        if host is not None:
            host.extend(run)
        else:
            merged.append(run)
            open_runs.append(run)
    return merged


def _touch(one: list[Glyph], other: list[Glyph]) -> bool:
    size = max(one[0].style.size, other[0].style.size)
    small = min(one[0].style.size, other[0].style.size)
    # Superscripts stand higher than the line that they belong to.
    sway = _RAISED * size if small < _SMALL * size else _SWAY * small
    if abs(one[0].base - other[0].base) > sway:
        return False
    left, right = _extent(one)
    other_left, other_right = _extent(other)
    gap = max(left, other_left) - min(right, other_right)
    return -size * 3 <= gap <= _PART_GAP * size


def _extent(run: list[Glyph]) -> tuple[float, float]:
    drawn = [glyph for glyph in run if not glyph.space]
    return min(glyph.left for glyph in drawn), max(glyph.right for glyph in drawn)


def _spaced(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Glyphs with exactly one space between words and none elsewhere."""
    spread = _spread(glyphs)
    result: list[Glyph] = []
    pending = False
    for glyph in glyphs:
        if glyph.space:
            pending = bool(result)
            continue
        if result:
            last = result[-1]
            size = max(last.style.size, glyph.style.size)
            gap = glyph.left - last.right - spread
            apart = pending or gap > _WORD_GAP * size or (glyph.parted and gap > _SLIT * size)
            between_han = HAN.match(last.text[-1]) and HAN.match(glyph.text)
            if apart and (not between_han or gap > size):
                result.append(_space(last, glyph))
        pending = False
        result.append(glyph)
    return result


def _spread(glyphs: Sequence[Glyph]) -> float:
    """How far the letters of a heading are spread; 0 for ordinary text."""
    gaps = sorted(
        other.left - one.right
        for one, other in pairwise(glyphs)
        if not one.space and not other.space
    )
    if len(gaps) < _SPREAD_LETTERS:
        return 0.0
    usual = gaps[len(gaps) // 4]
    return usual if usual > _WORD_GAP * glyphs[0].style.size else 0.0


def _space(last: Glyph, following: Glyph) -> Glyph:
    right = max(following.left, last.right)
    return Glyph(" ", last.right, last.bottom, right, last.top, last.base, last.style)


def _rows(parts: list[Line]) -> list[list[Line]]:
    """Parts on one height, from left to right; rows from top to bottom."""
    rows: list[list[Line]] = []
    for part in sorted(parts, key=lambda part: -part.base):
        if rows and abs(rows[-1][0].base - part.base) <= _SWAY * part.size:
            rows[-1].append(part)
        else:
            rows.append([part])
    return [sorted(row, key=lambda part: part.left) for row in rows]


def _order(rows: list[list[Line]], ordered: list[Line]) -> None:
    """Appends the lines of a region, its columns one after the other."""
    margin = max((part.right for row in rows for part in row), default=0.0)
    start = 0
    while start < len(rows):
        found = _columns(rows, start)
        if found is None:
            whole = [glyph for part in rows[start] for glyph in part.glyphs]
            ordered.append(Line(tuple(_spaced(whole)), margin))
            start += 1
            continue
        stop, gutter = found
        left = [[p for p in row if p.right <= gutter] for row in rows[start:stop]]
        right = [[p for p in row if p.left >= gutter] for row in rows[start:stop]]
        _order([row for row in left if row], ordered)
        _order([row for row in right if row], ordered)
        start = stop


def _columns(rows: list[list[Line]], start: int) -> tuple[int, float] | None:
    """The end and gutter of the columns that begin at a row; None where none do."""
    if len(rows[start]) == 1 and not _beside(rows, start):
        return None
    left = min(part.left for row in rows for part in row)
    right = max(part.right for row in rows for part in row)
    least = _GUTTER * _body_size(rows)
    best: tuple[int, float] | None = None
    for near, far in _gaps(rows[start], left, right):
        low, high, stop = near, far, start
        for index in range(start, len(rows)):
            shared = [(max(low, a), min(high, b)) for a, b in _gaps(rows[index], left, right)]
            wide = [pair for pair in shared if pair[1] - pair[0] >= least]
            if not wide:
                break
            low, high = max(wide, key=lambda pair: pair[1] - pair[0])
            stop = index + 1
        middle = (low + high) / 2
        if (best is None or stop > best[0]) and _is_prose(rows[start:stop], middle):
            best = stop, middle
    return best


def _body_size(rows: list[list[Line]]) -> float:
    """The font size of most of a region's text."""
    sizes: Counter[float] = Counter()
    for row in rows:
        for part in row:
            sizes[part.size] += len(part.text)
    return sizes.most_common(1)[0][0]


def _beside(rows: list[list[Line]], start: int) -> bool:
    """Whether a row that has one part may belong to columns: some of the next have two."""
    return any(len(row) > 1 for row in rows[start + 1 : start + 3])


def _gaps(row: list[Line], left: float, right: float) -> list[tuple[float, float]]:
    """The stretches of a row that hold no text, the edges of the page left out."""
    gaps = [(one.right, other.left) for one, other in pairwise(row)]
    if row[0].left > left:
        gaps.append((left, row[0].left))
    if row[-1].right < right:
        gaps.append((row[-1].right, right))
    return [(near, far) for near, far in gaps if far > near]


def _is_prose(rows: list[list[Line]], gutter: float) -> bool:
    """Whether text runs on both sides of a gutter, rather than the cells of a table."""
    left = [part for row in rows for part in row if part.right <= gutter]
    right = [part for row in rows for part in row if part.left >= gutter]
    if not left or not right or not _runs(left):
        return False
    return _runs(right) or _ends_soon(left, right)


def _runs(side: list[Line]) -> bool:
    if len({part.base for part in side}) < _COLUMN_ROWS:
        return False
    side = [p for p in side if len(p.text) > _SHORTEST or HAN.search(p.text)] or side
    widths = sorted(part.right - part.left for part in side)
    width = widths[int(len(widths) * _WIDEST)]
    filled = sum(part.right - part.left >= _FILLED * width for part in side)
    letters = sum(len(p.text) + 2 * len(HAN.findall(p.text)) for p in side) / len(side)
    return filled * 2 >= len(side) and letters >= _PROSE


def _ends_soon(left: list[Line], right: list[Line]) -> bool:
    """Whether the right column holds only the last lines of a text that fills the left one."""
    bases = sorted({part.base for part in right}, reverse=True)
    size = right[0].size
    close = all(one - other < 2 * size for one, other in pairwise(bases))
    begins = abs(bases[0] - max(part.base for part in left)) < size / 2
    return close and begins and len(bases) < _COLUMN_ROWS and len(right[0].text) >= _PROSE
