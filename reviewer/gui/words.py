"""The window's sentences in the language it speaks now."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, Signal

from reviewer.i18n import sentence, translator

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

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


class Said(str):
    """A sentence in the window's language that can be said again in another one."""

    __slots__ = ("_speak",)
    _speak: Callable[[], str]

    @classmethod
    def by(cls, speak: Callable[[], str]) -> Said:
        """What a function says now; it is asked again after a change of language."""
        said = cls(speak())
        said._speak = speak
        return said

    def again(self) -> Said:
        """The same sentence in the window's language."""
        return Said.by(self._speak)

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        """Helper processes get the words alone."""
        return str, (str(self),)


def again(text: str) -> str:
    """A sentence in the window's language, whichever it was said in; other texts as they are."""
    return text.again() if isinstance(text, Said) else text


def say(template: str, **values: object) -> str:
    """A sentence in the window's language, values filled in."""
    return Said.by(partial(_say, template, values))


def _say(template: str, values: dict[str, object]) -> str:
    told = {name: again(one) if isinstance(one, str) else one for name, one in values.items()}
    return translator("gui", words.language)(template).format(**told)


def say_list(parts: Iterable[str]) -> str:
    """Some names in one line, parted as the window's language does."""
    names = tuple(parts)
    return Said.by(lambda: ("、" if words.language == "zh" else ", ").join(map(again, names)))


def say_together(mark: str, *parts: str) -> str:
    """Some sentences and names one after the other, with something between them."""
    return Said.by(lambda: mark.join(map(again, parts)))


def say_error(error: ReviewerError) -> str:
    """An error's sentence in the window's language."""
    return Said.by(partial(_say_error, error))


def _say_error(error: ReviewerError) -> str:
    if translator("gui", words.language)(error.template) != error.template:
        return _say(error.template, error.values)
    return sentence(error, words.language)
