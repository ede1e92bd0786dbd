"""Loads modules one at a time, so that the window answers between any two."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def loaded(names: Sequence[str]) -> Iterator[None]:
    """A step for each module; what stands first should be what the later ones need."""
    for name in names:
        import_module(name)
        yield
