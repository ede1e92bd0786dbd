"""What each kind of edit does to decisions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import singledispatch
from itertools import pairwise

from reviewer.errors import EditRefused
from reviewer.model.clause import Category
from reviewer.model.decisions import (
    ConditionAnswer,
    Decided,
    FlagJudgement,
    ItemJudgement,
    Remark,
    Reply,
    Signature,
    TestAnswer,
    WorkingClause,
)
from reviewer.model.draft import Draft
from reviewer.model.edits import (
    AddClause,
    AdjustBounds,
    Answer,
    AnswerCondition,
    AnswerTest,
    Carried,
    CarryOver,
    ChooseChecklists,
    ClauseStatus,
    Comment,
    Decide,
    Delete,
    ItemKey,
    JudgeFlags,
    JudgeItems,
    Link,
    Merge,
    NameReviewer,
    OnClause,
    Relabel,
    Reopen,
    ReviseComment,
    SignOff,
    Split,
    Unlink,
    Unsettled,
)
from reviewer.model.review import ConditionState, TestState
from reviewer.model.span import Span

_ORDER = {category: number for number, category in enumerate(Category)}


@singledispatch
def apply(change: object, draft: Draft, by: int) -> None:
    """Apply a change to a draft, wholly or, refused, not at all.

    Args:
        by: sequence of the edit.

    Raises:
        EditRefused: what it is about is not there, or it makes no sense.
    """
    del draft
    message = f"edit {by} is no change of decisions: {type(change).__name__}"
    raise TypeError(message)


# Clauses


@apply.register
def _decide(change: Decide, draft: Draft, by: int) -> None:
    known = draft.known(change.clauses)
    if change.status is ClauseStatus.OPEN:
        for identifier in known:
            draft.decided.put(identifier, None)
    else:
        draft.decided.own().update(dict.fromkeys(known, Decided(change.status, by)))


@apply.register
def _relabel(change: Relabel, draft: Draft, by: int) -> None:
    known, categories = draft.known(change.clauses), _ordered(change.categories)
    for identifier in known:
        clause = draft.clauses.shown[identifier]
        clause = replace(clause, categories=categories, changed=by)
        draft.clauses.own()[identifier] = clause
    draft.decided.own().update(dict.fromkeys(known, Decided(ClauseStatus.ACCEPTED, by)))


@apply.register
def _add(change: AddClause, draft: Draft, by: int) -> None:
    clause = WorkingClause(
        id=_own_id(by),
        span=draft.trimmed(change.span),
        categories=_ordered(change.categories),
        made=by,
        changed=by,
    )
    draft.clauses.own()[clause.id] = clause
    draft.decided.own()[clause.id] = Decided(ClauseStatus.ACCEPTED, by)


@apply.register
def _adjust(change: AdjustBounds, draft: Draft, by: int) -> None:
    (identifier,) = draft.known((change.clause,))
    clause, span = draft.clauses.shown[identifier], draft.trimmed(change.span)
    draft.clauses.own()[identifier] = replace(clause, span=span, changed=by)


@apply.register
def _split(change: Split, draft: Draft, by: int) -> None:
    (identifier,) = draft.known((change.clause,))
    whole = draft.clauses.shown[identifier]
    places = sorted({whole.span.start, *change.at, whole.span.end})
    if not change.at or places[0] < whole.span.start or places[-1] > whole.span.end:
        raise EditRefused("A clause is split between its own words; put the caret there.")
    spans = [draft.trimmed(Span(*pair)) for pair in pairwise(places)]
    parts = {
        f"{_own_id(by)}.{number}": replace(
            whole, id=f"{_own_id(by)}.{number}", span=span, made=by, changed=by
        )
        for number, span in enumerate(spans, start=1)
    }
    if len(parts) == 1:
        raise EditRefused("A clause is split between its own words; put the caret there.")
    _replace(draft, (identifier,), parts)


@apply.register
def _merge(change: Merge, draft: Draft, by: int) -> None:
    known = draft.known(change.clauses)
    if len(known) == 1:
        raise EditRefused("Merging takes two clauses or more; choose another one as well.")
    clauses = [draft.clauses.shown[identifier] for identifier in known]
    merged = WorkingClause(
        id=_own_id(by),
        span=Span(
            min(clause.span.start for clause in clauses),
            max(clause.span.end for clause in clauses),
        ),
        categories=_ordered(one for clause in clauses for one in clause.categories),
        machine=tuple(sorted({number for clause in clauses for number in clause.machine})),
        made=by,
        changed=by,
    )
    _replace(draft, known, {merged.id: merged})


@apply.register
def _delete(change: Delete, draft: Draft, by: int) -> None:
    del by
    known = draft.known(change.clauses)
    if not all(draft.clauses.shown[identifier].own for identifier in known):
        raise EditRefused(
            "Only clauses that a reviewer made can be deleted; reject the machine's instead."
        )
    _replace(draft, known, {})


def _replace(draft: Draft, gone: tuple[str, ...], new: Mapping[str, WorkingClause]) -> None:
    """Puts clauses in the place of others, with all that was said of these.

    They are decided where all of these were decided alike.
    """
    former = [draft.decided.shown.get(identifier) for identifier in gone]
    statuses = {one.status if one else ClauseStatus.OPEN for one in former}
    decided = former[0] if len(statuses) == 1 else None
    for identifier in gone:
        del draft.clauses.own()[identifier]
        draft.decided.put(identifier, None)
    for identifier, clause in new.items():
        draft.clauses.own()[identifier] = clause
        draft.decided.put(identifier, decided)
    if new:
        _move(draft, set(gone), tuple(new))


def _move(draft: Draft, gone: set[str], new: tuple[str, ...]) -> None:
    for number, remark in draft.comments.shown.items():
        if isinstance(remark.target, OnClause) and remark.target.clause in gone:
            draft.comments.own()[number] = replace(remark, target=OnClause(new[0]))
    linked = [(key, one) for key, one in draft.links.shown.items() if key[0] in gone]
    # A link outweighs an unlinking: evidence is not lost in merging.
    for (former, item), link in sorted(linked, key=lambda pair: pair[1]):
        del draft.links.own()[former, item]
        draft.links.own().update(dict.fromkeys(((one, item) for one in new), link))


# What is said


@apply.register
def _comment(change: Comment, draft: Draft, by: int) -> None:
    draft.check_target(change.target)
    if not change.text.strip():
        raise EditRefused("The comment has no words; write some.")
    draft.comments.own()[by] = Remark(
        target=change.target, text=change.text, question=change.question, by=by, changed=by
    )


@apply.register
def _revise(change: ReviseComment, draft: Draft, by: int) -> None:
    remark = _remark(draft, change.comment)
    kept = replace(remark, text=change.text, changed=by) if change.text.strip() else None
    draft.comments.put(change.comment, kept)


@apply.register
def _answer(change: Answer, draft: Draft, by: int) -> None:
    remark = _remark(draft, change.comment)
    remark = replace(remark, replies=(*remark.replies, Reply(change.text, by)))
    draft.comments.own()[change.comment] = remark


def _remark(draft: Draft, number: int) -> Remark:
    remark = draft.comments.shown.get(number)
    if remark is None:
        raise EditRefused("The comment is no longer there.")
    return remark


# Items, flags, conditions


@apply.register
def _link(change: Link, draft: Draft, by: int) -> None:
    del by
    _put_links(draft, change.clauses, change.item, linked=True)


@apply.register
def _unlink(change: Unlink, draft: Draft, by: int) -> None:
    del by
    _put_links(draft, change.clauses, change.item, linked=False)


def _put_links(draft: Draft, clauses: tuple[str, ...], item: ItemKey, *, linked: bool) -> None:
    known = draft.known(clauses)
    draft.known_items((item,))
    draft.links.own().update(dict.fromkeys(((one, item) for one in known), linked))


@apply.register
def _judge_items(change: JudgeItems, draft: Draft, by: int) -> None:
    judgement = None
    if change.verdict is not None:
        judgement = ItemJudgement(
            verdict=change.verdict, comment=change.comment, searched=change.searched, by=by
        )
    for key in draft.known_items(change.items):
        draft.items.put(key, judgement)


@apply.register
def _judge_flags(change: JudgeFlags, draft: Draft, by: int) -> None:
    known = tuple(one for one in change.flags if one in draft.ground.flags)
    if not known:
        raise EditRefused("The red flag is no longer there.")
    judgement = None
    if change.verdict is not None:
        judgement = FlagJudgement(verdict=change.verdict, comment=change.comment, by=by)
    for identifier in known:
        draft.flags.put(identifier, judgement)


@apply.register
def _answer_condition(change: AnswerCondition, draft: Draft, by: int) -> None:
    given = change.state in {ConditionState.HOLDS, ConditionState.FAILS}
    answer = ConditionAnswer(state=change.state, comment=change.comment, by=by)
    draft.conditions.put(change.condition, answer if given else None)


@apply.register
def _answer_test(change: AnswerTest, draft: Draft, by: int) -> None:
    (key,) = draft.known_items((change.item,))
    given = change.state in {TestState.PASSED, TestState.FAILED}
    answer = TestAnswer(state=change.state, comment=change.comment, by=by)
    draft.tests.put(key, answer if given else None)


# What comes from a review of a former version


@apply.register
def _carry(change: Carried, draft: Draft, by: int) -> None:
    apply(change.change, draft, by)


@apply.register
def _note(change: CarryOver | Unsettled, draft: Draft, by: int) -> None:
    """Says something and decides nothing."""
    del change, draft, by


# The review as a whole


@apply.register
def _choose(change: ChooseChecklists, draft: Draft, by: int) -> None:
    del by
    if not draft.ground.checklists.issuperset(change.checklists):
        raise EditRefused("The policy was not checked against all of these regulations.")
    chosen = tuple(dict.fromkeys(change.checklists))
    draft.change(checklists=chosen)


@apply.register
def _name(change: NameReviewer, draft: Draft, by: int) -> None:
    del by
    draft.change(reviewer=change)


@apply.register
def _sign(change: SignOff, draft: Draft, by: int) -> None:
    draft.change(signature=Signature(change, by))


@apply.register
def _reopen(change: Reopen, draft: Draft, by: int) -> None:
    del change, by
    draft.change(signature=None)


def _ordered(categories: Iterable[Category]) -> tuple[Category, ...]:
    found = tuple(sorted(set(categories), key=_ORDER.__getitem__))
    if not found:
        raise EditRefused("A clause needs a category; choose one.")
    return found


def _own_id(by: int) -> str:
    """The name of a clause that an edit makes."""
    return f"e{by}"
