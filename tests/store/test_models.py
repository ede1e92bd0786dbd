"""Models are unpacked beside other work, and told about when they are asked for."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from reviewer.errors import RulebookError
from reviewer.paths import resources
from reviewer.store import models
from reviewer.store.models import LANGUAGES, BundledModels

if TYPE_CHECKING:
    from pathlib import Path


def test_that_there_is_a_model_for_each_language() -> None:
    found = BundledModels()
    assert tuple(found) == LANGUAGES
    assert len(found) == len(LANGUAGES)
    assert [found[language].language for language in found] == list(LANGUAGES)
    with pytest.raises(KeyError):
        found["fr"]


def test_that_a_damaged_model_is_no_harm_to_other_languages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "models").mkdir()
    shutil.copy(resources() / "models" / "zh.npz", tmp_path / "models")
    (tmp_path / "models" / "en.npz").write_bytes(b"no model")
    monkeypatch.setattr(models, "resources", lambda: tmp_path)
    found = BundledModels()
    assert found["zh"].language == "zh"
    with pytest.raises(RulebookError, match=r"en\.npz is damaged"):
        found["en"]


def test_that_a_missing_model_leaves_the_rules_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(models, "resources", lambda: tmp_path)
    assert not BundledModels()
