"""Two versions of a policy side by side: what stayed, moved, changed, came and went."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reviewer.model.review import DisclosureStatus, FlagFinding, ItemStatus, Review
    from reviewer.model.span import Span


class ChangeKind(StrEnum):
    """What became of a passage."""

    __hash__ = str.__hash__  # see Category

    SAME = "same"
    MOVED = "moved"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class WordChange:
    """Words that were taken out, put in, or put in the place of others.

    Attributes:
        old: of the old text; empty, at their place, where words were only put in.
        new: of the new text; empty where words were only taken out.
    """

    old: Span
    new: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence, list item or heading of either version, with its counterpart.

    Attributes:
        old: None where it was added. new: None where it was removed.
        moved: whether a changed one also stands elsewhere now.
        heading: whether it is a heading or names columns.
        words: of a changed one, in the order of the text.
    """

    kind: ChangeKind
    old: Span | None
    new: Span | None
    moved: bool = False
    heading: bool = False
    words: tuple[WordChange, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseChange:
    """What became of a clause.

    Attributes:
        old: index into the old clauses; None where there is none. new: the same.
        old_span: of the old text, even where no clause stands there; None
            where the passage is new. new_span: the same.
        moved: whether it stands elsewhere now.
        words: that differ, in the order of the text.
    """

    kind: ChangeKind
    old: int | None
    new: int | None
    old_span: Span | None
    new_span: Span | None
    moved: bool = False
    words: tuple[WordChange, ...] = ()


@dataclass(frozen=True, slots=True)
class DisclosureChange:
    """A disclosure whose status differs."""

    id: str
    old: DisclosureStatus
    new: DisclosureStatus


@dataclass(frozen=True, slots=True)
class ItemChange:
    """An item of a checklist whose status differs."""

    checklist: str
    item: str
    old: ItemStatus
    new: ItemStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two versions of a policy, compared.

    Attributes:
        passages: all of both, in the order of the new text, each removed one
            where it stood.
        clauses: all of both, in the same order.
        others: passages that are not the same and belong to no clause of either.
        raised: flags of the new version that the old one does not raise on
            what these words were. dropped: the other way round.
    """

    passages: tuple[Passage, ...]
    clauses: tuple[ClauseChange, ...]
    disclosures: tuple[DisclosureChange, ...] = ()
    items: tuple[ItemChange, ...] = ()
    others: tuple[Passage, ...] = ()
    raised: tuple[FlagFinding, ...] = ()
    dropped: tuple[FlagFinding, ...] = ()

    def count(self, kind: ChangeKind) -> int:
        """How many clauses there are of a kind."""
        return sum(change.kind is kind for change in self.clauses)

    def changes(self) -> tuple[ClauseChange | Passage, ...]:
        """All that is not the same, in clauses and outside of them, in the order of the text."""
        old = {one.old.start: rank for rank, one in enumerate(self.passages) if one.old}
        new = {one.new.start: rank for rank, one in enumerate(self.passages) if one.new}

        def rank(one: ClauseChange | Passage) -> int:
            before, after = sides(one)
            return new[after.start] if after else old[before.start] if before else 0

        changed = (one for one in self.clauses if one.kind is not ChangeKind.SAME)
        return tuple(sorted((*changed, *self.others), key=rank))


def sides(change: ClauseChange | Passage) -> tuple[Span | None, Span | None]:
    """The words of the old text and those of the new one; None where there are none."""
    if isinstance(change, Passage):
        return change.old, change.new
    return change.old_span, change.new_span


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Both versions with what became of their clauses."""

    old: Review
    new: Review
    comparison: Comparison
