"""A short list of things to tick."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from reviewer.gui.tips import as_written

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

_KEY = Qt.ItemDataRole.UserRole


class Ticks(QListWidget):
    """As high as its rows, up to a bound; says when what is ticked changes."""

    changed = Signal()

    def __init__(self, most_rows: int) -> None:
        super().__init__()
        self._most = most_rows
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.itemChanged.connect(lambda _item: self.changed.emit())

    def fill(self, entries: Iterable[tuple[str, str]], ticked: Collection[str]) -> None:
        """List other things: key and title of each."""
        with QSignalBlocker(self):
            self.clear()
            for key, title in entries:
                item = QListWidgetItem(title)
                item.setToolTip(as_written(title))
                item.setData(_KEY, key)
                state = Qt.CheckState.Checked if key in ticked else Qt.CheckState.Unchecked
                item.setCheckState(state)
                self.addItem(item)
        self._fit()

    def _fit(self) -> None:
        rows = max(1, min(self.count(), self._most))
        height = max((self.sizeHintForRow(row) for row in range(self.count())), default=20)
        self.setFixedHeight(rows * height + 2 * self.frameWidth())

    def name(self, titles: Iterable[str]) -> None:
        """Call the things otherwise, in order."""
        with QSignalBlocker(self):
            for row, title in enumerate(titles):
                item = self.item(row)
                item.setText(title)
                item.setToolTip(as_written(title))
        self._fit()

    @property
    def ticked(self) -> tuple[str, ...]:
        """The keys of those that are ticked, in order."""
        items = (self.item(row) for row in range(self.count()))
        return tuple(
            str(item.data(_KEY)) for item in items if item.checkState() == Qt.CheckState.Checked
        )
