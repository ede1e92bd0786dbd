"""The application, which takes files that the desktop hands over while it runs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QApplication

from reviewer.gui.overriding import overriding

if TYPE_CHECKING:
    from collections.abc import Sequence


@overriding
class Application(QApplication):
    """The program as Qt and the desktop know it."""

    handed = Signal(object)
    """The path of a file to open: macOS sends an event where others start the program anew."""

    def __init__(self, arguments: Sequence[str]) -> None:
        super().__init__(list(arguments))
        self.setApplicationName("reviewer")
        self.setDesktopFileName("reviewer")
        self.setStyle("Fusion")

    def event(self, event: QEvent) -> bool:
        """Announce a file that is to be opened."""
        if event.type() == QEvent.Type.FileOpen:
            file = event.file()  # type: ignore[attr-defined] # a QFileOpenEvent, by its type
            if file:
                self.handed.emit(Path(file))
                return True
        return super().event(event)
