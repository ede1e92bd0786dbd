"""Decisions carried over to a new version: kept, open again or gone, and never dropped."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given, settings

from reviewer import pipeline
from reviewer.analysis.carrying import carry
from reviewer.analysis.compare import compare
from reviewer.model.carrying import Carrying, Fate, carried_over
from reviewer.model.clause import Category
from reviewer.model.edits import (
    AddClause,
    AdjustBounds,
    Answer,
    AnswerCondition,
    Carried,
    CarryOver,
    Change,
    ChooseChecklists,
    ClauseStatus,
    Comment,
    Decide,
    Delete,
    FlagVerdict,
    ItemKey,
    ItemVerdict,
    JudgeFlags,
    JudgeItems,
    Link,
    Merge,
    OnClause,
    OnItem,
    OnSelection,
    Relabel,
    Reopen,
    SignOff,
    Split,
)
from reviewer.model.history import WorkingReview, fold
from reviewer.model.inherited import Note, inherited
from reviewer.model.review import ConditionState, Review
from reviewer.model.span import Span
from tests.model.edit_examples import numbered, sample, stamp
from tests.model.edit_strategies import edits as histories

if TYPE_CHECKING:
    from reviewer.model.decisions import Decisions, WorkingClause
    from reviewer.model.edits import Edit, Plain

OLD = """Lantern House Privacy Policy

1. What we collect

We collect your name and your street address when you order a lantern.
We collect your telephone number for the courier.

2. Who gets it

We share your address with the service providers who drive our vans.
We do not sell your personal information.

We never share:

- your telephone number with other customers;
- your payment data with the courier.

3. How long

We keep invoices for ten years.
You may ask us to delete your personal information at any time.
"""
LATER = stamp(5000, "Grace Hopper")


def carried(old: WorkingReview, new: Review) -> tuple[Carrying, WorkingReview]:
    """What becomes of the decisions, and the new review with them."""
    carrying = carry(old, new, compare(old.review, new))
    return carrying, carried_over(new, carrying, LATER)


def deleted(working: WorkingReview) -> list[WorkingClause]:
    """The machine's clauses of which nothing is left."""
    shown = working.decisions.clauses.values()
    present = {index for clause in shown for index in clause.machine}
    return [one for one in working.ground.clauses.values() if one.machine[0] not in present]


def decisions_of(working: WorkingReview) -> int:
    """How many decisions there are, counted apart from what carries them."""
    decisions = working.decisions
    clauses = sum(
        one.own or one.changed > 0 or one.id in decisions.decided
        for one in decisions.clauses.values()
    )
    replies = sum(len(one.replies) for one in decisions.comments.values())
    chosen = decisions.checklists is not None
    judged = (decisions.items, decisions.flags, decisions.conditions, decisions.tests)
    said = len(decisions.comments) + replies + len(decisions.links)
    return len(deleted(working)) + clauses + said + chosen + sum(len(one) for one in judged)


def notes_of(working: WorkingReview) -> tuple[Note, ...]:
    """What is open again already, from a version before."""
    found = inherited(working)
    return found.reopened if found else ()


def orphaned(decisions: Decisions) -> bool:
    """Whether something was said of a clause that was deleted then."""
    on = [
        one.target.clause for one in decisions.comments.values() if isinstance(one.target, OnClause)
    ]
    linked = [clause for clause, _item in decisions.links]
    return not decisions.clauses.keys() >= {*on, *linked}


def marks(decisions: Decisions) -> Counter[tuple[object, ...]]:
    """The clauses as they stand, whatever they are called."""
    return Counter(
        (one.span, one.categories, decisions.status(one.id)) for one in decisions.clauses.values()
    )


def said(decisions: Decisions) -> list[tuple[object, ...]]:
    """The comments, whatever the clauses that they are on are called."""
    return [
        (
            decisions.clauses[one.target.clause].span
            if isinstance(one.target, OnClause)
            else one.target,
            one.text,
            one.question,
            [reply.text for reply in one.replies],
        )
        for _, one in sorted(decisions.comments.items())
    ]


@given(histories())
@settings(deadline=None)
def test_that_the_identical_text_keeps_every_decision(edits: tuple[Edit, ...]) -> None:
    old = fold(sample().review, edits)
    assume(not notes_of(old))
    assume(not orphaned(old.decisions))
    carrying, new = carried(old, sample().review)
    assert carrying.count(Fate.KEPT) == len(carrying.matters) == decisions_of(old)
    before, after = old.decisions, new.decisions
    rejected = Counter((one.span, one.categories, ClauseStatus.REJECTED) for one in deleted(old))
    assert marks(after) == marks(before) + rejected
    assert said(after) == said(before)
    for judged in ("items", "flags", "conditions", "tests"):
        mine, theirs = getattr(after, judged), getattr(before, judged)
        assert {key: replace(one, by=0) for key, one in mine.items()} == {
            key: replace(one, by=0) for key, one in theirs.items()
        }
    assert len(after.links) == len(before.links)
    assert after.checklists == before.checklists
    assert not after.stranded
    assert not new.ignored


@cache
def other_version() -> Review:
    """The sample with one paragraph changed, one removed and two that changed places."""
    from tests.report import samples

    lines = samples.ENGLISH.splitlines()
    texts = [number for number, line in enumerate(lines) if len(line) > 40]
    lines[texts[0]] = lines[texts[0]].replace(" ", " perhaps ", 1)
    lines[texts[1]], lines[texts[-1]] = lines[texts[-1]], lines[texts[1]]
    del lines[texts[2]]
    return samples.review("\n".join(lines))


@given(histories())
@settings(deadline=None)
def test_that_nothing_is_dropped_silently(edits: tuple[Edit, ...]) -> None:
    old = fold(sample().review, edits)
    assume(not notes_of(old))
    carrying, new = carried(old, other_version())
    assert len(carrying.matters) == decisions_of(old)
    assert sum(carrying.count(fate) for fate in Fate) == len(carrying.matters)
    assert not new.decisions.stranded
    assert not new.ignored
    found = inherited(new)
    assert found is not None
    assert len(found.reopened) == carrying.count(Fate.REOPENED)
    assert len(found.gone) == carrying.count(Fate.GONE)


# With the real analysis


def review(analyser: pipeline.Analyser, text: str) -> Review:
    """A text, read and analysed."""
    options = pipeline.Options(as_of=date(2026, 11, 22))
    return pipeline.review(text.encode(), "policy.txt", analyser, options)


def decided(found: Review, *changes: Change) -> WorkingReview:
    """A review in which every clause was accepted, and then some more was done."""
    every = Decide(tuple(fold(found).ground.clauses), ClauseStatus.ACCEPTED)
    return fold(found, numbered([every, *changes]))


def span(text: str, words: str) -> Span:
    """Where some words stand."""
    start = text.index(words)
    return Span(start, start + len(words))


def clause_with(working: WorkingReview, words: str) -> str:
    """The name of the clause that has some words."""
    place = span(working.review.policy.text, words)
    return next(name for name, one in working.decisions.clauses.items() if one.span.overlap(place))


def status_of(working: WorkingReview, words: str) -> ClauseStatus:
    """How the clause with some words stands."""
    return working.decisions.status(clause_with(working, words))


def test_that_one_changed_clause_alone_is_open_again(analyser: pipeline.Analyser) -> None:
    old = decided(review(analyser, OLD))
    new = review(analyser, OLD.replace("ten years", "six years"))
    carrying, after = carried(old, new)
    (left,) = carrying.of(Fate.REOPENED)
    assert "ten years" in left.quote
    assert left.origin.who == "Ada Byron"
    assert carrying.count(Fate.GONE) == 0
    assert status_of(after, "six years") is ClauseStatus.OPEN
    assert after.decisions.status(clause_with(after, "street address")) is ClauseStatus.ACCEPTED
    found = inherited(after)
    assert found is not None
    (note,) = found.on(OnClause(clause_with(after, "six years")))
    assert note.said.was == Decide((clause_with(old, "ten years"),), ClauseStatus.ACCEPTED)


def test_that_who_decided_and_who_carried_it_over_are_both_told(
    analyser: pipeline.Analyser,
) -> None:
    found = review(analyser, OLD)
    _, after = carried(decided(found), found)
    assert isinstance(after.edits[0].change, CarryOver)
    (edit,) = after.edits[1:]
    assert edit.stamp == LATER
    assert isinstance(edit.change, Carried)
    assert (edit.change.origin.who, edit.change.origin.when) == ("Ada Byron", stamp(1).time)
    # A third version still tells who decided first.
    _, third = carried(after, found)
    assert isinstance(third.edits[1].change, Carried)
    assert third.edits[1].change.origin == edit.change.origin


def test_that_what_is_open_again_and_left_so_goes_on_to_the_next_version(
    analyser: pipeline.Analyser,
) -> None:
    texts = [OLD, OLD.replace("ten years", "six years"), OLD.replace("ten years", "two years")]
    first, second, third = (review(analyser, text) for text in texts)
    _, after = carried(decided(first), second)
    carrying, last = carried(after, third)
    (left,) = carrying.of(Fate.REOPENED)
    assert "ten years" in left.quote
    assert left.origin.who == "Ada Byron"
    found = inherited(last)
    assert found is not None
    assert list(found.on(OnClause(clause_with(last, "two years"))))
    # Once it is decided, it is a decision like any other.
    again = Decide((clause_with(after, "six years"),), ClauseStatus.REJECTED)
    settled = fold(second, (*after.edits, *numbered([again], len(after.edits) + 1)))
    carrying, _ = carried(settled, third)
    (left,) = carrying.of(Fate.REOPENED)
    assert "six years" in left.quote


def test_that_a_removed_clause_is_listed_with_its_comment(analyser: pipeline.Analyser) -> None:
    found = review(analyser, OLD)
    name = clause_with(decided(found), "ten years")
    old = decided(
        found, Comment(target=OnClause(name), text="Why ten?", question=True), Answer(2, "Tax.")
    )
    carrying, after = carried(
        old, review(analyser, OLD.replace("We keep invoices for ten years.\n", ""))
    )
    gone = [type(one.was) for one in carrying.of(Fate.GONE)]
    assert gone == [Decide, Comment, Answer]
    assert not after.decisions.comments
    listed = inherited(after)
    assert listed is not None
    assert next(note.said.quote for note in listed.gone) == "We keep invoices for ten years."


def test_that_the_comment_on_a_changed_clause_stays(analyser: pipeline.Analyser) -> None:
    found = review(analyser, OLD)
    name = clause_with(decided(found), "ten years")
    old = decided(found, Comment(target=OnClause(name), text="Why ten?"))
    carrying, after = carried(old, review(analyser, OLD.replace("ten years", "six years")))
    (remark,) = after.decisions.comments.values()
    assert remark.target == OnClause(clause_with(after, "six years"))
    assert carrying.count(Fate.KEPT) == len(carrying.matters) - 1


def test_that_a_moved_clause_keeps_its_decision(analyser: pipeline.Analyser) -> None:
    sale = "We do not sell your personal information.\n"
    moved = OLD.replace(sale, "") + "\n4. Sale\n\n" + sale
    carrying, after = carried(decided(review(analyser, OLD)), review(analyser, moved))
    assert status_of(after, "do not sell") is ClauseStatus.ACCEPTED
    assert carrying.count(Fate.GONE) == 0


def test_that_another_lead_in_opens_the_items_below_it(analyser: pipeline.Analyser) -> None:
    new = review(analyser, OLD.replace("We never share:", "We may share with anybody:"))
    found = review(analyser, OLD)
    old = decided(found, AddClause(span(OLD, "your payment data"), (Category.SHARING,)))
    carrying, _ = carried(old, new)
    left = {one.quote for one in carrying.of(Fate.REOPENED)}
    assert "your payment data" in left


def test_that_a_word_beside_a_mark_opens_it_again(analyser: pipeline.Analyser) -> None:
    found = review(analyser, OLD)
    mark = AddClause(span(OLD, "sell your personal information"), (Category.CHOICE,))
    old = fold(found, numbered([mark]))
    new = review(analyser, OLD.replace("We do not sell", "We may sell"))
    carrying, after = carried(old, new)
    assert carrying.count(Fate.REOPENED) == len(carrying.matters) == 1
    assert status_of(after, "sell your personal") is ClauseStatus.OPEN


def test_that_words_added_to_a_clause_are_not_accepted_with_it(
    analyser: pipeline.Analyser,
) -> None:
    old = decided(review(analyser, OLD))
    sale = "We do not sell your personal information.\n"
    added = "We share your telephone number with advertisers.\n"
    _, after = carried(old, review(analyser, OLD.replace(sale, added + sale)))
    assert status_of(after, "with advertisers") is ClauseStatus.OPEN
    assert status_of(after, "drive our vans") is ClauseStatus.ACCEPTED


@pytest.mark.parametrize(
    "change",
    [
        AddClause(span(OLD, "invoices"), (Category.CONTACT,)),
        Comment(target=OnSelection(span(OLD, "ten years")), text="Long."),
        ChooseChecklists(("eu_gdpr",)),
        AnswerCondition(condition="direct_marketing", state=ConditionState.HOLDS),
    ],
)
def test_that_further_decisions_follow_their_words(
    analyser: pipeline.Analyser, change: Plain
) -> None:
    found = review(analyser, OLD)
    carrying, after = carried(
        fold(found, numbered([change])), review(analyser, "A new first line.\n\n" + OLD)
    )
    assert carrying.count(Fate.KEPT) == len(carrying.matters) == 1
    text = after.review.policy.text
    for clause in after.decisions.clauses.values():
        if clause.own:
            assert clause.span.text_of(text) == "invoices"
    for remark in after.decisions.comments.values():
        assert isinstance(remark.target, OnSelection)
        assert remark.target.span.text_of(text) == "ten years"


def test_that_shapes_by_hand_are_made_anew(analyser: pipeline.Analyser) -> None:
    found = review(analyser, OLD)
    start = fold(found)
    name, other = list(start.ground.clauses)[:2]
    place = start.ground.clauses[name].span
    old = fold(
        found,
        numbered(
            [
                Split(name, (place.start + 11,)),
                Merge(("e1.2", other)),
                Relabel(("e2",), (Category.RIGHTS,)),
                AdjustBounds("e1.1", Span(place.start, place.start + 10)),
                Decide(("e1.1",), ClauseStatus.REJECTED),
            ]
        ),
    )
    carrying, after = carried(old, review(analyser, "Preamble of the year.\n\n" + OLD))
    assert carrying.count(Fate.KEPT) == len(carrying.matters)
    shift = after.review.policy.text.index("Lantern House")
    moved = Counter(
        (Span(span.start + shift, span.end + shift), categories, status)
        for (span, categories, status) in (
            (one.span, one.categories, old.decisions.status(one.id))
            for one in old.decisions.clauses.values()
        )
    )
    assert marks(after.decisions) == moved


def test_that_a_verdict_follows_the_evidence_of_its_item(analyser: pipeline.Analyser) -> None:
    found = review(analyser, OLD)
    (checklist,) = (one for one in found.analysis.checklists if one.id == "eu_gdpr")
    rested = next(
        item
        for item in checklist.items
        if any("ten years" in piece.span.text_of(OLD) for piece in item.evidence)
    )
    other = next(
        item
        for item in checklist.items
        if item.evidence
        and not any("ten years" in piece.span.text_of(OLD) for piece in item.evidence)
    )
    keys = [ItemKey("eu_gdpr", one.id) for one in (rested, other)]
    old = fold(
        found,
        numbered(
            [
                JudgeItems(items=tuple(keys), verdict=ItemVerdict.MET, comment="Fine."),
                Comment(target=OnItem(keys[0]), text="Ask tax."),
            ]
        ),
    )
    new = review(analyser, OLD.replace("for ten years", "for ten long years"))
    carrying, after = carried(old, new)
    assert set(after.decisions.items) == {keys[1]}
    (left,) = carrying.of(Fate.REOPENED)
    assert left.now == (OnItem(keys[0]),)
    (remark,) = after.decisions.comments.values()
    assert remark.text == "Ask tax."


def test_that_evidence_linked_by_hand_goes_with_its_clause(analyser: pipeline.Analyser) -> None:
    found = review(analyser, OLD)
    start = fold(found)
    key = next(iter(sorted(start.ground.items)))
    linked = Link((clause_with(start, "ten years"), clause_with(start, "street address")), key)
    carrying, after = carried(
        fold(found, numbered([linked])), review(analyser, OLD.replace("ten years", "six years"))
    )
    assert [name for name, _ in after.decisions.links] == [clause_with(after, "street address")]
    assert [carrying.count(fate) for fate in Fate] == [1, 1, 0]


def test_that_what_was_said_of_a_deleted_mark_is_listed_as_gone() -> None:
    key = next(iter(sorted(sample().ground.items)))
    old = fold(
        sample().review,
        numbered(
            [
                AddClause(Span(30, 60), (Category.USE,)),
                Comment(target=OnClause("e1"), text="Hm."),
                Link(("e1",), key),
                Delete(("e1",)),
            ]
        ),
    )
    carrying, new = carried(old, sample().review)
    assert [type(one.was) for one in carrying.of(Fate.GONE)] == [Link, Comment]
    assert len(carrying.matters) == 2
    assert not new.decisions.comments


def test_that_a_flag_keeps_its_verdict_on_the_same_words() -> None:
    old = fold(sample().review)
    (flag,) = old.ground.flags
    old = fold(
        sample().review, numbered([JudgeFlags(flags=(flag,), verdict=FlagVerdict.DISMISSED)])
    )
    _, after = carried(old, sample().review)
    assert set(after.decisions.flags) == {flag}
    dropped = replace(sample().review, analysis=replace(sample().review.analysis, flags=()))
    carrying, after = carried(old, dropped)
    assert carrying.count(Fate.GONE) == 1
    assert not after.decisions.flags


def test_that_a_checklist_that_is_not_checked_any_more_is_told() -> None:
    law = ("sea_law",)
    key = next(one for one in sorted(sample().ground.items) if one.checklist == "sea_law")
    old = fold(
        sample().review,
        numbered(
            [ChooseChecklists(law), JudgeItems(items=(key,), verdict=ItemVerdict.NOT_APPLICABLE)]
        ),
    )
    analysis = sample().review.analysis
    others = tuple(one for one in analysis.checklists if one.id != "sea_law")
    new = replace(sample().review, analysis=replace(analysis, checklists=others))
    carrying, _ = carried(old, new)
    assert [type(one.was) for one in carrying.of(Fate.GONE)] == [ChooseChecklists, JudgeItems]


def test_that_what_was_carried_over_is_not_undone(analyser: pipeline.Analyser) -> None:
    found = review(analyser, OLD)
    _, after = carried(decided(found), found)
    assert after.undoable is None


def test_that_a_signature_is_named_and_not_carried_over(analyser: pipeline.Analyser) -> None:
    found = review(analyser, OLD)
    signed = SignOff(name="Ada Byron", role="Counsel", source="00", decisions="11")
    _, after = carried(decided(found, signed), found)
    assert not after.signed
    told = inherited(after)
    assert told is not None
    assert told.former.signed == "Ada Byron"
    _, again = carried(decided(found, signed, Reopen("More.")), found)
    other = inherited(again)
    assert other is not None
    assert other.former.signed == ""
