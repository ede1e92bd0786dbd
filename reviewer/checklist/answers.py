"""What a reviewer's answers to conditions and legal tests change in checklist findings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reviewer.checklist.evaluate import Evaluator, Facts
from reviewer.model.edits import ItemKey
from reviewer.model.review import ItemStatus

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reviewer.checklist.conditions import Decision
    from reviewer.model.decisions import Decisions
    from reviewer.model.review import Analysis, ChecklistFinding, ItemFinding
    from reviewer.model.rules import Checklist, Rulebook


class Answered:
    """Findings of one analysis, decided anew where a reviewer answered.

    Args:
        rulebook: that of the analysis; its texts are enough.
    """

    def __init__(self, analysis: Analysis, rulebook: Rulebook) -> None:
        self._analysis = analysis
        self._checklists = {one.id: one for one in rulebook.checklists}
        self._conditions = {
            one.id: {item.condition for item in one.items} for one in rulebook.checklists
        }
        self._evaluator = Evaluator(rulebook)

    def findings(self, decisions: Decisions) -> tuple[ChecklistFinding, ...]:
        """All findings; those that no answer concerns are the machine's own."""
        answered = set(decisions.conditions)
        return tuple(
            self._finding(finding, self._checklists[finding.id], decisions)
            if not answered.isdisjoint(self._conditions.get(finding.id, ()))
            or any(key.checklist == finding.id for key in decisions.tests)
            else finding
            for finding in self._analysis.checklists
        )

    def _finding(
        self, former: ChecklistFinding, checklist: Checklist, decisions: Decisions
    ) -> ChecklistFinding:
        conditions = {item.id: item.condition for item in checklist.items}
        facts = Facts(
            disclosures=self._analysis.disclosures,
            clauses=self._analysis.clauses,
            states=_states(former, conditions, decisions),
            answers={
                key.item: answer.state
                for key, answer in decisions.tests.items()
                if key.checklist == checklist.id
            },
        )
        (anew,) = self._evaluator.evaluate((checklist,), facts)
        by_id = {item.id: item for item in anew.items}

        def chosen(item: ItemFinding) -> ItemFinding:
            concerned = (
                conditions[item.id] in decisions.conditions
                or ItemKey(checklist.id, item.id) in decisions.tests
            )
            return _of_both(item, by_id[item.id]) if concerned else item

        return replace(former, items=tuple(chosen(item) for item in former.items))


def _states(
    former: ChecklistFinding, conditions: Mapping[str, str | None], decisions: Decisions
) -> dict[str, Decision]:
    """The conditions' states by id: as answered, else as the text told."""
    states: dict[str, Decision] = {}
    for item in former.items:
        condition = conditions[item.id]
        if condition is not None:
            answer = decisions.conditions.get(condition)
            states[condition] = (answer.state if answer else item.condition, ())
    return states


def _of_both(former: ItemFinding, anew: ItemFinding) -> ItemFinding:
    """The new finding, with the words that the former one showed for the same."""
    if former.status is anew.status is ItemStatus.NOT_APPLICABLE:
        return replace(anew, evidence=former.evidence)
    return anew
