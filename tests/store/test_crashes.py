"""Reports of bugs: readable, without words, one a bug, ten at most."""

from __future__ import annotations

import logging
import os
import re
import threading
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from reviewer import __version__, bugs, i18n
from reviewer.bugs import Bug, Where, describe
from reviewer.store import crashes, log
from reviewer.store.crashes import Recorder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

QUOTE = "We sell the street of every customer"
BUG = Bug(
    "ValueError", "lexicon.py:12 find\ncaused by KeyError:\nspan.py:3 cut", "lexicon.py:12 find"
)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    log.keep(tmp_path / "log", console=False)
    yield tmp_path / "log"
    log.leave()


def recorder(folder: Path, language: str = "en") -> Recorder:
    return Recorder(folder, lambda: language)


def reports(folder: Path) -> list[Path]:
    return sorted(folder.glob("crash-*.txt"))


def test_that_a_report_can_be_read_and_passed_on(folder: Path) -> None:
    logging.getLogger("reviewer.gui").info("the window is shown")
    report = recorder(folder).record(BUG, Where.WINDOW)
    assert report.path is not None
    assert re.fullmatch(r"crash-\d{8}-\d{6}\.txt", report.path.name)
    text = report.path.read_text(encoding="utf-8")
    assert text == report.text
    for words in (
        "went wrong in the window",
        "(ValueError)",
        "  lexicon.py:12 find\n  caused by KeyError:\n  span.py:3 cut\n",
        f"  reviewer {__version__}\n",
        "  rulebook ",
        "the window is shown",
        "holds no text of a policy",
        "whoever gave you the program",
    ):
        assert words in text
    assert re.search(r"When\n  \d{4}-\d\d-\d\d \d\d:\d\d:\d\d[+-]\d\d:\d\d\n", text)


@pytest.mark.parametrize("where", Where)
def test_that_a_report_speaks_the_readers_language(folder: Path, where: Where) -> None:
    english = recorder(folder).record(BUG, where).text.splitlines()
    chinese = recorder(folder, "zh").record(BUG, where).text.splitlines()
    assert english[0] == "Report of a fault in reviewer"
    assert chinese[0] == "reviewer 故障报告"
    said = [line for line in english if line.startswith("  ") and "(ValueError)" in line]
    assert not set(said) & set(chinese)


def test_that_every_sentence_of_a_report_is_translated() -> None:
    extract = pytest.importorskip("babel.messages.extract").extract
    with open(crashes.__file__, "rb") as file:  # noqa: PTH123 - as the extractor wants it
        said = {message for _, message, _, _ in extract("python", file, {"say": None})}
    chinese = i18n.translator("crashes", "zh")
    assert len(said) > 10
    assert all(chinese(sentence) != sentence for sentence in said)


def test_that_the_same_bug_is_reported_once(folder: Path) -> None:
    one = recorder(folder)
    first = one.record(BUG, Where.WINDOW)
    for _ in range(500):
        again = one.record(BUG, Where.WINDOW)
        assert again.again
        assert again.path == first.path
    assert not first.again
    other = one.record(Bug("ValueError", "", "span.py:3 cut"), Where.WINDOW)
    assert not other.again
    assert len(reports(folder)) == 2
    assert (folder / log.NAME).read_text(encoding="utf-8").count("lexicon.py:12") == 1


def test_that_the_latest_ten_reports_stay(folder: Path) -> None:
    for number in range(14):
        report = recorder(folder).record(BUG, Where.COMMAND)
        assert report.path is not None
        os.utime(report.path, (number, number))
    kept = reports(folder)
    assert len(kept) == 10
    assert min(path.stat().st_mtime for path in kept) == 4
    assert report.path in kept


def test_that_many_different_bugs_do_not_fill_the_memory(folder: Path) -> None:
    one = recorder(folder)
    for number in range(80):
        one.record(Bug("ValueError", "", f"span.py:{number} cut"), Where.WINDOW)
    assert len(reports(folder)) == 10
    assert one.record(Bug("ValueError", "", "span.py:900 cut"), Where.WINDOW).again


def test_that_a_report_that_cannot_be_written_has_a_text(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    report = recorder(tmp_path / "file" / "log").record(BUG, Where.WINDOW)
    assert report.path is None
    assert "lexicon.py:12 find" in report.text


def test_that_a_report_survives_a_program_in_pieces(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> str:
        raise MemoryError(QUOTE)

    monkeypatch.setattr(crashes, "version_lines", fail)
    report = recorder(folder).record(BUG, Where.WINDOW)
    assert report.path is not None
    assert report.text == f"{BUG.kind}\n{BUG.trace}\n"


def test_that_a_bug_met_while_another_is_reported_waits_for_nobody(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = recorder(folder)
    inner: list[crashes.Report] = []

    def meet_another() -> str:
        inner.append(one.record(Bug("KeyError", "", "span.py:3 cut"), Where.CLEANUP))
        return "reviewer"

    monkeypatch.setattr(crashes, "version_lines", meet_another)
    assert one.record(BUG, Where.WINDOW).path is not None
    assert inner[0].again
    assert len(reports(folder)) == 1


def test_that_the_time_of_a_crash_is_told(folder: Path) -> None:
    when = datetime(2026, 11, 21, 9, 30, 5, tzinfo=UTC)
    report = recorder(folder).record(BUG, Where.PROGRAM, when)
    assert report.path == folder / "crash-20261121-093005.txt"
    assert "2026-11-21 09:30:05+00:00" in report.text


# what nobody catches


class Noted:
    """What was noted, and the reports made of it."""

    def __init__(self, folder: Path) -> None:
        self.recorder = recorder(folder)
        self.reports: list[crashes.Report] = []

    def __call__(self, error: BaseException, where: Where) -> None:
        self.reports.append(self.recorder.record(describe(error), where))


def quote(kind: type[Exception]) -> None:
    raise kind(QUOTE)


def chain() -> None:
    try:
        quote(KeyError)
    except KeyError as error:
        error.add_note(QUOTE)
        raise ExceptionGroup(QUOTE, [error, ValueError(QUOTE)]) from error


def test_that_a_thread_that_ends_by_a_bug_is_reported_without_words(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    noted = Noted(folder)
    with bugs.watched(noted):
        thread = threading.Thread(target=chain, name=QUOTE)
        thread.start()
        thread.join()
    (report,) = noted.reports
    assert report.where is Where.THREAD
    assert report.kind == "ExceptionGroup"
    assert "caused by KeyError" in report.text
    assert "in the group ValueError" in report.text
    check_wordless(folder, capsys)


def test_that_a_bug_while_cleaning_up_is_reported_without_words(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    class Lamp:
        def __repr__(self) -> str:
            return QUOTE

        def __del__(self) -> None:
            chain()

    noted = Noted(folder)
    with bugs.watched(noted):
        lamp = Lamp()
        del lamp
    (report,) = noted.reports
    assert report.where is Where.CLEANUP
    assert report.text.count("chain") >= 1
    check_wordless(folder, capsys)


def check_wordless(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    captured = capsys.readouterr()
    assert not captured.out + captured.err
    for path in folder.iterdir():
        assert QUOTE not in path.read_text(encoding="utf-8")


def test_that_leaving_a_thread_is_no_bug(folder: Path) -> None:
    noted = Noted(folder)
    with bugs.watched(noted):
        thread = threading.Thread(target=lambda: (_ for _ in ()).throw(SystemExit(3)))
        thread.start()
        thread.join()
    assert noted.reports == []


def test_that_a_bug_in_noting_a_bug_is_the_end_of_it(capsys: pytest.CaptureFixture[str]) -> None:
    def fail(_error: BaseException, _where: Where) -> None:
        raise ValueError(QUOTE)

    with bugs.watched(fail):
        thread = threading.Thread(target=chain)
        thread.start()
        thread.join()
    assert not capsys.readouterr().err
