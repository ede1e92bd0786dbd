"""The export's window: what is asked for left, the pages right, and what is going on below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from reviewer.gui.widgets.banner import BannerArea
from reviewer.gui.widgets.tabbing import in_order
from reviewer.gui.words import say, words

if TYPE_CHECKING:
    from reviewer.gui.exporting.options_panel import OptionsPanel
    from reviewer.gui.exporting.preview import Preview

_SIZE, _SIDE = (1240, 860), 380


class ExportWindow(QDialog):
    """Lays out; the one who opens it connects its parts."""

    def __init__(self, options: OptionsPanel, preview: Preview, name: str, parent: QWidget) -> None:
        """Show the parts of an export.

        Args:
            options: asks what is exported.
            preview: shows it.
            name: of the document.
            parent: the main window.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowFlag(Qt.WindowType.WindowMinMaxButtonsHint)
        self.options, self.preview = options, preview
        self._name = name
        self.banners = BannerArea()
        self.progress = QProgressBar()
        self.state = QLabel()
        self.stop, self.again = QPushButton(), QPushButton()
        self.save, self.leave = QPushButton(), QPushButton()
        self._lay_out()
        self.leave.clicked.connect(self.reject)
        words.changed.connect(self.retranslate)
        self.retranslate()
        self.show_idle("")
        self.resize(QSize(*_SIZE).boundedTo(self.screen().availableSize()))
        options.kinds.setFocus()

    def _lay_out(self) -> None:
        sides = QSplitter(Qt.Orientation.Horizontal)
        sides.addWidget(self.options)
        sides.addWidget(self.preview)
        sides.setStretchFactor(1, 1)
        sides.setChildrenCollapsible(False)
        sides.setSizes([_SIDE, _SIZE[0] - _SIDE])
        self.progress.setTextVisible(False)
        self.progress.setFixedSize(160, 8)
        self.state.setTextFormat(Qt.TextFormat.PlainText)
        below = QHBoxLayout()
        below.setContentsMargins(14, 9, 14, 9)
        below.setSpacing(10)
        below.addWidget(self.progress)
        below.addWidget(self.state)
        below.addWidget(self.stop)
        below.addWidget(self.again)
        below.addStretch(1)
        below.addWidget(self.save)
        below.addWidget(self.leave)
        for button in (self.stop, self.again, self.leave):
            button.setAutoDefault(False)
        self.save.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banners)
        column.addWidget(sides, 1)
        column.addLayout(below)
        in_order(self.options.forget, self.preview.buttons["before"])
        in_order(self.preview.view, self.stop, self.again, self.save, self.leave)

    def show_work(self, text: str, done: int = 0, of: int = 0) -> None:
        """Say what is being done.

        Args:
            text: in words.
            done: how much of it.
            of: how much there is; 0 where nobody knows.
        """
        self.progress.setRange(0, of)
        self.progress.setValue(done)
        self.state.setText(text)
        self.progress.setVisible(True)
        self.stop.setVisible(True)
        self.again.setVisible(False)

    def show_idle(self, text: str, *, stopped: bool = False) -> None:
        """Say how things stand while nothing is being done.

        Args:
            text: in words, for a screen reader too.
            stopped: whether the work was stopped and can be begun again.
        """
        self.progress.setVisible(False)
        self.stop.setVisible(False)
        self.again.setVisible(stopped)
        self.state.setText(text)
        if text:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def retranslate(self) -> None:
        """Say everything in the window's language."""
        self.setWindowTitle(say("Export: {name}", name=self._name))
        self.stop.setText(say("Stop"))
        self.again.setText(say("Draw it again"))
        self.save.setText(say("Save as …"))
        self.leave.setText(say("Close"))
        self.progress.setAccessibleName(say("Progress"))
        self.options.retranslate()
        self.preview.retranslate()
