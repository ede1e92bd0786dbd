"""Sketches let through every text in which their token pattern matches, and little else."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.analysis.patterns import PatternMatcher
from reviewer.analysis.sketches import sketch
from reviewer.model.clause import Category
from reviewer.model.rules import Pattern
from reviewer.model.span import Span
from reviewer.text.tokens import tokenize

if TYPE_CHECKING:
    from reviewer.model.rules import Rulebook

WORDS = {
    "en": ("we", "We", "may", "don't", "sell", "for", "30", "ten", "days", "(30)", "to", "-", "it"),
    "zh": (
        "我们",
        "我们",
        "会",
        "收集",
        "不会",
        "出售",
        "，",
        "30",
        "三",
        "天",
        "周岁",
        "信息",
        "。",
        "x",
    ),
}
ATTRIBUTES = st.sampled_from(("LOWER", "TEXT", "ORTH"))


def token(language: str) -> st.SearchStrategy[dict[str, object]]:
    word = st.sampled_from(WORDS[language]).map(str.lower)
    words = st.lists(word, min_size=1, max_size=4)
    shape = st.sampled_from(("^[^，。,;]{1,4}$", r"^(\d{1,3}|[一二三]{1,2})$", "^[a-z]+$", "e$"))
    value: st.SearchStrategy[dict[str, object]] = st.one_of(
        st.builds(lambda key, one: {key: one}, ATTRIBUTES, word),
        st.builds(lambda key, some: {key: {"IN": some}}, ATTRIBUTES, words),
        st.builds(lambda key, some: {key: {"NOT_IN": some}}, ATTRIBUTES, words),
        st.builds(lambda one: {"TEXT": {"REGEX": one}}, shape),
        st.builds(lambda one: {"LOWER": {"REGEX": one}}, shape),
        st.just({"LIKE_NUM": True}),
        st.just({"IS_PUNCT": True}),
        st.just({}),
    )
    counts = ("1", "1", "?", "*", "+", "!", "{2}", "{1,2}", "{,2}", "{1,}")
    count = st.sampled_from(counts).map(lambda one: {} if one == "1" else {"OP": one})
    begins = st.sampled_from(({}, {}, {}, {"IS_SENT_START": True}))
    return st.builds(lambda *parts: parts[0] | parts[1] | parts[2], value, count, begins)


@st.composite
def texts(draw: st.DrawFn, language: str) -> str:
    spaces = (" ", " ", " ", "  ", "") if language == "en" else ("", "", "", " ", "\n")
    words = draw(st.lists(st.sampled_from(WORDS[language]), min_size=1, max_size=12))
    return "".join(word + draw(st.sampled_from(spaces)) for word in words)


def pattern(language: str, tokens: list[dict[str, Any]]) -> Pattern:
    return Pattern(
        id="told",
        category=Category.USE,
        language=language,
        weight=1.0,
        gate=("we",),
        tokens=tuple(tokens),
    )


@pytest.mark.parametrize("language", ["en", "zh"])
@settings(max_examples=200)
@given(data=st.data())
def test_that_patterns_match_as_they_do_in_the_whole_sentence(
    language: str, data: st.DataObject
) -> None:
    tokens = data.draw(st.lists(token(language), min_size=1, max_size=5))
    matcher = PatternMatcher([pattern(language, tokens)], language)
    for text in data.draw(st.lists(texts(language), min_size=1, max_size=8)):
        all_at_once = matcher._matchers["told"](tokenize(text, language), as_spans=True)
        found = matcher.find(text, Span(0, len(text)), ["told"])
        if not all_at_once:
            assert found == {}
        else:
            first = min(all_at_once, key=lambda span: span.start_char)
            assert found == {"told": Span(first.start_char, first.end_char)}


@pytest.mark.parametrize(
    ("identifier", "text", "possible"),
    [
        ("en.we_collect", "Sometimes we may also collect your name.", True),
        ("en.we_collect", "When we meet you we will not. They collect lamps.", False),
        ("en.item_to_do", "To provide the lamp.", True),
        ("en.item_to_do", "We use it to provide the lamp.", False),
        ("en.kept_for_a_time", "It is kept for three (3) years.", True),
        ("en.kept_for_a_time", "It is kept forever.", False),
        ("zh.we_collect", "我们可能会收集您的姓名。", True),
        ("zh.we_collect", "我们说明如何处理，由店员收集。", False),
    ],
)
def test_that_sketches_of_the_rulebook_tell_texts_apart(
    bundled: Rulebook, identifier: str, text: str, *, possible: bool
) -> None:
    (found,) = (sketch(one.tokens) for one in bundled.patterns if one.id == identifier)
    assert bool(found.stretches(text)) is possible


@pytest.mark.parametrize(
    ("identifier", "text", "stretch"),
    [
        ("en.we_collect", "Sometimes we may collect it, and more of it.", "we may collect it"),
        ("zh.we_collect", "因此，我们可能会收集您的姓名，以便出售。", "我们可能会收集您的姓名"),
        ("zh.younger_than", "如您未满14周岁，请告诉我们。", "14周岁"),
    ],
)
def test_that_a_stretch_ends_where_no_match_goes_on(
    bundled: Rulebook, identifier: str, text: str, stretch: str
) -> None:
    (found,) = (sketch(one.tokens) for one in bundled.patterns if one.id == identifier)
    start, end = found.stretches(text)[0]
    assert text[start:end].startswith(stretch)
    assert len(stretch) <= end - start <= len(stretch) + 2


def test_that_patterns_whose_sketch_is_missing_are_not_tried() -> None:
    tokens: list[dict[str, Any]] = [{"LOWER": "we"}, {"LOWER": "sell"}]
    matcher = PatternMatcher([pattern("en", tokens)], "en")
    text = "We sell lamps. We keep oil."
    assert matcher.find(text, Span(0, 14), ["told"]) == {"told": Span(0, 7)}
    assert matcher.find(text, Span(15, 27), ["told"]) == {}


def test_that_a_first_word_that_may_be_missing_binds_no_match_to_the_start() -> None:
    tokens: list[dict[str, Any]] = [
        {"LOWER": "we", "OP": "{,2}", "IS_SENT_START": True},
        {"LOWER": "we"},
    ]
    matcher = PatternMatcher([pattern("en", tokens)], "en")
    assert matcher.find("may we ", Span(0, 7), ["told"]) == {"told": Span(4, 6)}


def test_that_a_first_word_that_may_be_missing_leaves_its_place_to_the_next() -> None:
    tokens: list[dict[str, Any]] = [
        {"LOWER": "we", "OP": "?"},
        {"LOWER": {"NOT_IN": ["we"]}, "OP": "{,2}"},
        {"LOWER": "we"},
    ]
    matcher = PatternMatcher([pattern("en", tokens)], "en")
    assert matcher.find("we ", Span(0, 3), ["told"]) == {"told": Span(0, 2)}


def test_that_hostile_texts_are_soon_told_apart(bundled: Rulebook) -> None:
    sketches = [sketch(one.tokens) for one in bundled.patterns]
    begin = time.process_time()
    for part in ("we may ", "for a ", "我们会", "不", "under the age ", "a", "12", " "):
        for found in sketches:
            found.stretches(part * (20_000 // len(part)))
    assert time.process_time() - begin < 5
