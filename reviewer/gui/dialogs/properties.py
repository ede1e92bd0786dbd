"""What the current document is, and the encoding and language that it is read in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from reviewer.gui import facts
from reviewer.gui.links import Links
from reviewer.gui.overriding import overriding
from reviewer.gui.tips import as_written
from reviewer.gui.words import say, words
from reviewer.report.words import encoding_name
from reviewer.text.said import LANGUAGES, said_language

if TYPE_CHECKING:
    from PySide6.QtGui import QWheelEvent

    from reviewer.gui.document import Document
    from reviewer.gui.session import Session
    from reviewer.model.policy import Policy

_WIDTH = 520
# Arrow keys pass over encodings and languages; the one they rest on is meant.
_PAUSE = 400
_HALF = 32  # a digest has 64 digits


@overriding
class Choice(QComboBox):
    """A list to choose from that does not change when the wheel passes over it."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to what lies below."""
        event.ignore()


class PropertiesDialog(QDialog):
    """Follows the current document while it is open."""

    problems_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._document: Document | None = None
        self._links = Links(lambda one: ((one.stage_changed, self.refresh),))
        self.labels: dict[str, QLabel] = {}
        self.values: dict[str, QLabel] = {}
        self.encodings, self.languages = Choice(), Choice()
        self.note = QLabel()
        self.problems = QPushButton()
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE)
        self._timer.timeout.connect(self._read_again)
        self._lay_out()
        for box in (self.encodings, self.languages):
            box.activated.connect(lambda _row: self._timer.start())
        self.problems.clicked.connect(self.problems_wanted)
        session.current_changed.connect(self._follow)
        words.changed.connect(self.refresh)
        self._follow()

    def _lay_out(self) -> None:
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(18)
        self._form.setVerticalSpacing(7)
        for name in ("name", "title", "format", "size", "pages", "languages", "text", "digest"):
            value = QLabel()
            value.setTextFormat(Qt.TextFormat.PlainText)
            value.setWordWrap(True)
            value.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            self._add(name, value)
            self.values[name] = value
        self.note.setWordWrap(True)
        self._add("encoding", self.encodings)
        self._add("language", self.languages)
        self._form.addRow("", self.note)
        fixed = QSizePolicy.Policy.Fixed
        self.problems.setSizePolicy(fixed, fixed)
        self._add("problems", self.problems)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        self._close = buttons.button(QDialogButtonBox.StandardButton.Close)
        column = QVBoxLayout(self)
        column.addLayout(self._form)
        column.addSpacing(8)
        column.addStretch(1)
        column.addWidget(buttons)
        self.setMinimumWidth(_WIDTH)

    def _add(self, name: str, value: QWidget) -> None:
        label = QLabel()
        label.setBuddy(value)
        self.labels[name] = label
        self._form.addRow(label, value)

    def _follow(self) -> None:
        self._timer.stop()
        self._document = self._session.current
        self._links.turn_to(self._document)
        if self._document is None:
            self.close()
            return
        self.refresh()

    def refresh(self) -> None:
        """Take every fact anew, in the window's language."""
        document = self._document
        if document is None:
            return
        self.setWindowTitle(say("Document properties"))
        self._close.setText(say("Close"))
        for name, text in _labels().items():
            self.labels[name].setText(text)
        found = _values(document, document.policy) if document.policy else {}
        found["name"] = document.name
        for name, value in self.values.items():
            value.setText(found.get(name, ""))
            value.setAccessibleName(f"{self.labels[name].text()} {found.get(name, '')}")
            self._form.setRowVisible(value, bool(found.get(name)))
        self.values["name"].setToolTip(as_written(str(document.path or "")))
        self._show_ways(document)
        count = len(document.policy.problems) if document.policy else 0
        show = say("{problems}: show the list", problems=facts.counted(count))
        self.problems.setText(show)
        self._form.setRowVisible(self.problems, count > 0)

    def _show_ways(self, document: Document) -> None:
        """In what encoding and language it is read, and what else it can be read in."""
        policy = document.policy
        decoded = policy is not None and policy.source.format in facts.DECODED
        self._form.setRowVisible(self.encodings, decoded)
        self._form.setRowVisible(self.languages, policy is not None)
        self._form.setRowVisible(self.note, policy is not None)
        if policy is None:
            return
        again = say("Another language reads and analyses the document anew.")
        if decoded:
            again = say("Another encoding or language reads and analyses the document anew.")
        self.note.setText(say("Reading …") if document.reading_again else again)
        if document.reading_again or self._timer.isActive():
            return
        self._show_encodings(document, policy)
        self._show_languages(policy)

    def _show_encodings(self, document: Document, policy: Policy) -> None:
        present = policy.source.encoding
        automatic = say("Automatic")
        if not document.encoding:
            name = encoding_name(present)
            automatic = say("Automatic: {encoding}", encoding=name)
        codecs = list(facts.ENCODINGS)
        if document.encoding and document.encoding not in codecs:
            codecs.append(document.encoding)
        self.encodings.clear()
        self.encodings.addItem(automatic, "")
        for codec in codecs:
            self.encodings.addItem(facts.encoding_words(codec), codec)
        self.encodings.setCurrentIndex(self.encodings.findData(document.encoding))
        self.encodings.setAccessibleName(say("Encoding of the file"))

    def _show_languages(self, policy: Policy) -> None:
        said = said_language(policy)
        self.languages.clear()
        automatic = say("Automatic")
        if not said:
            automatic = say("Automatic: {language}", language=facts.main_language(policy))
        self.languages.addItem(automatic, "")
        for language, name in zip(LANGUAGES, (say("English"), say("Chinese")), strict=True):
            self.languages.addItem(name, language)
        self.languages.setCurrentIndex(self.languages.findData(said))
        self.languages.setAccessibleName(say("Language of the document"))

    def _read_again(self) -> None:
        document = self._document
        if document is None or document.policy is None:
            return
        encoding = document.encoding
        if document.policy.source.format in facts.DECODED:
            encoding = str(self.encodings.currentData())
        said = str(self.languages.currentData())
        if (encoding, said) != (document.encoding, said_language(document.policy)):
            self._session.read_again(document, encoding, said)
            # What was refused is not chosen either.
            self.refresh()


def _labels() -> dict[str, str]:
    """The names of the rows."""
    return {
        "name": say("File:"),
        "title": say("Title:"),
        "format": say("Format:"),
        "size": say("Size:"),
        "pages": say("Pages:"),
        "languages": say("Languages:"),
        "text": say("Text:"),
        "digest": say("SHA-256:"),
        "encoding": say("&Encoding:"),
        "language": say("Analysed &as:"),
        "problems": say("Problems:"),
    }


def _values(document: Document, policy: Policy) -> dict[str, str]:
    """What each row says; empty for a row that is left out."""
    source = policy.source
    locale = QLocale(words.language)
    text = say(
        "{characters} characters, {sections} sections",
        characters=locale.toString(len(policy.text)),
        sections=locale.toString(len(policy.sections)),
    )
    count = locale.toString(source.size)
    size = say("{size} ({count} bytes)", size=facts.size_of(policy), count=count)
    digest = f"{source.sha256[:_HALF]}\n{source.sha256[_HALF:]}"
    return {
        "title": policy.title if policy.title != document.name else "",
        "format": facts.format_name(source.format),
        "size": size,
        "pages": str(source.pages or ""),
        "languages": facts.languages_of(policy),
        "text": text,
        "digest": digest,
    }
