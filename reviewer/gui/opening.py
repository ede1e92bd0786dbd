"""Has other programs of the system show a file or folder."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from reviewer.gui.widgets.banner import Message, Tone
from reviewer.gui.words import say

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def open_place(path: Path, tell: Callable[[Message], object]) -> None:
    """Have another program show a file or folder; say where it is if there is none."""
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
        text = say("No program was found that opens {path}.", path=path)
        tell(Message(tone=Tone.WARNING, text=text))


def ways_to(
    path: Path, tell: Callable[[Message], object]
) -> tuple[tuple[str, Callable[[], object]], ...]:
    """What a message offers that says where a file was written."""
    return (
        (say("Open"), partial(open_place, path, tell)),
        (say("Show in folder"), partial(open_place, path.parent, tell)),
    )
