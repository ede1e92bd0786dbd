"""Opens the database of a review file so that what is in it can do no harm.

The file may have come by mail. Before SQLite sees it, its head is looked at; then the
connection may read what we read and nothing else: no other file is attached, no extension
loaded, no function called that a schema could smuggle in, and nobody waits for ever.
"""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING
from urllib.parse import quote

from reviewer.errors import (
    DiskFull,
    NoReviewFile,
    NotStored,
    ReviewerError,
    ReviewFileChanged,
    ReviewFileDamaged,
    ReviewFileInUse,
    ReviewFileTooNew,
    StorageReadOnly,
)
from reviewer.store import review_schema as schema
from reviewer.store.review_head import HEAD, has_journal, is_review_file, version_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# A rollback journal that ends so names another file, which SQLite would open and remove.
_JOURNAL_MAGIC = bytes((0xD9, 0xD5, 0x05, 0xF9, 0x20, 0xA1, 0x63, 0xD7))

SYNCHRONOUS = "EXTRA"
"""FULL, and besides the folder's entry after each commit: else the journal can come back after a
loss of power and take an acknowledged edit away."""

_READING_SECONDS = 60.0
_BUSY_SECONDS = 3.0
_STEPS = 20_000
_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: schema.MOST_SOURCE + (1 << 20),
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 1 << 16,
    sqlite3.SQLITE_LIMIT_COLUMN: 32,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 32,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 4,
    sqlite3.SQLITE_LIMIT_FUNCTION_ARG: 8,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 100,
    sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER: 32,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 2,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}
_READ_ACTIONS = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_TRANSACTION}
_PRAGMAS = {"integrity_check", "application_id", "user_version", "page_count", "max_page_count"}
_FUNCTIONS = {"coalesce", "max", "count", "length", "sum"}


def check_head(path: Path) -> int:
    """The version of a review file; refuses by first bytes and size what is none.

    Raises:
        NoReviewFile: there is no such file, or it is none.
        ReviewFileDamaged: it is cut off or far too large.
        ReviewFileTooNew: a newer version wrote it.
    """
    try:
        if not path.is_file():
            raise NoReviewFile(
                "There is no review file {file}; check its name and folder.", file=path.name
            )
        with path.open("rb") as file:
            head = file.read(HEAD)
            size = os.fstat(file.fileno()).st_size
    except OSError as error:
        raise _unreadable(path, error) from error
    if not is_review_file(head):
        raise NoReviewFile(
            "{file} is no review file; open a file that reviewer saved as .review.", file=path.name
        )
    version = version_of(head)
    if version > schema.VERSION:
        raise ReviewFileTooNew(
            "{file} was saved by a newer version of reviewer; install that version to open it.",
            file=path.name,
        )
    if size > schema.MOST_BYTES or not has_journal(head):
        raise damaged(path)
    return version


def damaged(path: Path) -> ReviewFileDamaged:
    """What to say of a file that is not as this program writes it."""
    return ReviewFileDamaged(
        "The review file {file} is damaged or was changed by another program; open a copy of it "
        "from before.",
        file=path.name,
    )


def _unreadable(path: Path, error: OSError) -> NoReviewFile:
    return NoReviewFile(
        "The review file {file} cannot be opened ({cause}); check that it is there and that you "
        "may open it.",
        file=path.name,
        cause=error.strerror,
    )


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that only reads; errors come out as ours.

    Raises:
        ReviewFileError: the file is none of ours, damaged or cannot be read.
    """
    version = check_head(path)
    if _journal(path):
        _recover(path)
    with explained(path, writing=False):
        connection = _connect(path, "ro")
        try:
            if version < schema.VERSION:
                connection = _migrated(connection, path, version)
            deadline = time.monotonic() + _READING_SECONDS
            connection.set_progress_handler(lambda: time.monotonic() > deadline, _STEPS)
            connection.set_authorizer(_may_read)
            check_schema(connection, path)
            yield connection
        finally:
            connection.close()


def _migrated(old: sqlite3.Connection, path: Path, version: int) -> sqlite3.Connection:
    """A copy in memory of a file of an older version, as this version would have it."""
    with closing(old):
        new = _hardened(sqlite3.connect(":memory:", isolation_level=None))
        old.backup(new)
    for number in range(version, schema.VERSION):
        if number not in schema.MIGRATIONS:
            new.close()
            raise damaged(path)
        for statement in schema.MIGRATIONS[number]:
            new.execute(statement)
    return new


def open_for_writing(path: Path) -> sqlite3.Connection:
    """A connection that adds edits to a file of this version that was checked before.

    Raises:
        ReviewFileError: the file cannot be opened for writing, or is another by now.
    """
    check_head(path)
    _check_journal(path)
    if not os.access(path, os.W_OK):
        raise _read_only(path)
    with explained(path, writing=True):
        connection = _connect(path, "rw")
        try:
            connection.execute(f"PRAGMA synchronous = {SYNCHRONOUS}")
            connection.execute("PRAGMA journal_mode = DELETE")
            connection.execute(f"PRAGMA busy_timeout = {round(_BUSY_SECONDS * 1000)}")
            check_schema(connection, path)
        except BaseException:
            connection.close()
            raise
        return connection


def connect_new(path: Path) -> sqlite3.Connection:
    """A connection that fills an empty file."""
    connection = _connect(path, "rw")
    connection.execute(f"PRAGMA synchronous = {SYNCHRONOUS}")
    return connection


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    return _hardened(
        sqlite3.connect(
            f"{_address(path)}?mode={mode}",
            uri=True,
            isolation_level=None,
            timeout=_BUSY_SECONDS,
            check_same_thread=False,
            cached_statements=32,
        )
    )


def _hardened(connection: sqlite3.Connection) -> sqlite3.Connection:
    for limit, value in _LIMITS.items():
        connection.setlimit(limit, value)
    for pragma in ("trusted_schema = OFF", "cell_size_check = ON", "mmap_size = 0"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("PRAGMA temp_store = MEMORY")
    return connection


def _address(path: Path) -> str:
    """The path as SQLite's kind of address; a share of Windows keeps its two slashes."""
    name = path.absolute().as_posix()
    return ("file://" if name.startswith("/") else "file:///") + quote(os.fsencode(name))


def _may_read(
    action: int, first: str | None, second: str | None, database: str | None, source: str | None
) -> int:
    del database, source
    allowed = (
        action in _READ_ACTIONS
        or (action == sqlite3.SQLITE_PRAGMA and first in _PRAGMAS)
        or (action == sqlite3.SQLITE_FUNCTION and second in _FUNCTIONS)
    )
    return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY


def check_schema(connection: sqlite3.Connection, path: Path) -> None:
    """Refuses a file whose tables, triggers or views are not exactly ours.

    Raises:
        ReviewFileDamaged: they are not.
    """
    rows = connection.execute(
        "SELECT name, sql FROM sqlite_schema LIMIT ?", (len(schema.SCHEMA) + 1,)
    )
    if dict(rows.fetchall()) != schema.SCHEMA:
        raise damaged(path)


# Recovery after a crash: SQLite's rollback journal stands beside the file.


def _journal(path: Path) -> bool:
    journal = path.with_name(path.name + "-journal")
    try:
        return journal.stat().st_size > 0
    except OSError:
        return False


def _check_journal(path: Path) -> None:
    """Refuses a journal that names another file, as none of ours does.

    Raises:
        ReviewFileDamaged: it does.
    """
    if not _journal(path):
        return
    try:
        with path.with_name(path.name + "-journal").open("rb") as file:
            file.seek(-len(_JOURNAL_MAGIC), os.SEEK_END)
            if file.read() == _JOURNAL_MAGIC:
                raise damaged(path)
    except OSError:
        return


def _recover(path: Path) -> None:
    """Has SQLite take back what a killed program left half written."""
    _check_journal(path)
    with explained(path, writing=True):
        connection = _connect(path, "rw")
        try:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        finally:
            connection.close()


# Errors


@contextmanager
def explained(path: Path, *, writing: bool) -> Iterator[None]:
    """Turns SQLite's and the system's errors into sentences.

    Raises:
        ReviewFileError: for any of them.
    """
    try:
        yield
    except sqlite3.Error as error:
        raise _sentence(path, error, writing=writing) from error
    except UnicodeDecodeError as error:  # a text or a message of SQLite that quotes one
        raise damaged(path) from error
    except OSError as error:
        if not writing:
            raise _unreadable(path, error) from error
        raise unwritable(path, error.strerror or type(error).__name__) from error


def _sentence(path: Path, error: sqlite3.Error, *, writing: bool) -> ReviewerError:
    name = str(getattr(error, "sqlite_errorname", "SQLITE_CORRUPT"))
    if name == "SQLITE_FULL":
        return DiskFull(
            "{file} cannot be saved: there is no space left. What was decided is kept in this "
            "window; make room and try again, or save to another disk.",
            file=path.name,
        )
    if name == "SQLITE_READONLY_DBMOVED":
        return moved(path)
    if name.startswith(("SQLITE_READONLY", "SQLITE_PERM", "SQLITE_CANTOPEN", "SQLITE_AUTH")):
        return _read_only(path) if writing else damaged(path)
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return ReviewFileInUse(
            "Another program is writing to {file}; try again when it has finished.", file=path.name
        )
    if name.startswith("SQLITE_IOERR"):
        return unwritable(path, name)
    return damaged(path)


def unwritable(path: Path, cause: str) -> NotStored:
    """What to say where the system refuses."""
    return NotStored(
        "{file} cannot be read or saved now ({cause}); what was decided is kept in this window. "
        "Check the disk, try again or save to another file.",
        file=path.name,
        cause=cause,
    )


def _read_only(path: Path) -> StorageReadOnly:
    return StorageReadOnly(
        "{file} or its folder is read-only, so nothing can be saved there; save to another file.",
        file=path.name,
    )


def moved(path: Path) -> ReviewFileChanged:
    """What to say of a file that is no longer where it was, or another."""
    return ReviewFileChanged(
        "{file} was moved, removed or replaced while it was open. What was decided is kept in "
        "this window; put the file back and try again, or save to another file.",
        file=path.name,
    )


def changed(path: Path) -> ReviewFileChanged:
    """What to say of a file that somebody else wrote into."""
    return ReviewFileChanged(
        "Another program wrote into {file} while it was open. What was decided is kept in this "
        "window; save to another file.",
        file=path.name,
    )
