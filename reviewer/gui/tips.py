"""Tooltips of words that others wrote."""

from __future__ import annotations

from PySide6.QtGui import Qt


def as_written(text: str) -> str:
    """A tooltip that shows a text as it is.

    Qt takes what looks like markup for rich text and opens the files that it names, which can
    lie on another computer.

    >>> as_written("We keep invoices.")
    'We keep invoices.'
    >>> as_written("see <img src='//host/x.png'>")
    "<p>see &lt;img src='//host/x.png'&gt;</p>"
    """
    if not Qt.mightBeRichText(text):
        return text
    return Qt.convertFromPlainText(text, Qt.WhiteSpaceMode.WhiteSpaceNormal)
