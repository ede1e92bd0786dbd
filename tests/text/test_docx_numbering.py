"""The numbers that Word shows without writing them."""

from __future__ import annotations

import pytest

from reviewer.text.readers import docx
from reviewer.text.readers.numerals import numeral
from tests.text.docx_files import (
    ITEM,
    PARAGRAPH,
    listed,
    lvl,
    numbering,
    p,
    package,
    read_lines,
    rows,
    style,
)


def test_that_automatic_numbers_are_shown() -> None:
    lists = numbering(
        lvl(0, "decimal", "%1."), lvl(1, "decimal", "%1.%2"), lvl(2, "lowerLetter", "(%3)")
    )
    body = "".join(
        listed(text, level=level)
        for text, level in [("a", 0), ("b", 1), ("c", 1), ("d", 2), ("e", 2), ("f", 0), ("g", 1)]
    )
    assert rows(docx.read(package(body, numbering=lists))) == [
        (ITEM, 1, "1. a"),
        (ITEM, 2, "1.1 b"),
        (ITEM, 2, "1.2 c"),
        (ITEM, 3, "(a) d"),
        (ITEM, 3, "(b) e"),
        (ITEM, 1, "2. f"),
        (ITEM, 2, "2.1 g"),
    ]


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ("decimal", "1 2 11 30"),
        ("decimalZero", "01 02 11 30"),
        ("lowerLetter", "a b k dd"),
        ("upperLetter", "A B K DD"),
        ("lowerRoman", "i ii xi xxx"),
        ("upperRoman", "I II XI XXX"),
        ("none", "   "),
        ("chineseCounting", "一 二 十一 三十"),
        ("chineseCountingThousand", "一 二 十一 三十"),
        ("japaneseCounting", "一 二 十一 三十"),
        ("ideographTraditional", "甲 乙 11 30"),
        ("decimalFullWidth", "１ ２ １１ ３０"),
        ("decimalEnclosedCircle", "① ② ⑪ 30"),
        ("ideographEnclosedCircle", "㊀ ㊁ 11 30"),
        ("hebrew1", "1 2 11 30"),
    ],
)
def test_that_numbers_are_written_as_the_list_asks(form: str, shown: str) -> None:
    assert " ".join(numeral(count, form) for count in (1, 2, 11, 30)) == shown


@pytest.mark.parametrize(
    ("count", "shown"),
    [(10, "十"), (20, "二十"), (105, "一百〇五"), (110, "一百一十"), (1001, "一千〇一")],
)
def test_that_chinese_numbers_are_written_as_they_are_spoken(count: int, shown: str) -> None:
    assert numeral(count, "chineseCounting") == shown


@pytest.mark.parametrize("form", ["lowerRoman", "upperLetter", "chineseCounting", "none", "x"])
def test_that_absurd_numbers_are_still_short(form: str) -> None:
    for count in (-5, 0, 10**9):
        assert len(numeral(count, form)) < 12


def test_that_bullets_of_any_look_are_one() -> None:
    lists = numbering(lvl(0, "bullet", "\uf0b7"), lvl(1, "bullet", "o"), lvl(2, "none", ""))
    body = listed("a") + listed("b", level=1) + listed("c", level=2)
    assert rows(docx.read(package(body, numbering=lists))) == [
        (ITEM, 1, "• a"),
        (ITEM, 2, "• b"),
        (PARAGRAPH, 0, "c"),
    ]


def test_that_lists_of_one_definition_go_on_unless_they_start_over() -> None:
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    own = f'<w:lvlOverride w:ilvl="0">{lvl(0, "upperLetter", "%1)")}</w:lvlOverride>'
    nums = "".join(
        f'<w:num w:numId="{i}"><w:abstractNumId w:val="0"/>{more}</w:num>'
        for i, more in [(1, ""), (2, ""), (3, again), (4, own)]
    )
    lists = numbering(lvl(0, "decimal", "%1."), nums=nums)
    body = "".join(listed("x", name) for name in (1, 2, 3, 3, 4, 1))
    assert read_lines(body, numbering=lists) == ["1. x", "2. x", "5. x", "6. x", "G) x", "8. x"]


def test_that_levels_restart_as_they_ask() -> None:
    lists = numbering(
        lvl(0, "upperRoman", "%1."),
        lvl(1, "decimal", "%1-%2", "<w:isLgl/>"),
        lvl(2, "decimal", "(%3)", '<w:lvlRestart w:val="0"/>'),
        lvl(3, "decimal", "[%4]", '<w:lvlRestart w:val="1"/>'),
    )
    body = "".join(listed("x", level=level) for level in (2, 3, 0, 1, 2, 3, 1, 2, 3, 0, 1, 2, 3))
    shown = [line.split()[0] for line in read_lines(body, numbering=lists)]
    assert shown == [
        "(1)", "[1]", "I.", "1-1", "(2)", "[1]", "1-2", "(3)", "[2]", "II.", "2-1", "(4)", "[1]",
    ]  # fmt: skip


def test_that_styles_number_their_paragraphs() -> None:
    lists = numbering(
        lvl(0, "decimal", "%1."),
        lvl(1, "decimal", "%1.%2", '<w:pStyle w:val="Sub"/>'),
    )
    in_list = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = (
        style("Point", in_list)
        + style("Sub", f'<w:basedOn w:val="Point"/>{in_list}')
        + style("Child", '<w:basedOn w:val="Point"/>')
    )
    none = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    body = (
        p("a", style="Point")
        + p("b", style="Sub")
        + p("c", style="Child")
        + p("d", style="Point", properties=none)
    )
    assert rows(docx.read(package(body, styles=styles, numbering=lists))) == [
        (ITEM, 1, "1. a"),
        (ITEM, 2, "1.1 b"),
        (ITEM, 1, "2. c"),
        (PARAGRAPH, 0, "d"),
    ]


def test_that_a_list_can_take_its_levels_from_a_style() -> None:
    lists = (
        f'<w:abstractNum w:abstractNumId="7">{lvl(0, "chineseCounting", "第%1条")}</w:abstractNum>'
        '<w:abstractNum w:abstractNumId="8"><w:numStyleLink w:val="Law"/></w:abstractNum>'
        '<w:abstractNum w:abstractNumId="9"><w:numStyleLink w:val="Loop"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="9"/></w:num>'
    )
    styles = "".join(
        style(name, f'<w:pPr><w:numPr><w:numId w:val="{i}"/></w:numPr></w:pPr>', kind="numbering")
        for name, i in (("Law", 1), ("Loop", 3))
    )
    body = listed("灯笼", 2) + listed("灯油", 2) + listed("x", 3)
    assert read_lines(body, numbering=lists, styles=styles) == ["第一条 灯笼", "第二条 灯油", "x"]


def test_that_empty_numbered_paragraphs_are_counted_unless_hidden() -> None:
    lists = numbering(lvl(0, "decimal", "%1."))
    place = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    hidden = p(properties=place + "<w:rPr><w:vanish/></w:rPr>")
    body = listed("a") + p(properties=place) + hidden + listed("b")
    assert read_lines(body, numbering=lists) == ["1. a", "3. b"]


@pytest.mark.parametrize("level", ["99", "-5", "x", "1e9", ""])
def test_that_absurd_numbering_is_no_reason_to_stop(level: str) -> None:
    lists = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="-5"/>'
        '<w:lvlText w:val="%1%9%%"/></w:lvl><w:lvl/></w:abstractNum><w:abstractNum/><w:num/>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/><w:lvlOverride/><w:lvlOverride '
        'w:ilvl="1e9"><w:startOverride w:val="1e9"/></w:lvlOverride></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="77"/></w:num>'
    )
    body = listed("a", 1, level) + listed("b", 2, level) + listed("c", "x", level)
    assert [line[-1] for line in read_lines(body, numbering=lists)] == ["a", "b", "c"]


def test_that_a_format_given_in_alternatives_is_the_one_older_programs_show() -> None:
    choice = (
        '<mc:AlternateContent><mc:Choice><w:numFmt w:val="custom"/></mc:Choice>'
        '<mc:Fallback><w:numFmt w:val="upperRoman"/></mc:Fallback></mc:AlternateContent>'
    )
    lists = numbering(f'<w:lvl w:ilvl="0">{choice}<w:lvlText w:val="%1."/></w:lvl>')
    assert read_lines(listed("a") + listed("b"), numbering=lists) == ["I. a", "II. b"]
