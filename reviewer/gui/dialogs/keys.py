"""All keys on one page, made from the table of actions."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from reviewer.gui.actions import DEEDS, MENUS, plain
from reviewer.gui.categories import by_key, category_styles
from reviewer.gui.theme import current
from reviewer.gui.words import say, words


class KeysDialog(QDialog):
    """Shows which key does what."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("Keys"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.page = QTextBrowser()
        self.page.setAccessibleName(say("Keys"))
        self.page.setHtml(keys_page())
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.page, 1)
        column.addWidget(buttons)
        self.resize(560, 640)


def keys_page() -> str:
    """Every shortcut by menu, then the category keys, as rich text."""
    parts = []
    for menu in MENUS:
        rows = [
            (plain(say(deed.label)).removesuffix(" …"), keys_of(deed.keys))
            for deed in DEEDS
            if deed.menu == menu and deed.keys
        ]
        parts.append(_table(plain(say(menu)), rows))
    rows = [(_names(key), escape(key)) for key in by_key()]
    parts.append(_table(say("Categories: a key steps through all, each alone, none"), rows))
    note = say("Single letters and digits act while the document or a list has the focus.")
    parts.append(f"<p style='color:{current().muted}'>{escape(note)}</p>")
    return "".join(parts)


def _names(key: str) -> str:
    separator = "、" if words.language == "zh" else ", "
    titles = (category_styles()[c].title.in_language(words.language) for c in by_key()[key])
    return separator.join(titles)


def keys_of(keys: tuple[str, ...]) -> str:
    """Shortcuts as the system writes them."""
    native = QKeySequence.SequenceFormat.NativeText
    return "&nbsp;&nbsp;".join(escape(QKeySequence(key).toString(native)) for key in keys)


def _table(title: str, rows: list[tuple[str, str]]) -> str:
    body = "".join(
        f"<tr><td width='330'>{escape(name)}</td><td><b>{keys}</b></td></tr>" for name, keys in rows
    )
    return f"<h4>{escape(title)}</h4><table cellpadding='2'>{body}</table>"
