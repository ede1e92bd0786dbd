"""What is decided in the window is on the disk before it is shown as saved."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING

import pytest

from reviewer.errors import DiskFull
from reviewer.gui.document import Stage
from reviewer.gui.words import say
from reviewer.model.history import fold
from reviewer.paths import unsaved_folder
from reviewer.store import lock as locks
from reviewer.store import review_file
from reviewer.store.review_file import load
from tests.gui.examples import CHINESE, ENGLISH

if TYPE_CHECKING:
    from pathlib import Path

    from reviewer.gui.document import Document
    from reviewer.gui.saving import Saver
    from tests.gui.conftest import Desk


def _saver(desk: Desk) -> Saver:
    saver = desk.window.keeping.saver(desk.window.document)
    assert saver is not None
    return saver


def _settled(desk: Desk) -> Saver:
    """The saver once all is on the disk."""
    saver = _saver(desk)
    desk.bot.waitUntil(lambda: saver.pending == 0 and saver.saved_at is not None, timeout=5000)
    desk.bot.waitUntil(lambda: desk.window.status.saved.text().startswith("saved "), timeout=2000)
    return saver


def _decide(desk: Desk, keys: str) -> None:
    desk.press("n")
    for key in keys:
        desk.press(key)


def _statuses(document: Document) -> str:
    standing = document.standing
    assert standing is not None
    return "".join(standing.status(number).value[0] for number in standing.order)


def _saved_as(desk: Desk, path: Path) -> Saver:
    saver = _settled(desk)
    with desk.bot.waitSignal(saver.moved, timeout=5000):
        desk.window.keeping.save_to(desk.document, path)
    return saver


def _reopened(desk: Desk, path: Path) -> Document:
    desk.window.session.open_path(path)
    desk.bot.waitUntil(
        lambda: desk.window.document is not None and desk.document.stage is Stage.READY,
        timeout=5000,
    )
    return desk.document


def test_that_nothing_is_written_before_the_first_edit(desk: Desk) -> None:
    desk.open()
    assert not unsaved_folder().exists()
    assert desk.window.keeping.saver(desk.document) is None


def test_that_the_first_edit_makes_a_private_review_file(desk: Desk) -> None:
    desk.open()
    _decide(desk, "a")
    assert desk.window.status.saved.text() == "saving …"
    saver = _settled(desk)
    assert saver.path is not None
    assert saver.path.parent == unsaved_folder()
    if sys.platform != "win32":
        assert unsaved_folder().stat().st_mode & 0o777 == 0o700
    stored = load(saver.path)
    assert stored.contents.source == ENGLISH.encode()
    assert len(stored.edits) == 1


def test_that_every_edit_is_in_the_file(desk: Desk) -> None:
    document = desk.open()
    _decide(desk, "ara")
    document.undo()
    saver = _settled(desk)
    assert saver.path is not None
    stored = load(saver.path)
    again = fold(stored.contents.review, stored.edits)
    assert document.working is not None
    assert again.decisions == document.working.decisions


def test_that_a_review_saved_elsewhere_goes_on_there(desk: Desk) -> None:
    document = desk.open()
    _decide(desk, "a")
    former = _settled(desk).path
    assert former is not None
    path = desk.folder / "mine.review"
    _saved_as(desk, path)
    assert not former.exists()
    assert document.name == "mine.review"
    assert desk.window.workspace.tabs.tabText(0) == "mine.review"
    desk.press("r")
    _settled(desk)
    assert len(load(path).edits) == 2
    assert str(path) in desk.window.preferences.settings.recent


def test_that_a_review_opens_without_its_policy(desk: Desk) -> None:
    document = desk.open()
    _decide(desk, "ar")
    path = desk.folder / "mine.review"
    _saved_as(desk, path)
    desk.window.session.leave(document)
    (desk.folder / "birchlane.txt").unlink()
    again = _reopened(desk, path)
    assert _statuses(again) == "aroooo"
    assert again.policy is not None
    assert again.policy.text == ENGLISH
    assert desk.window.decided.text() == "2 of 6 decided"
    desk.press("n")
    assert again.clause == 2
    desk.press("a")
    _settled(desk)
    assert len(load(path).edits) == 3
    again.undo()
    again.undo()
    assert _statuses(again) == "aooooo"


def test_that_a_file_that_is_open_with_decisions_is_told_of(desk: Desk) -> None:
    decided = desk.open()
    desk.open(CHINESE, "baihua.txt")
    assert not desk.banners()
    desk.window.session.make_current(decided)
    desk.press("n")
    desk.press("a")
    again = desk.open(name="downloads.txt")
    assert again is not decided
    told = say(
        "{name} is the same file as {other}, which is open with decisions: {count}.",
        name="downloads.txt",
        other="birchlane.txt",
        count=1,
    )
    assert told in desk.banners()
    desk.click_banner("Go there")
    assert desk.document is decided
    assert again not in desk.window.session.documents


def test_that_an_unsaved_review_is_offered_and_recovered(desk: Desk) -> None:
    document = desk.open()
    _decide(desk, "arr")
    saver = _settled(desk)
    path = saver.path
    assert path is not None
    with desk.bot.waitSignal(desk.window.keeping.unsaved_found, timeout=5000):
        desk.window.session.leave(document)
    empty = desk.window.workspace.empty
    names = [button.text() for button in empty.findChildren(type(desk.window.clauses.bulk.accept))]
    assert "birchlane.txt: 3 decisions" in names
    again = _reopened(desk, path)
    assert _statuses(again) == "arrooo"
    assert again.name == "birchlane.txt"
    assert "3 decisions recovered: birchlane.txt" in desk.banners()


def test_that_a_second_opener_only_reads(desk: Desk) -> None:
    document = desk.open()
    _decide(desk, "a")
    path = desk.folder / "mine.review"
    _saved_as(desk, path)
    desk.window.session.leave(document)
    lock = locks.acquire(path, "Grace")
    try:
        again = _reopened(desk, path)
        assert "Grace" in " ".join(desk.banners())
        assert desk.window.status.saved.text() == "read-only"
        desk.press("n")
        desk.press("a")
        assert _statuses(again) == "aooooo"
        assert any("for reading alone; save it" in text for text in desk.banners())
        copy = desk.folder / "copy.review"
        with desk.bot.waitSignal(_saver(desk).moved, timeout=5000):
            desk.window.keeping.save_to(again, copy)
        desk.press("r")
        assert _statuses(again) == "arooo" + "o"
        _settled(desk)
        assert len(load(copy).edits) == 2
    finally:
        lock.release()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows moves no file that is open")
def test_that_a_moved_file_loses_nothing(desk: Desk) -> None:
    desk.open()
    _decide(desk, "a")
    path = desk.folder / "mine.review"
    saver = _saved_as(desk, path)
    desk.press("a")
    desk.bot.waitUntil(lambda: saver.pending == 0, timeout=5000)
    path.rename(desk.folder / "away.review")
    desk.press("r")
    desk.bot.waitUntil(lambda: saver.trouble is not None, timeout=5000)
    assert any("was moved, removed or replaced" in text for text in desk.banners())
    assert desk.window.status.saved.text() == "not saved: 1"
    assert _statuses(desk.document) == "aarooo"
    (desk.folder / "away.review").rename(path)
    desk.click_banner("Retry")
    _settled(desk)
    assert len(load(path).edits) == 3
    assert not desk.banners()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows moves no file that is open")
def test_that_a_file_moved_before_anything_was_added_is_said_to_be_moved(desk: Desk) -> None:
    desk.open()
    _decide(desk, "a")
    path = desk.folder / "mine.review"
    saver = _saved_as(desk, path)
    desk.bot.waitUntil(lambda: saver.pending == 0, timeout=5000)
    path.rename(desk.folder / "away.review")
    desk.press("r")
    desk.bot.waitUntil(lambda: saver.trouble is not None, timeout=5000)
    assert any("was moved, removed or replaced" in text for text in desk.banners())
    (desk.folder / "away.review").rename(path)
    desk.click_banner("Retry")
    _settled(desk)
    assert len(load(path).edits) == 2


def test_that_a_full_disk_keeps_decisions_for_another_file(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.open()
    _decide(desk, "a")
    saver = _settled(desk)

    def full(*_: object) -> None:
        raise DiskFull("{file} cannot be saved.", file="it")

    monkeypatch.setattr(review_file.Appender, "append", full)
    desk.press("r")
    desk.bot.waitUntil(lambda: saver.trouble is not None, timeout=5000)
    asked: list[int] = []
    monkeypatch.setattr(desk.window.keeping, "ask_loss", asked.append)
    assert not desk.window.close()
    assert asked == [1]
    other = desk.folder / "other.review"
    with desk.bot.waitSignal(saver.moved, timeout=5000):
        desk.window.keeping.save_to(desk.document, other)
    _settled(desk)
    assert len(load(other).edits) == 2


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="the administrator writes everywhere"
)
def test_that_a_read_only_folder_is_said(desk: Desk) -> None:
    unsaved_folder().mkdir(parents=True)
    unsaved_folder().chmod(0o500)
    desk.open()
    _decide(desk, "a")
    assert desk.banners()
    unsaved_folder().chmod(0o700)


def test_that_a_place_that_is_no_folder_is_said_and_another_taken(desk: Desk) -> None:
    unsaved_folder().parent.mkdir(parents=True)
    unsaved_folder().write_text("in the way")
    desk.open()
    _decide(desk, "ar")
    assert sum("cannot be saved" in text for text in desk.banners()) == 1
    assert desk.window.status.saved.text() == "not saved: 2"
    path = desk.folder / "mine.review"
    desk.window.keeping.save_to(desk.document, path)
    _settled(desk)
    assert len(load(path).edits) == 2
    assert not desk.banners()


def test_that_a_damaged_review_is_said_and_not_opened(desk: Desk) -> None:
    path = desk.folder / "bad.review"
    path.write_bytes(b"SQLite format 3\x00" + bytes(2000))
    desk.window.session.open_path(path)
    desk.bot.waitUntil(lambda: bool(desk.banners()), timeout=3000)
    assert desk.window.document is None
    assert not locks.lock_path(path).exists()


def test_that_a_file_of_somebody_else_in_its_place_is_not_overwritten(desk: Desk) -> None:
    desk.open()
    _decide(desk, "a")
    path = desk.folder / "mine.review"
    saver = _saved_as(desk, path)
    desk.press("a")
    desk.bot.waitUntil(lambda: saver.pending == 0, timeout=5000)
    other = desk.folder / "other.review"
    shutil.copy(path, other)
    other.replace(path)
    desk.press("r")
    desk.bot.waitUntil(lambda: saver.trouble is not None, timeout=5000)
    assert len(load(path).edits) == 2


def test_that_open_documents_and_places_are_found_again(desk: Desk) -> None:
    desk.open()
    _decide(desk, "a")
    path = desk.folder / "mine.review"
    _saved_as(desk, path)
    at = ENGLISH.index("three years")
    cursor = desk.pane.text.textCursor()
    cursor.setPosition(desk.document.map.to_qt(at))
    desk.pane.text.setTextCursor(cursor)
    desk.open(name="second.txt")
    desk.window.session.make_current(desk.window.session.documents[0])
    desk.window.resuming.note()
    for document in tuple(desk.window.session.documents):
        settings = desk.window.preferences.settings
        desk.window.session.close(document)
    desk.window.preferences.take(settings)
    desk.window.preferences.remember(
        open_files=((str(path), at), (str(desk.folder / "second.txt"), 0)),
        current_file=str(path),
    )
    desk.window.resuming.resume()
    desk.bot.waitUntil(
        lambda: [d.stage for d in desk.window.session.documents] == [Stage.READY] * 2, timeout=5000
    )
    assert {d.name for d in desk.window.session.documents} == {"mine.review", "second.txt"}
    kept = next(d for d in desk.window.session.documents if d.name == "mine.review")
    assert _statuses(kept) == "aooooo"
    assert kept.caret == at


def test_that_saving_without_decisions_makes_a_file_too(desk: Desk) -> None:
    document = desk.open()
    path = desk.folder / "mine.review"
    desk.window.keeping.save_to(document, path)
    desk.bot.waitUntil(path.exists, timeout=3000)
    desk.bot.waitUntil(lambda: document.name == "mine.review", timeout=3000)
    assert load(path).edits == ()


def test_that_a_text_that_was_decided_on_is_not_read_in_another_encoding(desk: Desk) -> None:
    document = desk.open()
    _decide(desk, "a")
    desk.window.session.read_again(document, "gbk")
    assert any("not read in another encoding" in text for text in desk.banners())
    assert _statuses(document) == "aooooo"
