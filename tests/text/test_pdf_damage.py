"""Files that draw at places that no page has, as damage and malice bring them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from reviewer.errors import ReadError
from tests.text.pdf_files import LONG, MARGIN, TOP, drawn, lines, p, put, say

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas


@pytest.mark.parametrize(
    "code",
    [
        "1e38 0 0 1e38 1e38 1e38 cm 0 0 5 5 re f",
        "0 0 0 0 0 0 cm 0 0 5 5 re f",
        "1 0 0 1 1e9 1e9 cm 0 0 m 5 5 l 1e30 1e30 l h S",
        "1e-30 0 0 1e-30 0 0 cm 0 0 m 1e30 0 l S",
        "q 99999999999999999999 0 0 1 0 0 cm 3 3 4 4 re f Q",
    ],
)
def test_that_shapes_beyond_all_pages_do_no_harm(code: str) -> None:
    def draw(canvas: Canvas) -> None:
        put(canvas, p(LONG))
        canvas._code.append(f"q {code} Q")

    assert lines(drawn(draw)) == [LONG]


@pytest.mark.parametrize(
    "matrix", ["1e38 0 0 1e38 0 0", "0 0 0 0 90 700", "1 0 0 1 1e38 1e38", "1 0 0 1e9 90 700"]
)
def test_that_letters_beyond_all_pages_do_no_harm(matrix: str) -> None:
    def draw(canvas: Canvas) -> None:
        put(canvas, p(LONG))
        canvas._code.append(f"q BT /F1 10 Tf {matrix} Tm (stray) Tj ET Q")

    assert lines(drawn(draw))[0] == LONG


def test_that_a_page_may_be_damaged_without_the_others() -> None:
    def draw(canvas: Canvas) -> None:
        for words in ("The first page is whole.", "So is the last."):
            say(canvas, MARGIN, TOP, words)
            canvas.showPage()

    data = drawn(draw)
    assert lines(data) == ["The first page is whole.", "So is the last."]
    first = re.search(rb"/Contents \d+ 0 R", data)
    assert first is not None
    broken = data.replace(first.group(), first.group().replace(b"Contents", b"Nothings"))
    assert lines(broken) == ["So is the last."]


def test_that_bytes_behind_a_header_are_no_file() -> None:
    with pytest.raises(ReadError, match="damaged"):
        lines(b"%PDF-1.7\n" + bytes(range(256)) * 20)
