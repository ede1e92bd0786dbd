"""What stands on pages beside the text: headers, footers, page numbers, watermarks."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import replace
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from reviewer.text.readers.pdf.lines import Line

T = TypeVar("T", bound="Hashable")

# A header or footer has at most so many rows, within this part of a page's height.
_ROWS, _ZONE = 5, 0.14
# A line is furniture when so many of the pages show it there, two at least.
_SHARE, _LEAST = 0.4, 2
# Points by which it may be shifted from page to page.
_SHIFT = 3.0
# In usual steps between rows: how far the text keeps off it.
_APART = 1.2
_OTHER_SIZE = 0.5
# On so many pages no text would stand by accident.
_SURE = 4
_MARK_SHARE, _MARK_LEAST = 0.8, 3
# So many times the same words on one page, one above the other, are a watermark.
_STAMPS, _STAMP_SIZE = 4, 1.3
_NUMBERS = re.compile(r"\d+|\b[ivxlc]+\b", re.IGNORECASE)
_PAGE_NUMBER = re.compile(
    r"\W*(?:page\W*|p\.\s*)?\d{1,4}\s*(?:(?:/|of|\||-)\s*\d{1,4})?\W*(?:page)?\W*"
    r"|\W*第?\s*\d{1,4}\s*页?\s*[/,，]?\s*(?:共\s*\d{1,4}\s*页)?\W*"
    r"|\W*page\s*[ivxlc]+\W*",
    re.IGNORECASE,
)
# What a browser prints around a page.
_BROWSER = re.compile(
    r"(?:https?://|file:///)\S+(?:\s+\d+/\d+)?|\d{1,2}/\d{1,2}/\d{2,4},?\s+\d{1,2}:\d{2}.*"
    r"|\d{4}/\d{1,2}/\d{1,2}\s+\d{1,2}:\d{2}.*",
    re.IGNORECASE,
)
# The margin is where so many other lines end, this many ems from it at most.
_ENDING, _NEAR = 3, 3.0


def without_furniture(
    pages: Sequence[Sequence[Line]], heights: Sequence[tuple[float, float]]
) -> list[list[Line | None]]:
    """The lines of each page, with the margins that they keep; None for what is no text.

    Args:
        pages: the lines of each page in reading order.
        heights: lower and upper edge of each page in reading space.
    """
    seen = _repeated([{_place(line) for line in page} for page in pages], _SHARE, _LEAST)
    marks = _repeated(
        [{(_key(line), _spot(line)) for line in page} for page in pages], _MARK_SHARE, _MARK_LEAST
    )
    kept: list[list[Line | None]] = []
    for page, height in zip(pages, heights, strict=True):
        gone = _edge(page, height, seen, top=True) | _edge(page, height, seen, top=False)
        gone |= {i for i, line in enumerate(page) if (_key(line), _spot(line)) in marks}
        gone |= _stamps(page)
        kept.append([None if i in gone else line for i, line in enumerate(page)])
    if 2 * _length(kept) < _length(pages):
        kept = [list(page) for page in pages]  # pages that are alike are no frames
    whole = _margin([line for page in kept for line in page if line is not None])
    return [_with_margins(page, whole) for page in kept]


def _length(pages: Sequence[Sequence[Line | None]]) -> int:
    return sum(len(line.text) for page in pages for line in page if line is not None)


def _key(line: Line) -> str:
    return _NUMBERS.sub("#", line.text.lower()).replace(" ", "")


def _spot(line: Line) -> tuple[int, int]:
    return round(line.left / _SHIFT), round(line.base / _SHIFT)


def _place(line: Line) -> tuple[str, int]:
    """A line's words and height, so that it can be found on other pages."""
    return _key(line), round(line.base / _SHIFT)


def _repeated(sets: Sequence[set[T]], share: float, least: int) -> Counter[T]:
    """What stands on so many of the pages that have any text, and on how many."""
    counts = Counter(key for keys in sets for key in keys)
    filled = sum(bool(keys) for keys in sets)
    return Counter(
        {key: count for key, count in counts.items() if count >= max(least, share * filled)}
    )


def _edge(
    page: Sequence[Line],
    height: tuple[float, float],
    seen: Counter[tuple[str, int]],
    *,
    top: bool,
) -> set[int]:
    """The rows from a page's edge inwards that are its header or footer."""
    rows = _rows(page, height, top=top)
    steps = [abs(a[0] - b[0]) for a, b in pairwise(rows)]
    usual = median(steps) if steps else 0.0
    gone: set[int] = set()
    held: set[int] = set()
    for at, (base, indices) in enumerate(rows[:_ROWS]):
        count = min((_count(page[index], seen) for index in indices), default=0)
        numbered = all(_is_number(page[index]) for index in indices)
        if not _in_zone(base, height, top=top) or not (count or numbered):
            break
        held |= set(indices)
        last = at + 1 >= len(rows) or not _in_zone(base, height, top=top)
        apart = last or abs(rows[at + 1][0] - base) > _APART * usual
        other = not last and any(
            abs(page[index].size - page[rows[at + 1][1][0]].size) > _OTHER_SIZE for index in indices
        )
        if apart or other or count >= _SURE or (numbered and not count):
            gone |= held
    return gone


def _rows(
    page: Sequence[Line], height: tuple[float, float], *, top: bool
) -> list[tuple[float, list[int]]]:
    """The lines within reach of an edge by their base lines, and one row beyond."""
    rows: list[tuple[float, list[int]]] = []
    for index in sorted(range(len(page)), key=lambda i: page[i].base, reverse=top):
        base = page[index].base
        if rows and abs(rows[-1][0] - base) < 1:
            rows[-1][1].append(index)
            continue
        if rows and not _in_zone(rows[-1][0], height, top=top):
            break
        rows.append((base, [index]))
    return rows


def _in_zone(base: float, height: tuple[float, float], *, top: bool) -> bool:
    low, high = height
    depth = _ZONE * (high - low)
    return base > high - depth if top else base < low + depth


def _count(line: Line, seen: Counter[tuple[str, int]]) -> int:
    """On how many pages a line stands at about this height."""
    key, height = _place(line)
    return max(seen[key, height + shift] for shift in (-1, 0, 1))


def _is_number(line: Line) -> bool:
    return bool(_PAGE_NUMBER.fullmatch(line.text) or _BROWSER.fullmatch(line.text))


def _stamps(page: Sequence[Line]) -> set[int]:
    """Words that one page shows over and over, one above the other."""
    places: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
    for index, line in enumerate(page):
        if any(letter.isalpha() for letter in line.text):
            places[_key(line), round(line.left / _SHIFT)].append(index)
    return {
        index
        for indices in places.values()
        if len(indices) >= _STAMPS
        and len({page[i].text for i in indices}) == 1
        and page[indices[0]].size > _STAMP_SIZE * min(line.size for line in page)
        for index in indices
    }


def _with_margins(page: list[Line | None], whole: float) -> list[Line | None]:
    """Lines with the right edge that the text of their column keeps to.

    A page number beside the text or a wide table would make every line look short.

    Args:
        whole: the edge that most pages keep to.
    """
    columns: defaultdict[int, list[Line]] = defaultdict(list)
    for line in page:
        if line is not None:
            columns[round(line.margin)].append(line)
    margins = {
        key: max(_margin(lines), min(whole, max(line.right for line in lines)))
        for key, lines in columns.items()
    }
    return [
        line and replace(line, margin=max(margins[round(line.margin)], line.right)) for line in page
    ]


def _margin(lines: Sequence[Line]) -> float:
    if not lines:
        return 0.0
    rights = sorted((line.right for line in lines), reverse=True)
    reach = _NEAR * median(line.size for line in lines)
    for at, right in enumerate(rights):
        near = sum(right - reach <= other for other in rights[at + 1 :])
        if near >= min(_ENDING, len(rights) // 4):
            return right
    return rights[0]
