"""How an open policy stands: the machine's findings with what a reviewer answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.checklist.answers import Answered

if TYPE_CHECKING:
    from reviewer.model.decisions import Decisions
    from reviewer.model.history import WorkingReview
    from reviewer.model.review import ChecklistFinding
    from reviewer.model.rules import Rulebook


class Findings:
    """The findings of one document, worked out anew only where an answer changed."""

    def __init__(self) -> None:
        self._answered: Answered | None = None
        self._of: tuple[object, object] = (None, None)
        self._last: tuple[Decisions | None, tuple[ChecklistFinding, ...]] = (None, ())

    def current(
        self, working: WorkingReview | None, rulebook: Rulebook | None
    ) -> tuple[ChecklistFinding, ...]:
        """All findings as they stand; none before the analysis."""
        if working is None:
            return ()
        decisions, analysis = working.decisions, working.review.analysis
        if rulebook is None or not (decisions.conditions or decisions.tests):
            return analysis.checklists
        if self._answered is None or self._of != (id(analysis), id(rulebook)):
            self._answered = Answered(analysis, rulebook)
            self._of, self._last = (id(analysis), id(rulebook)), (None, ())
        before, found = self._last
        if before is None or (before.conditions, before.tests) != (
            decisions.conditions,
            decisions.tests,
        ):
            found = self._answered.findings(decisions)
        self._last = (decisions, found)
        return found
