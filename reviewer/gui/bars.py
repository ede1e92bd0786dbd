"""The window's menus and its tool bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolBar, QToolButton, QWidget

from reviewer.gui.actions import DEEDS, FILE, LABELLED, MENUS, TOOL_BAR, VIEW
from reviewer.gui.words import say

if TYPE_CHECKING:
    from reviewer.gui.main_window import MainWindow


class Bars(QObject):
    """Offers the deeds in menus and a tool bar."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._themes, self._languages = QMenu(window), QMenu(window)
        self._panes, window.recent_menu = QMenu(window), QMenu(window)

    def add_menus(self) -> None:
        """List every deed in its menu."""
        window = self._window
        window.menus = {title: window.menuBar().addMenu("") for title in MENUS}
        for deed in DEEDS:
            menu = window.menus[deed.menu]
            if deed.ruled:
                menu.addSeparator()
            menu.addAction(window.actions_[deed.name])
        window.menus[FILE].insertMenu(window.actions_["properties"], window.recent_menu)
        window.menus[VIEW].addSeparator()
        for menu in (self._panes, self._themes, self._languages):
            window.menus[VIEW].addMenu(menu)
        # Some panes are made later; one that is listed already is not listed twice.
        self._panes.aboutToShow.connect(
            lambda: self._panes.addActions(
                [one.toggleViewAction() for one in window.docks.values()]
            )
        )
        window.recent_menu.aboutToShow.connect(lambda: window.files.fill_recent(window.recent_menu))

    def add_bar(self) -> None:
        """Put the commonest deeds into a bar, and their keys where they act."""
        window = self._window
        window.bar = bar = QToolBar(window)
        bar.setObjectName("bar")
        bar.setMovable(False)
        bar.setIconSize(QSize(20, 20))
        window.addToolBar(bar)
        for name in TOOL_BAR:
            if not name:
                bar.addSeparator()
                continue
            bar.addAction(window.actions_[name])
            button = bar.widgetForAction(window.actions_[name])
            if name in LABELLED and isinstance(button, QToolButton):
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        bar.addWidget(spacer())
        bar.addWidget(window.decided)
        window.workspace.use_keys(window.actions_.singles())
        window.clauses.view.addActions(window.actions_.singles())
        for view in (window.checklist.view, window.flags.view):
            names = ("next", "previous", "verdict", "take_back")
            view.addActions([window.actions_[name] for name in names])

    def retranslate(self) -> None:
        """Say everything in the window's language, with icons in its colours."""
        window = self._window
        window.actions_.retranslate()
        for title, menu in window.menus.items():
            menu.setTitle(say(title))
        window.recent_menu.setTitle(say("&Recent files"))
        self._panes.setTitle(say("&Panes"))
        self._themes.setTitle(say("&Theme"))
        self._languages.setTitle(say("&Language"))
        window.bar.setWindowTitle(say("Tool bar"))
        window.look.fill_menus(self._themes, self._languages)


def spacer() -> QWidget:
    """What takes the room that is left in a tool bar."""
    widget = QWidget()
    widget.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return widget
