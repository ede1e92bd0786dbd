"""Small rulebooks, and policies analysed with them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from reviewer import pipeline
from reviewer.model.policy import LocalizedText
from reviewer.model.rules import CueRule, Disclosure, Priority, Rulebook
from reviewer.model.signs import Detector, Sign

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reviewer.analysis.learned import LearnedModel
    from reviewer.model.clause import Category, Clause
    from reviewer.model.review import Review

AS_OF = date(2026, 11, 21)


def rulebook_of(**parts: Any) -> Rulebook:  # noqa: ANN401 - whatever a rulebook is made of
    empty: dict[str, Any] = dict.fromkeys(
        ("categories", "vocabulary", "cues", "headings", "patterns", "disclosures"), ()
    )
    empty |= {"version": "tiny", "conditions": (), "checklists": ()}
    return Rulebook(**(empty | parts))


def cue(category: Category, *phrases: str, language: str = "en", weight: float = 4.0) -> CueRule:
    name = f"{category.value}.{language}.{weight}"
    return CueRule(id=name, category=category, language=language, weight=weight, phrases=phrases)


def disclosure(
    *signs: Sign,
    present: tuple[tuple[str, ...], ...] = (),
    partial: tuple[tuple[str, ...], ...] = (),
) -> Disclosure:
    text = LocalizedText("text", "文字")
    return Disclosure(
        id="told",
        origin="added",
        priority=Priority.CORE,
        title=text,
        present=text,
        partial=text,
        absent=text,
        remedy=text,
        detector=Detector(signs=signs, present=present, partial=partial),
    )


def analysed(
    text: str,
    rulebook: Rulebook | pipeline.Analyser,
    models: Mapping[str, LearnedModel] | None = None,
) -> Review:
    """A text read as a plain file and analysed."""
    analyser = (
        rulebook if isinstance(rulebook, pipeline.Analyser) else pipeline.Analyser(rulebook, models)
    )
    return pipeline.review(text.encode(), "policy.txt", analyser, pipeline.Options(AS_OF))


def clause_at(review: Review, words: str) -> Clause | None:
    """The clause in which some words of the policy stand; None where they stand in none."""
    place = review.policy.text.index(words)
    return next(
        (one for one in review.analysis.clauses if one.span.start <= place < one.span.end), None
    )


def categories_at(review: Review, words: str) -> set[str]:
    clause = clause_at(review, words)
    return {category.value for category in clause.categories} if clause else set()
