"""Preferences that were lost or cannot be kept are said, once, and the work goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reviewer.gui.preferences import Preferences
from reviewer.store import settings

if TYPE_CHECKING:
    from pathlib import Path

    from reviewer.store.settings import Settings
    from tests.gui.conftest import Desk


def test_that_a_broken_file_is_set_aside_before_the_first_save(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text("{ broken", encoding="utf-8")
    preferences = Preferences(file)
    assert preferences.broken
    assert preferences.set_aside == tmp_path / "settings.broken.json"
    preferences.change(zoom=120)
    assert settings.load(file).zoom == 120
    assert preferences.set_aside.read_text(encoding="utf-8") == "{ broken"


def test_that_a_file_that_cannot_be_set_aside_is_never_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_file: Path) -> Path:
        raise PermissionError(13, "Permission denied")

    file = tmp_path / "settings.json"
    file.write_text("{ broken", encoding="utf-8")
    with monkeypatch.context() as blocked:
        blocked.setattr(settings, "set_aside", refuse)
        preferences = Preferences(file)
        preferences.change(zoom=120)
        assert preferences.set_aside is None
        assert file.read_text(encoding="utf-8") == "{ broken"
    preferences.change(zoom=130)
    assert settings.load(file).zoom == 130


def test_that_lost_preferences_are_said_once(desk: Desk) -> None:
    desk.window.notices.begin()
    assert desk.banners() == []
    desk.window.preferences.broken = True
    desk.window.notices.begin()
    (said,) = desk.banners()
    assert "start anew" in said
    assert "kept as" not in said
    desk.window.workspace.banners.clear()
    desk.window.preferences.set_aside = desk.folder / "settings.broken.json"
    desk.window.notices.begin()
    (said,) = desk.banners()
    assert str(desk.folder / "settings.broken.json") in said


@pytest.mark.parametrize("cause", ["Read-only file system", "No space left on device"])
def test_that_preferences_that_cannot_be_kept_are_said_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, cause: str
) -> None:
    def refuse(_settings: Settings, _file: Path) -> None:
        raise OSError(30, cause)

    with monkeypatch.context() as blocked:
        blocked.setattr(settings, "save", refuse)
        for zoom in (110, 120, 130):
            desk.window.preferences.change(zoom=zoom)
    assert desk.window.preferences.settings.zoom == 130
    assert desk.banners() == [f"Preferences cannot be kept: {cause}. The work goes on."]


def test_that_a_folder_that_is_a_file_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    preferences = Preferences(tmp_path / "file" / "settings.json")
    causes: list[str] = []
    preferences.unkept.connect(causes.append)
    preferences.change(zoom=120)
    assert not preferences.broken
    assert len(causes) == 1
    assert preferences.settings.zoom == 120
