"""What the reader makes of a PDF's columns, lists, headings and turned pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from reportlab.platypus import PageBreak

from reviewer.text.readers import pdf
from tests.text.pdf_files import (
    BOLD,
    CONTENTS,
    HAN,
    HAN_BOLD,
    HEADING,
    ITALIC,
    ITEM,
    LONG,
    LONG_HAN,
    MARGIN,
    OTHER,
    OTHER_HAN,
    PARAGRAPH,
    PLAIN,
    ROOM,
    THIRD,
    TOP,
    blocks,
    drawn,
    laid,
    lines,
    p,
    placed,
    put,
    rich,
    rows,
    say,
    tale,
    typed,
    wrapped,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportlab.pdfgen.canvas import Canvas

TITLE = "The lantern shop and the letters of its customers"
TEXTS = [f"{text} So says rule {word}." for word in ("one", "two") for text in (LONG, OTHER, THIRD)]


def beside(columns: list[list[str]], title: str = "", gutter: float = 24) -> bytes:
    """Columns that are drawn at once, below a title that spans them."""

    def draw(canvas: Canvas) -> None:
        top = put(canvas, p(title, BOLD, 16)) - 6 if title else TOP
        width = (ROOM - gutter * (len(columns) - 1)) / len(columns)
        for index, texts in enumerate(columns):
            below = top
            for text in texts:
                left = MARGIN + index * (width + gutter)
                below = put(canvas, p(text), left=left, top=below, width=width)

    return drawn(draw)


def test_that_two_columns_are_read_one_after_the_other() -> None:
    assert lines(beside([TEXTS[:3], TEXTS[3:]])) == TEXTS


def test_that_a_title_over_columns_is_read_first() -> None:
    assert rows(beside([TEXTS[:3], TEXTS[3:]], TITLE)) == [
        (HEADING, 1, TITLE),
        *((PARAGRAPH, 0, text) for text in TEXTS),
    ]


@pytest.mark.parametrize("title", ["", TITLE])
def test_that_three_columns_are_read_one_after_the_other(title: str) -> None:
    found = lines(beside([TEXTS[:2], TEXTS[2:4], TEXTS[4:]], title))
    assert found[bool(title) :] == TEXTS


def test_that_a_paragraph_goes_on_in_the_next_column() -> None:
    def draw(canvas: Canvas) -> None:
        column = wrapped(f"{LONG} {OTHER} {THIRD}", 200)
        for index, line in enumerate(column):
            side, row = divmod(index, len(column) // 2)
            say(canvas, MARGIN + side * 230, TOP - row * 14, line)

    assert lines(drawn(draw)) == [f"{LONG} {OTHER} {THIRD}"]


def test_that_columns_go_on_over_pages() -> None:
    texts = [tale(index) for index in range(50)]
    data = laid(*map(p, texts), columns=2)
    assert pdf.read(data).pages > 1
    assert lines(data) == texts


def test_that_columns_may_stand_close_to_each_other() -> None:
    assert lines(beside([TEXTS[:3], TEXTS[3:]], gutter=10)) == TEXTS


def test_that_headings_stand_in_columns_that_are_close_to_each_other() -> None:
    def draw(canvas: Canvas) -> None:
        for side, texts in enumerate((TEXTS[:2], TEXTS[2:4])):
            below = TOP
            for text in texts:
                for part in (p(f"Rule {tale(side, 2)}"[:-1], BOLD, 15), p(text, alignment=4)):
                    below = put(canvas, part, left=MARGIN + 232 * side, top=below, width=219)

    assert [text for text in lines(drawn(draw)) if text in TEXTS] == TEXTS[:4]


def test_that_a_second_column_may_end_soon() -> None:
    data = beside([TEXTS[:3], ["The shop is open."]])
    assert lines(data) == [*TEXTS[:3], "The shop is open."]


@pytest.mark.parametrize(("font", "texts"), [(PLAIN, [LONG, OTHER]), (HAN, [LONG_HAN, OTHER_HAN])])
def test_that_an_indent_begins_a_paragraph(font: str, texts: list[str]) -> None:
    assert lines(laid(*(p(t, font, firstLineIndent=20, spaceAfter=0) for t in texts))) == texts


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("您可以随时打开店里的“灯笼设置”", "并关闭其中的一项，掌柜会立即记录。"),
        ("您可以随时打开店里的灯笼设置页面", "“邮寄”一栏，掌柜会立即记录并告知。"),
    ],
)
def test_that_quotes_at_the_end_of_a_chinese_line_make_no_space(first: str, second: str) -> None:
    def draw(canvas: Canvas) -> None:
        say(canvas, MARGIN, TOP, first, HAN, 12)
        say(canvas, MARGIN, TOP - 18, second, HAN, 12)
        say(canvas, MARGIN, TOP - 36, "到市集日为止。", HAN, 12)

    assert lines(drawn(draw)) == [f"{first}{second}到市集日为止。"]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_that_turned_text_is_read(turn: int) -> None:
    data = drawn(lambda canvas: typed(canvas, wrapped(f"{LONG} {OTHER}", 400), turn))
    assert lines(data) == [f"{LONG} {OTHER}"]


@pytest.mark.parametrize("turn", [0, 90])
def test_that_a_page_may_be_shown_turned(turn: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(90)
        typed(canvas, wrapped(LONG, 400), turn)

    data = drawn(draw)
    assert b"/Rotate 90" in data
    assert lines(data) == [LONG]


def test_that_a_turned_note_at_the_edge_does_not_come_between() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.translate(40, 300)
        canvas.rotate(90)
        say(canvas, 0, 0, "Printed by Wick and Son")
        canvas.restoreState()
        put(canvas, p(LONG))

    assert lines(drawn(draw))[0] == LONG


def test_that_the_lines_of_items_hang_behind_their_marker() -> None:
    data = laid(
        p("We use letters in this order:"),
        *(
            p(text, leftIndent=18, bulletIndent=2, bullet=mark)
            for mark, text in zip(["1.", "2.", "3."], [LONG, OTHER, THIRD], strict=True)
        ),
    )
    assert lines(data)[1:] == [f"1. {LONG}", f"2. {OTHER}", f"3. {THIRD}"]
    assert blocks(data)[1:] == [
        (ITEM, 1, "1.", LONG),
        (ITEM, 1, "2.", OTHER),
        (ITEM, 1, "3.", THIRD),
    ]


def test_that_items_are_nested_by_their_indent() -> None:
    items = [(1, "parcels"), (2, "by cart"), (3, "in winter"), (2, "by boat"), (1, "letters")]
    data = laid(
        p("We use letters for:"),
        *(
            p(text, leftIndent=18 * level, bulletIndent=18 * level - 14, bullet="•–◦"[0])
            for level, text in items
        ),
    )
    assert rows(data)[1:] == [(ITEM, level, f"• {text}") for level, text in items]


def test_that_a_line_left_of_its_bullet_ends_an_item() -> None:
    item = wrapped(LONG, ROOM - 36)[0]

    def draw(canvas: Canvas) -> None:
        put(canvas, p("We use letters for:"), top=TOP + 14)
        say(canvas, MARGIN + 22, TOP - 20, "•")
        say(canvas, MARGIN + 36, TOP - 20, item)
        for row, line in enumerate(wrapped(OTHER, ROOM)):
            say(canvas, MARGIN, TOP - 34 - 14 * row, line)

    assert lines(drawn(draw))[1:] == [f"• {item}", OTHER]


def with_marks(mark: Callable[[Canvas, float], object]) -> bytes:
    """A list whose bullets a function draws."""

    def draw(canvas: Canvas) -> None:
        below = put(canvas, p("We use letters for:"))
        for text in ("parcels that go by cart", LONG):
            mark(canvas, below)
            below = put(canvas, p(text), left=MARGIN + 18, top=below, width=ROOM - 18)

    return drawn(draw)


def test_that_drawn_bullets_are_bullets() -> None:
    data = with_marks(lambda canvas, top: canvas.circle(MARGIN + 8, top - 7, 2, stroke=0, fill=1))
    assert rows(data)[1:] == [(ITEM, 1, "• parcels that go by cart"), (ITEM, 1, f"• {LONG}")]
    letter, page, box = placed(pdf.read(data))[len("Weuselettersfor:")]
    assert (letter, page) == ("•", 1)
    assert (box.left, box.right) == pytest.approx((MARGIN + 6, MARGIN + 10), abs=0.3)


@pytest.mark.parametrize(("font", "letter"), [("Symbol", "·"), ("ZapfDingbats", "n")])
def test_that_letters_of_symbol_fonts_are_bullets(font: str, letter: str) -> None:
    found = rows(with_marks(lambda canvas, top: say(canvas, MARGIN + 6, top - 10, letter, font)))
    assert [(kind, text[1:]) for kind, _, text in found[1:]] == [
        (ITEM, " parcels that go by cart"),
        (ITEM, f" {LONG}"),
    ]


def test_that_headings_rank_by_size() -> None:
    data = laid(
        p("Lantern Privacy", BOLD, 20),
        p(LONG),
        p("What we keep", PLAIN, 14),
        p(OTHER),
        p("Letters by post", PLAIN, 12),
        p(THIRD),
        p("Whom we tell", PLAIN, 14),
        p(LONG),
    )
    assert [(level, text) for kind, level, text in rows(data) if kind is HEADING] == [
        (1, "Lantern Privacy"),
        (2, "What we keep"),
        (3, "Letters by post"),
        (2, "Whom we tell"),
    ]


def test_that_headings_rank_by_look_where_the_size_is_the_same() -> None:
    data = laid(
        p("LANTERN PRIVACY"),
        p(LONG),
        p("What we keep", BOLD),
        p(OTHER),
        p("Letters by post", ITALIC),
        p(THIRD),
        p("Whom we tell", BOLD),
        p(LONG),
    )
    assert [(level, text) for kind, level, text in rows(data) if kind is HEADING] == [
        (1, "LANTERN PRIVACY"),
        (2, "What we keep"),
        (3, "Letters by post"),
        (2, "Whom we tell"),
    ]


def test_that_chinese_headings_are_told_from_the_text() -> None:
    data = laid(
        p("灯笼店隐私政策", HAN_BOLD, 18),
        p(LONG_HAN, HAN),
        p("一、我们保存的信息", HAN_BOLD),
        p(OTHER_HAN, HAN),
    )
    assert rows(data) == [
        (HEADING, 1, "灯笼店隐私政策"),
        (PARAGRAPH, 0, LONG_HAN),
        (HEADING, 2, "一、我们保存的信息"),
        (PARAGRAPH, 0, OTHER_HAN),
    ]


def test_that_a_heading_of_two_lines_is_one() -> None:
    title = f"{TITLE} in all towns below the hills"
    assert rows(laid(p(title, BOLD, 18), p(LONG), p(OTHER)))[0] == (HEADING, 1, title)


def test_that_a_bold_sentence_is_no_heading() -> None:
    found = rows(laid(p(LONG), p("We never sell your letters.", BOLD), p(OTHER)))
    assert {kind for kind, _, _ in found} == {PARAGRAPH}


@pytest.mark.parametrize("opening", ["What we keep.", "What we keep:", "What we keep"])
def test_that_a_run_in_heading_stays_with_its_text(opening: str) -> None:
    data = laid(rich(f"<b>{opening}</b> {LONG}"), rich(f"<b>Whom we tell.</b> {OTHER}"))
    assert lines(data) == [f"{opening} {LONG}", f"Whom we tell. {OTHER}"]


def test_that_spaced_out_headings_keep_their_words() -> None:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(MARGIN, TOP - 14)
        text.setFont(BOLD, 14)
        text.setCharSpace(5)
        text.textOut("WHAT WE KEEP")
        text.setCharSpace(0)
        canvas.drawText(text)
        put(canvas, p(LONG), top=TOP - 30)

    assert rows(drawn(draw))[0] == (HEADING, 1, "WHAT WE KEEP")


def test_that_slightly_spaced_headings_keep_their_words() -> None:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(MARGIN, TOP - 14)
        text.setFont(BOLD, 14)
        text.setCharSpace(1.5)
        text.textOut("WHAT WE KEEP")
        text.setCharSpace(0)
        canvas.drawText(text)
        put(canvas, p(LONG), top=TOP - 30)

    assert rows(drawn(draw))[0] == (HEADING, 1, "WHAT WE KEEP")


@pytest.mark.parametrize("leader", [".", ". "])
def test_that_leaders_to_page_numbers_make_contents(leader: str) -> None:
    parts = [("1 What we keep", 2), ("2 Whom we tell", 3), ("3 How long", 12)]

    def draw(canvas: Canvas) -> None:
        say(canvas, MARGIN, TOP, "Contents", BOLD, 14)
        for row, (title, page) in enumerate(parts):
            say(canvas, MARGIN, TOP - 24 - 14 * row, title)
            say(canvas, MARGIN + 75, TOP - 24 - 14 * row, leader * (120 // len(leader)))
            say(canvas, MARGIN + ROOM - 12, TOP - 24 - 14 * row, str(page))
        put(canvas, p(LONG), top=TOP - 80)

    found = rows(drawn(draw))
    assert [kind for kind, _, _ in found] == [HEADING, CONTENTS, CONTENTS, CONTENTS, PARAGRAPH]
    assert [text.split(" .")[0] for _, _, text in found[1:4]] == [title for title, _ in parts]


def test_that_a_column_of_labels_stays_beside_its_values() -> None:
    pairs = [
        ("Name of the shop:", "Wick and Son"),
        ("Street:", "12 Lamp Lane, Tallowford"),
        ("Open:", "each market day"),
        ("Clerk:", "Mrs Ember"),
    ]

    def draw(canvas: Canvas) -> None:
        for row, (label, value) in enumerate(pairs):
            say(canvas, MARGIN, TOP - 16 * row, label)
            say(canvas, MARGIN + 150, TOP - 16 * row, value)
        put(canvas, p(LONG), top=TOP - 80)

    assert lines(drawn(draw)) == [*(f"{label} {value}" for label, value in pairs), LONG]


def test_that_a_heading_at_the_top_of_a_page_stays_one() -> None:
    data = laid(p(LONG), PageBreak(), p("What we keep", BOLD, 14), p(OTHER))
    assert rows(data)[1] == (HEADING, 1, "What we keep")
