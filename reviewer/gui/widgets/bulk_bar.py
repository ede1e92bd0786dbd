"""Asks before many clauses are decided at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from reviewer.gui.overriding import overriding
from reviewer.gui.words import say

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


@overriding
class BulkBar(QWidget):
    """A line with the count and two buttons; hidden until it is asked."""

    confirmed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.label = QLabel()
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setWordWrap(True)
        self.accept = QPushButton()
        self.cancel = QPushButton()
        self.accept.clicked.connect(self._confirm)
        self.cancel.clicked.connect(self.hide)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.addWidget(self.label)
        row = QHBoxLayout()
        row.addWidget(self.accept)
        row.addWidget(self.cancel)
        row.addStretch(1)
        column.addLayout(row)
        self.hide()

    def ask(self, count: int) -> None:
        """Say how many clauses are concerned; none leaves nothing to confirm."""
        question = (
            say("{count} open clauses are shown. Accept all of them?", count=count)
            if count
            else say("No open clause is shown.")
        )
        self.ask_about(count, question, say("Accept {count}", count=count))

    def ask_about(self, count: int, question: str, act: str) -> None:
        """Say what is to be done to how many things; none leaves nothing to confirm."""
        self.label.setText(question)
        self.accept.setText(act)
        self.accept.setVisible(count > 0)
        self.cancel.setText(say("Cancel"))
        self.setAccessibleName(self.label.text())
        self.show()
        button = self.accept if count else self.cancel
        button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def _confirm(self) -> None:
        self.hide()
        self.confirmed.emit()
