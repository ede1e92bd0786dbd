"""Which sentences become clauses, of which categories, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from reviewer.errors import ReviewerError
from reviewer.model.clause import Category, ReasonKind
from reviewer.model.rules import HeadingRule, NeutralRule, Pattern, Precedence, Rulebook, Vocabulary
from tests.analysis.examples import analysed, categories_at, clause_at, cue, rulebook_of
from tests.analysis.sentences import CHINESE, ENGLISH
from tests.strategies import policies

if TYPE_CHECKING:
    from reviewer.model.review import Review
    from reviewer.pipeline import Analyser

SENTENCES = [
    (category.value, sentence)
    for both in (ENGLISH, CHINESE)
    for category, sentences in both.items()
    for sentence in sentences
]


@pytest.mark.parametrize(("category", "sentence"), SENTENCES)
def test_that_a_plain_sentence_gets_its_category(
    category: str, sentence: str, analyser: Analyser
) -> None:
    answer = analyser.classify(sentence)
    assert category in answer.categories
    assert category in categories_at(analysed(sentence, analyser), sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Welcome to the lantern shop.",
        "Thank you for reading so far.",
        "Lanterns have been made in our village since the days of our grandmothers.",
        "Personal data means any information that tells who somebody is.",
        "The weather in the north is often rough.",
        "欢迎光临灯笼商店。",
        "感谢您的耐心阅读。",
        "灯笼在我们村已有三百年的历史。",
        "个人信息是指能够识别特定自然人的各种资料。",
        "北方的天气时常变幻。",
    ],
)
def test_that_a_sentence_without_a_practice_is_no_clause(sentence: str, analyser: Analyser) -> None:
    assert analysed(sentence, analyser).analysis.clauses == ()
    assert analyser.classify(sentence).categories == ()


def test_that_a_text_of_several_sentences_gets_all_their_categories(analyser: Analyser) -> None:
    text = f"{ENGLISH[Category.COOKIES][0]} {ENGLISH[Category.RETENTION][0]}"
    assert {"cookies", "retention"} <= set(analyser.classify(text).categories)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("We keep it.", "en"),
        ("我们保存信息。", "zh"),
        ("Nous gardons les noms et la rue.", "fr"),
        ("", ""),
    ],
)
def test_that_classification_tells_the_language(
    text: str, language: str, analyser: Analyser
) -> None:
    answer = analyser.classify(text)
    assert answer.language == language
    assert set(answer.scores) == set(Category)


def test_that_a_language_may_be_given(analyser: Analyser) -> None:
    sentence = ENGLISH[Category.COOKIES][0]
    assert analyser.classify(sentence, "EN-gb").language == "en"
    assert analyser.classify(sentence, "fr").categories == ()


HEADINGS = HeadingRule(
    id="keeping", categories=(Category.RETENTION,), language="en", weight=2.2, phrases=("keep*",)
)
KEEPING = rulebook_of(
    cues=(
        cue(Category.RETENTION, "we keep", "is kept"),
        cue(Category.USE, "used for", "use ... for"),
        cue(Category.SHARING, "share*"),
        cue(Category.SHARING, "partners", weight=1.2),
        cue(Category.SHARING, "not a partner", weight=-3.0),
    ),
    headings=(HEADINGS,),
    neutral=(NeutralRule(id="welcome", language="en", weight=-5.0, phrases=("welcome",)),),
)


def test_that_an_item_inherits_from_what_announces_it() -> None:
    review = analysed(
        "We use names for:\n• parcels and letters;\n• taxes.\n\nLamps burn oil.", KEEPING
    )
    clause = clause_at(review, "parcels")
    assert clause is not None
    assert clause.categories == (Category.USE,)
    (reason,) = clause.reasons
    assert reason.kind is ReasonKind.LEAD_IN
    assert reason.span.text_of(review.policy.text) == "use names for"
    assert categories_at(review, "taxes") == {"use"}
    assert categories_at(review, "Lamps burn") == set()


def test_that_a_heading_speaks_for_its_section_only() -> None:
    review = analysed(
        "1. How we keep names\n\nNames stand in a book in the cellar.\n\n"
        "2. Lamps\n\nLamps burn with oil from the south.",
        KEEPING,
    )
    clause = clause_at(review, "Names stand")
    assert clause is not None
    assert clause.categories == (Category.RETENTION,)
    assert clause.section == 0
    (reason,) = clause.reasons
    assert (reason.kind, reason.rule) == (ReasonKind.SECTION, "keeping")
    assert reason.span.text_of(review.policy.text) == "keep"
    assert clause_at(review, "Lamps burn") is None


def test_that_headings_and_questions_are_no_clauses() -> None:
    review = analysed("1. Do we keep names?\n\nMay we share them? We keep all of it.", KEEPING)
    assert [one.span.text_of(review.policy.text) for one in review.analysis.clauses] == [
        "We keep all of it."
    ]


def test_that_weak_words_need_company_and_may_be_outweighed() -> None:
    assert not analysed("Our partners live in the south.", KEEPING).analysis.clauses
    assert analysed("We share it with our partners.", KEEPING).analysis.clauses
    text = "We share it, though the oil man is not a partner."
    assert not analysed(text, KEEPING).analysis.clauses


def test_that_neutral_phrases_silence_a_sentence() -> None:
    assert not analysed("Welcome to all with whom we share it.", KEEPING).analysis.clauses


def test_that_a_stronger_category_takes_a_sentence_from_a_weaker_one() -> None:
    cues = (cue(Category.MINORS, "child*"), cue(Category.USE, "use* ... for"))
    text = "A child's name is used for nothing, we use it for no letters."
    both = analysed(text, rulebook_of(cues=cues)).analysis.clauses[0]
    assert both.categories == (Category.USE, Category.MINORS)
    rule = Precedence(stronger=Category.MINORS, weaker=(Category.USE,), weight=-4.0)
    one = analysed(text, rulebook_of(cues=cues, precedence=(rule,))).analysis.clauses[0]
    assert one.categories == (Category.MINORS,)


def test_that_a_sentence_that_goes_on_joins_the_clause_before() -> None:
    words = Vocabulary(language="en", words={"continuation": ("however", "such ")})
    rulebook = rulebook_of(cues=KEEPING.cues, vocabulary=(words,))
    review = analysed("We keep all of it. However, oil is kept apart. We keep the names.", rulebook)
    assert [one.span.text_of(review.policy.text) for one in review.analysis.clauses] == [
        "We keep all of it. However, oil is kept apart.",
        "We keep the names.",
    ]


ENGLISH_PATTERN = Pattern(
    id="hand.over",
    category=Category.SHARING,
    language="en",
    weight=4.0,
    gate=("hand*",),
    tokens=(
        {"LOWER": {"IN": ["hand", "hands"]}},
        {"IS_ALPHA": True, "OP": "*"},
        {"LOWER": {"IN": ["driver", "drivers"]}},
    ),
)
CHINESE_PATTERN = Pattern(
    id="hand.zh",
    category=Category.SHARING,
    language="zh",
    weight=4.0,
    gate=("交给",),
    tokens=({"TEXT": "交给"}, {"TEXT": {"IN": ["司机", "快递"]}}),
)


@pytest.mark.parametrize(
    ("sentence", "words", "rule"),
    [
        ("We hand your street to drivers every day.", "hand your street to drivers", "hand.over"),
        ("我们把您的地址交给司机。", "交给司机", "hand.zh"),
    ],
)
def test_that_token_patterns_are_matched(sentence: str, words: str, rule: str) -> None:
    review = analysed(sentence, rulebook_of(patterns=(ENGLISH_PATTERN, CHINESE_PATTERN)))
    (clause,) = review.analysis.clauses
    (reason,) = clause.reasons
    assert (reason.kind, reason.rule) == (ReasonKind.PATTERN, rule)
    assert reason.span.text_of(review.policy.text) == words


def test_that_a_pattern_is_tried_only_behind_its_gate() -> None:
    closed = Pattern(
        id="closed",
        category=Category.SHARING,
        language="en",
        weight=4.0,
        gate=("wick",),
        tokens=ENGLISH_PATTERN.tokens,
    )
    text = "We hand your street to drivers every day."
    assert not analysed(text, rulebook_of(patterns=(closed,))).analysis.clauses
    gated = f"{text[:-1]} by wick."
    assert analysed(gated, rulebook_of(patterns=(closed,))).analysis.clauses


def test_that_an_ill_formed_pattern_is_refused() -> None:
    wrong = Pattern(
        id="wrong",
        category=Category.USE,
        language="en",
        weight=1.0,
        gate=("a",),
        tokens=({"LOWR": 3},),
    )
    with pytest.raises((ValueError, ReviewerError), match="wrong"):
        analysed("A text.", rulebook_of(patterns=(wrong,)))


def check(review: Review) -> None:
    """What holds for the clauses of every policy."""
    policy = review.policy
    end = 0
    for clause in review.analysis.clauses:
        assert end <= clause.span.start < clause.span.end
        end = clause.span.end
        (block,) = [one for one in policy.blocks if one.span.overlap(clause.span)]
        assert block.span.covers(clause.span)
        assert clause.section == block.section
        assert clause.categories
        assert list(clause.categories) == [one for one in Category if one in clause.categories]
        assert len(clause.scores) == len(clause.categories)
        assert all(0.5 <= score <= 1 for score in clause.scores)
        for reason in clause.reasons:
            assert reason.category in clause.categories
            if reason.kind in {ReasonKind.SECTION, ReasonKind.LEAD_IN}:
                assert not clause.span.overlap(reason.span) or reason.rule
                assert reason.span.text_of(policy.text).strip()
            elif not reason.rule.startswith("precedence."):
                assert clause.span.covers(reason.span)
        for attribute in clause.attributes:
            assert clause.span.covers(attribute.span)


@settings(max_examples=40)
@given(text=policies())
def test_that_clauses_stand_apart_and_point_at_their_words(text: str, analyser: Analyser) -> None:
    try:
        review = analysed(text, analyser)
    except ReviewerError:
        return
    check(review)


def test_that_reasons_of_the_bundled_rulebook_name_their_rules(
    analyser: Analyser, bundled: Rulebook
) -> None:
    ids = {rule.id for rule in bundled.cues} | {rule.id for rule in bundled.headings}
    ids |= {rule.id for rule in bundled.neutral}
    ids |= {pattern.id for pattern in bundled.patterns}
    ids |= {f"precedence.{rule.stronger.value}" for rule in bundled.precedence}
    for _, sentence in SENTENCES:
        review = analysed(f"1. Lamps\n\n{sentence}", analyser)
        check(review)
        for clause in review.analysis.clauses:
            assert {reason.rule for reason in clause.reasons} <= ids
