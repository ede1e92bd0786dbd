"""A layout that sets widgets in rows, like words in a paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from reviewer.gui.overriding import overriding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@overriding
class FlowLayout(QLayout):
    """Rows of widgets in their own size, wrapped at the width."""

    def __init__(self, parent: QWidget, gap: int = 4) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap

    def addItem(self, item: QLayoutItem) -> None:
        """Take one more."""
        self._items.append(item)

    def count(self) -> int:
        """How many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """One of them; None beyond the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give one back; None beyond the end."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """It asks for no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """The height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of all rows at a width."""
        bottom = 0
        for _item, place in self._places(QRect(0, 0, width, 0)):
            bottom = max(bottom, place.bottom() + 1)
        return bottom + self.contentsMargins().bottom()

    def rows(self, width: int, sizes: Iterable[int]) -> int:
        """How many rows widgets of these widths would take at a width."""
        margins = self.contentsMargins()
        room = width - margins.left() - margins.right()
        count = used = 0
        for size in sizes:
            if not count or (used and used + size > room):
                count, used = count + 1, 0
            used += size + self._gap
        return count

    def setGeometry(self, rectangle: QRect) -> None:
        """Place every widget."""
        super().setGeometry(rectangle)
        for item, place in self._places(rectangle):
            item.setGeometry(place)

    def sizeHint(self) -> QSize:
        """The least that shows every widget."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """The size of the largest widget."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _places(self, rectangle: QRect) -> Iterator[tuple[QLayoutItem, QRect]]:
        room = rectangle.marginsRemoved(self.contentsMargins())
        left, top, height = room.left(), room.top(), 0
        for item in self._items:
            widget = item.widget()
            if widget is not None and widget.isHidden():
                continue
            size = item.sizeHint()
            if left > room.left() and left + size.width() > room.left() + room.width():
                left, top, height = room.left(), top + height + self._gap, 0
            yield item, QRect(QPoint(left, top), size)
            left += size.width() + self._gap
            height = max(height, size.height())
