"""The program as others start it: a process of its own, often without a display."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reviewer.paths import resources
from tests import contract

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = resources() / "samples"
ENGLISH, CHINESE = SAMPLES / "sample_en.txt", SAMPLES / "sample_zh.txt"
SHORT = "We collect your name and your street address. We keep invoices for ten years.\n"


def started(
    arguments: Sequence[object], stdin: str = "", **environment: str
) -> subprocess.CompletedProcess[str]:
    """Runs a command as a program of its own, without a display."""
    gone = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "LC_ALL", "LC_MESSAGES", "LANG"}
    kept = {name: value for name, value in os.environ.items() if name not in gone}
    return subprocess.run(
        [sys.executable, "-m", "reviewer", *map(str, arguments)],
        input=stdin,
        encoding="utf-8",
        capture_output=True,
        check=False,
        cwd=ROOT,
        env=kept | environment,
        timeout=60,
    )


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="there is always a display")
@pytest.mark.parametrize("arguments", [(), (ENGLISH,), ("open",), ("open", ENGLISH, CHINESE)])
def test_that_a_window_without_a_display_is_one_sentence(arguments: tuple[object, ...]) -> None:
    answer = started(arguments)
    assert (answer.returncode, answer.stdout) == (1, "")
    assert answer.stderr.startswith("There is no display")
    assert "reviewer analyze" in answer.stderr
    assert answer.stderr.count("\n") == 1


def test_that_opening_what_is_not_there_is_one_sentence() -> None:
    for name in ("no-such-file.txt", "x" * 300):
        answer = started([name])
        assert (answer.returncode, answer.stdout) == (1, "")
        assert answer.stderr == f"There is no file {name}; check its name and folder.\n"


def test_that_the_program_speaks_chinese() -> None:
    answer = started(["analyze", "no-such-file.txt"], LANG="zh_CN.UTF-8")
    assert answer.returncode == 1
    assert "找不到文件 no-such-file.txt" in answer.stderr


def test_that_the_output_is_utf_8_whatever_the_terminal_is() -> None:
    answer = started(["checklists"], LANG="zh_CN.UTF-8", PYTHONIOENCODING="latin-1")
    assert answer.returncode == 0
    assert "个人信息保护法" in answer.stdout


def test_that_the_self_test_writes_a_report_of_each_sample(tmp_path: Path) -> None:
    answer = started(["--self-test"], TMPDIR=str(tmp_path), TEMP=str(tmp_path))
    assert (answer.returncode, answer.stderr) == (0, "")
    reports = sorted(tmp_path.rglob("*.pdf"))
    assert [path.name for path in reports] == ["sample_en.pdf", "sample_zh.pdf"]
    assert all(path.read_bytes().startswith(b"%PDF-") for path in reports)


def test_that_analyze_reads_its_input_as_a_program() -> None:
    answer = started(["analyze", "-"], SHORT)
    assert (answer.returncode, answer.stderr) == (0, "")
    contract.check(json.loads(answer.stdout))


def test_that_a_reader_who_leaves_early_gets_no_complaint() -> None:
    program = subprocess.Popen(
        [sys.executable, "-m", "reviewer", "analyze", str(ENGLISH)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
    )
    assert program.stdout is not None
    assert program.stderr is not None
    program.stdout.close()
    complaint = program.stderr.read()
    program.stderr.close()
    assert program.wait(60) in {0, 1}
    assert complaint == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is full")
def test_that_a_full_disk_is_one_sentence() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "reviewer", "checklists"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            cwd=ROOT,
        )
    assert done.returncode == 1
    assert done.stderr.count(b"\n") == 1
    assert b"cannot be written" in done.stderr
