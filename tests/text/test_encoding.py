"""Bytes to text: every encoding that policies come in."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.errors import ReadError, UnsupportedFormat
from reviewer.text.encoding import decode

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
    decoded = decode(data)
    assert (decoded.text, decoded.encoding, decoded.lost) == (TEXT, encoding, 0)


@pytest.mark.parametrize("encoding", ["gb2312", "gbk", "gb18030"])
def test_that_older_chinese_encodings_are_told(encoding: str) -> None:
    decoded = decode(CHINESE.encode(encoding))
    assert (decoded.text, decoded.encoding) == (CHINESE, "gb18030")


def test_that_all_line_ends_become_line_feeds() -> None:
    assert decode(b"one\r\ntwo\rthree\nfour\r\n\rfive").text == "one\ntwo\nthree\nfour\n\nfive"


@pytest.mark.parametrize("data", [b"text with \x00 in it", bytes(range(1, 32)) * 3])
def test_that_control_characters_mean_no_text(data: bytes) -> None:
    with pytest.raises(UnsupportedFormat, match="not a text document"):
        decode(data)


def test_that_damaged_unicode_is_named() -> None:
    with pytest.raises(ReadError, match="UTF-8 text but is damaged"):
        decode(codecs.BOM_UTF8 + b"name " + b"\xff\xfe" * 40)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"])))
def test_that_any_text_in_utf_8_comes_back_as_it_is(text: str) -> None:
    assert decode(codecs.BOM_UTF8 + text.encode()).text == text


@pytest.mark.parametrize("lead", ["", "a", "ab", "abc"])
@pytest.mark.parametrize("between", ["\n", ""])
def test_that_a_long_text_is_not_cut_inside_a_character(lead: str, between: str) -> None:
    text = lead + f"我们保存您的送货地址，并在一年后删除。{between}" * 6000
    decoded = decode(text.encode("gb18030"))
    assert (decoded.text, decoded.encoding) == (text, "gb18030")


def test_that_a_stray_control_character_leaves_a_text_a_text() -> None:
    assert decode(b"We keep\x0b your name\x07 here.").text == "We keep\x0b your name\x07 here."


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_that_utf_16_is_told_without_its_mark(encoding: str) -> None:
    text = "We keep your street for one year. 我们保存您的地址。"
    decoded = decode(text.encode(encoding))
    assert (decoded.text, decoded.encoding) == (text, encoding)


def test_that_traditional_chinese_is_told() -> None:
    text = "我們會蒐集您的姓名與地址，用於寄送您訂購的商品，並於三年後刪除這些個人資料。" * 3
    decoded = decode(text.encode("big5"))
    assert (decoded.text, decoded.encoding) == (text, "big5hkscs")


def test_that_chinese_behind_much_english_is_told() -> None:
    text = "We keep your street for one year.\n" * 80 + CHINESE
    assert decode(text.encode("gb18030")).text == text


def test_that_western_letters_are_told() -> None:
    text = "We use “cookies” – the site’s own – and keep them for a year. " * 5
    assert decode(text.encode("cp1252")).text == text


def test_that_a_chosen_encoding_is_taken() -> None:
    decoded = decode("Größe".encode("cp1252"), "ISO-8859-1")
    assert (decoded.text, decoded.encoding) == ("Größe", "cp1252")
    with pytest.raises(ReadError, match="no text encoding klingon"):
        decode(b"text", "klingon")


def test_that_a_chosen_encoding_that_does_not_fit_shows_what_is_lost() -> None:
    decoded = decode(CHINESE.encode("gb18030"), "utf-8")
    assert decoded.lost == decoded.text.count("\ufffd") > 0


def test_that_a_wrong_declaration_is_not_believed() -> None:
    assert decode(CHINESE.encode(), declared="gb2312").text == CHINESE
    assert decode(CHINESE.encode("gb18030"), declared="utf-8").text == CHINESE


def test_that_a_few_damaged_bytes_do_not_change_the_encoding() -> None:
    data = CHINESE.encode()
    decoded = decode(data[:60] + b"\xff" + data[60:])
    assert (decoded.encoding, decoded.lost) == ("utf-8", 1)
    assert decoded.text.replace("\ufffd", "") == CHINESE
