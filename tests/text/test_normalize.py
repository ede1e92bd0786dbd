"""The shadow that matching relies on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.model.span import Span
from reviewer.text.normalize import mend, shadow
from tests.strategies import policies


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


def test_that_control_characters_are_mended_away() -> None:
    assert mend("We\x01 keep\x1f it.\n") == "We keep it.\n"


@given(st.text(max_size=20))
def test_that_a_long_text_has_the_same_shadow_as_its_short_pieces(text: str) -> None:
    pieces = [text, "Ｗｅ\u00a0", "co\u00ad\u200bllect ", "⽤⼾\U0001f512İ", "\ud800 " * 20]
    long = "".join(pieces) * 8
    assert len(long) > 400
    assert shadow(long + " " * 500).text.rstrip() == "".join(map(_folded, pieces * 8)).rstrip()


def _folded(text: str) -> str:
    return shadow(text).text


@given(st.text(alphabet="a名\u200b\u00ad\U0001f512", max_size=40))
def test_that_each_place_of_a_shadow_leads_to_its_letter(text: str) -> None:
    whole = shadow(text)
    kept = [place for place, letter in enumerate(text) if _folded(letter)]
    assert [whole.place(position) for position in range(len(whole.text))] == kept
    assert [whole.position(place) for place in kept] == list(range(len(kept)))
