"""That headers, footers, page numbers and watermarks of a PDF are no text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from reportlab.platypus import PageBreak

from tests.text.pdf_files import (
    BOLD,
    HAN,
    LONG,
    LONG_HAN,
    MARGIN,
    OTHER,
    OTHER_HAN,
    PLAIN,
    ROOM,
    THIRD,
    TOP,
    drawn,
    filled,
    laid,
    lines,
    p,
    put,
    rows,
    say,
    tale,
)

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import Flowable

TEXTS = [LONG, OTHER, THIRD, tale(1), tale(2), tale(3)]
NUMBERS = [
    "{n}",
    "- {n} -",
    "— {n} —",
    "[{n}]",
    "Page {n}",
    "Page {n} of {all}",
    "{n} of {all}",
    "{n}/{all}",
    "page {roman}",
    "第 {n} 页",
    "第{n}页，共{all}页",
    "第{n}页 共{all}页",
]


def paged(*texts: str) -> list[Flowable]:
    """One paragraph a page."""
    return [part for text in texts for part in (p(text), PageBreak())]


def numbered(form: str, page: int, count: int) -> tuple[str, str]:
    text = form.format(n=page, all=count, roman=("i", "ii", "iii", "iv")[page - 1])
    return text, HAN if "页" in text else PLAIN


@pytest.mark.parametrize(
    "form", [*NUMBERS, "p. {n}", "{n} | Page", "Wick and Son    {n}", "{roman}"]
)
def test_that_page_numbers_are_left_out(form: str) -> None:
    data = laid(
        *paged(*TEXTS[:4]),
        around=lambda canvas, page: say(canvas, 280, 40, *numbered(form, page, 4)),
    )
    assert lines(data) == TEXTS[:4]


@pytest.mark.parametrize(
    "form",
    [
        *NUMBERS,
        "Page | {n}",
        "p. {n}",
    ],
)
def test_that_the_number_of_a_single_page_is_left_out(form: str) -> None:
    data = laid(p(LONG), around=lambda canvas, page: say(canvas, 280, 40, *numbered(form, page, 1)))
    assert lines(data) == [LONG]


def test_that_headers_and_footers_are_left_out() -> None:
    def around(canvas: Canvas, page: int) -> None:
        say(canvas, MARGIN, 805, "The Lantern Shop — Privacy", BOLD, 9)
        say(canvas, 440, 805, f"version 3.{page}", PLAIN, 9)
        say(canvas, MARGIN, 50, "12 Lamp Lane, Tallowford", PLAIN, 8)
        say(canvas, MARGIN, 38, f"printed on 1 May 2026, sheet {page}", PLAIN, 8)

    assert lines(laid(*paged(*TEXTS), around=around)) == TEXTS


def test_that_chinese_headers_are_left_out() -> None:
    def around(canvas: Canvas, _page: int) -> None:
        say(canvas, 230, 805, "灯笼店隐私政策", HAN, 9)
        canvas.line(MARGIN, 800, MARGIN + ROOM, 800)

    texts = [LONG_HAN, OTHER_HAN, LONG_HAN[10:]]
    story = [part for text in texts for part in (p(text, HAN), PageBreak())]
    assert lines(laid(*story, around=around)) == texts


def test_that_headers_may_differ_on_odd_and_even_pages() -> None:
    def around(canvas: Canvas, page: int) -> None:
        if page % 2:
            say(canvas, 420, 805, f"The Lantern Shop  {page}")
        else:
            say(canvas, MARGIN, 805, f"{page}  Letters and Streets")

    assert lines(laid(*paged(*TEXTS), around=around)) == TEXTS


def test_that_the_first_page_may_have_no_header() -> None:
    def around(canvas: Canvas, page: int) -> None:
        if page > 1:
            say(canvas, MARGIN, 805, "The Lantern Shop")

    assert lines(laid(*paged(*TEXTS), around=around)) == TEXTS


def test_that_what_a_browser_prints_is_left_out() -> None:
    def around(canvas: Canvas, page: int) -> None:
        say(canvas, 24, 820, "5/1/26, 10:24 AM", size=8)
        say(canvas, 250, 820, "Privacy at the Lantern Shop", size=8)
        say(canvas, 24, 18, "https://lantern.example/privacy", size=8)
        say(canvas, 550, 18, f"{page}/3", size=8)

    assert lines(laid(*paged(*TEXTS[:3]), around=around)) == TEXTS[:3]


def test_that_what_stands_outside_the_margins_does_not_cut_paragraphs() -> None:
    def around(canvas: Canvas, page: int) -> None:
        say(canvas, 560, 18, f"{page}/3", size=8)

    text = (
        "We keep the name of every traveller and the street of the house in which Mrs. Ada "
        "Wick lives. The number 4711 is painted on the door of the shop in Tallowford and on "
        "London letters. Copies of the New Lantern Book are kept by the Master of Lamps himself."
    )
    story = [p(text, rightIndent=150), p(LONG, rightIndent=150)]
    assert lines(laid(*story, around=around)) == [text, LONG]


def watermark(canvas: Canvas, _page: int) -> None:
    canvas.saveState()
    canvas.setFillGray(0.85)
    canvas.translate(200, 300)
    canvas.rotate(45)
    say(canvas, 0, 0, "DRAFT OF THE SHOP", BOLD, 60)
    canvas.restoreState()


@pytest.mark.parametrize("pages", [1, 3])
def test_that_slanted_watermarks_are_left_out(pages: int) -> None:
    assert lines(laid(*paged(*TEXTS[:pages]), around=watermark)) == TEXTS[:pages]


@pytest.mark.parametrize(
    "pages",
    [
        1,
        3,
    ],
)
def test_that_light_words_that_repeat_are_left_out(pages: int) -> None:
    def around(canvas: Canvas, _page: int) -> None:
        canvas.setFillGray(0.9)
        for height in range(100, 700, 150):
            say(canvas, 160, height, "Copy of the Lantern Shop", BOLD, 24)
        canvas.setFillGray(0)

    assert lines(laid(*paged(*TEXTS[:pages]), around=around)) == TEXTS[:pages]


def test_that_numbers_in_the_text_stay() -> None:
    data = laid(p(LONG), p("2026"), p(OTHER), p("第 3 页", HAN), p(THIRD))
    assert lines(data) == [LONG, "2026", OTHER, "第 3 页", THIRD]


def test_that_the_title_of_a_document_stays_though_headers_repeat_it() -> None:
    def draw(canvas: Canvas) -> None:
        top = put(canvas, p("Lantern Privacy", BOLD, 20), top=560)
        for text in TEXTS[:3]:
            put(canvas, p(text), top=top)
            canvas.showPage()
            say(canvas, MARGIN, 805, "Lantern Privacy")
            top = TOP
        put(canvas, p(TEXTS[3]))

    assert [text for _, _, text in rows(drawn(draw))] == ["Lantern Privacy", *TEXTS[:4]]


def test_that_words_of_the_text_may_stand_twice_near_the_top_of_a_page() -> None:
    pages = [
        ["Parcels go by cart to the town of", "your choice. We keep the name for", "one year."],
        ["Letters go by boat to the town of", "your choice. We keep the name for", "one year."],
    ]

    def draw(canvas: Canvas) -> None:
        for texts in pages:
            filled(canvas, texts[:2], width=200)
            say(canvas, MARGIN, TOP - 28, texts[2])
            put(canvas, p(LONG), top=TOP - 50)
            canvas.showPage()

    whole = " ".join(part for texts in pages for part in (*texts, LONG))
    assert " ".join(lines(drawn(draw))) == whole
