"""That patterns tried where a mark stands match as they do everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.analysis.checks import contacts, gaps
from reviewer.analysis.checks.near import matches

if TYPE_CHECKING:
    from reviewer.analysis.checks.patterns import LazyPattern

_PARTS = ("a", "info", "@", "@", ".", "..", "-", " ", "x.example", "+", "z" * 40, "，", "的", "\n")
_KITS = ("SDK", "sdk", "SDKs", "Push", " ", "的", "第三方", "a.b", "y" * 15, "。", "+")


def found(pattern: LazyPattern, text: str, mark: str, before: int) -> list[tuple[int, int]]:
    return [one.span() for one in matches(pattern, text, mark, before, text.lower())]


@pytest.mark.parametrize("pattern", [contacts._AROUND_AT, contacts._WHOLE])
@given(text=st.lists(st.sampled_from(_PARTS), max_size=30).map("".join))
def test_that_addresses_are_found_as_everywhere(pattern: LazyPattern, text: str) -> None:
    everywhere = [one.span() for one in pattern.finditer(text)]
    assert found(pattern, text, "@", contacts._LOCAL) == everywhere


@given(text=st.lists(st.sampled_from(_KITS), max_size=30).map("".join))
def test_that_kits_are_found_as_everywhere(text: str) -> None:
    everywhere = [one.span() for one in gaps._NAMED_SDK.finditer(text)]
    assert found(gaps._NAMED_SDK, text, "sdk", gaps._BEFORE_SDK) == everywhere
