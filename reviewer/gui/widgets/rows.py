"""What all lists of the window have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractItemView, QTreeView

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from reviewer.gui.widgets.row_table import RowTable


def choose_rows(view: QTreeView | RowTable) -> None:
    """Let a list be chosen from by whole rows; nothing is edited in it, no column moved."""
    if isinstance(view, QTreeView):
        view.setAllColumnsShowFocus(True)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.header().setStretchLastSection(False)
    view.header().setSectionsMovable(False)


def set_type_size(view: QTreeView | RowTable, panel: QWidget, point_size: float) -> None:
    """Show a list and its header in another size of its panel's font."""
    font = panel.font()
    font.setPointSizeF(point_size)
    view.setFont(font)
    view.header().setFont(font)
