"""Proposes checklists from what a product is and where its users are.

Nothing here says that a law applies: it is for the reviewer to choose.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.model.review import ConditionState
from reviewer.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from reviewer.model.questions import Option, QuestionSheet
    from reviewer.model.review import Review
    from reviewer.model.rules import Checklist, Rulebook


@dataclass(frozen=True, slots=True)
class Hint:
    """What in a policy speaks for an answer.

    Attributes:
        words: where it is said; None where the language, or a condition without words, speaks.
        condition: id of the condition that holds; empty for none.
    """

    words: Span | None = None
    condition: str = ""


def prefilled(
    sheet: QuestionSheet, review: Review, conditions: Mapping[str, ConditionState]
) -> dict[str, Hint]:
    """The options that a policy itself speaks for, by id, each with the first hint.

    Args:
        conditions: the states that are known, by id.
    """
    language = review.policy.language.split("-")[0]
    folded = review.policy.text.lower()
    # Lower case can be longer; then places are looked for in the text as it is.
    text = folded if len(folded) == len(review.policy.text) else review.policy.text
    found: dict[str, Hint] = {}
    for option in sheet.options():
        hint = _hint(option, language, text, conditions)
        if hint is not None:
            found[option.id] = hint
    return found


def _hint(
    option: Option, language: str, text: str, conditions: Mapping[str, ConditionState]
) -> Hint | None:
    if language in option.languages:
        return Hint()
    for word in option.words_zh if language == "zh" else option.words_en:
        # Chinese has no spaces between words, so only Latin letters end one.
        place = re.search(rf"(?<![a-z]){re.escape(word)}(?![a-z])", text)
        if place:
            return Hint(Span(place.start(), place.end()))
    for condition in option.conditions:
        if conditions.get(condition) is ConditionState.HOLDS:
            return Hint(condition=condition)
    return None


def proposed(sheet: QuestionSheet, rulebook: Rulebook, ticked: Collection[str]) -> tuple[str, ...]:
    """The ids of the checklists that some answers propose, in the rulebook's order.

    One's own are proposed with the checklist that they extend.
    """
    wanted = {proposal.checklist for proposal in sheet.proposals if proposal.meets(ticked)}
    own = {
        one.id for one in rulebook.checklists if not _listed(sheet, one) and one.extends in wanted
    }
    return tuple(one.id for one in rulebook.checklists if one.id in wanted | own)


def _listed(sheet: QuestionSheet, checklist: Checklist) -> bool:
    return any(proposal.checklist == checklist.id for proposal in sheet.proposals)


def known_conditions(review: Review, rulebook: Rulebook) -> dict[str, ConditionState]:
    """The state of every condition that an evaluated item hangs on, by id."""
    conditions = {
        (checklist.id, item.id): item.condition
        for checklist in rulebook.checklists
        for item in checklist.items
    }
    states: dict[str, ConditionState] = {}
    for finding in review.analysis.checklists:
        for item in finding.items:
            condition = conditions.get((finding.id, item.id))
            if condition is not None:
                states[condition] = item.condition
    return states
