"""Sizes and keys of everything in the window, as the settings have them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from reviewer.gui.keys.keymap import keymap
from reviewer.gui.models.clauses import Column
from reviewer.gui.widgets.control_sizes import set_control_sizes

if TYPE_CHECKING:
    from reviewer.gui.document import Document
    from reviewer.gui.main_window import MainWindow

# From this zoom on, in percent, columns that can be spared give way.
_LARGE = 150


class Fitting(QObject):
    """Hands zoom and keys on to whoever has to follow them."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._fitted = 0

    def begin(self) -> None:
        """Use the user's keys, from now on whenever they change."""
        keymap.use(self._window.preferences.settings.keys)
        self._window.actions_.bind(keymap.keys)
        keymap.changed.connect(self._bind)

    def _bind(self) -> None:
        self._window.actions_.bind(keymap.keys)
        self._window.deciding.refresh()

    def follow(self) -> None:
        """Show everything in the chosen size, and use the chosen keys."""
        window = self._window
        settings = window.preferences.settings
        keymap.use(settings.keys)
        if settings.zoom == self._fitted:
            return  # other settings change far more often, and fonts lay out everything anew
        self._fitted = settings.zoom
        window.workspace.set_zoom(settings.zoom)
        for panel in (window.clauses, window.flags, window.checklist, window.inspector):
            panel.set_zoom(self._size)
            set_control_sizes(panel, self._size)
        for pane in window.workspace.panes.values():
            set_control_sizes(pane.find_bar, self._size)
        # In very large type the words need the room of the scores, which the inspector tells.
        window.clauses.view.setColumnHidden(Column.CONFIDENCE, settings.zoom > _LARGE)
        window.status.show_zoom(settings.zoom)
        window.workspace.empty.set_zoom(settings.zoom)

    @property
    def _size(self) -> float:
        window = self._window
        return window.font().pointSizeF() * window.preferences.settings.zoom / 100

    def follow_document(self, document: Document) -> None:
        """Fit a document's pane, and let it be stopped from there."""
        pane = self._window.workspace.panes[document]
        pane.halt_wanted.connect(partial(self._window.session.halt, document))
        set_control_sizes(pane.find_bar, self._size)
