"""The edits that reviewers make: values that say what is to change, by whom and when.

A review is what the machine found and a list of edits, which only ever grows:
what they come to is worked out in ``history.py``, and ``store/review_file.py``
keeps them. The names of classes and fields stand in files; they stay.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TypeAlias

from reviewer.model.clause import Category
from reviewer.model.former import Authorship, Former
from reviewer.model.review import ConditionState, TestState
from reviewer.model.span import Span


class ClauseStatus(StrEnum):
    """What a reviewer made of a clause."""

    __hash__ = str.__hash__  # see Category

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class ItemVerdict(StrEnum):
    """A reviewer's verdict on a checklist item."""

    __hash__ = str.__hash__  # see Category

    MET = "met"
    PARTIAL = "partial"
    MISSING = "missing"
    NOT_APPLICABLE = "not_applicable"


class FlagVerdict(StrEnum):
    """A reviewer's verdict on a red flag."""

    __hash__ = str.__hash__  # see Category

    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True, order=True)
class ItemKey:
    """One item of one checklist, by their ids."""

    checklist: str
    item: str


@dataclass(frozen=True, slots=True)
class OnClause:
    """A comment's place: a clause, by its id."""

    clause: str


@dataclass(frozen=True, slots=True)
class OnItem:
    """A comment's place: an item of a checklist."""

    item: ItemKey


@dataclass(frozen=True, slots=True)
class OnFlag:
    """A comment's place: a red flag, by its id in this review."""

    flag: str


@dataclass(frozen=True, slots=True)
class OnSelection:
    """A comment's place: words of the policy."""

    span: Span


Target: TypeAlias = OnClause | OnItem | OnFlag | OnSelection
"""What a comment is about."""


@dataclass(frozen=True, slots=True)
class Decide:
    """Accept or reject clauses, or leave them open; one or all that a filter shows."""

    clauses: tuple[str, ...]
    status: ClauseStatus


@dataclass(frozen=True, slots=True)
class Relabel:
    """Put clauses under other categories, which accepts them."""

    clauses: tuple[str, ...]
    categories: tuple[Category, ...]


@dataclass(frozen=True, slots=True)
class AddClause:
    """Mark words that the machine did not, which is accepted at once."""

    span: Span
    categories: tuple[Category, ...]


@dataclass(frozen=True, slots=True)
class AdjustBounds:
    """Move a clause's start or end."""

    clause: str
    span: Span


@dataclass(frozen=True, slots=True)
class Split:
    """Part a clause at code points of the text; the parts take its place."""

    clause: str
    at: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Merge:
    """Put one clause, from the first word to the last, in the place of several."""

    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Delete:
    """Remove clauses that a reviewer made; the machine's are rejected instead."""

    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """Say something about a clause, item, flag or some words.

    Attributes:
        question: whether it waits for an answer before the review is signed.
    """

    target: Target
    text: str
    question: bool = False


@dataclass(frozen=True, slots=True)
class ReviseComment:
    """Reword a comment, named by the sequence of its edit; without text it is withdrawn."""

    comment: int
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """Answer a comment, named by the sequence of its edit; without text it is just settled."""

    comment: int
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """Name clauses as evidence of a checklist item."""

    clauses: tuple[str, ...]
    item: ItemKey


@dataclass(frozen=True, slots=True)
class Unlink:
    """Take clauses, the machine's evidence too, away from a checklist item."""

    clauses: tuple[str, ...]
    item: ItemKey


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeItems:
    """Give items a verdict.

    Attributes:
        verdict: None takes it back.
        searched: what was searched for in vain, of what is missing.
    """

    items: tuple[ItemKey, ...]
    verdict: ItemVerdict | None
    comment: str = ""
    searched: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeFlags:
    """Confirm or dismiss red flags.

    Attributes:
        verdict: None takes it back.
    """

    flags: tuple[str, ...]
    verdict: FlagVerdict | None
    comment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerCondition:
    """Say whether the fact that requirements hang on is so.

    Attributes:
        state: holds or fails; open takes the answer back.
    """

    condition: str
    state: ConditionState
    comment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerTest:
    """Say how an item's legal test comes out.

    Attributes:
        state: passed or failed; open takes the answer back.
    """

    item: ItemKey
    state: TestState
    comment: str = ""


@dataclass(frozen=True, slots=True)
class ChooseChecklists:
    """Tick the regulations that are shown and reported."""

    checklists: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NameReviewer:
    """Say who reviews, and in which role."""

    name: str
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOff:
    """Sign the review, which closes it.

    Attributes:
        source: SHA-256 of the policy's file.
        decisions: what ``digest.py`` makes of all that was decided.
        exceptions: keys of the points that were left open knowingly.
    """

    name: str
    role: str
    source: str
    decisions: str
    exceptions: tuple[str, ...] = ()
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Reopen:
    """Go on with a review that was signed."""

    reason: str


@dataclass(frozen=True, slots=True)
class Undo:
    """Cancel the latest edit that stands, by its sequence."""

    cancels: int


@dataclass(frozen=True, slots=True)
class Redo:
    """Cancel the latest undo that stands, by its sequence."""

    cancels: int


Plain: TypeAlias = (
    Decide
    | Relabel
    | AddClause
    | AdjustBounds
    | Split
    | Merge
    | Delete
    | Comment
    | ReviseComment
    | Answer
    | Link
    | Unlink
    | JudgeItems
    | JudgeFlags
    | AnswerCondition
    | AnswerTest
    | ChooseChecklists
    | NameReviewer
)
"""What a reviewer decides or says."""


@dataclass(frozen=True, slots=True)
class CarryOver:
    """Begin with what was decided on a former version of the policy."""

    former: Former


@dataclass(frozen=True, slots=True)
class Carried:
    """Decide as in the former review, on words that are still the same."""

    change: Plain
    origin: Authorship


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsettled:
    """Leave open what was decided on words that are not the same any more.

    Attributes:
        was: the decision as the former review had it, by the names of that review.
        quote: the former words; empty for what is about no words.
        now: what it may concern now; empty where nothing of it is left.
    """

    was: Plain
    origin: Authorship
    quote: str
    now: tuple[Target, ...] = ()


Change: TypeAlias = Plain | CarryOver | Carried | Unsettled | SignOff | Reopen | Undo | Redo
"""What an edit does."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who edits, and when.

    Attributes:
        time: in UTC.
        via: whose decision it was made in view of, as ``provenance.py`` writes it; empty
            for an edit of one's own.

    Raises:
        ValueError: the time is not in UTC.
    """

    time: datetime
    who: str
    via: str = ""

    def __post_init__(self) -> None:
        if self.time.utcoffset() != timedelta(0):
            message = f"not in UTC: {self.time}"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit of a review.

    Attributes:
        sequence: its number in the review, from 1.
    """

    sequence: int
    stamp: Stamp
    change: Change
