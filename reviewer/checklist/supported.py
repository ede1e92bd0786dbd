"""The evidence of an item as it stands: the machine's, and what a reviewer linked or took away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.model.review import Evidence

if TYPE_CHECKING:
    from reviewer.model.decisions import Decisions
    from reviewer.model.edits import ItemKey
    from reviewer.model.review import ItemFinding


def supported(decisions: Decisions, key: ItemKey, finding: ItemFinding) -> tuple[Evidence, ...]:
    """The machine's evidence that was not taken away, best first, then what was linked."""
    if not any(item == key for _clause, item in decisions.links):
        return finding.evidence
    machine = {piece.clause for piece in finding.evidence if piece.clause is not None}
    standing = decisions.supporting(key, machine)
    kept = {number for clause in standing for number in clause.machine}
    linked = (clause for clause in standing if machine.isdisjoint(clause.machine))
    return (
        *(piece for piece in finding.evidence if piece.clause is None or piece.clause in kept),
        *(Evidence(clause.span, next(iter(clause.machine), None)) for clause in linked),
    )
