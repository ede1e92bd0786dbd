"""Rules of typesetting, checked on whole reports of real policies as they are laid out."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

import pytest

from reviewer.paths import resources
from reviewer.pipeline import Options, review
from reviewer.report import style
from reviewer.report.boxes import Layer, Text
from reviewer.report.content import ReportOptions, build
from reviewer.report.fonts import load
from reviewer.report.layout import Layout, lay_out
from reviewer.report.structure import Element, Role

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reviewer.model.rules import Rulebook
    from reviewer.pipeline import Analyser

_OPENS_NO_LINE = tuple("，。、；：？！》〉」』）】〕”’…—%")
_ENDS_NO_LINE = tuple("《〈「『（【〔“‘")
_OPTIONS = Options(as_of=date(2026, 1, 2), checklists=("eu_gdpr", "cn_pipl"))
_KEPT = 2
_PARTED = 4  # lines from which on a paragraph may be parted

Line = tuple[int, float, str]
"""Page, height and words of a printed line."""


@pytest.fixture(scope="module", params=["en", "zh"])
def layouts(request: pytest.FixtureRequest, analyser: Analyser, bundled: Rulebook) -> list[Layout]:
    return [
        laid_out(path, analyser, bundled, str(request.param))
        for path in sorted((resources() / "samples").glob("*.txt"))
    ]


def laid_out(path: Path, analyser: Analyser, bundled: Rulebook, language: str) -> Layout:
    found = review(path.read_bytes(), path.name, analyser, _OPTIONS)
    return lay_out(load(), build(found, bundled, ReportOptions(language=language)))


def owner(element: Element) -> Element:
    """The paragraph that a link is part of, or the element itself."""
    while element.role is Role.LINK and element.parent is not None:
        element = element.parent
    return element


def paragraphs(layout: Layout) -> Iterator[list[Line]]:
    """The lines of each element that is read in one run, in order."""
    pieces: dict[Element, dict[tuple[int, float], list[Text]]] = defaultdict(dict)
    for number, page in enumerate(layout.pages):
        for y, op in page.placed:
            if isinstance(op, Text) and op.element is not None and op.layer is Layer.BODY:
                pieces[owner(op.element)].setdefault((number, y + op.y), []).append(op)
    for lines in pieces.values():
        yield [
            (page, level, "".join(op.text for op in sorted(ops, key=lambda op: op.x)))
            for (page, level), ops in lines.items()
        ]


def is_wide(line: str) -> bool:
    return any(char > "\u2e80" for char in line)


def broken_rules(layout: Layout) -> list[str]:
    """Lines of Chinese that begin or end as none may."""
    return [
        line
        for paragraph in paragraphs(layout)
        for rank, (_, _, line) in enumerate(paragraph)
        if is_wide(line)
        and ((rank and line.startswith(_OPENS_NO_LINE)) or
             (rank < len(paragraph) - 1 and line.endswith(_ENDS_NO_LINE)))
    ]  # fmt: skip


def test_that_no_chinese_line_begins_or_ends_with_a_mark_that_may_not(
    layouts: list[Layout],
) -> None:
    assert sum(is_wide(line) for one in layouts for lines in paragraphs(one) for *_, line in lines)
    assert [broken_rules(layout) for layout in layouts] == [[] for _ in layouts]


def test_that_the_same_holds_for_real_policies(
    analyser: Analyser, bundled: Rulebook, seeds: list[Path]
) -> None:
    for path in seeds:
        assert broken_rules(laid_out(path, analyser, bundled, "zh")) == [], path.name


def test_that_no_line_of_a_paragraph_stands_alone_on_a_page(layouts: list[Layout]) -> None:
    parted = 0
    for layout in layouts:
        for lines in paragraphs(layout):
            on_page: dict[int, int] = defaultdict(int)
            for page, _, _ in lines:
                on_page[page] += 1
            if len(on_page) > 1 and len(lines) >= _PARTED:
                parted += 1
                assert min(on_page.values()) >= _KEPT, lines
            elif len(lines) < _PARTED:
                assert len(on_page) == 1, lines
    assert parted


def test_that_no_row_that_fits_is_parted(layouts: list[Layout]) -> None:
    rows = 0
    for layout in layouts:
        reach: dict[Element, list[tuple[int, float]]] = defaultdict(list)
        for number, page in enumerate(layout.pages):
            for y, op in page.placed:
                element = op.element
                while element is not None and element.role is not Role.ROW:
                    element = element.parent
                if element is not None and isinstance(op, Text):
                    reach[element].append((number, y))
        for places in reach.values():
            pages = {page for page, _ in places}
            if len(pages) == 1:
                rows += 1
                continue
            # One that is parted is taller than what is held together, but for a line a page.
            height = 0.0
            for rank in pages:
                levels = [y for here, y in places if here == rank]
                height += max(levels) - min(levels) + style.BODY.chinese_leading
            assert height > style.BODY_HEIGHT / 3 - len(pages) * style.BODY.chinese_leading
    assert rows > 100
