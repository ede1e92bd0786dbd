from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from reviewer.gui.words import words
from reviewer.model.edits import (
    Answer,
    Comment,
    Merge,
    OnClause,
    OnFlag,
    OnItem,
    OnSelection,
    ReviseComment,
)
from reviewer.model.span import Span
from tests.gui.test_judging import FIRST

if TYPE_CHECKING:
    from reviewer.gui.document import Document
    from reviewer.model.edits import Target
    from tests.gui.conftest import Desk

_WORDS = Span(3, 16)


def _say(document: Document, target: Target, text: str, *, question: bool = False) -> None:
    assert document.edit(Comment(target=target, text=text, question=question))


def _said(desk: Desk) -> str:
    return desk.window.inspector.browser.toPlainText()


def test_that_commented_words_are_gone_to_by_key_and_shown(desk: Desk) -> None:
    document = desk.open()
    _say(document, OnSelection(_WORDS), "Whose name is this?", question=True)
    desk.press("q")
    assert document.passage == _WORDS
    assert document.clause is None
    assert document.caret == _WORDS.start
    assert "Whose name is this?" in _said(desk)
    assert "waits for an answer" in _said(desk)
    assert "Comment 1 of 1: Whose name is this?" in desk.window.status.currentMessage()
    assert document.policy is not None
    assert document.policy.text[3:16].split()[0] in _said(desk)


def test_that_comments_are_stepped_in_the_order_of_the_text(desk: Desk) -> None:
    document = desk.open()
    assert document.standing is not None
    last, first = document.order[-1], document.order[0]
    start = document.clauses[first].span.start
    words_before = Span(start + 1, start + 4)
    _say(document, OnClause(document.standing.ids[last]), "the last")
    _say(document, OnItem(FIRST), "an item")
    _say(document, OnSelection(words_before), "some words")
    _say(document, OnFlag(document.flags[0]), "a flag")
    _say(document, OnClause(document.standing.ids[first]), "the first")
    seen = []
    document.put_caret(0)
    for _ in range(6):
        desk.press("q")
        seen.append((document.clause, document.passage, document.flag, document.item))
    assert len(set(seen[:5])) == 5
    assert seen[5] == seen[0] == (first, None, None, None)
    assert seen[1] == (None, words_before, None, None)
    assert seen[4][3] == FIRST
    desk.window.actions_["previous_remark"].trigger()
    assert (document.clause, document.item) == (seen[4][0], FIRST)


def test_that_commented_words_are_released_elsewhere(desk: Desk) -> None:
    document = desk.open()
    _say(document, OnSelection(_WORDS), "hereabouts")
    desk.press("q")
    desk.press("n")
    assert document.passage is None
    assert "hereabouts" not in _said(desk)
    desk.press("q")
    cursor = desk.pane.text.textCursor()
    cursor.setPosition(_WORDS.end + 30)
    desk.pane.text.setTextCursor(cursor)
    assert document.passage is None
    desk.press("q")
    desk.window.actions_["cancel"].trigger()
    assert document.passage is None


def test_that_there_may_be_no_comment(desk: Desk) -> None:
    document = desk.open()
    desk.press("q")
    assert desk.window.status.currentMessage() == "Nothing was commented on."
    _say(document, OnSelection(_WORDS), "here")
    document.undo()
    assert document.commented == ()


def test_that_a_bubble_beside_the_line_leads_to_its_comments(desk: Desk) -> None:
    document = desk.open()
    _say(document, OnSelection(_WORDS), "here")
    margin = desk.pane.margin
    desk.bot.waitUntil(lambda: bool(margin._bubbles), timeout=2000)
    (bubble,) = margin._bubbles
    assert bubble.box.width() >= 14
    spot = bubble.box.center().toPoint()
    QTest.mouseClick(margin, Qt.MouseButton.LeftButton, pos=QPoint(spot.x(), spot.y()))
    assert document.passage == _WORDS


def test_that_a_clause_shows_what_was_said_of_words_in_it(desk: Desk) -> None:
    document = desk.open()
    number = document.order[1]
    span = document.clauses[number].span
    _say(document, OnSelection(Span(span.start, span.start + 5)), "these words")
    document.choose(number)
    assert "these words" in _said(desk)


def test_that_comments_on_items_and_flags_are_shown_there(desk: Desk) -> None:
    document = desk.open()
    _say(document, OnItem(FIRST), "on the item")
    _say(document, OnFlag(document.flags[0]), "on the flag")
    document.light(FIRST)
    assert "on the item" in _said(desk)
    document.choose_flag(document.flags[0])
    assert "on the flag" in _said(desk)


def test_that_a_comment_that_was_made_is_looked_at(desk: Desk) -> None:
    document = desk.open()
    cursor = desk.pane.text.textCursor()
    cursor.setPosition(_WORDS.start)
    cursor.setPosition(_WORDS.end, cursor.MoveMode.KeepAnchor)
    desk.pane.text.setTextCursor(cursor)
    desk.press("c")
    editor = desk.window.inspector.remarks.editor
    QTest.keyClicks(editor, "who is it")
    QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert document.passage == _WORDS
    assert "who is it" in _said(desk)
    # Once more on the same words, without a selection.
    cursor.setPosition(_WORDS.start)
    desk.pane.text.setTextCursor(cursor)
    desk.press("c")
    QTest.keyClicks(editor, "again")
    QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (place,) = document.commented
    assert [remark.text for remark in place.remarks] == ["who is it", "again"]


def test_that_what_is_gone_is_no_place_of_comments(desk: Desk) -> None:
    document = desk.open()
    assert document.standing is not None
    first, second = (document.standing.ids[number] for number in document.order[:2])
    _say(document, OnClause(first), "before the merge")
    _say(document, OnSelection(_WORDS), "withdrawn")
    assert document.edit(ReviseComment(2, ""))
    assert document.edit(Merge((first, second)))
    assert all(place.target != OnClause(first) for place in document.commented)
    assert all(place.target != OnSelection(_WORDS) for place in document.commented)


def test_that_an_answered_question_no_longer_waits(desk: Desk) -> None:
    document = desk.open()
    _say(document, OnSelection(_WORDS), "whose?", question=True)
    assert document.commented[0].waits
    assert document.edit(Answer(1, ""))
    assert not document.commented[0].waits


def test_that_comments_are_told_in_chinese(desk: Desk) -> None:
    document = desk.open()
    _say(document, OnSelection(_WORDS), "谁的？", question=True)
    words.speak("zh")
    desk.press("q")
    assert desk.window.status.currentMessage() == "第 1 处批注，共 1 处：谁的？ · 等待答复"
