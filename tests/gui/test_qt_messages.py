"""What Qt complains of is logged, and what it quotes is not."""

from __future__ import annotations

import logging

import pytest
from PySide6.QtCore import qWarning

from reviewer.gui import qt_messages
from reviewer.gui.qt_messages import without_quotes


@pytest.mark.parametrize(
    ("message", "kept"),
    [
        ("QPainter::begin: Paint device returned engine == 0, type: 2", None),
        ('QFile::remove: Empty or null file name "We sell"', "QFile::remove: Empty or null file"),
        ("QTextBrowser: No document for 我们出售", "QTextBrowser: No document for"),
        ("QIODevice::read (QFile, C:\\Acme\\policy.txt): not open", "QIODevice::read (QFile"),
        ("No document for policy.txt of Acme", "No document for"),
        ("", None),
    ],
)
def test_that_a_message_ends_where_it_quotes(message: str, kept: str | None) -> None:
    told = without_quotes(message)
    assert told == message if kept is None else told.startswith(kept)
    for word in ("We sell", "我们", "Acme", "policy"):
        assert word not in told


def test_that_warnings_are_logged_but_not_for_ever(caplog: pytest.LogCaptureFixture) -> None:
    with qt_messages.kept():
        for _ in range(50):
            qWarning("QPainter::begin: a widget was painted '我们出售'")
    said = [record.getMessage() for record in caplog.records]
    assert said == ["QPainter::begin: a widget was painted ..."] * 3
    assert caplog.records[0].levelno == logging.WARNING
