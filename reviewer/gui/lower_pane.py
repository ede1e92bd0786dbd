"""The panes below the text, which most sittings do without; they are made when first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget

from reviewer.gui.widgets.dock import DockTitle

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from reviewer.gui.main_window import MainWindow

_AREA = Qt.DockWidgetArea.BottomDockWidgetArea


class LowerPane(QDockWidget):
    """A panel below the text, behind tabs with the others there."""

    def __init__(
        self,
        window: MainWindow,
        name: str,
        panel: QWidget,
        height: int,
        seen: Callable[[], object],
    ) -> None:
        """Place a panel.

        Args:
            window: that it stands in.
            name: among the window's docks.
            panel: what it shows.
            height: at first, in pixels.
            seen: called whenever it comes or goes.
        """
        super().__init__(window)
        self.setObjectName(name)
        self.setTitleBarWidget(DockTitle(self))
        self.setWidget(panel)
        others = [dock for dock in window.docks.values() if isinstance(dock, LowerPane)]
        window.addDockWidget(_AREA, self)
        window.docks[name] = self
        for other in others:
            window.tabifyDockWidget(other, self)
        window.resizeDocks([self], [height], Qt.Orientation.Vertical)
        self.visibilityChanged.connect(lambda _visible: seen())

    def show_first(self) -> None:
        """Show it, before the others there."""
        self.show()
        self.raise_()


def type_size(window: MainWindow) -> float:
    """In which size the tables of such panes are shown, in points."""
    return window.font().pointSizeF() * window.preferences.settings.zoom / 100
