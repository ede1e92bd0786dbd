"""Plain text as lines; wrapped ones are one."""

from __future__ import annotations

from hypothesis import given

from reviewer.text.lines import lines_of
from tests.strategies import policies

WRAPPED = """\
Our shop gathers the name, the street and the town of everyone who orders
something, so that the parcel finds its way, and the e-mail address, so that
we can tell you when the parcel has left our store in the north.

A second paragraph is wrapped at the same width as the first one, and it goes
on for two lines.
"""
WRAPPED_CHINESE = """\
我们的商店会记录每一位顾客的姓名、街道和城市以便包裹能够顺利送达顾客手中
并记录电子邮箱地址以便在包裹离开仓库时通知顾客。

第二段。
"""


def test_that_wrapped_lines_become_one() -> None:
    found = [span.span.text_of(WRAPPED) for span in lines_of(WRAPPED)]
    assert len(found) == 2
    assert found[0].startswith("Our shop")
    assert found[0].endswith("in the north.")


def test_that_wrapped_chinese_becomes_one() -> None:
    assert len(lines_of(WRAPPED_CHINESE)) == 2


def test_that_unwrapped_lines_stay_apart() -> None:
    text = "We keep your name.\nWe keep your street.\nWe keep your town."
    assert [line.text for line in lines_of(text)] == text.split("\n")


def test_that_wrapping_does_not_swallow_list_items() -> None:
    text = WRAPPED.replace("A second", "- A second").replace("on for two", "- on for two")
    assert sum(line.marker is not None for line in lines_of(text)) == 2


def test_that_a_line_knows_its_marker_body_gap_and_indent() -> None:
    text = "first line\n\n  (a) second line:"
    first, second = lines_of(text)
    assert first.gap
    assert second.gap
    assert (second.indent, second.text) == (2, "second line:")
    assert second.announces
    assert second.marker is not None
    assert second.span.text_of(text) == "(a) second line:"
    assert second.body.text_of(text) == "second line:"


def test_that_a_han_character_counts_as_half_a_word() -> None:
    (line,) = lines_of("我们收集Cookie")
    assert line.size == 3.0


@given(policies())
def test_that_lines_stand_in_order_and_leave_out_only_white_space(text: str) -> None:
    end, between = 0, ""
    for line in lines_of(text):
        assert end <= line.span.start <= line.body.start <= line.body.end <= line.span.end
        between += text[end : line.span.start]
        assert line.span.text_of(text) == line.span.text_of(text).strip()
        end = line.span.end
    assert not (between + text[end:]).strip()
