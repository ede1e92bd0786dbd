"""Closed windows are found in the window's own thread, and nowhere else."""

from __future__ import annotations

import gc
from threading import Thread, get_ident
from typing import TYPE_CHECKING

import pytest

from reviewer.gui.collecting import Collecting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot


class Knot:
    """Something that leads back to itself, and notes in which thread it goes."""

    def __init__(self, gone: list[int]) -> None:
        self.me, self.gone = self, gone

    def __del__(self) -> None:
        self.gone.append(get_ident())


@pytest.fixture
def collecting(qtbot: QtBot) -> Iterator[Collecting]:
    assert qtbot is not None
    enabled = gc.isenabled()
    gc.enable()
    one = Collecting()
    yield one
    one.stop()
    if not enabled:
        gc.disable()


def _busy() -> None:
    kept = [[number] for number in range(50_000)]
    assert len(kept) == 50_000


def test_that_another_thread_finds_nothing(collecting: Collecting) -> None:
    gone: list[int] = []
    Knot(gone)
    thread = Thread(target=_busy)
    thread.start()
    thread.join()
    assert gone == []
    collecting.look_at_all()
    assert gone == [get_ident()]


def test_that_what_is_young_is_found_by_the_clock(qtbot: QtBot, collecting: Collecting) -> None:
    gc.collect()
    gone: list[int] = []
    Knot(gone)
    kept = [[number] for number in range(2000)]
    qtbot.waitUntil(lambda: bool(gone), timeout=5000)
    assert gone == [get_ident()]
    assert collecting.parent() is None
    assert len(kept) == 2000


def test_that_what_is_left_by_a_closed_document_is_found_soon(collecting: Collecting) -> None:
    collecting.look_soon()
    assert any(timer.isSingleShot() and timer.isActive() for timer in collecting.timers)


def test_that_python_searches_again_in_the_end() -> None:
    enabled = gc.isenabled()
    one = Collecting()
    assert not gc.isenabled()
    one.stop()
    assert gc.isenabled()
    if not enabled:
        gc.disable()
