"""The writer: on the disk before it is said, and nothing lost when the disk says no."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reviewer.errors import (
    DiskFull,
    NotStored,
    ReviewFileChanged,
    ReviewFileDamaged,
    ReviewFileError,
    ReviewFileInUse,
    StorageReadOnly,
)
from reviewer.model.edits import ClauseStatus, Comment, Decide, Edit, OnSelection
from reviewer.model.span import Span
from reviewer.store import lock as locks
from reviewer.store import review_schema as schema
from reviewer.store.review_file import Appender, create, load
from reviewer.store.writer import State, Writer
from tests.benchmarks.kills import kills
from tests.model.edit_examples import numbered, sample
from tests.store.review_examples import contents, made

if TYPE_CHECKING:
    from collections.abc import Iterator

CLAUSES = tuple(sample().ground.clauses)
ROOT = Path(__file__).resolve().parents[2]
POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows keeps open files where they are")


def some(count: int, first: int = 1) -> tuple[Edit, ...]:
    return numbered([Decide(CLAUSES[:1], ClauseStatus.ACCEPTED)] * count, first)


class Told:
    """What a writer says, waited for."""

    def __init__(self) -> None:
        self.states: list[State] = []
        self._more = threading.Condition()

    def __call__(self, state: State) -> None:
        with self._more:
            self.states.append(state)
            self._more.notify_all()

    def trouble(self) -> ReviewFileError:
        """The next trouble."""
        with self._more:
            assert self._more.wait_for(lambda: self.states and self.states[-1].trouble, 20)
            trouble = self.states[-1].trouble
            self.states.clear()
        assert trouble is not None
        return trouble

    def saved(self, sequence: int) -> State:
        """The state in which an edit is saved."""
        with self._more:
            assert self._more.wait_for(
                lambda: self.states and self.states[-1].saved >= sequence, 20
            )
            return self.states[-1]


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return made(tmp_path)


@pytest.fixture
def writer(path: Path, told: Told) -> Iterator[Writer]:
    writer = Writer(path, load(path), locks.acquire(path, "Ada Byron"), told)
    yield writer
    writer.close(20)


def test_that_an_edit_is_on_the_disk_when_that_is_said(path: Path, writer: Writer) -> None:
    for edit in some(5):
        assert writer.submit(edit).result(20) == edit.sequence
        assert load(path).edits == some(edit.sequence)
    assert writer.state == State(path=path, saved=5, pending=0)


def test_that_closing_stores_what_waits_and_gives_the_file_free(path: Path, writer: Writer) -> None:
    for edit in some(12):
        writer.submit(edit)
    assert writer.close(20) == ()
    assert load(path).edits == some(12)
    assert sorted(path.parent.iterdir()) == [path]
    with pytest.raises(ValueError, match="does not follow"):
        writer.submit(some(1, 13)[0])


def test_that_edits_come_in_order(writer: Writer) -> None:
    with pytest.raises(ValueError, match="does not follow"):
        writer.submit(some(1, 2)[0])


@POSIX
@pytest.mark.parametrize("fate", ["moved", "removed", "replaced"])
def test_that_a_file_gone_loses_nothing(path: Path, writer: Writer, told: Told, fate: str) -> None:
    writer.submit(some(1)[0]).result(20)
    aside = path.with_name("aside")
    if fate == "removed":
        path.unlink()
    else:
        path.rename(aside)
    if fate == "replaced":
        shutil.copy(aside, path)
    late = [writer.submit(edit) for edit in some(2, 2)]
    trouble = told.trouble()
    assert isinstance(trouble, ReviewFileChanged | NotStored)
    assert "kept in this window" in str(trouble)
    assert not any(future.done() for future in late)
    assert writer.pending == some(2, 2)
    other = path.with_name("other.review")
    assert writer.save_as(other).result(20) == other
    assert [future.result(20) for future in late] == [2, 3]
    assert load(other).edits == some(3)
    assert writer.submit(some(1, 4)[0]).result(20) == 4
    assert load(other).edits == some(4)
    assert writer.state.path == other


@POSIX
def test_that_a_file_put_back_is_gone_on_with(path: Path, writer: Writer, told: Told) -> None:
    writer.submit(some(1)[0]).result(20)
    aside = path.with_name("aside")
    path.rename(aside)
    late = writer.submit(some(1, 2)[0])
    told.trouble()
    writer.retry()
    told.trouble()
    aside.rename(path)
    writer.retry()
    assert late.result(20) == 2
    assert load(path).edits == some(2)


def test_that_edits_of_another_program_are_not_buried(
    path: Path, writer: Writer, told: Told
) -> None:
    writer.submit(some(1)[0]).result(20)
    with closing(Appender(path, contents().identity, load(path).head)) as other:
        other.append(some(1, 2)[0])
    writer.submit(some(1, 2)[0])
    trouble = told.trouble()
    assert isinstance(trouble, ReviewFileChanged)
    assert "wrote into" in str(trouble)
    assert load(path).edits == some(2)
    assert len(writer.pending) == 1


def test_that_another_review_in_the_same_place_is_left_alone(path: Path) -> None:
    head = load(path).head
    with pytest.raises(ReviewFileChanged):
        Appender(path, "another identity", head)


def test_that_a_busy_file_is_waited_for_and_told(
    path: Path, writer: Writer, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reviewer.store.review_database._BUSY_SECONDS", 0.05)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        late = writer.submit(some(1)[0])
        assert isinstance(told.trouble(), ReviewFileInUse)
        other.execute("ROLLBACK")
    writer.retry()
    assert late.result(20) == 1


def test_that_a_full_disk_loses_nothing(path: Path, writer: Writer, told: Told) -> None:
    long = Comment(target=OnSelection(Span(0, 7)), text="Long. " * 1000)
    edits = numbered([long] * 12)
    writer.submit(edits[0]).result(20)
    assert writer._appender is not None
    writer._appender._connection.execute("PRAGMA max_page_count = 1")  # no more than there are
    late = [writer.submit(edit) for edit in edits[1:]]
    trouble = told.trouble()
    assert isinstance(trouble, DiskFull)
    assert "no space left" in str(trouble)
    saved = writer.state.saved
    assert saved < len(edits)
    assert load(path).edits == edits[:saved]
    writer.retry()  # the file is opened anew, and there is room again
    assert late[-1].result(20) == len(edits)
    assert load(path).edits == edits


LIMITED = """
import resource, sys
from pathlib import Path
from reviewer.store import lock as locks
from reviewer.store.review_file import create, load
from reviewer.store.writer import Writer
from tests.store.test_writer import Told, some
path = Path(sys.argv[1])
told = Told()
writer = Writer(path, load(path), locks.acquire(path), told)
hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 100, hard))
futures = [writer.submit(edit) for edit in some(60)]
print(type(told.trouble()).__name__)
assert load(path).edits == some(writer.state.saved)
other = path.with_name("other.review")
print(type(writer.save_as(other).exception(20)).__name__)
assert not other.exists()
resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
writer.retry()
assert futures[-1].result(60) == 60
assert writer.close(20) == ()
print(len(load(path).edits), sorted(one.name for one in path.parent.iterdir()))
"""


@POSIX
def test_that_a_file_that_may_not_grow_loses_nothing(path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", LIMITED, str(path)],
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        check=False,
        timeout=100,
    )
    assert not done.stderr, done.stderr
    assert done.stdout.split("\n") == ["NotStored", "NotStored", "60 ['notice.review']", ""]


READ_ONLY = """
import os, sys
from pathlib import Path
from reviewer.errors import ReviewerError
from reviewer.store import lock as locks
from reviewer.store.review_database import open_for_writing
from reviewer.store.review_file import create, load
if os.geteuid() == 0:  # may write anywhere
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
path = Path(sys.argv[1])
print(len(load(path).edits))
for attempt in (
    lambda: locks.acquire(path),
    lambda: open_for_writing(path),
    lambda: create(path.with_name("b.review"), load(path).contents),
    lambda: load(path.with_name("secret.review")),
):
    try:
        attempt()
    except ReviewerError as error:
        print(type(error).__name__)
"""


@POSIX
def test_that_a_read_only_folder_is_read_and_told() -> None:
    folder = Path(tempfile.mkdtemp(prefix="reviewer-read-only-"))
    try:
        path = made(folder, *some(2))
        made(folder, name="secret.review").chmod(0)
        path.chmod(0o444)
        folder.chmod(0o555)
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-c", READ_ONLY, str(path)],
            capture_output=True,
            encoding="utf-8",
            cwd=ROOT,
            check=False,
            timeout=60,
        )
        assert not done.stderr, done.stderr
        kinds = ["StorageReadOnly", "StorageReadOnly", "NotStored", "NoReviewFile"]
        assert done.stdout.split() == ["2", *kinds]
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


def test_that_saving_elsewhere_takes_no_file_from_anybody(
    path: Path, writer: Writer, tmp_path: Path
) -> None:
    other = made(tmp_path, *some(3), name="other.review")
    with pytest.raises(ReviewFileError, match="exists already"):
        writer.save_as(other).result(20)
    held = locks.acquire(other, "Grace")
    with pytest.raises(ReviewFileInUse, match="Grace"):
        writer.save_as(other, overwrite=True).result(20)
    held.release()
    assert load(other).edits == some(3)
    writer.submit(some(1)[0])
    assert writer.save_as(other, overwrite=True).result(20) == other
    assert load(other).edits == some(1)
    # The former file is free again.
    locks.acquire(path).release()


def test_that_a_bug_while_saving_stops_nothing(
    path: Path, writer: Writer, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr("reviewer.store.review_file.row_of", lambda _: 1 / 0)
        late = writer.submit(some(1)[0])
        assert "ZeroDivisionError" in str(told.trouble())
        with pytest.raises(NotStored, match="ZeroDivisionError"):
            writer.save_as(path.with_name("b.review")).result(20)
    writer.retry()
    assert late.result(20) == 1
    assert load(path).edits == some(1)


def test_that_a_file_of_an_older_version_is_written_anew_before_it_grows(
    path: Path, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    create(path, contents(), some(2), overwrite=True)
    table = "CREATE TABLE places (name TEXT NOT NULL) STRICT"
    for name in ("TABLES", "SCHEMA"):
        monkeypatch.setattr(schema, name, {**getattr(schema, name), "places": table})
    monkeypatch.setattr(schema, "MIGRATIONS", {schema.VERSION: (table,)})
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)
    stored = load(path)
    assert stored.version == schema.VERSION - 1
    writer = Writer(path, stored, locks.acquire(path), told)
    assert writer.submit(some(1, 3)[0]).result(20) == 3
    writer.close(20)
    again = load(path)
    assert again.version == schema.VERSION
    assert (again.contents, again.edits) == (stored.contents, some(3))


def test_that_a_file_that_was_spoilt_meanwhile_takes_nothing(
    path: Path, writer: Writer, told: Told
) -> None:
    path.write_bytes(b"something else")
    writer.submit(some(1)[0])
    assert isinstance(told.trouble(), ReviewFileError)
    with pytest.raises(ReviewFileError):
        load(path)
    other = path.with_name("other.review")
    writer.save_as(other).result(20)
    assert load(other).edits == some(1)
    assert not issubclass(ReviewFileDamaged, StorageReadOnly)


@POSIX
def test_that_twenty_kills_lose_nothing(tmp_path: Path) -> None:
    figures = kills(20, tmp_path, seed=4)
    assert figures.kills == 20
    assert figures.told > 0
    assert figures.kept >= figures.told
