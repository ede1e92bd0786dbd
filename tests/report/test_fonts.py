"""Which font shows what, and what happens where none does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reviewer.errors import FontMissing
from reviewer.report.fonts import Fonts, load

if TYPE_CHECKING:
    from pathlib import Path


def names(text: str, *, chinese: bool = False, bold: bool = False) -> list[str]:
    return [name for name, _ in load().runs(text, chinese=chinese, bold=bold)]


def test_that_each_script_has_its_font() -> None:
    assert load().runs("use 使用 it") == [
        ("reviewer-latin", "use "),
        ("reviewer-han", "使用"),
        ("reviewer-latin", " it"),
    ]


def test_that_quotation_marks_follow_their_neighbours() -> None:
    assert names("the “user’s” data — all…") == ["reviewer-latin"]
    assert names("以下简称“我们”……——", chinese=True) == ["reviewer-han"]
    assert names("don’t", chinese=True) == ["reviewer-latin"]
    assert ("reviewer-han", "“王”") in load().runs("the name “王” here")


def test_that_marks_in_chinese_text_are_as_wide_as_characters() -> None:
    assert load().advances("“我”", chinese=True) == [1.0, 1.0, 1.0]
    assert load().advances("“I”")[0] < 0.6


def test_that_a_rare_character_is_bold_only_where_the_bold_font_has_it() -> None:
    assert names("我龘", bold=True) == ["reviewer-han-bold", "reviewer-han"]


def test_that_characters_without_a_shape_are_counted_and_still_have_a_width() -> None:
    text = "a 🍪 b 🍪 \U00020bb7"
    assert load().missing(text) == {"🍪": 2, "\U00020bb7": 1}
    assert all(width > 0 for width in load().advances(text))
    load().runs(text)
    assert load().missing(text).total() == 3


def test_that_missing_fonts_are_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(FontMissing, match=r"NotoSansSC-Regular\.ttf is missing .* install"):
        Fonts(tmp_path, ())


def test_that_damaged_fonts_are_told_too(tmp_path: Path) -> None:
    (tmp_path / "NotoSans-Regular.ttf").write_bytes(b"no font")
    (tmp_path / "NotoSansSC-Regular.ttf").write_bytes(b"no font")
    with pytest.raises(FontMissing):
        Fonts(tmp_path, ())
