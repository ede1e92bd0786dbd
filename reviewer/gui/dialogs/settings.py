"""What a user chooses once and for all; every choice acts at once and is kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from reviewer.gui.dialogs.file_dialog import FileDialog
from reviewer.gui.look import language_titles, theme_titles
from reviewer.gui.overriding import overriding
from reviewer.gui.stamping import system_user
from reviewer.gui.words import say, words
from reviewer.paths import checklists_folder
from reviewer.store.settings import ZOOM_RANGE, ThemeChoice

if TYPE_CHECKING:
    from reviewer.gui.look import Look
    from reviewer.gui.preferences import Preferences

_STEP = 10


class FolderLine(QWidget):
    """A folder with buttons to choose another one and to go back to the usual one."""

    chosen = Signal(str)
    """The folder; empty for the usual one."""

    def __init__(self) -> None:
        super().__init__()
        self.shown = QLineEdit()
        self.shown.setReadOnly(True)
        self.choose = QPushButton()
        self.choose.clicked.connect(self._ask)
        self.usual = QPushButton()
        self.usual.clicked.connect(lambda: self.chosen.emit(""))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.shown, 1)
        row.addWidget(self.choose)
        row.addWidget(self.usual)
        for button in (self.choose, self.usual):
            button.setAutoDefault(False)

    def show_folder(self, folder: str, usual: str) -> None:
        """Show the chosen folder, or what is used where none is chosen."""
        self.shown.setText(folder)
        self.shown.setPlaceholderText(usual)
        self.shown.setToolTip(folder or usual)
        self.choose.setText(say("Choose …"))
        self.usual.setText(say("Usual one"))
        self.usual.setEnabled(bool(folder))

    def name(self, title: str) -> None:
        """Say to a screen reader what the folder is for."""
        self.shown.setAccessibleName(title)
        for button in (self.choose, self.usual):
            button.setAccessibleName(f"{title}: {button.text()}")

    def _ask(self) -> None:
        start = self.shown.text() or str(Path.home())
        files = FileDialog(self, say("Choose a folder"), start)
        files.setFileMode(QFileDialog.FileMode.Directory)
        files.setOption(QFileDialog.Option.ShowDirsOnly)
        files.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        files.fileSelected.connect(self.chosen)
        self.dialog = files
        files.open()


@overriding
class SettingsDialog(QDialog):
    """Shows every setting with a control for it."""

    keys_wanted = Signal()
    forget_wanted = Signal()

    def __init__(self, preferences: Preferences, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._preferences = preferences
        self._look = look
        self.language, self.theme = QComboBox(), QComboBox()
        self.contrast = QCheckBox()
        self.zoom = QSpinBox()
        self.zoom.setRange(*ZOOM_RANGE)
        self.zoom.setSingleStep(_STEP)
        self.name, self.role = QLineEdit(), QLineEdit()
        self.reopen = QCheckBox()
        self.reviews, self.checklists = FolderLine(), FolderLine()
        self.forget, self.keys = QPushButton(), QPushButton()
        self.later = QLabel()
        self._labels: list[QLabel] = []
        self._lay_out()
        self._connect()
        words.changed.connect(self.refresh)
        preferences.changed.connect(self.refresh)
        self.refresh()
        self.resize(620, 560)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setVerticalSpacing(10)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        fields = (
            *(self.language, self.theme, self.contrast, self.zoom, self.name, self.role),
            *(self.reopen, self.forget, self.reviews, self.checklists, self.later, self.keys),
        )
        for field in fields:
            label = QLabel()
            label.setBuddy(field)
            self._labels.append(label)
            form.addRow(label, field)
        page = QWidget()
        page.setLayout(form)
        room = QScrollArea()
        room.setFrameShape(QFrame.Shape.NoFrame)
        room.setWidgetResizable(True)
        room.setWidget(page)
        self.buttons = QDialogButtonBox()
        self.close_button = self.buttons.addButton("", QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(room, 1)
        column.addWidget(self.buttons)
        for button in (self.forget, self.keys, self.close_button):
            button.setAutoDefault(False)

    def _connect(self) -> None:
        self.language.activated.connect(
            lambda _row: self._look.choose_language(str(self.language.currentData()))
        )
        self.theme.activated.connect(
            lambda _row: self._look.choose_theme(ThemeChoice(self.theme.currentData()))
        )
        self.contrast.clicked.connect(lambda more: self._look.choose_contrast(more=more))
        self.zoom.valueChanged.connect(lambda percent: self._preferences.change(zoom=percent))
        self.name.editingFinished.connect(self._keep_names)
        self.role.editingFinished.connect(self._keep_names)
        self.reopen.clicked.connect(lambda again: self._preferences.change(reopen=again))
        self.reviews.chosen.connect(lambda folder: self._preferences.change(reviews=folder))
        self.checklists.chosen.connect(
            lambda folder: self._preferences.change(own_checklists=folder)
        )
        self.forget.clicked.connect(self.forget_wanted)
        self.keys.clicked.connect(self.keys_wanted)

    def _keep_names(self) -> None:
        self._preferences.change(reviewer=self.name.text().strip(), role=self.role.text().strip())

    def reject(self) -> None:
        """Close; what was typed is kept, whatever key closed it."""
        self._keep_names()
        super().reject()

    def refresh(self) -> None:
        """Show what is chosen, in the window's language."""
        settings = self._preferences.settings
        self.setWindowTitle(say("Settings"))
        self._fill(self.language, language_titles(), settings.language)
        themes = {choice.value: title for choice, title in theme_titles().items()}
        self._fill(self.theme, themes, settings.theme.value)
        self.contrast.setText(say("High contrast"))
        self.contrast.setChecked(settings.contrast)
        self.zoom.setSuffix(" %")
        if self.zoom.value() != settings.zoom:
            self.zoom.setValue(settings.zoom)
        for line, text in ((self.name, settings.reviewer), (self.role, settings.role)):
            if not line.hasFocus():
                line.setText(text)
        self.name.setPlaceholderText(system_user())
        self.role.setPlaceholderText(say("For example: data protection officer"))
        self.reopen.setText(say("Open at the next start what was open"))
        self.reopen.setChecked(settings.reopen)
        self.forget.setText(
            say("Clear the list of recent files ({count})", count=len(settings.recent))
        )
        self.forget.setEnabled(bool(settings.recent))
        self.reviews.show_folder(settings.reviews, say("That of the policy"))
        self.checklists.show_folder(settings.own_checklists, str(checklists_folder()))
        self.later.setText(say("Checklists are looked for there at the next start."))
        self.keys.setText(say("Choose keys …"))
        self.close_button.setText(say("Close"))
        self._name_rows()

    def _name_rows(self) -> None:
        titles = (
            *(say("&Language"), say("&Theme"), "", say("&Zoom"), say("Re&viewer"), say("&Role")),
            *("", "", say("&Folder for reviews"), say("Folder of &checklists"), "", ""),
        )
        for label, title in zip(self._labels, titles, strict=True):
            label.setText(title)
        self.reviews.name(say("Folder for reviews"))
        self.checklists.name(say("Folder of checklists of one's own"))

    def _fill(self, box: QComboBox, titles: dict[str, str], present: str) -> None:
        shown = [box.itemText(row) for row in range(box.count())]
        if shown != list(titles.values()):
            box.clear()
            for value, title in titles.items():
                box.addItem(title, value)
        box.setCurrentIndex(box.findData(present))
