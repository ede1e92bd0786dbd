"""Asks whether to close though something would be lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMessageBox

from reviewer.gui.words import say

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def asks_loss(count: int, parent: QWidget) -> bool:
    """Whether to close though so many decisions are not on the disk."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(say("Decisions are not saved"))
    box.setText(say("{count} decisions could not be saved and would be lost.", count=count))
    stay = box.addButton(say("Go back"), QMessageBox.ButtonRole.RejectRole)
    lose = box.addButton(say("Close and lose them"), QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    box.exec()
    return box.clickedButton() is lose
