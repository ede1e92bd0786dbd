"""Two reviews of the same text side by side: yours, another's, and what both come to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TypeAlias, TypeVar

from reviewer.model.agreement import check_same_text
from reviewer.model.clause import Category
from reviewer.model.decisions import (
    ConditionAnswer,
    Decisions,
    FlagJudgement,
    ItemJudgement,
    Remark,
    TestAnswer,
    WorkingClause,
)
from reviewer.model.edits import (
    AddClause,
    AdjustBounds,
    AnswerCondition,
    AnswerTest,
    Change,
    ClauseStatus,
    Comment,
    Decide,
    ItemKey,
    JudgeFlags,
    JudgeItems,
    OnClause,
    OnSelection,
    Relabel,
    Target,
)
from reviewer.model.history import WorkingReview
from reviewer.model.provenance import Manner, peer_decision, via
from reviewer.model.span import Span

# Clauses are looked for in stretches of so many code points.
_CELL = 1000

K = TypeVar("K")
V = TypeVar("V", ItemJudgement, FlagJudgement, ConditionAnswer, TestAnswer)


class Standing(StrEnum):
    """How two decisions stand to each other; conflicts come first.

    Settled is what differs, and you have said that it shall.
    """

    __hash__ = str.__hash__  # see Category

    CONFLICT = "conflict"
    YOURS = "yours"
    OTHERS = "others"
    SETTLED = "settled"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Mark:
    """A clause as a reviewer decided on it.

    Attributes:
        id: in that reviewer's own review.
        by: sequence of the last edit of it there.
    """

    id: str
    span: Span
    categories: tuple[Category, ...]
    status: ClauseStatus
    by: int = field(default=0, compare=False)


Verdict: TypeAlias = Mark | ItemJudgement | FlagJudgement | ConditionAnswer | TestAnswer | Remark


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One thing that was decided by one reviewer or both.

    Attributes:
        subject: id of the clause, flag or condition, the item, or a comment's target.
        you, other: None where undecided.
        clause: id of your own clause that is meant, decided or not; empty for none.
    """

    subject: str | ItemKey | Target
    you: Verdict | None
    other: Verdict | None
    standing: Standing
    clause: str = ""

    @property
    def merged(self) -> Verdict | None:
        """What both come to; yours where both say the same; None in a conflict."""
        return None if self.standing is Standing.CONFLICT else self.you or self.other


def merge(you: WorkingReview, other: WorkingReview, identity: str = "") -> tuple[Row, ...]:
    """All that was decided, conflicts first, then what one side alone decided.

    Within these, clauses come first, in the order of the text.

    Args:
        identity: of the other review's file, by which settled differences are known.

    Raises:
        EditRefused: the texts differ.
    """
    check_same_text(you, other)
    mine, theirs = you.decisions, other.decisions
    rows = [
        *_marks(mine, theirs),
        *_verdicts(mine.items, theirs.items, lambda one: one.verdict),
        *_verdicts(mine.flags, theirs.flags, lambda one: one.verdict),
        *_verdicts(mine.conditions, theirs.conditions, lambda one: one.state),
        *_verdicts(mine.tests, theirs.tests, lambda one: one.state),
        *_remarks(mine, theirs),
    ]
    rows = [
        replace(row, standing=Standing.SETTLED) if _settled(row, you, other, identity) else row
        for row in rows
    ]
    order = list(Standing)
    return tuple(sorted(rows, key=lambda row: order.index(row.standing)))


def _settled(row: Row, you: WorkingReview, other: WorkingReview, identity: str) -> bool:
    """Whether yours was kept against this very decision, or put there beside your own."""
    if row.you is None or row.standing not in {Standing.CONFLICT, Standing.YOURS}:
        return False
    stamp = you.edit(row.you.by).stamp
    if not stamp.via:
        return False
    aside = (Manner.KEPT, Manner.BESIDE)
    if row.other is not None:
        decision = other.edit(row.other.by).stamp
        return stamp.via in {via(manner, identity, decision) for manner in aside}
    # Where both stand, one of them is the only one that no clause of the other's stands for.
    seen = peer_decision(stamp)
    return seen is not None and seen.manner in aside and seen.review == identity


def _verdicts(
    mine: Mapping[K, V], theirs: Mapping[K, V], verdict: Callable[[V], object]
) -> Iterator[Row]:
    for key in dict.fromkeys((*mine, *theirs)):
        you, other = mine.get(key), theirs.get(key)
        same = you is not None and other is not None and verdict(you) == verdict(other)
        yield _row(key, you, other, same=same)


def _row(
    subject: object, you: Verdict | None, other: Verdict | None, *, same: bool, clause: str = ""
) -> Row:
    if you is None:
        standing = Standing.OTHERS
    elif other is None:
        standing = Standing.YOURS
    else:
        standing = Standing.SAME if same else Standing.CONFLICT
    return Row(subject=subject, you=you, other=other, standing=standing, clause=clause)  # type: ignore[arg-type]


# Clauses


def _marks(mine: Decisions, theirs: Decisions) -> list[Row]:
    """A row for each clause that anybody decided on."""
    pairs = list(_paired(mine.clauses, theirs.clauses))
    rows = []
    for first, second in sorted(pairs, key=_place):
        you, other = _mark(mine, first), _mark(theirs, second)
        if you or other:
            subject = (first or second or _NOBODY).id
            own = first.id if first else ""
            rows.append(_row(subject, you, other, same=_alike(you, other), clause=own))
    return rows


_Pair: TypeAlias = tuple[WorkingClause | None, WorkingClause | None]
_NOBODY = WorkingClause(id="", span=Span(0, 0), categories=())


def _place(pair: _Pair) -> tuple[Span, str]:
    clause = pair[0] or pair[1] or _NOBODY
    return clause.span, clause.id


def _paired(
    mine: Mapping[str, WorkingClause], theirs: Mapping[str, WorkingClause]
) -> Iterator[_Pair]:
    """Clauses that are the same one: by name for the machine's, by their words for others."""
    shared = {
        name: None
        for name, clause in mine.items()
        if not clause.own and name in theirs and not theirs[name].own
    }
    yield from ((mine[name], theirs[name]) for name in shared)
    left = [clause for name, clause in mine.items() if name not in shared]
    others = [clause for name, clause in theirs.items() if name not in shared]
    candidates = sorted(_candidates(left, others))
    taken: tuple[set[int], set[int]] = (set(), set())
    for _, _, at, to in candidates:
        if at not in taken[0] and to not in taken[1]:
            taken[0].add(at)
            taken[1].add(to)
            yield left[at], others[to]
    yield from ((one, None) for at, one in enumerate(left) if at not in taken[0])
    yield from ((None, one) for to, one in enumerate(others) if to not in taken[1])


def _candidates(
    left: list[WorkingClause], others: list[WorkingClause]
) -> Iterator[tuple[int, int, int, int]]:
    """Pairs of clauses that cover about the same words, by their numbers, best ones lowest.

    The more words they share the better, then the fewer stand in one alone.
    """
    cells: dict[int, list[int]] = {}
    for to, second in enumerate(others):
        for cell in _cells(second.span):
            cells.setdefault(cell, []).append(to)
    for at, first in enumerate(left):
        near = {to for cell in _cells(first.span) for to in cells.get(cell, ())}
        for to in near:
            span = others[to].span
            if _mostly(first.span, span):
                yield -first.span.overlap(span), len(first.span) + len(span), at, to


def _cells(span: Span) -> range:
    """The stretches of text that a span touches."""
    return range(span.start // _CELL, span.end // _CELL + 1)


def _mostly(first: Span, second: Span) -> bool:
    return 2 * first.overlap(second) >= max(len(first), len(second))


def _mark(decisions: Decisions, clause: WorkingClause | None) -> Mark | None:
    """What a reviewer decided on a clause; None while it is open, whatever its bounds."""
    if clause is None:
        return None
    status = decisions.status(clause.id)
    if status is ClauseStatus.OPEN:
        return None
    by = max(decisions.decided[clause.id].by, clause.changed)
    return Mark(clause.id, clause.span, clause.categories, status, by)


def _alike(you: Mark | None, other: Mark | None) -> bool:
    if you is None or other is None or you.status is not other.status:
        return False
    rejected = you.status is ClauseStatus.REJECTED
    return rejected or (you.span, you.categories) == (other.span, other.categories)


# Comments


def _remarks(mine: Decisions, theirs: Decisions) -> Iterator[Row]:
    """The comments of both; one that both have word for word stands once.

    A clause that a reviewer made has another name in the other review, so a comment on it
    counts as one on its words.
    """
    shared = {name for name, clause in mine.clauses.items() if not clause.own}
    words = {
        (target, one.text): replace(one, target=target)
        for one in theirs.comments.values()
        for target in (_on_words(theirs, one.target, shared),)
    }
    for remark in mine.comments.values():
        target = _on_words(mine, remark.target, shared)
        other = words.pop((target, remark.text), None)
        yield _row(remark.target, remark, other, same=other is not None)
    for other in words.values():
        yield _row(other.target, None, other, same=False)


def _on_words(decisions: Decisions, target: Target, shared: set[str]) -> Target:
    if not isinstance(target, OnClause):
        return target
    clause = decisions.clauses[target.clause]
    known = not clause.own and clause.id in shared
    return target if known else OnSelection(clause.span)


# Taking over


def taken(you: WorkingReview, rows: Iterable[Row]) -> tuple[Change, ...]:
    """The edits that make yours what the other decided, row by row."""
    changes: list[Change] = []
    for row in rows:
        if row.other is not None and row.standing is not Standing.SAME:
            changes += _as_other(you.decisions, row, row.other)
    return tuple(changes)


def _as_other(mine: Decisions, row: Row, other: Verdict) -> Iterator[Change]:
    match other:
        case Mark():
            yield from _as_marked(mine, row, other)
        case Remark():
            yield Comment(target=other.target, text=other.text, question=other.question)
        case _:
            yield as_judged(row.subject, other)


def as_judged(
    subject: object, other: ItemJudgement | FlagJudgement | ConditionAnswer | TestAnswer
) -> Change:
    """The edit that judges or answers so."""
    match other, subject:
        case ItemJudgement(), ItemKey():
            return JudgeItems(
                items=(subject,),
                verdict=other.verdict,
                comment=other.comment,
                searched=other.searched,
            )
        case FlagJudgement(), _:
            return JudgeFlags(flags=(str(subject),), verdict=other.verdict, comment=other.comment)
        case TestAnswer(), ItemKey():
            return AnswerTest(item=subject, state=other.state, comment=other.comment)
        case ConditionAnswer(), _:
            return AnswerCondition(condition=str(subject), state=other.state, comment=other.comment)
    message = f"no verdict: {type(other).__name__}"
    raise TypeError(message)


def _as_marked(mine: Decisions, row: Row, other: Mark) -> Iterator[Change]:
    own = mine.clauses.get(row.clause)
    if own is None:
        # Nothing of yours stands there.
        if other.status is not ClauseStatus.REJECTED:
            yield AddClause(other.span, other.categories)
        return
    if own.span != other.span:
        yield AdjustBounds(own.id, other.span)
    if own.categories != other.categories:
        yield Relabel((own.id,), other.categories)
    yield Decide((own.id,), other.status)
