"""What a review took over from the review of a former version, and what it left open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reviewer.model.edits import Carried, CarryOver, Edit, Target, Unsettled
from reviewer.model.former import Authorship, Former
from reviewer.model.history import WorkingReview


@dataclass(frozen=True, slots=True)
class Note:
    """A former decision that was left open, and the sequence of the edit that says so."""

    said: Unsettled
    by: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Inheritance:
    """All that came from the former review.

    Attributes:
        carried: how many edits were carried over.
        reopened: decisions on words that changed, in the order of the former review.
        gone: decisions on words that are no longer there.
    """

    former: Former
    carried: int
    reopened: tuple[Note, ...]
    gone: tuple[Note, ...]

    def on(self, target: Target) -> Iterator[Note]:
        """What was decided on something before its words changed."""
        return (note for note in self.reopened if target in note.said.now)


def inherited(working: WorkingReview) -> Inheritance | None:
    """What a review took over; None where it began with nothing."""
    edits = working.edits
    if not edits or not isinstance(edits[0].change, CarryOver):
        return None
    notes, carried = [], 0
    for edit in edits[1:]:
        change = edit.change
        if isinstance(change, Carried):
            carried += 1
        elif isinstance(change, Unsettled):
            notes.append(Note(change, edit.sequence))
        else:
            break
    return Inheritance(
        former=edits[0].change.former,
        carried=carried,
        reopened=tuple(note for note in notes if note.said.now),
        gone=tuple(note for note in notes if not note.said.now),
    )


def authorship(edit: Edit) -> Authorship:
    """Who made an edit first, and when, in whichever version that was."""
    if isinstance(edit.change, Carried | Unsettled):
        return edit.change.origin
    stamp = edit.stamp
    return Authorship(edit=edit.sequence, who=stamp.who, time=stamp.time.isoformat())
