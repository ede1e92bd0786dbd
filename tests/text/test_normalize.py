"""Bytes to text, and the shadow that matching relies on."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.errors import ReadError, UnsupportedFormat
from reviewer.model.span import Span
from reviewer.text.normalize import decode, mend, shadow
from tests.strategies import policies

TEXT = "Wir erfassen Größe und Straße. 我们收集您的姓名。"
CHINESE = "我们收集您的姓名、地址和电话号码，用于配送您订购的商品，并在三年后删除这些信息。" * 4


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-16"), "utf-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16"),
        (TEXT.encode("utf-32"), "utf-32"),
    ],
)
def test_that_unicode_is_read_without_its_byte_order_mark(data: bytes, encoding: str) -> None:
    assert decode(data) == (TEXT, encoding)


@pytest.mark.parametrize("encoding", ["gb2312", "gbk", "gb18030"])
def test_that_older_chinese_encodings_are_told(encoding: str) -> None:
    text, name = decode(CHINESE.encode(encoding))
    assert text == CHINESE
    assert name == "gb18030"


def test_that_all_line_ends_become_line_feeds() -> None:
    assert decode(b"one\r\ntwo\rthree\nfour\r\n\rfive")[0] == "one\ntwo\nthree\nfour\n\nfive"


@pytest.mark.parametrize("data", [b"text with \x00 in it", b"a\x01\x02", b"bell \x07 rings"])
def test_that_control_characters_mean_no_text(data: bytes) -> None:
    with pytest.raises(UnsupportedFormat, match="not a text document"):
        decode(data)


def test_that_damaged_unicode_is_named() -> None:
    with pytest.raises(ReadError, match="UTF-8 text but is damaged"):
        decode(codecs.BOM_UTF8 + b"name \xff\xfe")


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"])))
def test_that_any_text_in_utf_8_comes_back_as_it_is(text: str) -> None:
    assert decode(codecs.BOM_UTF8 + text.encode())[0] == text


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("WE Collect", "we collect"),
        ("ＡＢＣ１２３，（ａ）", "abc123,(a)"),
        ("we\u00a0collect\u3000it", "we collect it"),
        ("coll\u00adect co\u200bok\u200dies\ufeff", "collect cookies"),
        ("⽤⼾", "用户"),
        ("it’s “so” non‐stop", 'it\'s "so" non-stop'),
        ("a\tb\nc", "a b c"),
        ("\U0001f512 Lock", "\U0001f512 lock"),
    ],
)
def test_that_the_shadow_folds_what_looks_alike(text: str, folded: str) -> None:
    assert shadow(text).text == folded


@given(policies())
def test_that_every_stretch_of_a_shadow_leads_back_to_what_it_was_made_of(text: str) -> None:
    whole = shadow(text)
    for start in range(0, len(whole.text), 7):
        for end in (start + 1, min(start + 11, len(whole.text))):
            span = whole.span(start, end)
            assert 0 <= span.start < span.end <= len(text)
            assert shadow(span.text_of(text)).text == whole.text[start:end]


@given(st.text(), st.data())
def test_that_any_stretch_of_any_shadow_leads_back(text: str, data: st.DataObject) -> None:
    whole = shadow(text)
    start = data.draw(st.integers(0, len(whole.text)))
    end = data.draw(st.integers(start, len(whole.text)))
    span = whole.span(start, end)
    assert span.end <= len(text)
    assert shadow(span.text_of(text)).text == whole.text[start:end]


@given(st.text(), st.data())
def test_that_positions_lead_there_and_back(text: str, data: st.DataObject) -> None:
    whole = shadow(text)
    place = data.draw(st.integers(0, len(whole.text)))
    assert whole.position(whole.span(place, place).start) == place


@given(st.text())
def test_that_a_shadow_is_its_own_shadow(text: str) -> None:
    folded = shadow(text).text
    assert shadow(folded).text == folded


def test_that_an_empty_stretch_leads_to_an_empty_span() -> None:
    assert shadow("a\u200bb").span(1, 1) == Span(2, 2)
    assert shadow("").span(0, 0) == Span(0, 0)


def test_that_mending_writes_what_a_reader_would_type() -> None:
    assert mend("a\u00a0b\u200b⽤\u2028c") == "a b用\nc"
    assert mend("Ｗｅ keep “this”") == "Ｗｅ keep “this”"


@pytest.mark.parametrize("lead", ["", "a", "ab", "abc"])
@pytest.mark.parametrize("between", ["\n", ""])
def test_that_a_long_text_is_not_cut_inside_a_character(lead: str, between: str) -> None:
    text = lead + f"我们保存您的送货地址，并在一年后删除。{between}" * 6000
    assert decode(text.encode("gb18030")) == (text, "gb18030")


def test_that_control_characters_are_mended_away() -> None:
    assert mend("We\x01 keep\x1f it.\n") == "We keep it.\n"
