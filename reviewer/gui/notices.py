"""What the window has to say of itself: preferences that were lost or cannot be kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from reviewer.gui.widgets.banner import Message, Tone
from reviewer.gui.words import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from reviewer.gui.preferences import Preferences


class Notices(QObject):
    """Puts it into banners, once each."""

    def __init__(
        self, preferences: Preferences, tell: Callable[[Message], object], window: QWidget
    ) -> None:
        super().__init__(window)
        self._preferences = preferences
        self._tell = tell
        preferences.unkept.connect(self._tell_unkept)

    def begin(self) -> None:
        """Say what was found at the start."""
        if not self._preferences.broken:
            return
        place = self._preferences.set_aside
        text = (
            say(
                "The preferences could not be read and start anew. "
                "The file that held them is kept as {path}.",
                path=place,
            )
            if place
            else say("The preferences could not be read and start anew.")
        )
        self._tell(Message(tone=Tone.WARNING, text=text))

    def _tell_unkept(self, cause: str) -> None:
        text = say("Preferences cannot be kept: {cause}. The work goes on.", cause=cause)
        self._tell(Message(tone=Tone.WARNING, text=text))
