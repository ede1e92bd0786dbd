"""The report says what the reviewer decided, beside what the machine found."""

from __future__ import annotations

import pickle
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from reviewer.model.edits import (
    AnswerCondition,
    Change,
    FlagVerdict,
    ItemKey,
    ItemVerdict,
    JudgeFlags,
    JudgeItems,
    NameReviewer,
    SignOff,
    Stamp,
)
from reviewer.model.ground import ground
from reviewer.model.history import edited, fold
from reviewer.model.review import ConditionState, ItemStatus, Review
from reviewer.report.blocks import Alerts, Content, Item, Items, Paragraph, Part, Tally
from reviewer.report.content import ReportOptions, build
from tests.report import samples

if TYPE_CHECKING:
    from reviewer.model.decisions import Decisions

STAMP = Stamp(datetime(2026, 1, 2, tzinfo=UTC), "ada")
THIRD = ItemKey("sea_law", "sea_law_2")


def decided(review: Review, *changes: Change) -> Decisions:
    working = fold(review)
    for change in changes:
        working = edited(working, change, STAMP)
    return working.decisions


def report(*changes: Change, language: str = "en") -> Content:
    review = samples.review()
    options = ReportOptions(language=language, decisions=decided(review, *changes))
    return build(review, samples.rulebook(), options)


def part(content: Content, key: str) -> Part:
    return next(one for one in content.parts if one.key == key)


def item(content: Content, number: str) -> Item:
    rows = [
        row
        for one in content.parts
        for piece in one.pieces
        if isinstance(piece, Items)
        for row in piece.rows
    ]
    return next(row for row in rows if row.number == number)


def remarks(content: Content, number: str) -> dict[str, str]:
    return {remark.label: remark.text for remark in item(content, number).remarks}


def test_that_a_verdict_stands_beside_the_machine_s_and_counts_before_it() -> None:
    judged = JudgeItems(
        items=(THIRD,), verdict=ItemVerdict.MET, comment="Said in the annex.", searched=""
    )
    content = report(judged)
    row = item(content, "A3")
    assert row.status is ItemStatus.MET
    told = remarks(content, "A3")
    assert told["Reviewer’s verdict"] == "Met (the machine: Missing)"
    assert told["Comment"] == "Said in the annex."
    assert "Remedy" not in told
    (tally,) = [piece for piece in part(content, "summary").pieces if isinstance(piece, Tally)]
    before = next(
        piece
        for piece in part(
            build(samples.review(), samples.rulebook(), ReportOptions(language="en")), "summary"
        ).pieces
        if isinstance(piece, Tally)
    )
    met = tally.statuses.index(ItemStatus.MET)
    assert tally.rows[0].counts[met] == before.rows[0].counts[met] + 1
    lead = part(content, "checklist-A").pieces[1]
    assert isinstance(lead, Paragraph)
    assert lead.text.startswith("1 of 5 items have a verdict of the reviewer")


def test_that_what_is_missing_tells_what_was_searched_for() -> None:
    judged = JudgeItems(
        items=(THIRD,), verdict=ItemVerdict.MISSING, searched="abroad, third country"
    )
    assert remarks(report(judged), "A3")["Searched for in vain"] == "abroad, third country"


def test_that_an_answer_decides_every_item_on_its_condition() -> None:
    content = report(AnswerCondition(condition="abroad", state=ConditionState.FAILS))
    for number in ("A3", "B3"):
        assert item(content, number).status is ItemStatus.NOT_APPLICABLE
        told = remarks(content, number)
        assert told["Answered by the reviewer"] == "Does data leave the country? no"


def test_that_flags_show_what_the_reviewer_said_of_them() -> None:
    (name,) = ground(samples.review()).flags
    for verdict, words in (
        (FlagVerdict.CONFIRMED, "Confirmed by the reviewer. See section 3."),
        (FlagVerdict.DISMISSED, "Dismissed by the reviewer. See section 3."),
    ):
        content = report(JudgeFlags(flags=(name,), verdict=verdict, comment="See section 3."))
        (alerts,) = [one for one in part(content, "flags").pieces if isinstance(one, Alerts)]
        assert alerts.rows[0].text == f"The words are vague. {words}"
        lead = part(content, "flags").pieces[1]
        assert isinstance(lead, Paragraph)
        assert f"confirmed {int(verdict is FlagVerdict.CONFIRMED)} of 1" in lead.text
    content = report(NameReviewer("Ada"))
    (alerts,) = [one for one in part(content, "flags").pieces if isinstance(one, Alerts)]
    assert alerts.rows[0].text == "The words are vague."


@pytest.mark.parametrize("language", ["en", "zh"])
def test_that_only_a_signed_review_is_no_draft(language: str) -> None:
    named = NameReviewer("Grace Hopper", "Counsel")
    signed = SignOff(name="Grace Hopper", role="Counsel", source="0", decisions="0")
    assert report(named, language=language).draft
    done = report(named, signed, language=language)
    assert done.draft == ""
    notice = next(piece for piece in done.parts[0].pieces if isinstance(piece, Paragraph))
    assert "Grace Hopper" in notice.text
    assert done.author == "Grace Hopper"


def test_that_a_report_without_decisions_says_that_nobody_reviewed() -> None:
    review = replace(samples.review(), reviewer="")
    content = build(review, samples.rulebook(), ReportOptions(language="en"))
    assert content.draft == "Draft: machine findings, not reviewed"
    assert "Reviewer’s verdict" not in remarks(content, "A1")


def test_that_decisions_reach_the_helper_that_writes_the_report() -> None:
    review = samples.review()
    made = decided(review, JudgeItems(items=(THIRD,), verdict=ItemVerdict.MET))
    options = ReportOptions(language="en", decisions=made)
    assert pickle.loads(pickle.dumps(options)) == options  # noqa: S301 - our own bytes
