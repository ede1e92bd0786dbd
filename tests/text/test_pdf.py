"""What the reader makes of a PDF's characters and lines, and of what stands around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.platypus import PageBreak

from reviewer.errors import EmptyPolicy, ReadError
from reviewer.model.policy import Format
from reviewer.text.read import read_policy
from reviewer.text.readers import pdf
from tests.text.pdf_files import (
    BOLD,
    HAN,
    HEADING,
    HEIGHT,
    LONG,
    LONG_HAN,
    MARGIN,
    NOTO,
    OTHER,
    OTHER_HAN,
    PLAIN,
    ROOM,
    THIRD,
    TOP,
    WIDTH,
    drawn,
    filled,
    laid,
    lines,
    p,
    put,
    rich,
    rows,
    say,
    tale,
    wrapped,
)

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import Flowable

TEXTS = [LONG, OTHER, THIRD]


def paged(*texts: str) -> list[Flowable]:
    """One paragraph a page."""
    return [part for text in texts for part in (p(text), PageBreak())]


@pytest.mark.parametrize("leading", [11, 14, 20, 25])
@pytest.mark.parametrize("alignment", [0, 4])
def test_that_lines_become_paragraphs(alignment: int, leading: int) -> None:
    data = laid(*(p(text, alignment=alignment, leading=leading, spaceAfter=12) for text in TEXTS))
    assert lines(data) == TEXTS


def test_that_chinese_lines_are_joined_without_spaces() -> None:
    assert lines(laid(p(LONG_HAN, HAN), p(OTHER_HAN, HAN))) == [LONG_HAN, OTHER_HAN]


def test_that_paragraphs_go_on_over_pages() -> None:
    texts = [tale(index) for index in range(60)]
    data = laid(*map(p, texts))
    assert lines(data) == texts
    extract = pdf.read(data)
    assert (extract.format, extract.encoding) == (Format.PDF, "")
    assert extract.pages > 2


def test_that_a_justified_paragraph_goes_on_behind_a_sentence_that_ends_its_page() -> None:
    def draw(canvas: Canvas) -> None:
        filled(
            canvas,
            ["We keep what you tell us about your lamp", "until it is built and sent to you."],
        )
        canvas.showPage()
        filled(
            canvas,
            ["Then we put your letter into the stove", "and nobody will ever read it again."],
        )

    assert len(lines(drawn(draw))) == 1


@given(
    st.lists(st.builds(tale, st.integers(0, 10**6), st.integers(3, 60)), max_size=8, unique=True),
    st.sampled_from([8.5, 10.0, 12.0]),
    st.sampled_from([1.2, 1.5, 2.0]),
    st.sampled_from([0, 4]),
)
def test_that_any_paragraphs_come_back_whole(
    texts: list[str], size: float, spacing: float, alignment: int
) -> None:
    texts = [LONG, *texts]
    step = size * spacing
    look = {"leading": step, "spaceAfter": step, "alignment": alignment}
    data = laid(*(p(text, PLAIN, size, **look) for text in texts))
    assert lines(data) == texts


def test_that_few_and_short_paragraphs_do_not_teach_their_own_distance() -> None:
    texts = [LONG, tale(0, 17), tale(0, 3)]
    look = {"leading": 10.2, "spaceAfter": 10.2}
    assert lines(laid(*(p(text, PLAIN, 8.5, **look) for text in texts))) == texts


def test_that_words_cut_at_a_line_end_are_joined() -> None:
    data = drawn(
        lambda canvas: filled(
            canvas,
            [
                "We keep what you tell us and the infor-",
                "mation on your lantern for one year, as",
                "is usual.",
            ],
        )
    )
    assert lines(data) == [
        "We keep what you tell us and the information on your lantern for one year, as is usual."
    ]


@pytest.mark.xfail(strict=True, reason="a soft hyphen is not told from a written one")
def test_that_a_soft_hyphen_always_joins() -> None:
    text = ["We keep what you tell us and the infor\u00ad", "mation on your lantern."]
    data = drawn(
        lambda canvas: [
            *(say(canvas, MARGIN, TOP - 14 * row, line, NOTO) for row, line in enumerate(text)),
            put(canvas, p(" ".join(map(tale, range(20))), NOTO), top=TOP - 40, width=226),
        ]
    )
    assert lines(data)[0] == "We keep what you tell us and the information on your lantern."


def test_that_a_word_cut_at_a_page_end_is_joined() -> None:
    def draw(canvas: Canvas) -> None:
        filled(canvas, ["We keep what you tell us and the infor-"])
        canvas.showPage()
        filled(canvas, ["mation on your lantern for one year."], width=200)

    assert lines(drawn(draw)) == [
        "We keep what you tell us and the information on your lantern for one year."
    ]


@pytest.mark.parametrize(
    ("before", "after", "word"),
    [
        ("third-", "party", "third-party"),
        ("long-", "term", "long-term"),
        ("lamp-", "oil", "lamp-oil"),
        ("Monday-", "Friday", "Monday-Friday"),
        ("2025-", "2026", "2025-2026"),
        ("state-of-the-", "art", "state-of-the-art"),
    ],
)
def test_that_compound_words_keep_their_hyphen(before: str, after: str, word: str) -> None:
    def draw(canvas: Canvas) -> None:
        filled(
            canvas,
            [
                f"We keep what you tell us and the {before}",
                f"{after} papers of your lantern for a year.",
            ],
        )
        put(canvas, p("The lamp-oil of the shop is kept apart."), top=600)

    assert word in lines(drawn(draw))[0]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("https://lantern.example/privacy/", "letters"),
        ("https://lantern.example", "/privacy/letters"),
        ("https://lantern.example/shop?", "page=letters"),
        ("www.lantern.example/letters_", "of_the_shop"),
        ("https://lantern.example/what-", "we-keep"),
    ],
)
def test_that_a_web_address_goes_on_behind_a_line(before: str, after: str) -> None:
    data = drawn(
        lambda canvas: filled(
            canvas, [f"You can read it at {before}", f"{after} and at the counter of our shop."]
        )
    )
    assert lines(data) == [f"You can read it at {before}{after} and at the counter of our shop."]


def test_that_odd_characters_are_read_as_they_would_be_typed() -> None:
    data = laid(
        p("⼈⼯制作的灯笼⻋由⻓⽼⻅证，⻔前⻛⼤。" + LONG_HAN, HAN),
        p(f"We\u00a0keep your\u2003name and \ufb01re\ufb02ies. {LONG}", NOTO),
    )
    assert lines(data) == [
        "人工制作的灯笼车由长老见证，门前风大。" + LONG_HAN,
        f"We keep your name and fireflies. {LONG}",
    ]


@pytest.mark.parametrize(("drawn_as", "read_as"), [("o\ufb00er", "offer"), ("o\ufb03ce", "office")])
def test_that_ligatures_keep_all_their_letters(drawn_as: str, read_as: str) -> None:
    data = drawn(lambda canvas: say(canvas, MARGIN, TOP, f"Our {drawn_as} is here.", NOTO))
    assert lines(data) == [f"Our {read_as} is here."]


def test_that_characters_that_take_no_room_are_left_out() -> None:
    data = drawn(lambda canvas: say(canvas, MARGIN, TOP, "No\u200bbody\u200d reads it.", NOTO))
    assert lines(data) == ["Nobody reads it."]


@pytest.mark.parametrize("shift", [0, 0.3, 0.6])
def test_that_text_drawn_twice_is_read_once(shift: float) -> None:
    def draw(canvas: Canvas) -> None:
        for step in (0, shift):
            for row, line in enumerate(wrapped(LONG, ROOM)):
                say(canvas, MARGIN + step, TOP - 14 * row, line)

    assert lines(drawn(draw)) == [LONG]


def test_that_letters_that_stand_twice_in_a_word_stay() -> None:
    text = "The balloon committee of Tallinn will keep 11 bookkeepers and llamas."
    assert lines(laid(p(text, PLAIN, 6))) == [text]


def test_that_outlined_letters_are_bold() -> None:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(MARGIN, TOP - 10)
        text.setFont(PLAIN, 10)
        text.setTextRenderMode(2)
        text.textOut("Whom we tell")
        text.setTextRenderMode(0)
        canvas.drawText(text)
        put(canvas, p(LONG), top=TOP - 30)

    assert rows(drawn(draw))[0] == (HEADING, 1, "Whom we tell")


@pytest.mark.parametrize(
    "rise",
    [
        3.3,
        pytest.param(
            5,
            marks=pytest.mark.xfail(
                strict=True, reason="marks that stand half an em high become a line"
            ),
        ),
    ],
)
def test_that_raised_marks_stay_with_their_words(rise: float) -> None:
    mark = f'<super size="6.5" rise="{rise}">{{}}</super>'
    words = (
        f"We keep your letter{mark.format(1)} and your street{mark.format(2)} for a year. {OTHER}"
    )
    assert lines(laid(rich(words))) == [
        f"We keep your letter1 and your street2 for a year. {OTHER}"
    ]


def test_that_white_text_on_a_dark_bar_is_read() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rect(MARGIN, TOP - 6, ROOM, 20, fill=1)
        canvas.setFillGray(1)
        say(canvas, MARGIN + 4, TOP, "What we keep", BOLD, 14)
        canvas.setFillGray(0)
        put(canvas, p(LONG), top=TOP - 20)

    assert rows(drawn(draw))[0] == (HEADING, 1, "What we keep")


def test_that_text_too_small_to_read_is_left_out() -> None:
    def draw(canvas: Canvas) -> None:
        put(canvas, p(LONG))
        say(canvas, MARGIN, 300, "words for machines", size=1)

    assert lines(drawn(draw)) == [LONG]


def test_that_text_beyond_the_page_is_left_out() -> None:
    def draw(canvas: Canvas) -> None:
        put(canvas, p(LONG))
        for left, base in [(-300, 400), (WIDTH + 10, 400), (MARGIN, -30), (MARGIN, HEIGHT + 20)]:
            say(canvas, left, base, "nobody sees this")

    assert lines(drawn(draw)) == [LONG]


def test_that_text_beyond_the_crop_box_is_left_out() -> None:
    def draw(canvas: Canvas) -> None:
        put(canvas, p(LONG))
        say(canvas, MARGIN, 100, "cut off below")
        say(canvas, 10, 500, "cut off")

    assert lines(drawn(draw, cropBox=(60, 150, 540, 800))) == [LONG]


def test_that_the_text_of_a_picture_is_read_though_nobody_sees_it() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rect(0, 0, WIDTH, HEIGHT, fill=1)
        text = canvas.beginText(MARGIN, TOP)
        text.setFont(PLAIN, 10)
        text.setTextRenderMode(3)
        text.textOut("We keep your name.")
        text.setTextRenderMode(0)
        canvas.drawText(text)

    assert lines(drawn(draw)) == ["We keep your name."]


def test_that_pages_without_text_are_told() -> None:
    def draw(canvas: Canvas) -> None:
        put(canvas, p(LONG))
        canvas.showPage()
        canvas.rect(100, 100, 300, 300, fill=1)
        canvas.showPage()
        put(canvas, p(OTHER))
        canvas.showPage()
        canvas.showPage()
        put(canvas, p(THIRD))

    data = drawn(draw)
    found = pdf.read(data)
    assert lines(data) == TEXTS
    assert [(problem.id, problem.page) for problem in found.problems] == [("page_without_text", 2)]
    assert found.pages == 5


@pytest.mark.parametrize("pages", [1, 3])
def test_that_a_file_of_pictures_is_refused(pages: int) -> None:
    def draw(canvas: Canvas) -> None:
        for _ in range(pages):
            canvas.rect(100, 100, 300, 300, fill=1)
            canvas.showPage()

    with pytest.raises(EmptyPolicy, match="no text layer"):
        pdf.read(drawn(draw))


def test_that_a_password_is_asked_for() -> None:
    with pytest.raises(ReadError, match="password"):
        pdf.read(drawn(lambda canvas: put(canvas, p(LONG)), encrypt="wick"))


def test_that_a_file_that_only_forbids_copying_is_read() -> None:
    locked = StandardEncryption("", ownerPassword="wick", canCopy=0)
    assert lines(drawn(lambda canvas: put(canvas, p(LONG)), encrypt=locked)) == [LONG]


EMPTY = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj
trailer<</Root 1 0 R>>
%%EOF"""


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\n", b"%PDF-1.7\n" + bytes(range(256)) * 20, b"no policy", EMPTY]
)
def test_that_damaged_files_are_refused(data: bytes) -> None:
    with pytest.raises(ReadError, match="damaged"):
        pdf.read(data)


@pytest.mark.parametrize("part", [0.05, 0.3, 0.6, 0.9])
def test_that_files_cut_off_are_refused_or_read(part: float) -> None:
    whole = laid(*map(p, TEXTS))
    try:
        found = lines(whole[: int(part * len(whole))])
    except ReadError:
        return
    assert found == TEXTS


def test_that_a_policy_knows_its_pages() -> None:
    policy = read_policy(laid(*paged(LONG, OTHER)), "lantern.pdf")
    assert (policy.source.format, policy.source.pages) == (Format.PDF, 2)
    assert [block.span.text_of(policy.text) for block in policy.blocks] == [LONG, OTHER]
