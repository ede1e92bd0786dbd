"""What the reader makes of a PDF's tables, and of boxes that are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from reportlab.platypus import Spacer

from reviewer.text.readers import pdf
from tests.text.pdf_files import (
    BOLD,
    CELL,
    COLUMNS,
    HAN,
    LONG,
    MARGIN,
    OTHER,
    PARAGRAPH,
    ROOM,
    THIRD,
    TOP,
    drawn,
    laid,
    p,
    put,
    rows,
    ruled,
    say,
    tale,
    wrapped,
)

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

DATA = [
    ["Data", "Time", "Reason"],
    ["name", "one year", "to paint it on the glass of the lantern"],
    ["street", "two years", "to tell the carrier where to knock on the door"],
]


def row_texts(cells: list[list[str]]) -> list[str]:
    return [" | ".join(cell for cell in row if cell) for row in cells]


def test_that_ruled_tables_are_read_by_cell() -> None:
    data = laid(p("These we keep:"), ruled(DATA, [80, 80, 100]), p(LONG))
    first, *rest = row_texts(DATA)
    assert rows(data) == [
        (PARAGRAPH, 0, "These we keep:"),
        (COLUMNS, 0, first),
        *((CELL, 0, row) for row in rest),
        (PARAGRAPH, 0, LONG),
    ]


def test_that_chinese_tables_are_read_by_cell() -> None:
    cells = [
        ["权限名称", "使用目的"],
        ["位置信息", "用于把灯笼送到您家门口，途中不会告诉任何其他人。"],
    ]

    def draw(canvas: Canvas) -> None:
        canvas.grid([MARGIN, MARGIN + 100, MARGIN + 250], [TOP - 60, TOP - 20, TOP])
        for row, (name, why) in enumerate(cells):
            say(canvas, MARGIN + 4, TOP - 14 - 20 * row, name, HAN)
            for line in range(0, len(why), 14):
                say(canvas, MARGIN + 104, TOP - 14 - 20 * row - line, why[line : line + 14], HAN)

    assert rows(drawn(draw)) == [
        (COLUMNS, 0, "权限名称 | 使用目的"),
        (CELL, 0, "位置信息 | 用于把灯笼送到您家门口，途中不会告诉任何其他人。"),
    ]


def test_that_tables_may_be_shaded_instead_of_ruled() -> None:
    def draw(canvas: Canvas) -> None:
        for row, cells in enumerate(DATA):
            for column, text in enumerate(cells):
                canvas.setFillGray(0.9 if row % 2 else 0.8)
                canvas.rect(MARGIN + 150 * column, TOP - 20 * row, 148, 18, fill=1, stroke=0)
                canvas.setFillGray(0)
                say(canvas, MARGIN + 150 * column + 4, TOP - 20 * row + 5, text, size=6)

    assert [text for _, _, text in rows(drawn(draw))] == row_texts(DATA)


def test_that_merged_cells_are_said_once() -> None:
    cells = [
        ["Data", "", "Time"],
        ["name", "first name", "one year"],
        ["", "last name", "two years"],
    ]
    merged = [("SPAN", (0, 0), (1, 0)), ("SPAN", (0, 1), (0, 2))]
    found = rows(laid(ruled(cells, [100, 100, 200], *merged), p(LONG)))
    assert [text for _, _, text in found[:3]] == row_texts(cells)


def test_that_an_empty_cell_is_left_out() -> None:
    cells = [["Data", "Time"], ["name", ""], ["street", "two years"]]
    assert [text for _, _, text in rows(laid(ruled(cells, [200, 200])))] == row_texts(cells)


def test_that_a_table_goes_on_over_pages_and_names_its_columns_once() -> None:
    cells = [DATA[0], *([tale(i, 1), tale(i + 500, 2), tale(i + 900, 6)] for i in range(70))]
    data = laid(ruled(cells, [100, 120, 220], repeatRows=1))
    assert pdf.read(data).pages > 1
    assert rows(data) == [
        (COLUMNS if not index else CELL, 0, text) for index, text in enumerate(row_texts(cells))
    ]


def cut_row(canvas: Canvas, below: list[str], *, closed: bool = True) -> None:
    """A table whose last row goes on behind a page's end, in the first cell as told."""
    text = wrapped(OTHER, 190)
    half = len(text) // 2
    xs = [MARGIN, MARGIN + 100, MARGIN + 300]
    edge = 100 + 14 * half
    canvas.grid(xs, [edge, edge + 20, edge + 40])
    for row, (name, time) in enumerate([("lamps", "one year"), ("Data", "Time")]):
        say(canvas, xs[0] + 4, edge + 6 + 20 * row, name)
        say(canvas, xs[1] + 4, edge + 6 + 20 * row, time)
    for first, part, top in ((["names"], text[:half], edge), (below, text[half:], 740)):
        bottom = top - 14 * half - 4
        for x in xs:
            canvas.line(x, bottom, x, top)
        for y, drawn_at in ((top, part == text[:half]), (bottom, part != text[:half])):
            if closed or drawn_at:
                canvas.line(xs[0], y, xs[-1], y)
        for x, words in ((xs[0], first), (xs[1], part)):
            for row, line in enumerate(words):
                say(canvas, x + 4, top - 12 - 14 * row, line)
        canvas.showPage()


def test_that_a_cell_goes_on_over_pages() -> None:
    assert [text for _, _, text in rows(drawn(lambda canvas: cut_row(canvas, [])))] == [
        "Data | Time",
        "lamps | one year",
        f"names | {OTHER}",
    ]


def test_that_rows_are_read_that_have_no_rule_at_the_end_of_a_page() -> None:
    found = rows(drawn(lambda canvas: cut_row(canvas, ["of shops"], closed=False)))
    assert {kind for kind, _, _ in found} <= {CELL, COLUMNS}


def test_that_rows_on_two_pages_stay_two() -> None:
    found = rows(drawn(lambda canvas: cut_row(canvas, ["streets"])))
    text = wrapped(OTHER, 190)
    half = len(text) // 2
    assert [text for _, _, text in found[2:]] == [
        f"names | {' '.join(text[:half])}",
        f"streets | {' '.join(text[half:])}",
    ]


def test_that_text_between_two_tables_stays_there() -> None:
    one, two = (
        [["a lamp", "one year"], ["a wick", "two years"]],
        [["oil", "a week"], ["wax", "a month"]],
    )
    data = laid(ruled(one, [200, 200]), Spacer(1, 12), p(LONG), ruled(two, [200, 200]))
    assert [text for _, _, text in rows(data)] == [*row_texts(one), LONG, *row_texts(two)]


@pytest.mark.parametrize(
    "ruled_below",
    [
        True,
        pytest.param(
            False,
            marks=pytest.mark.xfail(strict=True, reason="without any rule cells are not told"),
        ),
    ],
)
def test_that_tables_without_rules_between_columns_are_read_by_cell(*, ruled_below: bool) -> None:
    def draw(canvas: Canvas) -> None:
        top = TOP
        for cells in DATA:
            if ruled_below:
                canvas.line(MARGIN, top + 14, MARGIN + ROOM, top + 14)
            parts = [wrapped(text, 100) for text in cells]
            for column, texts in enumerate(parts):
                for row, line in enumerate(texts):
                    say(canvas, MARGIN + 150 * column, top - 12 * row, line)
            top -= 12 * max(map(len, parts)) + 10
        if ruled_below:
            canvas.line(MARGIN, top + 14, MARGIN + ROOM, top + 14)
        put(canvas, p(LONG), top=top - 20)

    assert [text for _, _, text in rows(drawn(draw))] == [*row_texts(DATA), LONG]


def test_that_a_box_around_text_is_no_table() -> None:
    data = laid(ruled([[LONG], [OTHER]], [ROOM]), Spacer(1, 12), p(THIRD))
    assert rows(data) == [(PARAGRAPH, 0, text) for text in (LONG, OTHER, THIRD)]


def test_that_lines_under_headings_are_no_table() -> None:
    def draw(canvas: Canvas) -> None:
        top = TOP
        for title, text in (("What we keep", LONG), ("Whom we tell", OTHER)):
            top = put(canvas, p(title, BOLD, 14), top=top)
            canvas.line(MARGIN, top, MARGIN + ROOM, top)
            top = put(canvas, p(text), top=top - 6)

    assert [text for _, _, text in rows(drawn(draw))] == [
        "What we keep",
        LONG,
        "Whom we tell",
        OTHER,
    ]
