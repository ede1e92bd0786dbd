"""A person's word on the language of a document stands above what its words tell."""

from __future__ import annotations

from datetime import date

import pytest

from reviewer import pipeline
from reviewer.pipeline import Analyser, Options
from reviewer.text.said import said_language

# Names that are words of Dutch outnumber the English ones.
DUTCH_LOOKING = (
    "De Van Het Een company (en met dat op te door aan).\n\n"
    "We share your personal information with De Van Het Een en Wij.\n\n"
    "De Van Het Een, een van de uw onze: niet dat op te door aan voor met zijn wij.\n"
)
CHINESE = "我们会收集您的个人信息。\n\n我们会与第三方共享您的个人信息。\n"
BOTH = "We may share your personal information with third parties.\n\n" + CHINESE
JAPANESE_LOOKING = "我们のは的收集您的信息ですがこの通り。\n\n我们会与第三方共享您的个人信息。\n"


def languages_by_sentence(text: str, said: str) -> list[str]:
    policy = pipeline.read(text.encode(), "policy.txt", said=said)
    return [sentence.language for sentence in policy.sentences]


def test_that_what_was_said_is_the_main_language() -> None:
    told = pipeline.read(BOTH.encode(), "policy.txt")
    other = "en" if told.language == "zh-Hans" else "zh"
    said = pipeline.read(BOTH.encode(), "policy.txt", said=other)
    assert said.language == {"en": "en", "zh": "zh-Hans"}[other]
    assert set(said.languages) == set(told.languages)
    assert said.text == told.text


def test_that_sentences_of_the_other_language_stay_what_they_are() -> None:
    for said in ("en", "zh"):
        assert languages_by_sentence(BOTH, said) == ["en", "zh", "zh"]


def test_that_a_text_taken_for_another_language_is_analysed_after_all() -> None:
    told = pipeline.read(DUTCH_LOOKING.encode(), "policy.txt")
    assert told.language == "nl"
    said = pipeline.read(DUTCH_LOOKING.encode(), "policy.txt", said="en")
    assert (said.language, said.languages) == ("en", ("en",))
    assert {sentence.language for sentence in said.sentences} == {"en"}
    assert [problem.id for problem in said.problems] == ["language_said_en"]


def test_that_japanese_gives_way_to_chinese_and_english_does_not() -> None:
    assert languages_by_sentence(JAPANESE_LOOKING, "") == ["", "zh"]
    assert languages_by_sentence(JAPANESE_LOOKING, "zh") == ["zh", "zh"]
    assert languages_by_sentence(JAPANESE_LOOKING, "en") == ["", "zh"]


@pytest.mark.parametrize("said", ["", "en", "zh"])
def test_that_a_policy_keeps_what_was_said(said: str) -> None:
    assert said_language(pipeline.read(CHINESE.encode(), "policy.txt", said=said)) == said


def test_that_the_analysis_follows(analyser: Analyser) -> None:
    options = Options(as_of=date(2026, 1, 2))
    told = pipeline.read(DUTCH_LOOKING.encode(), "policy.txt")
    said = pipeline.read(DUTCH_LOOKING.encode(), "policy.txt", said="en")
    sharing = "We share your personal information with De Van Het Een en Wij."
    quotes = [clause.span.text_of(said.text) for clause in analyser.analyse(said, options).clauses]
    assert sharing in quotes
    assert not analyser.analyse(told, options).clauses
