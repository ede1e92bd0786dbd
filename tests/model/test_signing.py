"""Signing: open points, exceptions, what the signature covers, reopening."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reviewer.errors import EditRefused
from reviewer.model.edits import (
    Answer,
    AnswerCondition,
    AnswerTest,
    Change,
    ChooseChecklists,
    ClauseStatus,
    Comment,
    Decide,
    FlagVerdict,
    ItemKey,
    ItemVerdict,
    JudgeFlags,
    JudgeItems,
    NameReviewer,
    OnClause,
    OnFlag,
    OnItem,
    OnSelection,
    Reopen,
)
from reviewer.model.history import WorkingReview, continued, edited, redone, undone
from reviewer.model.review import ConditionState, TestState
from reviewer.model.signing import (
    OpenPoint,
    PointKind,
    digest,
    open_points,
    signed_off,
    still_as_signed,
)
from reviewer.model.span import Span
from tests.model.edit_examples import numbered, sample, stamp
from tests.report import samples

if TYPE_CHECKING:
    from collections.abc import Callable

    from reviewer.model.decisions import Decisions

CHECKLISTS = samples.rulebook().checklists
NAMED = NameReviewer("Ada Byron", "Counsel")


def after(*made: Change) -> WorkingReview:
    working = sample()
    for change in made:
        working = edited(working, change, stamp())
    return working


def everything() -> tuple[Change, ...]:
    """Edits that leave nothing open."""
    start = sample()
    return (
        NAMED,
        Decide(tuple(start.ground.clauses), ClauseStatus.ACCEPTED),
        JudgeItems(items=tuple(start.ground.items), verdict=ItemVerdict.MET),
        JudgeFlags(flags=tuple(start.ground.flags), verdict=FlagVerdict.DISMISSED),
    )


def kinds(working: WorkingReview) -> dict[PointKind, int]:
    points = open_points(working, CHECKLISTS)
    return {kind: count for kind in PointKind if (count := sum(p.kind is kind for p in points))}


def test_that_a_fresh_review_is_all_open() -> None:
    start = sample()
    assert kinds(start) == {
        PointKind.CLAUSE: len(start.ground.clauses),
        PointKind.ITEM: 10,
        PointKind.CONDITION: 1,
        PointKind.FLAG: 1,
    }
    keys = [point.key for point in open_points(start, CHECKLISTS)]
    assert len(set(keys)) == len(keys)
    assert "item:sea_law/sea_law_0" in keys
    assert "condition:abroad" in keys


def test_that_only_chosen_regulations_are_asked_about() -> None:
    assert kinds(after(ChooseChecklists(("sky_law",))))[PointKind.ITEM] == 5
    assert PointKind.ITEM not in kinds(after(ChooseChecklists(())))
    assert PointKind.CONDITION not in kinds(after(ChooseChecklists(())))


def test_that_answers_and_verdicts_close_points() -> None:
    answered = AnswerCondition(condition="abroad", state=ConditionState.FAILS)
    assert PointKind.CONDITION not in kinds(after(answered))
    taken_back = AnswerCondition(condition="abroad", state=ConditionState.OPEN)
    assert PointKind.CONDITION in kinds(after(answered, taken_back))
    # Nobody asks for the sake of items that have a verdict.
    items = tuple(key for key in sample().ground.items if key.item.endswith("_2"))
    judged = JudgeItems(items=items, verdict=ItemVerdict.MET)
    assert PointKind.CONDITION not in kinds(after(judged))
    key = ItemKey("sea_law", "sea_law_1")
    working = after(AnswerTest(item=key, state=TestState.PASSED, comment="It is."))
    assert working.decisions.tests[key].state is TestState.PASSED
    assert not after(*everything(), AnswerTest(item=key, state=TestState.OPEN)).decisions.tests


def test_that_questions_wait_where_they_stand() -> None:
    clause = sample().decisions.in_order()[0]
    (flag,) = sample().ground.flags
    key = ItemKey("sea_law", "sea_law_1")
    targets = (OnClause(clause.id), OnItem(key), OnFlag(flag), OnSelection(Span(0, 7)))
    working = after(
        *everything(),
        *(Comment(target=target, text="Why?", question=True) for target in targets),
        Comment(target=OnItem(key), text="Note this."),
    )
    points = open_points(working, CHECKLISTS)
    flagged = working.review.analysis.flags[0].span
    assert points == tuple(
        OpenPoint(PointKind.COMMENT, str(number), span)
        for number, span in enumerate((clause.span, None, flagged, Span(0, 7)), start=5)
    )
    answered = edited(working, Answer(5, ""), stamp())
    assert len(open_points(answered, CHECKLISTS)) == 3


def test_that_signing_wants_a_name_and_no_open_points() -> None:
    with pytest.raises(EditRefused, match="enter the reviewer's name"):
        signed_off(sample(), stamp(), CHECKLISTS)
    named = after(*everything()[:3])
    with pytest.raises(EditRefused, match="1 open points"):
        signed_off(named, stamp(), CHECKLISTS)
    (point,) = open_points(named, CHECKLISTS)
    signed = signed_off(named, stamp(), CHECKLISTS, [point.key, "clause:none"], "Flag left.")
    signature = signed.decisions.signature
    assert signature is not None
    assert signature.sign_off.exceptions == (point.key,)
    assert (signature.sign_off.name, signature.sign_off.role) == ("Ada Byron", "Counsel")
    assert signature.sign_off.source == signed.review.policy.source.sha256


def test_that_a_signed_review_takes_nothing_but_reopening() -> None:
    signed = signed_off(after(*everything()), stamp(), CHECKLISTS)
    assert signed.signed
    assert still_as_signed(signed)
    refusals: tuple[Callable[[], WorkingReview], ...] = (
        lambda: edited(signed, NAMED, stamp()),
        lambda: undone(signed, stamp()),
        lambda: redone(signed, stamp()),
        lambda: signed_off(signed, stamp(), CHECKLISTS),
    )
    for refused in refusals:
        with pytest.raises(EditRefused, match="reopen it first"):
            refused()
    # Edits that a file holds nevertheless come to nothing.
    forced = continued(signed, numbered([NameReviewer("Eve")], len(signed.edits) + 1))
    assert forced.decisions == signed.decisions
    assert forced.ignored == (6,)
    reopened = edited(signed, Reopen("One clause was overlooked."), stamp())
    assert not reopened.signed
    assert still_as_signed(reopened) is None
    # What was signed is changed by new edits, and not undone.
    with pytest.raises(EditRefused, match="nothing to undo"):
        undone(reopened, stamp())
    with pytest.raises(EditRefused, match="open already"):
        edited(reopened, Reopen(""), stamp())
    later = edited(reopened, Decide(tuple(reopened.ground.clauses), ClauseStatus.OPEN), stamp())
    assert undone(later, stamp()).decisions == reopened.decisions


def test_that_the_digest_tells_every_decision() -> None:
    steps: list[Decisions] = []
    working = sample()
    key = ItemKey("sea_law", "sea_law_1")
    for change in (
        *everything(),
        Comment(target=OnItem(key), text="Note this."),
        AnswerCondition(condition="abroad", state=ConditionState.HOLDS),
        AnswerTest(item=key, state=TestState.PASSED),
        ChooseChecklists(("sea_law",)),
    ):
        steps.append(working.decisions)
        working = edited(working, change, stamp())
    assert len({digest(decisions) for decisions in steps}) == len(steps)
    assert digest(undone(working, stamp()).decisions) == digest(steps[-1])


def test_that_a_signature_of_something_else_shows() -> None:
    signed = signed_off(after(*everything()), stamp(), CHECKLISTS)
    other = continued(sample(), (*signed.edits[:1], *numbered([signed.edits[-1].change], 2)))
    assert other.signed
    assert still_as_signed(other) is False
