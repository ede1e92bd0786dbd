"""V and then a digit: a verdict by two keys, with a hint after the first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from reviewer.gui.overriding import overriding

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_PATIENCE = 8000
_ABOVE = 14
_DIGITS = {Qt.Key(Qt.Key.Key_1 + number): number for number in range(9)}
_QUIET = frozenset({Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta})


@overriding
class VerdictKeys(QObject):
    """Waits for one more key and takes it, wherever the focus is."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._acts: tuple[Callable[[], object], ...] = ()
        self.hint = QLabel(window)
        self.hint.setObjectName("hint")
        self.hint.setTextFormat(Qt.TextFormat.PlainText)
        self.hint.setWordWrap(True)
        self.hint.hide()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PATIENCE)
        self._timer.timeout.connect(self.end)

    @property
    def waiting(self) -> bool:
        """Whether the second key has not come yet."""
        return bool(self._acts)

    def begin(self, text: str, acts: Sequence[Callable[[], object]]) -> None:
        """Show a hint and wait for a digit.

        Args:
            acts: what the digits from 1 on do.
        """
        self.end()
        self._acts = tuple(acts)
        self.hint.setText(text)
        self.hint.setFixedWidth(min(self._window.width() - 40, 620))
        self.hint.adjustSize()
        left = (self._window.width() - self.hint.width()) // 2
        self.hint.move(left, self._window.height() - self.hint.height() - 4 * _ABOVE)
        self.hint.show()
        self.hint.raise_()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.hint, text))
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)
        self._timer.start()

    def end(self) -> None:
        """Wait no longer."""
        self._acts = ()
        self._timer.stop()
        self.hint.hide()
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the next key; any other than a digit ends the waiting and does what it does."""
        del watched
        kind = event.type()
        if kind == QEvent.Type.MouseButtonPress:
            self.end()
            return False
        if not isinstance(event, QKeyEvent) or kind not in {
            QEvent.Type.ShortcutOverride,
            QEvent.Type.KeyPress,
        }:
            return False
        number = _DIGITS.get(Qt.Key(event.key()), len(self._acts))
        ours = number < len(self._acts) or event.key() == Qt.Key.Key_Escape
        if kind == QEvent.Type.ShortcutOverride:
            if ours:
                event.accept()
            elif event.key() not in _QUIET:
                self.end()
            return ours
        if event.key() in _QUIET:
            return False
        acts = self._acts
        self.end()
        if number < len(acts):
            acts[number]()
        return ours
