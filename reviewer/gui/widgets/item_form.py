"""The reviewer's part of an item's page: verdict, comment, condition and legal test."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from reviewer.gui.marked import mark
from reviewer.gui.widgets.choice_row import Choice, ChoiceRow
from reviewer.gui.words import say, words
from reviewer.model.edits import AnswerCondition, AnswerTest, ItemKey, ItemVerdict, JudgeItems
from reviewer.model.review import ConditionState, TestState
from reviewer.model.rules import TestKind

if TYPE_CHECKING:
    from reviewer.gui.document import Document
    from reviewer.model.rules import Requirement, Rulebook

VERDICTS = (
    Choice(ItemVerdict.MET, mark("Met"), "own-met", "met"),
    Choice(ItemVerdict.PARTIAL, mark("Partly"), "own-partial", "partial"),
    Choice(ItemVerdict.MISSING, mark("Missing"), "own-missing", "missing"),
    Choice(
        ItemVerdict.NOT_APPLICABLE, mark("Not applicable"), "own-not_applicable", "not_applicable"
    ),
)
_STATES = (
    Choice(ConditionState.HOLDS, mark("Yes")),
    Choice(ConditionState.FAILS, mark("No")),
)
_TESTS = (
    Choice(TestState.PASSED, mark("Passed")),
    Choice(TestState.FAILED, mark("Failed")),
)


class ItemForm(QWidget):
    """Gives and takes back what a person decides on one item; every deed is one edit."""

    judged = Signal(ItemKey)
    asked = Signal()
    """What was searched for is asked, in a line that was not there before."""

    def __init__(self) -> None:
        super().__init__()
        self._document: Document | None = None
        self._key: ItemKey | None = None
        self._requirement: Requirement | None = None
        self._question = ""
        self._asking = False
        self.verdict = ChoiceRow(VERDICTS)
        self.searched = QLineEdit()
        self.comment = QLineEdit()
        self.condition = ChoiceRow(_STATES)
        self.test = ChoiceRow(_TESTS)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 6, 10, 8)
        column.setSpacing(6)
        for widget in (self.verdict, self.searched, self.comment, self.condition, self.test):
            column.addWidget(widget)
        self._connect()
        self.retranslate()

    def _connect(self) -> None:
        self.verdict.chosen.connect(lambda value: self.judge(ItemVerdict(value)))
        self.verdict.taken_back.connect(self.take_back)
        self.searched.returnPressed.connect(self._found_missing)
        self.comment.editingFinished.connect(self._commented)
        self.condition.chosen.connect(lambda value: self.answer(ConditionState(value)))
        self.condition.taken_back.connect(lambda: self.answer(ConditionState.OPEN))
        self.test.chosen.connect(lambda value: self._answer_test(TestState(value)))
        self.test.taken_back.connect(lambda: self._answer_test(TestState.OPEN))
        words.changed.connect(self.retranslate)

    def show_item(
        self, document: Document | None, rulebook: Rulebook | None, key: ItemKey | None
    ) -> None:
        """Show what is decided on an item; nothing for None."""
        if key != self._key or document is not self._document:
            if self.comment.isModified():
                self._commented()
            self._asking = False
            self.searched.setText("")
            self.comment.setText("")
        self._document, self._key, self._requirement = document, key, None
        if document is None or rulebook is None or key is None:
            return
        checklist = rulebook.checklist(key.checklist)
        self._requirement = next(item for item in checklist.items if item.id == key.item)
        condition = self._requirement.condition
        questions = {one.id: one.question for one in rulebook.conditions}
        self._question = ""
        if condition is not None and condition in questions:
            self._question = questions[condition].in_language(words.language)
        self.refresh()

    def refresh(self) -> None:
        """Show anew what is decided."""
        document, key, requirement = self._document, self._key, self._requirement
        if document is None or document.working is None or key is None or requirement is None:
            return
        decisions = document.working.decisions
        judgement = decisions.items.get(key)
        self.verdict.ask(say("Your verdict"))
        self.verdict.show_value(judgement.verdict if judgement else "")
        if judgement is not None and not self.comment.isModified():
            self.comment.setText(judgement.comment)
        missing = judgement is not None and judgement.verdict is ItemVerdict.MISSING
        if judgement is not None and missing and not self._asking:
            self.searched.setText(judgement.searched)
        self.searched.setVisible(missing or self._asking)
        answer = decisions.conditions.get(requirement.condition or "")
        self.condition.setVisible(bool(self._question))
        self.condition.ask(self._question)
        self.condition.show_value(answer.state if answer else "")
        test, said = requirement.test, decisions.tests.get(key)
        self.test.setVisible(test is not None and test.kind is not TestKind.NOTE)
        if test is not None:
            self.test.ask(test.text.in_language(words.language))
        self.test.show_value(said.state if said else "")
        self.setEnabled(not document.working.signed)

    def judge(self, verdict: ItemVerdict) -> None:
        """Give the item a verdict; of what is missing, ask first what was searched for."""
        if verdict is ItemVerdict.MISSING and self.verdict.value != verdict:
            self._asking = True
            self.refresh()
            self.searched.setFocus()
            self.asked.emit()
            return
        self._asking = False
        self._judge(verdict)

    def _found_missing(self) -> None:
        self._asking = False
        self._judge(ItemVerdict.MISSING)

    def _judge(self, verdict: ItemVerdict | None) -> None:
        if self._document is None or self._key is None:
            return
        searched = self.searched.text().strip() if verdict is ItemVerdict.MISSING else ""
        change = JudgeItems(
            items=(self._key,),
            verdict=verdict,
            comment=self.comment.text().strip() if verdict else "",
            searched=searched,
        )
        self.comment.setModified(False)
        if self._document.edit(change):
            self.judged.emit(self._key)

    def take_back(self) -> None:
        """Take the verdict back; the comment goes with it."""
        self._asking = False
        if self.verdict.value:
            self.comment.setText("")
            self._judge(None)
        else:
            self.refresh()

    def _commented(self) -> None:
        """Keep a changed comment with the verdict that is given."""
        if self._document is None or self._document.working is None or self._key is None:
            return
        judgement = self._document.working.decisions.items.get(self._key)
        self.comment.setModified(False)
        if judgement is not None and judgement.comment != self.comment.text().strip():
            self._judge(judgement.verdict)

    def answer(self, state: ConditionState) -> None:
        """Answer the condition's question; OPEN takes the answer back."""
        if self._document is not None and self._requirement and self._requirement.condition:
            condition = self._requirement.condition
            self._document.edit(AnswerCondition(condition=condition, state=state))

    def _answer_test(self, state: TestState) -> None:
        if self._document is not None and self._key is not None:
            self._document.edit(AnswerTest(item=self._key, state=state))

    def set_zoom(self, point_size: float) -> None:
        """Show everything in another size."""
        font = self.font()
        font.setPointSizeF(point_size)
        for line in (self.searched, self.comment):
            line.setFont(font)
        for row in (self.verdict, self.condition, self.test):
            row.set_texts(point_size)

    def retranslate(self) -> None:
        """Say everything in the window's language."""
        self.searched.setPlaceholderText(say("What was searched for? Enter records it."))
        self.searched.setAccessibleName(say("What was searched for in vain"))
        self.comment.setPlaceholderText(say("Comment on the verdict"))
        self.comment.setAccessibleName(say("Comment on the verdict"))
        for row in (self.verdict, self.condition, self.test):
            row.retranslate()
        self.refresh()
