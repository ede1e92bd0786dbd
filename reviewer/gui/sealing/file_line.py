"""A line that names a file, with a button to choose it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget

from reviewer.gui.dialogs.file_dialog import FileDialog
from reviewer.gui.words import say


class FileLine(QWidget):
    """Its file is empty until one is chosen."""

    changed = Signal()

    def __init__(self, endings: str) -> None:
        """Begin without a file.

        Args:
            endings: of the files that are offered, as ``*.p12 *.pfx``.
        """
        super().__init__()
        self._endings = endings
        self._title = ""
        self.line = QLineEdit()
        self.button = QPushButton()
        self.button.setAutoDefault(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.line, 1)
        row.addWidget(self.button)
        self.setFocusProxy(self.line)
        self.line.textChanged.connect(lambda _text: self.changed.emit())
        self.button.clicked.connect(self._ask)

    @property
    def path(self) -> Path | None:
        """The file; None without one."""
        text = self.line.text().strip()
        return Path(text) if text else None

    def choose(self, path: Path) -> None:
        """Name a file."""
        self.line.setText(str(path))

    def name(self, title: str) -> None:
        """Say what the file is, and how it is chosen."""
        self._title = title
        self.line.setAccessibleName(title)
        self.button.setText(say("Choose …"))
        self.button.setAccessibleName(say("Choose: {title}", title=title))

    def _ask(self) -> None:
        folder = str(self.path.parent) if self.path else str(Path.home())
        others = say("All files")
        filters = f"{self._title} ({self._endings});;{others} (*)"
        files = FileDialog(self, self._title, folder, filters)
        files.setFileMode(QFileDialog.FileMode.ExistingFile)
        files.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        files.fileSelected.connect(lambda name: self.choose(Path(name)))
        files.open()
