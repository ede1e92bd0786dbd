"""How evidence for categories is counted, scaled and settled.

Evidence is counted in logits. A sentence begins below zero, every rule that
fires moves a category up or down, and a category that ends at zero or above
is the sentence's. Its score is the logistic of the sum.
"""

from __future__ import annotations

from math import exp
from typing import TYPE_CHECKING

from reviewer.model.clause import Category, Reason, ReasonKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reviewer.model.rules import Precedence

# Where a sentence stands before anything is found in it.
PRIOR = -2.0
# What lies further below the strongest category of a sentence than this is
# taken for a side remark.
MARGIN = 4.5


class Said:
    """What is said for and against one category, added up as it comes in.

    Attributes:
        reasons: in the order in which they were added.
        weight: their sum, in logits.
        speaks: whether one of them speaks for the category.
    """

    __slots__ = ("reasons", "speaks", "weight")

    def __init__(self, reasons: Iterable[Reason] = ()) -> None:
        self.reasons: list[Reason] = []
        self.weight = 0.0
        self.speaks = False
        for reason in reasons:
            self.add(reason)

    def add(self, reason: Reason) -> None:
        """Adds a reason."""
        self.reasons.append(reason)
        self.weight += reason.weight
        if reason.weight > 0:
            self.speaks = True

    @property
    def total(self) -> float:
        """The evidence for the category, in logits."""
        return PRIOR + self.weight

    @property
    def strongest(self) -> Reason:
        """The reason with the greatest weight."""
        return max(self.reasons, key=_weight_of)


Reasons = dict[Category, Said]


def _weight_of(reason: Reason) -> float:
    return reason.weight


def add(reasons: Reasons, reason: Reason) -> None:
    """Adds a reason to those of its category."""
    said = reasons.get(reason.category)
    if said is None:
        said = reasons[reason.category] = Said()
    said.add(reason)


def logistic(value: float) -> float:
    """A number of logits as a score between 0 and 1, to four digits."""
    return round(1 / (1 + exp(-value)), 4)


def scaled(reason: Reason, part: float) -> Reason:
    """The same reason with a part of its weight."""
    if part == 1.0:
        return reason
    return Reason(
        category=reason.category,
        kind=reason.kind,
        span=reason.span,
        rule=reason.rule,
        weight=reason.weight * part,
    )


def apart(places: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int]]:
    """The places, start and end, that do not overlap an earlier one."""
    if len(places) == 1:
        return places
    kept: list[tuple[int, int]] = []
    for start, end in places:
        if not any(start < stop and begin < end for begin, stop in kept):
            kept.append((start, end))
    return kept


def settle(reasons: Reasons, precedence: Sequence[Precedence]) -> Reasons:
    """The categories that stand once the stronger ones have taken their part.

    What one category takes from another is added to the reasons given.
    """
    before = {category: said.total for category, said in reasons.items()}
    if all(value < 0 for value in before.values()):
        return {}
    for rule in precedence:
        if before.get(rule.stronger, PRIOR) >= 0:
            _take(rule, reasons, before)
    top = max(said.total for said in reasons.values())
    return {
        category: said
        for category, said in reasons.items()
        if said.total >= 0 and said.total >= top - MARGIN
    }


def _take(rule: Precedence, reasons: Reasons, before: Mapping[Category, float]) -> None:
    best = None
    for category in rule.weaker:
        # Of two that claim each other only the stronger one takes.
        if category in reasons and before[category] <= before[rule.stronger]:
            best = best or reasons[rule.stronger].strongest
            reasons[category].add(
                Reason(
                    category=category,
                    kind=ReasonKind.CUE,
                    span=best.span,
                    rule=f"precedence.{rule.stronger.value}",
                    weight=rule.weight,
                )
            )
