"""What is raised in a method that Qt calls is told, and the program goes on."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from inspect import isfunction
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

import reviewer.gui
from reviewer.gui.overriding import overriding

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@overriding
class Lamp(QWidget):
    """A widget whose method fails in C code."""

    def event(self, event: QEvent) -> bool:
        """Take what nobody sends but the test."""
        if event.type() == QEvent.Type.User:
            int("no number")
        return super().event(event)


def test_that_a_failing_override_is_told_and_ends_nothing(qtbot: QtBot) -> None:
    lamp = Lamp()
    qtbot.addWidget(lamp)
    with qtbot.captureExceptions() as told:
        QApplication.postEvent(lamp, QEvent(QEvent.Type.User))
        qtbot.waitUntil(lambda: bool(told))
    ((kind, _, _),) = told
    assert kind is ValueError


def test_that_every_override_in_the_window_is_safe() -> None:
    found = 0
    for module in pkgutil.walk_packages(reviewer.gui.__path__, "reviewer.gui."):
        for cls in vars(import_module(module.name)).values():
            if not isinstance(cls, type) or cls.__module__ != module.name:
                continue
            qt = [base for base in cls.__mro__[1:] if base.__module__.startswith("PySide6")]
            for name, method in vars(cls).items():
                over = any(name in vars(base) for base in qt) and not name.startswith("__")
                if over and isfunction(method):
                    found += 1
                    assert hasattr(method, "__wrapped__"), f"{cls.__qualname__}.{name}"
    assert found > 100
