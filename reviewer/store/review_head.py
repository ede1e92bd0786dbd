"""What the first bytes of a file tell of a review file, before any database looks at it."""

from __future__ import annotations

from reviewer.store.review_schema import APPLICATION

HEAD = 100
"""So many bytes are its head."""

_MAGIC = b"SQLite format 3\x00"
# Where SQLite's file format keeps them, four bytes each, the greatest first.
_VERSION, _APPLICATION = slice(60, 64), slice(68, 72)
# Writing and reading version of the format: 1 is a rollback journal, 2 a write-ahead log.
_FORMATS = slice(18, 20)


def is_review_file(head: bytes) -> bool:
    """Whether it is the head of a review file, of any version."""
    return head.startswith(_MAGIC) and _number(head[_APPLICATION]) == APPLICATION


def version_of(head: bytes) -> int:
    """The version of a review file's schema."""
    return _number(head[_VERSION])


def has_journal(head: bytes) -> bool:
    """Whether transactions are kept as review files keep them."""
    return head[_FORMATS] == b"\x01\x01"


def _number(data: bytes) -> int:
    return int.from_bytes(data, "big")
