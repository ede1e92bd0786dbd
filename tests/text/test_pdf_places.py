"""Where on the pages of a PDF its characters stand."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from reviewer.model.origin import Turn
from reviewer.model.span import Span
from reviewer.text.readers import pdf
from tests.text.pdf_files import (
    BOLD,
    HAN,
    LONG,
    LONG_HAN,
    MARGIN,
    OTHER,
    PLAIN,
    ROOM,
    TOP,
    drawn,
    laid,
    origins,
    p,
    placed,
    ruled,
    say,
    tale,
    typed,
    wrapped,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reportlab.pdfgen.canvas import Canvas

    from tests.text.pdf_files import Mark

# Points by which a letter may be off.
NEAR = 0.3


def written(write: Callable[[Canvas], Sequence[Mark]]) -> tuple[bytes, list[Mark]]:
    """A file, and where each of its characters that shows was drawn."""
    marks: list[Mark] = []
    data = drawn(lambda canvas: marks.extend(write(canvas)))
    return data, [mark for mark in marks if not mark.letter.isspace()]


def check(data: bytes, marks: Sequence[Mark], turn: Turn = Turn.NONE) -> None:
    """That every character leads back to where it was drawn."""
    found = placed(pdf.read(data))
    assert [letter for letter, _, _ in found] == [mark.letter for mark in marks]
    upright = turn in {Turn.NONE, Turn.HALF}
    for (_, page, box), mark in zip(found, marks, strict=True):
        assert page == mark.page
        along = (box.left, box.right) if upright else (box.bottom, box.top)
        across = (box.bottom, box.top) if upright else (box.left, box.right)
        assert along == pytest.approx((mark.left, mark.right), abs=NEAR)
        assert across[0] - NEAR <= mark.base <= across[1] + NEAR
        assert across[1] - across[0] < 20


def block(canvas: Canvas, text: str, top: float = TOP, width: float = ROOM) -> list[Mark]:
    marks = []
    for row, line in enumerate(wrapped(text, width)):
        marks += say(canvas, MARGIN, top - 14 * row, line)
    return marks


def test_that_letters_lead_back_to_their_lines() -> None:
    check(*written(lambda canvas: [*block(canvas, LONG), *block(canvas, OTHER, 600)]))


def test_that_chinese_characters_lead_back_to_their_lines() -> None:
    def write(canvas: Canvas) -> list[Mark]:
        marks = []
        for row in range(0, len(LONG_HAN), 40):
            marks += say(canvas, MARGIN, TOP - row, LONG_HAN[row : row + 40], HAN, 11)
        return marks

    check(*written(write))


def test_that_letters_lead_back_to_their_pages() -> None:
    def write(canvas: Canvas) -> list[Mark]:
        marks = []
        for number, title in enumerate(("One lamp", "Two lamps", "Three lamps")):
            marks += say(canvas, MARGIN, TOP, title, BOLD, 16)
            marks += block(canvas, tale(number), TOP - 40 - 10 * number)
            canvas.showPage()
        return marks

    check(*written(write))


@pytest.mark.parametrize("turn", list(Turn))
def test_that_letters_of_turned_lines_lead_back(turn: Turn) -> None:
    data, marks = written(lambda canvas: typed(canvas, wrapped(LONG, 300), turn))
    check(data, marks, turn)
    assert {origin.turn for origin in origins(pdf.read(data))} == {turn}


def test_that_letters_of_a_turned_page_lead_back() -> None:
    def write(canvas: Canvas) -> list[Mark]:
        canvas.setPageRotation(90)
        return typed(canvas, wrapped(LONG, 300), 90)

    check(*written(write), Turn.QUARTER)


def test_that_letters_of_columns_lead_back() -> None:
    def write(canvas: Canvas) -> list[Mark]:
        marks = []
        for left, text in ((MARGIN, tale(1, 80)), (320, tale(2, 80))):
            for row, line in enumerate(wrapped(text, 200)):
                marks += say(canvas, left, TOP - 14 * row, line)
        return marks

    check(*written(write))


def test_that_a_page_may_begin_anywhere() -> None:
    data, marks = written(lambda canvas: block(canvas, LONG))
    moved = data.replace(b"/MediaBox [ 0 0 595 842 ]", b"/MediaBox [ 9 9 580 830 ]")
    assert moved != data
    check(moved, marks)


def test_that_joined_halves_of_a_word_lead_back_to_both_lines() -> None:
    def write(canvas: Canvas) -> list[Mark]:
        above = say(canvas, MARGIN, TOP, "We keep the name and infor-")
        return [*above[:-1], *say(canvas, MARGIN, TOP - 14, "mation of your lantern.")]

    data, marks = written(write)
    check(data, marks)
    extract = pdf.read(data)
    start = extract.text.index("information")
    boxes = [origin.box(Span(start, start + 11)) for origin in origins(extract)]
    assert [round(box.bottom) < TOP <= box.top for box in boxes if box] == [True, False]


def test_that_letters_of_a_ligature_share_its_room() -> None:
    data = drawn(lambda canvas: say(canvas, MARGIN, TOP, "ﬁre", HAN, 20))
    (_, _, first), (_, _, second), *_ = placed(pdf.read(data))
    assert first.left == pytest.approx(MARGIN, abs=NEAR)
    assert first.right == pytest.approx(second.left, abs=NEAR)
    assert first.right - first.left == pytest.approx(second.right - second.left, abs=NEAR)


def test_that_letters_of_cells_lead_back() -> None:
    cells = [["name", "one year"], ["street", "two years"]]

    def write(canvas: Canvas) -> list[Mark]:
        canvas.grid([60, 260, 460], [TOP - 26, TOP - 6, TOP + 14])
        marks = []
        for row, texts in enumerate(cells):
            for column, text in enumerate(texts):
                marks += say(canvas, 64 + 200 * column, TOP - 20 * row, text)
        return marks

    data, marks = written(write)
    extract = pdf.read(data)
    assert extract.text == "name | one year\nstreet | two years"
    assert [letter for letter, _, _ in placed(extract)] == [mark.letter for mark in marks]
    check(data, marks)


@pytest.mark.parametrize("columns", [1, 2])
def test_that_every_character_has_one_origin_in_order(columns: int) -> None:
    story = [p(tale(number), BOLD if number % 9 == 0 else PLAIN) for number in range(40)]
    table = ruled([["name", "one year"], ["street", "two years"]], [100, 100])
    extract = pdf.read(laid(*story, table, *map(p, (LONG, OTHER)), columns=columns))
    spans = [origin.span for origin in origins(extract)]
    assert all(one.end <= other.start for one, other in pairwise(spans))
    traced = {place for span in spans for place in range(span.start, span.end)}
    bare = {
        place
        for place, letter in enumerate(extract.text)
        if place not in traced and not letter.isspace()
    }
    assert {extract.text[place] for place in bare} <= {"|"}
    pages = [origin.page for origin in origins(extract)]
    assert pages == sorted(pages)
    assert set(pages) == set(range(1, extract.pages + 1))


def test_that_edges_run_along_the_line() -> None:
    for origin in origins(pdf.read(laid(p(LONG), p(OTHER, alignment=4)))):
        assert len(origin.edges) == origin.span.end - origin.span.start + 1
        assert list(origin.edges) == sorted(origin.edges)
        assert origin.low < origin.high
