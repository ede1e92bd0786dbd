"""The lists beside the two texts: changes, verdicts of the machine, former decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QToolButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from reviewer.gui.versions.models import ChangesModel, MattersModel, VerdictsModel
from reviewer.gui.versions.rows import ChangeRow, RowKind, counted, kept
from reviewer.gui.versions.told import fate_word, kind_sign, kind_word
from reviewer.gui.widgets.flow import FlowLayout
from reviewer.gui.words import say
from reviewer.model.carrying import Fate, Matter

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QFont

    from reviewer.gui.models.rows import RowsModel
    from reviewer.model.comparison import Compared
    from reviewer.model.rules import Rulebook


def table(model: RowsModel[ChangeRow] | RowsModel[Matter] | VerdictsModel) -> QTreeView:
    """A list of rows, the last column as wide as there is room."""
    view = QTreeView()
    view.setModel(model)
    view.setRootIsDecorated(False)
    view.setUniformRowHeights(True)
    view.setAllColumnsShowFocus(True)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    # As high as a finger or a shaking hand needs.
    view.setStyleSheet("QTreeView::item { padding: 4px 2px; }")
    view.header().setStretchLastSection(True)
    view.header().setMinimumSectionSize(24)
    view.header().setDefaultSectionSize(40)
    view.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    return view


def set_widths(view: QTreeView, widths: tuple[int, ...]) -> None:
    """Make the first columns so many letters wide."""
    letter = view.fontMetrics().averageCharWidth()
    for column, width in enumerate(widths):
        view.setColumnWidth(column, round(width * letter) + 12)


def take_font(panel: QWidget, font: QFont) -> None:
    """Give every widget of a panel a font; with a style sheet they do not take the panel's."""
    for widget in panel.findChildren(QWidget):
        widget.setFont(font)


class Choices(QWidget):
    """Buttons that leave kinds out or show them, each with its count."""

    changed = Signal()

    def __init__(self, count: int) -> None:
        super().__init__()
        row = FlowLayout(self)
        self.buttons = [QToolButton() for _ in range(count)]
        for button in self.buttons:
            button.setObjectName("choice")
            button.setCheckable(True)
            button.setChecked(True)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.setMinimumHeight(26)
            button.toggled.connect(lambda _on: self.changed.emit())
            row.addWidget(button)

    def say_all(self, texts: Iterable[str]) -> None:
        """Say what each button stands for."""
        for button, text in zip(self.buttons, texts, strict=True):
            button.setText(text)
            button.setAccessibleName(text)

    def chosen(self) -> list[bool]:
        """Which of the buttons are pressed."""
        return [button.isChecked() for button in self.buttons]


class ChangeList(QWidget):
    """All changes with a filter by kind."""

    chosen = Signal(object)
    """The ChangeRow that became the current one."""

    def __init__(self, rows: tuple[ChangeRow, ...], compared: Compared) -> None:
        super().__init__()
        self._rows = rows
        self.model = ChangesModel(compared)
        self.choices = Choices(len(RowKind))
        self.empty = QLabel()
        self.empty.setWordWrap(True)
        self.empty.setContentsMargins(10, 10, 10, 10)
        self.view = table(self.model)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        for widget in (self.choices, self.empty):
            column.addWidget(widget)
        column.addWidget(self.view, 1)
        self.choices.changed.connect(self._filter)
        self.view.selectionModel().currentChanged.connect(self._tell)
        self._filter()

    def set_font(self, font: QFont) -> None:
        """Show everything in another size."""
        take_font(self, font)
        set_widths(self.view, (16, 17))

    def retranslate(self) -> None:
        """Say everything in the window's language."""
        counts = counted(self._rows)
        self.choices.say_all(f"{kind_sign(one)} {kind_word(one)} {counts[one]}" for one in RowKind)
        self.view.setAccessibleName(say("Changes"))
        self.empty.setText(
            say("No change of these kinds.") if self._rows else say("The texts are the same.")
        )
        here = self.view.currentIndex().row()
        self.model.retranslate()
        self._go(here)

    def _filter(self) -> None:
        before = self.current
        wanted = zip(RowKind, self.choices.chosen(), strict=True)
        rows = kept(self._rows, frozenset(kind for kind, on in wanted if on))
        self.model.show_rows(rows)
        self.empty.setVisible(not rows)
        if before in rows:
            self._go(rows.index(before))

    @property
    def current(self) -> ChangeRow | None:
        """The change that is looked at."""
        at = self.view.currentIndex().row()
        return self.model.rows[at] if 0 <= at < len(self.model.rows) else None

    @property
    def place(self) -> tuple[int, int]:
        """Which of the changes shown it is, from 1, and how many there are."""
        return self.view.currentIndex().row() + 1, len(self.model.rows)

    def step(self, forward: int) -> bool:
        """Go to the next (1) or previous (-1) change; round at the ends; False for none."""
        count = len(self.model.rows)
        if not count:
            return False
        here = self.view.currentIndex().row()
        if here < 0 and forward < 0:
            here = 0
        self._go((here + forward) % count)
        return True

    def _go(self, row: int) -> None:
        if 0 <= row < len(self.model.rows):
            self.view.setCurrentIndex(self.model.index(row, 0))

    def _tell(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self.model.rows[index.row()])


class VerdictList(QWidget):
    """The machine's verdicts that are others than before."""

    chosen = Signal(object)
    """The ItemChange that became the current one."""

    def __init__(self, compared: Compared, rulebook: Rulebook | None) -> None:
        super().__init__()
        self._items = compared.comparison.items
        self.model = VerdictsModel(rulebook)
        self.model.show_rows(self._items)
        self.note = QLabel()
        self.note.setWordWrap(True)
        self.note.setContentsMargins(10, 8, 10, 4)
        self.view = table(self.model)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.note)
        column.addWidget(self.view, 1)
        self.view.selectionModel().currentChanged.connect(self._tell)

    def _tell(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self.model.rows[index.row()])

    def set_font(self, font: QFont) -> None:
        """Show everything in another size."""
        take_font(self, font)
        set_widths(self.view, (15, 23, 12))

    def retranslate(self) -> None:
        """Say everything in the window's language."""
        self.view.setAccessibleName(say("Verdicts that changed"))
        text = say("The machine's verdict is another than it was on these requirements.")
        none = say("The machine's verdicts are the same on all requirements.")
        self.note.setText(text if self._items else none)
        self.model.retranslate()


class MatterList(QWidget):
    """What becomes of each decision on the old version, with a filter by fate."""

    chosen = Signal(object)
    """The Matter that became the current one."""

    def __init__(self, matters: tuple[Matter, ...], rulebook: Rulebook | None) -> None:
        super().__init__()
        self._matters = matters
        self.model = MattersModel(rulebook)
        self.choices = Choices(len(Fate))
        kept = self.choices.buttons[0]
        kept.setChecked(False)
        # Of decisions carried over long ago only those are listed that were not kept.
        kept.setVisible(any(one.fate is Fate.KEPT for one in matters))
        self.note = QLabel()
        self.note.setWordWrap(True)
        self.view = table(self.model)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.addWidget(self.choices)
        row = QHBoxLayout()
        row.setContentsMargins(10, 0, 10, 0)
        row.addWidget(self.note)
        column.addLayout(row)
        column.addWidget(self.view, 1)
        self.choices.changed.connect(self._filter)
        self.view.selectionModel().currentChanged.connect(self._tell)
        self._filter()

    def set_font(self, font: QFont) -> None:
        """Show everything in another size."""
        take_font(self, font)
        set_widths(self.view, (12, 19, 18))

    def retranslate(self) -> None:
        """Say everything in the window's language."""
        self.view.setAccessibleName(say("Former decisions"))
        counts = [sum(one.fate is fate for one in self._matters) for fate in Fate]
        words = (f"{fate_word(fate)} {count}" for fate, count in zip(Fate, counts, strict=True))
        self.choices.say_all(words)
        self.note.setText(
            say("Kept where the words are the same, open again where they changed.")
            if self._matters
            else say("Nothing was decided on the old version.")
        )
        self.model.retranslate()

    def _filter(self) -> None:
        fates = [fate for fate, on in zip(Fate, self.choices.chosen(), strict=True) if on]
        self.model.show_rows(tuple(one for one in self._matters if one.fate in fates))

    def _tell(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self.model.rows[index.row()])
