"""Everything that shows one document: legend, find bar, text, margin and ruler."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPalette, QTextCursor
from PySide6.QtWidgets import (
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from reviewer.gui.overriding import overriding
from reviewer.gui.searching import phrase_at
from reviewer.gui.widgets.busy_row import BusyRow
from reviewer.gui.widgets.find_bar import FindBar
from reviewer.gui.widgets.legend import Legend
from reviewer.gui.widgets.margin import WIDTH as MARGIN
from reviewer.gui.widgets.margin import Margin
from reviewer.gui.widgets.mark_painter import MarkPainter
from reviewer.gui.widgets.problem_panel import ProblemPanel
from reviewer.gui.widgets.reading_place import ReadingPlace
from reviewer.gui.widgets.repainting import Repainting
from reviewer.gui.widgets.ruler import Ruler
from reviewer.gui.widgets.text_loader import TextLoader
from reviewer.gui.widgets.text_panes import (
    PAGE_MARGIN,
    PolicyText,
    TextPane,
    pane_for,
    place_of,
)
from reviewer.gui.words import say, words
from reviewer.model.clause import Category
from reviewer.model.span import Span

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from reviewer.gui.document import Document
    from reviewer.model.policy import Policy

_COLUMN = 80
_SAMPLE = "the quick brown fox jumps over the lazy dog, "
_READING_SIZE = 11.5


@overriding
class DocumentPane(QWidget):
    """Shows a document and passes on what is done to it."""

    zoom_asked = Signal(int)
    text_shown = Signal()
    halt_wanted = Signal()

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.document = document
        self.legend = Legend(document)
        self.find_bar = FindBar(document)
        self.problems = ProblemPanel(document)
        self.busy = BusyRow(document, self)
        self.text: TextPane = PolicyText()
        self.ruler = Ruler(document)
        self._row = QHBoxLayout()
        self._shown: Policy | None = None
        self._pending: tuple[Span, bool] | None = None
        self._seen: tuple[tuple[int, float], ...] = ()
        self._zoom = 100
        self._loader = TextLoader(self)
        self._loader.done.connect(self._loaded)
        # Many changes of the scroll range in one turn are followed once.
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(0)
        self._settle.timeout.connect(self._scrolled)
        self._lay_out()
        self._use(self.text)
        self._repainting = Repainting(self)
        self._connect()
        self.retranslate()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.legend, self.find_bar, self.problems, self.busy):
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

    def _connect(self) -> None:
        document = self.document
        document.stage_changed.connect(self._follow_stage)
        self.busy.halt.clicked.connect(self.halt_wanted)
        document.wanted.connect(self.go_to)
        self.problems.place_wanted.connect(self._show_problem)
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
        self.margin.flag_chosen.connect(self.document.choose_flag)
        pane.setAccessibleName(say("Policy text"))
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
        self._follow_stage()

    def _follow_stage(self) -> None:
        document = self.document
        if document.policy is not None and document.policy is not self._shown:
            self._show_text(document.policy)
        self._repainting.all()

    def _show_text(self, policy: Policy) -> None:
        self._shown, self._pending = policy, None
        caret = self.document.caret
        self._use(pane_for(len(policy.text)))
        self.set_zoom(self._zoom)
        self._loader.load(self.text, policy)
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        self.place.forget()
        if caret:
            self.go_to(Span(caret, caret))
        # Otherwise it is shown in the next turn only, and takes no keys before.
        self.text.show()
        self.text.setFocus()
        self.problems.refresh()

    def _loaded(self) -> None:
        if self._pending is not None:
            span, select = self._pending
            self.go_to(span, select=select)
        self.text_shown.emit()

    def set_zoom(self, percent: int) -> None:
        """Show the text in another size."""
        self._zoom = percent
        font = QFont(self.font())
        font.setPointSizeF(_READING_SIZE * percent / 100)
        self.text.setFont(font)
        small = QFont(self.font())
        small.setPointSizeF(self.font().pointSizeF() * percent / 100)
        self.margin.setFont(small)
        self.problems.set_zoom(small.pointSizeF())
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
        if not (self.text.document().isEmpty() or self._loader.busy):
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
        seen = tuple((one.block.position(), one.top) for one in blocks)
        if seen != self._seen:
            self._seen = seen
            self.margin.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the list of problems take its share of the new height."""
        super().resizeEvent(event)
        self.problems.fit()

    def changeEvent(self, event: QEvent) -> None:
        """Draw anew when the palette changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._repainting.all()

    def go_to(self, span: Span, *, select: bool = False) -> None:
        """Put the caret before a span; scroll only where it is out of sight."""
        start = self.document.map.to_qt(span.start)
        if start >= self.text.document().characterCount() and self._loader.busy:
            self._pending = span, select
            return
        self._pending = None
        before = place_of(self.text, start)
        room = self.text.viewport().height()
        seen = before.top() >= 0 and before.bottom() < room * 0.9
        last = self.text.document().characterCount() - 1
        cursor = self.text.textCursor()
        if select:
            cursor.setPosition(min(self.document.map.to_qt(span.end), last))
        mode = QTextCursor.MoveMode.KeepAnchor if select else QTextCursor.MoveMode.MoveAnchor
        cursor.setPosition(min(start, last), mode)
        self.text.setTextCursor(cursor)
        if not seen:
            self.text.scroll_to(start)

    def _show_problem(self, span: Span) -> None:
        """Go to a problem's place and select its words."""
        self.document.visit(span)
        self.go_to(span, select=True)
        self.text.setFocus()

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
        self.document.move_caret(self.document.map.to_text(self.text.textCursor().position()))

    def _focus_text(self) -> None:
        self.text.setFocus()

    def selection(self) -> Span:
        """The selected code points; empty at the caret where nothing is."""
        cursor = self.text.textCursor()
        return self.document.map.span(cursor.selectionStart(), cursor.selectionEnd())
