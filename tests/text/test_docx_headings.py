"""Which lines of a Word document are headings, contents or the title."""

from __future__ import annotations

import pytest

from reviewer.text.readers import docx
from tests.text.docx_files import (
    CONTENTS,
    HEADING,
    HEADINGS,
    LONG,
    PARAGRAPH,
    bold,
    field,
    levels,
    listed,
    lvl,
    numbering,
    p,
    package,
    r,
    root,
    rows,
    sized,
    style,
    zipped,
)


def test_that_styles_make_headings() -> None:
    body = (
        p("Uses", style="H1")
        + p(LONG)
        + p("Oil", style="H2")
        + p("Wicks", style="H3")
        + p("Light", properties='<w:outlineLvl w:val="1"/>')
        + p("Text", style="H1", properties='<w:outlineLvl w:val="9"/>')
    )
    assert levels(body, styles=HEADINGS) == [(1, "Uses"), (2, "Oil"), (3, "Wicks"), (2, "Light")]


def test_that_a_title_stands_above_all_headings() -> None:
    body = p("Lantern Privacy", style="Title") + p("Uses", style="H1") + p("Oil", style="H2")
    expected = [(1, "Lantern Privacy"), (2, "Uses"), (3, "Oil")]
    assert levels(body + p(LONG), styles=HEADINGS) == expected
    looks = sized("Lantern Privacy", 20, "<w:b/>") + p("Uses", style="H1") + p("Oil", style="H2")
    assert levels(looks + p(LONG), styles=HEADINGS) == expected


def test_that_a_heading_keeps_its_automatic_number() -> None:
    lists = numbering(lvl(0, "decimal", "%1."))
    place = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    body = p("Uses", style="H1", properties=place) + p("Oil", style="H1", properties=place)
    assert levels(body, styles=HEADINGS, numbering=lists) == [(1, "1. Uses"), (1, "2. Oil")]


def test_that_sentences_with_a_heading_style_are_no_headings() -> None:
    body = p("Uses", style="H1") + p(LONG, style="H2") + p("Oil", style="H1")
    assert levels(body, styles=HEADINGS) == [(1, "Uses"), (1, "Oil")]


def test_that_bold_lines_are_headings_where_styles_do_not_tell() -> None:
    body = (
        bold("Lantern Privacy")
        + p("Last updated: 3 May 2026")
        + p(LONG)
        + bold("1. Uses")
        + p(LONG)
        + bold("1.1 Oil")
        + p(LONG)
        + bold("2. Wicks?")
        + p(r("Questions.", "<w:b/>"), r(" " + LONG))
        + bold("We never sell your lantern.")
        + p(LONG)
    )
    assert levels(body) == [
        (1, "Lantern Privacy"),
        (2, "1. Uses"),
        (3, "1.1 Oil"),
        (2, "2. Wicks?"),
    ]


@pytest.mark.parametrize("look", ["<w:b/>", '<w:u w:val="single"/>', '<w:sz w:val="28"/>'])
def test_that_every_look_of_a_heading_is_seen(look: str) -> None:
    body = p(LONG) + p(r("Our oil", look)) + p(LONG) + p(r("Our wicks", look)) + p(LONG)
    assert levels(body) == [(1, "Our oil"), (1, "Our wicks")]


def test_that_capitals_make_headings() -> None:
    body = p(LONG) + p("OUR OIL") + p(LONG) + p(r("Our wicks", "<w:caps/>")) + p(LONG) + p("X")
    assert levels(body) == [(1, "OUR OIL"), (1, "Our wicks")]


def test_that_bold_can_come_from_a_style() -> None:
    styles = style("Strong", "<w:rPr><w:b/></w:rPr>") + style(
        "Label", '<w:basedOn w:val="Strong"/>'
    )
    body = p(LONG) + p("Oil", style="Label") + p(LONG) + p("Wicks", style="Label") + p(LONG)
    assert levels(body, styles=styles) == [(1, "Oil"), (1, "Wicks")]


def test_that_sizes_rank_headings() -> None:
    body = (
        sized("灯笼隐私政策", 22)
        + p("我们制作灯笼，并妥善保管您写给我们的每一封信。" * 3)
        + sized("一、灯油", 16)
        + p("我们使用您提供的地址寄送灯油。" * 3)
        + sized("（一）灯芯", 14)
        + p("我们使用您提供的姓名登记灯芯。" * 3)
        + sized("二、灯罩", 16)
        + p("我们不会出售您的灯罩。" * 3)
    )
    assert levels(body) == [
        (1, "灯笼隐私政策"),
        (2, "一、灯油"),
        (3, "（一）灯芯"),
        (2, "二、灯罩"),
    ]


def test_that_the_largest_line_at_the_top_is_the_title() -> None:
    body = (
        sized("The Lantern Shop", 16)
        + sized("Privacy", 24)
        + p(LONG)
        + bold("Oil")
        + p(LONG)
        + bold("Wicks")
        + p(LONG)
    )
    assert levels(body) == [(1, "Privacy"), (2, "Oil"), (2, "Wicks")]


def test_that_the_document_has_defaults() -> None:
    styles = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="28"/></w:rPr></w:rPrDefault>'
        "</w:docDefaults>"
        + style("Small", '<w:rPr><w:sz w:val="20"/></w:rPr>')
        + '<w:style w:type="paragraph" w:default="1" w:styleId="Usual">'
        '<w:rPr><w:sz w:val="24"/></w:rPr></w:style>'
    )
    body = p(LONG) + p("Oil", style="Small") + p(LONG) + sized("Wicks", 14) + p(LONG)
    assert levels(body, styles=styles) == [(1, "Wicks")]
    bold_all = styles.replace("<w:rPr><w:sz", "<w:rPr><w:b/><w:sz", 1)
    plain = p(r("Oil", '<w:b w:val="0"/>'))
    assert levels(p(LONG) + plain + p(LONG), styles=bold_all) == []


def test_that_titles_and_styled_headings_are_kept_among_those_by_look() -> None:
    body = p("Lantern Privacy", style="Title") + p(LONG) + bold("Oil") + p(LONG) + bold("Wicks")
    assert levels(body + p(LONG), styles=HEADINGS) == [
        (1, "Lantern Privacy"),
        (2, "Oil"),
        (2, "Wicks"),
    ]


def test_that_a_name_right_above_a_heading_is_none() -> None:
    body = sized("Oil", 16) + p(LONG) + bold("The Lantern Shop") + sized("Wicks", 16) + p(LONG)
    assert [text for _, text in levels(body + p(LONG))] == ["Oil", "Wicks"]


def test_that_numbered_items_without_text_are_no_headings() -> None:
    body = "".join(p(f"{i}. {word}") for i, word in enumerate(("oil", "wick", "glass", "tin"), 1))
    assert levels(p(LONG) + body + p(LONG)) == []
    again = p("1. oil") + p(LONG) + p("2. " + LONG) + p(LONG) + p("3. tin") + p(LONG)
    assert levels(again) == []


def test_that_a_numbered_heading_may_end_in_a_full_stop() -> None:
    body = bold("1. Oil.") + p(LONG) + bold("2. Wicks.") + p(LONG)
    assert levels(body) == [(1, "1. Oil."), (1, "2. Wicks.")]


@pytest.mark.parametrize(
    "line",
    [
        "Last updated 3 May 2026",
        "更新日期：2026年5月3日",
        "hello@lantern.example",
        "May 3, 2026",
        "Phone: 555 0100",
        "- oil",
        LONG,
    ],
)
def test_that_dates_contacts_and_items_are_no_headings(line: str) -> None:
    body = bold("Lantern Privacy") + bold(line) + p(LONG) * 3 + bold("Oil") + p(LONG) * 3
    assert levels(body) == [(1, "Lantern Privacy"), (2, "Oil")]


def test_that_addresses_in_bold_are_no_headings() -> None:
    address = "".join(map(bold, ["Lantern Shop", "Wick Lane", "Glowtown", "Darkland"]))
    body = bold("Privacy") + p(LONG) * 4 + address + p(LONG)
    assert (2, "Wick Lane") not in levels(body)
    assert (2, "Glowtown") not in levels(body)


def test_that_the_look_tells_nothing_where_all_is_bold() -> None:
    assert levels(bold("Privacy") + bold(LONG) + bold("Oil") + bold(LONG)) == []


def test_that_numbered_bold_lines_with_text_below_are_headings() -> None:
    lists = numbering(lvl(0, "decimal", "%1."), lvl(1, "lowerLetter", "(%2)"))
    body = (
        p(LONG)
        + listed("Oil", look="<w:b/>")
        + p(LONG)
        + listed("Wicks", look="<w:b/>")
        + listed("by post", level=1)
        + p(LONG)
        + listed("a list", look="<w:b/>")
        + listed("of bold words", look="<w:b/>")
        + listed("no more", look="<w:b/>")
    )
    assert levels(body, numbering=lists) == [(1, "1. Oil"), (1, "2. Wicks")]


def test_that_a_bold_lead_in_is_a_heading_only_as_a_whole() -> None:
    lists = numbering(lvl(0, "bullet", "•"))
    items = listed("oil") + listed("wicks")
    whole = p(LONG) + bold("We need:") + items + p(LONG) + bold("We send:") + items
    assert levels(whole, numbering=lists) == [(1, "We need:"), (1, "We send:")]
    part = p(LONG) + p(r("We need", "<w:b/>"), ":") + items
    assert levels(part, numbering=lists) == []


def test_that_plain_numbered_lines_with_text_below_are_headings() -> None:
    body = bold("灯笼隐私政策") + "".join(
        p(f"{i}. {title}：") + p("我们妥善保管您写给我们的信件；") * 2
        for i, title in enumerate(("适用范围", "信件", "灯油"), 1)
    )
    assert [level for level, _ in levels(body)] == [1, 2, 2, 2]


def test_that_bold_lines_below_styled_headings_stand_below_them() -> None:
    styles = HEADINGS + style("Normal")
    body = (
        p(r("Uses", "<w:b/>"), style="H1")
        + p(LONG)
        + p(r("Oil", '<w:b/><w:u w:val="single"/>'))
        + p(LONG)
        + p(r("Wicks", '<w:b/><w:u w:val="single"/>'))
        + p(LONG)
        + p(r("Light", "<w:b/>"), style="H1")
        + p(LONG)
        + bold("Contact")
        + p(LONG)
    )
    assert levels(body, styles=styles) == [
        (1, "Uses"),
        (2, "Oil"),
        (2, "Wicks"),
        (1, "Light"),
        (1, "Contact"),
    ]


def test_that_styles_and_fields_make_contents() -> None:
    body = (
        p("Uses\t1", style="T1")
        + p(field(' TOC \\o "1-3" ', r("Oil 2")))
        + p("Uses", style="H1")
        + p("Oil", style="H1")
    )
    assert [(kind, text) for kind, _, text in rows(docx.read(package(body, styles=HEADINGS)))] == [
        (CONTENTS, "Uses 1"),
        (CONTENTS, "Oil 2"),
        (HEADING, "Uses"),
        (HEADING, "Oil"),
    ]


def test_that_contents_can_run_over_paragraphs() -> None:
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    code = '<w:r><w:instrText>TOC</w:instrText><w:fldChar w:fldCharType="separate"/></w:r>'
    body = p(begin, code, "Uses 1") + p("Oil 2") + p(end) + p("Light.")
    assert [kind for kind, _, _ in rows(docx.read(package(body)))] == [
        CONTENTS,
        CONTENTS,
        PARAGRAPH,
    ]


def test_that_typed_contents_are_told_by_the_headings_behind_them() -> None:
    titles = ["Oil", "Wicks", "Light"]
    body = (
        bold("CONTENTS")
        + "".join(p(f"{i}. {title} .... {i}") for i, title in enumerate(titles, 1))
        + "".join(bold(f"{i}. {title}") + p(LONG) for i, title in enumerate(titles, 1))
    )
    kinds = [kind for kind, _, _ in rows(docx.read(package(body)))]
    assert kinds == [HEADING] + [CONTENTS] * 3 + [HEADING, PARAGRAPH] * 3


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Lantern  Privacy", "Lantern Privacy"),
        ("Microsoft Word - privacy.doc", ""),
        ("Document1", ""),
        ("文档 1", ""),
        ("privacy final.docx", ""),
        ("", ""),
        (" 2026 ", ""),
    ],
)
def test_that_the_title_is_the_one_a_person_gave(written: str, expected: str) -> None:
    core = (
        '<cp:coreProperties xmlns:cp="urn:x" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{written}</dc:title></cp:coreProperties>"
    )
    document = root("document", f"<w:body>{p('We build.')}</w:body>")
    files = {"word/document.xml": document, "docProps/core.xml": core}
    assert docx.read(zipped(files)).title == expected
    files["docProps/core.xml"] = "<broken"
    assert docx.read(zipped(files)).title == ""
