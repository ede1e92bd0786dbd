"""Rows of plain words, tall enough to be hit."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from reviewer.gui.widgets.rows import choose_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

Index = QModelIndex | QPersistentModelIndex
_Column = TypeVar("_Column", bound=int)
_LEAST_HEIGHT = 26
# Icon, gaps and margins beside a word.
_ROOM = 40


class PlainRow(QStyledItemDelegate):
    """A line of words, a little higher than the words are."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Room for the words, and to hit them."""
        size = super().sizeHint(option, index)
        size.setHeight(max(_LEAST_HEIGHT, QFontMetrics(option.font).height() + 10))
        return size


def set_up_table(view: QTreeView) -> None:
    """Have a tree show rows of plain words, chosen from as a whole."""
    view.setRootIsDecorated(False)
    view.setUniformRowHeights(True)
    view.setAlternatingRowColors(False)
    choose_rows(view)
    view.setItemDelegate(PlainRow(view))


def fit(view: QTreeView, shares: Mapping[_Column, int], fixed: Mapping[_Column, str]) -> None:
    """Share a table's width among its columns.

    Args:
        shares: by column, of what the fixed ones leave.
        fixed: by column, the widest words that must find room.
    """
    metrics = view.fontMetrics()
    left = view.viewport().width()
    for column, widest in fixed.items():
        width = metrics.horizontalAdvance(widest) + _ROOM
        view.setColumnWidth(column, width)
        left -= width
    whole = sum(shares.values())
    for column, share in shares.items():
        view.setColumnWidth(column, max(80, left * share // whole))
