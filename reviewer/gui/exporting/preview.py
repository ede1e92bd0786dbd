"""The preview: the pages with what leads through them, or a sentence in their place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QSpinBox,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from reviewer.gui.dialogs.properties import Choice
from reviewer.gui.exporting.page_view import PageView
from reviewer.gui.icons import icon
from reviewer.gui.overriding import overriding
from reviewer.gui.widgets.tabbing import in_order
from reviewer.gui.words import say

if TYPE_CHECKING:
    from reviewer.gui.exporting.pages import PageSource

_INDENT = "\u2003"
_ICONS = {"smaller": "zoom-out", "larger": "zoom-in", "before": "previous", "after": "next"}


@overriding
class Preview(QWidget):
    """Shows either the pages or a sentence."""

    def __init__(self, source: PageSource) -> None:
        super().__init__()
        self.view = PageView(source)
        self.number = QSpinBox()
        self.number.setKeyboardTracking(False)
        self.count = QLabel()
        self.contents = Choice()
        self._source = source
        self.zoom = QLabel()
        self.sentence = QLabel()
        self.sentence.setWordWrap(True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sentence.setContentsMargins(40, 40, 40, 40)
        self.buttons = {name: QToolButton() for name in ("before", "after", "smaller", "larger")}
        self.fit = QToolButton()
        self.contents.setSizeAdjustPolicy(
            Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.contents.setMinimumContentsLength(12)
        self._lay_out()
        self._connect()
        self.retranslate()
        self._show_place()

    def _lay_out(self) -> None:
        for button in (*self.buttons.values(), self.fit):
            button.setObjectName("flat")
            button.setMinimumSize(28, 28)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.fit.setCheckable(True)
        self.bar = QWidget()
        row = QHBoxLayout(self.bar)
        row.setContentsMargins(10, 4, 10, 4)
        row.setSpacing(4)
        row.addWidget(self.buttons["before"])
        row.addWidget(self.number)
        row.addWidget(self.count)
        row.addWidget(self.buttons["after"])
        row.addSpacing(8)
        row.addWidget(self.contents, 1)
        row.addSpacing(8)
        row.addWidget(self.buttons["smaller"])
        row.addWidget(self.zoom)
        row.addWidget(self.buttons["larger"])
        row.addWidget(self.fit)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.sentence)
        self._stack.addWidget(self.view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self._stack, 1)

        in_order(
            self.buttons["before"],
            self.number,
            self.buttons["after"],
            self.contents,
            self.buttons["smaller"],
            self.buttons["larger"],
            self.fit,
            self.view,
        )

    def _connect(self) -> None:
        view = self.view
        self.buttons["before"].clicked.connect(lambda: view.go_to(view.page - 1))
        self.buttons["after"].clicked.connect(lambda: view.go_to(view.page + 1))
        self.buttons["smaller"].clicked.connect(lambda: view.step_zoom(-1))
        self.buttons["larger"].clicked.connect(lambda: view.step_zoom(1))
        self.fit.clicked.connect(view.fit_width)
        self.number.valueChanged.connect(lambda number: view.go_to(number - 1))
        self.contents.activated.connect(self._go_to_part)
        self._source.opened.connect(self._list_parts)
        view.moved.connect(self._show_place)

    def show_pages(self) -> None:
        """Show the pages in place of a sentence."""
        self._stack.setCurrentWidget(self.view)
        self.bar.setVisible(True)

    def show_sentence(self, text: str) -> None:
        """Show a sentence in place of the pages."""
        self.sentence.setText(text)
        self._stack.setCurrentWidget(self.sentence)
        self.bar.setVisible(False)

    @property
    def shows_pages(self) -> bool:
        """Whether pages are shown and not a sentence."""
        return self._stack.currentWidget() is self.view

    def retranslate(self) -> None:
        """Say everything in the window's language."""
        names = {
            "before": say("Previous page"),
            "after": say("Next page"),
            "smaller": say("Smaller"),
            "larger": say("Larger"),
        }
        for name, button in self.buttons.items():
            button.setToolTip(names[name])
            button.setAccessibleName(names[name])
        self.contents.setAccessibleName(say("Contents"))
        self.contents.setToolTip(say("Contents"))
        self.number.setAccessibleName(say("Page"))
        self.number.setToolTip(say("Page"))
        self.fit.setText(say("Fit width"))
        self.fit.setToolTip(say("As wide as the preview"))
        self.view.setAccessibleName(say("Preview of the report"))
        self._colour()
        self._show_place()

    def _list_parts(self) -> None:
        self.contents.clear()
        for heading in self._source.outline.headings:
            self.contents.addItem(_INDENT * heading.level + heading.title, heading.page)
        self.contents.setEnabled(bool(self.contents.count()))
        self._show_place()

    def _go_to_part(self, row: int) -> None:
        self.view.go_to(self._source.outline.headings[row].page)

    def _show_place(self) -> None:
        count = self.view.count
        with QSignalBlocker(self.number):
            self.number.setRange(min(1, count), count)
            self.number.setValue(self.view.page + 1)
        self._show_part()
        text = say("of {count}", count=count)
        self.count.setText(text)
        self.zoom.setText(say("{percent} %", percent=round(self.view.zoom)))
        self.fit.setChecked(self.view.fitting)
        self.view.setAccessibleDescription(
            say("Page {page} of {count}", page=self.view.page + 1, count=count)
        )

    def _show_part(self) -> None:
        """Name the first part that begins on the page, else the one that goes on there."""
        page = self.view.page
        if self.contents.currentData() == page:
            return  # it was chosen among several of the page
        begun = [row for row, one in enumerate(self._source.outline.headings) if one.page <= page]
        here = [row for row in begun if self._source.outline.headings[row].page == page]
        if begun:
            self.contents.setCurrentIndex(here[0] if here else begun[-1])

    def changeEvent(self, event: QEvent) -> None:
        """Redraw the icons when the palette changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._colour()

    def _colour(self) -> None:
        for name, button in self.buttons.items():
            button.setIcon(icon(_ICONS[name]))
