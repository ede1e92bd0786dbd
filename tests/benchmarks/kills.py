"""Kills a program that saves decisions, again and again, and looks for what is lost.

    python tests/benchmarks/kills.py 200

A process of its own opens a review file and stores edits as the window does, telling each
one that it was told is on the disk. It is killed at a random moment; then the file has to be
sound and to hold every edit that was told. The next process goes on with the same file.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from reviewer.model.edits import ClauseStatus, Decide, Edit, Stamp
from reviewer.store import lock as locks
from reviewer.store.review_file import create, load
from reviewer.store.writer import Writer

ROOT = Path(__file__).resolve().parents[2]
_READY = "ready"
_LONGEST = 0.25
_PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Figures:
    """What came of some kills.

    Attributes:
        told: edits that were acknowledged. kept: edits that the files held at last.
        recovered: kills that left a half-written transaction, which was taken back.
    """

    kills: int
    told: int
    kept: int
    recovered: int


class Lost(Exception):
    """An edit that was acknowledged is not in the file."""


def write_for_ever(path: Path) -> None:
    """What the process does that is killed."""
    writer = Writer(path, load(path), locks.acquire(path, "Ada Byron"))
    _tell(_READY)
    saved = writer.state.saved
    while True:
        # A few at a time, as a hand at the keys would never manage.
        change = Decide((f"m{saved:012x}",) * (saved % 40 + 1), ClauseStatus.ACCEPTED)
        stamp = Stamp(datetime.now(UTC), "Ada Byron")
        edits = (Edit(saved + number, stamp, change) for number in range(1, 4))
        for future in [writer.submit(edit) for edit in edits]:
            saved = future.result()
            _tell(saved)


def _tell(word: object) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def kills(count: int, folder: Path, seed: int = 0) -> Figures:
    """Kills so many processes.

    Raises:
        Lost: an edit that was acknowledged is not there.
        ReviewFileError: the file is not sound.
    """
    from tests.store.review_examples import contents  # those that are killed do without

    chance = random.Random(seed)  # noqa: S311 - no secret
    path = folder / "killed.review"
    create(path, contents())
    told = kept = recovered = 0
    for _ in range(count):
        last = _killed(path, chance.uniform(0.0, _LONGEST))
        journal = path.with_name(path.name + "-journal")
        recovered += journal.exists() and journal.stat().st_size > 0
        stored = load(path)
        if len(stored.edits) < max(last, kept):
            message = f"edit {max(last, kept)} was acknowledged, and {len(stored.edits)} are there"
            raise Lost(message)
        told += max(0, last - kept)
        kept = len(stored.edits)
    return Figures(count, told, kept, recovered)


def _killed(path: Path, delay: float) -> int:
    """The last edit that a process told before it was killed."""
    process = subprocess.Popen(
        [sys.executable, __file__, "--write", str(path)],
        stdout=subprocess.PIPE,
        encoding="ascii",
        cwd=ROOT,
    )
    out = process.stdout
    if out is None:
        raise AssertionError
    overdue = threading.Timer(_PATIENCE, process.kill)
    overdue.start()
    with process, out:
        first = out.readline().strip()
        time.sleep(delay)
        process.kill()
        words = out.read().split()
    overdue.cancel()
    if first != _READY:
        message = "the process did not start"
        raise RuntimeError(message)
    return int(words[-1]) if words else 0


def main() -> None:
    """Runs from the command line."""
    if sys.argv[1:2] == ["--write"]:
        write_for_ever(Path(sys.argv[2]))
        return
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    begin = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        figures = kills(count, Path(folder), random.SystemRandom().randrange(1 << 30))
    sys.stdout.write(
        f"{figures.kills} kills, {figures.told} edits acknowledged, {figures.kept} kept, "
        f"none lost; {figures.recovered} times a half-written one was taken back; "
        f"{time.monotonic() - begin:.0f} s\n"
    )


if __name__ == "__main__":
    main()
