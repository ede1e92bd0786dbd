"""Why a clause has its categories, and why an item its verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QUrl
from PySide6.QtWidgets import QTextBrowser, QVBoxLayout, QWidget

from reviewer.gui.widgets.inspector_text import Place, about_clause, about_item, nothing_chosen
from reviewer.gui.words import say, words
from reviewer.model.edits import ItemKey
from reviewer.model.span import Span

if TYPE_CHECKING:
    from reviewer.gui.document import Document
    from reviewer.model.rules import Rulebook


class Inspector(QWidget):
    """Shows the chosen clause or item of the current document."""

    def __init__(self) -> None:
        super().__init__()
        self._document: Document | None = None
        self._rulebook: Rulebook | None = None
        self._chosen: tuple[str, ...] = ()
        self.browser = QTextBrowser()
        self.browser.setOpenLinks(False)
        self.browser.setAcceptDrops(False)
        self.browser.document().setDocumentMargin(10)
        self.browser.anchorClicked.connect(self._follow)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 0)
        column.addWidget(self.browser)
        words.changed.connect(self.refresh)
        self.refresh()

    def use_rulebook(self, rulebook: Rulebook) -> None:
        """Take the texts of the requirements."""
        self._rulebook = rulebook
        self.refresh()

    def show_document(self, document: Document | None, chosen: tuple[str, ...]) -> None:
        """Show another document, or other checklists."""
        if document is self._document and chosen == self._chosen:
            return
        self._chosen = chosen
        if self._document is not None:
            self._document.current_changed.disconnect(self.refresh)
            self._document.stage_changed.disconnect(self.refresh)
        self._document = document
        if document is not None:
            document.current_changed.connect(self.refresh)
            document.stage_changed.connect(self.refresh)
        self.refresh()

    def set_zoom(self, point_size: float) -> None:
        """Show the words in another size."""
        font = self.font()
        font.setPointSizeF(point_size)
        self.browser.setFont(font)
        self.refresh()

    def refresh(self) -> None:
        """Say anew what is chosen."""
        self.browser.setAccessibleName(say("Inspector"))
        document = self._document
        if document is None:
            self.browser.setHtml(nothing_chosen())
            return
        place = Place(document, self._rulebook, self._chosen)
        if document.item is not None and (document.lit_at >= 0 or document.clause is None):
            self.browser.setHtml(about_item(place, document.item))
        elif document.clause is not None:
            self.browser.setHtml(about_clause(place, document.clause))
        else:
            self.browser.setHtml(nothing_chosen())

    def changeEvent(self, event: QEvent) -> None:
        """Colour the words anew when the palette changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.refresh()

    def _follow(self, url: QUrl) -> None:
        if self._document is None:
            return
        kind, _, where = url.toString().partition(":")
        if kind == "span":
            start, _, end = where.partition("-")
            self._document.visit(Span(int(start), int(end)))
        elif kind == "clause":
            self._document.choose(int(where))
        elif kind == "item":
            checklist, _, item = where.partition("/")
            self._document.light(ItemKey(checklist, item))
