"""Asks for files and folders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFileDialog

from reviewer.gui.words import say

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

# As wide as size, kind and date need beside the name.
_SIZE = QSize(840, 520)


class FileDialog(QFileDialog):
    """Qt's dialog, or the system's; two labels of Qt's own are in no translation of it."""

    def __init__(self, parent: QWidget, title: str, folder: str, kinds: str = "") -> None:
        super().__init__(parent, title, folder, kinds)
        self.setLabelText(QFileDialog.DialogLabel.LookIn, say("&Look in:"))
        self.setLabelText(QFileDialog.DialogLabel.FileType, say("Files of &type:"))
        self.resize(_SIZE)
