"""The strip left of the text: one stripe for each mark and two-letter tags."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from reviewer.gui.categories import category_styles
from reviewer.gui.commenting import signs
from reviewer.gui.overriding import overriding
from reviewer.gui.theme import current
from reviewer.gui.tips import as_written
from reviewer.gui.widgets import flag_marks
from reviewer.gui.widgets.mark_painter import hue, is_faded, is_rejected
from reviewer.gui.words import say, words

if TYPE_CHECKING:
    from reviewer.gui.commenting.signs import Bubble
    from reviewer.gui.document import Document
    from reviewer.gui.marks import Mark
    from reviewer.gui.widgets.flag_marks import Pennant
    from reviewer.gui.widgets.text_panes import TextPane

WIDTH = 92
_LANES = 4
_STRIPE = 5.0
_PITCH = 8.0
_TAGS_SHOWN = 2
_FADED = 90
_SAID = 400
# Tags and outlines stand out so far over the lines they belong to.
_AROUND = 20


@dataclass(frozen=True, slots=True)
class Stripe:
    """A mark's stripe within one block, in the margin's pixels."""

    mark: Mark
    top: float
    bottom: float
    begins: bool


@overriding
class Margin(QWidget):
    """Shows which categories stand beside each line; a click chooses the clause."""

    chosen = Signal(int)
    flag_chosen = Signal(str)

    def __init__(self, document: Document, pane: TextPane) -> None:
        super().__init__(pane)
        self._document = document
        self._pane = pane
        self._pennants: list[Pennant] = []
        self._bubbles: list[Bubble] = []
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        words.changed.connect(self.retranslate)
        self.retranslate()

    def retranslate(self) -> None:
        """Name the widget in the window's language."""
        self.setAccessibleName(say("Categories, red flags and comments beside the text"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw stripes and tags of the lines that ask for it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), QColor(current().page))
        stripes = self._measure(event.rect().top() - _AROUND, event.rect().bottom() + _AROUND)
        for stripe in stripes:
            self._paint_stripe(painter, stripe)
        self._paint_tags(painter, stripes)
        height = self.fontMetrics().height()
        self._pennants = list(flag_marks.pennants(self._document, self._pane, height))
        for pennant in self._pennants:
            flag_marks.paint(painter, pennant, chosen=pennant.name == self._document.flag)
        self._bubbles = list(signs.bubbles(self._document, self._pane, self._pennants, height))
        for bubble in self._bubbles:
            signs.paint(painter, bubble, chosen=signs.is_chosen(self._document, bubble.place))
        painter.end()

    def _measure(self, top: float, bottom: float) -> list[Stripe]:
        """The stripes of the lines between two heights."""
        document = self._document
        found = []
        for shown in self._pane.visible_blocks():
            start, layout = shown.block.position(), shown.block.layout()
            lines = shown.lines(top, bottom)
            if not lines:
                continue
            reach = document.map.span(*shown.reach(lines))
            for number in document.index.overlapping(reach.start, reach.end):
                mark = document.marks[number]
                if mark.category in document.hidden:
                    continue
                begin = max(0, document.map.to_qt(mark.span.start) - start)
                end = min(shown.block.length() - 1, document.map.to_qt(mark.span.end) - start)
                first = layout.lineForTextPosition(begin)
                last = layout.lineForTextPosition(max(begin, end - 1))
                upper = shown.top + first.y()
                lower = shown.top + last.y() + last.ascent() + last.descent()
                begins = document.map.to_qt(mark.span.start) >= start
                found.append(Stripe(mark, upper, lower, begins))
        return found

    def stripes(self) -> list[Stripe]:
        """The stripes beside the lines on the screen."""
        return self._measure(0, self.height())

    def _paint_stripe(self, painter: QPainter, stripe: Stripe) -> None:
        lane = min(stripe.mark.lane, _LANES - 1)
        colour = hue(stripe.mark.category)
        if is_faded(self._document, stripe.mark) and not self._is_evidence(stripe.mark):
            colour.setAlpha(_FADED)
        is_current = stripe.mark.span == self._document.current_span
        box = QRectF(
            self.width() - 12 - lane * _PITCH, stripe.top + 1, _STRIPE, stripe.bottom - stripe.top
        )
        rejected = is_rejected(self._document, stripe.mark.clause)
        thick = 1.2 if rejected else 2.2
        pen = QPen(colour, thick if is_current else 0.8 if rejected else 1.2)
        if rejected:
            pen.setStyle(Qt.PenStyle.DotLine)
        painter.setPen(pen)
        # Open: the machine's; a person's own marks are filled.
        standing = self._document.standing
        human = standing is not None and standing.is_human(stripe.mark.clause)
        painter.setBrush(colour if human and not rejected else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 1.5, 1.5)

    def _is_evidence(self, mark: Mark) -> bool:
        return any(mark.span.overlap(span) for span in self._document.lit)

    def _paint_tags(self, painter: QPainter, stripes: list[Stripe]) -> None:
        font = QFont(self.font())
        font.setPointSizeF(max(7.0, self.font().pointSizeF() * 0.78))
        font.setBold(True)
        painter.setFont(font)
        by_line: dict[int, list[Mark]] = {}
        for stripe in stripes:
            if stripe.begins:
                by_line.setdefault(round(stripe.top), []).append(stripe.mark)
        height = painter.fontMetrics().height()
        for top, marks in by_line.items():
            painter.setPen(self._tag_ink(marks))
            tags = list(dict.fromkeys(category_styles()[mark.category].tag for mark in marks))
            text = " ".join(tags[:_TAGS_SHOWN])
            if len(tags) > _TAGS_SHOWN:
                text = f"{tags[0]} +{len(tags) - 1}"
            box = QRectF(0, top + 3, self.width() - 20 - (_LANES - 1) * _PITCH, height)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)

    def _tag_ink(self, marks: list[Mark]) -> QColor:
        """Stronger beside the current clause; fainter while other evidence is lit."""
        theme = current()
        if any(mark.span == self._document.current_span for mark in marks):
            return QColor(theme.text)
        ink = QColor(theme.muted)
        if self._document.item is not None and not any(self._is_evidence(m) for m in marks):
            ink.setAlpha(_FADED)
        return ink

    def stripe_at(self, point: QPointF) -> Stripe | None:
        """The stripe at a point, or the first on its line."""
        stripes = self.stripes()
        hits = [stripe for stripe in stripes if stripe.top <= point.y() <= stripe.bottom]
        for stripe in hits:
            right = self.width() - 12 - min(stripe.mark.lane, _LANES - 1) * _PITCH + _STRIPE
            if right - _PITCH <= point.x() <= right + 1:
                return stripe
        return min(hits, key=lambda stripe: len(stripe.mark.span), default=None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the clause whose stripe was clicked, or the red flag."""
        for pennant in self._pennants:
            if pennant.box.adjusted(-3, -5, 3, 6).contains(event.position()):
                self.flag_chosen.emit(pennant.name)
                return
        for bubble in self._bubbles:
            if bubble.box.adjusted(-3, -5, 3, 6).contains(event.position()):
                self._document.remark_wanted.emit(bubble.place.target)
                return
        stripe = self.stripe_at(event.position())
        if stripe is not None:
            self.chosen.emit(stripe.mark.clause)

    def event(self, event: QEvent) -> bool:
        """Name the categories on the line pointed at."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            at = event.pos().y()
            point = QPointF(event.pos())
            for pennant in self._pennants:
                if pennant.box.contains(point):
                    message = self._document.flag_finding(pennant.name).message
                    tip = as_written(message.in_language(words.language))
                    QToolTip.showText(event.globalPos(), tip, self)
                    return True
            for bubble in self._bubbles:
                if bubble.box.contains(point):
                    said = "\n".join(remark.text for remark in bubble.place.remarks)
                    QToolTip.showText(event.globalPos(), as_written(said[:_SAID]), self)
                    return True
            marks = [s.mark for s in self.stripes() if s.top <= at <= s.bottom]
            names = dict.fromkeys(
                category_styles()[mark.category].title.in_language(words.language) for mark in marks
            )
            QToolTip.showText(event.globalPos(), "\n".join(names), self)
            return True
        return super().event(event)
