"""The log stays small, survives what happens to its files, and tells no words."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reviewer import __version__
from reviewer.store import log as store

if TYPE_CHECKING:
    from collections.abc import Iterator

QUOTE = "We sell the street of every customer"
ROOT = Path(__file__).resolve().parents[2]
log = logging.getLogger("reviewer.test")


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "state" / "log"
    store.leave()


def lines(folder: Path) -> list[str]:
    return (folder / store.NAME).read_text(encoding="utf-8").splitlines()


def test_that_a_run_begins_with_its_versions(folder: Path) -> None:
    store.keep(folder, console=True)
    log.warning("a lamp went out")
    log.info("the window is shown")
    log.debug("nobody asked")
    first, second, third = lines(folder)
    assert f"INFO reviewer reviewer {__version__}, Python " in first
    assert second.endswith("WARNING reviewer.test a lamp went out")
    assert third.endswith("the window is shown")


def test_that_a_run_without_anything_to_say_writes_nothing(folder: Path) -> None:
    store.keep(folder, console=False)
    store.leave()
    assert lines(folder) == []


def test_that_an_exception_is_logged_without_its_words(folder: Path) -> None:
    store.keep(folder, console=True)
    try:
        raise ValueError(QUOTE)  # noqa: TRY301 - it is caught to be logged
    except ValueError:
        log.exception("it failed")
    text = "\n".join(lines(folder))
    assert "ValueError" in text
    assert "test_log.py:" in text
    assert QUOTE not in text
    assert str(ROOT) not in text


def test_that_the_log_stays_small(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "_BYTES", 2000)
    store.keep(folder, console=True)
    for number in range(200):
        log.warning("lamp %s went out in the street", number)
    names = sorted(path.name for path in folder.iterdir())
    assert names == [store.NAME, f"{store.NAME}.1", f"{store.NAME}.2"]
    assert all(path.stat().st_size <= 2000 for path in folder.iterdir())
    assert lines(folder)[-1].endswith("lamp 199 went out in the street")


def test_that_a_file_that_cannot_be_moved_is_written_on(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(store, "_BYTES", 2000)
    store.keep(folder, console=True)
    with monkeypatch.context() as blocked:
        blocked.setattr(os, "replace", refuse)
        for number in range(100):
            log.warning("lamp %s went out", number)
    assert [path.name for path in folder.iterdir()] == [store.NAME]
    assert len(lines(folder)) == 101
    for number in range(100, 200):
        log.warning("lamp %s went out", number)
    assert (folder / f"{store.NAME}.1").exists()
    assert lines(folder)[-1].endswith("lamp 199 went out")


def test_that_two_windows_share_the_log(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "_BYTES", 3000)
    folder.mkdir(parents=True)
    first, second = store.LogFile(folder), store.LogFile(folder)
    for number in range(120):
        for name, handler in (("first", first), ("second", second)):
            text = f"{number:100} {name}"
            handler.emit(logging.LogRecord("x", logging.WARNING, "", 0, text, None, None))
    first.close()
    second.close()
    assert lines(folder)[-1].endswith("119 second")
    assert lines(folder)[-2].endswith("119 first")
    assert len(list(folder.iterdir())) == 3
    assert all(path.stat().st_size <= 3000 for path in folder.iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="a file in use cannot be removed there")
def test_that_a_log_that_was_removed_is_made_anew(folder: Path) -> None:
    store.keep(folder, console=True)
    log.warning("one")
    (folder / store.NAME).unlink()
    log.warning("two")
    assert lines(folder)[-1].endswith("two")


@pytest.mark.parametrize(("console", "said"), [(True, "a lamp went out"), (False, "")])
def test_that_a_folder_that_cannot_be_written_to_is_no_failure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], *, console: bool, said: str
) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    store.keep(tmp_path / "file" / "log", console=console)
    log.warning("a lamp went out")
    log.info("not for the terminal")
    store.leave()
    told = capsys.readouterr().err
    assert told.strip().endswith(said)
    assert bool(told) == console
    assert "terminal" not in told


def test_that_a_program_without_a_terminal_logs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    monkeypatch.setattr(sys, "stdout", None)
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    store.keep(tmp_path / "file", console=True)
    log.warning("a lamp went out")
    store.keep(tmp_path / "log", console=True)
    log.warning("a lamp went out")
    store.leave()
    assert len(lines(tmp_path / "log")) == 2


def test_that_halves_of_letters_are_logged_as_such(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # pytest-xdist cannot pass on what pytest itself would catch of it.
    monkeypatch.setattr(logging.getLogger("reviewer"), "propagate", False)
    store.keep(folder, console=True)
    log.warning("half of a letter: \ud83d")
    store.leave()
    assert "half of a letter" in lines(folder)[-1]
    assert not capsys.readouterr().err


def test_that_the_latest_lines_are_found(folder: Path) -> None:
    assert store.last_lines(folder, 3) == ()
    store.keep(folder, console=True)
    for number in range(5):
        log.warning("lamp %s", number)
    assert [line.split()[-1] for line in store.last_lines(folder, 3)] == ["2", "3", "4"]


def test_that_the_log_is_in_utf_8_whatever_the_system_says(tmp_path: Path) -> None:
    program = (
        "import logging, sys; from pathlib import Path; from reviewer.store import log;"
        "log.keep(Path(sys.argv[1]), console=True);"
        "logging.getLogger('reviewer').warning('\\u706f\\u706d\\u4e86')"
    )
    environment = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-c", program, str(tmp_path)], env=environment, check=True)
    assert lines(tmp_path)[-1].endswith("灯灭了")
