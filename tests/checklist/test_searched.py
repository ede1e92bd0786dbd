from __future__ import annotations

from dataclasses import replace

from reviewer.checklist.searched import Searched, searched
from reviewer.model.clause import Category
from reviewer.model.review import DisclosureFinding, DisclosureStatus
from reviewer.pipeline import load_rulebook
from tests.report import samples

_RETENTION = load_rulebook().disclosure("retention_period").title.en


def _for_retention(found: tuple[Searched, ...]) -> Searched:
    return next(one for one in found if one.title.en == _RETENTION)


def test_that_what_is_absent_shows_the_words_and_the_nearest_clauses() -> None:
    rulebook = load_rulebook()
    review = samples.review()
    clauses = (
        replace(review.analysis.clauses[0], categories=(Category.RETENTION,), scores=(0.4,)),
        replace(review.analysis.clauses[1], categories=(Category.SECURITY,), scores=(0.9,)),
        replace(review.analysis.clauses[2], categories=(Category.RETENTION,), scores=(0.8,)),
    )
    absent = DisclosureFinding(
        id="retention_period", status=DisclosureStatus.ABSENT, confidence=0.7
    )
    analysis = replace(review.analysis, clauses=clauses, disclosures=(absent,))
    item = next(
        item
        for checklist in rulebook.checklists
        for item in checklist.items
        if "retention_period" in (*item.all_of, *item.any_of)
    )
    first = _for_retention(searched(item, rulebook, replace(review, analysis=analysis)))
    assert first.status is DisclosureStatus.ABSENT
    assert first.nearest[0] == 2
    assert 1 not in first.nearest
    assert first.phrases
    assert not any(mark in phrase for phrase in first.phrases for mark in "(){}[]|*")
    policy = replace(review.policy, language="zh-Hans")
    chinese = replace(review, policy=policy, analysis=analysis)
    words = _for_retention(searched(item, rulebook, chinese))
    assert any("一" <= letter <= "鿿" for letter in "".join(words.phrases))


def test_that_what_is_present_was_not_searched_for_in_vain() -> None:
    rulebook = load_rulebook()
    review = samples.review()
    item = next(item for item in rulebook.checklists[0].items if item.all_of or item.any_of)
    present = tuple(
        DisclosureFinding(id=one, status=DisclosureStatus.PRESENT, confidence=1.0)
        for one in (*item.all_of, *item.any_of)
    )
    analysis = replace(review.analysis, disclosures=present)
    assert searched(item, rulebook, replace(review, analysis=analysis)) == ()
