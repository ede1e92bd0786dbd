from __future__ import annotations

import pytest

from reviewer.gui.categories import category_styles
from reviewer.gui.filtering import Names, matching, parse
from reviewer.gui.searching import find_all, phrase_at, quote
from reviewer.model.span import Span
from tests.gui.examples import CHINESE, ENGLISH, analysis_of, policy_of


def test_that_words_are_found_over_line_breaks_and_in_any_case() -> None:
    text = "Third\n parties and THIRD PARTIES"
    assert [span.text_of(text) for span in find_all(text, "third parties")] == [
        "Third\n parties",
        "THIRD PARTIES",
    ]
    assert len(find_all(text, "THIRD", match_case=True)) == 1
    assert find_all(text, "  ") == ()


def test_that_lower_case_of_another_length_moves_nothing() -> None:
    text = "İİİ we share"
    assert [span.text_of(text) for span in find_all(text, "WE")] == ["we"]


@pytest.mark.parametrize(
    ("position", "phrase"),
    [
        (CHINESE.index("邮箱"), "我们收集您的邮箱地址🌲"),
        (CHINESE.index("以及"), "以及您写下的笔记"),
    ],
)
def test_that_a_chinese_phrase_ends_at_its_punctuation(position: int, phrase: str) -> None:
    span = phrase_at(CHINESE, position)
    assert span is not None
    assert span.text_of(CHINESE) == phrase


def test_that_latin_words_are_left_to_qt() -> None:
    assert phrase_at(ENGLISH, 5) is None
    assert phrase_at("我们", 2) is None


def test_that_a_quote_is_one_line_and_may_be_cut() -> None:
    assert quote("We\n share  it all", Span(0, 17)) == "We share it all"
    assert quote("We share it all", Span(0, 15), 8) == "We shar…"


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("", 6),
        ("camera", 1),
        ("cat:sharing", 2),
        ("cat:SH", 2),
        ("cat:共享", 2),
        ("cat:sharing conf<0.7", 1),
        ("-cat:sharing", 4),
        ("conf>=0.91", 4),
        ("section:whom", 2),
        ('"your e-mail"', 2),
        ("why:collect", 1),
        ("origin:model", 0),
        ("cat:", 0),
    ],
)
def test_that_the_filter_line_keeps_what_it_says(line: str, kept: int) -> None:
    policy = policy_of(ENGLISH)
    names = Names(tuple(category_styles().values()))
    assert len(matching(line, policy, analysis_of(policy).clauses, names)) == kept


def test_that_half_typed_terms_are_words() -> None:
    assert [term.key for term in parse("conf< cat:sharing")] == ["", "cat"]
