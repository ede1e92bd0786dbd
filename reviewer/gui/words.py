"""The window's sentences in the language it speaks now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, Signal

from reviewer.i18n import sentence, translator

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewer.errors import ReviewerError


class Words(QObject):
    """Speaks one language and announces when it speaks another.

    Attributes:
        language: "en" or "zh".
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.language = "en"

    def speak(self, language: str) -> None:
        """Change the language; an empty one means the system's."""
        wanted = language or system_language()
        if wanted != self.language:
            self.language = wanted
            self.changed.emit()


def system_language() -> str:
    """The one of the program's languages that the system speaks."""
    return "zh" if QLocale.system().language() == QLocale.Language.Chinese else "en"


# One window speaks one language; a widget asks for a sentence by its English.
words = Words()


def say(template: str, **values: object) -> str:
    """A sentence in the window's language, values filled in."""
    return translator("gui", words.language)(template).format(**values)


def say_list(parts: Iterable[str]) -> str:
    """Some names in one line, parted as the window's language does."""
    return ("、" if words.language == "zh" else ", ").join(parts)


def say_error(error: ReviewerError) -> str:
    """An error's sentence in the window's language."""
    if translator("gui", words.language)(error.template) != error.template:
        return say(error.template, **error.values)
    return sentence(error, words.language)
