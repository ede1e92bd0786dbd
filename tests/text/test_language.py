"""Which languages a text is told to be in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.model.span import Span
from reviewer.text.language import Seen, language_of, languages_of
from reviewer.text.sentences import split

ENGLISH = "We keep the name and the street that you give us, and we do not sell them."
SIMPLIFIED = "我们会保存您提供的姓名和地址，不会将其出售给他人，您可以随时联系我们删除这些数据。"
TRADITIONAL = "我們會保存您提供的姓名和地址，不會將其出售給他人，您可以隨時聯繫我們刪除這些資料。"
FRENCH = "Nous gardons le nom et la rue que vous nous donnez, et nous ne les vendons pas."
GERMAN = "Wir speichern den Namen und die Straße, die Sie uns nennen, und verkaufen sie nicht."
SPANISH = "Guardamos el nombre y la calle que usted nos da, y no los vendemos a una empresa."


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ENGLISH, "en"),
        (SIMPLIFIED, "zh"),
        (TRADITIONAL, "zh"),
        (FRENCH, "fr"),
        (GERMAN, "de"),
        (SPANISH, "es"),
        ("Мы храним ваше имя и ваш адрес.", "ru"),
        ("저희는 귀하의 이름과 주소를 보관합니다.", "ko"),
        ("私たちはあなたの名前と住所を保存します。", "ja"),
        ("", ""),
        ("12/2026 — 100 %", ""),
    ],
)
def test_that_a_short_text_has_one_language(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        (ENGLISH, "en"),
        (SIMPLIFIED, "zh-Hans"),
        (TRADITIONAL, "zh-Hant"),
        (FRENCH, "fr"),
        (GERMAN, "de"),
    ],
)
def test_that_a_document_gets_the_tag_of_its_language(text: str, tag: str) -> None:
    assert languages_of([text]) == (tag,)


def test_that_a_mixed_document_names_its_languages_largest_first() -> None:
    assert languages_of([ENGLISH, SIMPLIFIED, SIMPLIFIED]) == ("zh-Hans", "en")
    assert languages_of([ENGLISH, ENGLISH, ENGLISH, FRENCH]) == ("en", "fr")


def test_that_a_foreign_name_makes_no_second_language() -> None:
    pieces = [SIMPLIFIED, "Cookie 和 SDK 由 Quillmark 提供，用于统计访问次数。", SIMPLIFIED]
    assert languages_of(pieces) == ("zh-Hans",)
    assert languages_of([ENGLISH] * 20 + ["Impressum und Datenschutz der Firma"]) == ("en",)


def test_that_no_words_mean_no_language() -> None:
    assert languages_of([]) == ()
    assert languages_of(["123", "—"]) == ()


@given(st.lists(st.text(max_size=40), max_size=6))
def test_that_every_language_is_named_once(pieces: list[str]) -> None:
    found = languages_of(pieces)
    assert len(set(found)) == len(found)


_PARTS = (
    "We use it. ",
    "Nous le gardons.",
    "我们收集。",
    "見ます。",
    "mail a@b.de. ",
    "www.",
    "Du. ",
    "é!\n",
)


@given(st.lists(st.sampled_from(_PARTS), min_size=1, max_size=12).map("".join))
def test_that_sentences_add_up_to_their_text(text: str) -> None:
    parts = [Seen.of(span.text_of(text)) for span in split(text, Span(0, len(text)))]
    assert Seen.of_parts(text, parts).told == Seen.of(text).told
    assert Seen.of_parts(text, parts).weights("en") == Seen.of(text).weights("en")


@given(st.text(st.characters(max_codepoint=127, exclude_characters="@:."), max_size=60))
def test_that_every_letter_of_ascii_text_counts(text: str) -> None:
    assert Seen.of(text).letters == sum(map(str.isalpha, text))
