"""Theme, language and zoom of the whole window, and their menus."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QLibraryInfo, QObject, QTranslator, Signal
from PySide6.QtGui import QActionGroup, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu

from reviewer.gui import theme
from reviewer.gui.words import say, system_language, words
from reviewer.store.settings import ZOOM_RANGE, ThemeChoice

if TYPE_CHECKING:
    from reviewer.gui.preferences import Preferences

_STEP = 10


class Look(QObject):
    """Applies the look that the user chose, and changes it at once."""

    themed = Signal()

    def __init__(self, preferences: Preferences, parent: QObject) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._translator = QTranslator(self)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self.apply_theme)

    def apply_theme(self) -> None:
        """Show the chosen theme."""
        application = cast("QApplication", QApplication.instance())
        settings = self._preferences.settings
        theme.apply(application, theme.chosen(settings.theme, contrast=settings.contrast))
        self.themed.emit()

    def apply_language(self) -> None:
        """Speak the chosen language, in Qt's own dialogs too."""
        language = self._preferences.settings.language or system_language()
        QApplication.removeTranslator(self._translator)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if language == "zh" and self._translator.load("qtbase_zh_CN", folder):
            QApplication.installTranslator(self._translator)
        # Qt names its standard buttons anew then, which would undo the names that we give them.
        QApplication.sendPostedEvents(None, QEvent.Type.LanguageChange.value)
        words.speak(language)

    def choose_theme(self, choice: ThemeChoice) -> None:
        """Change the theme and remember it."""
        self._preferences.change(theme=choice)
        self.apply_theme()

    def choose_contrast(self, *, more: bool) -> None:
        """Have text and borders stand out more, or no more, and remember it."""
        self._preferences.change(contrast=more)
        self.apply_theme()

    def choose_language(self, language: str) -> None:
        """Change the language and remember it."""
        self._preferences.change(language=language)
        self.apply_language()

    def zoom(self, steps: int) -> None:
        """Show everything larger or smaller; 0 steps: in its own size."""
        low, high = ZOOM_RANGE
        wanted = self._preferences.settings.zoom + steps * _STEP if steps else 100
        self._preferences.change(zoom=min(high, max(low, wanted)))

    def fill_menus(self, themes: QMenu, languages: QMenu) -> None:
        """List the choices, the present one marked."""
        settings = self._preferences.settings
        titles = theme_titles()
        self._fill(themes, {c.value: t for c, t in titles.items()}, settings.theme.value)
        for action in themes.actions():
            choice = ThemeChoice(action.data())
            action.triggered.connect(lambda _checked=False, c=choice: self.choose_theme(c))
        themes.addSeparator()
        contrast = themes.addAction(say("High contrast"))
        contrast.setCheckable(True)
        contrast.setChecked(settings.contrast)
        contrast.toggled.connect(lambda more: self.choose_contrast(more=more))
        self._fill(languages, language_titles(), settings.language)
        for action in languages.actions():
            action.triggered.connect(partial(self._language_chosen, str(action.data())))

    def _language_chosen(self, language: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - as the signal sends it
        self.choose_language(language)

    def _fill(self, menu: QMenu, titles: dict[str, str], present: str) -> None:
        menu.clear()
        group = QActionGroup(menu)
        for value, title in titles.items():
            action = menu.addAction(title)
            action.setCheckable(True)
            action.setChecked(value == present)
            action.setData(value)
            group.addAction(action)


def theme_titles() -> dict[ThemeChoice, str]:
    """What the themes are called."""
    return {
        ThemeChoice.SYSTEM: say("As the system"),
        ThemeChoice.LIGHT: say("Light"),
        ThemeChoice.DARK: say("Dark"),
    }


def language_titles() -> dict[str, str]:
    """The languages, each called by its own name, whatever is spoken now."""
    return {"": say("As the system"), "en": "English", "zh": "简体中文"}
