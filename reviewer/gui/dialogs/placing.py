"""Asks where a review shall be saved."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from reviewer.gui.dialogs.file_dialog import FileDialog
from reviewer.gui.words import say

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from reviewer.gui.document import Document


def place_dialog(document: Document, suffix: str, parent: QWidget) -> QFileDialog:
    """A dialog for the place of a document's review, beside the policy to begin with."""
    folder = document.path.parent if document.path else Path.home()
    files = FileDialog(parent, say("Save review as"), str(folder), f"reviewer (*{suffix})")
    files.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    files.setDefaultSuffix(suffix.lstrip("."))
    stem = document.name.removesuffix(suffix)
    files.selectFile(f"{Path(stem).stem}{suffix}")
    files.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return files
