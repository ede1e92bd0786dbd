"""The tables of a review file, its versions and its limits.

One version of the schema has one wording: a file whose tables, triggers or views differ from
it in a letter is not ours. The tables:

- ``meta``: identity of the review, when it was made, and by which versions.
- ``parts``: the policy's file and text as they are, and as compressed JSON the policy's
  structure, the analysis and the texts of the rulebook that it was made with.
- ``edits``: what reviewers did, each row with a hash over itself and the row before.

Version 2 knows edits that were carried over from the review of a former version of the policy,
and may hold that version's text, structure and analysis as further parts; its tables are those
of version 1.

Nothing but a new edit is ever written into a file; triggers hold this.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

APPLICATION = 0x72767731
"""SQLite's application id of review files: "rvw1"."""

VERSION = 2
"""Of the schema, kept as SQLite's user version."""

TABLES = {
    "meta": (
        "CREATE TABLE meta (name TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) "
        "STRICT, WITHOUT ROWID"
    ),
    "parts": (
        "CREATE TABLE parts (number INTEGER PRIMARY KEY, name TEXT NOT NULL, "
        "packing TEXT NOT NULL, size INTEGER NOT NULL, sha256 TEXT NOT NULL, "
        "content BLOB NOT NULL) STRICT"
    ),
    "edits": (
        "CREATE TABLE edits (sequence INTEGER PRIMARY KEY, time TEXT NOT NULL, "
        "who TEXT NOT NULL, via TEXT NOT NULL, kind TEXT NOT NULL, payload TEXT NOT NULL, "
        "hash BLOB NOT NULL) STRICT"
    ),
}


def _refusing(table: str, action: str) -> tuple[str, str]:
    name = f"{table}_no_{action.lower()}"
    return name, (
        f"CREATE TRIGGER {name} BEFORE {action} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, 'a review file only grows'); END"
    )


# An insertion that replaces a row would not fire the triggers of deletion.
TRIGGERS = {
    **dict(_refusing(table, action) for table in TABLES for action in ("UPDATE", "DELETE")),
    **dict(_refusing(table, "INSERT") for table in ("meta", "parts")),
    "edits_in_order": (
        "CREATE TRIGGER edits_in_order BEFORE INSERT ON edits "
        "WHEN NEW.sequence IS NOT (SELECT coalesce(max(sequence), 0) + 1 FROM edits) "
        "BEGIN SELECT RAISE(ABORT, 'a review file only grows'); END"
    ),
}

SCHEMA = {**TABLES, **TRIGGERS}
"""What ``sqlite_schema`` holds, by name; the triggers are made once the parts are in."""

MIGRATIONS: Mapping[int, tuple[str, ...]] = {1: ()}
"""Statements that lead from a version to the next."""

MOST_BYTES = 512 << 20
"""Of a whole file, and of all its parts unpacked."""

MOST_SOURCE = 256 << 20
MOST_TEXT = 64 << 20
MOST_PACKED = 384 << 20
"""Of one part, unpacked: the policy's file, its text, any other."""

MOST_EDITS = 1_000_000
MOST_PAYLOAD = 8 << 20
MOST_NAME = 1000
"""Of edits; of one edit's payload in characters; of names and times in characters."""
