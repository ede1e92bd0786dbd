"""Two versions of a policy: what stayed, moved, changed, came and went."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from reviewer import pipeline
from reviewer.analysis.alignment import align, compared_text, word_changes
from reviewer.analysis.compare import compare
from reviewer.model.clause import Category
from reviewer.model.comparison import ChangeKind, ClauseChange, Comparison, Passage
from reviewer.model.policy import BlockKind, Policy
from reviewer.model.review import DisclosureStatus
from reviewer.model.span import Span
from tests.strategies import policies

OLD = """Lantern House Privacy Policy

1. What we collect

We collect your name and your street address when you order a lantern.
We collect your telephone number for the courier.

2. Who gets it

We share your address with the service providers who drive our vans.
We do not sell your personal information.

3. How long

We keep invoices for ten years.
"""


def policy(text: str) -> Policy:
    """The policy of a text."""
    return pipeline.read(text.encode(), "policy.txt")


def compared(analyser: pipeline.Analyser, old: str, new: str) -> Comparison:
    """Both versions, compared."""
    options = pipeline.Options(as_of=date(2026, 11, 22))
    return compare(
        *(pipeline.review(text.encode(), "policy.txt", analyser, options) for text in (old, new))
    )


def only(comparison: Comparison, kind: ChangeKind) -> ClauseChange:
    """The one clause of a kind."""
    (found,) = [change for change in comparison.clauses if change.kind is kind]
    return found


def kinds(old: str, new: str) -> list[tuple[ChangeKind, str]]:
    """What became of each passage, with its words."""
    one, other = policy(old), policy(new)
    return [
        (passage.kind, passage.new.text_of(other.text))
        if passage.new
        else (passage.kind, passage.old.text_of(one.text) if passage.old else "")
        for passage in align(one, other)
        if passage.kind is not ChangeKind.SAME
    ]


def test_that_a_changed_clause_shows_its_words(analyser: pipeline.Analyser) -> None:
    new = OLD.replace("ten years", "six years")
    change = only(compared(analyser, OLD, new), ChangeKind.CHANGED)
    (word,) = change.words
    assert word.old.text_of(OLD) == "ten"
    assert word.new.text_of(new) == "six"


def test_that_an_added_and_a_removed_clause_are_told(analyser: pipeline.Analyser) -> None:
    new = OLD.replace("We collect your telephone number for the courier.\n", "").replace(
        "We keep invoices", "Lanterns report their battery level to our servers.\nWe keep invoices"
    )
    result = compared(analyser, OLD, new)
    removed, added = only(result, ChangeKind.REMOVED), only(result, ChangeKind.ADDED)
    assert removed.old_span is not None
    assert "telephone" in removed.old_span.text_of(OLD)
    assert removed.new is None
    assert removed.new_span is None
    assert added.new_span is not None
    assert "battery" in added.new_span.text_of(new)


def test_that_a_section_that_moved_is_no_change(analyser: pipeline.Analyser) -> None:
    head, who, how = OLD.index("1."), OLD.index("2."), OLD.index("3.")
    new = f"{OLD[:head]}{OLD[who:how]}{OLD[head:who]}{OLD[how:]}"
    result = compared(analyser, OLD, new)
    assert result.count(ChangeKind.MOVED) == 2
    assert not any(
        result.count(kind) for kind in (ChangeKind.CHANGED, ChangeKind.ADDED, ChangeKind.REMOVED)
    )


def test_that_a_sentence_followed_to_another_place_shows_that_it_changed_too() -> None:
    new = OLD.replace("We keep invoices for ten years.\n", "").replace(
        "1. What we collect\n", "1. What we collect\n\nWe keep all invoices for ten years.\n"
    )
    (passage,) = [one for one in align(policy(OLD), policy(new)) if one.moved]
    assert passage.kind is ChangeKind.CHANGED
    assert [word.new.text_of(new) for word in passage.words] == ["all"]


def test_that_verdicts_that_differ_are_listed(analyser: pipeline.Analyser) -> None:
    new = OLD.replace("We keep invoices for ten years.\n", "We are fond of old lamps.\n")
    result = compared(analyser, OLD, new)
    kept = next(one for one in result.disclosures if one.id == "retention_period")
    assert kept.old is DisclosureStatus.PRESENT
    assert kept.new is not DisclosureStatus.PRESENT
    assert {one.checklist for one in result.items} >= {"eu_gdpr", "cn_pipl"}
    assert all(one.old is not one.new for one in result.items)


def test_that_the_same_words_under_another_heading_can_become_another_clause(
    analyser: pipeline.Analyser,
) -> None:
    old = "Policy of Lantern House\n\nWe collect:\n\n- your name and your street address\n"
    new = old.replace("We collect:", "We share with our couriers:")
    result = compared(analyser, old, new)
    change = next(
        one
        for one in result.clauses
        if one.new_span is not None and "street" in one.new_span.text_of(new)
    )
    assert change.kind is ChangeKind.CHANGED
    assert not change.words


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("We keep “invoices” for ten years.", 'We keep "invoices" for ten years'),
        ("我们收集您的姓名,电话。", "我们收集您的姓名，电话。"),
        ("We  keep\u00a0invoices.", "We keep invoices."),
    ],
)
def test_that_typography_is_no_change(old: str, new: str) -> None:
    head = "Policy\n\n"
    assert kinds(head + old + "\n", head + new + "\n") == []


def test_that_chinese_is_compared_sign_by_sign() -> None:
    old, new = "我们保存订单信息三年。", "我们保存您的订单信息五年。"
    words = [
        (word.old.text_of(old), word.new.text_of(new))
        for word in word_changes(old, Span(0, len(old)), new, Span(0, len(new)))
    ]
    assert words == [("", "您的"), ("三", "五")]


def test_that_a_heading_is_never_taken_for_a_sentence() -> None:
    passages = align(
        policy("Policy\n\n1. Cookies\n\nWe set none.\n"), policy("Policy\n\nCookies?\n")
    )
    for passage in passages:
        assert passage.kind is not ChangeKind.CHANGED or passage.heading


@given(policies(), policies())
def test_that_every_passage_of_both_is_told_once(old: str, new: str) -> None:
    one, other = policy(old), policy(new)
    passages = align(one, other)
    assert sorted(passage.old for passage in passages if passage.old) == units(one)
    assert [passage.new for passage in passages if passage.new] == units(other)
    assert all(word_spans_inside(passage) for passage in passages)


@given(policies())
def test_that_a_policy_is_the_same_as_itself(text: str) -> None:
    passages = align(policy(text), policy(text))
    assert all(passage.kind is ChangeKind.SAME for passage in passages)


def units(one: Policy) -> list[Span]:
    """Sentences and headings, in order."""
    titles = {BlockKind.HEADING, BlockKind.COLUMNS}
    spans = [sentence.span for sentence in one.sentences]
    spans += [block.span for block in one.blocks if block.kind in titles]
    return sorted(spans)


def word_spans_inside(passage: Passage) -> bool:
    """Whether all words that differ stand in the passage."""
    return all(
        passage.old is not None
        and passage.new is not None
        and passage.old.covers(word.old)
        and passage.new.covers(word.new)
        for word in passage.words
    )


def test_that_a_category_is_kept_with_its_clause(analyser: pipeline.Analyser) -> None:
    options = pipeline.Options(as_of=date(2026, 11, 22))
    review = pipeline.review(OLD.encode(), "policy.txt", analyser, options)
    result = compare(review, review)
    assert [change.new for change in result.clauses] == list(range(len(review.analysis.clauses)))
    assert result.count(ChangeKind.SAME) == len(result.clauses)
    kept = next(
        change
        for change in result.clauses
        if change.old_span and "invoices" in change.old_span.text_of(OLD)
    )
    assert kept.old is not None
    assert review.analysis.clauses[kept.old].categories == (Category.RETENTION,)


def test_that_sentences_without_common_words_are_not_one_that_changed() -> None:
    # Half of their letters stand in the same order.
    old = "We are the sole owners of the information collected on this site."
    new = "While using it, our servers automatically record information that your browser sends."
    assert kinds(f"Notice\n\n{old}\n", f"Notice\n\n{new}\n") == [
        (ChangeKind.ADDED, new),
        (ChangeKind.REMOVED, old),
    ]


def test_that_marks_of_emphasis_around_the_end_are_no_change() -> None:
    old, new = "We do not sell your name.", "We do not sell your name**.**"
    assert kinds(f"Notice\n\n{old}\n", f"Notice\n\n{new}\n") == []


def test_that_a_flag_on_words_that_changed_is_neither_new_nor_gone(
    analyser: pipeline.Analyser,
) -> None:
    old = f"{OLD}By using our shop you agree to this policy of Lantern House.\n"
    new = old.replace("policy of Lantern House", "policy of Lamp House")
    comparison = compared(analyser, old, new)
    assert comparison.raised == comparison.dropped == ()
    assert [flag.id for flag in compared(analyser, OLD, old).raised] == ["consent_by_use"]
    assert [flag.id for flag in compared(analyser, old, OLD).dropped] == ["consent_by_use"]


def test_that_changes_outside_of_clauses_are_listed_too(analyser: pipeline.Analyser) -> None:
    new = OLD.replace("Lantern House Privacy", "Lamp House Privacy").replace("ten", "six")
    comparison = compared(analyser, OLD, new)
    (title,) = comparison.others
    assert title.kind is ChangeKind.CHANGED
    assert title.new is not None
    assert title.new.text_of(new) == "Lamp House Privacy Policy"
    assert [type(one) for one in comparison.changes()] == [Passage, ClauseChange]


@pytest.mark.parametrize(
    ("old", "new"), [("(a) ", "(c) "), ("", "(ii) "), ("1) ", ""), ("（一）", "（三）")]
)
def test_that_an_item_under_another_letter_is_the_same(old: str, new: str) -> None:
    words = "access to the data that we hold about you"
    assert compared_text(f"{old}{words};") == compared_text(f"{new}{words}")


@pytest.mark.parametrize(("old", "new"), [("30 days", "60 days"), ("2.5 years", "1.5 years")])
def test_that_a_number_that_begins_an_item_counts(old: str, new: str) -> None:
    assert compared_text(f"{old} for invoices") != compared_text(f"{new} for invoices")


def test_that_a_letter_alone_is_still_a_text() -> None:
    assert compared_text("(a)") == "(a)"
