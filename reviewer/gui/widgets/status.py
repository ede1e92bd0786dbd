"""The status bar: the current clause in words, and what the document is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QStatusBar, QWidget

from reviewer.gui.models.clauses import category_names
from reviewer.gui.words import say, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from reviewer.gui.document import Document
    from reviewer.model.policy import Policy


class Status(QStatusBar):
    """Says where the reader is and what is being worked on."""

    def __init__(self) -> None:
        super().__init__()
        self.here = QLabel()
        self.facts = QLabel()
        self.zoom = QLabel()
        self.work = QWidget()
        self._work_label = QLabel()
        self._cancel = QPushButton()
        self._act: Callable[[], object] | None = None
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
        for widget in (self.work, self.facts, self.zoom):
            self.addPermanentWidget(widget)
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
        self.zoom.setText(say("{percent} %", percent=percent))

    def show_document(self, document: Document | None) -> None:
        """Say what the document is and where the reader is in it."""
        policy = document.policy if document else None
        self.facts.setText(_facts(policy) if policy else "")
        self.here.setText(here(document) if document else "")

    def announce(self, document: Document) -> None:
        """Say where the reader is, to a screen reader too."""
        text = here(document)
        self.clearMessage()
        self.here.setText(text)
        if text:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))


def _facts(policy: Policy) -> str:
    source = policy.source
    parts = [
        language_name(policy.language),
        say("{count} characters", count=f"{len(policy.text):,}"),
        source.format.value.upper(),
    ]
    if source.encoding:
        parts.append(source.encoding.upper())
    return "   ·   ".join(parts) + "   ·"


def language_name(tag: str) -> str:
    """A language by its tag, in the window's language; others as they call themselves."""
    names = {
        "en": say("English"),
        "zh": say("Chinese"),
        "zh-Hans": say("Simplified Chinese"),
        "zh-Hant": say("Traditional Chinese"),
        "und": say("Language not recognised"),
    }
    return names.get(tag) or QLocale(tag).nativeLanguageName() or tag


def here(document: Document) -> str:
    """The current place in words, as ``Clause 12 of 426, Sharing, 0.82``."""
    if document.lit_at >= 0:
        return say("Evidence {at} of {count}", at=document.lit_at + 1, count=len(document.lit))
    if document.item is not None and not document.lit and document.clause is None:
        return say("The text holds no evidence for this requirement.")
    if document.clause is None:
        return ""
    clause = document.clauses[document.clause]
    separator = "，" if words.language == "zh" else ", "
    place = say(
        "Clause {number} of {count}", number=document.clause + 1, count=len(document.clauses)
    )
    return separator.join((place, category_names(clause), f"{max(clause.scores):.2f}"))
