from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reviewer.gui.models.clauses import Column
from reviewer.gui.words import words

if TYPE_CHECKING:
    from tests.gui.conftest import Desk


def test_that_words_are_counted_in_the_lists_and_filter_them(desk: Desk) -> None:
    document = desk.open()
    bar = desk.pane.find_bar
    document.search("three years")
    assert bar.listed.text() == "in lists: 2"
    assert bar.listed.toolTip().endswith("clauses: 1, requirements: 0, red flags: 1")
    bar.listed.click()
    assert desk.window.clauses.filter.text() == '"three years"'
    assert desk.window.flags.filter.text() == "three years"
    desk.bot.waitUntil(lambda: len(document.shown) == 1, timeout=3000)
    document.search("transfers")
    assert "requirements: 2" in bar.listed.accessibleName()
    words.speak("zh")
    assert bar.listed.text() == "列表中 2 项"
    assert "条款 0 条、" in bar.listed.toolTip()
    document.search("")
    assert not bar.listed.isVisible()


def test_that_what_stands_around_the_lists_grows_with_them(desk: Desk) -> None:
    line, view = desk.window.clauses.filter, desk.window.clauses.view
    before = line.font().pointSizeF()
    desk.window.preferences.change(zoom=140)
    assert line.font().pointSizeF() == pytest.approx(1.4 * before)
    desk.window.preferences.change(zoom=300)
    assert line.font().pointSizeF() == pytest.approx(1.5 * before)
    assert view.isColumnHidden(Column.CONFIDENCE)
    desk.window.preferences.change(zoom=100)
    assert line.font().pointSizeF() == pytest.approx(before)
    assert not view.isColumnHidden(Column.CONFIDENCE)
