"""The pages beside the work: help, settings, keys, and what the program is."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from reviewer.gui.opening import open_place
from reviewer.paths import log_folder

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QDialog

    from reviewer.gui.main_window import MainWindow


class Pages(QObject):
    """Opens each page once; what it needs is loaded when it is asked for."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def deeds(self) -> dict[str, Callable[[], object]]:
        """A function for each action."""
        return {
            "help": self.show_help,
            "settings": self.show_settings,
            "keys": self.show_keys,
            "logs": self.show_logs,
            "about": self.show_about,
        }

    def show_help(self) -> None:
        """Show how a review goes."""
        from reviewer.gui.helping.window import HelpWindow  # brings Markdown

        window = self._window
        page = window.findChild(HelpWindow) or HelpWindow(window.preferences, window)
        raised(page)

    def show_settings(self) -> None:
        """Show what the user can choose once and for all."""
        from reviewer.gui.dialogs.settings import SettingsDialog  # nobody needs it at the start

        window = self._window
        page = window.findChild(SettingsDialog)
        if page is None:
            page = SettingsDialog(window.preferences, window.look, window)
            page.keys_wanted.connect(self.show_keys)
            page.forget_wanted.connect(window.files.clear_recent)
        raised(page)

    def show_keys(self) -> None:
        """Show which key does what, and take others."""
        from reviewer.gui.keys.page import KeysDialog  # nobody needs it at the start

        page = self._window.findChild(KeysDialog)
        if page is None:
            page = KeysDialog(self._window)
            page.chosen.connect(lambda keys: self._window.preferences.change(keys=keys))
        raised(page)

    def show_about(self) -> None:
        """Say what this is, in which version."""
        from reviewer.gui.dialogs.about import AboutDialog  # nobody needs it at the start

        AboutDialog(self._window).open()

    def show_logs(self) -> None:
        """Show the folder of the log and of the crash reports."""
        folder = log_folder()
        with suppress(OSError):  # what follows says that it cannot be opened
            folder.mkdir(parents=True, exist_ok=True)
        open_place(folder, self._window.tell)


def raised(page: QDialog) -> None:
    """Show a page in front of the window."""
    page.show()
    page.raise_()
    page.activateWindow()
