"""A row of answers of which one can be given and taken back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QToolButton, QVBoxLayout, QWidget

from reviewer.gui.icons import icon
from reviewer.gui.overriding import overriding
from reviewer.gui.theme import current
from reviewer.gui.widgets.flow import FlowLayout
from reviewer.gui.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

_LEAST = 24


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer that can be given.

    Attributes:
        label: English, marked for translation.
        picture: name of its icon; empty for none.
        colour: name of the verdict whose colour it has; empty for that of text.
    """

    value: str
    label: str
    picture: str = ""
    colour: str = ""


@overriding
class ChoiceRow(QWidget):
    """Buttons under a question; that of the given answer stays pressed."""

    chosen = Signal(str)
    taken_back = Signal()

    def __init__(self, choices: Sequence[Choice]) -> None:
        super().__init__()
        self._choices = tuple(choices)
        self._title = ""
        self.value = ""
        self.label = QLabel()
        self.label.setWordWrap(True)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.buttons = {choice.value: self._button(choice) for choice in self._choices}
        self.take_back = QToolButton()
        self.take_back.setObjectName("choice")
        self.take_back.clicked.connect(lambda _checked: self.taken_back.emit())
        row = QWidget()
        flow = FlowLayout(row)
        flow.setContentsMargins(0, 0, 0, 0)
        for button in (*self.buttons.values(), self.take_back):
            button.setMinimumHeight(_LEAST)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            flow.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self.label)
        column.addWidget(row)
        self.retranslate()

    def _button(self, choice: Choice) -> QToolButton:
        button = QToolButton()
        button.setObjectName("choice")
        button.setCheckable(True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.clicked.connect(lambda _checked: self._choose(choice.value))
        return button

    def _choose(self, value: str) -> None:
        """Pass a wish on; what is shown follows the decision, not the click."""
        self.show_value(self.value)
        self.chosen.emit(value)

    def ask(self, question: str) -> None:
        """Put a question over the buttons, which are named with it."""
        self._title = question
        self.label.setText(question)
        self.retranslate()

    def show_value(self, value: str) -> None:
        """Show which answer is given; empty for none."""
        self.value = value
        for one, button in self.buttons.items():
            button.setChecked(one == value)
        self.take_back.setEnabled(bool(value))

    def set_texts(self, font_size: float) -> None:
        """Show everything in another size."""
        font = self.font()
        font.setPointSizeF(font_size)
        for widget in (self.label, *self.buttons.values(), self.take_back):
            widget.setFont(font)
        side = max(16, self.label.fontMetrics().height())
        for button in self.buttons.values():
            button.setIconSize(QSize(side, side))

    def retranslate(self) -> None:
        """Say everything in the window's language, with icons in its colours."""
        theme = current()
        for choice in self._choices:
            button = self.buttons[choice.value]
            button.setText(say(choice.label))
            button.setAccessibleName(f"{self._title} {say(choice.label)}".strip())
            if choice.picture:
                colour = QColor(theme.verdicts[choice.colour]) if choice.colour else None
                button.setIcon(icon(choice.picture, colour))
        self.take_back.setText(say("Take back"))
        self.take_back.setAccessibleName(f"{self._title} {say('Take back')}".strip())

    def changeEvent(self, event: QEvent) -> None:
        """Redraw the icons when the palette changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.retranslate()
