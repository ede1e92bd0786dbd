"""Waiting for a pause in typing before a text line acts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QLineEdit

PAUSE = 120
"""In milliseconds; the next key of someone who is typing mostly comes sooner."""


def after_typing(line: QLineEdit, act: Callable[[], None]) -> QTimer:
    """Call ``act`` once the words of ``line`` have stood unchanged for :data:`PAUSE`.

    Returns:
        the timer, a child of the line; running while a call is due.
    """
    timer = QTimer(line)
    timer.setSingleShot(True)
    timer.setInterval(PAUSE)
    timer.timeout.connect(act)
    line.textChanged.connect(timer.start)
    return timer
