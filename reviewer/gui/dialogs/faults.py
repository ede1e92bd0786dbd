"""All that is wrong with a checklist file, each with its line and place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from reviewer.gui.words import say, say_error

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from reviewer.errors import RulebookError


class FaultsDialog(QDialog):
    """A table that can be read line by line while the file is mended."""

    def __init__(self, path: Path, faults: Sequence[RulebookError], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("Checklist file with faults"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        note = QLabel(
            say(
                "{name} is not used. Faults: {count}. Correct them and open the file again.",
                name=path.name,
                count=len(faults),
            )
        )
        note.setWordWrap(True)
        note.setTextFormat(Qt.TextFormat.PlainText)
        where = QLabel(str(path))
        where.setWordWrap(True)
        where.setTextFormat(Qt.TextFormat.PlainText)
        where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.table = QTableWidget(len(faults), 3)
        self.table.setAccessibleName(say("Faults"))
        self.table.setHorizontalHeaderLabels([say("Line"), say("Place"), say("What is expected")])
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setWordWrap(True)
        self.table.horizontalHeader().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        for row, fault in enumerate(faults):
            for column, text in enumerate(_cells(fault)):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.table.setItem(row, column, item)
        buttons = QDialogButtonBox()
        buttons.addButton(say("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        column_ = QVBoxLayout(self)
        for widget in (note, where):
            column_.addWidget(widget)
        column_.addWidget(self.table, 1)
        column_.addWidget(buttons)
        self.resize(760, 420)
        self.table.resizeColumnToContents(0)
        self.table.setColumnWidth(1, 200)
        self.table.resizeRowsToContents()


def _cells(fault: RulebookError) -> tuple[str, str, str]:
    """Line, place and the sentence, without repeating these where it begins with them."""
    line, place = (str(fault.values.get(key, "")) for key in ("line", "place"))
    sentence = say_error(fault)
    for colon in (": ", "："):
        begin, _, rest = sentence.partition(colon)
        if rest and place and begin.endswith(place):
            return line, place, rest[:1].upper() + rest[1:]
    return line, place, sentence
