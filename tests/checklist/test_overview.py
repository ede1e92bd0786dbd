"""A review in one line: what is decided, missing, flagged and signed."""

from __future__ import annotations

from reviewer.checklist.overview import overview
from reviewer.model.edits import (
    ChooseChecklists,
    ClauseStatus,
    Comment,
    Decide,
    FlagVerdict,
    ItemVerdict,
    JudgeFlags,
    JudgeItems,
    NameReviewer,
    OnItem,
)
from reviewer.model.history import WorkingReview, edited
from reviewer.model.review import ItemStatus
from reviewer.model.signing import open_points, signed_off
from tests.model.edit_examples import BEGIN, sample, stamp
from tests.report import samples

CLAUSES = tuple(clause.id for clause in sample().decisions.in_order())
ITEMS = tuple(sorted(sample().ground.items))
EVERY = tuple(sorted(sample().ground.checklists))
FINDINGS = sample().review.analysis.checklists


def test_that_a_review_nobody_decided_on_is_the_machine_s() -> None:
    found = overview(sample(), FINDINGS, EVERY)
    assert (found.clauses, found.decided, found.share) == (len(CLAUSES), 0, 0.0)
    assert sum(count for _, count in found.verdicts) == len(ITEMS)
    assert found.missing == sum(one.count(ItemStatus.MISSING) for one in FINDINGS)
    assert (found.judged, found.signed) == (0, None)
    assert sum(count for _, count in found.flags) == 1


def test_that_decisions_count_before_the_machine() -> None:
    (flag,) = sample().ground.flags
    working = sample()
    for change in (
        Decide(CLAUSES[:2], ClauseStatus.ACCEPTED),
        Decide(CLAUSES[2:3], ClauseStatus.REJECTED),
        JudgeItems(items=ITEMS, verdict=ItemVerdict.MISSING),
        JudgeFlags(flags=(flag,), verdict=FlagVerdict.DISMISSED),
    ):
        working = edited(working, change, stamp())
    found = overview(working, FINDINGS, EVERY)
    assert found.decided == 3
    assert found.share == 3 / len(CLAUSES)
    assert found.missing == found.judged == len(ITEMS)
    assert not any(count for _, count in found.flags)


def test_that_only_chosen_checklists_count_the_review_s_own_choice_first() -> None:
    one = overview(sample(), FINDINGS, EVERY[:1])
    assert sum(count for _, count in one.verdicts) == len(FINDINGS[0].items)
    working = edited(sample(), ChooseChecklists(EVERY[1:]), stamp())
    other = overview(working, FINDINGS, EVERY[:1])
    assert sum(count for _, count in other.verdicts) == sum(len(f.items) for f in FINDINGS[1:])


def _signed() -> WorkingReview:
    checklists = samples.rulebook().checklists
    working = edited(sample(), NameReviewer("Ada Byron"), stamp())
    keys = [point.key for point in open_points(working, checklists)]
    return signed_off(working, stamp(), checklists, keys, "")


def test_that_a_signature_is_told_with_its_time() -> None:
    found = overview(_signed(), FINDINGS, EVERY).signed
    assert found is not None
    assert (found.name, found.time, found.sound) == ("Ada Byron", BEGIN, True)


def test_that_a_comment_decides_nothing() -> None:
    working = edited(sample(), Comment(target=OnItem(ITEMS[0]), text="Ask."), stamp())
    assert overview(working, FINDINGS, EVERY) == overview(sample(), FINDINGS, EVERY)
