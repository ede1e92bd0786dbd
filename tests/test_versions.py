"""The versions of what the program stands on, learnt without loading it."""

from __future__ import annotations

import importlib.metadata
import sys
from typing import TYPE_CHECKING

import pytest

from reviewer import __version__, paths, versions
from reviewer.store.rulebook import load
from reviewer.versions import NONE, NOT_FOUND

if TYPE_CHECKING:
    from pathlib import Path


def test_that_every_version_is_told_and_the_programs_first() -> None:
    told = versions.versions()
    assert told[0] == ("reviewer", __version__)
    by_name = dict(told)
    assert by_name["Qt"] == importlib.metadata.version("PySide6_Essentials")
    assert by_name["spaCy"] == importlib.metadata.version("spacy")
    assert by_name["Python"] == ".".join(map(str, sys.version_info[:3]))
    assert by_name["rulebook"] == load().version
    assert by_name["models"] != NONE
    assert NOT_FOUND not in by_name.values()
    assert all("\n" not in version for version in by_name.values())


def test_that_the_bundled_models_are_named() -> None:
    models = dict(versions.versions())["models"]
    assert [one.split()[0] for one in models.split(", ")] == ["en", "zh"]
    assert versions.NOT_FOUND not in models


def test_that_what_cannot_be_learnt_is_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def gone(name: str) -> str:
        raise importlib.metadata.PackageNotFoundError(name)

    def no_system() -> str:
        raise OSError

    monkeypatch.setattr(importlib.metadata, "version", gone)
    monkeypatch.setattr("platform.platform", no_system)
    monkeypatch.setattr(versions, "resources", lambda: tmp_path)
    told = dict(versions.versions())
    unknown = {"Qt", "spaCy", "jieba", "ReportLab", "pypdfium2", "rulebook", "system"}
    assert {name for name, version in told.items() if version == NOT_FOUND} == unknown
    assert told["reviewer"] == __version__


@pytest.mark.parametrize("content", ["", "versions: 1", "\ufffe", "version:"])
def test_that_a_rulebook_without_a_version_is_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: str
) -> None:
    (tmp_path / "rulebook").mkdir()
    (tmp_path / "rulebook" / "version.yaml").write_text(content, encoding="utf-16")
    monkeypatch.setattr(versions, "resources", lambda: tmp_path)
    assert dict(versions.versions())["rulebook"] == NOT_FOUND


def test_that_a_package_without_a_version_is_not_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.metadata, "version", lambda _name: None)
    assert dict(versions.versions())["Qt"] == NOT_FOUND


def test_that_an_incomplete_installation_tells_what_it_can(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(paths, "__file__", str(tmp_path / "site" / "reviewer" / "paths.py"))
    paths.resources.cache_clear()
    try:
        assert dict(versions.versions())["rulebook"] == NOT_FOUND
    finally:
        monkeypatch.undo()
        paths.resources.cache_clear()
