"""What a copy shall show, and what it could not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QListWidget,
    QVBoxLayout,
    QWidget,
)

from reviewer.gui.words import say, say_error, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewer.errors import ReviewerError


class CopyDialog(QDialog):
    """Asks for the language of the notes and which findings are shown."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("Annotated copy of the original"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        note = QLabel(
            say(
                "Clauses, red flags and comments are put on a copy of the file that was reviewed: "
                "highlights and notes on the pages of a PDF, comments in a Word document. The "
                "original stays as it is."
            )
        )
        note.setWordWrap(True)
        self.language_box = QComboBox()
        self.language_box.addItem(say("English"), "en")
        self.language_box.addItem(say("Chinese"), "zh")
        self.language_box.setCurrentIndex(self.language_box.findData(words.language))
        self.findings_box = QComboBox()
        self.findings_box.addItem(say("All but rejected and dismissed ones"), "all")
        self.findings_box.addItem(say("Only accepted and confirmed ones"), "accepted")
        form = QFormLayout()
        form.addRow(say("&Language of the notes"), self.language_box)
        form.addRow(say("Clauses and &red flags"), self.findings_box)
        # No standard buttons: they take Qt's own words once the language changes.
        buttons = QDialogButtonBox()
        buttons.addButton(say("Choose the file …"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(say("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(note)
        column.addLayout(form)
        column.addStretch(1)
        column.addWidget(buttons)
        self.resize(460, self.sizeHint().height())

    @property
    def language(self) -> str:
        """The language of the notes."""
        return str(self.language_box.currentData())

    @property
    def accepted_only(self) -> bool:
        """Whether what nobody decided on is left out."""
        return str(self.findings_box.currentData()) == "accepted"


class MissingDialog(QDialog):
    """Lists what a copy does not show and what else its reader has to know, a sentence each."""

    def __init__(self, problems: Sequence[ReviewerError], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("To note about the copy"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.list = QListWidget()
        self.list.setAccessibleName(say("To note about the copy"))
        self.list.setWordWrap(True)
        self.list.setSpacing(3)
        self.list.addItems([say_error(problem) for problem in problems])
        buttons = QDialogButtonBox()
        buttons.addButton(say("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.list, 1)
        column.addWidget(buttons)
        self.resize(640, 320)
