"""A dock whose title bar has targets large enough to hit."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QLabel, QToolButton, QWidget

from reviewer.gui.icons import icon
from reviewer.gui.words import say


class DockTitle(QWidget):
    """A dock's name and a button that closes it; dragging it moves the dock."""

    def __init__(self, dock: QDockWidget) -> None:
        super().__init__(dock)
        self._label = QLabel()
        font = self._label.font()
        font.setWeight(font.Weight.DemiBold)
        self._label.setFont(font)
        self._close = QToolButton()
        self._close.setObjectName("tabclose")
        self._close.setFixedSize(24, 24)
        self._close.setIconSize(QSize(14, 14))
        self._close.clicked.connect(dock.close)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 4, 6, 2)
        row.addWidget(self._label, 1)
        row.addWidget(self._close)
        dock.windowTitleChanged.connect(self._name)
        self._name(dock.windowTitle())

    def _name(self, title: str) -> None:
        self._label.setText(title)
        self._close.setIcon(icon("close"))
        self._close.setToolTip(say("Hide this pane"))
        self._close.setAccessibleName(say("Hide {pane}", pane=title))

    def changeEvent(self, event: QEvent) -> None:
        """Redraw the icon when the palette changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._close.setIcon(icon("close"))
