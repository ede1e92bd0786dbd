"""A review: what the machine found in a policy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from reviewer.model.clause import Clause
from reviewer.model.flags import Severity
from reviewer.model.policy import LocalizedText, Policy
from reviewer.model.rules import Verification
from reviewer.model.span import Span


class DisclosureStatus(StrEnum):
    """Whether a policy says something."""

    __hash__ = str.__hash__  # see Category

    PRESENT = "present"
    PARTIAL = "partial"
    ABSENT = "absent"
    UNKNOWN = "unknown"


class ItemStatus(StrEnum):
    """How a policy stands towards a requirement."""

    __hash__ = str.__hash__  # see Category

    MET = "met"
    PARTIAL = "partial"
    MISSING = "missing"
    NOT_APPLICABLE = "not_applicable"
    UNKNOWN = "unknown"


class ConditionState(StrEnum):
    """Whether the fact that a requirement hangs on is so."""

    __hash__ = str.__hash__  # see Category

    HOLDS = "holds"
    FAILS = "fails"
    OPEN = "open"
    NONE = "none"


class TestState(StrEnum):
    """How a legal test came out; NONE where the item has none that decides."""

    __hash__ = str.__hash__  # see Category

    __test__ = False

    PASSED = "passed"
    FAILED = "failed"
    OPEN = "open"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that a finding rests on.

    Attributes:
        clause: index into ``Analysis.clauses``; None where they stand in no
            clause, as a title or date does.
    """

    span: Span
    clause: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclosureFinding:
    """Whether a policy makes one disclosure.

    Attributes:
        confidence: between 0 and 1; 0.0 where the status is unknown.
        evidence: best first, at most five; empty where absent or unknown.
        denied: whether all that the policy says is that there is no such practice.
    """

    id: str
    status: DisclosureStatus
    confidence: float
    evidence: tuple[Evidence, ...] = ()
    denied: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFinding:
    """How a policy stands towards one requirement.

    Attributes:
        id: the requirement's.
        reason: one sentence on what decided.
        evidence: what speaks for it, best first.
        related: evidence of fallback disclosures of an unknown item.
    """

    id: str
    status: ItemStatus
    reason: LocalizedText
    condition: ConditionState
    test: TestState
    verification: Verification
    evidence: tuple[Evidence, ...] = ()
    related: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class ChecklistFinding:
    """The findings for one checklist, in the checklist's order."""

    id: str
    items: tuple[ItemFinding, ...]

    def count(self, status: ItemStatus) -> int:
        """How many items have a status."""
        return sum(item.status is status for item in self.items)


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagFinding:
    """A red flag raised at one place."""

    id: str
    severity: Severity
    span: Span
    message: LocalizedText


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """What the machine found in one policy.

    Attributes:
        as_of: the only date the analysis knows.
        rulebook: version of the rulebook.
        models: version of the model by language; empty where none was used.
    """

    as_of: date
    rulebook: str
    models: tuple[tuple[str, str], ...]
    clauses: tuple[Clause, ...]
    disclosures: tuple[DisclosureFinding, ...]
    checklists: tuple[ChecklistFinding, ...]
    flags: tuple[FlagFinding, ...] = ()

    def checklist(self, identifier: str) -> ChecklistFinding:
        """The findings for one checklist.

        Raises:
            KeyError: it was not evaluated.
        """
        for finding in self.checklists:
            if finding.id == identifier:
                return finding
        raise KeyError(identifier)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """How long the stages took, in seconds.

    Attributes:
        analyse: without what a process makes ready before its first policy of a language.
    """

    read: float
    analyse: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A policy with what was found in it.

    Attributes:
        reviewer: the person's name; empty where none is given.
    """

    policy: Policy
    analysis: Analysis
    timing: Timing
    reviewer: str = ""
