"""Decides from a policy whether the facts hold on which requirements hang."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from reviewer.checklist.evidence import distinct
from reviewer.model.review import ConditionState, DisclosureStatus, Evidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reviewer.model.review import DisclosureFinding
    from reviewer.model.rules import Condition

_MADE = frozenset({DisclosureStatus.PRESENT, DisclosureStatus.PARTIAL})

Decision = tuple[ConditionState, tuple[Evidence, ...]]

_OPEN: Decision = (ConditionState.OPEN, ())
_NO_ANSWERS: Mapping[str, ConditionState] = MappingProxyType({})


def decide(
    conditions: Iterable[Condition],
    disclosures: Iterable[DisclosureFinding],
    matches: Mapping[str, tuple[Evidence, ...]],
    answers: Mapping[str, ConditionState] = _NO_ANSWERS,
) -> dict[str, Decision]:
    """The state of each condition by id, with the words that show it.

    A denial outweighs what stands in the same place, for a negative statement
    is a disclosure too and often holds the very words it denies. Where the
    fact is denied in one place and shown in another, the policy contradicts
    itself: the condition is open, with the evidence of both.

    Args:
        conditions: of the rulebook.
        disclosures: what was found in the policy.
        matches: where the conditions' phrases were found, best first, under
            "<condition id>.holds" and "<condition id>.fails"; under
            "<condition id>.moot", and under "" for all of them, sentences
            that speak of the fact and decide nothing.
        answers: what a person said, by id, which settles it; whatever is
            neither that it holds nor that it fails is no answer.
    """
    found = {finding.id: finding for finding in disclosures}
    return {
        condition.id: _answered(_decided(condition, found, matches), answers.get(condition.id))
        for condition in conditions
    }


def _answered(decision: Decision, answer: ConditionState | None) -> Decision:
    """The answer, if there is one, with the words of the policy that agree with it."""
    if answer not in {ConditionState.HOLDS, ConditionState.FAILS} or answer is None:
        return decision
    state, evidence = decision
    return answer, evidence if state is answer else ()


def _decided(
    condition: Condition,
    found: Mapping[str, DisclosureFinding],
    matches: Mapping[str, tuple[Evidence, ...]],
) -> Decision:
    denied = matches.get(f"{condition.id}.fails", ())
    said = (*matches.get(f"{condition.id}.holds", ()), *_made(condition, found))
    if not denied and not said:  # nearly always
        return _OPEN
    silent = (*denied, *matches.get(f"{condition.id}.moot", ()), *matches.get("", ()))
    same = {one.span for one in silent}
    apart = (
        evidence
        for evidence in said
        if evidence.span not in same and not any(evidence.span.overlap(one.span) for one in silent)
    )
    shown = distinct(apart)
    if denied and shown:
        # The best of both first, so that the contradiction is seen at once.
        return ConditionState.OPEN, distinct([shown[0], denied[0], *shown[1:], *denied[1:]])
    if denied:
        return ConditionState.FAILS, distinct(denied)
    if shown:
        return ConditionState.HOLDS, distinct(shown)
    return _OPEN


def _made(condition: Condition, found: Mapping[str, DisclosureFinding]) -> Sequence[Evidence]:
    """Evidence of the disclosures that cannot be made without the fact."""
    evidence: list[Evidence] = []
    for identifier in condition.holds:
        finding = found.get(identifier)
        if finding is None or finding.denied or finding.status not in _MADE:
            continue
        evidence += finding.evidence
    return evidence
