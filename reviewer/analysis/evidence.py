"""How evidence for categories is counted, scaled and settled.

Evidence is counted in logits. A sentence begins below zero, every rule that
fires moves a category up or down, and a category that ends at zero or above
is the sentence's. Its score is the logistic of the sum.
"""

from __future__ import annotations

from functools import lru_cache
from math import exp
from operator import itemgetter
from typing import TYPE_CHECKING

from reviewer.model.clause import Category, Reason, ReasonKind
from reviewer.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reviewer.model.rules import Precedence

# What speaks for or against a category: its kind, where it stands, the rule, and
# the weight. Hundreds are weighed where a few are shown in the end, and only
# those become a :class:`~reviewer.model.clause.Reason`.
Told = tuple[ReasonKind, tuple[int, int], str, float]

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

    def __init__(self, reasons: Iterable[Told] = ()) -> None:
        self.reasons: list[Told] = []
        self.weight = 0.0
        self.speaks = False
        for reason in reasons:
            self.add(reason)

    def add(self, reason: Told) -> None:
        """Adds a reason."""
        self.reasons.append(reason)
        self.weight += reason[3]
        if reason[3] > 0:
            self.speaks = True

    def with_more(self, reasons: Iterable[Told]) -> Said:
        """The same with further reasons."""
        more = Said()
        more.reasons = [*self.reasons, *reasons]
        more.weight, more.speaks = self.weight, self.speaks
        for reason in more.reasons[len(self.reasons) :]:
            more.weight += reason[3]
            more.speaks |= reason[3] > 0
        return more

    @property
    def total(self) -> float:
        """The evidence for the category, in logits."""
        return PRIOR + self.weight

    @property
    def strongest(self) -> Told:
        """The reason with the greatest weight."""
        return max(self.reasons, key=_weight_of)

    def shown(self, category: Category) -> list[Reason]:
        """The reasons as a clause shows them, the weightiest first."""
        return [
            (_shared if one[0] in _ABOVE else _reason)(category, *one)
            for one in sorted(self.reasons, key=_weight_of, reverse=True)
        ]


Reasons = dict[Category, Said]


_weight_of = itemgetter(3)


def _reason(
    category: Category, kind: ReasonKind, place: tuple[int, int], rule: str, weight: float
) -> Reason:
    return Reason(category=category, kind=kind, span=Span(*place), rule=rule, weight=weight)


# What a heading or lead-in speaks for is told of every sentence below it. Anything else
# is told once, and looking it up would take three times as long as making it.
_ABOVE = frozenset({ReasonKind.SECTION, ReasonKind.LEAD_IN})
_shared = lru_cache(maxsize=2048, typed=True)(_reason)


def add(reasons: Reasons, category: Category, reason: Told) -> None:
    """Adds a reason to those of a category."""
    said = reasons.get(category)
    if said is None:
        said = reasons[category] = Said()
    said.add(reason)


def logistic(value: float) -> float:
    """A number of logits as a score between 0 and 1, to four digits."""
    return round(1 / (1 + exp(-value)), 4)


def scaled(reason: Told, part: float) -> Told:
    """The same reason with a part of its weight."""
    kind, place, rule, weight = reason
    return (kind, place, rule, weight * part) if part != 1 else reason


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
    before = {category: PRIOR + said.weight for category, said in reasons.items()}
    standing = {category for category, total in before.items() if total >= 0}
    if not standing:
        return {}
    if len(before) > 1:
        for rule in precedence:
            if rule.stronger in standing:
                _take(rule, reasons, before)
    least = max(0.0, max([PRIOR + said.weight for said in reasons.values()]) - MARGIN)
    return {category: said for category, said in reasons.items() if PRIOR + said.weight >= least}


def _take(rule: Precedence, reasons: Reasons, before: Mapping[Category, float]) -> None:
    place = None
    most = before[rule.stronger]
    for category in rule.weaker:
        # Of two that claim each other only the stronger one takes.
        if category in reasons and before[category] <= most:
            place = place or reasons[rule.stronger].strongest[1]
            name = f"precedence.{rule.stronger.value}"
            reasons[category].add((ReasonKind.CUE, place, name, rule.weight))
