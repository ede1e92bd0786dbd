"""What a checklist comes to: counts, and what to look at first."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.model.flags import Severity
from reviewer.model.review import ItemStatus
from reviewer.model.rules import Level

if TYPE_CHECKING:
    from reviewer.model.review import ChecklistFinding, ItemFinding
    from reviewer.model.rules import Checklist, Requirement

_SEVERITIES = tuple(Severity)
_LEVELS = tuple(Level)
# Certain gaps come before half ones, and these before open questions.
_WANTING = (ItemStatus.MISSING, ItemStatus.PARTIAL, ItemStatus.UNKNOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A checklist's findings in short.

    Attributes:
        counts: how many items have each status; every status is there.
        open_items: items missing, partial or unknown, the most severe first;
            among equals what binds further, then what is more certain, then
            the checklist's order.
    """

    id: str
    counts: tuple[tuple[ItemStatus, int], ...]
    open_items: tuple[ItemFinding, ...]

    def count(self, status: ItemStatus) -> int:
        """How many items have a status."""
        return dict(self.counts)[status]


def summarize(checklist: Checklist, finding: ChecklistFinding, most: int = 10) -> Summary:
    """The summary of a checklist's findings.

    Args:
        checklist: which the finding belongs to.
        finding: with one item for each of the checklist's, in any order.
        most: how many open items are listed at most.
    """
    requirements = {item.id: item for item in checklist.items}
    counts = Counter(item.status for item in finding.items)
    wanting = [item for item in finding.items if item.status in _WANTING]
    wanting.sort(key=lambda item: _urgency(item, requirements[item.id]))
    return Summary(
        id=checklist.id,
        counts=tuple((status, counts[status]) for status in ItemStatus),
        open_items=tuple(wanting[:most]),
    )


def _urgency(item: ItemFinding, requirement: Requirement) -> tuple[int, int, int]:
    return (
        _SEVERITIES.index(requirement.severity),
        _LEVELS.index(requirement.level),
        _WANTING.index(item.status),
    )
