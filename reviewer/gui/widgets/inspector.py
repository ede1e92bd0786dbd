"""Why a clause has its categories, and why an item its verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QUrl, Signal
from PySide6.QtWidgets import QTextBrowser, QVBoxLayout, QWidget

from reviewer.gui.widgets.inspector_text import Place, about_clause, about_item, nothing_chosen
from reviewer.gui.widgets.remarks import Remarks
from reviewer.gui.words import say, words
from reviewer.model.edits import ItemKey, ReviseComment, Unlink
from reviewer.model.span import Span

if TYPE_CHECKING:
    from reviewer.gui.document import Document
    from reviewer.model.rules import Rulebook


class Inspector(QWidget):
    """Shows the chosen clause or item of the current document."""

    closed = Signal()
    """A comment was written or left."""

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
        column.addWidget(self.browser, 1)
        self.remarks = Remarks()
        self.remarks.closed.connect(self.closed.emit)
        column.addWidget(self.remarks)
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
        self.remarks.show_document(document)
        if self._document is not None:
            self._document.current_changed.disconnect(self.refresh)
            self._document.stage_changed.disconnect(self.refresh)
            self._document.decisions_changed.disconnect(self._follow_decisions)
        self._document = document
        if document is not None:
            document.current_changed.connect(self.refresh)
            document.stage_changed.connect(self.refresh)
            document.decisions_changed.connect(self._follow_decisions)
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

    def _follow_decisions(self) -> None:
        """Say anew what is chosen where that was decided on."""
        document = self._document
        if document is None:
            return
        if document.clause is None or document.latest.concerns(document.clause):
            self.refresh()

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
            self._document.light(_item(where))
        else:
            self._decide(self._document, kind, where)

    def _decide(self, document: Document, kind: str, where: str) -> None:
        """Do what a link offers that changes the review."""
        if kind == "withdraw":
            document.edit(ReviseComment(int(where), ""))
        elif kind == "answer":
            self.remarks.answer(int(where))
        elif kind == "unlink" and document.clause is not None and document.standing is not None:
            document.edit(Unlink((document.standing.ids[document.clause],), _item(where)))


def _item(where: str) -> ItemKey:
    checklist, _, item = where.partition("/")
    return ItemKey(checklist, item)
