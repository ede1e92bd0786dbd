"""What a learned model does to the rules' clauses, and how its arrays are read."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.analysis.learned import read_model
from reviewer.analysis.ngrams import BITS, lowered, runs
from reviewer.errors import RulebookError
from reviewer.model.clause import Category, ClauseOrigin, ReasonKind
from reviewer.pipeline import Analyser
from reviewer.training.shipping import as_bytes
from tests.analysis.examples import analysed, clause_at, cue, rulebook_of
from tests.analysis.small_model import lamp_model

RULES = rulebook_of(
    cues=(
        cue(Category.RETENTION, "we keep"),
        cue(Category.USE, "to light", weight=1.2),
    )
)
TEXT = (
    "The lamp is blue and warm tonight. We keep the lamp records for two years. "
    "The house is old. We use the lamp to light the hall. 灯是蓝色的。\n"
)


def test_that_a_model_is_heard_beside_the_rules_and_named() -> None:
    review = analysed(TEXT, RULES, {"en": lamp_model()})
    assert review.analysis.models == (("en", "lamps-1"),)
    alone = clause_at(review, "is blue")
    assert alone is not None
    assert (alone.categories, alone.origin) == ((Category.USE,), ClauseOrigin.MODEL)
    both = clause_at(review, "We keep")
    assert both is not None
    assert both.categories == (Category.USE, Category.RETENTION)
    assert both.origin is ClauseOrigin.BOTH
    assert clause_at(review, "The house") is None
    assert clause_at(review, "灯是") is None


def test_that_the_words_that_spoke_most_are_shown() -> None:
    review = analysed(TEXT, RULES, {"en": lamp_model()})
    clause = clause_at(review, "is blue")
    assert clause is not None
    (reason,) = [one for one in clause.reasons if one.weight > 0]
    assert (reason.kind, reason.rule) == (ReasonKind.MODEL, "lamps-1")
    assert reason.span.text_of(review.policy.text) == "lamp"


def test_that_reasons_add_up_to_the_score() -> None:
    review = analysed(TEXT, RULES, {"en": lamp_model()})
    for clause in review.analysis.clauses:
        for category, score in zip(clause.categories, clause.scores, strict=True):
            total = -2 + sum(one.weight for one in clause.reasons if one.category is category)
            assert score == pytest.approx(1 / (1 + np.exp(-total)), abs=1e-3)


def test_that_a_model_counts_in_classification() -> None:
    answer = Analyser(RULES, {"en": lamp_model()}).classify("The lamp is blue. We keep it.")
    assert answer.categories == (Category.USE, Category.RETENTION)
    assert answer.scores[Category.USE] > 0.5 > answer.scores[Category.COOKIES]


def test_that_a_model_comes_back_from_its_file() -> None:
    model = lamp_model()
    data = as_bytes(model)
    assert data == as_bytes(lamp_model())
    again = read_model(data, "en.npz")
    texts = ["The lamp is blue.", "The house is old.", ""]
    assert (again.version, again.heads) == (model.version, model.heads)
    assert np.allclose(again.scores(texts), model.scores(texts), atol=1e-3)
    assert again.whole.turn == model.whole.turn


@pytest.mark.parametrize("damage", [slice(0, 100), slice(0, 0), slice(200, None)])
def test_that_a_damaged_model_is_one_sentence(damage: slice) -> None:
    with pytest.raises(RulebookError, match=r"en\.npz"):
        read_model(as_bytes(lamp_model())[damage], "en.npz")


texts = st.lists(st.text(st.characters(codec="utf-8"), max_size=30), min_size=1, max_size=5)


@given(texts, st.sampled_from(["en", "zh"]))
def test_that_runs_stay_inside_their_text(some: list[str], language: str) -> None:
    low = [lowered(text) for text in some]
    assert [len(text) for text in low] == [len(text) for text in some]
    joined = "\n".join(low)
    starts = np.cumsum([0, *(len(text) + 1 for text in low)])
    for found in runs(low, language):
        assert ((found.bucket >= 0) & (found.bucket < 1 << BITS)).all()
        for text, begin, end in zip(found.text, found.begin, found.end, strict=True):
            assert starts[text] <= begin < end <= starts[text] + len(low[text])
            assert "\n" not in joined[begin:end]


@given(texts, st.sampled_from(["en", "zh"]))
def test_that_a_text_has_the_same_runs_in_any_company(some: list[str], language: str) -> None:
    low = [lowered(text) for text in some]
    together = [sorted(found.bucket[found.text == 0].tolist()) for found in runs(low, language)]
    alone = [sorted(found.bucket.tolist()) for found in runs(low[:1], language)]
    assert [one for one in together if one] == [one for one in alone if one]
