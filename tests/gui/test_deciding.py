"""Reviewers decide on clauses in the window, by key."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QAbstractItemModelTester, QTest

from reviewer.gui.models.clauses import STATUS_ROLE, Column
from reviewer.gui.widgets.status import here
from reviewer.model.clause import Category
from reviewer.model.edits import ClauseStatus, Comment, Decide, ItemKey, OnClause
from reviewer.model.span import Span

if TYPE_CHECKING:
    from reviewer.gui.standing import Standing
    from reviewer.gui.widgets.category_menu import CategoryMenu
    from tests.gui.conftest import Desk

_FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


def _ids(desk: Desk) -> list[str]:
    assert desk.document.working is not None
    return [clause.id for clause in desk.document.working.decisions.in_order()]


def _standing(desk: Desk) -> Standing:
    assert desk.document.standing is not None
    return desk.document.standing


def _statuses(desk: Desk) -> str:
    """The first letters of what was decided, clause by clause."""
    standing = _standing(desk)
    return "".join(standing.status(number).value[0] for number in standing.order)


def _select(desk: Desk, words: str) -> Span:
    """Select words of the text as a mouse would."""
    assert desk.document.policy is not None
    start = desk.document.policy.text.index(words)
    cursor = desk.pane.text.textCursor()
    cursor.setPosition(desk.document.map.to_qt(start))
    cursor.setPosition(desk.document.map.to_qt(start + len(words)), QTextCursor.MoveMode.KeepAnchor)
    desk.pane.text.setTextCursor(cursor)
    return Span(start, start + len(words))


def _menu(desk: Desk) -> CategoryMenu:
    menu = desk.window.deciding.menu
    desk.bot.waitUntil(menu.isVisible, timeout=2000)
    return menu


def test_that_an_edit_is_applied_and_announced(desk: Desk) -> None:
    document = desk.open()
    first = _ids(desk)[0]
    with desk.bot.waitSignal(document.decisions_changed):
        assert document.edit(Decide((first,), ClauseStatus.ACCEPTED))
    assert document.working is not None
    assert document.working.decisions.status(first) is ClauseStatus.ACCEPTED
    assert document.working.edits[0].stamp.who


def test_that_a_refused_edit_changes_nothing_and_says_why(desk: Desk) -> None:
    document = desk.open()
    before = document.working
    assert not document.edit(Decide(("gone",), ClauseStatus.ACCEPTED))
    assert document.working is before
    assert "The clause is no longer there." in desk.banners()
    desk.press("n")
    assert not desk.banners()


def test_that_keys_decide_and_go_on_to_the_next_open_clause(desk: Desk) -> None:
    document = desk.open()
    desk.press("n")
    desk.press("a")
    assert document.clause == 1
    desk.press("r")
    desk.press(" ")
    assert _statuses(desk) == "aroooo"
    assert document.clause == 3
    desk.press("k")
    desk.press("k")
    assert document.clause == 1
    assert "rejected" in here(document)
    desk.press("p")
    assert document.clause == 5
    assert desk.window.decided.text() == "2 of 6 decided"
    assert desk.window.status.decided.text() == "2 of 6 decided"


def test_that_the_last_decision_stays_where_it_is_and_says_so(desk: Desk) -> None:
    desk.open()
    desk.press("n")
    for _ in range(6):
        desk.press("a")
    assert _statuses(desk) == "aaaaaa"
    assert desk.document.clause == 5
    assert desk.window.status.currentMessage() == "All clauses shown are decided."


def test_that_undo_names_the_edit_and_goes_back_to_it(desk: Desk) -> None:
    document = desk.open()
    desk.press("n")
    desk.press("a")
    desk.press("r")
    undo, redo = desk.window.actions_["undo"], desk.window.actions_["redo"]
    assert undo.text().startswith("&Undo reject: “We ask for the camera")
    QTest.keyClick(desk.pane.text, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert _statuses(desk) == "aooooo"
    assert document.clause == 1
    assert redo.text().startswith("&Redo reject: “We ask")
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(desk.pane.text, Qt.Key.Key_Z, both)
    assert _statuses(desk) == "aroooo"
    assert not redo.isEnabled()


def test_that_single_keys_do_nothing_while_words_are_typed(desk: Desk) -> None:
    desk.open()
    desk.press("n")
    desk.window.clauses.filter.setFocus()
    QTest.keyClicks(desk.window.clauses.filter, "arc")
    assert _statuses(desk) == "oooooo"
    assert desk.window.clauses.filter.text() == "arc"


def test_that_the_list_decides_too_and_shows_it(desk: Desk) -> None:
    document = desk.open()
    model = desk.window.clauses.model
    tester = QAbstractItemModelTester(model, _FATAL)
    document.choose(0)
    desk.window.clauses.view.setFocus()
    QTest.keyClicks(desk.window.clauses.view, "ra")
    assert _statuses(desk) == "raoooo"
    assert model.index(0, 0).data(STATUS_ROLE) == (ClauseStatus.REJECTED, False)
    spoken = model.index(1, Column.STATUS).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "accepted"
    del tester


def test_that_a_clause_is_relabelled_by_menu(desk: Desk) -> None:
    document = desk.open()
    document.choose(3)
    desk.press("l")
    QTest.keyClick(_menu(desk), Qt.Key.Key_4)
    QTest.keyClick(_menu(desk), Qt.Key.Key_Return)
    assert document.clauses[3].categories == (Category.RETENTION,)
    assert _statuses(desk) == "oooaoo"
    assert document.clause == 3


def test_that_space_ticks_several_categories(desk: Desk) -> None:
    document = desk.open()
    document.choose(3)
    desk.press("l")
    menu = _menu(desk)
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Space)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert document.clauses[3].categories == (Category.SHARING, Category.TRANSFER)


def test_that_a_selection_is_marked_and_taken_away_again(desk: Desk) -> None:
    document = desk.open()
    desk.press("m")
    assert "Select the words first" in desk.window.status.currentMessage()
    span = _select(desk, "you may object")
    desk.press("m")
    QTest.keyClick(_menu(desk), Qt.Key.Key_7)
    standing = _standing(desk)
    new = document.clause
    assert new == 6
    assert document.clauses[new].span == span
    assert standing.is_own(new)
    assert standing.place(new) == 3
    assert here(document).startswith("Clause 4 of 7")
    assert document.clause_at(span.start) == new
    assert desk.window.clauses.model.rowCount() == 7
    QTest.keyClick(desk.pane.text, Qt.Key.Key_Delete)
    assert standing.place(new) is None
    assert desk.window.clauses.model.rowCount() == 6
    document.undo()
    assert standing.place(new) == 3


def test_that_delete_rejects_what_the_machine_found(desk: Desk) -> None:
    document = desk.open()
    document.choose(2)
    desk.pane.text.setFocus()
    QTest.keyClick(desk.pane.text, Qt.Key.Key_Delete)
    assert _statuses(desk) == "oorooo"


def test_that_brackets_move_the_bounds(desk: Desk) -> None:
    document = desk.open()
    assert document.policy is not None
    text = document.policy.text
    document.choose(3)
    desk.press("]")
    assert document.clauses[3].span.text_of(text) == "never sell your notes."
    desk.press("{")
    desk.press("{")
    assert document.clauses[3].span.text_of(text) == "never sell your"
    desk.press("[")
    desk.press("}")
    assert document.clauses[3].span.text_of(text) == "We never sell your notes"
    assert _standing(desk).is_human(3)


def test_that_a_clause_is_split_at_the_caret_and_merged_again(desk: Desk) -> None:
    document = desk.open()
    assert document.policy is not None
    document.choose(2)
    at = document.policy.text.index("and you may object")
    cursor = desk.pane.text.textCursor()
    cursor.setPosition(document.map.to_qt(at + len("an")))  # no word is parted
    desk.pane.text.setTextCursor(cursor)
    desk.press("s")
    assert len(document.order) == 7
    assert document.clause is not None
    part = document.clauses[document.clause]
    assert part.span.text_of(document.policy.text).endswith("mail provider,")
    QTest.keyClick(desk.pane.text, Qt.Key.Key_S, Qt.KeyboardModifier.ShiftModifier)
    assert len(document.order) == 6
    assert document.clause is not None
    assert document.clauses[document.clause].span == document.clauses[2].span


def test_that_overlapping_clauses_are_cycled(desk: Desk) -> None:
    document = desk.open()
    _select(desk, "you may object")
    desk.press("m")
    QTest.keyClick(_menu(desk), Qt.Key.Key_7)
    desk.press("o")
    assert document.clause == 2
    desk.press("o")
    assert document.clause == 6


def test_that_all_shown_are_accepted_after_their_count_was_shown(desk: Desk) -> None:
    document = desk.open()
    document.choose(1)
    desk.press("r")
    panel = desk.window.clauses
    panel.filter.setText("cat:collection")
    desk.bot.waitUntil(lambda: panel.model.rowCount() == 2, timeout=2000)
    desk.window.actions_["accept_shown"].trigger()
    assert panel.bulk.isVisible()
    assert panel.bulk.label.text().startswith("1 open clauses are shown")
    QTest.keyClick(panel.bulk.accept, Qt.Key.Key_Space)
    assert _statuses(desk) == "aroooo"
    assert not panel.bulk.isVisible()


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("open", "3 4 5"),
        ("accepted", "0 6"),
        ("已驳回", "1 2"),
        ("-open -own", "0 1 2"),
        ("own", "6"),
        ("commented", "2"),
        ("rejected cat:collection", "1"),
        ('"own"', ""),
        ("open conf<0.7", "3"),
    ],
)
def test_that_the_filter_knows_how_clauses_stand(desk: Desk, line: str, kept: str) -> None:
    document = desk.open()
    ids = _ids(desk)
    document.edit(Decide((ids[0],), ClauseStatus.ACCEPTED))
    document.edit(Decide((ids[1], ids[2]), ClauseStatus.REJECTED))
    document.edit(Comment(target=OnClause(ids[2]), text="Which provider?"))
    _select(desk, "Birchlane Notes")
    desk.press("m")
    QTest.keyClick(_menu(desk), Qt.Key.Key_7)
    desk.window.clauses.filter.setText(line)
    desk.window.clauses.refresh()
    assert " ".join(str(number) for number in sorted(document.shown)) == kept


def test_that_a_decision_leaves_a_filter_for_open_clauses(desk: Desk) -> None:
    document = desk.open()
    desk.window.clauses.filter.setText("open")
    desk.window.clauses.refresh()
    desk.press("n")
    desk.press("a")
    assert document.shown == (1, 2, 3, 4, 5)
    assert document.clause == 1


def test_that_a_comment_is_written_answered_and_withdrawn(desk: Desk) -> None:
    document = desk.open()
    document.choose(2)
    desk.press("c")
    remarks = desk.window.inspector.remarks
    assert remarks.isVisible()
    assert remarks.editor.hasFocus()
    QTest.keyClicks(remarks.editor, "Which provider?")
    remarks.question.setChecked(True)
    QTest.keyClick(remarks.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not remarks.isVisible()
    page = desk.window.inspector.browser
    assert "Which provider?" in page.toPlainText()
    assert "waits for an answer" in page.toPlainText()
    assert desk.pane.text.hasFocus()
    remarks.answer(1)
    QTest.keyClicks(remarks.editor, "The one of annex 2.")
    remarks.save.click()
    assert "annex 2" in page.toPlainText()
    assert "waits for an answer" not in page.toPlainText()


def test_that_a_selection_is_commented(desk: Desk) -> None:
    document = desk.open()
    span = _select(desk, "three years")
    desk.press("c")
    remarks = desk.window.inspector.remarks
    assert remarks.about.text() == "Comment on “three years”"
    QTest.keyClicks(remarks.editor, "Long")
    remarks.save.click()
    assert document.working is not None
    (remark,) = document.working.decisions.comments.values()
    assert getattr(remark.target, "span", None) == span


def test_that_escape_leaves_a_comment_unwritten(desk: Desk) -> None:
    document = desk.open()
    document.choose(2)
    desk.press("c")
    editor = desk.window.inspector.remarks.editor
    QTest.keyClicks(editor, "No")
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert document.working is not None
    assert not document.working.decisions.comments
    assert document.clause == 2


def test_that_a_clause_is_linked_to_an_item_found_by_words(desk: Desk) -> None:
    document = desk.open()
    document.choose(3)
    desk.press("e")
    dialog = desk.window.deciding.link_dialog
    QTest.keyClicks(dialog.search, "complaint")
    QTest.keyClick(dialog.search, Qt.Key.Key_Down)
    QTest.keyClick(dialog.search, Qt.Key.Key_Return)
    assert document.working is not None
    links = document.working.decisions.links
    assert (_standing(desk).ids[3], ItemKey("us_ccpa", "item_3")) in links
    assert "Complaint to an authority" in desk.window.inspector.browser.toPlainText()
    assert "Linked by hand" in desk.window.inspector.browser.toPlainText()


def test_that_the_caret_walks_and_selects_by_keyboard(desk: Desk) -> None:
    document = desk.open()
    text = desk.pane.text
    text.setFocus()
    QTest.keyClick(text, Qt.Key.Key_Down)
    QTest.keyClick(text, Qt.Key.Key_Down)
    QTest.keyClick(text, Qt.Key.Key_Down)
    assert document.policy is not None
    at = document.policy.text.index("We collect your")
    assert document.caret == at
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(text, Qt.Key.Key_Right, both)
    assert desk.pane.selection() == Span(at, at + 3)


def test_that_decisions_outlive_another_analysis(desk: Desk) -> None:
    document = desk.open()
    document.choose(0)
    desk.press("a")
    desk.window.session.analyse(document)
    desk.bot.waitUntil(lambda: document.stage.value == "ready", timeout=3000)
    assert _statuses(desk) == "aooooo"


def test_that_chinese_says_what_was_decided(chinese: Desk) -> None:
    chinese.window.look.choose_language("zh")
    chinese.press("n")
    chinese.press("a")
    assert chinese.window.decided.text() == "已审 1/4"
    chinese.press("k")
    assert "已接受" in here(chinese.document)
    assert "撤销" in chinese.window.actions_["undo"].text()
