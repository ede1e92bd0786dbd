"""How the window behaves while a policy is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPoint, QUrl

from reviewer.gui.keys.page import KeysDialog
from reviewer.gui.widgets.mark_painter import is_faded
from reviewer.gui.widgets.text_panes import place_of
from reviewer.model.clause import Category
from reviewer.model.span import Span
from tests.gui.examples import CHINESE, ENGLISH

if TYPE_CHECKING:
    from tests.gui.conftest import Desk


def test_that_a_number_key_passes_over_categories_without_clauses(desk: Desk) -> None:
    document = desk.open()
    desk.press("4")
    assert document.hidden == {Category.RETENTION}
    assert "none" in desk.window.status.currentMessage()
    desk.press("4")
    assert document.hidden == frozenset()
    assert "Retention" in desk.window.status.currentMessage()
    desk.press("5")
    assert document.hidden == frozenset()
    assert "no such clauses" in desk.window.status.currentMessage()


def test_that_back_and_forward_are_offered_only_where_they_lead_somewhere(desk: Desk) -> None:
    back, forward = desk.window.actions_["back"], desk.window.actions_["forward"]
    document = desk.open()
    assert not back.isEnabled()
    document.choose(0)
    document.choose(1)
    assert back.isEnabled()
    assert not forward.isEnabled()
    back.trigger()
    assert not back.isEnabled()
    assert forward.isEnabled()
    desk.window.session.close(document)
    assert not forward.isEnabled()


def test_that_stepping_says_when_no_clause_is_shown(desk: Desk) -> None:
    document = desk.open()
    document.show_only(frozenset(Category))
    desk.press("n")
    assert document.clause is None
    assert "No clause is shown" in desk.window.status.currentMessage()


def test_that_the_place_stays_when_lines_are_broken_anew(desk: Desk) -> None:
    document = desk.open("\n\n".join([ENGLISH] * 30), "long.txt")
    text, bar = desk.pane.text, desk.pane.text.verticalScrollBar()
    desk.bot.waitUntil(lambda: bar.maximum() > 2000 and not desk.pane._loader.busy, timeout=3000)
    # Without the caret in sight, the first line stays first.
    bar.setValue(bar.maximum() // 2)
    desk.bot.waitUntil(lambda: desk.pane.ruler._view[0] > len(ENGLISH), timeout=100)
    read = text.cursorForPosition(QPoint(0, 0)).position()
    for name in ("reading", "zoom_in", "zoom_in", "reading", "zoom_reset"):
        desk.window.actions_[name].trigger()
        desk.bot.wait(20)
        assert -40 < place_of(text, read).top() < 20
    # With it, the caret stays where it is.
    assert document.policy is not None
    document.visit(Span(len(document.policy.text) // 3, len(document.policy.text) // 3 + 5))
    desk.bot.wait(20)
    position, top = text.textCursor().position(), place_of(text, text.textCursor().position()).top()
    desk.window.actions_["zoom_in"].trigger()
    desk.bot.wait(20)
    assert abs(place_of(text, position).top() - top) < 3


def test_that_a_narrow_window_takes_from_the_sides_and_gives_back(desk: Desk) -> None:
    desk.open()
    clauses = desk.window.docks["clauses"]
    desk.window.resize(1440, 900)
    desk.bot.waitUntil(lambda: clauses.width() > 320, timeout=5000)
    before = clauses.width()
    desk.window.resize(1024, 700)
    desk.bot.waitUntil(lambda: clauses.width() < before, timeout=5000)
    assert desk.window.width() == 1024
    assert desk.window.workspace.width() >= 460
    desk.window.resize(1440, 900)
    desk.bot.waitUntil(lambda: abs(clauses.width() - before) < 3, timeout=5000)


def test_that_another_document_shows_its_clauses_from_the_first(desk: Desk) -> None:
    first = desk.open("\n\n".join([ENGLISH] * 10), "long.txt")
    first.choose(len(first.clauses) - 1)
    desk.open(CHINESE, "baihua.txt")
    assert desk.window.clauses.view.verticalScrollBar().value() == 0


def test_that_the_keys_are_shown_once(desk: Desk) -> None:
    for _ in range(2):
        desk.window.actions_["keys"].trigger()
    assert len(desk.window.findChildren(KeysDialog)) == 1


def test_that_a_dropped_folder_gets_an_answer(desk: Desk) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(desk.folder))])
    assert desk.window.files.drop(mime)
    desk.bot.waitUntil(lambda: desk.window.batch.panel is not None, timeout=5000)
    assert not desk.banners()
    mime.setUrls([QUrl("https://example.org/policy.html")])
    assert not desk.window.files.drop(mime)
    assert "no web addresses" in desk.banners()[0]
    assert not desk.window.session.documents


def test_that_the_note_says_proposed_only_until_the_reviewer_chose(desk: Desk) -> None:
    note = desk.window.checklist.head.note
    assert "proposed" not in note.text()
    document = desk.open()
    assert "proposed" in note.text()
    desk.window.preferences.choose_checklists(document, ("eu_gdpr",))
    assert "proposed" not in note.text()
    assert "does not mean" in note.text()


def test_that_a_clause_chosen_while_an_item_is_lit_stands_out(desk: Desk) -> None:
    document = desk.open()
    model, view = desk.window.checklist.model, desk.window.checklist.view
    view.setCurrentIndex(model.index(0, 0, model.index(0, 0)))
    assert all(is_faded(document, mark) for mark in document.marks)
    document.choose(0)
    assert [mark.clause for mark in document.marks if not is_faded(document, mark)] == [0]
    document.light(None)
    assert not any(is_faded(document, mark) for mark in document.marks)
