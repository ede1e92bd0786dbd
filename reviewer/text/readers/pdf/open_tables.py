"""Tables whose columns no line parts: rules across, and white corridors between the words."""

from __future__ import annotations

from bisect import bisect
from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewer.text.readers.pdf.glyphs import Glyph


class Rule(Protocol):
    """A straight line across a page."""

    @property
    def at(self) -> float:
        """Its height."""
        ...

    @property
    def begin(self) -> float:
        """Its left end."""
        ...

    @property
    def end(self) -> float:
        """Its right end."""
        ...


# Points within which rules begin and end alike.
_ALIKE = 4.0
# A table has a rule above, one below its header, and one below.
_RULES = 3
# In ems: the narrowest corridor.
_CORRIDOR = 0.9
# Between so many bands the rules part header and body alone.
_HEADED = 2
_SAME_LINE = 0.4
# On the average a cell has so many letters.
_LETTERS = 2


def open_frames(
    rules: Sequence[Rule], glyphs: Sequence[Glyph]
) -> Iterator[tuple[list[float], list[float]]]:
    """The columns and rows of tables that are ruled across only, their edges included."""
    groups: defaultdict[tuple[int, int], list[Rule]] = defaultdict(list)
    for rule in rules:
        groups[round(rule.begin / _ALIKE), round(rule.end / _ALIKE)].append(rule)
    for group in groups.values():
        if len(group) < _RULES:
            continue
        heights = sorted({rule.at for rule in group}, reverse=True)
        begin, end = group[0].begin, group[0].end
        inside = [
            glyph
            for glyph in glyphs
            if not glyph.space
            and heights[-1] < glyph.base < heights[0]
            and begin - _ALIKE <= glyph.left <= end + _ALIKE
        ]
        columns = _corridors(inside)
        if columns and _says(inside, columns, len(heights) - 1):
            xs = [min(begin, inside[0].left), *columns, end + _ALIKE]
            yield xs, _rows(heights, inside, columns[0])


def _says(glyphs: Sequence[Glyph], columns: Sequence[float], rows: int) -> bool:
    """Whether every column holds words, not the bullets of a list or numbers of its items."""
    letters = Counter(bisect(columns, glyph.left) for glyph in glyphs if glyph.text[0].isalpha())
    return all(letters[column] >= _LETTERS * rows for column in range(len(columns) + 1))


def _corridors(glyphs: Sequence[Glyph]) -> list[float]:
    """The middles of the stretches, from left to right, where no row has a word."""
    middles = []
    reach: float | None = None
    for glyph in sorted(glyphs, key=lambda one: one.left):
        if reach is not None and glyph.left - reach > _CORRIDOR * glyph.style.size:
            middles.append((reach + glyph.left) / 2)
        reach = glyph.right if reach is None else max(reach, glyph.right)
    return middles


def _rows(heights: list[float], glyphs: Sequence[Glyph], first: float) -> list[float]:
    """The edges of the rows: the rules, and lines of the body where it has none."""
    if len(heights) - 1 > _HEADED:
        return heights
    edges = list(heights)
    bases: list[float] = []
    for glyph in sorted(glyphs, key=lambda one: -one.base):
        if not bases or bases[-1] - glyph.base > _SAME_LINE * glyph.style.size:
            bases.append(glyph.base)
    for above, base in pairwise(bases):
        line = [g for g in glyphs if abs(g.base - base) <= _SAME_LINE * g.style.size]
        # What begins in the first column and in another is a row of its own.
        begins = any(g.right <= first for g in line) and any(g.left >= first for g in line)
        if begins and not any(base < edge < above for edge in heights):
            edges.append(max(g.top for g in line))
    return sorted(edges, reverse=True)
