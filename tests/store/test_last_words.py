"""A crash of the whole process is found at the next start, by kind and place."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reviewer.store import last_words

ROOT = Path(__file__).resolve().parents[2]

_PROGRAM = """
import os, signal, sys
from pathlib import Path
from reviewer.store import last_words
def end(how):
    if how == "abort":
        os.abort()
    if how == "segfault":
        os.kill(os.getpid(), signal.SIGSEGV)
    if how == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
with last_words.kept(Path(sys.argv[1])):
    end(sys.argv[2])
"""

_WINDOWS = """Windows fatal exception: access violation

Thread 0x00001a2c (most recent call first):
  File "C:\\Program Files\\reviewer\\threading.py", line 331 in wait

Current thread 0x00002b10 (most recent call first):
  File "C:\\Users\\Lin\\reviewer\\gui\\app.py", line 40 in run
  File "C:\\Users\\Lin\\reviewer\\__main__.py", line 16 in <module>

Extension modules: PySide6.QtCore (total: 1)
We sell the street of every customer
"""


def crashed(folder: Path, how: str) -> int:
    program = [sys.executable, "-c", _PROGRAM, str(folder), how]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(program, check=False, capture_output=True, env=environment).returncode


@pytest.mark.skipif(sys.platform == "win32", reason="signals do not crash there")
@pytest.mark.parametrize(
    ("how", "kind"), [("abort", "Aborted"), ("segfault", "Segmentation fault")]
)
def test_that_a_crash_is_found_once(tmp_path: Path, how: str, kind: str) -> None:
    folder = tmp_path / "log"
    assert crashed(folder, how) < 0
    ((bug, when),) = last_words.found(folder)
    assert bug.kind == kind
    assert bug.place == "<string>:7 end" if how == "abort" else bug.place.endswith(" end")
    assert abs((datetime.now(UTC) - when).total_seconds()) < 60
    assert list(last_words.found(folder)) == []
    assert list(folder.iterdir()) == []


def test_that_a_run_that_ends_well_leaves_nothing(tmp_path: Path) -> None:
    assert crashed(tmp_path, "well") == 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
def test_that_the_empty_file_of_a_run_ended_by_force_goes_after_a_while(tmp_path: Path) -> None:
    crashed(tmp_path, "kill")
    (path,) = tmp_path.iterdir()
    assert list(last_words.found(tmp_path)) == []
    assert path.exists()
    old = time.time() - 8 * 24 * 3600
    os.utime(path, (old, old))
    assert list(last_words.found(tmp_path)) == []
    assert not path.exists()


def test_that_folders_and_foreign_words_are_left_out() -> None:
    bug = last_words.crash_of(_WINDOWS)
    assert bug.kind == "access violation"
    assert bug.place == "app.py:40 run"
    assert bug.trace.splitlines() == [
        "in another thread:",
        "threading.py:331 wait",
        "in the thread that crashed:",
        "app.py:40 run",
        "__main__.py:16 <module>",
    ]


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"x" * 200_000, "我们出售".encode()])
def test_that_a_damaged_file_is_a_crash_all_the_same(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "fatal-1.txt").write_bytes(content)
    ((bug, _),) = last_words.found(tmp_path)
    assert (bug.kind, bug.trace) == ("Crash", "")


def test_that_a_folder_that_cannot_be_written_to_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with last_words.kept(tmp_path / "file"):
        pass
    assert list(last_words.found(tmp_path / "none")) == []
