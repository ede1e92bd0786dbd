"""The text pane: both builds, what is painted where, and slices of long texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QColor

from reviewer.gui import worker
from reviewer.gui.document import Stage
from reviewer.gui.theme import LIGHT
from reviewer.gui.widgets import text_panes
from reviewer.gui.widgets.mark_painter import strips
from reviewer.gui.widgets.text_panes import LongPolicyText, PolicyText, place_of
from reviewer.model.clause import Category
from reviewer.model.edits import ItemKey
from reviewer.model.span import Span
from tests.gui.examples import ENGLISH

if TYPE_CHECKING:
    from tests.gui.conftest import Desk

_FILLER = "Words without any meaning for anyone.\n\n"


def _pixels(desk: Desk, span: Span) -> set[str]:
    """Colours of the row just above the baseline of a span's first line."""
    pane, document = desk.pane.text, desk.document
    place = place_of(pane, document.map.to_qt(span.start))
    image = pane.viewport().grab().toImage()
    left, row = round(place.left()) + 1, round(place.top()) + 2
    return {image.pixelColor(x, row).name() for x in range(left, left + 40)}


@pytest.mark.parametrize("limit", [10, 2_000_000])
def test_that_both_builds_show_text_marks_and_places(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, limit: int
) -> None:
    monkeypatch.setattr(text_panes, "LONG_TEXT", limit)
    document = desk.open(_FILLER * 80 + ENGLISH)
    pane = desk.pane.text
    assert isinstance(pane, LongPolicyText if limit == 10 else PolicyText)
    assert pane.toPlainText() == _FILLER * 80 + ENGLISH
    document.choose(2)
    place = place_of(pane, document.map.to_qt(document.clauses[2].span.start))
    assert 0 <= place.top() < pane.viewport().height()
    desk.pane.margin.grab()
    assert {stripe.mark.clause for stripe in desk.pane.margin.stripes()} >= {1, 2, 3}


def test_that_a_mark_is_tinted_and_a_hidden_one_is_not(desk: Desk) -> None:
    document = desk.open()
    span = document.clauses[4].span
    assert LIGHT.page not in _pixels(desk, span)
    document.toggle(Category.RETENTION)
    assert LIGHT.page in _pixels(desk, span)


def test_that_only_evidence_is_tinted_while_an_item_is_lit(desk: Desk) -> None:
    document = desk.open()
    finding = document.checklist("eu_gdpr")
    assert finding is not None
    document.light(ItemKey("eu_gdpr", finding.items[0].id))
    assert LIGHT.page not in _pixels(desk, document.clauses[2].span)
    assert LIGHT.page in _pixels(desk, document.clauses[4].span)


def test_that_the_current_clause_is_tinted_more(desk: Desk) -> None:
    document = desk.open()
    span = document.clauses[4].span
    before = max(QColor(name).lightness() for name in _pixels(desk, span))
    document.choose(4)
    assert max(QColor(name).lightness() for name in _pixels(desk, span)) < before


def test_that_words_written_from_right_to_left_are_underlined(desk: Desk) -> None:
    text = ENGLISH.replace("We keep your notes", "We keep your نحن نجمع notes")
    document = desk.open(text)
    start = document.map.to_qt(text.index("نحن"))
    shown = next(
        shown
        for shown in desk.pane.text.visible_blocks()
        if shown.block.position() <= start < shown.block.position() + shown.block.length()
    )
    begin = start - shown.block.position()
    found = list(strips(shown, (begin, begin + 3), (0, 2000), mixed=True))
    assert found
    assert all(strip.box.width() > 5 for strip in found)


def test_that_a_long_text_comes_in_slices_and_places_wait_for_it(desk: Desk) -> None:
    desk.answers.held.add(worker.analyse)
    text = _FILLER * 3000 + ENGLISH
    desk.window.session.open_path(desk.write(text))
    desk.bot.waitUntil(lambda: desk.document.stage is Stage.ANALYSING, timeout=3000)
    pane = desk.pane.text
    assert 0 < pane.document().characterCount() < len(text)
    end = text.index("We never sell")
    desk.document.visit(Span(end, end + 5))
    desk.bot.waitUntil(lambda: desk.document.caret == end, timeout=5000)
    assert pane.toPlainText() == text
    place = place_of(pane, desk.document.map.to_qt(end))
    assert 0 <= place.top() < pane.viewport().height()


def test_that_the_blocks_on_the_screen_are_found_wherever_it_is_scrolled_to(desk: Desk) -> None:
    desk.open("\n\n".join([ENGLISH, "word " * 400] * 6))
    pane = desk.pane.text
    assert isinstance(pane, PolicyText)
    layout, bar = pane.document().documentLayout(), pane.verticalScrollBar()
    blocks = [pane.document().findBlockByNumber(n) for n in range(pane.document().blockCount())]
    # The range of the bar is an estimate until all of the text has its place.
    for block in blocks:
        layout.blockBoundingRect(block)
    desk.bot.wait(20)
    for wished in (*range(0, bar.maximum(), 13), bar.maximum()):
        bar.setValue(wished)
        value = bar.value()
        low, high = value, value + pane.viewport().height()
        boxes = [layout.blockBoundingRect(block) for block in blocks]
        wanted = [n for n, box in enumerate(boxes) if box.bottom() > low and box.top() < high]
        found = [shown.block.blockNumber() for shown in pane.visible_blocks()]
        assert set(found) >= set(wanted)
        # Some end just above or begin just below.
        assert all(boxes[n].bottom() > low - 20 and boxes[n].top() <= high for n in found)
        for shown in pane.visible_blocks():
            assert shown.top == boxes[shown.block.blockNumber()].top() - value
