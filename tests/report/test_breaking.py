"""Laws of the line breaker, for any text."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from reviewer.report.breaking import (
    NO_END,
    NO_START,
    break_lines,
    is_chinese,
    is_wide,
    opportunities,
)

_PIECES = st.sampled_from(
    [
        *"隐私政策收集，。、；：？！（）《》“”‘’…—",
        *"ab Zq9 -/.,;:()[]%$&",
        "privacy",
        " ",
        "\u3000",
        "e\u0301",
        "https://example.org/a/b?c=d&e=f",
        "14周岁",
    ]
)
texts = st.lists(_PIECES, max_size=60).map("".join)
widths = st.floats(min_value=2.0, max_value=40.0)


def advances(text: str) -> list[float]:
    return [1.0 if is_wide(char) else 0.5 for char in text]


def broken(text: str, width: float, first: float | None = None) -> list[tuple[int, int]]:
    return break_lines(text, advances(text), width if first is None else first, width)


@given(texts, widths, widths)
def test_that_lines_hold_all_but_spaces_between_them(text: str, first: float, width: float) -> None:
    lines = broken(text, width, first)
    position = 0
    for start, end in lines:
        assert text[position:start].isspace() or position == start
        assert start < end
        position = end
    assert not text[position:].strip()


@given(texts, widths, widths)
def test_that_no_line_is_wider_than_its_column(text: str, first: float, width: float) -> None:
    measured = advances(text)
    for index, (start, end) in enumerate(broken(text, width, first)):
        room = width if index else first
        clinging = all(char == "\u0301" for char in text[start + 1 : end])
        assert sum(measured[start:end]) <= room + 1e-6 or end - start == 1 or clinging


@given(texts, widths)
def test_that_marks_open_and_end_no_line_where_that_can_be_avoided(text: str, width: float) -> None:
    allowed = opportunities(text)
    lines = broken(text, width)
    for (start, end), (following, _) in itertools.pairwise(lines):
        if text[following] in NO_START or text[end - 1] in NO_END:
            assert not any(start < place <= following for place in allowed)


@given(texts, widths)
def test_that_words_are_parted_only_where_they_fill_a_line(text: str, width: float) -> None:
    allowed = opportunities(text)
    lines = broken(text, width)
    for (start, end), (following, _) in itertools.pairwise(lines):
        inside = end == following and (text[end - 1] + text[end]).isalpha()
        if inside and (text[end - 1] + text[end]).isascii():
            assert not any(start < place <= following for place in allowed)


def test_that_a_long_address_is_parted_at_its_joints() -> None:
    text = "https://example.org/privacy/partners/list"
    assert [text[start:end] for start, end in broken(text, 13.0)] == [
        "https://example.org/",
        "privacy/partners/list",
    ]


def test_that_a_hyphenated_word_may_be_parted_behind_its_hyphen() -> None:
    text = "you may opt-out"
    assert [text[start:end] for start, end in broken(text, 6.0)] == ["you may opt-", "out"]


def test_that_dashes_and_dots_in_pairs_stay_together() -> None:
    text = "我们重视——您的……隐私"
    for width in range(3, 12):
        for start, end in broken(text, float(width)):
            assert not text[start:end].startswith(("—您", "…隐"))


def test_that_language_is_told_by_characters() -> None:
    assert is_chinese("邮箱：privacy@harbour.example")
    assert not is_chinese("Please write to Ms 王芳")
    assert not is_chinese("")
