"""Garbage is searched for in the window's own thread alone."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

# Milliseconds between looks at what is young, at all of it, and after a document was closed.
_YOUNG, _ALL, _SOON = 1000, 300_000, 3000


class Collecting(QObject):
    """Takes the search for garbage from Python, and does it by the clock.

    Python searches in whatever thread makes a value: while an answer is unpacked or an edit is
    stored, for example. A closed window that leads back to itself would be destroyed there, and
    Qt's widgets must not be touched outside their thread: the process dies.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self.timers = (QTimer(self), QTimer(self), QTimer(self))
        young, everything, soon = self.timers
        young.timeout.connect(self.look_at_young)
        everything.timeout.connect(self.look_at_all)
        soon.setSingleShot(True)
        soon.timeout.connect(self.look_at_all)
        young.start(_YOUNG)
        everything.start(_ALL)

    def look_at_young(self) -> None:
        """Search what was made lately, as soon as it is as much as Python would wait for."""
        if gc.get_count()[0] > gc.get_threshold()[0]:
            gc.collect(1)

    def look_at_all(self) -> None:
        """Search everything."""
        gc.collect()

    def look_soon(self) -> None:
        """Search everything in a moment: something large was left."""
        self.timers[2].start(_SOON)

    def stop(self) -> None:
        """Leave the search to Python again."""
        for timer in self.timers:
            timer.stop()
        gc.enable()
