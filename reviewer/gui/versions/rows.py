"""The changes between two versions as rows, and what a filter leaves of them; no Qt."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from reviewer.model.comparison import ChangeKind, Passage, sides

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewer.model.clause import Category
    from reviewer.model.comparison import ClauseChange, Compared, WordChange
    from reviewer.model.span import Span


class RowKind(StrEnum):
    """What became of some words, in the order of the buttons."""

    __hash__ = str.__hash__  # see Category

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    RELABELLED = "relabelled"
    """The words are the same, and the machine puts them under other categories."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """One change.

    Attributes:
        old, new: its words in either text; None where there are none.
        before, after: the categories of the clause; empty where it is in none.
        moved: whether it also stands elsewhere.
    """

    kind: RowKind
    old: Span | None
    new: Span | None
    before: tuple[Category, ...]
    after: tuple[Category, ...]
    words: tuple[WordChange, ...] = ()
    moved: bool = False


def rows_of(compared: Compared) -> tuple[ChangeRow, ...]:
    """All changes in the order of the text."""
    rows = []
    for change in compared.comparison.changes():
        before = after = None
        if not isinstance(change, Passage):
            before, after = change.old, change.new
        old, new = sides(change)
        rows.append(
            ChangeRow(
                kind=_kind(change),
                old=old,
                new=new,
                before=() if before is None else compared.old.analysis.clauses[before].categories,
                after=() if after is None else compared.new.analysis.clauses[after].categories,
                words=change.words,
                moved=change.moved,
            )
        )
    return tuple(rows)


def _kind(change: ClauseChange | Passage) -> RowKind:
    if change.kind is ChangeKind.CHANGED and not change.words:
        return RowKind.MOVED if change.moved else RowKind.RELABELLED
    return RowKind(change.kind.value)


def counted(rows: Iterable[ChangeRow]) -> Counter[RowKind]:
    """How many rows there are of each kind."""
    return Counter(row.kind for row in rows)


def kept(rows: Iterable[ChangeRow], kinds: frozenset[RowKind]) -> tuple[ChangeRow, ...]:
    """The rows of some kinds."""
    return tuple(row for row in rows if row.kind in kinds)
