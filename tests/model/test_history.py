"""Edits folded into decisions: undone, redone, continued, refused."""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from reviewer.errors import EditRefused
from reviewer.model.clause import Category, Clause, ClauseOrigin
from reviewer.model.edits import (
    AddClause,
    AdjustBounds,
    Answer,
    Change,
    ChooseChecklists,
    ClauseStatus,
    Comment,
    Decide,
    Delete,
    Edit,
    ItemKey,
    ItemVerdict,
    JudgeFlags,
    JudgeItems,
    Link,
    Merge,
    OnClause,
    OnFlag,
    OnItem,
    OnSelection,
    Relabel,
    Reopen,
    ReviseComment,
    SignOff,
    Split,
    Stamp,
    Undo,
    Unlink,
)
from reviewer.model.ground import clause_ids, ground
from reviewer.model.history import WorkingReview, continued, edited, fold, redone, undone
from reviewer.model.span import Span
from tests.model.edit_examples import numbered, sample, stamp
from tests.model.edit_strategies import changes, edits
from tests.report import samples

if TYPE_CHECKING:
    from reviewer.model.review import Review

ACCEPTED, REJECTED, OPEN = ClauseStatus.ACCEPTED, ClauseStatus.REJECTED, ClauseStatus.OPEN
ITEM = ItemKey("sea_law", "sea_law_0")


def after(*made: Change) -> WorkingReview:
    working = sample()
    for change in made:
        working = edited(working, change, stamp())
    return working


def names(working: WorkingReview) -> list[str]:
    return [clause.id for clause in working.decisions.in_order()]


# Properties


@given(edits())
def test_that_any_edits_fold_and_spans_slice_back(made: tuple[Edit, ...]) -> None:
    working = continued(sample(), made)
    text = working.review.policy.text
    assert working.edits == made
    for name, clause in working.decisions.clauses.items():
        assert name == clause.id
        assert clause.categories
        words = clause.span.text_of(text)
        assert words == words.strip() != ""
        assert len(words) == len(clause.span)
    assert set(working.decisions.decided) <= set(working.decisions.clauses)


@given(edits(), edits())
def test_that_folding_in_steps_is_folding_at_once(
    first: tuple[Edit, ...], second: tuple[Edit, ...]
) -> None:
    second = numbered([edit.change for edit in second], len(first) + 1)
    whole = fold(sample().review, (*first, *second))
    assert continued(continued(sample(), first), second) == whole
    one_by_one = sample()
    for edit in (*first, *second):
        one_by_one = continued(one_by_one, (edit,))
    assert one_by_one == whole


@given(edits(), changes())
def test_that_undo_after_an_edit_is_the_identity(made: tuple[Edit, ...], change: Change) -> None:
    before = continued(sample(), made)
    try:
        later = edited(before, change, stamp())
    except EditRefused:
        return
    if isinstance(later.edits[-1].change, SignOff | Reopen | Undo) or later.undoable is None:
        return
    if len(later.standing) <= len(before.standing):
        return  # it was a redo
    back = undone(later, stamp(1))
    assert back.decisions == before.decisions
    assert back.standing == before.standing
    assert redone(back, stamp(2)).decisions == later.decisions


@given(edits(), changes())
def test_that_a_refused_edit_comes_to_nothing_and_another_stands(
    made: tuple[Edit, ...], change: Change
) -> None:
    before = continued(sample(), made)
    try:
        later = edited(before, change, stamp())
    except EditRefused:
        folded = continued(before, numbered([change], len(made) + 1))
        # In a file it would come to nothing.
        assert replace(folded.decisions, stranded=()) == replace(before.decisions, stranded=())
        return
    assert later.edits[-1].change is change
    assert later.decisions.stranded == before.decisions.stranded or isinstance(change, Undo)
    assert later.ignored == before.ignored


def test_that_merging_and_splitting_comes_back_to_the_same_words() -> None:
    start = sample()
    first, second = start.decisions.in_order()[:2]
    merged = edited(start, Merge((first.id, second.id)), stamp())
    assert names(merged)[0] == "e1"
    whole = merged.decisions.clauses["e1"]
    assert whole.span == Span(first.span.start, second.span.end)
    assert whole.machine == (0, 1)
    assert set(whole.categories) == {*first.categories, *second.categories}
    parted = edited(merged, Split("e1", (second.span.start,)), stamp())
    parts = parted.decisions.in_order()[:2]
    assert [part.id for part in parts] == ["e2.1", "e2.2"]
    # Headings between them stay with the first one.
    assert parts[0].span.start == first.span.start
    assert parts[1].span == second.span


def test_that_long_histories_are_undone_to_the_very_beginning() -> None:
    working = sample()
    states = [working.decisions]
    for number in range(300):
        name = names(working)[number % 5]
        working = edited(working, Decide((name,), list(ClauseStatus)[number % 3]), stamp())
        states.append(working.decisions)
    for state in reversed(states[:-1]):
        working = undone(working, stamp())
        assert working.decisions == state
    with pytest.raises(EditRefused, match="nothing to undo"):
        undone(working, stamp())
    for state in states[1:]:
        working = redone(working, stamp())
        assert working.decisions == state
    with pytest.raises(EditRefused, match="nothing to redo"):
        redone(working, stamp())
    assert fold(working.review, working.edits) == working


# Clauses


def test_that_many_clauses_are_decided_by_one_edit_and_one_undo() -> None:
    every = tuple(names(sample()))
    working = after(Decide(every, ACCEPTED), Decide(every[:1], REJECTED), Decide(every[1:2], OPEN))
    statuses = [working.decisions.status(name) for name in every]
    assert statuses == [REJECTED, OPEN, *[ACCEPTED] * (len(every) - 2)]
    for _ in range(3):
        working = undone(working, stamp())
    assert not working.decisions.decided
    assert working.undoable is None
    assert working.redoable is not None
    assert working.redoable.sequence == 1


def test_that_a_new_edit_ends_what_can_be_redone() -> None:
    name = names(sample())[0]
    working = undone(after(Decide((name,), ACCEPTED)), stamp())
    working = edited(working, Decide((name,), REJECTED), stamp())
    assert working.redoable is None
    assert working.decisions.status(name) is REJECTED


def test_that_relabelling_accepts_and_keeps_what_the_machine_said() -> None:
    name = names(sample())[0]
    working = after(Relabel((name,), (Category.MINORS, Category.USE, Category.MINORS)))
    clause = working.decisions.clauses[name]
    assert clause.categories == (Category.USE, Category.MINORS)
    assert working.decisions.status(name) is ACCEPTED
    assert not clause.own
    (number,) = clause.machine
    assert working.review.analysis.clauses[number].categories != clause.categories


def test_that_marked_words_lose_white_space_at_their_ends() -> None:
    working = after(AddClause(Span(30, 39), (Category.USE,)))
    clause = working.decisions.clauses["e1"]
    assert clause.own
    assert clause.span.text_of(working.review.policy.text) == "Harbour L"
    moved = edited(working, AdjustBounds("e1", Span(29, 45)), stamp())
    assert moved.decisions.clauses["e1"].span == Span(30, 44)
    gone = edited(moved, Delete(("e1",)), stamp())
    assert "e1" not in gone.decisions.clauses
    assert "e1" not in gone.decisions.decided


def test_that_the_machines_clauses_are_rejected_and_not_deleted() -> None:
    with pytest.raises(EditRefused, match="reject the machine's"):
        after(Delete((names(sample())[0],)))


def test_that_what_was_said_of_clauses_goes_with_them() -> None:
    first, second = names(sample())[:2]
    working = after(
        Decide((first, second), ACCEPTED),
        Comment(target=OnClause(second), text="Both belong together.", question=True),
        Link((first,), ITEM),
        Unlink((second,), ITEM),
        Merge((first, second)),
    )
    decisions = working.decisions
    assert decisions.status("e5") is ACCEPTED
    assert decisions.comments[2].target == OnClause("e5")
    assert decisions.links == {("e5", ITEM): True}
    assert [one.id for one in decisions.supporting(ITEM, ())] == ["e5"]


def test_that_clauses_decided_differently_are_open_once_merged() -> None:
    first, second = names(sample())[:2]
    working = after(Decide((first,), ACCEPTED), Merge((first, second)))
    assert working.decisions.status("e2") is OPEN


def test_that_evidence_is_the_machines_but_for_what_was_changed() -> None:
    every = names(sample())
    finding = sample().review.analysis.checklist("sea_law").items[0]
    machine = [piece.clause for piece in finding.evidence]
    assert [one.id for one in sample().decisions.supporting(ITEM, machine)] == every[:2]
    working = after(Unlink((every[0],), ITEM), Link((every[4],), ITEM))
    found = working.decisions.supporting(ITEM, machine)
    assert [one.id for one in found] == [every[1], every[4]]


def test_that_edits_of_what_is_gone_are_refused() -> None:
    gone = ("m0",)
    refused: tuple[tuple[Change, str], ...] = (
        (Decide(gone, ACCEPTED), "clause is no longer"),
        (Merge((names(sample())[0],)), "two clauses"),
        (Split(names(sample())[0], ()), "between its own words"),
        (Split(names(sample())[0], (0,)), "between its own words"),
        (AddClause(Span(3, 3), (Category.USE,)), "no words"),
        (AddClause(Span(3, 9), ()), "needs a category"),
        (AddClause(Span(5, 99999), (Category.USE,)), "no words"),
        (Link((names(sample())[0],), ItemKey("a", "b")), "item is no longer"),
        (JudgeFlags(flags=("x",), verdict=None), "flag is no longer"),
        (Comment(target=OnFlag("x"), text="a"), "flag is no longer"),
        (Comment(target=OnSelection(Span(2, 4)), text=" "), "no words"),
        (Answer(1, "yes"), "comment is no longer"),
        (ChooseChecklists(("moon_law",)), "not checked against"),
        (Comment(target=OnItem(ITEM), text="half \ud800"), "cannot be stored"),
        (Comment(target=OnItem(ITEM), text="\0" * 1_300_000), "too long"),
    )
    for change, words in refused:
        with pytest.raises(EditRefused, match=words):
            after(change)


# Comments and verdicts


def test_that_comments_are_reworded_answered_and_withdrawn() -> None:
    working = after(
        Comment(target=OnItem(ITEM), text="Where is it?", question=True),
        ReviseComment(1, "Where is it said?"),
    )
    assert working.decisions.comments[1].waits
    answered = edited(working, Answer(1, "In section 2."), stamp())
    assert not answered.decisions.comments[1].waits
    assert answered.decisions.comments[1].text == "Where is it said?"
    assert not edited(answered, ReviseComment(1, ""), stamp()).decisions.comments


def test_that_verdicts_stand_beside_the_machines() -> None:
    working = after(
        JudgeItems(items=(ITEM,), verdict=ItemVerdict.MISSING, searched="officer, 负责人")
    )
    judgement = working.decisions.items[ITEM]
    assert (judgement.verdict, judgement.searched) == (ItemVerdict.MISSING, "officer, 负责人")
    assert working.review == samples.review()
    back = edited(working, JudgeItems(items=(ITEM,), verdict=None), stamp())
    assert ITEM not in back.decisions.items


# Names and time


def test_that_clauses_keep_their_names_when_others_come() -> None:
    text = "We keep it. We sell it. We keep it."
    few = clause_ids(text, (Span(0, 11), Span(24, 35)))
    more = clause_ids(text, (Span(0, 11), Span(12, 23), Span(24, 35)))
    assert few[0] == more[0]
    assert few[1] == more[2] == f"{few[0]}-2"
    assert clause_ids("x\n We  keep\u00a0it.", (Span(2, 15),)) == few[:1]


def test_that_decisions_survive_another_analysis() -> None:
    working = after(Decide(tuple(names(sample())), ACCEPTED))
    analysis = working.review.analysis
    fewer = replace(working.review, analysis=replace(analysis, clauses=analysis.clauses[2:]))
    again = fold(fewer, working.edits)
    assert set(again.decisions.decided) == set(ground(fewer).clauses)
    nothing = fold(samples.unmarked(working.review), working.edits)
    assert nothing.decisions.stranded == (1,)


def test_that_times_are_in_utc() -> None:
    with pytest.raises(ValueError, match="UTC"):
        Stamp(datetime(2026, 1, 1), "Ada")  # noqa: DTZ001 - that is the point
    with pytest.raises(ValueError, match="UTC"):
        Stamp(datetime(2026, 1, 1, tzinfo=timezone(timedelta(hours=8))), "Ada")


def test_that_edits_come_without_a_gap() -> None:
    with pytest.raises(ValueError, match="does not follow"):
        fold(samples.review(), numbered([Reopen("")], 2))


def large(count: int) -> Review:
    """A review with many clauses."""
    text = "".join(f"We keep record {number} for a year.\n" for number in range(count))
    starts = [0, *(place + 1 for place, letter in enumerate(text[:-1]) if letter == "\n")]
    clauses = tuple(
        Clause(
            span=Span(start, text.index("\n", start)),
            categories=(Category.RETENTION,),
            scores=(0.9,),
            section=None,
            origin=ClauseOrigin.RULE,
        )
        for start in starts
    )
    small = samples.review()
    return replace(
        small,
        policy=replace(small.policy, text=text, blocks=(), sections=(), sentences=()),
        analysis=replace(small.analysis, clauses=clauses),
    )


@pytest.mark.skipif(sys.gettrace() is not None, reason="coverage takes most of the time")
def test_that_an_edit_among_ten_thousand_clauses_takes_no_frame() -> None:
    working = fold(large(10_000))
    every = tuple(working.decisions.clauses)
    taken: dict[str, float] = {}

    def timed(name: str, change: Change | None) -> None:
        nonlocal working
        begin = time.process_time()
        working = edited(working, change, stamp()) if change else undone(working, stamp())
        taken[name] = min(taken.get(name, 1.0), time.process_time() - begin)

    for number in range(150):
        timed("one", Decide((every[number],), ACCEPTED))
    for _ in range(70):
        timed("undo", None)
    for _ in range(3):
        timed("all", Decide(every, ACCEPTED))
        timed("undo all", None)
        timed("mark", AddClause(Span(5, 20), (Category.USE,)))
    assert max(taken.values()) < 0.016, taken
