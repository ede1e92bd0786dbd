"""Answers of a reviewer, and what becomes of the items that waited for them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from reviewer import pipeline
from reviewer.checklist.answers import Answered
from reviewer.model.edits import AnswerCondition, AnswerTest, Change, ItemKey, Stamp
from reviewer.model.history import WorkingReview, edited, fold
from reviewer.model.policy import LocalizedText
from reviewer.model.review import (
    Analysis,
    ChecklistFinding,
    ConditionState,
    DisclosureStatus,
    ItemStatus,
    Review,
    TestState,
    Timing,
)
from reviewer.model.rules import LegalTest, Rulebook, TestKind
from reviewer.paths import resources
from reviewer.store.review_parts import shown_rules
from tests.checklist.examples import found, requirement, rulebook_of
from tests.report import samples

STAMP = Stamp(datetime(2026, 3, 1, tzinfo=UTC), "Ada Byron")
ABROAD, ASKED, PLAIN = (ItemKey("list", name) for name in ("abroad", "asked", "plain"))


def rulebook() -> Rulebook:
    question = LocalizedText("Is it plain?", "是否清楚？")
    return rulebook_of(
        requirement(id="abroad", all_of=("name",), condition="abroad"),
        requirement(
            id="asked", all_of=("name",), test=LegalTest(kind=TestKind.REVIEWER, text=question)
        ),
        requirement(id="plain", all_of=("contact",)),
    )


def working() -> WorkingReview:
    from reviewer.checklist.evaluate import evaluate

    disclosures = found(name=DisclosureStatus.PRESENT, contact=DisclosureStatus.ABSENT)
    sample = samples.review()
    analysis = Analysis(
        as_of=date(2026, 3, 1),
        rulebook="1",
        models=(),
        clauses=(),
        disclosures=disclosures,
        checklists=evaluate(rulebook(), disclosures, (), {}),
    )
    return fold(Review(policy=sample.policy, analysis=analysis, timing=Timing(read=0, analyse=0)))


def statuses(*changes: Change) -> dict[str, ItemStatus]:
    review = working()
    for change in changes:
        review = edited(review, change, STAMP)
    (finding,) = Answered(review.review.analysis, rulebook()).findings(review.decisions)
    return {item.id: item.status for item in finding.items}


def test_that_without_answers_all_stays_the_machines() -> None:
    review = working()
    analysis = review.review.analysis
    assert Answered(analysis, rulebook()).findings(review.decisions) == analysis.checklists
    assert statuses() == {
        "abroad": ItemStatus.UNKNOWN, "asked": ItemStatus.UNKNOWN, "plain": ItemStatus.MISSING,
    }  # fmt: skip


def test_that_answers_decide_what_waited_for_them() -> None:
    holds = AnswerCondition(condition="abroad", state=ConditionState.HOLDS)
    fails = AnswerCondition(condition="abroad", state=ConditionState.FAILS)
    assert statuses(holds)["abroad"] is ItemStatus.MET
    assert statuses(fails)["abroad"] is ItemStatus.NOT_APPLICABLE
    assert statuses(holds, fails)["asked"] is ItemStatus.UNKNOWN
    passed = AnswerTest(item=ASKED, state=TestState.PASSED)
    failed = AnswerTest(item=ASKED, state=TestState.FAILED)
    assert statuses(passed)["asked"] is ItemStatus.MET
    assert statuses(failed)["asked"] is ItemStatus.PARTIAL
    taken_back = AnswerTest(item=ASKED, state=TestState.OPEN)
    assert statuses(passed, taken_back) == statuses()


def test_that_the_kept_texts_of_a_rulebook_decide_alike(analyser: pipeline.Analyser) -> None:
    data = (resources() / "samples" / "sample_zh.txt").read_bytes()
    review = pipeline.review(data, "a.txt", analyser, pipeline.Options(date(2026, 3, 1)))
    states = (ConditionState.HOLDS, ConditionState.FAILS)
    everything = fold(review)
    for number, condition in enumerate(analyser.rulebook.conditions):
        change = AnswerCondition(condition=condition.id, state=states[number % 2])
        everything = edited(everything, change, STAMP)
    tests = sorted(everything.ground.items)
    for key in tests[::3]:
        everything = edited(everything, AnswerTest(item=key, state=TestState.PASSED), STAMP)
    whole = Answered(review.analysis, analyser.rulebook).findings(everything.decisions)
    kept = Answered(review.analysis, shown_rules(analyser.rulebook)).findings(everything.decisions)
    assert whole == kept
    assert [one.id for one in whole] == [one.id for one in review.analysis.checklists]
    for finding in whole:
        assert all(item.condition is not ConditionState.OPEN for item in finding.items)
    # Answers that say what the text told already change no evidence.
    told = fold(review)
    for checklist in analyser.rulebook.checklists:
        finding = review.analysis.checklist(checklist.id)
        for item, decided in zip(checklist.items, finding.items, strict=True):
            if item.condition and decided.condition in states:
                change = AnswerCondition(condition=item.condition, state=decided.condition)
                told = edited(told, change, STAMP)
    again = Answered(review.analysis, analyser.rulebook).findings(told.decisions)
    assert again == review.analysis.checklists


def test_that_only_checklists_with_answers_are_decided_anew() -> None:
    review = working()
    other = ChecklistFinding("list", ())
    analysis = replace(review.review.analysis, checklists=(other,))
    assert Answered(analysis, rulebook()).findings(review.decisions) == (other,)
