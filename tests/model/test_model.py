"""The values that everything else speaks in."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields, is_dataclass
from datetime import date
from inspect import getmembers, isclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.model import (
    agreement,
    decisions,
    edits,
    ground,
    history,
    merging,
    policy,
    review,
    rules,
    signing,
    span,
)
from reviewer.model import clause as clauses
from reviewer.model.clause import Category, Clause, ClauseOrigin
from reviewer.model.policy import Format, LocalizedText, Policy, Source
from reviewer.model.review import Analysis, ChecklistFinding, ItemStatus
from reviewer.model.rules import Rulebook, Verification
from reviewer.model.span import Span

MODULES = (
    *(span, policy, clauses, rules, review, edits, ground, decisions, history, signing),
    *(agreement, merging),
)
VALUES = sorted(
    {
        value
        for module in MODULES
        for _, value in getmembers(module, isclass)
        if is_dataclass(value) and value.__module__.startswith("reviewer.model")
    },
    key=lambda value: value.__name__,
)


@pytest.mark.parametrize("kind", VALUES)
def test_that_values_are_frozen_and_slotted(kind: Any) -> None:  # noqa: ANN401 - any dataclass
    assert kind.__dataclass_params__.frozen
    assert "__slots__" in vars(kind)
    assert kind.__doc__


@pytest.mark.parametrize("kind", VALUES)
def test_that_sequences_are_tuples(kind: Any) -> None:  # noqa: ANN401 - any dataclass
    for field in fields(kind):
        assert "list[" not in str(field.type)
        assert "set[" not in str(field.type).replace("frozenset[", "")


@pytest.mark.parametrize(("start", "end"), [(-1, 0), (3, 2), (-5, -4)])
def test_that_a_span_does_not_run_backwards(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(start, end)


def test_that_a_span_cannot_be_changed() -> None:
    one = Span(0, 1)
    with pytest.raises(FrozenInstanceError):
        one.start = 3  # type: ignore[misc]


spans = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda two: Span(min(two), max(two)))


@given(spans, spans)
def test_that_overlap_counts_common_positions(one: Span, other: Span) -> None:
    common = set(range(one.start, one.end)) & set(range(other.start, other.end))
    assert one.overlap(other) == other.overlap(one) == len(common)


@given(spans, spans)
def test_that_a_covered_span_overlaps_with_all_it_has(one: Span, other: Span) -> None:
    if one.covers(other):
        assert one.overlap(other) == len(other)
    assert one.covers(one)


@given(st.text(), st.data())
def test_that_a_span_slices_its_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    one = Span(start, data.draw(st.integers(start, len(text))))
    assert len(one.text_of(text)) == len(one)
    assert text[: one.start] + one.text_of(text) + text[one.end :] == text


@pytest.mark.parametrize(
    ("language", "words"),
    [("zh", "中"), ("zh-Hans", "中"), ("ZH_CN", "中"), ("en", "e"), ("fr", "e")],
)
def test_that_a_text_is_chinese_only_for_chinese(language: str, words: str) -> None:
    assert LocalizedText("e", "中").in_language(language) == words


@pytest.mark.parametrize(
    ("languages", "analysed"),
    [
        ((), False),
        (("fr",), False),
        (("en",), True),
        (("fr", "zh-Hant"), True),
        (("zh-Hans",), True),
    ],
)
def test_that_a_policy_is_analysed_in_english_and_chinese(
    languages: tuple[str, ...],
    analysed: bool,  # noqa: FBT001 - a row of a table
) -> None:
    one = Policy(
        source=Source(name="a", sha256="", format=Format.TXT, encoding="utf-8", size=0),
        text="",
        title="a",
        language=languages[0] if languages else "und",
        languages=languages,
        blocks=(),
        sections=(),
        sentences=(),
    )
    assert one.analysed is analysed


def test_that_the_categories_are_the_fifteen_of_the_contract() -> None:
    names = (
        "collection permission use cookies sharing retention security rights choice do_not_track "
        "transfer minors change contact cessation"
    )
    assert [category.value for category in Category] == names.split()


def test_that_a_clause_tells_the_score_of_each_category() -> None:
    one = Clause(
        span=Span(0, 4),
        categories=(Category.USE, Category.SHARING),
        scores=(0.9, 0.6),
        section=None,
        origin=ClauseOrigin.RULE,
    )
    assert [one.score(name) for name in (Category.USE, Category.SHARING, Category.MINORS)] == [
        0.9,
        0.6,
        0.0,
    ]


def test_that_only_checked_articles_are_quoted_without_a_warning() -> None:
    assert {one for one in Verification if one.verified} == {
        Verification.PRIMARY,
        Verification.SECONDARY,
    }


def test_that_what_is_not_there_is_told(bundled: Rulebook) -> None:
    assert bundled.checklist("eu_gdpr").id == "eu_gdpr"
    assert bundled.disclosure("recipients").id == "recipients"
    assert bundled.style(Category.USE).id is Category.USE
    analysis = Analysis(
        as_of=date(2026, 1, 1),
        rulebook="1",
        models=(),
        clauses=(),
        disclosures=(),
        checklists=(ChecklistFinding("eu_gdpr", ()),),
    )
    assert analysis.checklist("eu_gdpr").count(ItemStatus.MET) == 0
    for look_up in (bundled.checklist, bundled.disclosure, analysis.checklist):
        with pytest.raises(KeyError, match="mars"):
            look_up("mars")
