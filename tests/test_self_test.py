"""What the self-test says of an installation that lacks something."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reviewer import self_test
from reviewer.errors import EmptyPolicy, SelfTestFailed
from reviewer.report import verify

if TYPE_CHECKING:
    from pathlib import Path


def test_that_a_sample_without_clauses_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sample = tmp_path / "sample.txt"
    sample.write_text("The lamp shines. It is bright at night.\n", encoding="utf-8")
    monkeypatch.setattr(self_test, "samples", lambda: (sample,))
    with pytest.raises(SelfTestFailed, match=r"sample\.txt"):
        list(self_test.check_samples(tmp_path))


def test_that_a_sample_that_cannot_be_read_keeps_its_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sample = tmp_path / "sample.txt"
    sample.write_bytes(b"")
    monkeypatch.setattr(self_test, "samples", lambda: (sample,))
    with pytest.raises(EmptyPolicy):
        list(self_test.check_samples(tmp_path))


def test_that_a_window_that_shows_something_else_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sample = tmp_path / "sample.txt"
    sample.write_text("We collect your name and your address.\n", encoding="utf-8")
    monkeypatch.setattr(self_test, "samples", lambda: (sample,))
    monkeypatch.setattr(self_test, "check_window", lambda: (0,))
    with pytest.raises(SelfTestFailed, match="window"):
        list(self_test.run(tmp_path))


def test_that_a_library_of_the_system_is_named_and_no_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sample = tmp_path / "sample.txt"
    sample.write_text("We collect your name and your address.\n", encoding="utf-8")
    monkeypatch.setattr(self_test, "samples", lambda: (sample,))
    monkeypatch.setattr(self_test, "check_window", lambda: "libGL.so.1: not there")
    assert "libGL.so.1" in list(self_test.run(tmp_path))[-1]


def test_that_a_forged_signature_that_verifies_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sample = tmp_path / "sample.txt"
    sample.write_text("We collect your name and your address.\n", encoding="utf-8")
    monkeypatch.setattr(self_test, "samples", lambda: (sample,))
    (result,) = self_test.check_samples(tmp_path)
    report = result.report.read_bytes()
    self_test.check_signing(report)
    monkeypatch.setattr(verify.Verification, "sound", True)
    with pytest.raises(SelfTestFailed, match="Signatures"):
        self_test.check_signing(report)
