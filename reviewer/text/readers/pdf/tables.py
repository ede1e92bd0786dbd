"""Ruled tables: lines drawn on a page, and the text between them."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from reviewer.model.origin import Turn
from reviewer.text.readers.pdf.open_tables import open_frames

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reviewer.text.readers.pdf.glyphs import Glyph
    from reviewer.text.readers.pdf.shapes import Segment

# Points: rulings this near are one, shorter ones are none.
_NEAR, _SHORT = 3.0, 6.0
# More drawn lines than this on a page are a picture, not a table.
_MOST_RULINGS, _MOST_CELLS = 600, 6_000
# So much of a page at its top and bottom belongs to no table.
_EDGE = 0.04
# A table is wider than this, its rows higher, and its rulings cut so few of its letters.
_NARROW, _ROW, _CUT = 100.0, 9.0, 0.02


class Ruling(NamedTuple):
    """A line between cells: where it stands across, and from where to where it runs."""

    at: float
    begin: float
    end: float


_Edges = tuple[list[Ruling], list[Ruling]]
_Frame = tuple[list[float], list[float], _Edges]


@dataclass(frozen=True, slots=True)
class Grid:
    """The glyphs of a ruled table.

    Attributes:
        rows: from top to bottom; the glyphs of each cell from left to right,
            none where a cell goes on from the one above or beside it.
        columns: where its columns begin, in points.
    """

    rows: tuple[tuple[tuple[Glyph, ...], ...], ...]
    columns: tuple[float, ...]
    top: float
    bottom: float


def grids_of(
    segments: Sequence[Segment],
    turn: Turn,
    glyphs: Sequence[Glyph],
    height: tuple[float, float],
) -> tuple[list[Grid], list[Glyph]]:
    """The ruled tables of a page from top to bottom, and the glyphs outside of them.

    Args:
        segments: the straight lines that the page draws.
        height: lower and upper edge of the page in reading space.
    """
    horizontal, vertical = _rulings(segments, turn)
    # What a browser prints at the very edge is in no table, though boxes may reach there.
    depth = _EDGE * (height[1] - height[0])
    low, high = height[0] + depth, height[1] - depth
    horizontal = [one for one in horizontal if low <= one.at <= high]
    vertical = [
        one._replace(begin=max(one.begin, low), end=min(one.end, high))
        for one in vertical
        if one.begin < high and one.end > low
    ]
    rest = list(glyphs)
    grids = _taken(rest, _frames(horizontal, vertical))
    grids += _taken(rest, _open_frames(horizontal, rest))
    return sorted(grids, key=lambda grid: -grid.top), rest


def _taken(rest: list[Glyph], frames: Iterable[_Frame]) -> list[Grid]:
    """The tables in frames; their glyphs are taken from the rest."""
    grids = []
    for xs, ys, edges in frames:
        inside = [
            g for g in rest if xs[0] <= _middle(g) <= xs[-1] and ys[-1] <= _height(g) <= ys[0]
        ]
        grid = None if _cuts(xs, inside) else _filled(xs, ys, edges, inside)
        if grid is not None:
            grids.append(grid)
            taken = set(map(id, inside))
            rest[:] = [glyph for glyph in rest if id(glyph) not in taken]
    return grids


def _open_frames(horizontal: list[Ruling], rest: list[Glyph]) -> Iterator[_Frame]:
    """Frames of tables that are ruled across only, with the lines between columns added."""
    for xs, ys in open_frames(horizontal, rest):
        flats = [Ruling(y, xs[0], xs[-1]) for y in ys]
        uprights = [Ruling(x, ys[-1], ys[0]) for x in xs]
        yield xs, ys, (flats, uprights)


def _cuts(xs: list[float], glyphs: list[Glyph]) -> bool:
    """Whether rulings run through words, as the lines of drawings and underlines do."""
    cut = 0
    for glyph in glyphs:
        at = bisect_right(xs, glyph.left + 1)
        depth = (glyph.right - glyph.left) / 4
        cut += any(glyph.left + depth < x < glyph.right - depth for x in xs[at : at + 1])
    return cut > _CUT * len(glyphs) or xs[-1] - xs[0] < _NARROW


def _middle(glyph: Glyph) -> float:
    return (glyph.left + glyph.right) / 2


def _height(glyph: Glyph) -> float:
    return (glyph.bottom + glyph.top) / 2


def _rulings(segments: Sequence[Segment], turn: Turn) -> tuple[list[Ruling], list[Ruling]]:
    horizontal: list[Ruling] = []
    vertical: list[Ruling] = []
    for x1, y1, x2, y2 in segments:
        if turn in {Turn.QUARTER, Turn.THREE_QUARTERS}:
            sign = 1 if turn is Turn.QUARTER else -1
            a, b, c, d = y1 * sign, -x1 * sign, y2 * sign, -x2 * sign
        else:
            sign = 1 if turn is Turn.NONE else -1
            a, b, c, d = x1 * sign, y1 * sign, x2 * sign, y2 * sign
        if abs(b - d) < 1 and abs(a - c) >= _SHORT:
            horizontal.append(Ruling((b + d) / 2, min(a, c), max(a, c)))
        elif abs(a - c) < 1 and abs(b - d) >= _SHORT:
            vertical.append(Ruling((a + c) / 2, min(b, d), max(b, d)))
    return _joined(horizontal), _joined(vertical)


def _joined(rulings: list[Ruling]) -> list[Ruling]:
    """Rulings on one line that touch, as one."""
    if len(rulings) > _MOST_RULINGS:
        return []
    result: list[Ruling] = []
    groups: list[list[Ruling]] = []
    for ruling in sorted(rulings):
        if groups and ruling.at - groups[-1][0].at <= _NEAR:
            groups[-1].append(ruling)
        else:
            groups.append([ruling])
    for group in groups:
        at = sum(ruling.at for ruling in group) / len(group)
        begin, end = None, 0.0
        for ruling in sorted(group, key=lambda one: one.begin):
            if begin is None or ruling.begin > end + _NEAR:
                if begin is not None:
                    result.append(Ruling(at, begin, end))
                begin, end = ruling.begin, ruling.end
            end = max(end, ruling.end)
        if begin is not None:
            result.append(Ruling(at, begin, end))
    return result


def _frames(horizontal: list[Ruling], vertical: list[Ruling]) -> Iterator[_Frame]:
    """Columns, rows and rulings of each group of rulings that touch each other."""
    parent = list(range(len(horizontal) + len(vertical)))

    def root(one: int) -> int:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    for across, flat in enumerate(horizontal):
        for up, upright in enumerate(vertical, start=len(horizontal)):
            if (
                flat.begin - _NEAR <= upright.at <= flat.end + _NEAR
                and upright.begin - _NEAR <= flat.at <= upright.end + _NEAR
            ):
                parent[root(up)] = root(across)
    groups: defaultdict[int, _Edges] = defaultdict(lambda: ([], []))
    for index, ruling in enumerate([*horizontal, *vertical]):
        groups[root(index)][index >= len(horizontal)].append(ruling)
    for flats, uprights in groups.values():
        xs = _clustered([ruling.at for ruling in uprights])
        # Where a page cuts a table its last row has no ruling below.
        ends = [end for ruling in uprights for end in (ruling.begin, ruling.end)]
        ys = _clustered([ruling.at for ruling in flats], ends)[::-1]
        # A single column is a box, or the shade behind lines of text.
        if len(xs) - 1 > 1 and len(ys) > 1 and (len(xs) - 1) * (len(ys) - 1) <= _MOST_CELLS:
            yield xs, ys, (flats, uprights)


def _clustered(places: list[float], ends: list[float] | None = None) -> list[float]:
    """Places apart from each other, in rising order, and the outermost ends beyond them."""
    result: list[float] = []
    for place in sorted(places):
        if not result or place - result[-1] > _NEAR:
            result.append(place)
    if ends and result and min(ends) < result[0] - _ROW:
        result.insert(0, min(ends))
    if ends and result and max(ends) > result[-1] + _ROW:
        result.append(max(ends))
    return result


def _filled(xs: list[float], ys: list[float], edges: _Edges, glyphs: list[Glyph]) -> Grid | None:
    """The table with its text; None where no cell holds any."""
    owner = _owners(xs, ys, edges)
    falling = [-y for y in ys]
    cells: defaultdict[tuple[int, int], list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        column = min(max(bisect_right(xs, _middle(glyph)) - 1, 0), len(xs) - 2)
        row = min(max(bisect_right(falling, -_height(glyph)) - 1, 0), len(ys) - 2)
        cells[owner[row, column]].append(glyph)
    if all(glyph.space for glyph in glyphs):
        return None
    rows = tuple(
        tuple(tuple(cells.get((row, column), ())) for column in range(len(xs) - 1))
        for row in range(len(ys) - 1)
    )
    return Grid(tuple(row for row in rows if any(row)), tuple(xs[:-1]), ys[0], ys[-1])


def _owners(
    xs: list[float], ys: list[float], edges: _Edges
) -> dict[tuple[int, int], tuple[int, int]]:
    """For each cell the one whose text it is part of, itself mostly: merged cells have no edge."""
    flats, uprights = edges
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            middle_x = (xs[column] + xs[column + 1]) / 2
            middle_y = (ys[row] + ys[row + 1]) / 2
            owner[row, column] = (row, column)
            if column and not _crosses(uprights, xs[column], middle_y):
                owner[row, column] = owner[row, column - 1]
            elif row and not _crosses(flats, ys[row], middle_x):
                owner[row, column] = owner[row - 1, column]
    return owner


def _crosses(rulings: list[Ruling], at: float, place: float) -> bool:
    return any(
        abs(ruling.at - at) <= _NEAR and ruling.begin - _NEAR <= place <= ruling.end + _NEAR
        for ruling in rulings
    )
