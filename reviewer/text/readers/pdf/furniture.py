"""What stands on pages beside the text: headers, footers, page numbers, watermarks."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewer.text.readers.pdf.lines import Line

T = TypeVar("T")

# So many rows at either end of a page can be its header or footer, within this part of its height.
_ROWS, _ZONE = 4, 0.14
# A line is furniture when so many of the pages show it, two at least.
_SHARE = 0.5
_NUMBERS = re.compile(r"\d+|\b[ivxlc]+\b", re.IGNORECASE)
_PAGE_NUMBER = re.compile(
    r"\W*(?:page\s*)?\d{1,4}\s*(?:(?:/|of|\||-)\s*\d{1,4})?\W*"
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


def without_furniture(
    pages: Sequence[Sequence[Line]], heights: Sequence[tuple[float, float]]
) -> list[list[Line]]:
    """The lines of each page that are text.

    Args:
        pages: the lines of each page in reading order.
        heights: lower and upper edge of each page in reading space.
    """
    zoned = [_zone(page, height) for page, height in zip(pages, heights, strict=True)]
    repeated = _repeated(
        [{_key(page[index]) for index in zone} for page, zone in zip(pages, zoned, strict=True)]
    )
    marks = _repeated([{(_key(line), _place(line)) for line in page} for page in pages], 0.8, 3)
    kept = []
    for page, zone, height in zip(pages, zoned, heights, strict=True):
        gone = {index for index in zone if _key(page[index]) in repeated}
        gone |= _numbers(page, height, gone)
        gone |= {i for i, line in enumerate(page) if (_key(line), _place(line)) in marks}
        kept.append([line for index, line in enumerate(page) if index not in gone])
    return kept


def _key(line: Line) -> str:
    return _NUMBERS.sub("#", line.text.lower()).replace(" ", "")


def _place(line: Line) -> tuple[int, int]:
    return round(line.left / 3), round(line.base / 3)


def _zone(page: Sequence[Line], height: tuple[float, float]) -> set[int]:
    """Lines among the first and last rows of a page and near its edge."""
    bottom, top = height
    depth = _ZONE * (top - bottom)
    bases = sorted({round(line.base) for line in page})
    low, high = set(bases[:_ROWS]), set(bases[-_ROWS:])
    return {
        index
        for index, line in enumerate(page)
        if (round(line.base) in low and line.base < bottom + depth)
        or (round(line.base) in high and line.top > top - depth)
    }


def _repeated(sets: Sequence[set[T]], share: float = _SHARE, least: int = 2) -> set[T]:
    """What stands on so many of the pages that have any text."""
    counts = Counter(key for keys in sets for key in keys)
    filled = sum(bool(keys) for keys in sets)
    return {key for key, count in counts.items() if count >= max(least, share * filled)}


def _numbers(page: Sequence[Line], height: tuple[float, float], gone: set[int]) -> set[int]:
    """The page number, and what a browser prints, as the outermost rows that are left."""
    bottom, top = height
    depth = _ZONE * (top - bottom)
    rest = [index for index in range(len(page)) if index not in gone]
    if not rest:
        return set()
    lowest = min(page[index].base for index in rest)
    highest = max(page[index].base for index in rest)
    found = set()
    for index in rest:
        line = page[index]
        outer = (line.base <= lowest + 1 and line.base < bottom + depth) or (
            line.base >= highest - 1 and line.top > top - depth
        )
        if outer and (_PAGE_NUMBER.fullmatch(line.text) or _BROWSER.fullmatch(line.text)):
            found.add(index)
    return found
