"""What all lists of the window have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractItemView

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTreeView, QWidget


def choose_rows(view: QTreeView) -> None:
    """Let a list be chosen from by whole rows; nothing is edited in it, no column moved."""
    view.setAllColumnsShowFocus(True)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.header().setStretchLastSection(False)
    view.header().setSectionsMovable(False)


def set_type_size(view: QTreeView, panel: QWidget, point_size: float) -> None:
    """Show a list and its header in another size of its panel's font."""
    font = panel.font()
    font.setPointSizeF(point_size)
    view.setFont(font)
    view.header().setFont(font)
