"""Which checklist item a clause is evidence of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from reviewer.gui.overriding import overriding
from reviewer.gui.words import say, words
from reviewer.model.citing import cited
from reviewer.model.edits import ItemKey

if TYPE_CHECKING:
    from reviewer.model.rules import Checklist

_UP_AND_DOWN = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}


@overriding
class LinkDialog(QDialog):
    """A list of items with a search line; the arrows move in the list from the line too."""

    chosen = Signal(object)

    def __init__(self, checklists: tuple[Checklist, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("Link to a checklist item"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.search = QLineEdit()
        self.search.setPlaceholderText(say("Article or words of the requirement"))
        self.search.setAccessibleName(say("Search the requirements"))
        self.search.textChanged.connect(self._filter)
        self.search.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName(say("Requirements"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setAlternatingRowColors(True)
        for checklist in checklists:
            for item in checklist.items:
                title = item.title.in_language(words.language)
                name = checklist.title.in_language(words.language)
                article = cited(item.article, words.language)
                row = QListWidgetItem(f"{title}\n{article} · {name}")
                row.setData(Qt.ItemDataRole.UserRole, (checklist.id, item.id))
                self.list.addItem(row)
        self.list.itemActivated.connect(lambda _item: self.accept())
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.button(QDialogButtonBox.StandardButton.Ok).setText(say("Link"))
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(say("Cancel"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        column.addWidget(buttons)
        self.resize(560, 440)
        self._filter("")

    def _filter(self, text: str) -> None:
        parts = text.casefold().split()
        first = None
        for number in range(self.list.count()):
            row = self.list.item(number)
            hidden = not all(part in row.text().casefold() for part in parts)
            row.setHidden(hidden)
            first = row if first is None and not hidden else first
        if first is not None:
            self.list.setCurrentItem(first)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move in the list while the search line has the keyboard."""
        if (
            watched is self.search
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in _UP_AND_DOWN
        ):
            self.list.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def accept(self) -> None:
        """Take the chosen item; without one, stay."""
        row = self.list.currentItem()
        if row is None or row.isHidden():
            return
        self.chosen.emit(ItemKey(*row.data(Qt.ItemDataRole.UserRole)))
        super().accept()
