"""Review files: made, read and checked, and added to by one edit at a time.

A file holds a review whole, its policy's own bytes too, so it opens anywhere. It is written
once and then only grows, an edit in each transaction.
"""

from __future__ import annotations

import os
import zlib
from contextlib import closing, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from reviewer.errors import ReviewFileError
from reviewer.store import review_database as database
from reviewer.store import review_schema as schema
from reviewer.store.edit_rows import chained, edit_of, row_of
from reviewer.store.review_parts import (
    Contents,
    Part,
    contents_of,
    genesis,
    meta_of,
    parts_of,
)

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from reviewer.model.edits import Edit
    from reviewer.store.edit_rows import Row

# What unpacking says of data that is not as it should be.
_UNFIT = (
    *(ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError),
    zlib.error,
)
_LAST = "SELECT sequence, hash FROM edits ORDER BY sequence DESC LIMIT 1"


@dataclass(frozen=True, slots=True)
class Head:
    """The last edit of a file: its sequence, 0 for none, and the hash of all up to it."""

    sequence: int
    hash: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """All that a review file holds, found sound.

    Attributes:
        size: of the file in bytes.
        version: of the file's schema; an older one is to be written anew before it grows.
    """

    contents: Contents
    edits: tuple[Edit, ...]
    head: Head
    size: int
    version: int


def load(path: Path) -> Stored:
    """What a review file holds, after every check there is.

    Whatever process does this should be one that can be killed: see ``guard.py``.

    Raises:
        NoReviewFile: there is none, or it cannot be opened.
        ReviewFileDamaged: it is not sound, or not as this program writes it.
        ReviewFileTooNew: a newer version wrote it.
    """
    with database.reading(path) as connection:
        try:
            return _loaded(connection, path)
        except _UNFIT as error:
            raise database.damaged(path) from error


def _loaded(connection: sqlite3.Connection, path: Path) -> Stored:
    (found,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if found != "ok":
        raise database.damaged(path)
    meta = dict(connection.execute("SELECT name, value FROM meta LIMIT 32"))
    parts = {part.name: part for part in _parts(connection)}
    contents = contents_of(meta, parts)
    head = Head(0, genesis(meta, parts.values()))
    edits = []
    for row, kept in _rows(connection):
        head = Head(head.sequence + 1, chained(head.hash, row))
        if row[0] != head.sequence or kept != head.hash:
            raise database.damaged(path)
        edits.append(edit_of(row))
    return Stored(
        contents=contents,
        edits=tuple(edits),
        head=head,
        size=path.stat().st_size,
        version=database.check_head(path),
    )


def _parts(connection: sqlite3.Connection) -> Iterator[Part]:
    (total,) = connection.execute("SELECT sum(size) FROM parts").fetchone()
    if not 0 <= total <= schema.MOST_BYTES:
        message = "parts too large"
        raise ValueError(message)
    rows = connection.execute(
        "SELECT name, packing, size, sha256, content FROM parts ORDER BY number LIMIT 16"
    )
    for name, packing, size, digest, content in rows:
        yield Part(name=name, packing=packing, size=size, sha256=digest, content=content)


def _rows(connection: sqlite3.Connection) -> Iterator[tuple[Row, bytes]]:
    """The rows of edits with their hashes; STRICT tables hold what their columns say."""
    (count,) = connection.execute("SELECT count(*) FROM edits").fetchone()
    if count > schema.MOST_EDITS:
        message = "too many edits"
        raise ValueError(message)
    query = "SELECT sequence, time, who, via, kind, payload, hash FROM edits ORDER BY sequence"
    for *row, kept in connection.execute(query):
        yield cast("Row", tuple(row)), kept


def create(
    path: Path, contents: Contents, edits: Iterable[Edit] = (), *, overwrite: bool = False
) -> Head:
    """Writes a new review file, whole or not at all.

    Args:
        overwrite: whether a file that is there already may go.

    Raises:
        ReviewFileError: there is one already and it may not.
        NotStored: the file cannot be written.
    """
    # Nobody can guess the name, and put a link there that leads elsewhere.
    passing = path.with_name(f".reviewer-{os.urandom(8).hex()}")
    try:
        with database.explained(path, writing=True):
            passing.open("xb").close()
            with closing(database.connect_new(passing)) as connection:
                head = _fill(connection, contents, edits)
            _put_in_place(passing, path, overwrite=overwrite)
    finally:
        for rest in (passing, passing.with_name(passing.name + "-journal")):
            with suppress(OSError):
                rest.unlink(missing_ok=True)
    return head


def _fill(connection: sqlite3.Connection, contents: Contents, edits: Iterable[Edit]) -> Head:
    connection.execute(f"PRAGMA application_id = {schema.APPLICATION}")
    connection.execute(f"PRAGMA user_version = {schema.VERSION}")
    connection.execute("BEGIN IMMEDIATE")
    for statement in schema.TABLES.values():
        connection.execute(statement)
    meta, parts = meta_of(contents), parts_of(contents)
    connection.executemany("INSERT INTO meta VALUES (?, ?)", meta.items())
    connection.executemany(
        "INSERT INTO parts (name, packing, size, sha256, content) VALUES (?, ?, ?, ?, ?)",
        ((one.name, one.packing, one.size, one.sha256, one.content) for one in parts),
    )
    for statement in schema.TRIGGERS.values():
        connection.execute(statement)
    head = Head(0, genesis(meta, parts))
    for edit in edits:
        head = _insert(connection, head, row_of(edit))
    connection.execute("COMMIT")
    return head


def _put_in_place(passing: Path, path: Path, *, overwrite: bool) -> None:
    taken = ReviewFileError("{file} exists already; choose another name.", file=path.name)
    if overwrite:
        passing.replace(path)
    elif os.name == "nt":
        try:
            passing.rename(path)
        except FileExistsError as error:
            raise taken from error
    else:
        try:
            path.hardlink_to(passing)
        except FileExistsError as error:
            raise taken from error
        except OSError:  # some file systems know no links
            if path.exists():
                raise taken from None
            passing.replace(path)
    _settle(path.parent)


def _settle(folder: Path) -> None:
    """Has the folder's entries on the disk, where the system can tell."""
    if os.name != "nt":
        with suppress(OSError):
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)


class Appender:
    """A review file that edits are added to; one thread uses it from first to last.

    Args:
        path: the file, which nobody moved since it was read.
        stored: what it was found to hold.
    """

    def __init__(self, path: Path, identity: str, head: Head) -> None:
        """Opens the file.

        Raises:
            ReviewFileError: it cannot be written to, or is another by now.
        """
        self._path = path
        self._identity = identity
        self.head = head
        with database.explained(path, writing=True):
            try:
                self._file = self._inode()
            except FileNotFoundError as error:
                raise database.moved(path) from error
        self._connection = database.open_for_writing(path)
        try:
            with database.explained(path, writing=True):
                self._check_place()
                self._check_head()
        except BaseException:
            self._connection.close()
            raise

    def append(self, edit: Edit) -> None:
        """Adds an edit, which is on the disk when this returns.

        Raises:
            ReviewFileError: it is not; nothing was changed.
        """
        connection = self._connection
        with database.explained(self._path, writing=True):
            self._check_place()
            connection.execute("BEGIN IMMEDIATE")
            try:
                self._check_head()
                head = _insert(connection, self.head, row_of(edit))
                connection.execute("COMMIT")
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
            self.head = head
            # What was moved meanwhile is stored, but not where it will be looked for.
            self._check_place()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def _inode(self) -> tuple[int, int]:
        found = self._path.stat()
        return found.st_dev, found.st_ino

    def _check_place(self) -> None:
        try:
            same = self._inode() == self._file
        except FileNotFoundError:
            same = False
        if not same:
            raise database.moved(self._path)

    def _check_head(self) -> None:
        identity = self._connection.execute(
            "SELECT value FROM meta WHERE name = 'identity'"
        ).fetchone()
        last = self._connection.execute(_LAST).fetchone()
        expected = (self.head.sequence, self.head.hash) if self.head.sequence else None
        if identity != (self._identity,) or last != expected:
            raise database.changed(self._path)


def _insert(connection: sqlite3.Connection, head: Head, row: Row) -> Head:
    digest = chained(head.hash, row)
    connection.execute(
        "INSERT INTO edits (sequence, time, who, via, kind, payload, hash) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (*row, digest),
    )
    return Head(row[0], digest)
