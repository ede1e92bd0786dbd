"""Where resources and the user's folders are found."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

import pytest

from reviewer import paths

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    paths.resources.cache_clear()
    yield
    paths.resources.cache_clear()


@pytest.mark.parametrize("name", ["rulebook", "locale", "fonts", "samples"])
def test_that_resources_are_found(name: str) -> None:
    assert (paths.resources() / name).is_dir()


def package_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that stands for the installed package."""
    package = folder / "site" / "reviewer"
    package.mkdir(parents=True)
    monkeypatch.setattr(paths, "__file__", str(package / "paths.py"))
    return package


def test_that_resources_are_found_in_a_wheel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = package_in(tmp_path, monkeypatch)
    (package / "resources" / "rulebook").mkdir(parents=True)
    assert paths.resources() == package / "resources"


def test_that_resources_are_found_in_a_frozen_app(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package_in(tmp_path, monkeypatch)
    (tmp_path / "resources" / "rulebook").mkdir(parents=True)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.resources() == tmp_path / "resources"


def test_that_an_incomplete_installation_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = package_in(tmp_path, monkeypatch)
    with pytest.raises(FileNotFoundError, match="no resources folder"):
        paths.resources()
    shutil.rmtree(package)


def test_that_the_users_folders_bear_the_programs_name() -> None:
    assert paths.settings_file().name == "settings.json"
    assert paths.APPLICATION in paths.settings_file().parts
    assert paths.APPLICATION in paths.cache_folder().parts
    assert paths.APPLICATION in paths.log_folder().parts
