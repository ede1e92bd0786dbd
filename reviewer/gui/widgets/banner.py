"""What went wrong or was done, said in the window and not in a box over it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from reviewer.gui.icons import icon
from reviewer.gui.overriding import overriding
from reviewer.gui.theme import current
from reviewer.gui.words import again, say, words

if TYPE_CHECKING:
    from collections.abc import Callable

_MOST = 4
_NARROW = 620


class Tone(StrEnum):
    """How a message is meant; also the name of its icon and colour."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"
    SUCCESS = "success"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A sentence and what can be done about it.

    Attributes:
        actions: label and function of each button.
        closes: whether any of the actions takes the banner away.
        lasting: labels of actions that do not, where the others do.
        passing: whether it goes as soon as the reviewer goes on.
    """

    tone: Tone
    text: str
    actions: tuple[tuple[str, Callable[[], object]], ...] = field(default=())
    closes: bool = True
    lasting: tuple[str, ...] = ()
    passing: bool = False


@overriding
class Banner(QWidget):
    """One message with its buttons."""

    def __init__(self, message: Message, parent: QWidget) -> None:
        super().__init__(parent)
        self.message = message
        self._icon = QLabel()
        self.label = QLabel()
        self.label.setWordWrap(True)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 7, 7, 7)
        row.setSpacing(8)
        row.addWidget(self._icon)
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.addWidget(self.label, 1)
        self.buttons = [self._button(label, act) for label, act in message.actions]
        beside = QHBoxLayout()
        for button in self.buttons:
            beside.addWidget(button)
        beside.addStretch(1)
        self._body.addLayout(beside)
        row.addLayout(self._body, 1)
        self.close_button = QToolButton()
        self.close_button.setObjectName("flat")
        self.close_button.clicked.connect(self.dismiss)
        row.addWidget(self.close_button)
        words.changed.connect(self.retranslate)
        self.retranslate()
        self._colour()

    def retranslate(self) -> None:
        """Say everything in the window's language."""
        told = self.message
        actions = tuple((again(label), act) for label, act in told.actions)
        self.message = replace(told, text=again(told.text), actions=actions)
        self.label.setText(self.message.text)
        self.setAccessibleName(self.message.text)
        for button, (label, _act) in zip(self.buttons, actions, strict=True):
            button.setText(label)
        self.close_button.setToolTip(say("Dismiss"))
        self.close_button.setAccessibleName(say("Dismiss"))

    def _button(self, label: str, act: Callable[[], object]) -> QPushButton:
        closes = self.message.closes and label not in self.message.lasting

        def clicked() -> None:
            if closes:
                self.dismiss()
            act()

        button = QPushButton(label)
        button.clicked.connect(clicked)
        return button

    def dismiss(self) -> None:
        """Take the banner away, if the reviewer has not done so long ago."""
        if isValid(self):
            self.hide()
            self.deleteLater()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons below the sentence where they would squeeze it."""
        super().resizeEvent(event)
        narrow = self.width() < _NARROW and bool(self.buttons)
        direction = QBoxLayout.Direction
        self._body.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)

    def changeEvent(self, event: QEvent) -> None:
        """Redraw the icons when the palette changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._colour()

    def _colour(self) -> None:
        self._icon.setPixmap(icon(self.message.tone.value).pixmap(20, 20))
        self.close_button.setIcon(icon("close"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the background of the message's tone."""
        theme = current()
        colours = {
            Tone.INFO: theme.info,
            Tone.WARNING: theme.warning,
            Tone.ERROR: theme.error,
            Tone.SUCCESS: theme.success,
        }
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours[self.message.tone]))
        painter.setPen(QPen(QColor(theme.border), 1))
        painter.drawLine(self.rect().bottomLeft(), self.rect().bottomRight())
        painter.end()


class BannerArea(QWidget):
    """The latest messages, one above the other."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def tell(self, message: Message) -> Banner:
        """Show a message; one with the same words is replaced."""
        for banner in self.banners():
            if banner.message.text == message.text:
                banner.dismiss()
        while len(self.banners()) >= _MOST:
            self.banners()[0].dismiss()
        banner = Banner(message, self)
        self._column.addWidget(banner)
        banner.show()
        return banner

    def banners(self) -> list[Banner]:
        """The messages on show, oldest first."""
        items = (self._column.itemAt(at) for at in range(self._column.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [w for w in widgets if isinstance(w, Banner) and not w.isHidden()]

    def go_on(self) -> None:
        """Take away what concerned the step before alone."""
        for banner in self.banners():
            if banner.message.passing:
                banner.dismiss()

    def clear(self) -> None:
        """Take every message away."""
        for banner in self.banners():
            banner.dismiss()
