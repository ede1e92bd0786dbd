"""The size of what stands around the lists of a pane, as its lists have theirs."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QWidget

# A filter line of three times the size would leave its list no room.
_MOST = 2.0


def set_control_sizes(pane: QWidget, point_size: float) -> None:
    """Show labels, lines and buttons of a pane in another size, at most twice their own."""
    size = min(point_size, QApplication.font().pointSizeF() * _MOST)
    kinds: tuple[type[QWidget], ...] = (QLabel, QLineEdit, QAbstractButton, QComboBox)
    for kind in kinds:
        for control in pane.findChildren(kind):
            font = control.font()
            if font.pointSizeF() != size:
                font.setPointSizeF(size)
                control.setFont(font)
