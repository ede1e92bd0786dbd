"""How evidence for categories is counted, scaled and settled.

Evidence is counted in logits. A sentence begins below zero, every rule that
fires moves a category up or down, and a category that ends at zero or above
is the sentence's. Its score is the logistic of the sum.
"""

from __future__ import annotations

from dataclasses import replace
from math import exp
from typing import TYPE_CHECKING

from reviewer.model.clause import Category, Reason, ReasonKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reviewer.model.rules import Precedence
    from reviewer.model.span import Span

# Where a sentence stands before anything is found in it.
PRIOR = -2.0
# What lies further below the strongest category of a sentence than this is
# taken for a side remark.
MARGIN = 4.5

Reasons = dict[Category, list[Reason]]


def total(reasons: Sequence[Reason]) -> float:
    """The evidence for one category, in logits."""
    return PRIOR + sum(reason.weight for reason in reasons)


def score(reasons: Sequence[Reason]) -> float:
    """The same between 0 and 1."""
    return logistic(total(reasons))


def logistic(value: float) -> float:
    """A number of logits as a score between 0 and 1, to four digits."""
    return round(1 / (1 + exp(-value)), 4)


def speaks_for(reasons: Mapping[Category, Sequence[Reason]], category: Category) -> bool:
    """Whether anything at all speaks for a category."""
    return any(reason.weight > 0 for reason in reasons.get(category, ()))


def scaled(reasons: Iterable[Reason], part: float) -> list[Reason]:
    """The same reasons with a part of their weight."""
    return [replace(reason, weight=reason.weight * part) for reason in reasons]


def strongest(reasons: Sequence[Reason]) -> Reason:
    """The reason with the greatest weight."""
    return max(reasons, key=lambda reason: reason.weight)


def apart(spans: Iterable[Span]) -> list[Span]:
    """The spans that do not overlap an earlier one."""
    kept: list[Span] = []
    for span in spans:
        if not any(span.overlap(other) for other in kept):
            kept.append(span)
    return kept


def settle(reasons: Reasons, precedence: Sequence[Precedence]) -> Reasons:
    """The categories that stand once the stronger ones have taken their part.

    What one category takes from another is added to the reasons given.
    """
    before = {category: total(found) for category, found in reasons.items()}
    for rule in precedence:
        if before.get(rule.stronger, PRIOR) >= 0:
            _take(rule, reasons, before)
    after = {category: total(found) for category, found in reasons.items()}
    top = max(after.values(), default=0.0)
    return {
        category: found
        for category, found in reasons.items()
        if after[category] >= 0 and after[category] >= top - MARGIN
    }


def _take(rule: Precedence, reasons: Reasons, before: Mapping[Category, float]) -> None:
    best = strongest(reasons[rule.stronger])
    for category in rule.weaker:
        # Of two that claim each other only the stronger one takes.
        if category in reasons and before[category] <= before[rule.stronger]:
            reasons[category].append(
                Reason(
                    category=category,
                    kind=ReasonKind.CUE,
                    span=best.span,
                    rule=f"precedence.{rule.stronger.value}",
                    weight=rule.weight,
                )
            )
