"""The size of what stands around the lists of a pane, as its lists have theirs."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QWidget,
)

# What stands above a list in its full size would leave it no room.
_MOST = 1.5
# Of a column, in pixels: in large type the least that Qt takes is more than there is.
_NARROWEST = 24


def set_control_sizes(pane: QWidget, point_size: float) -> None:
    """Show labels, lines, buttons and headers in another size, at most half as large again."""
    size = min(point_size, QApplication.font().pointSizeF() * _MOST)
    for header in pane.findChildren(QHeaderView):
        # Headers with a style sheet take no font from elsewhere.
        sheet = f"QHeaderView::section {{ font-size: {size:g}pt; }}"
        if header.styleSheet() != sheet:
            header.setStyleSheet(sheet)
        header.setMinimumSectionSize(_NARROWEST)
    kinds: tuple[type[QWidget], ...] = (QLabel, QLineEdit, QAbstractButton, QComboBox)
    for kind in kinds:
        for control in pane.findChildren(kind):
            font = control.font()
            if font.pointSizeF() != size:
                font.setPointSizeF(size)
                control.setFont(font)
