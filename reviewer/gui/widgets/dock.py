"""Docks: title bars with targets large enough to hit, and widths that come back."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QLabel, QMainWindow, QToolButton, QWidget

from reviewer.gui.icons import icon
from reviewer.gui.overriding import overriding
from reviewer.gui.words import say


@overriding
class SideWidths(QObject):
    """Gives the panes at the sides back the width that a narrow window took from them."""

    def __init__(self, window: QMainWindow, sides: dict[QDockWidget, int]) -> None:
        """Watch over the panes.

        Args:
            sides: with the width each should have where there is room, in pixels.
        """
        super().__init__(window)
        self._window = window
        self._sides = tuple(sides)
        self._wanted = list(sides.values())
        self._window_width = window.width()
        self._narrowest = self._window_width
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._give_back)
        for side in sides:
            side.installEventFilter(self)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note what the reader drags; what the window's own size does is not wanted."""
        if event.type() == QEvent.Type.Resize:
            if watched is self._window:
                self._narrowest = min(self._narrowest, self._window.width())
                self._timer.start()
            elif not self._in_between():
                number = self._sides.index(cast("QDockWidget", watched))
                self._wanted[number] = self._sides[number].width()
        return super().eventFilter(watched, event)

    def _in_between(self) -> bool:
        """Whether the window is changing its size; the layout hears of it before a filter."""
        return self._timer.isActive() or self._window.width() != self._window_width

    def _give_back(self) -> None:
        wider = self._window.width() > self._narrowest
        self._narrowest = self._window_width = self._window.width()
        sides = [side for side in self._sides if side.isVisible() and not side.isFloating()]
        if wider and sides:
            wanted = list(self._wanted)
            widths = [wanted[self._sides.index(side)] for side in sides]
            self._window.resizeDocks(sides, widths, Qt.Orientation.Horizontal)
            self._wanted = wanted


@overriding
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
