"""Finds the real policies that are kept outside the repository."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def shared_folder() -> Path:
    """Where the shared files are: ``REVIEWER_SHARED``, else beside the repository."""
    return Path(os.environ.get("REVIEWER_SHARED", ROOT.parent / "shared"))


def seeds() -> list[Path]:
    """The five seed policies; the test is skipped where they are not at hand."""
    folder = shared_folder() / "seeds"
    found = sorted(folder.glob("*.txt"))
    if not found:
        pytest.skip(f"no seed policies in {folder}; set REVIEWER_SHARED to look elsewhere")
    return found
