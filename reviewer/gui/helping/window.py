"""The window of the help: contents and search beside the chapter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTextBrowser,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from reviewer.gui.helping.chapters import Chapter, as_html, chapters
from reviewer.gui.keys.keymap import keymap
from reviewer.gui.overriding import overriding
from reviewer.gui.theme import current
from reviewer.gui.widgets.pause import after_typing
from reviewer.gui.words import say, words

if TYPE_CHECKING:
    from reviewer.gui.preferences import Preferences

_MOST_HITS = 500


@overriding
class HelpWindow(QDialog):
    """Shows how a review goes; stays open beside the work."""

    def __init__(self, preferences: Preferences, parent: QWidget) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._chapters: tuple[Chapter, ...] = ()
        self._plain: dict[Chapter, str] = {}
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.search.returnPressed.connect(self._next_hit)
        self.found = QLabel()
        self.contents = QListWidget()
        self.contents.currentRowChanged.connect(lambda _row: self._show())
        self.page = QTextBrowser()
        self.page.setOpenLinks(False)
        self.page.document().setDocumentMargin(16)
        after_typing(self.search, self._seek)
        self._lay_out()
        words.changed.connect(self.retranslate)
        keymap.changed.connect(self._show)
        preferences.changed.connect(self._fit)
        self._fit()
        self.retranslate()
        self.resize(900, 680)

    def _lay_out(self) -> None:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self.search, self.found, self.contents):
            column.addWidget(widget)
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.addWidget(side)
        halves.addWidget(self.page)
        halves.setStretchFactor(1, 1)
        halves.setSizes([250, 650])
        halves.setChildrenCollapsible(False)
        QHBoxLayout(self).addWidget(halves)

    def _fit(self) -> None:
        """Follow the zoom of the window."""
        font = self.font()
        size = font.pointSizeF() * self._preferences.settings.zoom / 100
        font.setPointSizeF(size)
        for widget in (self.page, self.contents):
            widget.setFont(font)

    def retranslate(self) -> None:
        """Say everything in the window's language."""
        self.setWindowTitle(say("How a review goes"))
        self.search.setPlaceholderText(say("Search the help"))
        self.search.setAccessibleName(say("Search the help"))
        self.contents.setAccessibleName(say("Contents"))
        self.page.setAccessibleName(say("Help"))
        self._chapters, self._plain = chapters(), {}
        at = max(0, self.contents.currentRow())
        self.contents.clear()
        for chapter in self._chapters:
            self.contents.addItem(QListWidgetItem(chapter.title))
        self.contents.setCurrentRow(at)
        self._seek()

    def changeEvent(self, event: QEvent) -> None:
        """Colour the page anew when the palette changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._chapters:
            self._show()

    def show_chapter(self, number: int) -> None:
        """Go to a chapter, from 0."""
        self.contents.setCurrentRow(number)

    def _show(self) -> None:
        row = self.contents.currentRow()
        if 0 <= row < len(self._chapters):
            self.page.setHtml(as_html(self._chapters[row]))
            self._light()

    # Searching

    def _seek(self) -> None:
        """List the chapters that hold the words, and go to the first of them."""
        sought = self.search.text().casefold().split()
        shown = []
        for row, chapter in enumerate(self._chapters):
            text = self._text_of(chapter)
            holds = all(word in text for word in sought)
            item = self.contents.item(row)
            if item is not None:
                item.setHidden(not holds)
            if holds:
                shown.append(row)
        self.found.setVisible(bool(sought))
        self.found.setText(
            say("Found in chapters: {count}", count=len(shown)) if shown else say("Not found")
        )
        if shown and self.contents.currentRow() not in shown:
            self.contents.setCurrentRow(shown[0])
        self._light()

    def _text_of(self, chapter: Chapter) -> str:
        if chapter not in self._plain:
            document = QTextDocument()
            document.setHtml(as_html(chapter))
            self._plain[chapter] = document.toPlainText().casefold()
        return self._plain[chapter]

    def _light(self) -> None:
        """Mark the words in the chapter that is shown, and scroll to the first."""
        marks: list[QTextEdit.ExtraSelection] = []
        look = QTextCharFormat()
        look.setBackground(QColor(current().hit))
        look.setForeground(QColor(current().text))
        for word in self.search.text().split():
            cursor = self.page.document().find(word)
            while not cursor.isNull() and len(marks) < _MOST_HITS:
                mark = QTextEdit.ExtraSelection()
                mark.cursor, mark.format = cursor, look
                marks.append(mark)
                cursor = self.page.document().find(word, cursor)
        self.page.setExtraSelections(marks)
        self.page.moveCursor(QTextCursor.MoveOperation.Start)
        if marks:
            self._next_hit()

    def _next_hit(self) -> None:
        """Scroll on to the next place with the first word; round at the end."""
        words_sought = self.search.text().split()
        if words_sought and not self.page.find(words_sought[0]):
            self.page.moveCursor(QTextCursor.MoveOperation.Start)
            self.page.find(words_sought[0])
