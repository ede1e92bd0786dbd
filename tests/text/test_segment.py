"""Blocks, sections, lists and menus of plain text."""

from __future__ import annotations

import pytest
from hypothesis import given

from reviewer.model.policy import Block, BlockKind
from reviewer.text.segment import Structure, segment
from tests.strategies import policies

HEADING, PARAGRAPH, ITEM = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.ITEM
CONTENTS, NAVIGATION = BlockKind.CONTENTS, BlockKind.NAVIGATION

PROSE = "We keep the street of everyone who orders a lantern from us."
PROSE_ZH = "凡是在本店订购灯具的顾客，其送货地址均由我们保存。"


def kinds(text: str) -> list[BlockKind]:
    return [block.kind for block in segment(text).blocks]


def outline(text: str) -> list[tuple[int, str, str]]:
    return [(one.level, one.number, one.title) for one in segment(text).sections]


def block_of(structure: Structure, text: str, words: str) -> Block:
    return next(one for one in structure.blocks if one.span.text_of(text) == words)


@pytest.mark.parametrize(
    ("line", "number", "title"),
    [
        ("1. What we keep", "1", "What we keep"),
        ("1.1.1 What we keep", "1.1.1", "What we keep"),
        ("(I) What we keep", "(I)", "What we keep"),
        ("a. keeping", "a", "keeping"),
        ("b.purposes", "b", "purposes"),
        ("2How we use lanterns", "2", "How we use lanterns"),
        ("IV. What we keep", "IV", "What we keep"),
        ("Article 3 What we keep", "Article 3", "What we keep"),
        ("• What we keep", "", "What we keep"),
        ("What do we keep?", "", "What do we keep?"),
        ("What we keep", "", "What we keep"),
    ],
)
def test_that_a_line_above_prose_is_a_heading(line: str, number: str, title: str) -> None:
    text = f"{PROSE}\n\n{line}\n\n{PROSE}\n"
    assert kinds(text) == [PARAGRAPH, HEADING, PARAGRAPH]
    (section,) = segment(text).sections
    assert (section.number, section.title) == (number, title)
    assert section.heading.text_of(text) == line


@pytest.mark.parametrize(
    ("line", "number", "title"),
    [
        ("（一）登录信息", "（一）", "登录信息"),
        ("一、我们如何保存信息", "一", "我们如何保存信息"),
        ("1、送货信息", "1", "送货信息"),
        ("第二章 送货信息", "第二章", "送货信息"),
        ("3我们如何送货", "3", "我们如何送货"),
        ("（2）送货信息", "（2）", "送货信息"),
        ("2.1送货信息", "2.1", "送货信息"),
        ("送货信息", "", "送货信息"),
    ],
)
def test_that_a_chinese_line_above_prose_is_a_heading(line: str, number: str, title: str) -> None:
    text = f"{PROSE_ZH}\n\n{line}\n\n{PROSE_ZH}\n"
    assert kinds(text) == [PARAGRAPH, HEADING, PARAGRAPH]
    (section,) = segment(text).sections
    assert (section.number, section.title) == (number, title)
    assert section.heading.text_of(text) == line


@pytest.mark.parametrize(
    "line",
    [
        PROSE,
        "1. We keep the street of everyone who orders.",
        "Write to lanterns@shop.example",
        "Telephone: 0571 123456",
        "Last updated: 3 March 2026",
        "You may:",
        "更新日期：2026年3月3日",
    ],
)
def test_that_sentences_addresses_and_dates_are_no_headings(line: str) -> None:
    assert HEADING not in kinds(f"{PROSE}\n\n{line}\n\n{PROSE}\n")


def test_that_numbers_give_levels() -> None:
    numbered = ("1. First", "1.1 Second", "1.1.1 Third", "1.2 Fourth", "2. Fifth")
    text = "Lantern Privacy\n\n" + "".join(f"{line}\n\n{PROSE}\n\n" for line in numbered)
    assert outline(text) == [
        (1, "", "Lantern Privacy"),
        (2, "1", "First"),
        (3, "1.1", "Second"),
        (4, "1.1.1", "Third"),
        (3, "1.2", "Fourth"),
        (2, "2", "Fifth"),
    ]


def test_that_a_new_kind_of_marker_opens_a_level() -> None:
    headings = ("一、收集", "（一）登录", "1、密码", "2、姓名", "（二）送货", "二、保存")
    text = "".join(f"{line}\n{PROSE_ZH}\n" for line in headings)
    assert [level for level, _, _ in outline(text)] == [1, 2, 3, 3, 2, 1]


def test_that_sections_nest_and_end_where_the_next_of_their_rank_begins() -> None:
    text = f"1. One\n\n{PROSE}\n\n1.1 Inner\n\n{PROSE}\n\n2. Two\n\n{PROSE}"
    one, inner, two = segment(text).sections
    assert (one.parent, inner.parent, two.parent) == (None, 0, None)
    assert one.span.covers(inner.span)
    assert one.span.end == two.span.start == inner.span.end
    assert two.span.end == len(text)


def test_that_every_block_knows_its_section() -> None:
    text = f"{PROSE}\n\n1. One\n\n{PROSE}\n\n2. Two\n\n{PROSE}"
    assert [block.section for block in segment(text).blocks] == [None, 0, 0, 1, 1]


@pytest.mark.parametrize(
    "items",
    [
        ["1. parcels;", "2. letters;", "3. taxes."],
        ["(a) parcels;", "(b) letters; and", "(c) taxes."],
        ["• parcels", "• letters", "• taxes"],
        ["- parcels", "- letters", "- taxes"],
        ["①包裹；", "②信件；", "③税款。"],
        ["（1）包裹；", "（2）信件；", "（3）税款。"],
        ["parcels;", "letters;", "taxes."],
        ["包裹；", "信件；", "税款。"],
    ],
)
def test_that_items_lead_to_what_announces_them(items: list[str]) -> None:
    text = "\n".join(["We keep it for:", *items, "", PROSE])
    blocks = segment(text).blocks
    assert [block.kind for block in blocks] == [PARAGRAPH, ITEM, ITEM, ITEM, PARAGRAPH]
    assert [block.lead_in for block in blocks] == [None, 0, 0, 0, None]


def test_that_an_inner_list_leads_to_its_item_and_the_outer_goes_on() -> None:
    text = "You may:\n1. ask us for:\n(a) a letter;\n(b) a file;\n2. leave.\n"
    assert [block.lead_in for block in segment(text).blocks] == [None, 0, 1, 1, 0]


def test_that_a_list_need_no_lead_in() -> None:
    text = f"{PROSE}\n\n• We keep your street.\n• We keep your town.\n\n{PROSE}"
    assert [block.lead_in for block in segment(text).blocks] == [None] * 4


TITLES = [
    "1. What we keep about you",
    "2. Whom we tell",
    "3. How long it stays",
    "4. How to reach us",
]
TITLES_ZH = ["一、收集哪些信息", "二、告诉何人", "三、保存多久", "四、如何找到我们"]


@pytest.mark.parametrize(
    ("head", "titles", "prose"),
    [("Contents", TITLES, PROSE), ("目录", TITLES_ZH, PROSE_ZH), ("", TITLES, PROSE)],
)
def test_that_contents_are_told_from_headings(head: str, titles: list[str], prose: str) -> None:
    body = [line for title in titles for line in (title, "", prose, "")]
    text = "\n".join([head, "", *titles, "", *body])
    structure = segment(text)
    listed = [block for block in structure.blocks if block.kind is CONTENTS]
    assert len(listed) == len(titles)
    assert all(block.span.end <= text.index(prose) for block in listed)
    numbered = [section for section in structure.sections if section.number]
    assert len(numbered) == len(titles)


def test_that_contents_may_differ_from_headings_by_a_word() -> None:
    body = [line for title in TITLES for line in (title.replace("keep", "store"), "", PROSE, "")]
    text = "\n".join(["This notice tells you:", *TITLES, "", *body])
    assert kinds(text).count(CONTENTS) == 4


def test_that_menus_and_footers_are_no_text() -> None:
    text = (
        "Home\nLanterns\nLamps\nCareers\n\nPrivacy Notice\n\n"
        f"{PROSE}\n\nShop\nHelp\nPress\nImprint\n© 2026 Lantern Shop\n"
    )
    structure = segment(text)
    menu = [one.span.text_of(text) for one in structure.blocks if one.kind is NAVIGATION]
    assert menu == ["Home", "Lanterns", "Lamps", "Careers", "Shop", "Help", "Press", "Imprint"]
    assert structure.title == "Privacy Notice"
    assert [one.title for one in structure.sections] == ["Privacy Notice"]


@pytest.mark.parametrize("login", ["Log in", "Sign up", "登录", "首页"])
def test_that_log_in_links_above_the_text_are_no_headings(login: str) -> None:
    assert kinds(f"{login}\n\n{PROSE}\n\n{PROSE}")[0] is NAVIGATION


def test_that_hard_wrapped_paragraphs_are_one_block_each() -> None:
    text = (
        "Our shop gathers the name, the street and the town of everyone who orders\n"
        "something, so that the parcel finds its way, and the e-mail address, so that\n"
        "we can tell you when the parcel has left our store in the north.\n\n"
        "1. Lamps\n\n"
        "Lamps are made in our own works and sent in paper, never in plastic, since the\n"
        "first of them left the works in the north.\n"
    )
    structure = segment(text)
    assert [block.kind for block in structure.blocks] == [PARAGRAPH, HEADING, PARAGRAPH]
    assert len(structure.sentences) == 2


def test_that_the_title_is_the_line_that_names_the_document() -> None:
    assert segment(f"Lantern Shop\n\nPrivacy Notice\n\n{PROSE}").title == "Privacy Notice"
    assert segment(f"灯笼商店隐私政策\n\n{PROSE_ZH}").title == "灯笼商店隐私政策"
    assert segment(PROSE).title == ""


def test_that_headings_and_menus_hold_no_sentences() -> None:
    text = f"1. What we keep\n\n{PROSE} We like it."
    structure = segment(text)
    assert [one.block for one in structure.sentences] == [1, 1]
    assert {one.language for one in structure.sentences} == {"en"}


def test_that_each_sentence_has_its_own_language() -> None:
    structure = segment(f"{PROSE}\n\n{PROSE_ZH}\n\nNous gardons le nom et la rue des clients.\n")
    assert [one.language for one in structure.sentences] == ["en", "zh", ""]


@given(policies())
def test_that_blocks_and_sentences_are_in_order_and_apart(text: str) -> None:
    structure = segment(text)
    end = 0
    for block in structure.blocks:
        assert end <= block.span.start < block.span.end <= len(text)
        words = block.span.text_of(text)
        assert words == words.strip()
        end = block.span.end
    end = 0
    for sentence in structure.sentences:
        assert end <= sentence.span.start < sentence.span.end
        assert structure.blocks[sentence.block].span.covers(sentence.span)
        end = sentence.span.end


@given(policies())
def test_that_blocks_and_markers_leave_out_only_white_space(text: str) -> None:
    rest, end = "", 0
    for block in segment(text).blocks:
        between = text[end : block.span.start]
        if block.marker:
            assert block.marker in between or block.span.text_of(text).startswith(block.marker)
            between = between.replace(block.marker, "", 1)
        rest += between
        end = block.span.end
    assert not (rest + text[end:]).strip()


@given(policies())
def test_that_sections_form_a_tree(text: str) -> None:
    structure = segment(text)
    for index, section in enumerate(structure.sections):
        assert section.span.covers(section.heading)
        assert section.level >= 1
        if section.parent is not None:
            parent = structure.sections[section.parent]
            assert section.parent < index
            assert parent.level < section.level
            assert parent.span.covers(section.span)
    for block in structure.blocks:
        assert block.section is None or block.section < len(structure.sections)
        assert (block.kind is HEADING) <= (block.level >= 1)


@given(policies())
def test_that_a_lead_in_stands_before_its_items(text: str) -> None:
    for index, block in enumerate(segment(text).blocks):
        assert block.lead_in is None or block.lead_in < index
