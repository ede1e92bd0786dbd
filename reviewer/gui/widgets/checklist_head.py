"""What stands above the checklist: regulations, search, filters and progress."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QPalette
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QProgressBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from reviewer.gui.icons import icon
from reviewer.gui.marked import mark
from reviewer.gui.models.filtered_items import ItemFilter
from reviewer.gui.overriding import overriding
from reviewer.gui.widgets.pause import after_typing
from reviewer.gui.words import say, words

if TYPE_CHECKING:
    from reviewer.model.rules import Rulebook

_FILTERS = {
    "missing": mark("Missing or partly met"),
    "required": mark("Always required"),
    "grave": mark("Severity critical or high"),
    "undecided": mark("Without your verdict"),
    "flagged": mark("With a red flag in the evidence"),
}


@overriding
class ChecklistHead(QWidget):
    """Chooses regulations and narrows the list; says how far the reviewer has come."""

    filtered = Signal()
    checklists_chosen = Signal(tuple)
    questions_wanted = Signal()
    file_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rulebook: Rulebook | None = None
        self._chosen: tuple[str, ...] = ()
        self._proposed = False
        self.chooser = _button()
        self.menu = QMenu(self)
        self.chooser.setMenu(self.menu)
        self.filter = QLineEdit()
        self.filter.setClearButtonEnabled(True)
        self.narrow = _button()
        self.narrow_menu = QMenu(self)
        self.narrow.setMenu(self.narrow_menu)
        self.filters = {name: self._filter_action(name) for name in _FILTERS}
        self.note = QLabel()
        self.count = QLabel()
        for label in (self.note, self.count):
            label.setWordWrap(True)
        self.note.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.decided = QLabel()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(6)
        after_typing(self.filter, self.filtered.emit)
        self._lay_out()

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.addWidget(self.chooser)
        first.addStretch(1)
        first.addWidget(self.narrow)
        progress = QHBoxLayout()
        progress.addWidget(self.decided)
        progress.addWidget(self.bar, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 8, 0)
        column.setSpacing(4)
        column.addLayout(first)
        column.addWidget(self.filter)
        column.addWidget(self.note)
        column.addLayout(progress)
        column.addWidget(self.count)

    def _filter_action(self, name: str) -> QAction:
        action = self.narrow_menu.addAction("")
        action.setCheckable(True)
        action.setObjectName(name)
        action.toggled.connect(self._narrowed)
        return action

    def _narrowed(self) -> None:
        self._name_filters()
        self.filtered.emit()

    def wanted(self) -> ItemFilter:
        """What the search line and the ticked filters ask for."""
        ticked = {name: action.isChecked() for name, action in self.filters.items()}
        return ItemFilter(words=self.filter.text(), **ticked)

    def show_progress(self, decided: int, count: int) -> None:
        """Say how many items have the reviewer's verdict."""
        text = say("{decided} of {count} decided", decided=decided, count=count)
        self.decided.setText(text)
        self.bar.setRange(0, max(1, count))
        self.bar.setValue(decided)
        self.bar.setAccessibleName(text)
        for widget in (self.decided, self.bar):
            widget.setVisible(count > 0)

    def use_rulebook(self, rulebook: Rulebook) -> None:
        """Take the titles of the checklists."""
        self._rulebook = rulebook
        self._fill_menu()

    def show_chosen(self, chosen: tuple[str, ...]) -> None:
        """Tick the checklists that are shown."""
        self._chosen = chosen
        self._fill_menu()

    def note_proposal(self, *, proposed: bool) -> None:
        """Say whether the program proposed the regulations or the reviewer chose them."""
        if proposed != self._proposed:
            self._proposed = proposed
            self._say_note()

    def retranslate(self) -> None:
        """Say everything in the window's language, with icons in its colours."""
        self.chooser.setText(say("Regulations"))
        self.chooser.setAccessibleName(say("Choose the regulations to check"))
        self.chooser.setToolTip(say("Choose the regulations to check"))
        self.filter.setPlaceholderText(say("Filter the requirements"))
        self.filter.setAccessibleName(say("Filter the requirements"))
        for name, action in self.filters.items():
            action.setText(say(_FILTERS[name]))
        self._name_filters()
        self._say_note()
        self._colour()
        self._fill_menu()

    def _name_filters(self) -> None:
        count = sum(action.isChecked() for action in self.filters.values())
        text = say("Filters: {count}", count=count) if count else say("Filters")
        self.narrow.setText(text)
        self.narrow.setAccessibleName(say("Show only some requirements"))
        self.narrow.setToolTip(say("Show only some requirements"))

    def _say_note(self) -> None:
        self.note.setText(
            say(
                "The regulations were proposed by language; "
                "that one is listed does not mean that it applies."
            )
            if self._proposed
            else say("That a regulation is listed does not mean that it applies.")
        )

    def changeEvent(self, event: QEvent) -> None:
        """Redraw the icons when the palette changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._colour()

    def _colour(self) -> None:
        self.chooser.setIcon(icon("regulations"))
        self.narrow.setIcon(icon("filter"))

    def _fill_menu(self) -> None:
        self.menu.clear()
        for checklist in self._rulebook.checklists if self._rulebook else ():
            action = self.menu.addAction(checklist.title.in_language(words.language))
            action.setCheckable(True)
            action.setChecked(checklist.id in self._chosen)
            action.setData(checklist.id)
            action.triggered.connect(self._choose)
        self.menu.addSeparator()
        for text, signal in (
            (say("Questions on product and markets …"), self.questions_wanted),
            (say("Open a checklist file …"), self.file_wanted),
        ):
            self.menu.addAction(text).triggered.connect(
                lambda _ticked, wanted=signal: wanted.emit()
            )
        self.chooser.setEnabled(self._rulebook is not None)

    def _choose(self) -> None:
        chosen = (
            one.data() for one in self.menu.actions() if one.isCheckable() and one.isChecked()
        )
        self.checklists_chosen.emit(tuple(chosen))


def _button() -> QToolButton:
    button = QToolButton()
    button.setObjectName("flat")
    button.setIconSize(QSize(16, 16))
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    return button
