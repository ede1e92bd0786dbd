"""A short question sheet that proposes checklists; the reviewer ticks them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCollator, QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from reviewer.checklist.proposing import known_conditions, prefilled, proposed
from reviewer.gui.searching import quote
from reviewer.gui.tips import as_written
from reviewer.gui.words import say, words
from reviewer.paths import checklists_folder
from reviewer.store.questions import question_sheet

if TYPE_CHECKING:
    from reviewer.checklist.proposing import Hint
    from reviewer.gui.document import Document
    from reviewer.model.questions import Question
    from reviewer.model.rules import Rulebook

_ID = Qt.ItemDataRole.UserRole
_QUOTE = 40


class RegulationsDialog(QDialog):
    """Asks what the product is and where its users are; lists every checklist beside."""

    file_wanted = Signal()

    def __init__(
        self, rulebook: Rulebook, document: Document, chosen: tuple[str, ...], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("Regulations by product and markets"))
        self._rulebook, self._document = rulebook, document
        self.sheet = question_sheet()
        self.boxes: dict[str, QCheckBox] = {}
        self.list = QListWidget()
        self.list.setAccessibleName(say("Regulations"))
        self.list.setWordWrap(True)
        self._list_checklists(chosen)
        self.tick = QPushButton(say("Tick all that are proposed"))
        self.tick.clicked.connect(self._tick_proposed)
        self._lay_out(self._hints())
        self._propose()
        self.resize(880, 600)

    def _hints(self) -> dict[str, Hint]:
        review = self._document.review
        if review is None:
            return {}
        states = known_conditions(review, self._rulebook)
        working = self._document.working
        if working is not None:
            states |= {one: said.state for one, said in working.decisions.conditions.items()}
        return prefilled(self.sheet, review, states)

    def _list_checklists(self, chosen: tuple[str, ...]) -> None:
        for checklist in self._rulebook.checklists:
            item = QListWidgetItem(checklist.title.in_language(words.language))
            item.setData(_ID, checklist.id)
            ticked = checklist.id in chosen
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            self.list.addItem(item)

    def _lay_out(self, hints: dict[str, Hint]) -> None:
        sides = QHBoxLayout()
        sides.addWidget(self._questions(hints), 1)
        right = QVBoxLayout()
        right.addWidget(self.list, 1)
        right.addWidget(self.tick)
        sides.addLayout(right, 1)
        note = _note(
            say(
                "Answers only propose what may be worth a look. "
                "That a regulation is listed does not mean that it applies."
            )
        )
        folder = _note(
            say("Your own checklists are looked for in {folder}.", folder=checklists_folder())
        )
        # Buttons of its own: Qt would name the standard ones anew when the language changes.
        buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        self.ok = buttons.addButton(say("Use those that are ticked"), role.AcceptRole)
        self.ok.setDefault(True)
        buttons.addButton(say("Cancel"), role.RejectRole)
        other = buttons.addButton(
            say("Open a checklist file …"), QDialogButtonBox.ButtonRole.ActionRole
        )
        other.clicked.connect(self._ask_file)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addLayout(sides, 1)
        for widget in (note, folder, buttons):
            column.addWidget(widget)

    def _questions(self, hints: dict[str, Hint]) -> QScrollArea:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 8, 0)
        for question in self.sheet.questions:
            column.addWidget(self._group(question, hints))
        column.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(page)
        return area

    def _group(self, question: Question, hints: dict[str, Hint]) -> QGroupBox:
        group = QGroupBox(question.title.in_language(words.language))
        column = QVBoxLayout(group)
        for option in question.options:
            box = QCheckBox(option.title.in_language(words.language))
            hint = hints.get(option.id)
            box.setChecked(hint is not None)
            column.addWidget(box)
            if hint is not None:
                why = self._why(hint)
                box.setToolTip(as_written(why))
                box.setAccessibleDescription(why)
                label = _note(why)
                label.setIndent(24)
                column.addWidget(label)
            box.toggled.connect(self._propose)
            self.boxes[option.id] = box
        return group

    def _why(self, hint: Hint) -> str:
        text = self._document.policy.text if self._document.policy else ""
        if hint.words is not None:
            return say("The text has the words “{words}”.", words=quote(text, hint.words, _QUOTE))
        if hint.condition:
            condition = next(c for c in self._rulebook.conditions if c.id == hint.condition)
            return say(
                "Answered yes: {question}", question=condition.question.in_language(words.language)
            )
        return say("The policy is in this language.")

    @property
    def proposed(self) -> tuple[str, ...]:
        """The ids of the checklists that the answers propose."""
        ticked = {name for name, box in self.boxes.items() if box.isChecked()}
        return proposed(self.sheet, self._rulebook, ticked)

    def _propose(self) -> None:
        """List what is proposed first, and say so in words; no tick changes by itself."""
        wanted = self.proposed
        self._sort(frozenset(wanted))
        for row in range(self.list.count()):
            item = self.list.item(row)
            checklist = self._rulebook.checklist(str(item.data(_ID)))
            title = checklist.title.in_language(words.language)
            font = item.font()
            font.setBold(checklist.id in wanted)
            item.setFont(font)
            marked = checklist.id in wanted
            item.setText(say("{title} (proposed)", title=title) if marked else title)
        self.tick.setEnabled(bool(wanted))

    def _sort(self, wanted: frozenset[str]) -> None:
        """Put the proposed checklists first and the others below, each part by title."""
        current = self.list.currentItem()
        items = [self.list.takeItem(0) for _ in range(self.list.count())]
        titles = {
            one.id: one.title.in_language(words.language) for one in self._rulebook.checklists
        }
        names = [str(item.data(_ID)) for item in items]
        collator = QCollator(QLocale(words.language))
        ranked = sorted(
            zip(names, items, strict=True),
            key=lambda one: (one[0] not in wanted, collator.sortKey(titles[one[0]])),
        )
        for _, item in ranked:
            self.list.addItem(item)
        if current is not None:
            self.list.setCurrentItem(current)

    def _tick_proposed(self) -> None:
        wanted = self.proposed
        for row in range(self.list.count()):
            item = self.list.item(row)
            if item.data(_ID) in wanted:
                item.setCheckState(Qt.CheckState.Checked)

    def _ask_file(self) -> None:
        self.reject()
        self.file_wanted.emit()

    @property
    def checklists(self) -> tuple[str, ...]:
        """The ids of the ticked checklists."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return tuple(
            str(item.data(_ID)) for item in items if item.checkState() == Qt.CheckState.Checked
        )


def _note(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setForegroundRole(label.palette().ColorRole.PlaceholderText)
    return label
