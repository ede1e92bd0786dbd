"""The lock: one writer at a time, told by name, and never for ever."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reviewer.errors import ReviewFileInUse, StorageReadOnly
from reviewer.store import lock as locks

ROOT = Path(__file__).resolve().parents[2]
HOLDING = """
import sys
from pathlib import Path
from reviewer.store.lock import acquire
lock = acquire(Path(sys.argv[1]), "Grace")
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a.review"
    path.touch()
    return path


def test_that_the_second_opener_is_told_who_was_first(path: Path) -> None:
    lock = locks.acquire(path, "Ada Byron")
    with pytest.raises(ReviewFileInUse, match="Ada Byron") as caught:
        locks.acquire(path, "Grace")
    holder = caught.value.values["holder"]
    assert isinstance(holder, locks.Holder)
    assert holder == locks.holder_of(path)
    assert (holder.process, holder.who) == (os.getpid(), "Ada Byron")
    assert abs(holder.since - time.time()) < 60
    lock.release()
    lock.release()
    assert locks.holder_of(path) is None
    assert list(path.parent.iterdir()) == [path]
    locks.acquire(path).release()


def test_that_a_crash_locks_nobody_out(path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDING, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
    )
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        with pytest.raises(ReviewFileInUse, match="Grace"):
            locks.acquire(path)
        process.kill()
        process.wait()
    assert locks.lock_path(path).exists()
    locks.acquire(path).release()


def written(path: Path, age: float, **words: object) -> None:
    """A lock that somebody left, so many seconds ago."""
    place = locks.lock_path(path)
    plain = {"who": "Grace", "host": "far.example", "process": 7, "since": 1.5} | words
    place.write_text(json.dumps(plain))
    os.utime(place, (time.time() - age,) * 2)


def test_that_other_machines_are_known_by_their_touch(path: Path) -> None:
    written(path, 30)
    with pytest.raises(ReviewFileInUse, match=r"Grace, far\.example"):
        locks.acquire(path)
    written(path, 500)
    lock = locks.acquire(path)
    os.utime(locks.lock_path(path), (0, 0))
    lock.refresh()
    assert time.time() - locks.lock_path(path).stat().st_mtime < 60
    lock.release()


@pytest.mark.parametrize(
    "words", [b"", b"{}", b"[" * 4000, b"\xff", b'{"who":1,"host":2,"process":"x","since":1e999}']
)
def test_that_a_lock_without_sense_stops_nobody(path: Path, words: bytes) -> None:
    locks.lock_path(path).write_bytes(words)
    assert locks.holder_of(path) == locks.Holder()
    locks.acquire(path).release()


def test_that_a_file_has_one_lock_whatever_it_is_called(path: Path) -> None:
    link = path.with_name("link.review")
    try:
        link.symlink_to(path)
    except OSError:
        pytest.skip("no symbolic links here")
    lock = locks.acquire(path)
    with pytest.raises(ReviewFileInUse):
        locks.acquire(link)
    lock.release()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such links")
def test_that_a_link_in_its_place_is_not_followed(path: Path, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(b"keep")
    locks.lock_path(path).symlink_to(victim)
    with pytest.raises(StorageReadOnly):
        locks.acquire(path)
    assert victim.read_bytes() == b"keep"


def test_that_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(StorageReadOnly, match="read-only"):
        locks.acquire(tmp_path / "no" / "a.review")


def test_that_file_systems_without_locks_go_by_age(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks, "_lock", lambda _: None)
    lock = locks.acquire(path, "Ada")
    with pytest.raises(ReviewFileInUse, match="Ada"):
        locks.acquire(path)
    os.utime(locks.lock_path(path), (0, 0))
    locks.acquire(path).release()
    lock.release()
