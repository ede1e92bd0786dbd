"""Which key does what: the usual ones and those that the user chose, without two at one key."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QKeyCombination, QObject, Qt, Signal
from PySide6.QtGui import QKeySequence

from reviewer.gui.actions import CATEGORY_KEYS, DEEDS, plain
from reviewer.gui.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reviewer.gui.actions import Deed

    Changes = tuple[tuple[str, tuple[str, ...]], ...]

_DEEDS: Mapping[str, Deed] = MappingProxyType({deed.name: deed for deed in DEEDS})
_NONE = Qt.KeyboardModifier.NoModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CTRL = Qt.KeyboardModifier.ControlModifier
# What texts, lists and buttons need themselves, alone and with Shift, and these with Ctrl too.
_MOVING = frozenset(
    {
        *(Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down),
        *(Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown),
        *(Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Return, Qt.Key.Key_Enter),
    }
)
_WITH_CTRL = _MOVING - {
    *(Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown),
    *(Qt.Key.Key_Return, Qt.Key.Key_Enter),
}
_CTRL_ONLY = frozenset({Qt.Key.Key_A, Qt.Key.Key_C, Qt.Key.Key_X})
# Keys that stand for no character have numbers from here on.
_NAMED = 0x01000000


class Keymap(QObject):
    """The keys of every deed, those that the user changed in place of the usual ones."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.refused: tuple[str, ...] = ()
        """Names of the deeds whose kept keys could not be used."""
        self._own: dict[str, tuple[str, ...]] = {}
        self._kept: dict[str, tuple[str, ...]] = {}
        self._keys = _resolved(self._own)

    def use(self, changes: Changes) -> None:
        """Take the user's changes as they were kept.

        What another version names is kept for it. A key that is none, or that two deeds
        would share, gives way to the usual ones.
        """
        own: dict[str, tuple[str, ...]] = {}
        refused = []
        taken = set(CATEGORY_KEYS)
        for name, keys in changes:
            written = tuple(canonical(key) for key in keys)
            if name not in _DEEDS:
                continue
            if not all(written) or taken.intersection(written) or any(map(_serves, written)):
                refused.append(name)
                continue
            taken.update(written)
            own[name] = written
        self._kept = {name: keys for name, keys in changes if name not in _DEEDS}
        self.refused = tuple(refused)
        if own != self._own:
            self._own, self._keys = own, _resolved(own)
            self.changed.emit()

    @property
    def keys(self) -> Mapping[str, tuple[str, ...]]:
        """The keys of every deed, in Qt's English names."""
        return MappingProxyType(self._keys)

    def shown(self, name: str) -> str:
        """A deed's first key as the system writes it; empty for none."""
        keys = self._keys[name]
        return native(keys[0]) if keys else ""

    def is_own(self, name: str) -> bool:
        """Whether the user chose a deed's keys."""
        return name in self._own

    def refusal(self, name: str, key: str) -> str:
        """Why a deed cannot have a key; empty where it can.

        Args:
            name: of the deed.
            key: in its canonical form.
        """
        values = {"key": native(key)}
        if not key:
            return say("That is no key that can be chosen.")
        if key in CATEGORY_KEYS:
            return say("{key} shows categories, as 1 to 8 do; choose another key.", **values)
        if _serves(key) or (key == "Space" and not _DEEDS[name].single):
            return say("Texts, lists and buttons need {key} themselves; choose another.", **values)
        for other, keys in self._keys.items():
            if other != name and key in keys:
                deed = title(_DEEDS[other])
                return say(
                    "{key} is taken by “{deed}”; give that another key first.", deed=deed, **values
                )
        return ""

    def changes_with(self, name: str, keys: tuple[str, ...]) -> Changes:
        """The user's changes with other keys for a deed; its usual ones are no change."""
        own = self._own | {name: keys}
        if keys == usual(_DEEDS[name]):
            del own[name]
        return tuple(sorted((self._kept | own).items()))

    def changes_without(self) -> Changes:
        """No changes but those that another version names."""
        return tuple(sorted(self._kept.items()))


def _resolved(own: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """All keys; a usual one that the user gave to something else is that one's alone."""
    taken = {key for keys in own.values() for key in keys}
    return {
        name: own.get(name, tuple(key for key in usual(deed) if key not in taken))
        for name, deed in _DEEDS.items()
    }


def usual(deed: Deed) -> tuple[str, ...]:
    """The keys that a deed has where nobody chose any."""
    return tuple(canonical(key) for key in deed.keys)


def title(deed: Deed) -> str:
    """A deed's name as a sentence can hold it."""
    return plain(say(deed.label)).removesuffix("…").rstrip()


def title_of(name: str) -> str:
    """The same by a deed's name."""
    return title(_DEEDS[name])


def native(key: str) -> str:
    """A key as the system writes it."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def canonical(key: str) -> str:
    """The one way to write a key; empty for what is none, or more than one.

    >>> canonical("ctrl+shift+{"), canonical("Shift+S"), canonical("Ctrl+K, Ctrl+O")
    ('Ctrl+{', 'Shift+S', '')
    """
    sequence = QKeySequence.fromString(key, QKeySequence.SequenceFormat.PortableText)
    return written(_first(sequence)) if sequence.count() == 1 else ""


def written(combination: QKeyCombination) -> str:
    """The same for keys that were pressed.

    Shift does not count where it only serves to type the sign, as it does in "?".
    """
    key, modifiers = combination.key(), combination.keyboardModifiers()
    if key in {Qt.Key.Key_unknown, Qt.Key(0)}:
        return ""
    modifiers &= ~Qt.KeyboardModifier.KeypadModifier
    if key.value < _NAMED and not chr(key.value).isalnum() and key is not Qt.Key.Key_Space:
        modifiers &= ~_SHIFT
    sequence = QKeySequence(QKeyCombination(modifiers, key))
    return sequence.toString(QKeySequence.SequenceFormat.PortableText)


def _first(sequence: QKeySequence) -> QKeyCombination:
    combination: QKeyCombination = sequence[0]  # type: ignore[index] # the stubs leave it out
    return combination


def _serves(key: str) -> bool:
    """Whether a key, in its canonical form, moves in texts and lists or works buttons."""
    combination = _first(QKeySequence(key))
    pressed, modifiers = combination.key(), combination.keyboardModifiers()
    if modifiers in {_NONE, _SHIFT}:
        return pressed in _MOVING
    if modifiers in {_CTRL, _CTRL | _SHIFT}:
        return pressed in _WITH_CTRL or (modifiers == _CTRL and pressed in _CTRL_ONLY)
    return False


# One window has one set of keys; a widget asks for the key that it names.
keymap = Keymap()
