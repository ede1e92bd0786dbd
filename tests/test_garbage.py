"""That what is made while nothing is searched for garbage still is collected later."""

from __future__ import annotations

import gc
import weakref
from typing import TYPE_CHECKING

import pytest

from reviewer import garbage

if TYPE_CHECKING:
    from collections.abc import Iterator


class Ring:
    """Something that leads back to itself."""

    def __init__(self) -> None:
        self.own = self


@pytest.fixture(autouse=True)
def _as_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(garbage, "_for_good", [])
    gc.enable()
    yield
    gc.unfreeze()


def test_that_nothing_is_collected_meanwhile_and_all_is_later() -> None:
    with garbage.uncollected():
        assert not gc.isenabled()
        ring = weakref.ref(Ring())
    assert gc.isenabled()
    assert ring() is not None
    gc.collect()
    assert ring() is None


def test_that_collecting_stays_off_where_it_was() -> None:
    gc.disable()
    with garbage.uncollected():
        pass
    assert not gc.isenabled()
    gc.enable()


def test_that_what_is_kept_for_good_is_not_searched_again() -> None:
    garbage.keep_for_good()
    with garbage.uncollected():
        pass
    assert gc.get_freeze_count()
