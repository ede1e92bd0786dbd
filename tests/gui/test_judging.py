"""Reviewers decide on checklist items, conditions, legal tests and red flags."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QModelIndex, Qt, QUrl
from PySide6.QtTest import QAbstractItemModelTester, QTest

from reviewer.gui.models import checklist as items
from reviewer.gui.models.filtered_items import ItemFilter, groups_of
from reviewer.gui.models.flags import FlagModel, rows_of
from reviewer.model.edits import (
    AnswerCondition,
    FlagVerdict,
    ItemKey,
    ItemVerdict,
    JudgeItems,
    Link,
)
from reviewer.model.flags import Severity
from reviewer.model.review import ConditionState, ItemStatus
from tests.gui.examples import rulebook

if TYPE_CHECKING:
    from reviewer.model.decisions import Decisions
    from tests.gui.conftest import Desk

FIRST, SECOND, THIRD, FOURTH = (ItemKey("eu_gdpr", f"item_{number}") for number in range(1, 5))
_FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


def decisions(desk: Desk) -> Decisions:
    assert desk.document.working is not None
    return desk.document.working.decisions


def verdict(desk: Desk, key: ItemKey) -> ItemVerdict | None:
    judgement = decisions(desk).items.get(key)
    return judgement.verdict if judgement else None


def test_that_v_and_a_digit_give_a_verdict_and_backspace_takes_it_back(desk: Desk) -> None:
    desk.open()
    desk.document.light(FIRST)
    keys = desk.window.judging.keys
    desk.press("v")
    assert keys.waiting
    assert "2 Partly" in keys.hint.text()
    desk.press("2")
    assert not keys.waiting
    assert not keys.hint.isVisible()
    assert verdict(desk, FIRST) is ItemVerdict.PARTIAL
    assert desk.document.hidden == frozenset(), "the digit is no key of a category here"
    assert desk.window.status.currentMessage() == "Recipients of the data: Partly"
    view = desk.window.checklist.view
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Backspace)
    assert verdict(desk, FIRST) is None


def test_that_any_other_key_ends_the_waiting_and_does_what_it_does(desk: Desk) -> None:
    desk.open()
    desk.document.light(FIRST)
    desk.press("v")
    desk.press("n")
    assert not desk.window.judging.keys.waiting
    assert desk.document.lit_at == 1
    desk.press("v")
    QTest.keyClick(desk.pane.text, Qt.Key.Key_Escape)
    assert not desk.window.judging.keys.waiting
    assert desk.document.item == FIRST, "escape cancels the verdict, not the item"


def test_that_v_without_an_item_says_what_to_do(desk: Desk) -> None:
    desk.open()
    desk.press("v")
    assert not desk.window.judging.keys.waiting
    assert "Choose a requirement" in desk.window.status.currentMessage()


def test_that_missing_asks_what_was_searched_for(desk: Desk) -> None:
    desk.open()
    desk.document.light(THIRD)
    form = desk.window.inspector.item_form
    desk.press("v")
    desk.press("3")
    assert verdict(desk, THIRD) is None, "it is asked first"
    assert form.searched.isVisible()
    assert form.searched.hasFocus()
    QTest.keyClicks(form.searched, "complaint, authority")
    QTest.keyClick(form.searched, Qt.Key.Key_Return)
    assert verdict(desk, THIRD) is ItemVerdict.MISSING
    assert decisions(desk).items[THIRD].searched == "complaint, authority"
    assert "complaint, authority" in desk.window.inspector.browser.toPlainText()


def test_that_what_is_asked_is_in_view_in_a_low_window(desk: Desk) -> None:
    desk.open()
    desk.window.resize(1100, 720)
    desk.document.light(THIRD)
    form = desk.window.inspector.item_form
    desk.press("v")
    desk.press("3")
    desk.bot.waitUntil(lambda: form.searched.visibleRegion().boundingRect() == form.searched.rect())


def test_that_the_reviewer_s_verdict_overrides_and_says_so(desk: Desk) -> None:
    desk.open()
    desk.document.light(THIRD)
    window = desk.window
    window.inspector.item_form.verdict.buttons[ItemVerdict.MET].click()
    page = window.inspector.browser.toPlainText()
    assert "Your verdict overrides the machine's: Met" in page
    assert "The machine suggests: Missing" in page
    index = window.checklist.model.index_of(THIRD).siblingAtColumn(1)
    assert index.data() == "Met"
    assert index.data(items.SUGGESTION_ROLE) == "Machine: Missing"
    assert window.checklist.head.decided.text() == "1 of 8 decided"
    assert "Machine: Missing" in str(index.data(Qt.ItemDataRole.AccessibleTextRole))


def test_that_a_comment_stays_with_the_verdict(desk: Desk) -> None:
    desk.open()
    desk.document.light(FIRST)
    form = desk.window.inspector.item_form
    form.comment.setFocus()
    QTest.keyClicks(form.comment, "only in a footnote")
    form.verdict.buttons[ItemVerdict.PARTIAL].click()
    assert decisions(desk).items[FIRST].comment == "only in a footnote"
    form.comment.setFocus()
    QTest.keyClicks(form.comment, "!")
    QTest.keyClick(form.comment, Qt.Key.Key_Return)
    assert decisions(desk).items[FIRST].comment == "only in a footnote!"
    desk.document.light(SECOND)
    assert form.comment.text() == ""
    desk.document.light(FIRST)
    assert form.comment.text() == "only in a footnote!"


def test_that_one_answer_counts_for_all_items_on_the_same_condition(desk: Desk) -> None:
    desk.open()
    desk.document.light(FOURTH)
    form = desk.window.inspector.item_form
    assert form.condition.isVisible()
    assert form.condition.label.text() == "Does data leave the country?"
    form.condition.buttons[ConditionState.FAILS].click()
    for checklist in ("eu_gdpr", "us_ccpa"):
        finding = desk.document.item_finding(ItemKey(checklist, "item_4"))
        assert finding is not None
        assert finding.status is ItemStatus.NOT_APPLICABLE
    assert "You answered: no." in desk.window.inspector.browser.toPlainText()
    assert "1 not applicable" not in desk.window.checklist.head.count.text()
    assert "2 not applicable" in desk.window.checklist.head.count.text()
    desk.window.inspector.browser.anchorClicked.emit(QUrl("condition:holds"))
    assert decisions(desk).conditions["abroad"].state is ConditionState.HOLDS
    form.condition.take_back.click()
    finding = desk.document.item_finding(FOURTH)
    assert finding is not None
    assert finding.status is ItemStatus.UNKNOWN
    assert not decisions(desk).conditions


def test_that_a_legal_test_is_answered_and_taken_back(desk: Desk) -> None:
    desk.open()
    desk.document.light(SECOND)
    form = desk.window.inspector.item_form
    assert form.test.isVisible()
    assert not form.condition.isVisible()
    form.test.buttons["failed"].click()
    assert "You answered: failed." in desk.window.inspector.browser.toPlainText()
    form.test.take_back.click()
    assert not decisions(desk).tests


def test_that_filters_narrow_and_progress_counts_all(desk: Desk) -> None:
    desk.open()
    head, model = desk.window.checklist.head, desk.window.checklist.model
    desk.document.edit(JudgeItems(items=(FIRST,), verdict=ItemVerdict.MET))
    head.filters["undecided"].trigger()
    assert FIRST not in model.shown()
    assert head.narrow.text() == "Filters: 1"
    assert head.decided.text() == "1 of 8 decided"
    head.filters["missing"].trigger()
    assert {key.item for key in model.shown()} == {"item_2", "item_3"}
    head.filters["missing"].trigger()
    head.filters["undecided"].trigger()
    head.filters["flagged"].trigger()
    assert {key.item for key in model.shown()} == {"item_1", "item_2"}


def test_that_linked_clauses_are_evidence_that_n_walks(desk: Desk) -> None:
    document = desk.open()
    assert document.working is not None
    last = document.working.decisions.in_order()[-1]
    document.edit(Link((last.id,), THIRD))
    document.light(THIRD)
    assert document.lit == (last.span,)
    index = desk.window.checklist.model.index_of(THIRD)
    assert "Evidence: 1" in str(index.data(items.ARTICLE_ROLE))


def test_that_levels_are_groups_where_a_checklist_has_several(desk: Desk) -> None:
    from dataclasses import replace

    from reviewer.model.rules import Level

    document = desk.open()
    book = rulebook()
    first, *rest = book.checklists[2].items
    mixed = replace(book.checklists[2], items=(replace(first, level=Level.RECOMMENDED), *rest))
    book = replace(book, checklists=(mixed,))
    model = items.ChecklistModel()
    tester = QAbstractItemModelTester(model, _FATAL)
    model.show_groups(groups_of(book, document, ("eu_gdpr",)))
    top = model.index(0, 0)
    assert [model.index(row, 0, top).data() for row in range(model.rowCount(top))] == [
        "Required",
        "Recommended",
    ]
    item = model.index_of(FIRST)
    assert item.parent().data() == "Recommended"
    assert item.parent().parent() == top
    document.edit(JudgeItems(items=(FIRST,), verdict=ItemVerdict.MET))
    resets: list[bool] = []
    model.modelReset.connect(lambda: resets.append(True))
    model.show_groups(groups_of(book, document, ("eu_gdpr",)))
    assert not resets, "a verdict moves nothing"
    assert item.parent().data(items.ARTICLE_ROLE) == "1 of 1 decided"
    model.show_groups(groups_of(book, document, ("eu_gdpr",), ItemFilter(words="nowhere")))
    assert not model.index_of(FIRST).isValid()
    del tester


# Red flags


def test_that_the_flag_model_keeps_qt_s_rules(desk: Desk) -> None:
    document = desk.open()
    model = FlagModel()
    tester = QAbstractItemModelTester(model, _FATAL)
    assert document.policy is not None
    text = document.policy.text
    model.show_flags(rows_of(document, rulebook()), text)
    assert [model.index(row, 0).data() for row in range(2)] == ["Kept for long", "Vague words"]
    assert model.index(0, 1).data() == "Undecided"
    assert not model.index(0, 0).parent().isValid()
    model.show_flags(rows_of(document, rulebook(), Severity.LOW), text)
    assert model.rowCount() == 1
    model.show_flags(rows_of(document, rulebook(), None, "three years"), text)
    assert model.rowCount() == 1
    model.show_flags((), text)
    assert model.rowCount(QModelIndex()) == 0
    del tester


def test_that_choosing_a_flag_goes_to_its_words_and_shows_its_page(desk: Desk) -> None:
    document = desk.open()
    panel = desk.window.flags
    with desk.bot.waitSignal(document.wanted):
        desk.window.commands.focus_pane(5)
    assert panel.view.hasFocus()
    assert panel.count.text() == "0 of 2 decided"
    assert document.policy is not None
    assert document.current_span is not None
    assert document.current_span.text_of(document.policy.text) == "three years"
    page = desk.window.inspector.browser.toPlainText()
    for words in ("Kept for long", "critical", "Art. 12", "Name them.", "A definition follows."):
        assert words in page
    assert desk.window.inspector.flag_form.isVisible()
    assert not desk.window.inspector.item_form.isVisible()
    assert "Red flag 2 of 2" in desk.window.status.here.text()


def test_that_flags_are_confirmed_and_dismissed_by_key_with_a_comment(desk: Desk) -> None:
    document = desk.open()
    panel, form = desk.window.flags, desk.window.inspector.flag_form
    panel.view.setCurrentIndex(panel.model.index(0, 0))
    name = document.flag
    assert name is not None
    form.comment.setText("checked with counsel")
    desk.window.commands.focus_pane(5)
    QTest.keyClicks(panel.view, "v2")
    assert decisions(desk).flags[name].verdict is FlagVerdict.DISMISSED
    assert decisions(desk).flags[name].comment == "checked with counsel"
    assert panel.model.index(0, 1).data() == "Dismissed"
    form.verdict.buttons[FlagVerdict.CONFIRMED].click()
    assert decisions(desk).flags[name].verdict is FlagVerdict.CONFIRMED
    QTest.keyClick(panel.view, Qt.Key.Key_Backspace)
    assert name not in decisions(desk).flags
    desk.press("n")
    assert document.flag is None, "stepping to a clause leaves the flag"
    assert panel.view.selectionModel().selectedRows() == []


def test_that_the_severity_narrows_the_flags(desk: Desk) -> None:
    desk.open()
    panel = desk.window.flags
    panel.severity.setCurrentIndex(panel.severity.findData("low"))
    assert panel.model.rowCount() == 1
    assert "1 shown" in panel.count.text()


def test_that_an_answer_changes_only_what_hangs_on_it(desk: Desk) -> None:
    document = desk.open()
    before = {item.id: item for item in document.findings[0].items}
    document.edit(AnswerCondition(condition="abroad", state=ConditionState.HOLDS))
    after = {item.id: item for item in document.findings[0].items}
    assert {name for name in before if before[name] is not after[name]} == {"item_4"}
    assert document.findings is document.findings, "worked out once"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_that_every_control_of_the_forms_has_a_name(desk: Desk, language: str) -> None:
    desk.open()
    desk.window.look.choose_language(language)
    desk.document.light(FOURTH)
    form = desk.window.inspector.item_form
    for row in (form.verdict, form.condition):
        for button in (*row.buttons.values(), row.take_back):
            assert button.accessibleName()
            assert button.height() >= 24
    names = [button.accessibleName() for button in form.condition.buttons.values()]
    assert all(form.condition.label.text() in name for name in names)


def test_that_a_pennant_in_the_margin_chooses_its_flag(desk: Desk) -> None:
    document = desk.open()
    margin = desk.pane.margin
    margin.grab()
    (first, second) = margin._pennants
    assert first.verdict is None
    QTest.mouseClick(margin, Qt.MouseButton.LeftButton, pos=second.box.center().toPoint())
    assert document.flag == second.name == document.flags[1]


def test_that_looking_at_another_item_leaves_every_comment_alone(desk: Desk) -> None:
    document = desk.open()
    document.edit(JudgeItems(items=(FIRST,), verdict=ItemVerdict.MET, comment="kept"))
    for key in (FIRST, SECOND, FIRST, THIRD, FIRST):
        document.light(key)
    assert document.working is not None
    assert len(document.working.edits) == 1
    assert desk.window.inspector.item_form.comment.text() == "kept"
