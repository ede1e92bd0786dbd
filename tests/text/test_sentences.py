"""Where sentences end, in both languages."""

from __future__ import annotations

import pytest
from hypothesis import given

from reviewer.model.span import Span
from reviewer.text.sentences import split
from tests.strategies import lines


def sentences(text: str) -> list[str]:
    return [span.text_of(text) for span in split(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    "parts",
    [
        ["We keep it.", "You may ask us why."],
        ["Is it safe?", "It is!", "Good."],
        ["Ask Lantern Co. Ltd. now.", "It works, e.g. on Monday."],
        ["See sec. 4 for more.", "Mr. Reed knows."],
        ["Version 2.0 is 3.5 times as fast.", "Visit www.shop.example."],
        ["He said “we stop.”", "Then we stopped."],
        ["It is (so we hope.)", "It stays."],
        ["It ends...", "And goes on."],
        ["我们保存信息。", "您可以拒绝！", "为什么？", "因为需要"],
        ["他说：“我们停止。”", "然后就停止了。"],
        ["（见下文。）", "完。"],
        ["保存期限为3.5年。", "到期删除。"],
        ["我们使用Cookie。", "You may refuse."],
    ],
)
def test_that_sentences_end_where_a_reader_ends_them(parts: list[str]) -> None:
    joint = "" if any("。" in part for part in parts) else " "
    assert sentences(joint.join(parts)) == parts


@pytest.mark.parametrize(
    "parts",
    [
        ["Our vans are reliable.", "We are glad."],
        ["It is encrypted;", "We also lock it."],
        ["See (annex B).", "It lists all vans."],
        ["我们使用Cookie.", "您可以关闭。"],
    ],
)
def test_that_glued_sentences_come_apart(parts: list[str]) -> None:
    assert sentences("".join(parts)) == parts


@pytest.mark.parametrize(
    "text",
    [
        "Write to privacy@shop.example or to Lantern Ltd.",
        "The U.S. office answers within five days",
        "Names, streets, towns, etc. are kept",
        "1. parcels and letters",
        "您的姓名、地址；电话；邮箱等信息",
    ],
)
def test_that_one_sentence_stays_one(text: str) -> None:
    assert sentences(text) == [text]


def test_that_a_small_letter_begins_a_sentence_only_without_capitals() -> None:
    assert sentences("we keep it. you may ask.") == ["we keep it.", "you may ask."]
    assert sentences("We keep approx. ten. of them.") == ["We keep approx. ten. of them."]


@pytest.mark.parametrize("text", ["", " \n ", "\u3000"])
def test_that_white_space_holds_no_sentence(text: str) -> None:
    assert sentences(text) == []


def test_that_only_the_block_is_divided() -> None:
    text = "Before. Inside one. Inside two. After."
    assert [span.text_of(text) for span in split(text, Span(8, 31))] == [
        "Inside one.",
        "Inside two.",
    ]


@given(lines())
def test_that_sentences_cover_a_block_without_overlap(text: str) -> None:
    end, left_out = 0, ""
    for span in split(text, Span(0, len(text))):
        assert end <= span.start < span.end <= len(text)
        left_out += text[end : span.start]
        assert span.text_of(text) == span.text_of(text).strip()
        end = span.end
    assert not (left_out + text[end:]).strip()


def test_that_a_word_of_any_length_before_a_stop_is_no_abbreviation() -> None:
    assert len(sentences("Ask lamps-and-lanterns-co. It is safe.")) == 2
