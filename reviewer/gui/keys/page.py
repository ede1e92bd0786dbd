"""The page of keys: what each does, and another one for it by pressing it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from reviewer.gui.actions import DEEDS, MENUS, plain
from reviewer.gui.categories import by_key
from reviewer.gui.keys.keymap import keymap, native, title, usual
from reviewer.gui.keys.listing import categories_of
from reviewer.gui.keys.recorder import Recorder
from reviewer.gui.words import say, words

if TYPE_CHECKING:
    from reviewer.gui.actions import Deed
    from reviewer.gui.keys.keymap import Changes

_DEED = Qt.ItemDataRole.UserRole
_BETWEEN = "   "


class KeysDialog(QDialog):
    """Lists every deed with its keys and asks for others."""

    chosen = Signal(tuple)
    """The user's own keys, as the settings keep them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self.list = QTreeWidget()
        self.list.setColumnCount(3)
        self.list.setAlternatingRowColors(True)
        self.list.header().setStretchLastSection(False)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.currentItemChanged.connect(self._begin)
        self.list.itemActivated.connect(self._ask)
        self.asked = QLabel()
        self.asked.setWordWrap(True)
        self.recorder = Recorder()
        self.recorder.pressed.connect(self._judge)
        self.recorder.left.connect(self.list.setFocus)
        self.judged = QLabel()
        self.judged.setWordWrap(True)
        self.judged.setTextFormat(Qt.TextFormat.PlainText)
        self.instead, self.too = QPushButton(), QPushButton()
        self.none, self.usual = QPushButton(), QPushButton()
        self.all_usual = QPushButton()
        self.note = QLabel()
        self.note.setWordWrap(True)
        self.buttons = QDialogButtonBox()
        self._lay_out()
        self._connect()
        self.retranslate()
        self.resize(760, 680)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        column.addWidget(self.asked)
        row = QHBoxLayout()
        row.addWidget(self.recorder, 1)
        row.addWidget(self.instead)
        row.addWidget(self.too)
        column.addLayout(row)
        column.addWidget(self.judged)
        below = QHBoxLayout()
        below.addWidget(self.none)
        below.addWidget(self.usual)
        below.addStretch(1)
        below.addWidget(self.all_usual)
        column.addLayout(below)
        column.addWidget(self.note)
        self.close_button = self.buttons.addButton("", QDialogButtonBox.ButtonRole.RejectRole)
        column.addWidget(self.buttons)
        for button in (self.instead, self.too, self.none, self.usual, self.all_usual):
            button.setAutoDefault(False)
        self.close_button.setAutoDefault(False)

    def _connect(self) -> None:
        self.instead.clicked.connect(partial(self._take, too=False))
        self.too.clicked.connect(partial(self._take, too=True))
        self.none.clicked.connect(lambda: self._choose(()))
        self.usual.clicked.connect(lambda: self._choose(None))
        self.all_usual.clicked.connect(self._ask_all)
        self.buttons.rejected.connect(self.reject)
        keymap.changed.connect(self.refill)
        words.changed.connect(self.retranslate)

    @property
    def deed(self) -> Deed | None:
        """What the current row is about; None for a heading or the categories."""
        item = self.list.currentItem()
        name = item.data(0, _DEED) if item is not None else None
        return next((deed for deed in DEEDS if deed.name == name), None)

    def retranslate(self) -> None:
        """Say everything in the window's language."""
        self.setWindowTitle(say("Keys"))
        self.search.setPlaceholderText(say("Search for what is done, or for a key"))
        self.search.setAccessibleName(say("Search the keys"))
        self.list.setAccessibleName(say("Keys"))
        self.list.setHeaderLabels([say("What is done"), say("Keys"), say("Usual keys")])
        self.recorder.setPlaceholderText(say("Press the new key here"))
        self.recorder.setAccessibleName(say("New key"))
        self.instead.setText(say("Use &instead"))
        self.too.setText(say("Use as &well"))
        self.none.setText(say("&No key"))
        self.usual.setText(say("&Usual keys"))
        self.all_usual.setText(say("Usual keys for &all …"))
        self.close_button.setText(say("Close"))
        self.note.setText(
            say("Single letters and digits act while the document or a list has the focus.")
        )
        self.refill()

    def refill(self) -> None:
        """List the keys as they are now; the row stays that was current."""
        former = self.deed
        self.list.clear()
        for menu in MENUS:
            rows = [self._row(deed) for deed in DEEDS if deed.menu == menu]
            self._add_group(plain(say(menu)), rows)
        rows = [QTreeWidgetItem([categories_of(key), key, key]) for key in by_key()]
        self._add_group(say("Categories"), rows)
        for column in (1, 2):
            self.list.resizeColumnToContents(column)
        self._filter()
        self.show_deed(former.name if former else "")

    def _add_group(self, name: str, rows: list[QTreeWidgetItem]) -> None:
        group = QTreeWidgetItem([name])
        font = self.font()
        font.setBold(True)
        group.setFont(0, font)
        group.addChildren(rows)
        self.list.addTopLevelItem(group)
        group.setFirstColumnSpanned(True)
        group.setExpanded(True)

    def _row(self, deed: Deed) -> QTreeWidgetItem:
        shown = _BETWEEN.join(map(native, keymap.keys[deed.name])) or "–"
        ordinary = _BETWEEN.join(map(native, usual(deed))) or "–"
        row = QTreeWidgetItem([title(deed), shown, ordinary])
        row.setData(0, _DEED, deed.name)
        if keymap.is_own(deed.name):
            font = self.font()
            font.setBold(True)
            row.setFont(1, font)
            row.setToolTip(1, say("Chosen by you"))
        return row

    def show_deed(self, name: str) -> None:
        """Make a deed's row the current one; the first where there is none."""
        rows = [row for row in self._rows() if not row.isHidden()]
        wanted = [row for row in rows if row.data(0, _DEED) == name]
        for row in (wanted or rows)[:1]:
            self.list.setCurrentItem(row)

    def _rows(self) -> list[QTreeWidgetItem]:
        return [row for group in self._groups() for row in children_of(group)]

    def _groups(self) -> list[QTreeWidgetItem]:
        return children_of(self.list.invisibleRootItem())

    def _filter(self) -> None:
        sought = self.search.text().strip().casefold()
        for row in self._rows():
            name, keys = row.text(0).casefold(), row.text(1).casefold()
            # A letter of our own is looked for as a key alone: it stands in most names.
            letter = len(sought) == 1 and sought.isascii()
            found = sought in keys.split() if letter else sought in name or sought in keys
            row.setHidden(bool(sought) and not found)
        for group in self._groups():
            group.setHidden(all(row.isHidden() for row in children_of(group)))

    # Another key

    def _begin(self) -> None:
        self.recorder.forget()
        deed = self.deed
        if deed is None:
            self.asked.setText(say("These keys stay as they are."))
        else:
            self.asked.setText(say("New key for “{deed}”", deed=title(deed)))
        self.recorder.setEnabled(deed is not None)
        self.none.setEnabled(deed is not None and bool(keymap.keys[deed.name]))
        self.usual.setEnabled(deed is not None and keymap.is_own(deed.name))
        self.all_usual.setEnabled(any(keymap.is_own(one.name) for one in DEEDS))
        self._judge("")

    def _ask(self) -> None:
        if self.deed is not None:
            self.recorder.setFocus(Qt.FocusReason.OtherFocusReason)

    def _judge(self, key: str) -> None:
        """Say whether the key that was pressed is free."""
        deed = self.deed
        text, free = "", False
        if deed is not None and key:
            text = keymap.refusal(deed.name, key)
            present = keymap.keys[deed.name]
            free = not text
            if free:
                text = say("{key} is free.", key=native(key))
            if key in present:
                text = say("“{deed}” has {key} already.", deed=title(deed), key=native(key))
            self.too.setEnabled(free and key not in present)
            self.instead.setEnabled(free and present != (key,))
        else:
            self.too.setEnabled(False)
            self.instead.setEnabled(False)
        self.judged.setText(text)
        if text:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.judged, text))

    def _take(self, *, too: bool) -> None:
        deed, key = self.deed, self.recorder.key
        if deed is not None and key and not keymap.refusal(deed.name, key):
            before = keymap.keys[deed.name] if too else ()
            self._choose((*before, key))

    def _choose(self, keys: tuple[str, ...] | None) -> None:
        """Give the current deed other keys; None: the usual ones, where those are free."""
        deed = self.deed
        if deed is None:
            return
        if keys is None:
            keys = usual(deed)
            for text in (keymap.refusal(deed.name, key) for key in keys):
                if text:
                    self.judged.setText(text)
                    return
        changes: Changes = keymap.changes_with(deed.name, keys)
        self.chosen.emit(changes)
        self.list.setFocus()

    def _ask_all(self) -> None:
        count = sum(keymap.is_own(deed.name) for deed in DEEDS)
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(say("Keys"))
        box.setText(say("{count} entries have keys that you chose.", count=count))
        go = box.addButton(say("Give all their usual keys"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(say("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        go.clicked.connect(lambda: self.chosen.emit(keymap.changes_without()))
        self.question = box
        box.open()


def children_of(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    """The rows right below one."""
    rows = (item.child(number) for number in range(item.childCount()))
    return [row for row in rows if row is not None]
