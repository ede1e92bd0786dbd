"""What a report shall say: language, reviewer and regulations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from reviewer.gui.words import say, words

if TYPE_CHECKING:
    from reviewer.model.rules import Rulebook


class ExportDialog(QDialog):
    """Asks for the few things that a report needs."""

    def __init__(
        self, rulebook: Rulebook, chosen: tuple[str, ...], reviewer: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("Export report"))
        self.language_box = QComboBox()
        self.language_box.addItem(say("English"), "en")
        self.language_box.addItem(say("Chinese"), "zh")
        self.language_box.setCurrentIndex(self.language_box.findData(words.language))
        self.name_line = QLineEdit(reviewer)
        self.name_line.setPlaceholderText(say("Name as it shall stand in the report"))
        self.list = QListWidget()
        self.list.setAccessibleName(say("Regulations in the report"))
        for checklist in rulebook.checklists:
            item = QListWidgetItem(checklist.title.in_language(words.language))
            item.setData(Qt.ItemDataRole.UserRole, checklist.id)
            ticked = checklist.id in chosen
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self._lay_out()
        self.resize(520, 460)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.addRow(say("&Language"), self.language_box)
        form.addRow(say("Re&viewer"), self.name_line)
        note = QLabel(say("That a regulation is listed does not mean that it applies."))
        note.setWordWrap(True)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        self.save_button = buttons.button(QDialogButtonBox.StandardButton.Save)
        self.save_button.setText(say("Choose the file …"))
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(say("Cancel"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(QLabel(say("Regulations in the report")))
        column.addWidget(self.list, 1)
        column.addWidget(note)
        column.addWidget(buttons)
        self.list.itemChanged.connect(self._allow)
        self._allow()

    def _allow(self) -> None:
        """A report without any checklist would say less than it seems to."""
        self.save_button.setEnabled(bool(self.checklists))

    @property
    def language(self) -> str:
        """The report's language."""
        return str(self.language_box.currentData())

    @property
    def reviewer(self) -> str:
        """The name that was given."""
        return self.name_line.text().strip()

    @property
    def checklists(self) -> tuple[str, ...]:
        """The ids of the ticked checklists."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return tuple(
            str(item.data(Qt.ItemDataRole.UserRole))
            for item in items
            if item.checkState() == Qt.CheckState.Checked
        )
