"""The report of a bug, to be read and passed on without another program."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from reviewer.gui.opening import open_place
from reviewer.gui.words import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from reviewer.gui.widgets.banner import Message
    from reviewer.store.crashes import Report


class CrashDialog(QDialog):
    """Shows a report's text and where its file is."""

    def __init__(self, report: Report, tell: Callable[[Message], object], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(say("Report of a fault"))
        self.note = QLabel(
            say(
                "This report holds no text of a policy. To have the fault corrected, "
                "send it to whoever gave you the program."
            )
        )
        self.note.setWordWrap(True)
        self.page = QPlainTextEdit(report.text)
        self.page.setReadOnly(True)
        self.page.setAccessibleName(say("Report of a fault"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close = buttons.button(QDialogButtonBox.StandardButton.Close)
        close.setText(say("Close"))
        buttons.rejected.connect(self.reject)
        action = QDialogButtonBox.ButtonRole.ActionRole
        self.copy = buttons.addButton(say("Copy"), action)
        self.copy.clicked.connect(partial(QGuiApplication.clipboard().setText, report.text))
        self.folder = buttons.addButton(say("Show in folder"), action)
        self.folder.setVisible(report.path is not None)
        if report.path is not None:
            place = report.path.parent
            self.folder.setToolTip(str(report.path))
            self.folder.clicked.connect(lambda: open_place(place, tell))
        column = QVBoxLayout(self)
        column.addWidget(self.note)
        column.addWidget(self.page, 1)
        column.addWidget(buttons)
        self.resize(680, 560)
        # Only a button that is in its dialog already becomes its default.
        close.setDefault(True)
