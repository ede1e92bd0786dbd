"""That patterns tried where a mark stands match as they do everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.analysis import names
from reviewer.analysis.checks import contacts, gaps
from reviewer.analysis.checks.near import (
    holding,
    line_starts,
    matches,
    matches_at,
    matches_from,
    standing,
)
from reviewer.analysis.checks.numbering import _AT_LINE, _PART, _SPELT
from reviewer.analysis.pieces import Piece
from reviewer.model.span import Span

if TYPE_CHECKING:
    import re

    from reviewer.analysis.checks.patterns import LazyPattern

_PARTS = ("a", "info", "@", "@", ".", "..", "-", " ", "x.example", "+", "z" * 40, "，", "的", "\n")
_LINKS = ("http", "htt", "s", "ps", ":", "/", "//", "www", ".", "..", ",", " ", "oil", "\n", "的")
_WORDS = (
    "Oil",
    "Lamp",
    "and ",
    "of ",
    " ",
    " ",
    ", ",
    "Inc",
    "Ltd",
    ".",
    "Co",
    "(UK)",
    "we",
    "A" * 33,
)
_HAN = (
    "灯",
    "油灯厂",
    "有限公司",
    "股份",
    "有限",
    "公司",
    "集团公司",
    "，",
    "(北京)",
    "我们",
    "灯" * 31,
)
_KITS = ("SDK", "sdk", "SDKs", "Push", " ", "的", "第三方", "a.b", "y" * 15, "。", "+")


def found(pattern: LazyPattern, text: str, mark: str, before: int) -> list[tuple[int, int]]:
    return [one.span() for one in matches(pattern, text, mark, before, text.lower())]


@pytest.mark.parametrize("pattern", [contacts._AROUND_AT, contacts._WHOLE])
@given(text=st.lists(st.sampled_from(_PARTS), max_size=30).map("".join))
def test_that_addresses_are_found_as_everywhere(pattern: LazyPattern, text: str) -> None:
    everywhere = [one.span() for one in pattern.finditer(text)]
    assert found(pattern, text, "@", contacts._LOCAL) == everywhere


@given(text=st.lists(st.sampled_from(_KITS), max_size=30).map("".join))
def test_that_kits_are_found_as_everywhere(text: str) -> None:
    everywhere = [one.span() for one in gaps._NAMED_SDK.finditer(text)]
    assert found(gaps._NAMED_SDK, text, "sdk", gaps._BEFORE_SDK) == everywhere


@given(text=st.lists(st.sampled_from(_LINKS), max_size=30).map("".join))
def test_that_broken_links_are_found_as_everywhere(text: str) -> None:
    everywhere = [one.span() for one in contacts._BROKEN_URL.finditer(text)]
    marked = matches_at(contacts._BROKEN_URL, text, ("htt", "www"))
    assert [one.span() for one in marked] == everywhere


def test_that_an_address_behind_a_long_one_is_found() -> None:
    text = "@" + "x." * 500 + "com, oil@lamps.example"
    everywhere = [one.span() for one in contacts._WHOLE.finditer(text)]
    assert everywhere
    assert found(contacts._WHOLE, text, "@", contacts._LOCAL) == everywhere


@pytest.mark.parametrize(
    ("name", "form", "reach", "parts"),
    [
        (names._COMPANY_EN, names._FORM_EN, names._REACH_EN, _WORDS),
        (names._COMPANY_ZH, names._FORM_ZH, names._REACH_ZH, _HAN),
    ],
)
@given(data=st.data())
def test_that_companies_are_found_as_everywhere(
    name: re.Pattern[str],
    form: re.Pattern[str],
    reach: int,
    parts: tuple[str, ...],
    data: st.DataObject,
) -> None:
    text = "".join(data.draw(st.lists(st.sampled_from(parts), max_size=30)))
    everywhere = [one.span() for one in name.finditer(text)]
    assert [one.span() for one in names._near(name, form, reach, text)] == everywhere


_MARKED = ("section ", "ection", "第", "see \u201c", "art ", " ", "x")
_MARKS = ("ection", "第", "ee \u201c", "art ")


@given(text=st.lists(st.sampled_from(_MARKED), max_size=30).map("".join))
def test_that_words_looked_for_at_once_are_those_that_stand_there(text: str) -> None:
    there = {
        (number, at, at + len(mark))
        for number, mark in enumerate(_MARKS)
        for at in range(len(text))
        if text.startswith(mark, at)
    }
    assert set(standing(_MARKS, text)) == there


def test_that_marks_are_found_in_their_pieces() -> None:
    text = "art one\nSection two\nthree"
    spans = (Span(8, 19), Span(20, 25))
    pieces = [Piece(span, 0, "en", heading=False, places={}) for span in spans]
    assert holding(("ection", "art "), text, pieces) == {0}
    assert holding(("ee",), text, pieces) == {1}


_NUMBERED = ("1. ", "(2) ", "二、", "第三部分", "Part IV", "One, ", "\n", "\n", " ", "#", "oil")


@pytest.mark.parametrize("pattern", [_AT_LINE, _PART, _SPELT])
@given(text=st.lists(st.sampled_from(_NUMBERED), max_size=30).map("".join))
def test_that_numbered_lines_are_found_as_everywhere(pattern: LazyPattern, text: str) -> None:
    everywhere = [one.span() for one in pattern.finditer(text)]
    assert [one.span() for one in matches_from(pattern, text, line_starts(text))] == everywhere
