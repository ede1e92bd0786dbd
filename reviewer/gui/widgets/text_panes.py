"""The read-only text with a caret, in two builds with one set of methods.

:class:`PolicyText` has 150 % line height; :class:`LongPolicyText` lays out
block by block as it scrolls and serves very long policies.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import (
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QTextEdit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QAbstractScrollArea

    class _Base(QAbstractScrollArea):
        """What both Qt classes have and their common base has not."""

        def textCursor(self) -> QTextCursor: ...
        def cursorForPosition(self, pos: QPoint, /) -> QTextCursor: ...
else:
    _Base = object

LONG_TEXT = 2_000_000
LINE_HEIGHT = 150.0
PAGE_MARGIN = 14.0
# Marks are drawn so far below their line.
_OVERHANG = 16
_FAR = 1 << 31
_FLAGS = (
    Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
)


@dataclass(frozen=True, slots=True)
class VisibleBlock:
    """A block on the screen; left and top in the viewport's pixels."""

    block: QTextBlock
    left: float
    top: float

    def lines(self, top: float, bottom: float) -> range:
        """The numbers of its lines that lie between two heights of the viewport, wholly or not.

        Of a paragraph without end few lines are on the screen, and only these are looked at.
        """
        layout = self.block.layout()
        numbers = range(layout.lineCount())

        def lower(number: int) -> float:
            line = layout.lineAt(number)
            return self.top + line.y() + line.height()

        first = bisect_left(numbers, top, key=lower)
        last = bisect_right(numbers, bottom, key=lambda n: self.top + layout.lineAt(n).y())
        return range(first, max(first, last))

    def heights(self, begin: int, end: int) -> tuple[float, float]:
        """Top and bottom of the lines in which a stretch of the block stands.

        Both are the block's own top where it has not been laid out.
        """
        layout = self.block.layout()
        if not layout.lineCount():
            return self.top, self.top
        first = layout.lineForTextPosition(begin)
        last = layout.lineForTextPosition(max(begin, end - 1))
        return self.top + first.y(), self.top + last.y() + last.height()

    def reach(self, lines: range) -> tuple[int, int]:
        """The UTF-16 offsets in the document between which some of its lines stand."""
        layout, start = self.block.layout(), self.block.position()
        first, last = layout.lineAt(lines[0]), layout.lineAt(lines[-1])
        return start + first.textStart(), start + last.textStart() + last.textLength()


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What is kept in sight while the text is laid out in other lines.

    Attributes:
        position: a UTF-16 offset: the caret, or the first one on the screen.
        top: where it stood, in the viewport's pixels.
        reached: whether the scroll bar could take that value.
    """

    position: int
    top: float
    reached: bool = True


class _Events(_Base):
    """What both builds do alike when they are painted, sized, clicked or scrolled.

    It stands in front of the Qt class among the bases. The signals are the
    builds' own: Qt knows none that a class declares which is no QObject.
    """

    resized: ClassVar[Signal]
    pressed_at: ClassVar[Signal]
    double_clicked_at: ClassVar[Signal]
    zoom_asked: ClassVar[Signal]
    paint_under: Callable[[QPainter], None] | None = None

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the marks, then the text over them."""
        if self.paint_under is not None:
            painter = QPainter(self.viewport())
            painter.setClipRect(event.rect())
            self.paint_under(painter)
            painter.end()
        super().paintEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell the pane, which keeps the column in the middle."""
        super().resizeEvent(event)
        self.resized.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tell which place was clicked."""
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self.pressed_at.emit(self.textCursor().position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select a word; the pane widens it to a phrase in Chinese."""
        super().mouseDoubleClickEvent(event)
        self.double_clicked_at.emit(self.cursorForPosition(event.position().toPoint()).position())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl held, zoom for the whole window."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        turned = event.angleDelta().y()
        if turned:
            self.zoom_asked.emit(1 if turned > 0 else -1)
        event.accept()


class PolicyText(_Events, QTextEdit):
    """A policy's text with roomy lines."""

    resized = Signal()
    pressed_at = Signal(int)
    double_clicked_at = Signal(int)
    zoom_asked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        prepare(self)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)

    def begin(self, cursor: QTextCursor) -> None:
        """Prepare the empty document; the line height must stand before the text."""
        self.document().setDocumentMargin(PAGE_MARGIN)
        layout = QTextBlockFormat()
        layout.setLineHeight(LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.setBlockFormat(layout)

    def visible_blocks(self) -> Iterator[VisibleBlock]:
        """The blocks on the screen, from the top."""
        layout = self.document().documentLayout()
        across, down = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        block = self._first_block()
        height = self.viewport().height()
        while block.isValid():
            box = layout.blockBoundingRect(block)
            if box.top() - down > height:
                return
            yield VisibleBlock(block, box.left() - across, box.top() - down)
            block = block.next()

    def _first_block(self) -> QTextBlock:
        """The block at the top of the screen, or one that ends just above.

        Found by halves: asked for what is at a point between two lines, Qt goes through all
        blocks, which takes longer than a frame where there are ten thousand.
        """
        document = self.document()
        top = self.verticalScrollBar().value() - _OVERHANG

        def found() -> QTextBlock:
            numbers = range(document.blockCount() - 1)
            return document.findBlockByNumber(bisect_right(numbers, top, key=self._bottom))

        block = found()
        # Asking for its place has all above it laid out, which may show that it is another.
        document.documentLayout().blockBoundingRect(block)
        return found()

    def _bottom(self, number: int) -> int:
        """Where a block ends; far below while it is not laid out."""
        layout = self.document().findBlockByNumber(number).layout()
        if not layout.lineCount():
            return _FAR
        return round(layout.position().y() + layout.boundingRect().bottom())

    def _first_position(self) -> int:
        """The UTF-16 offset at the top of the screen."""
        for shown in self.visible_blocks():
            lines = shown.lines(0, self.viewport().height())
            if lines:
                return shown.reach(lines)[0]
        return self._first_block().position()

    def scroll_to(self, position: int) -> None:
        """Scroll so that a UTF-16 offset stands in the upper third."""
        bar = self.verticalScrollBar()
        top = place_of(self, position).top()
        bar.setValue(round(bar.value() + top - self.viewport().height() / 3))

    def held(self) -> Held | None:
        """What the reader looks at: the caret where it is in sight, else the top line.

        None before the text has been laid out.
        """
        position = self.textCursor().position()
        place = place_of(self, position)
        if place.top() < 0 or place.bottom() > self.viewport().height():
            position = self._first_position()
            place = place_of(self, position)
        if not self._is_laid_out(position):
            return None
        return Held(position=position, top=place.top())

    def restore(self, held: Held) -> Held:
        """Scroll so that an offset stands where it stood; whether that was possible."""
        bar = self.verticalScrollBar()
        place = place_of(self, held.position)
        if not self._is_laid_out(held.position):
            return replace(held, reached=False)
        lowest = max(0.0, self.viewport().height() - place.height())
        wanted = round(bar.value() + place.top() - min(held.top, lowest))
        bar.setValue(wanted)
        return replace(held, reached=wanted <= bar.maximum())

    def _is_laid_out(self, position: int) -> bool:
        return self.document().findBlock(position).layout().lineCount() > 0


class LongPolicyText(_Events, QPlainTextEdit):
    """A very long policy's text; lines are as high as the font asks."""

    resized = Signal()
    pressed_at = Signal(int)
    double_clicked_at = Signal(int)
    zoom_asked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        prepare(self)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)

    def begin(self, cursor: QTextCursor) -> None:
        """Nothing to prepare: this layout knows no line height."""

    def visible_blocks(self) -> Iterator[VisibleBlock]:
        """The blocks on the screen, from the top."""
        block = self.firstVisibleBlock()
        offset = self.contentOffset()
        height = self.viewport().height()
        while block.isValid():
            box = self.blockBoundingGeometry(block).translated(offset)
            if box.top() > height:
                return
            yield VisibleBlock(block, box.left(), box.top())
            block = block.next()

    def scroll_to(self, position: int) -> None:
        """Scroll so that a UTF-16 offset stands in the upper third."""
        block = self.document().findBlock(position)
        line = block.layout().lineForTextPosition(position - block.position())
        number = block.firstLineNumber() + (line.lineNumber() if line.isValid() else 0)
        # This build scrolls by lines.
        shown = self.viewport().height() / max(1, self.fontMetrics().lineSpacing())
        self.verticalScrollBar().setValue(round(number - shown / 3))

    def held(self) -> Held | None:
        """What the reader looks at: the first block on the screen."""
        position = self.firstVisibleBlock().position()
        return Held(position=position, top=0.0)

    def restore(self, held: Held) -> Held:
        """Nothing to do: this layout keeps its first block by itself."""
        return held


TextPane = PolicyText | LongPolicyText


def pane_for(length: int) -> TextPane:
    """The build that suits a text of so many characters."""
    return LongPolicyText() if length > LONG_TEXT else PolicyText()


def prepare(pane: QTextEdit | QPlainTextEdit) -> None:
    """What both builds share: read-only, a caret, no undo, no frame."""
    pane.setReadOnly(True)
    pane.setTextInteractionFlags(_FLAGS)
    pane.setUndoRedoEnabled(False)
    pane.setCursorWidth(2)
    pane.setFrameShape(QFrame.Shape.NoFrame)
    pane.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    pane.setAcceptDrops(False)


def place_of(pane: TextPane, position: int) -> QRectF:
    """Where a UTF-16 offset stands in the viewport's pixels."""
    cursor = QTextCursor(pane.document())
    cursor.setPosition(min(position, pane.document().characterCount() - 1))
    return QRectF(pane.cursorRect(cursor))
