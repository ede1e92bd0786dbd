"""The real window is killed while it is decided in; what it showed as saved is there again."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from tests.benchmarks import window_kills

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.skipif(sys.platform != "linux", reason="folders are named by environment variables")
def test_that_a_killed_window_loses_nothing_that_it_showed_as_saved(tmp_path: Path) -> None:
    assert window_kills.kills(3, tmp_path, seed=5) > 0
