"""What was found of a report's signatures, a sentence a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QColor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from reviewer.gui.icons import icon
from reviewer.gui.overriding import overriding
from reviewer.gui.theme import current
from reviewer.gui.words import say, say_error, words
from reviewer.report import verdicts
from reviewer.report.verdicts import Told, Weight

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewer.report.verify import Verification

_ICONS = {Weight.GOOD: "met", Weight.DOUBT: "warning", Weight.BAD: "missing", Weight.FACT: "sign"}
_COLOURS = {Weight.GOOD: "met", Weight.DOUBT: "partial", Weight.BAD: "missing"}


@overriding
class VerdictView(QScrollArea):
    """The words of ``reviewer verify`` with a sign before each."""

    def __init__(self) -> None:
        super().__init__()
        self._found: Verification | None = None
        self._file = ""
        self.sentences: list[QLabel] = []
        self._signs: list[tuple[QLabel, Weight]] = []
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def show_verification(self, found: Verification | None, file: str = "") -> None:
        """Show what was found of a file, or nothing."""
        self._found, self._file = found, file
        self._fill()
        if self.sentences:
            text = self.sentences[0].text()
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def _fill(self) -> None:
        self.setAccessibleName(say("What the signatures are worth"))
        self.sentences, self._signs = [], []
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(6)
        if self._found is not None:
            for told, head in self._told(self._found):
                if head and self.sentences:
                    column.addSpacing(8)
                column.addLayout(self._row(told, head=head))
        column.addStretch(1)
        self._colour()
        self.setWidget(page)

    def _colour(self) -> None:
        for sign, weight in self._signs:
            name = _COLOURS.get(weight)
            ink = QColor(current().verdicts[name]) if name else None
            sign.setPixmap(icon(_ICONS[weight], ink).pixmap(17, 17))

    def _told(self, found: Verification) -> Iterator[tuple[Told, bool]]:
        """The sentences, and whether each begins something new."""
        if found.sound:
            yield Told(Weight.GOOD, say("The report is as it was signed.")), True
        else:
            yield Told(Weight.BAD, say_error(verdicts.broken(self._file))), True
        for signature in found.signatures:
            first, *others = verdicts.signature(signature, words.language)
            yield first, True
            yield from ((told, False) for told in others)
        yield verdicts.attached(found.attached, words.language), True

    def _row(self, told: Told, *, head: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(9)
        if not head:
            row.addSpacing(26)
        sign = QLabel()
        sign.setFixedWidth(18)
        self._signs.append((sign, told.weight))
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        text = QLabel(told.sentence)
        # Names in certificates are whoever's words: no markup of theirs is shown.
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setWordWrap(True)
        text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        if head:
            font = text.font()
            font.setBold(True)
            text.setFont(font)
        row.addWidget(text, 1)
        self.sentences.append(text)
        return row

    def retranslate(self) -> None:
        """Say it all in the window's language."""
        self._fill()

    def changeEvent(self, event: QEvent) -> None:
        """Draw the signs anew in other colours."""
        super().changeEvent(event)
        # Qt goes through the widgets meanwhile: none may come or go.
        if event.type() == QEvent.Type.PaletteChange:
            self._colour()
