"""One of two texts side by side, with the words that differ marked in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QLabel, QTextEdit, QVBoxLayout, QWidget

from reviewer.gui.overriding import overriding
from reviewer.gui.textmap import TextMap
from reviewer.gui.theme import current as theme_now
from reviewer.gui.widgets.text_loader import TextLoader
from reviewer.gui.widgets.text_panes import LongPolicyText, pane_for, place_of
from reviewer.model.span import Span

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from reviewer.model.policy import Policy

_READING_SIZE = 11.0
_MARGIN, _ABOVE = 10, 4
# So far beside what is on the screen marks are drawn, in code points.
_AROUND = 400


class Look(StrEnum):
    """How words are marked; never by colour alone."""

    INSERTED = "inserted"
    REMOVED = "removed"
    MOVED = "moved"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, order=True)
class Marked:
    """Some words and how they are marked."""

    span: Span
    look: Look


@overriding
class TextSide(QWidget):
    """A version's name above its text."""

    scrolled = Signal()
    """A reader scrolled it, not the program."""

    zoom_asked = Signal(int)

    def __init__(self, policy: Policy, marks: tuple[Marked, ...]) -> None:
        super().__init__()
        self.policy = policy
        self.map = TextMap(policy.text)
        self._marks = sorted(marks)
        self._starts = [one.span.start for one in self._marks]
        self._current: Span | None = None
        self._wanted: Span | None = None
        self._led = False
        self.title = QLabel()
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setContentsMargins(_MARGIN, 4, _MARGIN, 4)
        self.text = pane_for(len(policy.text))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.title)
        column.addWidget(self.text, 1)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(0)
        self._settle.timeout.connect(self.repaint_marks)
        self._loader = TextLoader(self)
        self._loader.done.connect(self._loaded)
        self._loader.load(self.text, policy)
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        self.text.zoom_asked.connect(self.zoom_asked)
        self.text.verticalScrollBar().valueChanged.connect(lambda _value: self._follow_scroll())
        self.text.resized.connect(self._settle.start)

    def set_zoom(self, percent: int) -> None:
        """Show the text in another size."""
        font = QFont(self.font())
        font.setPointSizeF(_READING_SIZE * percent / 100)
        self.text.setFont(font)
        self._settle.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep in sight what was gone to."""
        super().resizeEvent(event)
        if self._current is not None:
            self._wanted = self._current
            self._settle.start()

    def show_span(self, span: Span) -> None:
        """Make some words the current ones and scroll to them; empty: to their place alone."""
        self._current = span
        self._scroll_to(span.start)
        cursor = self.text.textCursor()
        cursor.setPosition(self.map.to_qt(span.start))
        self._led = True
        self.text.setTextCursor(cursor)
        self._led = False
        self.repaint_marks()

    def _scroll_to(self, position: int) -> None:
        self._led = True
        self.text.scroll_to(self.map.to_qt(position))
        self._led = False
        if self._loader.busy:
            self._wanted = Span(position, position)

    def _loaded(self) -> None:
        self._settle.start()

    @property
    def top(self) -> int:
        """The first code point on the screen."""
        return self.map.to_text(self.text.cursorForPosition(QPoint(4, 4)).position())

    def align_top(self, position: int) -> None:
        """Scroll so that a code point stands at the upper edge."""
        bar, at = self.text.verticalScrollBar(), self.map.to_qt(position)
        self._led = True
        if isinstance(self.text, LongPolicyText):  # which scrolls by lines
            bar.setValue(self.text.document().findBlock(at).firstLineNumber())
        else:
            bar.setValue(round(bar.value() + place_of(self.text, at).top() - _ABOVE))
        self._led = False

    def _follow_scroll(self) -> None:
        self._settle.start()
        if not self._led:
            self.scrolled.emit()

    def repaint_marks(self) -> None:
        """Draw the marks that are on the screen."""
        if self._wanted is not None and not self._loader.busy:
            wanted, self._wanted = self._wanted, None
            self._scroll_to(wanted.start)
        height, width = self.text.viewport().height(), self.text.viewport().width()
        bottom = self.text.cursorForPosition(QPoint(width - 4, height - 4)).position()
        low, high = self.top - _AROUND, self.map.to_text(bottom) + _AROUND
        first = bisect_left(self._starts, low - 4 * _AROUND)
        last = bisect_right(self._starts, high)
        drawn = [self._drawn(self._current, _current_format())] if self._current else []
        drawn += [
            self._drawn(one.span, _format_of(one.look, current=one.span == self._current))
            for one in self._marks[first:last]
            if one.span.end >= low
        ]
        self.text.setExtraSelections(drawn)

    def _drawn(self, span: Span, look: QTextCharFormat) -> QTextEdit.ExtraSelection:
        selection = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.text.document())
        last = self.text.document().characterCount() - 1
        cursor.setPosition(min(last, self.map.to_qt(span.start)))
        end = min(last, self.map.to_qt(span.end))
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        selection.cursor = cursor
        selection.format = look
        return selection


def _current_format() -> QTextCharFormat:
    theme = theme_now()
    look = QTextCharFormat()
    look.setBackground(QColor(theme.selected))
    look.setForeground(QColor(theme.selected_text))
    return look


def _format_of(look: Look, *, current: bool) -> QTextCharFormat:
    theme = theme_now()
    made = QTextCharFormat()
    if look is Look.INSERTED:
        made.setBackground(QColor(theme.success))
        made.setForeground(QColor(theme.verdicts["met"]))
        made.setFontUnderline(True)
    elif look is Look.REMOVED:
        made.setBackground(QColor(theme.error))
        made.setForeground(QColor(theme.verdicts["missing"]))
        made.setFontStrikeOut(True)
    elif look is Look.MOVED:
        made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        made.setUnderlineColor(QColor(theme.accent))
    else:
        made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
        made.setUnderlineColor(QColor(theme.muted))
    if current:
        made.setBackground(QColor(theme.selected))
        made.setForeground(QColor(theme.selected_text))
    return made
