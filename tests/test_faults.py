"""A bug of a command is one sentence and a report, never a traceback or a word of the policy."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reviewer import __version__, cli, faults, guard, i18n, output, pipeline
from reviewer.bugs import Bug
from reviewer.errors import OutputError, ReviewerError
from reviewer.paths import log_folder
from tests.test_guard import crash, stumble

if TYPE_CHECKING:
    from collections.abc import Iterator

QUOTE = "We sell the street of every customer"
ROOT = Path(__file__).resolve().parents[1]

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="the folder is given through its environment"
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of log and reports, of this test alone."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    yield log_folder()
    from reviewer.store import log

    log.leave()


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    path = tmp_path / "acme.txt"
    path.write_text(f"{QUOTE}. We keep invoices for ten years.\n", encoding="utf-8")
    return path


def reports(folder: Path) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in folder.glob("crash-*.txt")]


def broken(monkeypatch: pytest.MonkeyPatch, kind: type[Exception]) -> None:
    """Every command that loads the rulebook meets a bug, whose words quote the policy."""

    def fail() -> None:
        raise KeyError(QUOTE)

    def load() -> None:
        try:
            fail()
        except KeyError as error:
            if issubclass(kind, ExceptionGroup):
                raise ExceptionGroup(QUOTE, [ValueError(QUOTE)]) from error
            raise kind(QUOTE) from error

    monkeypatch.setattr(pipeline, "load_rulebook", load)


@pytest.mark.parametrize(
    "kind", [ValueError, SystemError, RecursionError, MemoryError, OSError, ExceptionGroup]
)
def test_that_a_bug_is_one_sentence_and_a_report(
    kind: type[Exception],
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    broken(monkeypatch, kind)
    assert cli.run(["checklists"]) == 1
    told = capsys.readouterr()
    assert not told.out
    assert told.err.startswith(f"Something unexpected went wrong ({kind.__name__});")
    assert told.err.count("\n") == 1
    (path,) = folder.glob("crash-*.txt")
    assert str(path) in told.err
    (report,) = reports(folder)
    assert "ended a command" in report
    assert "caused by KeyError" in report
    assert f"reviewer {__version__}" in report
    log = (folder / "reviewer.log").read_text(encoding="utf-8")
    assert kind.__name__ in log
    assert QUOTE not in told.err + report + log


def test_that_a_bug_is_told_in_chinese(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    broken(monkeypatch, ValueError)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert cli.run(["checklists"]) == 1
    assert capsys.readouterr().err.startswith("发生意外错误（ValueError）；报告已写入 ")
    assert reports(folder)[0].startswith("reviewer 故障报告")


def test_that_a_report_that_cannot_be_written_is_said(
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "state").touch()
    broken(monkeypatch, ValueError)
    assert cli.run(["checklists"]) == 1
    told = capsys.readouterr().err
    assert told == (
        "Something unexpected went wrong (ValueError), and no report of it could be written.\n"
    )
    assert str(folder) not in told


def test_that_a_bug_is_told_where_even_the_translations_are_gone(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def gone(*_: object) -> str:
        raise FileNotFoundError(QUOTE)

    broken(monkeypatch, ValueError)
    monkeypatch.setattr(i18n, "sentence", gone)
    assert cli.run(["checklists"]) == 1
    assert capsys.readouterr().err.startswith("Something unexpected went wrong (ValueError)")


def test_that_a_bug_in_reporting_a_bug_is_the_end_of_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail() -> None:
        raise MemoryError(QUOTE)

    broken(monkeypatch, ValueError)
    monkeypatch.setattr(faults, "keep_log", fail)
    assert cli.run(["checklists"]) == 1
    assert capsys.readouterr().err.startswith("Something unexpected went wrong (ValueError), and")


def test_that_a_bug_of_the_reader_is_reported(
    folder: Path,
    policy: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(pipeline, "read_timed", stumble)
    assert cli.run(["analyze", str(policy)]) == 1
    told = capsys.readouterr().err
    assert "went wrong while the file was read (ValueError)" in told
    assert "A report without any text" in told
    assert told.count("\n") == 1
    (report,) = reports(folder)
    assert "helper process" in report
    assert "test_guard.py" in report
    assert "secrets" not in told + report


def test_that_a_reader_that_dies_leaves_its_exit_code_in_the_log_alone(
    folder: Path,
    policy: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(pipeline, "read_timed", crash)
    assert cli.run(["analyze", str(policy)]) == 1
    told = capsys.readouterr().err
    assert "print it to a new PDF" in told
    assert told.count("\n") == 1
    assert reports(folder) == []
    log = (folder / "reviewer.log").read_text(encoding="utf-8")
    assert "reviewer-reader ended with exit code -11" in log
    assert "acme" not in log


def test_that_a_command_that_works_leaves_no_report_and_an_empty_log(
    folder: Path, policy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["analyze", str(policy)]) == 0
    assert capsys.readouterr().err == ""
    assert [(path.name, path.stat().st_size) for path in folder.iterdir()] == [("reviewer.log", 0)]


def test_that_a_thread_of_a_command_prints_no_traceback(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def load() -> None:
        thread = threading.Thread(target=stumble, args=(b"", ""))
        thread.start()
        thread.join()
        raise ReviewerError("It ended.")

    monkeypatch.setattr(pipeline, "load_rulebook", load)
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
    assert cli.run(["checklists"]) == 1
    assert capsys.readouterr().err == "It ended.\n"
    (report,) = reports(folder)
    assert "in the background" in report
    assert "secrets" not in report
    assert (sys.excepthook, threading.excepthook, sys.unraisablehook) == hooks


# without a terminal


def take_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not in a fixture: pytest gives it back after each of them."""
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, None)


@pytest.mark.parametrize(
    "arguments",
    [["--version"], ["checklists"], ["classify"], ["analyze", "-"], ["analyze", "no such file"]],
)
def test_that_a_command_without_a_terminal_fails_in_silence(
    folder: Path, arguments: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    take_the_terminal(monkeypatch)
    assert cli.run(arguments) == 1
    assert reports(folder) == []


def test_that_usage_without_a_terminal_has_its_exit_code(monkeypatch: pytest.MonkeyPatch) -> None:
    take_the_terminal(monkeypatch)
    for arguments, code in ((["--help"], 0), (["--nothing"], 2)):
        with pytest.raises(SystemExit) as left:
            cli.run(arguments)
        assert left.value.code == code


def test_that_a_bug_without_a_terminal_is_reported(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken(monkeypatch, ValueError)
    take_the_terminal(monkeypatch)
    assert cli.run(["checklists"]) == 1
    assert len(reports(folder)) == 1
    with pytest.raises(OutputError, match="-o"):
        output.say("nobody listens")


def test_that_a_file_is_written_without_a_terminal(
    policy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_the_terminal(monkeypatch)
    assert cli.run(["analyze", str(policy), "-o", str(tmp_path / "out.json")]) == 0
    assert (tmp_path / "out.json").stat().st_size > 100


# as a program


def test_that_a_program_with_a_bug_prints_one_sentence(tmp_path: Path, policy: Path) -> None:
    program = (
        "import sys; from reviewer import cli, pipeline\n"
        "def endless(*_): return endless()\n"
        "pipeline.review_policy = endless\n"
        "if __name__ == '__main__': sys.exit(cli.run(sys.argv[1:]))\n"
    )
    (tmp_path / "program.py").write_text(program, encoding="utf-8")
    environment = {"PYTHONPATH": str(ROOT), "XDG_STATE_HOME": str(tmp_path), "LC_ALL": "C"}
    done = subprocess.run(
        [sys.executable, "program.py", "analyze", str(policy)],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.startswith(b"Something unexpected went wrong (RecursionError);")
    assert done.stderr.count(b"\n") == 1


def test_that_every_cause_of_a_failure_is_kept_apart() -> None:
    bug = Bug("ValueError", "a.py:1 f", "a.py:1 f")
    one = faults.Faults("en")
    assert one.failure(ReviewerError("It ended.")) == "It ended."
    assert "was written to" in one.failure(ReviewerError("It ended.", bug=bug))
    assert guard.as_reading(ReviewerError("It ended.", bug=bug)).values["bug"] is bug
