"""The table of policies with its progress."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSortFilterProxyModel, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from reviewer.gui.batch.table import ROW_ROLE, SORT_ROLE, BatchModel, key_of
from reviewer.gui.batch.wording import BatchColumn, state
from reviewer.gui.facts import size_words
from reviewer.gui.icons import icon
from reviewer.gui.overriding import overriding
from reviewer.gui.tips import as_written
from reviewer.gui.widgets.pause import after_typing
from reviewer.gui.widgets.plain_rows import PlainTable, fit
from reviewer.gui.widgets.rows import set_type_size
from reviewer.gui.widgets.status import Shortened
from reviewer.gui.words import say, words
from reviewer.report.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QEvent

    from reviewer.gui.batch.wording import BatchRow


@overriding
class BatchPanel(QWidget):
    """Shows policies; Enter or a double click asks for one to be opened."""

    open_wanted = Signal(int)
    folder_wanted = Signal()
    stop_wanted = Signal()
    start_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.model = BatchModel()
        self.proxy = QSortFilterProxyModel(self)
        self.proxy.setSourceModel(self.model)
        self.proxy.setSortRole(SORT_ROLE)
        self.proxy.setSortLocaleAware(True)
        self.proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.proxy.setFilterKeyColumn(-1)
        self.view = PlainTable()
        self.filter = QLineEdit()
        self.filter.setClearButtonEnabled(True)
        self.about, self.work, self.fault = Shortened(), QLabel(), QLabel()
        self.fault.setTextFormat(Qt.TextFormat.PlainText)
        self.fault.setWordWrap(True)
        self.fault.setContentsMargins(8, 0, 8, 0)
        self.fault.hide()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedSize(120, 8)
        self.turn, self.folder = QPushButton(), QPushButton()
        self._running = False
        after_typing(self.filter, lambda: self.proxy.setFilterFixedString(self.filter.text()))
        self._lay_out()
        self._set_up()
        words.changed.connect(self.retranslate)
        self.show_work(0, 0, running=False)
        self.retranslate()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(8, 4, 8, 0)
        row.addWidget(self.folder)
        row.addWidget(self.about, 1)
        for widget in (self.bar, self.work, self.turn):
            row.addWidget(widget)
        self.filter.setMaximumWidth(260)
        row.addWidget(self.filter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.fault)
        column.addWidget(self.view, 1)

    def _set_up(self) -> None:
        view = self.view
        view.setModel(self.proxy)
        view.setSortingEnabled(True)
        view.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        view.activated.connect(self._open)
        view.resized.connect(self._fit)
        view.selectionModel().currentRowChanged.connect(lambda *_: self._show_fault())
        self.model.dataChanged.connect(lambda *_: self._show_fault())
        self.folder.clicked.connect(self.folder_wanted)
        self.turn.clicked.connect(self._turn)

    def _open(self, index: QModelIndex) -> None:
        self.open_wanted.emit(index.data(ROW_ROLE))

    def _turn(self) -> None:
        (self.stop_wanted if self._running else self.start_wanted).emit()

    def show_rows(self, rows: Sequence[BatchRow]) -> None:
        """Take other rows; the one that is looked at stays so."""
        at = self.view.currentIndex().data(ROW_ROLE)
        former = key_of(self.model.rows[at]) if at is not None else None
        self.model.show_rows(rows)
        if former is None or self.view.currentIndex().isValid():
            return
        same = (n for n, row in enumerate(rows) if key_of(row) == former)
        row = next(same, None)
        if row is not None:
            self.choose(row)

    def shown(self) -> list[int]:
        """The rows that the filter keeps, as they are sorted, by their numbers in the model."""
        return [self.proxy.index(at, 0).data(ROW_ROLE) for at in range(self.proxy.rowCount())]

    def choose(self, row: int) -> None:
        """Look at a row, by its number in the model."""
        self.view.setCurrentIndex(self.proxy.mapFromSource(self.model.index(row, 0)))

    def _show_fault(self) -> None:
        """Say in full what is wrong with the row that is looked at."""
        at = self.view.currentIndex().data(ROW_ROLE)
        row = self.model.rows[at] if at is not None else None
        wrong = row is not None and row.error is not None
        self.fault.setText(f"{row.name}: {state(row)}" if row is not None and wrong else "")
        self.fault.setVisible(wrong)

    def show_folder(self, text: str) -> None:
        """Say which folder is listed."""
        self.about.setText(text)
        self.about.setToolTip(as_written(text))

    def show_work(self, done: int, count: int, *, running: bool) -> None:
        """Say how many of the folder's files are analysed.

        Args:
            running: whether the others are being analysed one after the other.
        """
        self._running = running
        self.bar.setRange(0, max(1, count))
        self.bar.setValue(done)
        self.bar.setVisible(running)
        self.work.setText(say("{done} of {count}", done=done, count=count) if count else "")
        self.turn.setText(say("Cancel") if running else say("Analyse the rest"))
        self.turn.setVisible(running or done < count)
        self.bar.setAccessibleName(say("Policies analysed"))
        self.work.setAccessibleName(say("{done} of {count} analysed", done=done, count=count))

    def set_zoom(self, point_size: float) -> None:
        """Show the table in another size."""
        set_type_size(self.view, self, point_size)
        self.view.scheduleDelayedItemsLayout()
        self._fit()

    def _fit(self) -> None:
        column = BatchColumn
        shares = {column.NAME: 4, column.FLAGS: 4, column.VERDICTS: 6, column.STATE: 5}
        fixed = {
            column.LANGUAGE: Words(words.language).tongue("zh-Hans"),
            column.SIZE: size_words(999_900_000),
            column.DECIDED: say("{percent} %", percent=100),
            column.MISSING: "0000",
        }
        fit(self.view, shares, fixed)

    def retranslate(self) -> None:
        """Say everything in the window's language."""
        self.filter.setPlaceholderText(say("Filter the policies"))
        self.filter.setAccessibleName(say("Filter the policies"))
        self.view.setAccessibleName(say("Table of policies"))
        self.folder.setText(say("Open a folder …"))
        self._colour()
        self.model.retranslate()
        self._show_fault()
        self._fit()

    def _colour(self) -> None:
        self.folder.setIcon(icon("open"))

    def changeEvent(self, event: QEvent) -> None:
        """Redraw the icon when the palette changes."""
        super().changeEvent(event)
        if event.type() == event.Type.PaletteChange:
            self._colour()
