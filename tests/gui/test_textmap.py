from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reviewer.gui.textmap import TextMap, displayed
from reviewer.model.span import Span

texts = st.text(alphabet="ab 我们\n🌲𠮷\u2028\r", max_size=80)


@given(texts)
def test_that_every_position_goes_there_and_back(text: str) -> None:
    there = TextMap(text)
    for position in range(len(text) + 1):
        unit = there.to_qt(position)
        assert unit == len(text[:position].encode("utf-16-le")) // 2
        assert there.to_text(unit) == position


@given(texts)
def test_that_what_is_shown_is_as_long_as_the_text(text: str) -> None:
    assert len(displayed(text)) == len(text)
    assert TextMap(displayed(text)).to_qt(len(text)) == TextMap(text).to_qt(len(text))


def test_that_a_place_inside_a_pair_is_the_character_itself() -> None:
    assert TextMap("a🌲b").to_text(2) == 1
    assert TextMap("a🌲b").span(1, 3) == Span(1, 2)
