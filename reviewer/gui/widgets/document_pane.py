"""Everything that shows one document: legend, find bar, text, margin and ruler."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPalette, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from reviewer.gui.document import Stage
from reviewer.gui.searching import phrase_at
from reviewer.gui.textmap import displayed
from reviewer.gui.widgets.banner import BannerArea, Message, Tone
from reviewer.gui.widgets.find_bar import FindBar
from reviewer.gui.widgets.legend import Legend
from reviewer.gui.widgets.margin import WIDTH as MARGIN
from reviewer.gui.widgets.margin import Margin
from reviewer.gui.widgets.mark_painter import MarkPainter
from reviewer.gui.widgets.reading_place import ReadingPlace
from reviewer.gui.widgets.ruler import Ruler
from reviewer.gui.widgets.text_panes import (
    PAGE_MARGIN,
    PolicyText,
    TextPane,
    pane_for,
    place_of,
)
from reviewer.gui.words import say, words
from reviewer.model.clause import Category

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reviewer.gui.document import Document
    from reviewer.model.policy import Policy
    from reviewer.model.span import Span

_COLUMN = 80
_SAMPLE = "the quick brown fox jumps over the lazy dog, "
_SLICE = 16_000
_READING_SIZE = 11.5


class DocumentPane(QWidget):
    """Shows a document and passes on what is done to it."""

    zoom_asked = Signal(int)
    text_shown = Signal()

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.document = document
        self.legend = Legend(document)
        self.find_bar = FindBar(document)
        self.banners = BannerArea()
        self.busy = QLabel()
        self.progress = QProgressBar()
        self.text: TextPane = PolicyText()
        self.ruler = Ruler(document)
        self._row = QHBoxLayout()
        self._pieces: Iterator[tuple[str, bool]] = iter(())
        self._pending: Span | None = None
        self._zoom = 100
        self._loader = QTimer(self)
        self._loader.timeout.connect(self._load_slice)
        # Many changes of the scroll range in one turn are followed once.
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(0)
        self._settle.timeout.connect(self._scrolled)
        self._lay_out()
        self._use(self.text)
        self._connect()
        self.retranslate()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.legend, self.find_bar, self.banners, self._busy_row()):
            column.addWidget(widget)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(self.text, 1)
        self._row.addWidget(self.ruler)
        page = QWidget()
        page.setBackgroundRole(QPalette.ColorRole.Base)
        page.setAutoFillBackground(True)
        page.setLayout(self._row)
        column.addWidget(page, 1)

    def _busy_row(self) -> QWidget:
        self._busy_widget = QWidget()
        row = QHBoxLayout(self._busy_widget)
        row.setContentsMargins(12, 2, 12, 4)
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.progress.setFixedSize(110, 8)
        row.addWidget(self.progress)
        row.addWidget(self.busy, 1)
        return self._busy_widget

    def _connect(self) -> None:
        document = self.document
        document.stage_changed.connect(self._follow_stage)
        document.marks_changed.connect(self._redraw)
        document.found_changed.connect(self._redraw)
        document.current_changed.connect(self._repaint)
        document.wanted.connect(self.go_to)
        self.ruler.place_wanted.connect(self._go_to_offset)
        self.legend.toggled.connect(lambda name: document.toggle(Category(name)))
        self.legend.all_wanted.connect(lambda: document.show_only(frozenset()))
        self.find_bar.closed.connect(self._focus_text)
        words.changed.connect(self.retranslate)

    def _use(self, pane: TextPane) -> None:
        """Put a build of the text pane into the row."""
        if pane is not self.text:
            self._row.replaceWidget(self.text, pane)
            self.text.deleteLater()
            self.text = pane
        self.place = ReadingPlace(pane)
        self.margin = Margin(self.document, pane)
        self.margin.chosen.connect(self.document.choose)
        pane.paint_under = MarkPainter(self.document, pane).paint
        pane.resized.connect(self._centre)
        pane.pressed_at.connect(self._point)
        pane.double_clicked_at.connect(self._select_phrase)
        pane.zoom_asked.connect(self.zoom_asked)
        pane.cursorPositionChanged.connect(self._note_caret)
        # Not the timer's own start, which would take a scroll value for milliseconds.
        pane.verticalScrollBar().valueChanged.connect(lambda _value: self._follow_scroll())
        pane.verticalScrollBar().rangeChanged.connect(lambda _low, _high: self._settle.start())

    def retranslate(self) -> None:
        """Say everything in the window's language."""
        self.text.setAccessibleName(say("Policy text"))
        if self.document.policy is not None:
            self._tell_problems(self.document.policy)
        self._follow_stage()

    def _follow_stage(self) -> None:
        document = self.document
        if document.policy is not None and self.text.document().isEmpty():
            self._show_text(document.policy)
        sentences = {
            Stage.READING: say("Reading {name} …", name=document.name),
            Stage.ANALYSING: say("Analysing … the text can be read meanwhile."),
        }
        self.busy.setText(sentences.get(document.stage, ""))
        self._busy_widget.setVisible(document.stage in sentences)
        self._redraw()

    def _show_text(self, policy: Policy) -> None:
        if len(policy.text) > 0:
            self._use(pane_for(len(policy.text)))
            self.set_zoom(self._zoom)
        self._pieces = pieces(policy)
        self.text.begin(QTextCursor(self.text.document()))
        self._load_slice()
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        self.place.forget()
        self.text.setFocus()
        self._tell_problems(policy)

    def _load_slice(self) -> None:
        """Insert the next slice, so that a long text never holds up the window."""
        cursor = QTextCursor(self.text.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        bold = QTextCharFormat()
        bold.setFontWeight(QFont.Weight.DemiBold)
        plain = QTextCharFormat()
        inserted = 0
        cursor.beginEditBlock()
        for piece, heading in self._pieces:
            cursor.insertText(piece, bold if heading else plain)
            inserted += len(piece)
            if inserted >= _SLICE:
                break
        cursor.endEditBlock()
        if inserted >= _SLICE:
            self._loader.start(0)
            return
        self._loader.stop()
        if self._pending is not None:
            self.go_to(self._pending)
        self.text_shown.emit()

    def _tell_problems(self, policy: Policy) -> None:
        self.banners.clear()
        for problem in policy.problems:
            actions: tuple[tuple[str, Callable[[], object]], ...] = ()
            if problem.span is not None:
                actions = ((say("Show"), partial(self.document.visit, problem.span)),)
            text = problem.message.in_language(words.language)
            if problem.page is not None:
                text = say("Page {page}: {problem}", page=problem.page, problem=text)
            self.banners.tell(Message(tone=Tone.WARNING, text=text, actions=actions, closes=False))

    def set_zoom(self, percent: int) -> None:
        """Show the text in another size."""
        self._zoom = percent
        font = QFont(self.font())
        font.setPointSizeF(_READING_SIZE * percent / 100)
        self.text.setFont(font)
        small = QFont(self.font())
        small.setPointSizeF(self.font().pointSizeF() * percent / 100)
        self.margin.setFont(small)
        self._centre()

    def _centre(self) -> None:
        metrics = QFontMetricsF(self.text.font())
        wanted = metrics.horizontalAdvance(_SAMPLE) / len(_SAMPLE) * _COLUMN
        room = self.text.width() - self.text.verticalScrollBar().width()
        column = min(wanted + 2 * PAGE_MARGIN, room - MARGIN - 8)
        left = round(max(MARGIN, (room - column) / 2))
        right = max(0, round(room - left - column))
        self.text.setViewportMargins(left, 0, right, 0)
        self.margin.setGeometry(left - MARGIN, 0, MARGIN, self.text.height())
        self.place.keep()
        self._scrolled()

    def _follow_scroll(self) -> None:
        if not (self.text.document().isEmpty() or self._loader.isActive()):
            self.place.note()
        self._settle.start()

    def _scrolled(self) -> None:
        self.place.keep_on()
        blocks = list(self.text.visible_blocks())
        if blocks:
            to_text = self.document.map.to_text
            last = blocks[-1].block
            self.ruler.show_view(
                to_text(blocks[0].block.position()), to_text(last.position() + last.length() - 1)
            )
        self.margin.update()

    def _redraw(self) -> None:
        self.ruler.redraw()
        self._repaint()

    def _repaint(self) -> None:
        self.text.viewport().update()
        self.margin.update()
        self.ruler.update()

    def changeEvent(self, event: QEvent) -> None:
        """Draw anew when the palette changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._redraw()

    def go_to(self, span: Span) -> None:
        """Put the caret before a span; scroll only where it is out of sight."""
        start = self.document.map.to_qt(span.start)
        if start >= self.text.document().characterCount() and self._loader.isActive():
            self._pending = span
            return
        self._pending = None
        before = place_of(self.text, start)
        room = self.text.viewport().height()
        seen = before.top() >= 0 and before.bottom() < room * 0.9
        cursor = self.text.textCursor()
        cursor.setPosition(min(start, self.text.document().characterCount() - 1))
        self.text.setTextCursor(cursor)
        if not seen:
            self.text.scroll_to(start)

    def _go_to_offset(self, position: int) -> None:
        self.text.scroll_to(self.document.map.to_qt(position))

    def _point(self, position: int) -> None:
        self.document.point_at(self.document.clause_at(self.document.map.to_text(position)))

    def _select_phrase(self, position: int) -> None:
        policy = self.document.policy
        span = phrase_at(policy.text, self.document.map.to_text(position)) if policy else None
        if span is not None:
            cursor = self.text.textCursor()
            cursor.setPosition(self.document.map.to_qt(span.start))
            cursor.setPosition(self.document.map.to_qt(span.end), QTextCursor.MoveMode.KeepAnchor)
            self.text.setTextCursor(cursor)

    def _note_caret(self) -> None:
        self._follow_scroll()
        self.document.caret = self.document.map.to_text(self.text.textCursor().position())

    def _focus_text(self) -> None:
        self.text.setFocus()

    def selection(self) -> Span:
        """The selected code points; empty at the caret where nothing is."""
        cursor = self.text.textCursor()
        return self.document.map.span(cursor.selectionStart(), cursor.selectionEnd())


def pieces(policy: Policy) -> Iterator[tuple[str, bool]]:
    """The text in order, cut at headings and into slices; with whether it is a heading."""
    text = displayed(policy.text)
    at = 0
    for section in policy.sections:
        heading = section.heading
        if heading.start >= at:
            yield from _sliced(text, at, heading.start)
            yield text[heading.start : heading.end], True
            at = heading.end
    yield from _sliced(text, at, len(text))


def _sliced(text: str, start: int, end: int) -> Iterator[tuple[str, bool]]:
    for at in range(start, end, _SLICE):
        yield text[at : min(at + _SLICE, end)], False
