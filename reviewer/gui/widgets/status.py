"""The status bar: the current clause in words, and what the document is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QIcon, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QStatusBar,
    QToolButton,
    QWidget,
)

from reviewer.gui import facts
from reviewer.gui.icons import icon
from reviewer.gui.models.clauses import category_names, status_word
from reviewer.gui.overriding import overriding
from reviewer.gui.words import say, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from reviewer.gui.document import Document


@overriding
class Shortened(QLabel):
    """A label that gives way: words that find no room end in an ellipsis."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw as much as there is room for."""
        painter = QPainter(self)
        room = self.contentsRect()
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.setPen(self.palette().windowText().color())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        painter.end()


@overriding
class Status(QStatusBar):
    """Says where the reader is and what is being worked on."""

    def __init__(self) -> None:
        super().__init__()
        self.here = Shortened()
        self.place = QLabel()
        self.decided = QLabel()
        self.saved = QLabel()
        self.facts = QToolButton()
        self.facts.setObjectName("flat")
        # Wider than the icon, which keeps it off the words.
        self.facts.setIconSize(QSize(20, 14))
        self.facts.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.facts.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.zoom = QLabel()
        self.work = QWidget()
        self._work_label = QLabel()
        for label in (self.place, self._work_label):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._cancel = QPushButton()
        self._act: Callable[[], object] | None = None
        self._sign = False
        row = QHBoxLayout(self.work)
        row.setContentsMargins(0, 0, 8, 0)
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setFixedSize(90, 8)
        row.addWidget(bar)
        row.addWidget(self._work_label)
        row.addWidget(self._cancel)
        self._cancel.clicked.connect(self._cancelled)
        self.work.hide()
        self.addWidget(self.here, 1)
        for widget in (self.work, self.saved, self.decided, self.place, self.facts, self.zoom):
            self.addPermanentWidget(widget)
        for label in (self.saved, self.decided, self.place):
            label.setContentsMargins(6, 0, 6, 0)
        self._percent = 100
        words.changed.connect(self._retranslate)
        self.setSizeGripEnabled(False)
        self.setContentsMargins(6, 0, 6, 0)

    def show_work(self, text: str, cancel: Callable[[], object]) -> None:
        """Say what is being done, with a way to stop it."""
        self._work_label.setText(text)
        self._cancel.setText(say("Cancel"))
        self._act = cancel
        self.work.show()

    def end_work(self) -> None:
        """Nothing is being done any more."""
        self._act = None
        self.work.hide()

    def _cancelled(self) -> None:
        if self._act is not None:
            self._act()
        self.end_work()

    def show_zoom(self, percent: int) -> None:
        """Say the size of the text."""
        self._percent = percent
        self.zoom.setText(say("{percent} %", percent=percent))

    def _retranslate(self) -> None:
        self.show_zoom(self._percent)

    def show_document(self, document: Document | None) -> None:
        """Say what the document is and where the reader is in it."""
        policy = document.policy if document else None
        text = facts.compact(policy) if policy else ""
        self.facts.setText(text)
        self.facts.setVisible(bool(text))
        self.facts.setAccessibleName(say("Document properties: {facts}", facts=text))
        self.facts.setToolTip(say("Show all properties of the document"))
        self._sign = bool(policy and policy.problems)
        self._colour()
        self.show_place(document)
        self.here.setText(here(document) if document else "")

    def show_place(self, document: Document | None) -> None:
        """Say where in the file the caret stands."""
        self.place.setText(facts.place(document, document.caret) if document else "")

    def changeEvent(self, event: QEvent) -> None:
        """Redraw the icon when the palette changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._colour()

    def _colour(self) -> None:
        self.facts.setIcon(icon("warning") if self._sign else QIcon())

    def tell(self, text: str, milliseconds: int) -> None:
        """Say something for a while, to a screen reader too."""
        self.showMessage(text, milliseconds)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def speak_place(self, document: Document) -> None:
        """Say how the current clause stands to a screen reader, before the reader goes on."""
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, here(document)))

    def announce(self, document: Document) -> None:
        """Say where the reader is, to a screen reader too."""
        text = here(document)
        self.clearMessage()
        self.here.setText(text)
        if text:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))


def here(document: Document) -> str:
    """The current place in words, as ``Clause 12 of 426, Sharing, 0.82``."""
    if document.lit_at >= 0:
        return say("Evidence {at} of {count}", at=document.lit_at + 1, count=len(document.lit))
    if document.flag is not None:
        names = document.flags
        at = names.index(document.flag) + 1
        return say("Red flag {number} of {count}", number=at, count=len(names))
    if document.item is not None and not document.lit and document.clause is None:
        return say("The text holds no evidence for this requirement.")
    if document.clause is None:
        return ""
    clause = document.clauses[document.clause]
    separator = "，" if words.language == "zh" else ", "
    number = (document.place_of(document.clause) or 0) + 1
    place = say("Clause {number} of {count}", number=number, count=len(document.order))
    parts = [place, category_names(clause)]
    standing = document.standing
    if standing is not None:
        parts.append(status_word(standing.status(document.clause)))
        if standing.is_own(document.clause):
            return separator.join((*parts, say("added by hand")))
    return separator.join((*parts, f"{max(clause.scores):.2f}"))
