"""What this program is, the versions it stands on, and the licences of others' work in it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from reviewer.gui.icons import application_icon
from reviewer.gui.theme import current
from reviewer.gui.words import say
from reviewer.paths import resources
from reviewer.versions import NONE, NOT_FOUND, versions

if TYPE_CHECKING:
    from pathlib import Path

_PICTURE = 56
_LICENCES = "THIRD_PARTY.md"


class AboutDialog(QDialog):
    """Tells what the program is; its versions can be copied."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(say("About reviewer"))
        self.versions = versions()
        picture = QLabel()
        picture.setPixmap(application_icon().pixmap(_PICTURE, _PICTURE))
        picture.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.sentence = QLabel(
            say("reviewer reviews privacy policies on this computer. It opens no connection.")
        )
        self.sentence.setWordWrap(True)
        self.credit = QLabel(
            say(
                "Its models were trained on CAPP-130 (Zhu et al., NeurIPS 2023, CC BY 4.0; English "
                "by machine translation, relabelled) and on policies written for it."
            )
        )
        self.credit.setWordWrap(True)
        self.table = QLabel(_as_table(self.versions))
        self.table.setTextFormat(Qt.TextFormat.RichText)
        self.table.setWordWrap(True)
        self.table.setAccessibleName(say("Versions"))
        self.table.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        text = QVBoxLayout()
        text.setSpacing(12)
        text.addWidget(self.sentence)
        text.addWidget(self.table)
        text.addWidget(self.credit)
        text.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(picture)
        row.addLayout(text, 1)
        column = QVBoxLayout(self)
        column.addLayout(row, 1)
        column.addSpacing(8)
        buttons = self._buttons()
        column.addWidget(buttons)
        # Only a button that is in its dialog already becomes its default.
        close = buttons.button(QDialogButtonBox.StandardButton.Close)
        close.setDefault(True)
        close.setFocus()
        self.setMinimumWidth(580)

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText(say("Close"))
        buttons.rejected.connect(self.reject)
        action = QDialogButtonBox.ButtonRole.ActionRole
        self.copy = buttons.addButton(say("Copy"), action)
        self.copy.setToolTip(say("Copy the versions"))
        self.copy.clicked.connect(self._copy)
        self.licences = buttons.addButton(say("Licences of third parties"), action)
        self.licences.clicked.connect(lambda: LicencesDialog(self).open())
        return buttons

    def _copy(self) -> None:
        # In English whatever the window speaks: whoever asks for them compares them.
        text = "\n".join(f"{name} {version}" for name, version in self.versions)
        QGuiApplication.clipboard().setText(text)


class LicencesDialog(QDialog):
    """Shows under which terms the work of others is part of the program."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(say("Licences of third parties"))
        self.page = QTextBrowser()
        self.page.setAccessibleName(say("Licences of third parties"))
        # A link would leave the page, or the computer.
        self.page.setOpenLinks(False)
        text = _licences(resources() / _LICENCES)
        if text:
            self.page.setMarkdown(text)
        else:
            self.page.setPlainText(
                say("The list of licences is missing in this installation: install it anew.")
            )
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText(say("Close"))
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.page, 1)
        column.addWidget(buttons)
        self.resize(720, 600)


def _licences(file: Path) -> str:
    """The file's text; empty where there is none."""
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""


def _as_table(pairs: tuple[tuple[str, str], ...]) -> str:
    absent = {NONE: say("none"), NOT_FOUND: say("not found")}
    names = {"rulebook": say("Rulebook"), "models": say("Models"), "system": say("System")}
    rows = "".join(
        f"<tr><td style='color:{current().muted}; padding-right:16px'>"
        f"{escape(names.get(name, name))}</td>"
        f"<td>{escape(absent.get(version, version))}</td></tr>"
        for name, version in pairs
    )
    return f"<table cellspacing='0' cellpadding='1'>{rows}</table>"
