"""What the readers make of Markdown and HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reviewer.errors import EmptyPolicy
from reviewer.model.origin import LineOrigin
from reviewer.model.policy import BlockKind, Policy
from reviewer.text.read import read_policy
from reviewer.text.readers import html, markdown

if TYPE_CHECKING:
    from reviewer.text.readers.extract import Extract

HEADING, PARAGRAPH, ITEM, CELL, COLUMNS = (
    BlockKind.HEADING,
    BlockKind.PARAGRAPH,
    BlockKind.ITEM,
    BlockKind.CELL,
    BlockKind.COLUMNS,
)

PAGE = """\
<!doctype html>
<html><head><title>Lantern &ndash; Privacy</title><script>var hidden = "script";</script>
<style>p { color: hidden }</style></head><body>
<nav><a href="/">hidden menu</a></nav>
<h1>Lantern Privacy</h1>
<p>We keep&nbsp;your <b>name</b> &amp; street.</p>
<h2>Uses</h2>
<p>We use them for:</p>
<ol start="3"><li>parcels</li><li>letters<ul><li>by post</li></ul></li></ol>
<table><tr><th>Data</th><th>Time</th></tr>
<tr><td>name</td><td><p>one year</p></td></tr></table>
<p>One<br>Two</p>
<noscript>hidden words</noscript><!-- hidden note -->
</body></html>
"""

MARKDOWN = """\
---
title: "Lantern privacy"
date: 2026-01-01
---
# Privacy

We keep your **name** and your [street](https://shop.example/street).
It is _safe_.

## Uses

We use them for:

3. parcels
4. letters
   - by post

| Data | Time |
|------|------|
| name | one year |

One\\
Two<br>

    a quoted block
"""


def rows(extract: Extract) -> list[tuple[BlockKind, int, str]]:
    return [(hint.kind, hint.level, hint.span.text_of(extract.text)) for hint in extract.hints]


def lines(extract: Extract) -> list[str]:
    return extract.text.split("\n")


def test_that_a_page_is_read_one_block_a_line() -> None:
    assert rows(html.read(PAGE.encode())) == [
        (HEADING, 1, "Lantern Privacy"),
        (PARAGRAPH, 0, "We keep your name & street."),
        (HEADING, 2, "Uses"),
        (PARAGRAPH, 0, "We use them for:"),
        (ITEM, 1, "3. parcels"),
        (ITEM, 1, "4. letters"),
        (ITEM, 2, "• by post"),
        (COLUMNS, 0, "Data | Time"),
        (CELL, 0, "name | one year"),
        (PARAGRAPH, 0, "One"),
        (PARAGRAPH, 0, "Two"),
    ]


def test_that_scripts_styles_menus_and_comments_are_left_out() -> None:
    assert "hidden" not in html.read(PAGE.encode()).text


def test_that_the_title_of_a_page_is_its_own() -> None:
    assert html.read(PAGE.encode()).title == "Lantern – Privacy"


def test_that_every_line_of_a_page_leads_back_to_its_source() -> None:
    extract = html.read(PAGE.encode())
    source = PAGE.split("\n")
    for origin in extract.origins:
        assert isinstance(origin, LineOrigin)
        words = origin.span.text_of(extract.text).split()[-1]
        assert words.strip("&.") in source[origin.line - 1]


def test_that_markdown_is_read_one_block_a_line() -> None:
    extract = markdown.read(MARKDOWN.encode())
    assert extract.title == "Lantern privacy"
    assert rows(extract) == [
        (HEADING, 1, "Privacy"),
        (PARAGRAPH, 0, "We keep your name and your street. It is safe."),
        (HEADING, 2, "Uses"),
        (PARAGRAPH, 0, "We use them for:"),
        (ITEM, 1, "3. parcels"),
        (ITEM, 1, "4. letters"),
        (ITEM, 2, "• by post"),
        (COLUMNS, 0, "Data | Time"),
        (CELL, 0, "name | one year"),
        (PARAGRAPH, 0, "One"),
        (PARAGRAPH, 0, "Two"),
        (PARAGRAPH, 0, "a quoted block"),
    ]


@pytest.mark.parametrize("depth", [5, 25, 60, 400])
@pytest.mark.parametrize("lead", ["  ", ">"])
def test_that_markdown_of_any_depth_keeps_its_text(lead: str, depth: int) -> None:
    mark = "- " if lead == "  " else " "
    source = "# Lamps\n\n" + "\n".join(
        f"{lead * level}{mark}We keep lamp {level}.\n" for level in range(1, depth)
    )
    found = markdown.read(source.encode()).text
    assert all(f"We keep lamp {level}." in found for level in range(1, depth))


def test_that_every_line_of_markdown_leads_back_to_its_source() -> None:
    extract = markdown.read(MARKDOWN.encode())
    lines = [origin.line for origin in extract.origins if isinstance(origin, LineOrigin)]
    assert lines == [5, 7, 10, 12, 14, 15, 16, 18, 20, 22, 23, 25]


def test_that_lists_without_markers_of_their_own_get_them() -> None:
    page = b"<html><ul><li>one<li>two</ul><ol><li>three</ol><li>four"
    assert lines(html.read(page)) == ["• one", "• two", "1. three", "• four"]


def test_that_only_the_first_block_of_an_item_gets_its_marker() -> None:
    page = b"<html><ol><li><p>one</p><p>more</p></li><li>two</li></ol>"
    assert lines(html.read(page)) == ["1. one", "more", "2. two"]


def test_that_tables_used_for_layout_are_read_as_text() -> None:
    page = b"<html><table><tr><td><h2>Left</h2><ul><li>a</ul></td><td>right</td></tr></table>"
    assert lines(html.read(page)) == ["Left", "• a", "right"]


def test_that_white_space_of_the_source_is_not_text() -> None:
    page = b"<html><p>  We \n\t keep   it. </p>\n\n<p>\n</p>"
    assert html.read(page).text == "We keep it."


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("&lt;b&gt; &quot;x&quot; &copy;", '<b> "x" ©'),
        ("&#20320;&#x597d;", "你好"),
        ("soft&shy;ware&nbsp;&#8203;x", "software x"),
        ("&bogus; stays", "&bogus; stays"),
        ("R&D", "R&D"),
    ],
)
def test_that_entities_are_the_characters_they_name(source: str, text: str) -> None:
    assert html.read(f"<html><p>{source}</p>".encode()).text == text


def test_that_nothing_outside_is_read() -> None:
    page = (
        b'<!DOCTYPE html [<!ENTITY out SYSTEM "file:///etc/hostname">]>'
        b'<html><p>before &out; after</p><img src="http://nowhere.example/x.png">'
    )
    assert lines(html.read(page))[-1] == "before &out; after"


CHINESE = "<p>我们保存您的姓名和地址，三年后删除。</p>"


@pytest.mark.parametrize(
    "declared", ["gbk", "gb2312", "big5", "windows-1252", "shift_jis", "x-new"]
)
def test_that_a_wrong_charset_is_not_believed(declared: str) -> None:
    page = f'<html><meta charset="{declared}">{CHINESE}'.encode()
    assert "我们保存您的姓名" in html.read(page).text


@pytest.mark.parametrize("declared", ["gbk", "gb2312", "GB18030"])
def test_that_a_right_charset_is_followed(declared: str) -> None:
    page = (
        f'<html><meta http-equiv="Content-Type" content="text/html; charset={declared}">{CHINESE}'
    )
    extract = html.read(page.encode("gb18030"))
    assert "我们保存您的姓名" in extract.text
    assert extract.encoding == "gb18030"


@pytest.mark.parametrize("opening", ["<div>", "<div><span>", "<section class='x'><b>"])
def test_that_deep_nesting_loses_no_text(opening: str) -> None:
    page = f"<html>{opening * 5000}We keep your name.</div><p>And your street.</p>".encode()
    assert lines(html.read(page)) == ["We keep your name.", "And your street."]


def test_that_deep_lists_and_quotes_end_well() -> None:
    source = "Above.\n\n" + "> " * 300 + "We keep it.\n\nBelow.\n"
    found = lines(markdown.read(source.encode()))
    assert (found[0], found[-1]) == ("Above.", "Below.")
    page = "<ul><li>" * 3000 + "We keep your name."
    assert read_page(page).text


def read_page(page: str) -> Policy:
    return read_policy(f"<html><p>Above.</p>{page}".encode(), "page")


@pytest.mark.parametrize(
    "page", ["<html></html>", "<html><script>x</script>", "<html><p>&nbsp;</p>", "<html><!-- -->"]
)
def test_that_a_page_without_text_is_refused(page: str) -> None:
    with pytest.raises(EmptyPolicy, match="The page shows no policy text"):
        html.read(page.encode())


def test_that_markdown_without_text_is_refused() -> None:
    with pytest.raises(EmptyPolicy, match="holds no text"):
        markdown.read(b"---\ntitle: x\n---\n\n<!-- -->\n")


def test_that_front_matter_is_no_text() -> None:
    text = markdown.read(MARKDOWN.encode()).text
    assert "date:" not in text
    assert "---" not in text


def test_that_marked_headings_keep_their_numbers() -> None:
    policy = read_policy(b"<html><h1>Lanterns</h1><h2>3.2 Uses</h2><p>We use it.</p>", "page")
    section = policy.sections[1]
    assert (section.number, section.title, section.level) == ("3.2", "Uses", 2)


def test_that_bold_lines_of_a_page_without_headings_are_headings() -> None:
    body = "".join(
        f"<p><b>{number}. Part {number}</b></p><p>We keep the streets of all customers.</p>"
        for number in range(1, 4)
    )
    policy = read_policy(f"<html>{body}".encode(), "page")
    assert [section.number for section in policy.sections] == ["1", "2", "3"]


def test_that_front_matter_without_a_title_gives_none() -> None:
    assert markdown.read(b"---\ntitle:\nlang: en\n---\nWe keep it.\n").title == ""
    assert markdown.read(b"---\ntitle: 'Lantern'\n---\nWe keep it.\n").title == "Lantern"


def test_that_a_list_may_begin_at_zero() -> None:
    assert lines(markdown.read(b"0. parcels\n1. letters\n")) == ["0. parcels", "1. letters"]


def test_that_control_characters_of_a_page_are_no_text() -> None:
    assert html.read(b"<html><p>We&#1; keep&#31; it.</p></html>").text == "We keep it."
