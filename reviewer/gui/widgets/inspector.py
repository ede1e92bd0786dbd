"""Why a clause has its categories and an item its verdict, with room for the reviewer's own."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, QUrl, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QTextBrowser, QVBoxLayout, QWidget

from reviewer.gui.keys.keymap import keymap
from reviewer.gui.links import Links
from reviewer.gui.overriding import overriding
from reviewer.gui.widgets.decision_text import about_passage
from reviewer.gui.widgets.flag_form import FlagForm
from reviewer.gui.widgets.flag_text import about_flag
from reviewer.gui.widgets.inspector_text import Place, about_clause, nothing_chosen
from reviewer.gui.widgets.item_form import ItemForm
from reviewer.gui.widgets.item_text import about_item
from reviewer.gui.widgets.remarks import Remarks
from reviewer.gui.words import say, words
from reviewer.model.edits import ItemKey, ReviseComment, Unlink
from reviewer.model.review import ConditionState
from reviewer.model.span import Span

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from reviewer.gui.document import Document
    from reviewer.model.rules import Rulebook


@overriding
class Inspector(QWidget):
    """Shows the chosen clause or item of the current document."""

    closed = Signal()
    """A comment was written or left."""

    def __init__(self) -> None:
        super().__init__()
        self._document: Document | None = None
        self._links = Links(
            lambda one: (
                (one.current_changed, self.refresh),
                (one.passage_changed, self.refresh),
                (one.stage_changed, self.refresh),
                (one.decisions_changed, self._follow_decisions),
            )
        )
        self._rulebook: Rulebook | None = None
        self._chosen: tuple[str, ...] = ()
        self.browser = QTextBrowser()
        self.browser.setOpenLinks(False)
        self.browser.setAcceptDrops(False)
        self.browser.document().setDocumentMargin(10)
        self.browser.anchorClicked.connect(self._follow)
        self.item_form = ItemForm()
        self.flag_form = FlagForm()
        self.forms = self._room_for_forms()
        self.item_form.asked.connect(self._show_question)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.browser, 1)
        self.remarks = Remarks()
        self.remarks.closed.connect(self.closed.emit)
        column.addWidget(self.remarks)
        column.addWidget(self.forms)
        words.changed.connect(self.refresh)
        keymap.changed.connect(self.refresh)
        self.refresh()

    def _room_for_forms(self) -> QScrollArea:
        room = QScrollArea()
        room.setFrameShape(QFrame.Shape.NoFrame)
        room.setWidgetResizable(True)
        room.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.item_form)
        column.addWidget(self.flag_form)
        column.addStretch(1)
        room.setWidget(page)
        return room

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
        self._document = document
        self._links.turn_to(document)
        self.refresh()

    def set_zoom(self, point_size: float) -> None:
        """Show the words in another size."""
        font = self.font()
        font.setPointSizeF(point_size)
        self.browser.setFont(font)
        self.item_form.set_zoom(point_size)
        self.flag_form.set_zoom(point_size)
        self.refresh()

    def _refresh_here(self) -> None:
        """Say anew what is chosen without leaving the place that is read."""
        bar = self.browser.verticalScrollBar()
        place = bar.value()
        self.refresh()
        bar.setValue(place)

    def refresh(self) -> None:
        """Say anew what is chosen."""
        self.browser.setAccessibleName(say("Inspector"))
        document = self._document
        item = flag = None
        if document is None:
            self.browser.setHtml(nothing_chosen())
        else:
            place = Place(document, self._rulebook, self._chosen)
            walking = document.lit_at >= 0 or document.clause is None
            if document.passage is not None:
                self.browser.setHtml(about_passage(place.document, document.passage))
            elif document.flag is not None:
                flag = document.flag
                self.browser.setHtml(about_flag(place, flag))
            elif document.item is not None and walking:
                item = document.item
                self.browser.setHtml(about_item(place, item))
            elif document.clause is not None:
                self.browser.setHtml(about_clause(place, document.clause))
            else:
                self.browser.setHtml(nothing_chosen())
        self.item_form.show_item(document, self._rulebook, item)
        self.flag_form.show_flag(document, flag)
        self.item_form.setVisible(item is not None)
        self.flag_form.setVisible(flag is not None)
        self._fit_forms()

    def _fit_forms(self) -> None:
        """Give the form what it needs, and at most nine twentieths of the height."""
        form = self.flag_form if self.item_form.isHidden() else self.item_form
        self.forms.setHidden(form.isHidden())
        layout = form.layout()
        if layout is not None:
            layout.activate()
            needed = max(layout.heightForWidth(max(120, self.width() - 14)), 60)
            self.forms.setFixedHeight(min(needed + 4, max(60, self.height() * 9 // 20)))

    def _show_question(self) -> None:
        """Bring what is asked into view; the room for it is found in the next turn."""
        self._fit_forms()
        searched = self.item_form.searched
        QTimer.singleShot(0, searched, partial(self.forms.ensureWidgetVisible, searched))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new height between page and form."""
        super().resizeEvent(event)
        self._fit_forms()

    def _follow_decisions(self) -> None:
        """Say anew what is chosen where that was decided on."""
        document = self._document
        if document is None:
            return
        if document.clause is None or document.latest.concerns(document.clause):
            self._refresh_here()

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
        elif kind == "condition":
            self.item_form.answer(ConditionState(where))
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
