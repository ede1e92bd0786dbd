"""Two reviewers of one text: agreement beyond chance, rows, and taking over."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.errors import EditRefused
from reviewer.model.agreement import (
    agreement,
    by_category,
    by_checklist,
    by_flags,
    by_items,
)
from reviewer.model.clause import Category
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
    Merge,
    OnClause,
    OnItem,
    OnSelection,
    Relabel,
    Split,
)
from reviewer.model.history import WorkingReview, continued, edited, fold
from reviewer.model.merging import Mark, Row, Standing, merge, taken
from reviewer.model.review import ConditionState, TestState
from reviewer.model.span import Span
from tests.model.edit_examples import sample, stamp
from tests.model.edit_strategies import edits
from tests.report import samples

ACCEPTED, REJECTED = ClauseStatus.ACCEPTED, ClauseStatus.REJECTED
CLAUSES = tuple(clause.id for clause in sample().decisions.in_order())
ITEMS = tuple(sorted(sample().ground.items))


def after(*made: Change, start: WorkingReview | None = None) -> WorkingReview:
    working = start or sample()
    for change in made:
        working = edited(working, change, stamp())
    return working


def conflicts(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    return tuple(row for row in rows if row.standing is Standing.CONFLICT)


# Agreement


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc"))))
def test_that_agreement_is_that_of_the_textbook(pairs: list[tuple[str, str]]) -> None:
    found = agreement(pairs)
    assert found.units == len(pairs)
    assert agreement((b, a) for a, b in pairs) == found
    if found.kappa is None:
        assert len({one for pair in pairs for one in pair}) <= 1
        return
    by_chance = sum(
        sum(a == one for a, _ in pairs)
        / len(pairs)
        * (sum(b == one for _, b in pairs) / len(pairs))
        for one in "abc"
    )
    expected = (found.agreed / len(pairs) - by_chance) / (1 - by_chance)
    assert found.kappa == pytest.approx(expected)
    assert (found.kappa == 1) == (found.agreed == len(pairs))


def test_that_agreement_is_known_from_an_example() -> None:
    # Fifty applications read by two: 20 both yes, 15 both no, 5 and 10 apart.
    pairs = [("y", "y")] * 20 + [("n", "n")] * 15 + [("y", "n")] * 5 + [("n", "y")] * 10
    assert agreement(pairs).kappa == pytest.approx(0.4)


def test_that_categories_agree_where_clauses_do() -> None:
    every = Decide(CLAUSES, ACCEPTED)
    you = after(every)
    same = by_category(you, you)
    sentences = len(you.review.policy.sentences)
    assert {one.units for one in same.values()} == {sentences}
    assert {one.kappa for one in same.values()} <= {1.0, None}
    assert same[Category.COLLECTION].kappa == 1.0
    other = after(every, Relabel(CLAUSES[:1], (Category.CESSATION,)))
    apart = by_category(you, other)
    assert apart[Category.CESSATION].agreed == sentences - 1
    (lost, *_) = you.decisions.clauses[CLAUSES[0]].categories
    assert (apart[lost].kappa or 0.0) < 1.0


def test_that_open_clauses_count_for_nobody() -> None:
    you, other = after(Decide(CLAUSES, ACCEPTED)), after(Decide(CLAUSES[2:], REJECTED))
    found = by_category(you, other)[Category.USE]
    assert found.units == len(you.review.policy.sentences) - 2
    assert by_category(sample(), sample())[Category.USE].units == 4  # headings hold no clause


def test_that_items_agree_where_both_judged() -> None:
    you = after(
        JudgeItems(items=ITEMS[:4], verdict=ItemVerdict.MET),
        JudgeItems(items=ITEMS[4:5], verdict=ItemVerdict.MISSING),
    )
    other = after(
        JudgeItems(items=ITEMS[1:2], verdict=ItemVerdict.MET),
        JudgeItems(items=ITEMS[2:5], verdict=ItemVerdict.MISSING),
    )
    found = by_checklist(you, other)
    assert (found["sea_law"].units, found["sea_law"].agreed) == (4, 2)
    assert by_items(you, other) == found["sea_law"]
    assert found["sky_law"].units == 0
    assert found["sky_law"].kappa is None


def test_that_flags_agree_where_both_judged() -> None:
    (flag,) = sample().ground.flags
    you = after(JudgeFlags(flags=(flag,), verdict=FlagVerdict.CONFIRMED))
    other = after(JudgeFlags(flags=(flag,), verdict=FlagVerdict.DISMISSED))
    assert (by_flags(you, other).units, by_flags(you, other).agreed) == (1, 0)
    assert by_flags(you, sample()).units == 0


def test_that_different_texts_are_not_compared() -> None:
    other = fold(samples.review(samples.CHINESE, "zh-Hans"))
    for compare in (by_category, by_checklist, merge):
        with pytest.raises(EditRefused, match="another text"):
            compare(sample(), other)


# Rows


def test_that_what_nobody_decided_is_no_row() -> None:
    assert merge(sample(), sample()) == ()


def test_that_conflicts_come_first() -> None:
    you = after(
        Decide(CLAUSES[:3], ACCEPTED),
        JudgeItems(items=ITEMS[:1], verdict=ItemVerdict.MET, comment="In 2."),
    )
    other = after(
        Decide(CLAUSES[:2], ACCEPTED),
        Decide(CLAUSES[2:4], REJECTED),
        JudgeItems(items=ITEMS[:1], verdict=ItemVerdict.MISSING),
    )
    rows = merge(you, other)
    standings = [row.standing for row in rows]
    assert standings == [Standing.CONFLICT] * 2 + [Standing.OTHERS] + [Standing.SAME] * 2
    assert [row.subject for row in rows] == [
        CLAUSES[2], ITEMS[0], CLAUSES[3], CLAUSES[0], CLAUSES[1],
    ]  # fmt: skip
    assert rows[0].merged is None
    assert rows[2].merged == rows[2].other
    assert rows[3].merged == rows[3].you


def test_that_clauses_marked_by_hand_are_matched_by_their_words() -> None:
    you = after(
        Decide(CLAUSES[:1], REJECTED),
        AddClause(Span(30, 60), (Category.USE,)),
        AddClause(Span(70, 80), (Category.USE,)),
    )
    other = after(AddClause(Span(35, 60), (Category.USE,)), Decide(CLAUSES[:1], REJECTED))
    by_standing = {row.standing: row for row in merge(you, other)}
    conflict = by_standing[Standing.CONFLICT]
    # Both call their clause by another name, and another one by the same.
    assert conflict.you == Mark("e2", Span(30, 60), (Category.USE,), ACCEPTED)
    assert isinstance(conflict.other, Mark)
    assert (conflict.clause, conflict.other.id) == ("e2", "e1")
    assert by_standing[Standing.YOURS].clause == "e3"
    assert by_standing[Standing.SAME].subject == CLAUSES[0]


def test_that_rejected_clauses_are_alike_whatever_their_bounds() -> None:
    span = sample().decisions.clauses[CLAUSES[0]].span
    shorter = AdjustBounds(CLAUSES[0], Span(span.start, span.end - 5))
    you, other = after(Decide(CLAUSES[:1], REJECTED)), after(shorter, Decide(CLAUSES[:1], REJECTED))
    assert [row.standing for row in merge(you, other)] == [Standing.SAME]
    accepted = after(Decide(CLAUSES[:1], ACCEPTED))
    moved = after(shorter, Decide(CLAUSES[:1], ACCEPTED))
    assert [row.standing for row in merge(accepted, moved)] == [Standing.CONFLICT]


# Taking over


@given(edits(), edits())
def test_that_what_is_taken_over_is_the_others(
    mine: tuple[Edit, ...], theirs: tuple[Edit, ...]
) -> None:
    you, other = continued(sample(), mine), continued(sample(), theirs)
    rows = merge(you, other)
    for row in rows:
        assert row.you or row.other
    if you.signed:
        return
    for change in taken(you, rows):
        you = edited(you, change, stamp())
    for row in conflicts(merge(you, other)):
        # Clauses that overlap in more than one way may pair differently afterwards.
        assert isinstance(row.other, Mark)


def test_that_all_kinds_of_decisions_are_taken_over() -> None:
    start = sample()
    (flag,) = start.ground.flags
    first, second = (start.decisions.clauses[name] for name in CLAUSES[:2])
    other = after(
        Decide(CLAUSES[:4], ACCEPTED),
        Merge(CLAUSES[:2]),
        Split(CLAUSES[3], (start.decisions.clauses[CLAUSES[3]].span.start + 20,)),
        Decide(CLAUSES[4:5], REJECTED),
        Relabel(CLAUSES[5:6], (Category.CESSATION,)),
        AddClause(Span(0, 20), (Category.CHANGE,)),
        JudgeItems(items=ITEMS[:1], verdict=ItemVerdict.MISSING, searched="officer"),
        JudgeFlags(flags=(flag,), verdict=FlagVerdict.CONFIRMED, comment="Yes."),
        AnswerCondition(condition="abroad", state=ConditionState.HOLDS),
        AnswerTest(item=ITEMS[1], state=TestState.FAILED),
        Comment(target=OnItem(ITEMS[0]), text="Look here.", question=True),
        Comment(target=OnClause("e6"), text="Only there."),
    )
    you = after(
        Decide(CLAUSES[4:6], ACCEPTED),
        JudgeItems(items=ITEMS[:1], verdict=ItemVerdict.MET),
        AddClause(Span(40, 50), (Category.USE,)),
    )
    assert len(conflicts(merge(you, other))) == 3
    for change in taken(you, merge(you, other)):
        you = edited(you, change, stamp())
    decisions = you.decisions
    assert decisions.status(CLAUSES[4]) is REJECTED
    assert decisions.clauses[CLAUSES[5]].categories == (Category.CESSATION,)
    assert decisions.items[ITEMS[0]].searched == "officer"
    assert decisions.flags[flag].verdict is FlagVerdict.CONFIRMED
    assert decisions.conditions["abroad"].state is ConditionState.HOLDS
    assert decisions.tests[ITEMS[1]].state is TestState.FAILED
    targets = {one.text: one.target for one in decisions.comments.values()}
    # The clause is called otherwise here, so the comment stands on its words.
    assert targets == {"Look here.": OnItem(ITEMS[0]), "Only there.": OnSelection(Span(0, 20))}
    spans = {clause.span for clause in decisions.clauses.values()}
    assert Span(0, 20) in spans
    assert Span(first.span.start, second.span.end) in spans
    assert not conflicts(merge(you, other))


def test_that_many_clauses_by_hand_are_matched_in_time() -> None:
    start = sample()
    long = replace(start.review.policy, text="word " * 40_000)
    review = replace(start.review, policy=long, analysis=replace(start.review.analysis, clauses=()))
    working = fold(review)
    for number in range(2000):
        change = AddClause(Span(number * 100, number * 100 + 60), (Category.USE,))
        working = edited(working, change, stamp())
    begin = time.process_time()
    rows = merge(working, working)
    assert len(rows) == 2000
    assert {row.standing for row in rows} == {Standing.SAME}
    assert time.process_time() - begin < 1.0
