"""Differences between two reviews settled: yours kept, theirs taken, both, and back again.

All of it is ordinary edits of your own review, so it is undone, stored and signed as any
other; each names the decision that it was made in view of.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from reviewer.errors import EditRefused
from reviewer.model.decisions import (
    ConditionAnswer,
    Decisions,
    FlagJudgement,
    ItemJudgement,
    Remark,
    TestAnswer,
)
from reviewer.model.edits import (
    AddClause,
    AdjustBounds,
    AnswerCondition,
    AnswerTest,
    Change,
    ClauseStatus,
    Decide,
    Delete,
    JudgeFlags,
    JudgeItems,
    Relabel,
    ReviseComment,
    Stamp,
)
from reviewer.model.history import WorkingReview, edited, fold
from reviewer.model.merging import Mark, Row, Standing, Verdict, as_judged, merge, taken
from reviewer.model.provenance import Manner, peer_decision, via
from reviewer.model.review import ConditionState, TestState


@dataclass(frozen=True, slots=True)
class Peer:
    """Another's review of the same text.

    Attributes:
        identity: of its file.
    """

    identity: str
    working: WorkingReview

    def rows(self, you: WorkingReview) -> tuple[Row, ...]:
        """Your review and this one side by side.

        Raises:
            EditRefused: the texts differ.
        """
        return merge(you, self.working, self.identity)

    def stamp(self, verdict: Verdict) -> Stamp:
        """Who decided so in this review, and when."""
        return self.working.edit(verdict.by).stamp


@dataclass(frozen=True, slots=True)
class Step:
    """An edit to be made, and whose decision it is made in view of, as a stamp holds it."""

    change: Change
    via: str


def keep(peer: Peer, row: Row) -> tuple[Step, ...]:
    """The edit that says your decision again, the other's being known; none without both."""
    if row.you is None or row.other is None or isinstance(row.you, Remark):
        return ()
    origin = via(Manner.KEPT, peer.identity, peer.stamp(row.other))
    if isinstance(row.you, Mark):
        return (Step(Decide((row.you.id,), row.you.status), origin),)
    return (Step(as_judged(row.subject, row.you), origin),)


def take(you: WorkingReview, peer: Peer, row: Row) -> tuple[Step, ...]:
    """The edits that make yours what the other decided; none where that is so."""
    if row.other is None:
        return ()
    origin = via(Manner.TAKEN, peer.identity, peer.stamp(row.other))
    return tuple(Step(change, origin) for change in taken(you, (row,)))


def take_both(you: WorkingReview, peer: Peer, row: Row) -> tuple[Step, ...]:
    """The edits by which both stand; none for what can be only one way.

    Of the same words the clause gets the categories of both; a clause of other words is put
    beside yours, and a comment as well.
    """
    if isinstance(row.other, Remark):
        return take(you, peer, row)
    mine, other = row.you, row.other
    if not isinstance(mine, Mark) or not isinstance(other, Mark) or row.standing is Standing.SAME:
        return ()
    if ClauseStatus.REJECTED in {mine.status, other.status}:
        return ()
    origin = via(Manner.BESIDE, peer.identity, peer.stamp(other))
    if mine.span == other.span:
        categories = tuple(dict.fromkeys((*mine.categories, *other.categories)))
        return (Step(Relabel((mine.id,), categories), origin),)
    return (*keep(peer, row), Step(AddClause(other.span, other.categories), origin))


def take_missing(you: WorkingReview, peer: Peer, rows: Iterable[Row]) -> tuple[Step, ...]:
    """The edits that take what the other alone decided, as few as can be.

    What one edit can say of many clauses, items or flags is put together; such an edit names
    the latest of these decisions.
    """
    together: dict[object, list[tuple[Change, Row]]] = {}
    for row in rows:
        if row.standing is not Standing.OTHERS or row.other is None:
            continue
        changes = taken(you, (row,))
        for change in changes:
            common = _common(change, peer.stamp(row.other).who) if len(changes) == 1 else None
            together.setdefault(common or len(together), []).append((change, row))
    return tuple(_joined(peer, found) for found in together.values())


# Where edits that can speak of many things name them.
_NAMED = {Decide: "clauses", JudgeItems: "items", JudgeFlags: "flags"}


def _common(change: Change, who: str) -> object:
    """What edits must share to be made as one; None for those that stand alone."""
    name = _NAMED.get(type(change))
    return None if name is None else (who, replace(change, **{name: ()}))  # type: ignore[arg-type] # named above


def _joined(peer: Peer, found: list[tuple[Change, Row]]) -> Step:
    stamps = [peer.stamp(row.other) for _, row in found if row.other is not None]
    origin = via(Manner.TAKEN, peer.identity, max(stamps, key=lambda stamp: stamp.time))
    change, _ = found[0]
    name = _NAMED.get(type(change))
    if name is None:
        return Step(change, origin)
    every = tuple(one for each, _ in found for one in getattr(each, name))
    return Step(replace(change, **{name: every}), origin)  # type: ignore[arg-type] # as there


def resolved(you: WorkingReview, steps: Iterable[Step], stamp: Stamp) -> WorkingReview:
    """The review after these edits; those that do not fit are passed over.

    Raises:
        EditRefused: none fits, or the review is signed.
    """
    before, refusal = you, EditRefused("There is nothing to take over.")
    for step in steps:
        try:
            you = edited(you, step.change, replace(stamp, via=step.via))
        except EditRefused as error:
            refusal = error
    if you is before:
        raise refusal
    return you


# Back again


def before_taking(you: WorkingReview, peer: Peer, row: Row) -> WorkingReview | None:
    """Your review as it was before this was settled with the other's; None where it was not."""
    if row.you is None:
        return None
    last = you.edit(row.you.by)
    seen = peer_decision(last.stamp)
    if seen is None or seen.review != peer.identity:
        return None
    first = last.sequence
    # What one step took over came by several edits in a row.
    while first > 1 and you.edit(first - 1).stamp.via == last.stamp.via:
        first -= 1
    return fold(you.review, you.edits[: first - 1])


def restore(you: WorkingReview, before: WorkingReview, row: Row) -> tuple[Step, ...]:
    """The edits that bring back what you had of this before; none where that is so.

    Args:
        before: your review as it was.
        row: as it stands now.
    """
    return tuple(Step(change, "") for change in _restored(you.decisions, before.decisions, row))


def _restored(now: Decisions, before: Decisions, row: Row) -> Iterator[Change]:
    match row.you:
        case Mark():
            yield from _restored_mark(now, before, row.you)
        case Remark():
            if row.you.by not in before.comments:
                yield ReviseComment(row.you.by, "")
        case None:
            return
        case _:
            former = _former(before, row.you, row.subject)
            if former is None:
                yield _taken_back(row.subject, row.you)
            elif former != row.you:
                yield as_judged(row.subject, former)


def _restored_mark(now: Decisions, before: Decisions, mark: Mark) -> Iterator[Change]:
    clause, former = now.clauses[mark.id], before.clauses.get(mark.id)
    if former is None:
        if clause.own:
            yield Delete((mark.id,))
        return
    if former.span != clause.span:
        yield AdjustBounds(mark.id, former.span)
    if former.categories != clause.categories:
        yield Relabel((mark.id,), former.categories)
    if now.decided.get(mark.id) != before.decided.get(mark.id):
        yield Decide((mark.id,), before.status(mark.id))


_Judged = ItemJudgement | FlagJudgement | ConditionAnswer | TestAnswer
_KEPT_IN = {
    ItemJudgement: "items",
    FlagJudgement: "flags",
    ConditionAnswer: "conditions",
    TestAnswer: "tests",
}


def _former(before: Decisions, now: _Judged, subject: object) -> _Judged | None:
    found: _Judged | None = getattr(before, _KEPT_IN[type(now)]).get(subject)
    return found


def _taken_back(subject: object, verdict: _Judged) -> Change:
    match as_judged(subject, verdict):
        case JudgeItems(items=items):
            return JudgeItems(items=items, verdict=None)
        case JudgeFlags(flags=flags):
            return JudgeFlags(flags=flags, verdict=None)
        case AnswerTest(item=item):
            return AnswerTest(item=item, state=TestState.OPEN)
    return AnswerCondition(condition=str(subject), state=ConditionState.OPEN)
