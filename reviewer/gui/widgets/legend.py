"""The categories with their hue and line; each switches its marks on and off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QPushButton, QSizePolicy, QWidget

from reviewer.gui.categories import category_styles
from reviewer.gui.overriding import overriding
from reviewer.gui.theme import current
from reviewer.gui.widgets.flow import FlowLayout
from reviewer.gui.widgets.mark_painter import PEN_STYLES, hue, translucent
from reviewer.gui.words import say, words

if TYPE_CHECKING:
    from reviewer.gui.document import Document
    from reviewer.model.clause import Category
    from reviewer.model.rules import CategoryStyle

_HEIGHT = 26
_MOST_ROWS = 2


@overriding
class Chip(QAbstractButton):
    """One category: line in its style, name or tag, number of clauses."""

    def __init__(self, style: CategoryStyle, parent: QWidget) -> None:
        super().__init__(parent)
        self.category = style.id
        self._style = style
        self._count = 0
        self._told = (-1, "")
        self._short = False
        self.setCheckable(True)
        self.setChecked(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def describe(self, count: int) -> bool:
        """Show a number of clauses and name the chip; whether it is as wide as before."""
        told = count, words.language
        if told == self._told:
            return True
        width = self.sizeHint().width()
        self._count, self._told = count, told
        title = self._style.title.in_language(words.language)
        about = self._style.about.in_language(words.language)
        self.setAccessibleName(say("{category}: {count}", category=title, count=count))
        self.setAccessibleDescription(about)
        tip = say(
            "{category} ({tag}), key {key}",
            category=title,
            tag=self._style.tag,
            key=self._style.key,
        )
        self.setToolTip(f"{tip}\n{about}")
        self.update()
        if self.sizeHint().width() == width:
            return True
        self.updateGeometry()
        return False

    def abbreviate(self, *, short: bool) -> None:
        """Show the tag instead of the name."""
        if short != self._short:
            self._short = short
            self.updateGeometry()

    def _label(self, *, short: bool) -> str:
        name = self._style.tag if short else self._style.title.in_language(words.language)
        return f"{name}  {self._count}" if self._count else name

    def width_as(self, *, short: bool) -> int:
        """How wide it is with its tag, or with its name."""
        return self.fontMetrics().horizontalAdvance(self._label(short=short)) + 18

    def sizeHint(self) -> QSize:
        """As wide as its words."""
        return QSize(self.width_as(short=self._short), _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the chip: tinted while its marks are shown, bare while not."""
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        label = self._label(short=self._short)
        on = self.isChecked()
        colour = hue(self.category)
        edge = QColor(theme.accent) if self.hasFocus() else QColor(theme.border)
        painter.setPen(QPen(edge, 1.4 if self.hasFocus() else 1.0))
        hovered = self.underMouse()
        fill = translucent(colour, theme.tint + 22 * hovered) if on else QColor(theme.window)
        painter.setBrush(fill)
        painter.drawRoundedRect(box, 5, 5)
        faint = not on or self._count == 0
        painter.setPen(QColor(theme.muted if faint else theme.text))
        font = painter.font()
        font.setStrikeOut(not on)
        painter.setFont(font)
        painter.drawText(box.adjusted(0, -2, 0, -2), Qt.AlignmentFlag.AlignCenter, label)
        if on:
            pen = QPen(colour, 2.4, PEN_STYLES[self._style.underline], Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            y = box.bottom() - 3.2
            painter.drawLine(QPointF(box.left() + 8, y), QPointF(box.right() - 8, y))
        painter.end()


@overriding
class Legend(QWidget):
    """All chips, in as many rows as they need; tags where names take too many."""

    toggled = Signal(str)
    all_wanted = Signal()

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self._spoken = ""
        self._flow = FlowLayout(self)
        self._flow.setContentsMargins(10, 6, 10, 6)
        self._chips: dict[Category, Chip] = {}
        ordered = sorted(category_styles().values(), key=lambda style: style.key)
        for style in ordered:
            chip = Chip(style, self)
            chip.clicked.connect(lambda _checked, name=style.id.value: self.toggled.emit(name))
            self._flow.addWidget(chip)
            self._chips[style.id] = chip
        self._all = QPushButton(self)
        self._all.setFixedHeight(_HEIGHT)
        self._all.setFlat(True)
        self._all.clicked.connect(self.all_wanted)
        self._flow.addWidget(self._all)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        document.stage_changed.connect(self.refresh)
        document.marks_changed.connect(self.refresh)
        words.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Take counts, switches and language anew."""
        document = self._document
        counts = document.marks.counts
        fitting = [chip.describe(counts[one]) for one, chip in self._chips.items()]
        for category, chip in self._chips.items():
            chip.setChecked(category not in document.hidden)
        switched = self._all.isHidden() == bool(document.hidden)
        self._all.setVisible(bool(document.hidden))
        spoken, self._spoken = self._spoken, words.language
        if spoken != words.language:
            self._all.setText(say("Show all"))
            self.setAccessibleName(say("Categories"))
        if switched or spoken != words.language or not all(fitting):
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose names or tags for the new width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        names = [chip.width_as(short=False) for chip in self._chips.values()]
        if not self._all.isHidden():
            names.append(self._all.sizeHint().width())
        short = self._flow.rows(self.width(), names) > _MOST_ROWS
        for chip in self._chips.values():
            chip.abbreviate(short=short)
        self._flow.invalidate()
        self.updateGeometry()
