"""What a learned model does to the rules' clauses, and how its arrays are read."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer import pipeline
from reviewer.analysis import learned
from reviewer.analysis.judge import products, seen_again
from reviewer.analysis.learned import LearnedModel, read_model
from reviewer.analysis.ngrams import BITS, lowered, runs
from reviewer.analysis.pieces import pieces_of
from reviewer.analysis.rows import spread, spread_in_parts
from reviewer.analysis.surroundings import HEADS, layout_of
from reviewer.errors import RulebookError
from reviewer.model.clause import Category, ClauseOrigin, ReasonKind
from reviewer.pipeline import Analyser
from reviewer.training.shipping import as_bytes
from tests.analysis.examples import analysed, clause_at, cue, rulebook_of
from tests.analysis.small_model import judge, lamp_model

Place = tuple[int, int]

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


def test_that_a_model_of_other_features_is_one_sentence() -> None:
    model = lamp_model()
    narrow = replace(model, whole=judge(model.whole.theirs.first.shape[1] - 1))
    with pytest.raises(RulebookError, match=r"another version") as caught:
        read_model(as_bytes(narrow), "en.npz")
    assert "en.npz" in str(caught.value)


def test_that_a_model_is_read_as_it_was_written() -> None:
    model = lamp_model()
    again = read_model(as_bytes(model), "en.npz")
    assert (again.whole.second, again.alone.second is None) == (None, False)
    assert as_bytes(again) == as_bytes(model)


def test_that_pieces_know_their_heading_and_what_announces_them() -> None:
    policy = pipeline.read(b"# Lamps\n\nWe keep:\n\n- oil\n- wicks.\n\nWe burn it.", "lamps.md")
    layout = layout_of(policy, pieces_of(policy, Analyser(RULES).lexicon).all)
    assert layout.heading.tolist() == [0, 0, 0, 0, 0]
    assert layout.lead_in.tolist() == [-1, -1, 1, 1, -1]


def test_that_products_are_those_of_any_number_of_rows() -> None:
    numbers = np.random.default_rng(3)
    for count, width, nets in ((0, 3, 2), (1, 305, 3), (700, 305, 2)):
        rows = numbers.normal(size=(count, width)).astype(np.float32)
        first = numbers.normal(size=(nets, width, 32)).astype(np.float32)
        second = numbers.normal(size=(nets, 32, 5)).astype(np.float32)
        hidden = products(rows, first)
        assert np.allclose(hidden, rows @ first, atol=1e-3)
        assert np.allclose(products(hidden, second), hidden @ second, atol=1e-2)


def _strongest(model: LearnedModel, text: str, category: Category, most: int) -> list[Place]:
    """One run after another, as a reader would do it."""
    head = model.heads.index(category.value)
    ranked = sorted(
        (
            (int(model.linear.table[bucket, head]), int(begin), int(end))
            for found in runs([lowered(text)], model.language)
            for bucket, begin, end in zip(found.bucket, found.begin, found.end, strict=True)
        ),
        reverse=True,
    )
    kept: list[Place] = []
    for given_here, begin, end in ranked:
        apart = all(end <= other or begin >= stop for other, stop in kept)
        if apart and given_here > 0 and len(kept) < most:
            kept.append((begin, end))
    return kept


wordy = st.lists(
    st.lists(st.sampled_from(["lamp", "Lamps", "oil", "we", "灯", ",", "\n"])).map(" ".join),
    min_size=1,
    max_size=5,
)


_TABLE = np.random.default_rng(5).integers(-2, 3, (1 << BITS, len(HEADS)), np.int8)
MODEL = replace(lamp_model(), linear=replace(lamp_model().linear, table=_TABLE))


@given(wordy, st.data())
def test_that_the_strongest_words_are_found_for_all_texts_at_once(
    some: list[str], data: st.DataObject
) -> None:
    pair = st.tuples(st.integers(0, len(some) - 1), st.sampled_from(Category))
    wanted = data.draw(st.lists(pair, max_size=6))
    for most in (1, 2, 3):
        assert MODEL.strongest(some, wanted, most) == [
            _strongest(MODEL, some[index], category, most) for index, category in wanted
        ]


def test_that_a_very_long_text_says_the_same_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    words = np.random.default_rng(7).choice(["lamp", "Lamps", "oil", "we", "灯", ","], 4000)
    some = [" ".join(words), "", "the lamp", " ".join(words[:900])]
    wanted = [(0, Category.USE), (3, Category.USE), (0, Category.SHARING), (1, Category.USE)]
    found, scores = MODEL.strongest(some, wanted, 3), MODEL.scores(some)
    assert found == [_strongest(MODEL, some[index], category, 3) for index, category in wanted]
    monkeypatch.setattr(learned, "_AT_ONCE", 37)
    monkeypatch.setattr(learned, "_SPEAKING", 1500)
    assert MODEL.strongest(some, wanted, 3) == found
    assert (MODEL.scores(some) == scores).all()


@given(
    st.lists(st.tuples(st.integers(0, 50), st.integers(0, 9)), max_size=8),
    st.integers(1, 12),
)
def test_that_parts_of_what_is_spread_are_the_whole(
    stretches: list[tuple[int, int]], most: int
) -> None:
    first, count = np.array(stretches, np.int64).reshape(-1, 2).T
    parts = list(spread_in_parts(first, count, most))
    assert all(0 < len(owner) <= most for owner, _ in parts)
    whole = spread(first, count)
    for place in (0, 1):
        together = [number for part in parts for number in part[place].tolist()]
        assert together == whole[place].tolist()


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


def test_that_the_second_look_sees_the_answers_beside_within_the_same_text() -> None:
    features = np.zeros((5, 2), np.float32)
    ours, theirs = (np.full((5, 1), value, np.float32) for value in (9.0, -9.0))
    ours[1] = -9.0
    again = seen_again(features, ours, theirs, np.array([0, 0, 0, 1, 1]))
    before, after, two_before, two_after = np.round(again[:, 2:6]).T.tolist()
    assert before == [0, 1, 0, 0, 1]
    assert after == [0, 1, 0, 1, 0]
    assert two_before == [0, 0, 1, 0, 0]
    assert two_after == [1, 0, 0, 0, 0]
    assert not np.round(again[:, 6:]).any()
    assert seen_again(features[:0], ours[:0], theirs[:0], np.zeros(0, np.int64)).shape == (0, 10)
