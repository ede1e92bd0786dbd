"""The way that the Tab key takes."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtWidgets import QWidget


def in_order(*widgets: QWidget) -> None:
    """Have the Tab key lead from each widget to the next; all are in one window."""
    for first, second in pairwise(widgets):
        QWidget.setTabOrder(first, second)
