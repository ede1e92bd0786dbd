"""Differences between two reviews, settled by ordinary edits that name their origin."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given

from reviewer.errors import EditRefused
from reviewer.model.clause import Category
from reviewer.model.decisions import Remark
from reviewer.model.edits import (
    AddClause,
    AdjustBounds,
    AnswerCondition,
    AnswerTest,
    Change,
    ClauseStatus,
    Comment,
    Decide,
    Edit,
    FlagVerdict,
    ItemVerdict,
    JudgeFlags,
    JudgeItems,
    OnClause,
    OnItem,
    Relabel,
    SignOff,
    Stamp,
)
from reviewer.model.history import WorkingReview, continued, edited
from reviewer.model.merging import Mark, Row, Standing
from reviewer.model.provenance import Manner, PeerDecision, peer_decision, via
from reviewer.model.resolving import (
    Peer,
    before_taking,
    keep,
    resolved,
    restore,
    take,
    take_both,
    take_missing,
)
from reviewer.model.review import ConditionState, TestState
from reviewer.model.span import Span
from reviewer.store.edit_rows import edit_of, row_of
from tests.model.edit_examples import BEGIN, sample, stamp
from tests.model.edit_strategies import edits

ACCEPTED, REJECTED = ClauseStatus.ACCEPTED, ClauseStatus.REJECTED
CLAUSES = tuple(clause.id for clause in sample().decisions.in_order())
ITEMS = tuple(sorted(sample().ground.items))
GRACE = "Grace Hopper"


def yours(*changes: Change) -> WorkingReview:
    working = sample()
    for number, change in enumerate(changes):
        working = edited(working, change, stamp(number))
    return working


def theirs(*changes: Change) -> Peer:
    working = sample()
    for number, change in enumerate(changes):
        working = edited(working, change, stamp(100 + number, GRACE))
    return Peer("0a1b", working)


def the_row(you: WorkingReview, peer: Peer, standing: Standing) -> Row:
    (row,) = (one for one in peer.rows(you) if one.standing is standing)
    return row


def standings(you: WorkingReview, peer: Peer) -> list[Standing]:
    return [row.standing for row in peer.rows(you)]


# Where a decision comes from


def test_that_the_other_decision_is_read_back_as_it_was_written() -> None:
    other = Stamp(BEGIN, "Grace  Brewster Hopper")
    mine = Stamp(BEGIN + timedelta(days=1), "Ada", via(Manner.TAKEN, "0a1b", other))
    assert peer_decision(mine) == PeerDecision(
        manner=Manner.TAKEN, review="0a1b", who=other.who, time=other.time
    )
    assert peer_decision(other) is None


@pytest.mark.parametrize("text", ["0a1b", "taken", "taken x y z", "lent 0a1b 2026-03-01 Grace"])
def test_that_what_names_no_decision_is_none(text: str) -> None:
    assert peer_decision(Stamp(datetime(2026, 3, 1, tzinfo=UTC), "Ada", text)) is None


def test_that_a_file_keeps_whom_an_edit_was_taken_from() -> None:
    you, peer = yours(), theirs(Decide(CLAUSES[:1], REJECTED))
    row = the_row(you, peer, Standing.OTHERS)
    after = resolved(you, take(you, peer, row), stamp(200))
    (edit,) = after.edits
    assert edit_of(row_of(edit)) == edit
    origin = peer_decision(edit.stamp)
    assert edit.stamp.who == "Ada Byron"
    assert origin is not None
    assert (origin.who, origin.time) == (GRACE, BEGIN + timedelta(seconds=100))


# Conflicts


def test_that_yours_kept_is_settled_until_the_other_decides_anew() -> None:
    you = yours(JudgeItems(items=ITEMS[:1], verdict=ItemVerdict.MET, comment="In 2."))
    peer = theirs(JudgeItems(items=ITEMS[:1], verdict=ItemVerdict.MISSING))
    row = the_row(you, peer, Standing.CONFLICT)
    after = resolved(you, keep(peer, row), stamp(200))
    assert standings(after, peer) == [Standing.SETTLED]
    assert after.decisions.items[ITEMS[0]].comment == "In 2."
    change = JudgeItems(items=ITEMS[:1], verdict=ItemVerdict.PARTIAL)
    later = Peer(peer.identity, edited(peer.working, change, stamp(300, GRACE)))
    assert standings(after, later) == [Standing.CONFLICT]
    assert standings(after, Peer("other file", peer.working)) == [Standing.CONFLICT]


def test_that_a_clause_kept_is_open_to_dispute_again_once_it_is_moved() -> None:
    you = yours(Decide(CLAUSES[:1], ACCEPTED))
    peer = theirs(Decide(CLAUSES[:1], REJECTED))
    after = resolved(you, keep(peer, the_row(you, peer, Standing.CONFLICT)), stamp(200))
    assert standings(after, peer) == [Standing.SETTLED]
    span = after.decisions.clauses[CLAUSES[0]].span
    moved = AdjustBounds(CLAUSES[0], Span(span.start, span.end - 5))
    assert standings(edited(after, moved, stamp(201)), peer) == [Standing.CONFLICT]


def test_that_theirs_taken_is_agreed() -> None:
    you = yours(Relabel(CLAUSES[:1], (Category.USE,)))
    span = you.decisions.clauses[CLAUSES[0]].span
    peer = theirs(
        AdjustBounds(CLAUSES[0], Span(span.start, span.end - 5)),
        Relabel(CLAUSES[:1], (Category.CESSATION,)),
    )
    after = resolved(you, take(you, peer, the_row(you, peer, Standing.CONFLICT)), stamp(200))
    assert standings(after, peer) == [Standing.SAME]
    assert after.decisions.clauses[CLAUSES[0]].categories == (Category.CESSATION,)


def test_that_both_categories_stand_on_the_same_words() -> None:
    you = yours(Relabel(CLAUSES[:1], (Category.USE,)))
    peer = theirs(Relabel(CLAUSES[:1], (Category.CESSATION,)))
    row = the_row(you, peer, Standing.CONFLICT)
    after = resolved(you, take_both(you, peer, row), stamp(200))
    assert set(after.decisions.clauses[CLAUSES[0]].categories) == {
        *(Category.USE, Category.CESSATION),
    }
    assert standings(after, peer) == [Standing.SETTLED]


@pytest.mark.parametrize("machine", [True, False])
def test_that_clauses_of_other_words_stand_beside_each_other(machine: bool) -> None:  # noqa: FBT001 - a case
    if machine:
        span = sample().decisions.clauses[CLAUSES[0]].span
        you = yours(Decide(CLAUSES[:1], ACCEPTED))
        shorter = AdjustBounds(CLAUSES[0], Span(span.start, span.end - 5))
        peer = theirs(shorter, Decide(CLAUSES[:1], ACCEPTED))
    else:
        you = yours(AddClause(Span(30, 60), (Category.USE,)))
        peer = theirs(AddClause(Span(35, 60), (Category.USE,)))
    row = the_row(you, peer, Standing.CONFLICT)
    after = resolved(you, take_both(you, peer, row), stamp(200))
    spans = [clause.span for clause in after.decisions.clauses.values()]
    assert isinstance(row.you, Mark)
    assert isinstance(row.other, Mark)
    assert {row.you.span, row.other.span} <= set(spans)
    assert {Standing.SETTLED, Standing.SAME} >= set(standings(after, peer))


def test_that_both_makes_no_sense_where_one_rejected() -> None:
    you, peer = yours(Decide(CLAUSES[:1], REJECTED)), theirs(Decide(CLAUSES[:1], ACCEPTED))
    assert take_both(you, peer, the_row(you, peer, Standing.CONFLICT)) == ()


def test_that_both_makes_no_sense_of_verdicts() -> None:
    you = yours(JudgeItems(items=ITEMS[:1], verdict=ItemVerdict.MET))
    peer = theirs(JudgeItems(items=ITEMS[:1], verdict=ItemVerdict.MISSING))
    assert take_both(you, peer, the_row(you, peer, Standing.CONFLICT)) == ()


def test_that_a_comment_on_the_others_own_clause_never_lands_on_mine() -> None:
    you = yours(AddClause(Span(70, 80), (Category.USE,)))  # e1, as the other's is called
    peer = theirs(
        AddClause(Span(0, 20), (Category.CHANGE,)),
        Comment(target=OnClause("e1"), text="Which version?"),
    )
    rows = [row for row in peer.rows(you) if isinstance(row.other, Remark)]
    after = resolved(you, take(you, peer, rows[0]), stamp(200))
    (comment,) = after.decisions.comments.values()
    assert not isinstance(comment.target, OnClause)
    again = [row.standing for row in peer.rows(after) if isinstance(row.other, Remark)]
    assert again == [Standing.SAME]


# Many at once


def _much() -> Peer:
    (flag,) = sample().ground.flags
    return theirs(
        Decide(CLAUSES[:3], ACCEPTED),
        Decide(CLAUSES[3:4], REJECTED),
        Relabel(CLAUSES[4:5], (Category.CESSATION,)),
        AddClause(Span(0, 20), (Category.CHANGE,)),
        JudgeItems(items=ITEMS[:2], verdict=ItemVerdict.MET),
        JudgeItems(items=ITEMS[2:3], verdict=ItemVerdict.MISSING, searched="officer"),
        JudgeFlags(flags=(flag,), verdict=FlagVerdict.CONFIRMED),
        AnswerCondition(condition="abroad", state=ConditionState.HOLDS),
        AnswerTest(item=ITEMS[1], state=TestState.FAILED),
        Comment(target=OnItem(ITEMS[0]), text="Look here."),
    )


def test_that_all_that_is_missing_is_taken_in_few_edits() -> None:
    you, peer = yours(Decide(CLAUSES[:1], REJECTED)), _much()
    steps = take_missing(you, peer, peer.rows(you))
    after = resolved(you, steps, stamp(200))
    assert set(standings(after, peer)) == {Standing.CONFLICT, Standing.SAME}
    assert after.decisions.status(CLAUSES[0]) is REJECTED
    decided = [one.change for one in steps if isinstance(one.change, Decide)]
    assert Decide(CLAUSES[1:3], ACCEPTED) in decided
    judged = [one.change for one in steps if isinstance(one.change, JudgeItems)]
    assert [one.items for one in judged] == [ITEMS[:2], ITEMS[2:3]]
    assert all(one.via.endswith(GRACE) for one in steps)


@given(edits(), edits())
def test_that_taking_what_is_missing_leaves_what_you_have(
    mine: tuple[Edit, ...], others: tuple[Edit, ...]
) -> None:
    you, peer = continued(sample(), mine), Peer("0a1b", continued(sample(), others))
    rows = peer.rows(you)
    steps = take_missing(you, peer, rows)
    if you.signed or not steps:
        return
    after = resolved(you, steps, stamp(900))
    for key, judgement in you.decisions.items.items():
        assert after.decisions.items[key] == judgement
    for name, decided in you.decisions.decided.items():
        assert after.decisions.decided[name] == decided
    assert you.decisions.comments.items() <= after.decisions.comments.items()


def test_that_a_signed_review_takes_nothing() -> None:
    peer = _much()
    signature = SignOff(name="Ada", role="", source="", decisions="")
    you = yours(signature)
    with pytest.raises(EditRefused, match="signed"):
        resolved(you, take_missing(you, peer, peer.rows(you)), stamp(200))


def test_that_nothing_to_take_is_said() -> None:
    with pytest.raises(EditRefused, match="nothing to take"):
        resolved(sample(), (), stamp(1))


# Back again


@given(edits(), edits())
def test_that_what_was_taken_can_be_brought_back(
    mine: tuple[Edit, ...], others: tuple[Edit, ...]
) -> None:
    you, peer = continued(sample(), mine), Peer("0a1b", continued(sample(), others))
    if you.signed:
        return
    for row in peer.rows(you):
        steps = take(you, peer, row)
        if not steps:
            continue
        try:
            after = resolved(you, steps, stamp(900))
        except EditRefused:
            continue
        for one in peer.rows(after):
            before = before_taking(after, peer, one)
            back = restore(after, before, one) if before else ()
            if back:
                after = resolved(after, back, stamp(901))
        assert _state(after) == _state(you)


def test_that_what_was_decided_alone_is_not_taken_back() -> None:
    you, peer = yours(Decide(CLAUSES[:1], ACCEPTED)), theirs(Decide(CLAUSES[:1], REJECTED))
    assert before_taking(you, peer, the_row(you, peer, Standing.CONFLICT)) is None


def _state(working: WorkingReview) -> object:
    decisions = working.decisions
    return (
        {name: (one.span, one.categories) for name, one in decisions.clauses.items()},
        {name: one.status for name, one in decisions.decided.items()},
        {key: (one.verdict, one.comment, one.searched) for key, one in decisions.items.items()},
        {key: (one.verdict, one.comment) for key, one in decisions.flags.items()},
        {key: one.state for key, one in decisions.conditions.items()},
        {key: one.state for key, one in decisions.tests.items()},
        sorted(one.text for one in decisions.comments.values()),
    )
