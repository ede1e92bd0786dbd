"""Compares values that a policy names with legal limits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.analysis.durations import days
from reviewer.model.clause import AttributeKind
from reviewer.model.review import TestState

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reviewer.model.clause import Clause
    from reviewer.model.review import DisclosureFinding
    from reviewer.model.rules import MachineTest


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a legal test came out.

    Attributes:
        value: what was compared, in years or calendar days; None where the
            policy names no value.
    """

    state: TestState
    value: float | None = None


def compare(test: MachineTest, values: Sequence[float]) -> Comparison:
    """Whether one of some values keeps within the limits.

    One value within them is enough: beside the promise stand extensions, and
    beside the age in question the ages of other countries. Without any value
    the test stays open, or does not count where none is asked for.

    Args:
        values: the smallest first.
    """
    if not values:
        return Comparison(TestState.NONE if test.optional else TestState.OPEN)
    for value in values:
        if _within(value, test):
            return Comparison(TestState.PASSED, value)
    nearest = values[-1] if test.at_least is not None else values[0]
    return Comparison(TestState.FAILED, nearest)


def _within(value: float, test: MachineTest) -> bool:
    low = float("-inf") if test.at_least is None else test.at_least
    high = float("inf") if test.at_most is None else test.at_most
    return low <= value <= high


def values_behind(
    kind: AttributeKind, finding: DisclosureFinding | None, clauses: tuple[Clause, ...]
) -> Sequence[float]:
    """The values of a kind in the clauses that a disclosure rests on, the smallest first."""
    # Whether the clause denies something ("we do not collect data of children
    # under 14") says nothing on the age or time limit that it names.
    numbers = [
        _number(kind, attribute.value)
        for clause in _behind(finding, clauses)
        for attribute in clause.attributes
        if attribute.kind is kind
    ]
    return sorted(value for value in numbers if value is not None)


def _behind(finding: DisclosureFinding | None, clauses: tuple[Clause, ...]) -> Iterable[Clause]:
    """The clauses that a disclosure's evidence stands in."""
    if finding is None:
        return
    for evidence in finding.evidence:
        if evidence.clause is not None:
            yield clauses[evidence.clause]
        else:
            yield from (one for one in clauses if one.span.overlap(evidence.span))


def _number(kind: AttributeKind, value: str) -> float | None:
    if kind is not AttributeKind.AGE:
        return days(value)
    return float(value) if re.fullmatch(r"\d+(\.\d+)?", value) else None
