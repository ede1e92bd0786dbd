"""What the HTML reader makes of a page's structure: lists, headings, tables, breaks, origins."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from reviewer.model.origin import LineOrigin
from reviewer.model.policy import BlockKind, Format
from reviewer.text.read import read_policy
from reviewer.text.readers import html

if TYPE_CHECKING:
    from collections.abc import Callable

HEADING, PARAGRAPH, ITEM, CELL, COLUMNS, CONTENTS = (
    BlockKind.HEADING,
    BlockKind.PARAGRAPH,
    BlockKind.ITEM,
    BlockKind.CELL,
    BlockKind.COLUMNS,
    BlockKind.CONTENTS,
)
NAME = "We collect the name and the e-mail address of everyone who orders a lantern from us."
COURIER = "We share your address with the courier who carries the lantern to your door."
SEVEN = "We keep your personal information for seven years, as the tax office asks."


def rows(page: str) -> list[tuple[BlockKind, int, str]]:
    extract = html.read(f"<html><body>{page}</body></html>".encode())
    return [(hint.kind, hint.level, hint.span.text_of(extract.text)) for hint in extract.hints]


def lines(page: str) -> list[str]:
    return [text for _, _, text in rows(page)]


@pytest.mark.parametrize(
    ("opening", "markers"),
    [
        ("<ol>", ["1.", "2.", "3."]),
        ("<ol type=a>", ["a.", "b.", "c."]),
        ("<ol type=A>", ["A.", "B.", "C."]),
        ("<ol type=i>", ["i.", "ii.", "iii."]),
        ("<ol type=I start=4>", ["IV.", "V.", "VI."]),
        ("<ol start=9>", ["9.", "10.", "11."]),
        ("<ol start=many>", ["1.", "2.", "3."]),
        ('<ol style="list-style-type: lower-alpha">', ["a.", "b.", "c."]),
        ('<ol style="list-style: cjk-ideographic">', ["一、", "二、", "三、"]),
        ("<ul>", ["•", "•", "•"]),
    ],
)
def test_that_items_carry_the_marks_that_a_browser_shows(opening: str, markers: list[str]) -> None:
    items = ["wicks", "oil", "glass"]
    page = opening + "".join(f"<li>{item}</li>" for item in items)
    assert lines(page) == [f"{marker} {item}" for marker, item in zip(markers, items, strict=True)]


@pytest.mark.parametrize("opening", ["<ul style='list-style: none'>", "<ol type=none>"])
def test_that_items_shown_without_marks_get_none(opening: str) -> None:
    assert lines(f"{opening}<li>wicks</li><li>oil</li>") == ["wicks", "oil"]


def test_that_an_item_with_a_number_of_its_own_gets_no_second_one() -> None:
    page = "<ol><li>(a) wicks</li><li>oil</li></ol><ul><li>3.2 glass</li><li>- brass</li></ul>"
    assert lines(page) == ["(a) wicks", "2. oil", "3.2 glass", "- brass"]


def test_that_an_item_can_set_its_own_number() -> None:
    assert lines("<ol><li>wicks<li value=5>oil<li>glass</ol>") == ["1. wicks", "5. oil", "6. glass"]


def test_that_paragraphs_in_an_item_are_blocks_of_their_own() -> None:
    page = f"<ol><li><p>Orders</p><p>{NAME}</p><p>{COURIER}</p></li><li><p>Letters</p></li></ol>"
    assert rows(f"<p>{SEVEN}</p>{page}") == [
        (PARAGRAPH, 0, SEVEN),
        (ITEM, 1, "1. Orders"),
        (PARAGRAPH, 0, NAME),
        (PARAGRAPH, 0, COURIER),
        (ITEM, 1, "2. Letters"),
    ]


def test_that_the_level_of_an_item_is_how_deep_its_list_lies() -> None:
    page = "<ul><li>lamps<ol><li>brass<ul><li>small</ul></ol><li>oil</ul>"
    assert rows(page) == [
        (ITEM, 1, "• lamps"),
        (ITEM, 2, "1. brass"),
        (ITEM, 3, "• small"),
        (ITEM, 1, "• oil"),
    ]


def test_that_tagged_headings_keep_their_levels() -> None:
    page = f"<h1>Lanterns</h1><h3>Orders</h3><p>{NAME}</p><h2>Delivery</h2><p>{COURIER}</p>"
    levels = [(level, text) for kind, level, text in rows(page) if kind is HEADING]
    assert levels == [(1, "Lanterns"), (3, "Orders"), (2, "Delivery")]


@pytest.mark.parametrize(
    "heading",
    [
        "<p><b>%s</b></p>",
        "<p><strong>%s</strong></p>",
        "<div><span style='font-weight:700'>%s</span></div>",
        "<p style='font-weight: bold'>%s</p>",
        "<b>%s</b><br><br>",
    ],
)
def test_that_a_bold_line_above_text_is_a_heading(heading: str) -> None:
    page = "".join(
        heading % title + f"<p>{text}</p>"
        for title, text in (("What we collect", NAME), ("Whom we tell", COURIER))
    )
    assert rows(page) == [
        (HEADING, 1, "What we collect"),
        (PARAGRAPH, 0, NAME),
        (HEADING, 1, "Whom we tell"),
        (PARAGRAPH, 0, COURIER),
    ]


def test_that_bold_headings_rank_below_tags_and_by_their_numbers() -> None:
    titles = ["1. Orders", "(a) In the shop", "(b) By letter", "2. Delivery"]
    page = "<h2>Lanterns</h2>" + "".join(f"<p><b>{one}</b></p><p>{NAME}</p>" for one in titles)
    levels = [level for kind, level, _ in rows(page) if kind is HEADING]
    assert levels == [2, 3, 4, 4, 3]


@pytest.mark.parametrize(
    "bold",
    [
        "We never sell what you tell us.",
        "lantern@shop.example",
        "Last changed in May 2024",
        "We ask you for your name and your street and your town when you order a lantern by post",
    ],
)
def test_that_bold_text_which_titles_nothing_is_no_heading(bold: str) -> None:
    page = f"<p>{NAME}</p><p><b>{bold}</b></p><p>{COURIER}</p>"
    assert [kind for kind, _, _ in rows(page)] == [PARAGRAPH] * 3


def test_that_bold_words_in_a_line_do_not_make_it_a_heading() -> None:
    page = f"<p>{SEVEN}</p><p><b>Orders</b> by letter</p><p>{NAME}</p>"
    assert rows(page)[1] == (PARAGRAPH, 0, "Orders by letter")


def test_that_the_button_of_an_accordion_is_its_title() -> None:
    page = f"<button aria-expanded=false>Orders</button><div hidden><p>{NAME}</p></div>"
    whole = f"<p>{SEVEN}</p>{page}<button>Accept</button><p>{COURIER}</p>"
    assert lines(whole) == [SEVEN, "Orders", NAME, COURIER]


def test_that_a_table_of_data_reads_row_by_row() -> None:
    page = (
        "<table><thead><tr><th>Data<th>Purpose<th>Kept</thead>"
        "<tr><td>Street<td>Delivery<td>Three years"
        "<tr><td>E-mail<td><td>One year</table>"
    )
    assert rows(page) == [
        (COLUMNS, 0, "Data | Purpose | Kept"),
        (CELL, 0, "Street | Delivery | Three years"),
        (CELL, 0, "E-mail | One year"),
    ]


def test_that_bold_cells_name_the_columns() -> None:
    page = "<table><tr><td><b>Data</b><td><b>Kept</b><tr><td>Street<td>One year</table>"
    assert rows(page)[0] == (COLUMNS, 0, "Data | Kept")


def test_that_the_caption_of_a_table_is_text() -> None:
    page = (
        "<table><caption>What we keep</caption><tr><th>Data<th>Kept<tr><td>Street<td>A year</table>"
    )
    assert lines(page) == ["What we keep", "Data | Kept", "Street | A year"]


def test_that_rich_cells_are_read_part_by_part() -> None:
    page = (
        "<table><tr><th>Data<th>Kept<tr><td>Street<td>One year"
        "<tr><td>Orders<td><p>Seven years.</p><ul><li>for the tax office</ul></table>"
    )
    assert lines(page) == [
        "Data | Kept",
        "Street | One year",
        "Orders",
        "Seven years.",
        "for the tax office",
    ]


@pytest.mark.parametrize("attribute", ["", "role=presentation", "role=none"])
def test_that_a_table_that_lays_out_a_page_is_no_data(attribute: str) -> None:
    text = f"<p>{NAME}</p><p>{COURIER}</p>"
    page = f"<table {attribute}><tr><td>{text}</td></tr><tr><td><p>{SEVEN}</p></td></tr></table>"
    assert rows(page) == [(PARAGRAPH, 0, NAME), (PARAGRAPH, 0, COURIER), (PARAGRAPH, 0, SEVEN)]


def test_that_contents_are_told_from_text() -> None:
    page = (
        "<h1>Lantern privacy</h1><ul><li><a href='#orders'>Orders</a>"
        "<li><a href='#courier'>Delivery</a></ul>"
        f"<h2 id=orders>Orders</h2><p>{NAME}</p><p><a href='#top'>Back to top</a></p>"
        f"<h2 id=courier>Delivery</h2><p>{COURIER}</p><p><a href='#top'>Top</a></p>"
    )
    assert rows(page)[1:] == [
        (CONTENTS, 1, "• Orders"),
        (CONTENTS, 1, "• Delivery"),
        (HEADING, 2, "Orders"),
        (PARAGRAPH, 0, NAME),
        (HEADING, 2, "Delivery"),
        (PARAGRAPH, 0, COURIER),
    ]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("youâ€™re asked for your name", "you’re asked for your name"),
        ("CafÃ© Lantern keeps your name", "Café Lantern keeps your name"),
        ("Café Lantern’s own “oil”", "Café Lantern’s own “oil”"),
        ("灯笼店保存您的姓名", "灯笼店保存您的姓名"),
    ],
)
def test_that_wrongly_decoded_letters_are_mended(source: str, text: str) -> None:
    assert lines(f"<p>{source}</p>") == [text]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        # The source was wrapped by hand.
        (
            NAME.replace("everyone ", "everyone<br>"),
            [NAME],
        ),
        (
            "凡是在本店订购灯具的顾客其送货地址和联系电话以及收货人姓名<br>均由我们保存三年。",
            ["凡是在本店订购灯具的顾客其送货地址和联系电话以及收货人姓名均由我们保存三年。"],
        ),
        # The writer meant it.
        (f"{NAME}<br>{COURIER}", [NAME, COURIER]),
        ("Lantern Shop<br>14 Candle Row<br>Wickham", ["Lantern Shop", "14 Candle Row", "Wickham"]),
        (
            "We collect the name and the e-mail address of everyone<br><br>who orders from us.",
            ["We collect the name and the e-mail address of everyone", "who orders from us."],
        ),
        (
            "We collect what you tell us when you order a lantern:<br>your name",
            ["We collect what you tell us when you order a lantern:", "your name"],
        ),
        (
            "We collect what you tell us when you order a lantern<br>- your name<br>- your street",
            [
                "We collect what you tell us when you order a lantern",
                "- your name",
                "- your street",
            ],
        ),
    ],
)
def test_that_only_breaks_that_cut_a_sentence_are_closed(source: str, expected: list[str]) -> None:
    assert lines(f"<p>{source}</p>") == expected


def test_that_every_block_leads_to_the_line_it_begins_in() -> None:
    page = f"<html>\n<body>\n<h1>Lanterns</h1>\n\n<p>{NAME}</p><p>{COURIER}\n</p>\n<p>\n{SEVEN}</p>"
    extract = html.read(page.encode())
    found = [
        (origin.span.text_of(extract.text), origin.line)
        for origin in extract.origins
        if isinstance(origin, LineOrigin)
    ]
    assert found == [("Lanterns", 3), (NAME, 5), (COURIER, 5), (SEVEN, 7)]


def test_that_the_lines_of_front_matter_count() -> None:
    extract = html.read(f"---\ntitle: x\n---\n<html>\n<p>{NAME}</p>".encode())
    (origin,) = extract.origins
    assert isinstance(origin, LineOrigin)
    assert origin.line == 5


def cost(page: str) -> float:
    """Seconds of the processor that reading takes, at best of a few times."""
    found = []
    for _ in range(3):
        started = time.process_time()
        html.read(page.encode())
        found.append(time.process_time() - started)
    return min(found)


def nested(depth: int) -> str:
    inner = f"<p>{NAME}</p>"
    return "<div class=box><b>" * depth + inner + "</b></div>" * depth + f"<p>{COURIER}"


def linked(count: int) -> str:
    menu = "".join(f"<li><a href='/{number}'>Lantern {number}</a></li>" for number in range(count))
    text = f"<p>{NAME}</p><p>{COURIER}</p><p>{SEVEN}</p>"
    return f"<div class=c1><ul>{menu}</ul></div><div class=c2>{text}</div>"


def test_that_a_page_that_nests_deep_loses_nothing() -> None:
    assert lines(nested(3000)) == [NAME, COURIER]


def test_that_a_menu_of_twenty_thousand_links_leaves_the_text() -> None:
    assert lines(linked(20_000)) == [NAME, COURIER, SEVEN]


@pytest.mark.parametrize(("page", "size"), [(nested, 750), (linked, 4000)])
def test_that_four_times_the_page_takes_about_four_times_as_long(
    page: Callable[[int], str], size: int
) -> None:
    # Each pair counted against each other would take sixteen times as long.
    assert cost(page(4 * size)) < 9 * cost(page(size))


def test_that_definitions_are_read_in_order() -> None:
    page = f"<dl><dt>Orders</dt><dd>{NAME}</dd><dt>Delivery</dt><dd>{COURIER}</dd></dl>"
    assert lines(f"<p>{SEVEN}</p>{page}") == [SEVEN, "Orders", NAME, "Delivery", COURIER]


def test_that_sections_follow_the_headings_of_a_page() -> None:
    page = f"<h1>Lanterns</h1><h2>1. Orders</h2><p>{NAME}</p><h2>2. Delivery</h2><p>{COURIER}</p>"
    policy = read_policy(f"<html>{page}".encode(), "page.html")
    assert [(one.level, one.number, one.title) for one in policy.sections] == [
        (1, "", "Lanterns"),
        (2, "1", "Orders"),
        (2, "2", "Delivery"),
    ]


def test_that_lines_of_preformatted_text_stay_apart() -> None:
    page = (
        "<html><body><pre>灯笼店隐私政策\n==========\n## 我们收集的信息\n**订购信息**\n"
        "我们收集您的姓名和地址，用于寄送您订购的灯笼。\n1\\. 姓名\n\n\n"
        "We keep the street of everyone who orders a lantern\nfrom us for one year."
        "</pre></body></html>"
    )
    extract = html.read(page.encode())
    assert extract.text.split("\n") == [
        "灯笼店隐私政策",
        "我们收集的信息",
        "订购信息",
        "我们收集您的姓名和地址，用于寄送您订购的灯笼。",
        "1. 姓名",
        "We keep the street of everyone who orders a lantern from us for one year.",
    ]
    assert [hint.level for hint in extract.hints if hint.kind is BlockKind.HEADING] == [2, 3]


def test_that_a_page_that_shows_a_markdown_file_is_read_as_one() -> None:
    source = "# Lamps\n\nWe keep your\n**name**.\n\n- oil\n- wick\n"
    extract = html.read(f"<html>\n<body>\n<pre>{source}</pre></body></html>".encode())
    assert extract.format is Format.HTML
    assert extract.text.split("\n") == ["Lamps", "We keep your name.", "• oil", "• wick"]
    assert [origin.line for origin in extract.origins if isinstance(origin, LineOrigin)][:2] == [
        3,
        5,
    ]
