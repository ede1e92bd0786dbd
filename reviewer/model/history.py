"""Edits folded into decisions, one after another or many at once.

Undo and redo are edits themselves: what was undone is passed over, and what was redone
counts again. So the list of edits only grows, and tells all that ever happened.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields, is_dataclass

from reviewer.errors import EditRefused
from reviewer.model.applying import apply
from reviewer.model.decisions import Decisions
from reviewer.model.draft import Draft
from reviewer.model.edits import (
    Carried,
    CarryOver,
    Change,
    Edit,
    Redo,
    Reopen,
    SignOff,
    Stamp,
    Undo,
    Unsettled,
)
from reviewer.model.ground import Ground, ground
from reviewer.model.review import Review

# An undo works out again at most so many edits, or all where it goes back far.
_STEP = 64
_KEPT = 8
# Of a name, and of all texts in an edit, in characters; files take a little more.
_LONGEST_NAME = 500
_LONGEST = 1_250_000
# JSON's escapes and some file names bring such halves of characters, which nothing can write.
_HALVES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class _Checkpoint:
    """The decisions after so many standing edits."""

    count: int
    decisions: Decisions


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingReview:
    """A review with its edits and what they come to.

    Attributes:
        edits: all of them, by sequence from 1.
        standing: sequences of the edits that count, undone ones left out.
        undone: sequences of the undos that can be redone, the latest last.
        closed: so many of the standing edits were signed or carried over and are not undone
            any more.
        ignored: sequences of edits that were not taken: behind a sign-off, or an undo of
            what is not the latest.
    """

    review: Review
    edits: tuple[Edit, ...]
    decisions: Decisions
    standing: tuple[int, ...] = ()
    undone: tuple[int, ...] = ()
    closed: int = 0
    ignored: tuple[int, ...] = ()
    ground: Ground = field(compare=False, repr=False)
    checkpoints: tuple[_Checkpoint, ...] = field(compare=False, repr=False)

    def edit(self, sequence: int) -> Edit:
        """The edit with a number."""
        return self.edits[sequence - 1]

    @property
    def signed(self) -> bool:
        """Whether it is closed until it is reopened."""
        return self.decisions.signature is not None

    @property
    def undoable(self) -> Edit | None:
        """The edit that an undo would cancel; None where there is none."""
        if self.signed or len(self.standing) <= self.closed:
            return None
        return self.edit(self.standing[-1])

    @property
    def redoable(self) -> Edit | None:
        """The edit that a redo would bring back; None where there is none."""
        if self.signed or not self.undone:
            return None
        undo = self.edit(self.undone[-1]).change
        return self.edit(undo.cancels) if isinstance(undo, Undo) else None


def fold(review: Review, edits: Iterable[Edit] = ()) -> WorkingReview:
    """A review with all its edits.

    Edits that do not fit, as those of a clause that a newer analysis does not find, are
    kept and come to nothing.

    Args:
        edits: numbered from 1 without a gap.

    Raises:
        ValueError: the edits are not numbered so.
    """
    base = ground(review)
    start = Decisions(clauses=base.clauses)
    empty = WorkingReview(
        review=review,
        edits=(),
        decisions=start,
        ground=base,
        checkpoints=(_Checkpoint(0, start),),
    )
    return continued(empty, edits)


def continued(working: WorkingReview, edits: Iterable[Edit]) -> WorkingReview:
    """The review with further edits; the same as folding all at once.

    Raises:
        ValueError: the edits do not go on where those of the review end.
    """
    track = _Track(working)
    for edit in edits:
        track.take(edit)
    decisions, checkpoints = _decided(working, track)
    return WorkingReview(
        review=working.review,
        edits=tuple(track.edits),
        decisions=decisions,
        standing=tuple(track.standing),
        undone=tuple(track.undone),
        closed=track.closed,
        ignored=tuple(track.ignored),
        ground=working.ground,
        checkpoints=checkpoints,
    )


def edited(working: WorkingReview, change: Change, stamp: Stamp) -> WorkingReview:
    """The review after one more edit, which is the last of its edits.

    Raises:
        EditRefused: the review is signed, or the edit does not fit.
    """
    if working.signed and not isinstance(change, Reopen):
        raise EditRefused("The review is signed and takes no edits; reopen it first.")
    if isinstance(change, Reopen) and not working.signed:
        raise EditRefused("The review is open already.")
    texts = (stamp.who, stamp.via, *texts_in(change))
    if any(map(_HALVES.search, texts)):
        raise EditRefused("The text holds characters that cannot be stored; remove them.")
    if len(stamp.who) > _LONGEST_NAME or sum(map(len, texts)) > _LONGEST:
        raise EditRefused("The text is too long to be stored; shorten it.")
    edit = Edit(len(working.edits) + 1, stamp, change)
    after = continued(working, (edit,))
    if edit.sequence in after.ignored:
        raise EditRefused("That edit is not the latest any more.")
    if edit.sequence in after.decisions.stranded:
        # Once more, for its reason.
        apply(change, Draft(working.ground, working.decisions), edit.sequence)
    return after


def undone(working: WorkingReview, stamp: Stamp) -> WorkingReview:
    """The review without its latest standing edit.

    Raises:
        EditRefused: there is none, or the review is signed.
    """
    latest = working.undoable
    if latest is None and not working.signed:
        raise EditRefused("There is nothing to undo.")
    return edited(working, Undo(latest.sequence if latest else 0), stamp)


def redone(working: WorkingReview, stamp: Stamp) -> WorkingReview:
    """The review with the edit that was undone last.

    Raises:
        EditRefused: there is none, or the review is signed.
    """
    if not working.undone and not working.signed:
        raise EditRefused("There is nothing to redo.")
    return edited(working, Redo(working.undone[-1] if working.undone else 0), stamp)


def texts_in(value: object) -> Iterator[str]:
    """All texts in an edit."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from texts_in(one)
    elif is_dataclass(value):
        for one in fields(value):
            yield from texts_in(getattr(value, one.name))


class _Track:
    """Which edits stand, worked out from their order alone.

    Attributes:
        floor: so many standing edits have been left as they were at the beginning.
    """

    def __init__(self, working: WorkingReview) -> None:
        self.edits = list(working.edits)
        self.standing = list(working.standing)
        self.undone = list(working.undone)
        self.closed = working.closed
        self.signed = working.signed
        self.ignored = list(working.ignored)
        self.floor = len(self.standing)

    def take(self, edit: Edit) -> None:
        if edit.sequence != len(self.edits) + 1:
            message = f"edit {edit.sequence} does not follow edit {len(self.edits)}"
            raise ValueError(message)
        self.edits.append(edit)
        if not self._follows(edit):
            self.ignored.append(edit.sequence)

    def _follows(self, edit: Edit) -> bool:
        """Takes an edit to account; False where it does not fit in here."""
        change = edit.change
        if self.signed != isinstance(change, Reopen):
            return False
        if isinstance(change, Undo):
            return self._undo(edit.sequence, change.cancels)
        if isinstance(change, Redo):
            return self._redo(change.cancels)
        self.standing.append(edit.sequence)
        self.undone.clear()
        if isinstance(change, SignOff | Reopen):
            self.signed = isinstance(change, SignOff)
        if isinstance(change, SignOff | Reopen | CarryOver | Carried | Unsettled):
            self.closed = len(self.standing)
        return True

    def _undo(self, sequence: int, cancels: int) -> bool:
        if len(self.standing) <= self.closed or self.standing[-1] != cancels:
            return False
        self.standing.pop()
        self.undone.append(sequence)
        self.floor = min(self.floor, len(self.standing))
        return True

    def _redo(self, cancels: int) -> bool:
        if not self.undone or self.undone[-1] != cancels:
            return False
        undo = self.edits[self.undone.pop() - 1].change
        if isinstance(undo, Undo):
            self.standing.append(undo.cancels)
        return True


def _decided(working: WorkingReview, track: _Track) -> tuple[Decisions, tuple[_Checkpoint, ...]]:
    """The decisions after the standing edits, from the nearest place on where they are known."""
    checkpoints = [one for one in working.checkpoints if one.count <= track.floor]
    start = checkpoints[-1]
    if track.floor == len(working.standing):
        start = _Checkpoint(track.floor, working.decisions)
    draft = Draft(working.ground, start.decisions)
    last = len(track.standing)
    for count in range(start.count, last):
        _apply(draft, track.edits[track.standing[count] - 1])
        if (count + 1) % _STEP == 0 and last - count <= _STEP * _KEPT:
            checkpoints.append(_Checkpoint(count + 1, draft.decisions()))
    # The first one is there for undoing all.
    kept: Sequence[_Checkpoint] = (checkpoints[0], *checkpoints[1:][-_KEPT:])
    return draft.decisions(), tuple(kept)


def _apply(draft: Draft, edit: Edit) -> None:
    try:
        apply(edit.change, draft, edit.sequence)
    except EditRefused:
        draft.strand(edit.sequence)
