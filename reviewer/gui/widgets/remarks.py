"""A line to comment the current clause, or some selected words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from reviewer.gui.overriding import overriding
from reviewer.gui.searching import quote
from reviewer.gui.widgets.status import Shortened
from reviewer.gui.words import say, words
from reviewer.model.edits import Answer, Comment, OnClause, OnSelection

if TYPE_CHECKING:
    from reviewer.gui.document import Document
    from reviewer.model.edits import Target
    from reviewer.model.span import Span

_LINES = 3
_QUOTE = 60


@overriding
class RemarkEditor(QPlainTextEdit):
    """Plain text; Ctrl+Enter saves it and Escape leaves it."""

    saved = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Save, leave, or write."""
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.saved.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep Escape from the window while something is written."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        return super().event(event)


class Remarks(QWidget):
    """Asks for a comment's words and makes the edit; hidden while nothing is written."""

    closed = Signal()
    commented = Signal(object)
    """A comment was made; the Target it is about."""

    def __init__(self) -> None:
        super().__init__()
        self._document: Document | None = None
        self._target: Target | None = None
        self._answered = 0
        self.about = Shortened()
        self.editor = RemarkEditor()
        self.editor.setTabChangesFocus(True)
        self.editor.setFixedHeight(self.editor.fontMetrics().lineSpacing() * _LINES + 16)
        # It is the page above that gives way.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.question = QCheckBox()
        self.save = QPushButton()
        self.cancel = QPushButton()
        for saving in (self.editor.saved, self.save.clicked):
            saving.connect(self._save)
        for leaving in (self.editor.left, self.cancel.clicked):
            leaving.connect(self._leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 4, 10, 8)
        column.addWidget(self.about)
        column.addWidget(self.editor)
        row = QHBoxLayout()
        row.addWidget(self.question, 1)
        row.addWidget(self.cancel)
        row.addWidget(self.save)
        column.addLayout(row)
        words.changed.connect(self.retranslate)
        self.retranslate()
        self.hide()

    def retranslate(self) -> None:
        """Say everything in the window's language."""
        self.editor.setPlaceholderText(say("Comment; Ctrl+Enter saves, Esc leaves"))
        self.editor.setAccessibleName(say("Comment"))
        self.question.setText(say("&Waits for an answer"))
        self.save.setText(say("Save comment"))
        self.cancel.setText(say("Cancel"))

    def show_document(self, document: Document | None) -> None:
        """Write about another document."""
        if document is not self._document:
            self._document = document
            self._target, self._answered = None, 0
            self.hide()

    def write(self, span: Span | None) -> None:
        """Begin a comment.

        Args:
            span: the words that it is about; None for the current clause.
        """
        document = self._document
        if document is None or document.policy is None or document.standing is None:
            return
        if span is not None:
            self._target, shown = OnSelection(span), span
        elif document.clause is not None:
            self._target = OnClause(document.standing.ids[document.clause])
            shown = document.clauses[document.clause].span
        else:
            return
        text = quote(document.policy.text, shown, _QUOTE)
        self.about.setText(say("Comment on “{words}”", words=text))
        self._answered = 0
        self._begin()

    def answer(self, comment: int) -> None:
        """Begin an answer to a comment, by the sequence of its edit."""
        self._answered, self._target = comment, None
        self.about.setText(say("Answer; without words the question is just settled"))
        self._begin()

    def _begin(self) -> None:
        self.question.setVisible(not self._answered)
        self.show()
        self.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _save(self) -> None:
        text = self.editor.toPlainText().strip()
        document, target = self._document, self._target
        if document is not None and self._answered:
            if not document.edit(Answer(self._answered, text)):
                return
        elif text and document is not None and target is not None:
            comment = Comment(target=target, text=text, question=self.question.isChecked())
            if not document.edit(comment):
                return
            self._leave()
            self.commented.emit(target)
            return
        self._leave()

    def _leave(self) -> None:
        self._target, self._answered = None, 0
        self.editor.clear()
        self.question.setChecked(False)
        self.hide()
        self.closed.emit()
