"""Markers in front of headings and list items."""

from __future__ import annotations

import pytest
from hypothesis import given

from reviewer.text.markers import MarkerStyle, marker_of
from tests.strategies import MARKERS, lines


@pytest.mark.parametrize(
    ("line", "style", "number", "rest"),
    [
        ("1. Scope", MarkerStyle.DECIMAL, "1", "Scope"),
        ("1.Scope", MarkerStyle.DECIMAL, "1", "Scope"),
        ("14 Scope", MarkerStyle.DECIMAL, "14", "Scope"),
        ("1、范围", MarkerStyle.DECIMAL, "1", "范围"),
        ("1．范围", MarkerStyle.DECIMAL, "1", "范围"),
        ("1.1 Parcels", MarkerStyle.DOTTED, "1.1", "Parcels"),
        ("1.1.1 Parcels abroad", MarkerStyle.DOTTED, "1.1.1", "Parcels abroad"),
        ("3.2. Letters", MarkerStyle.DOTTED, "3.2", "Letters"),
        ("2.1包裹", MarkerStyle.DOTTED, "2.1", "包裹"),
        ("(I) General", MarkerStyle.PAREN_LETTER, "(I)", "General"),
        ("(iv) paying taxes", MarkerStyle.PAREN_LETTER, "(iv)", "paying taxes"),
        ("(b) correct them", MarkerStyle.PAREN_LETTER, "(b)", "correct them"),
        ("（一）登录", MarkerStyle.PAREN_HAN, "（一）", "登录"),
        ("(十二) 其他", MarkerStyle.PAREN_HAN, "(十二)", "其他"),
        ("（3）信件", MarkerStyle.PAREN_NUMBER, "（3）", "信件"),
        ("(3) letters", MarkerStyle.PAREN_NUMBER, "(3)", "letters"),
        ("3) letters", MarkerStyle.PAREN_NUMBER, "3", "letters"),
        ("a. streets", MarkerStyle.LETTER, "a", "streets"),
        ("b.purposes", MarkerStyle.LETTER, "b", "purposes"),
        ("c) towns", MarkerStyle.LETTER, "c", "towns"),
        ("IV. Parcels", MarkerStyle.ROMAN, "IV", "Parcels"),
        ("一、总则", MarkerStyle.HAN, "一", "总则"),
        ("十一、附则", MarkerStyle.HAN, "十一", "附则"),
        ("第一章 总则", MarkerStyle.CHAPTER, "第一章", "总则"),
        ("第二条　适用范围", MarkerStyle.CHAPTER, "第二条", "适用范围"),
        ("Article 7 Parcels", MarkerStyle.CHAPTER, "Article 7", "Parcels"),
        ("①订单", MarkerStyle.CIRCLED, "①", "订单"),
        ("2How we use crumbs", MarkerStyle.DECIMAL, "2", "How we use crumbs"),
        ("3我们如何送货", MarkerStyle.DECIMAL, "3", "我们如何送货"),
        ("• parcels", MarkerStyle.BULLET, "", "parcels"),
        ("•parcels", MarkerStyle.BULLET, "", "parcels"),
        ("- parcels", MarkerStyle.BULLET, "", "parcels"),
        ("* parcels", MarkerStyle.BULLET, "", "parcels"),
        ("·包裹", MarkerStyle.BULLET, "", "包裹"),
        ("\uf0b7 parcels", MarkerStyle.BULLET, "", "parcels"),
    ],
)
def test_that_a_marker_is_told_from_its_line(
    line: str, style: MarkerStyle, number: str, rest: str
) -> None:
    marker = marker_of(line)
    assert marker is not None
    assert (marker.style, marker.number, line[marker.width :]) == (style, number, rest)


@pytest.mark.parametrize(
    "line",
    [
        "Parcels are sent by van.",
        "15天内回复",
        "3年后删除",
        "14周岁以下的儿童",
        "18 years is the age",
        "30 days after that",
        "2026年3月1日",
        "3.5% of all orders",
        "1,000 parcels a day",
        "e.g. parcels",
        "a.m. and p.m.",
        "-5 degrees",
        "well-known",
        "",
    ],
)
def test_that_amounts_dates_and_words_are_no_markers(line: str) -> None:
    assert marker_of(line) is None


@pytest.mark.parametrize(
    ("line", "depth"), [("1. A", 1), ("1.2 A", 2), ("1.2.3 A", 3), ("4.3.2.1 A", 4), ("(a) A", 1)]
)
def test_that_the_depth_is_the_number_of_parts(line: str, depth: int) -> None:
    marker = marker_of(line)
    assert marker is not None
    assert marker.depth == depth


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("1.", "2."),
        ("(a)", "(b)"),
        ("（一）", "（二）"),
        ("九、", "十、"),
        ("(iv)", "(v)"),
        ("3.1", "3.2"),
    ],
)
def test_that_a_list_goes_on_with_the_next_marker(first: str, second: str) -> None:
    one, other = marker_of(f"{first} A"), marker_of(f"{second} A")
    assert one is not None
    assert other is not None
    assert one.precedes(other)
    assert not other.precedes(one)
    assert one.rank == other.rank


@given(lines())
def test_that_a_marker_never_reaches_beyond_its_line(line: str) -> None:
    stripped = line.strip()
    marker = marker_of(stripped)
    if marker is not None:
        assert stripped.startswith(marker.text)
        assert len(marker.text) <= marker.width <= len(stripped)


@pytest.mark.parametrize("mark", [mark for mark in MARKERS if mark])
def test_that_every_kind_of_marker_is_known(mark: str) -> None:
    assert marker_of(f"{mark}Parcels are sent") is not None
