"""Edits as rows of a review file, each bound to the one before by a hash."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from hashlib import sha256

from reviewer.model.edits import Change, Edit, Stamp
from reviewer.store.packed import members, pack_named, unpack_named
from reviewer.store.review_schema import MOST_NAME, MOST_PAYLOAD

Row = tuple[int, str, str, str, str, str]
"""Sequence, time, who, via, kind and payload."""

_KINDS = members(Change)


def row_of(edit: Edit) -> Row:
    """An edit as a row; its hash is :func:`chained`."""
    stamp, kind = edit.stamp, type(edit.change)
    return (
        edit.sequence,
        stamp.time.isoformat(timespec="microseconds"),
        stamp.who,
        stamp.via,
        kind.__name__,
        pack_named(kind, edit.change),
    )


def edit_of(row: Row) -> Edit:
    """The edit in a row; whether it fits the review is seen when it is folded.

    Raises:
        ValueError: the row holds none.
        TypeError: as ValueError.
        KeyError: as ValueError.
        RecursionError: its payload nests without end.
    """
    sequence, time, who, via, kind, payload = row
    if max(len(time), len(who), len(via), len(kind)) > MOST_NAME or len(payload) > MOST_PAYLOAD:
        message = "longer than any edit"
        raise ValueError(message)
    when = datetime.fromisoformat(time)
    if when.utcoffset() != timedelta(0) or when.isoformat(timespec="microseconds") != time:
        message = "no time as edits have it"
        raise ValueError(message)
    change: Change = unpack_named(_KINDS[kind], payload)
    return Edit(sequence, Stamp(when, who, via), change)


def chained(previous: bytes, row: Row) -> bytes:
    """The hash of a row that follows another, or the first one's the file's own."""
    plain = json.dumps(row, ensure_ascii=True, separators=(",", ":"))
    return sha256(previous + plain.encode()).digest()
