"""Finding words in the document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from reviewer.gui.icons import icon
from reviewer.gui.overriding import overriding
from reviewer.gui.widgets.pause import after_typing
from reviewer.gui.words import say, words

if TYPE_CHECKING:
    from reviewer.gui.document import Document

_LEAST = 140


@overriding
class FindBar(QWidget):
    """A line for words, next and previous, and how many places there are."""

    closed = Signal()
    filter_wanted = Signal()
    """The lists shall show what holds the words."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self.line = QLineEdit()
        self.line.setClearButtonEnabled(True)
        self.line.installEventFilter(self)
        self.count = QLabel()
        self.count.setMinimumWidth(84)
        self.listed = QToolButton()
        self.listed.setObjectName("flat")
        self.listed.clicked.connect(self.filter_wanted)
        self.listed.hide()
        self.case = QCheckBox()
        self._previous = self._button("previous", lambda: self._step(-1))
        self._next = self._button("next", lambda: self._step(1))
        self._close = self._button("close", self.dismiss)
        self.line.setMinimumWidth(_LEAST)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 4, 6, 4)
        row.addWidget(self.line, 1)
        for widget in (self.count, self.listed, self.case, self._previous, self._next, self._close):
            row.addWidget(widget)
        self._timer = after_typing(self.line, self._search)
        self.case.toggled.connect(self._search)
        document.found_changed.connect(self._show_count)
        words.changed.connect(self.retranslate)
        self.retranslate()
        self.hide()

    def _button(self, name: str, act: object) -> QToolButton:
        button = QToolButton()
        button.setObjectName("flat")
        button.setProperty("picture", name)
        button.clicked.connect(act)
        return button

    def retranslate(self) -> None:
        """Say everything in the window's language, with icons in its colours."""
        self.line.setPlaceholderText(say("Find in the document"))
        self.line.setAccessibleName(say("Find in the document"))
        self.case.setText(say("Match case"))
        names = (say("Previous place"), say("Next place"), say("Close the find bar"))
        for button, name in zip((self._previous, self._next, self._close), names, strict=True):
            button.setIcon(icon(button.property("picture")))
            button.setToolTip(name)
            button.setAccessibleName(name)
        self._show_count()

    def changeEvent(self, event: QEvent) -> None:
        """Redraw the icons when the palette changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.retranslate()

    def open(self, selected: str) -> None:
        """Show the bar with the selected words in it."""
        self.show()
        if selected and "\n" not in selected:
            self.line.setText(selected)
        self.line.selectAll()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def dismiss(self) -> None:
        """Hide the bar and its marks."""
        self._timer.stop()
        self.hide()
        self._document.search("")
        self.closed.emit()

    def step(self, forward: int) -> None:
        """Go to the next or previous place; opens the bar where nothing was sought."""
        if not self.line.text():
            self.open("")
        else:
            self.show()
            self._step(forward)

    def _step(self, forward: int) -> None:
        if self._timer.isActive() or self._document.found.words != self.line.text():
            self._search()
        else:
            self._document.next_hit(forward)

    def _search(self) -> None:
        self._timer.stop()
        self._document.search(self.line.text(), match_case=self.case.isChecked())

    def _show_count(self) -> None:
        found = self._document.found
        if not found.words.strip():
            self.count.setText("")
        elif not found.hits:
            self.count.setText(say("Not found"))
        else:
            self.count.setText(say("{at} of {count}", at=found.at + 1, count=len(found.hits)))

    def show_listed(self, count: int, told: str) -> None:
        """Say how many rows of the lists hold the words.

        Args:
            told: how many of each list; empty for no words.
        """
        self.listed.setText(say("in lists: {count}", count=count))
        self.listed.setVisible(bool(told))
        text = say("Filter the lists by these words: {counts}", counts=told)
        self.listed.setToolTip(text)
        self.listed.setAccessibleName(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes on, Shift+Enter goes back, Esc closes."""
        if (
            watched is self.line
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
        ):
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
                self._step(-1 if back else 1)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.dismiss()
                return True
        return super().eventFilter(watched, event)
