from __future__ import annotations

from reviewer.checklist.proposing import known_conditions, prefilled, proposed
from reviewer.model.review import ConditionState
from reviewer.pipeline import load_rulebook
from reviewer.store.questions import question_sheet
from tests.report import samples


def test_that_every_bundled_checklist_can_be_proposed() -> None:
    rulebook, sheet = load_rulebook(), question_sheet()
    every = {option.id for option in sheet.options()}
    assert set(proposed(sheet, rulebook, every)) == {one.id for one in rulebook.checklists}
    assert proposed(sheet, rulebook, ()) == ()


def test_that_questions_name_what_exists() -> None:
    rulebook, sheet = load_rulebook(), question_sheet()
    conditions = {one.id for one in rulebook.conditions}
    options = {one.id for one in sheet.options()}
    for option in sheet.options():
        assert conditions.issuperset(option.conditions), option.id
        for text in (option.title.en, option.title.zh):
            assert text
    for proposal in sheet.proposals:
        assert all(options.issuperset(group) for group in proposal.when)


def test_that_product_and_market_propose_together() -> None:
    rulebook, sheet = load_rulebook(), question_sheet()
    assert "us_coppa" not in proposed(sheet, rulebook, {"us"})
    assert proposed(sheet, rulebook, {"us", "children"}) == ("us_coppa",)
    assert set(proposed(sheet, rulebook, {"cn"})) == {"cn_pipl", "cn_gb35273"}
    assert "cn_app" in proposed(sheet, rulebook, {"cn", "app"})


def test_that_language_and_named_markets_fill_the_sheet() -> None:
    chinese = samples.review(samples.CHINESE, "zh-Hans")
    hints = prefilled(question_sheet(), chinese, {})
    assert hints["cn"].words is None
    english = samples.review(samples.ENGLISH + "Residents of California have further rights.\n")
    hints = prefilled(question_sheet(), english, {})
    words = hints["us_ca"].words
    assert words is not None
    assert words.text_of(english.policy.text) == "California"
    assert "cn" not in hints
    assert "br" not in hints


def test_that_a_condition_that_holds_fills_the_sheet() -> None:
    review = samples.review()
    states = {
        "lgpd_automated_decisions": ConditionState.HOLDS,
        "sdks_embedded": ConditionState.OPEN,
    }
    hints = prefilled(question_sheet(), review, states)
    assert hints["br"].condition == "lgpd_automated_decisions"
    assert "app" not in hints
    assert known_conditions(review, samples.rulebook()) == {"abroad": ConditionState.OPEN}
