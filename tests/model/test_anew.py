"""A new analysis under old decisions: nothing that was decided is lost or turned round."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from reviewer.model.anew import Renewal, renewed, rulebook_for, taken_along
from reviewer.model.clause import Category
from reviewer.model.edits import (
    Carried,
    ChooseChecklists,
    ClauseStatus,
    Decide,
    FlagVerdict,
    ItemKey,
    ItemVerdict,
    JudgeFlags,
    JudgeItems,
    OnItem,
    Split,
    Undo,
    Unsettled,
)
from reviewer.model.former import Authorship
from reviewer.model.history import WorkingReview, fold
from reviewer.model.review import ItemStatus
from tests.model.edit_examples import numbered, sample
from tests.model.edit_strategies import edits
from tests.report import samples

if TYPE_CHECKING:
    from reviewer.model.edits import Change, Edit
    from reviewer.model.review import Analysis

BEFORE = sample().review.analysis
CLAUSES = tuple(sample().ground.clauses)
FLAGS = tuple(sample().ground.flags)


def _working(*changes: Change) -> WorkingReview:
    return fold(sample().review, numbered(list(changes)))


def _after(working: WorkingReview, now: Analysis) -> tuple[Renewal, WorkingReview]:
    renewal = renewed(working, now)
    review = replace(working.review, analysis=renewal.analysis)
    return renewal, fold(review, working.edits)


def _less(keep: int, category: Category = Category.SECURITY) -> Analysis:
    """Another analysis: only the first clauses, under another category, and nothing else."""
    clauses = tuple(
        replace(one, categories=(category,), scores=(0.5,)) for one in BEFORE.clauses[:keep]
    )
    return replace(BEFORE, clauses=clauses, checklists=(), flags=(), rulebook="2", disclosures=())


def test_that_the_same_analysis_changes_nothing() -> None:
    working = _working(Decide(CLAUSES[:2], ClauseStatus.ACCEPTED))
    renewal, after = _after(working, BEFORE)
    assert not renewal.changes
    assert renewal.kept == ()
    assert after.decisions == working.decisions
    assert renewal.analysis.checklists == BEFORE.checklists


def test_that_what_was_decided_stays_as_it_was_looked_at() -> None:
    working = _working(Decide(CLAUSES[:2], ClauseStatus.ACCEPTED))
    renewal, after = _after(working, _less(1))
    assert renewal.analysis.clauses[:2] == BEFORE.clauses[:2]
    assert renewal.kept == tuple(one.span for one in BEFORE.clauses[:2])
    assert renewal.lost == tuple(one.span for one in BEFORE.clauses[2:])
    assert after.decisions.status(CLAUSES[1]) is ClauseStatus.ACCEPTED
    assert after.decisions.stranded == ()


def test_that_what_nobody_decided_on_follows_the_new_analysis() -> None:
    renewal, after = _after(_working(), _less(2))
    assert [one.categories for one in renewal.analysis.clauses] == [(Category.SECURITY,)] * 2
    assert len(renewal.relabelled) + len(renewal.lost) <= len(BEFORE.clauses)
    assert len(after.decisions.clauses) == 2
    assert renewal.dropped == BEFORE.flags
    assert all(change.now is None for change in renewal.items)


def test_that_clauses_come_anew() -> None:
    fewer = replace(sample().review, analysis=_less(1, Category.COLLECTION))
    renewal = renewed(fold(fewer), BEFORE)
    assert set(renewal.found) == {one.span for one in BEFORE.clauses[1:]}
    assert renewal.raised == BEFORE.flags
    assert {change.before for change in renewal.items} == {None}


def test_that_an_undone_decision_can_be_redone() -> None:
    working = _working(Decide(CLAUSES[1:2], ClauseStatus.REJECTED), Undo(1))
    _, after = _after(working, _less(0))
    assert after.redoable is not None
    assert CLAUSES[1] in after.decisions.clauses


def test_that_a_split_clause_is_split_again() -> None:
    span = BEFORE.clauses[0].span
    working = _working(Split(CLAUSES[0], (span.start + 9,)))
    _, after = _after(working, _less(0))
    assert {one.span for one in after.decisions.clauses.values()} == {
        one.span for one in working.decisions.clauses.values() if one.made
    }


def test_that_judged_flags_and_items_stay() -> None:
    finding = BEFORE.checklists[0]
    key = ItemKey(finding.id, finding.items[0].id)
    working = _working(
        JudgeFlags(flags=FLAGS[:1], verdict=FlagVerdict.CONFIRMED),
        JudgeItems(items=(key,), verdict=ItemVerdict.MET),
        ChooseChecklists((finding.id,)),
    )
    renewal, after = _after(working, _less(3))
    assert renewal.flags_kept == BEFORE.flags[:1]
    assert [one.id for one in renewal.analysis.checklists] == [finding.id]
    assert after.decisions.items == working.decisions.items
    assert after.decisions.checklists == (finding.id,)
    assert after.decisions.flags == working.decisions.flags
    spans = {one.span for one in renewal.analysis.clauses}
    for item in renewal.analysis.checklists[0].items:
        for piece in item.evidence:
            if piece.clause is None:
                assert piece.span not in spans
            else:
                assert renewal.analysis.clauses[piece.clause].span.overlap(piece.span)


def test_that_items_judged_in_a_former_version_or_open_again_stay() -> None:
    finding = BEFORE.checklists[0]
    kept, opened = (ItemKey(finding.id, item.id) for item in finding.items[:2])
    origin = Authorship(edit=3, who="Ada", time="2025-01-02T03:04:05+00:00")
    verdict = JudgeItems(items=(kept,), verdict=ItemVerdict.MET)
    was = JudgeItems(items=(opened,), verdict=ItemVerdict.MISSING)
    working = _working(
        Carried(verdict, origin),
        Unsettled(was=was, origin=origin, quote="", now=(OnItem(opened),)),
    )
    _, after = _after(working, _less(3))
    assert after.decisions.items == working.decisions.items
    (now,) = after.review.analysis.checklists
    assert now.id == finding.id
    former = {item.id: (item.status, item.reason) for item in finding.items}
    for key in (kept, opened):
        (item,) = (one for one in now.items if one.id == key.item)
        assert (item.status, item.reason) == former[key.item]


def test_that_a_checklist_that_was_decided_on_keeps_its_texts() -> None:
    finding = BEFORE.checklists[0]
    key = ItemKey(finding.id, finding.items[0].id)
    working = _working(JudgeItems(items=(key,), verdict=ItemVerdict.MET))
    renewal = renewed(working, _less(3))
    before = samples.rulebook()
    now = replace(before, version="2", checklists=(), conditions=())
    both = rulebook_for(renewal.analysis, before, now)
    assert both.checklist(finding.id) == before.checklist(finding.id)
    assert both.conditions == before.conditions
    assert rulebook_for(BEFORE, before, before) is before


def test_that_a_suggested_verdict_that_changes_is_told() -> None:
    finding = BEFORE.checklists[0]
    other = ItemStatus.MET if finding.items[0].status is not ItemStatus.MET else ItemStatus.MISSING
    items = (replace(finding.items[0], status=other), *finding.items[1:])
    now = replace(BEFORE, checklists=(replace(finding, items=items), *BEFORE.checklists[1:]))
    (change,) = renewed(_working(), now).items
    assert (change.before, change.now) == (finding.items[0].status, other)


def test_that_edits_keep_who_and_when_and_name_the_file_they_came_from() -> None:
    first, second = numbered([Decide(CLAUSES[:1], ClauseStatus.ACCEPTED), Undo(1)])
    other = replace(second, stamp=replace(second.stamp, via="0a1b"))
    taken = taken_along((first, other), "ffee")
    assert [edit.stamp.via for edit in taken] == ["ffee", "0a1b"]
    assert [edit.stamp.who for edit in taken] == [first.stamp.who, second.stamp.who]
    assert [edit.stamp.time for edit in taken] == [first.stamp.time, second.stamp.time]


@given(edits(), st.data())
def test_that_no_decision_is_lost(made: tuple[Edit, ...], data: st.DataObject) -> None:
    working = fold(sample().review, made)
    keep = data.draw(st.lists(st.booleans(), min_size=9, max_size=9))
    chosen = [one for one, kept in zip(BEFORE.clauses, keep, strict=False) if kept]
    category = data.draw(st.sampled_from(Category))
    clauses = tuple(
        replace(one, categories=(category,), scores=(0.5,)) if number % 2 else one
        for number, one in enumerate(chosen)
    )
    now = replace(
        BEFORE,
        clauses=clauses,
        flags=BEFORE.flags[: data.draw(st.integers(0, len(BEFORE.flags)))],
        checklists=BEFORE.checklists[: data.draw(st.integers(0, len(BEFORE.checklists)))],
        disclosures=(),
    )
    now = replace(now, checklists=tuple(replace(one, items=()) for one in now.checklists))
    _, after = _after(working, now)
    was, stands = working.decisions, after.decisions
    assert stands.stranded == was.stranded
    assert after.ignored == working.ignored
    for name in ("decided", "items", "flags", "conditions", "tests", "comments", "links"):
        assert getattr(stands, name) == getattr(was, name), name
    assert (stands.checklists, stands.reviewer) == (was.checklists, was.reviewer)
    changed = {name: one for name, one in was.clauses.items() if one.changed or one.made}
    for name, clause in changed.items():
        assert (stands.clauses[name].span, stands.clauses[name].categories) == (
            clause.span,
            clause.categories,
        )
    gone = {name for name in CLAUSES if name not in was.clauses}
    assert not gone & stands.clauses.keys()
