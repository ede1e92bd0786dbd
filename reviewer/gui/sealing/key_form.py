"""Which key signs: its kind, its files, and the passphrase that opens it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QWidget

from reviewer.gui.dialogs.properties import Choice
from reviewer.gui.sealing.file_line import FileLine
from reviewer.gui.sealing.work import KeyChoice
from reviewer.gui.words import say

if TYPE_CHECKING:
    from collections.abc import Callable


class KeyKind(StrEnum):
    """Where a key is to be had."""

    BUNDLE = "bundle"
    PAIR = "pair"
    TRIAL = "trial"


class KeyForm(QObject):
    """Rows of a form, which follow the kind; the passphrase leaves them only once."""

    changed = Signal()

    def __init__(self, form: QFormLayout) -> None:
        """Put the rows into a form; none is filled."""
        super().__init__(form)
        self._form = form
        self.kinds = Choice()
        self.bundle = FileLine("*.p12 *.pfx")
        self.private = FileLine("*.pem *.key")
        self.certificate = FileLine("*.pem *.crt *.cer")
        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.name = QLineEdit()
        self.note = QLabel()
        self.note.setWordWrap(True)
        self.note.setForegroundRole(self.note.palette().ColorRole.PlaceholderText)
        self._rows: dict[str, tuple[QLabel, QWidget]] = {}
        for name_, widget in self._widgets().items():
            label = QLabel()
            label.setBuddy(widget)
            self._form.addRow(label, widget)
            self._rows[name_] = (label, widget)
        self._form.addRow("", self.note)
        for kind in KeyKind:
            self.kinds.addItem("", kind)
        self.retranslate()
        self.kinds.currentIndexChanged.connect(lambda _row: self._follow())
        for files in (self.bundle, self.private, self.certificate):
            files.changed.connect(self.changed)
        self.name.textChanged.connect(lambda _text: self.changed.emit())
        self._follow()

    def _widgets(self) -> dict[str, QWidget]:
        return {
            "kind": self.kinds,
            "bundle": self.bundle,
            "private": self.private,
            "certificate": self.certificate,
            "passphrase": self.passphrase,
            "name": self.name,
        }

    def controls(self) -> tuple[QWidget, ...]:
        """What takes the keyboard, from above."""
        files = (self.bundle, self.private, self.certificate)
        lines = [widget for one in files for widget in (one.line, one.button)]
        return (self.kinds, *lines, self.passphrase, self.name)

    def retranslate(self) -> None:
        """Say everything in the window's language."""
        labels: dict[str, Callable[[], str]] = {
            "kind": lambda: say("&Key"),
            "bundle": lambda: say("PKCS#12 &file"),
            "private": lambda: say("Key &file (PEM)"),
            "certificate": lambda: say("&Certificate (PEM)"),
            "passphrase": lambda: say("&Passphrase"),
            "name": lambda: say("&Name in the certificate"),
        }
        for name, (label, _) in self._rows.items():
            label.setText(labels[name]())
        self.bundle.name(say("PKCS#12 file"))
        self.private.name(say("Key file (PEM)"))
        self.certificate.name(say("Certificate (PEM)"))
        titles = (
            say("A PKCS#12 file (.p12, .pfx)"),
            say("A key and its certificate (PEM)"),
            say("A certificate made now, for trying out"),
        )
        for row, title in enumerate(titles):
            self.kinds.setItemText(row, title)
        self.passphrase.setPlaceholderText(say("Empty where the key has none; never kept"))
        self.note.setText(
            say("Nobody vouches for such a certificate, and whoever verifies is told so.")
        )

    @property
    def kind(self) -> KeyKind:
        """Where the key is to be had."""
        return KeyKind(self.kinds.currentData())

    @property
    def complete(self) -> bool:
        """Whether nothing is missing."""
        if self.kind is KeyKind.BUNDLE:
            return self.bundle.path is not None
        if self.kind is KeyKind.PAIR:
            return self.private.path is not None and self.certificate.path is not None
        return bool(self.name.text().strip())

    def take(self) -> KeyChoice:
        """What was chosen; the passphrase is gone from the form after that."""
        # Unlike clear() this leaves nothing to undo.
        passphrase = self.passphrase.text()
        self.passphrase.setText("")
        if self.kind is KeyKind.BUNDLE:
            return KeyChoice(bundle=self.bundle.path, passphrase=passphrase)
        if self.kind is KeyKind.PAIR:
            return KeyChoice(
                private=self.private.path,
                certificate=self.certificate.path,
                passphrase=passphrase,
            )
        return KeyChoice(name=self.name.text().strip())

    def _follow(self) -> None:
        shown = {
            KeyKind.BUNDLE: {"kind", "bundle", "passphrase"},
            KeyKind.PAIR: {"kind", "private", "certificate", "passphrase"},
            KeyKind.TRIAL: {"kind", "name"},
        }[self.kind]
        for name, (_, widget) in self._rows.items():
            self._form.setRowVisible(widget, name in shown)
        self._form.setRowVisible(self.note, self.kind is KeyKind.TRIAL)
        self.changed.emit()
