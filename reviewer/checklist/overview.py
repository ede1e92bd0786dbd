"""One review in a line: how far it is, what is missing, and whether it is signed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.model.edits import FlagVerdict, ItemKey
from reviewer.model.flags import Severity
from reviewer.model.review import ItemStatus
from reviewer.model.signing import still_as_signed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime

    from reviewer.model.history import WorkingReview
    from reviewer.model.review import ChecklistFinding


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature.

    Attributes:
        time: in UTC.
        sound: whether nothing was changed since.
    """

    name: str
    time: datetime
    sound: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """A review in short.

    Attributes:
        language: BCP 47 tag; "und" where it cannot be told.
        size: of the policy's file, in bytes.
        clauses, decided: how many clauses there are, and how many were decided.
        verdicts: how many items have each verdict, the reviewer's before the machine's;
            every status is there.
        judged: how many of them have a reviewer's.
        flags: how many red flags that nobody dismissed have each severity; all are there.
        signed: None while the review is open.
    """

    language: str
    size: int
    clauses: int
    decided: int
    verdicts: tuple[tuple[ItemStatus, int], ...]
    judged: int
    flags: tuple[tuple[Severity, int], ...]
    signed: Signed | None = None

    @property
    def share(self) -> float:
        """How much of the clauses is decided, from 0 to 1; 0 where there are none."""
        return self.decided / self.clauses if self.clauses else 0.0

    @property
    def missing(self) -> int:
        """How many items are missing."""
        return dict(self.verdicts)[ItemStatus.MISSING]


def overview(
    working: WorkingReview, findings: Iterable[ChecklistFinding], chosen: Collection[str]
) -> Overview:
    """A review in short.

    Args:
        findings: of its checklists, with what a reviewer answered.
        chosen: ids of those that count, where the review itself chose none.
    """
    decisions, policy = working.decisions, working.review.policy
    counted = decisions.checklists if decisions.checklists is not None else chosen
    verdicts: Counter[ItemStatus] = Counter()
    judged = 0
    for finding in findings:
        if finding.id not in counted:
            continue
        for item in finding.items:
            own = decisions.items.get(ItemKey(finding.id, item.id))
            judged += own is not None
            verdicts[ItemStatus(own.verdict.value) if own else item.status] += 1
    return Overview(
        language=policy.language,
        size=policy.source.size,
        clauses=len(decisions.clauses),
        decided=sum(name in decisions.clauses for name in decisions.decided),
        verdicts=tuple((status, verdicts[status]) for status in ItemStatus),
        judged=judged,
        flags=_flags(working),
        signed=_signed(working),
    )


def _flags(working: WorkingReview) -> tuple[tuple[Severity, int], ...]:
    found = working.review.analysis.flags
    judged = working.decisions.flags
    counts = Counter(
        found[number].severity
        for name, number in working.ground.flags.items()
        if name not in judged or judged[name].verdict is not FlagVerdict.DISMISSED
    )
    return tuple((severity, counts[severity]) for severity in Severity)


def _signed(working: WorkingReview) -> Signed | None:
    signature = working.decisions.signature
    if signature is None:
        return None
    time = working.edit(signature.by).stamp.time
    return Signed(signature.sign_off.name, time, bool(still_as_signed(working)))
