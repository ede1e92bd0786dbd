"""A field that takes the next key, whatever it is, instead of doing what that does."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from reviewer.gui.keys.keymap import native, written
from reviewer.gui.overriding import overriding

_QUIET = frozenset(
    {
        *(Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta),
        *(Qt.Key.Key_AltGr, Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock, Qt.Key.Key_Super_L),
    }
)
# These leave the field: nobody is caught in it.
_LEAVING = frozenset({Qt.Key.Key_Tab, Qt.Key.Key_Backtab})


@overriding
class Recorder(QLineEdit):
    """Shows the key that was pressed last; Tab leaves, Escape empties it first and then leaves."""

    pressed = Signal(str)
    """A key in its canonical form; empty: what was pressed was taken back."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.key = ""
        self.setReadOnly(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def forget(self) -> None:
        """Wait for a key again."""
        self.key = ""
        self.clear()

    def event(self, event: QEvent) -> bool:
        """Take every key before it does anything."""
        if isinstance(event, QKeyEvent) and event.key() not in _LEAVING:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self._take(event)
                return True
        return super().event(event)

    def _take(self, event: QKeyEvent) -> None:
        if event.key() in _QUIET:
            return
        if event.key() == Qt.Key.Key_Escape:
            had, self.key = self.key, ""
            self.clear()
            self.pressed.emit("")
            if not had:
                self.left.emit()
            return
        self.key = written(event.keyCombination())
        self.setText(native(self.key))
        self.pressed.emit(self.key)
