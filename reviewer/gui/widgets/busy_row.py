"""What a document waits for, how far that is, and a button that stops it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from reviewer.gui import facts
from reviewer.gui.document import Stage
from reviewer.gui.words import say, words
from reviewer.model.steps import Step

if TYPE_CHECKING:
    from reviewer.gui.document import Document


class BusyRow(QWidget):
    """Shown above the text while it is read or analysed."""

    def __init__(self, document: Document, parent: QWidget) -> None:
        # Without a parent it would be shown as a window.
        super().__init__(parent)
        self._document = document
        self.progress, self.said, self.halt = QProgressBar(), QLabel(), QPushButton()
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 2, 12, 4)
        self.progress.setTextVisible(False)
        self.progress.setFixedSize(110, 8)
        row.addWidget(self.progress)
        row.addWidget(self.said, 1)
        row.addWidget(self.halt)
        document.stage_changed.connect(self.refresh)
        document.advanced.connect(self.refresh)
        words.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Say in the window's language what is waited for; the bar shows the steps done."""
        document = self._document
        self.progress.setAccessibleName(say("Progress"))
        self.halt.setText(say("Stop"))
        reading = document.reading_again or document.stage is Stage.READING
        analysing = not reading and document.stage is Stage.ANALYSING
        step = document.reached if analysing else None
        self._draw(step)
        if step is not None:
            self.said.setText(_told(step))
        elif reading:
            self.said.setText(say("Reading {name} …", name=document.name))
        elif analysing:
            self.said.setText(say("Analysing … the text can be read meanwhile."))
        self.setVisible(reading or analysing)

    def _draw(self, step: Step | None) -> None:
        # A bar draws itself at once, and all else with it that may still show a former state.
        self.progress.setUpdatesEnabled(False)
        self.progress.setRange(0, 0 if step is None else len(Step))
        if step is not None:
            self.progress.setValue(step.value - 1)
        self.progress.setUpdatesEnabled(True)


def _told(step: Step) -> str:
    return say(
        "Analysing, step {number} of {count}: {what}. The text can be read meanwhile.",
        number=step.value,
        count=len(Step),
        what=facts.step_words(step),
    )
