"""The reviewer's part of a red flag's page: confirm or dismiss, and a comment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from reviewer.gui.marked import mark
from reviewer.gui.widgets.choice_row import Choice, ChoiceRow
from reviewer.gui.words import say, words
from reviewer.model.edits import FlagVerdict, JudgeFlags

if TYPE_CHECKING:
    from reviewer.gui.document import Document

FLAG_VERDICTS = (
    Choice(FlagVerdict.CONFIRMED, mark("Confirm"), "own-confirmed"),
    Choice(FlagVerdict.DISMISSED, mark("Dismiss the flag"), "own-dismissed"),
)


class FlagForm(QWidget):
    """Gives and takes back what a person decides on one red flag; every deed is one edit."""

    judged = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._document: Document | None = None
        self._flag: str | None = None
        self.verdict = ChoiceRow(FLAG_VERDICTS)
        self.comment = QLineEdit()
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 6, 10, 8)
        column.setSpacing(6)
        column.addWidget(self.verdict)
        column.addWidget(self.comment)
        self.verdict.chosen.connect(lambda value: self.judge(FlagVerdict(value)))
        self.verdict.taken_back.connect(lambda: self.judge(None))
        self.comment.editingFinished.connect(self._commented)
        words.changed.connect(self.retranslate)
        self.retranslate()

    def show_flag(self, document: Document | None, flag: str | None) -> None:
        """Show what is decided on a flag; nothing for None."""
        if flag != self._flag or document is not self._document:
            if self.comment.isModified():
                self._commented()
            self.comment.setText("")
        self._document, self._flag = document, flag
        self.refresh()

    def refresh(self) -> None:
        """Show anew what is decided."""
        if self._document is None or self._document.working is None or self._flag is None:
            return
        judgement = self._document.working.decisions.flags.get(self._flag)
        self.verdict.ask(say("Your verdict"))
        self.verdict.show_value(judgement.verdict if judgement else "")
        if judgement is not None and not self.comment.isModified():
            self.comment.setText(judgement.comment)
        self.setEnabled(not self._document.working.signed)

    def judge(self, verdict: FlagVerdict | None) -> None:
        """Confirm or dismiss the flag; None takes it back."""
        if self._document is None or self._flag is None or not (verdict or self.verdict.value):
            return
        if verdict is None:
            self.comment.setText("")
        comment = self.comment.text().strip()
        change = JudgeFlags(flags=(self._flag,), verdict=verdict, comment=comment)
        self.comment.setModified(False)
        if self._document.edit(change):
            self.judged.emit(self._flag)

    def _commented(self) -> None:
        """Keep a changed comment with the verdict that is given."""
        if self._document is None or self._document.working is None or self._flag is None:
            return
        judgement = self._document.working.decisions.flags.get(self._flag)
        self.comment.setModified(False)
        if judgement is not None and judgement.comment != self.comment.text().strip():
            self.judge(judgement.verdict)

    def set_zoom(self, point_size: float) -> None:
        """Show everything in another size."""
        font = self.font()
        font.setPointSizeF(point_size)
        self.comment.setFont(font)
        self.verdict.set_texts(point_size)

    def retranslate(self) -> None:
        """Say everything in the window's language."""
        self.comment.setPlaceholderText(say("Comment on the verdict"))
        self.comment.setAccessibleName(say("Comment on the verdict"))
        self.verdict.retranslate()
        self.refresh()
