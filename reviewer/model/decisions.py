"""What the edits of a review come to: what is decided, added, said and signed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from reviewer.model.clause import Category
from reviewer.model.edits import (
    ClauseStatus,
    FlagVerdict,
    ItemKey,
    ItemVerdict,
    NameReviewer,
    SignOff,
    Target,
)
from reviewer.model.review import ConditionState, TestState
from reviewer.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingClause:
    """A clause as it stands now.

    Attributes:
        categories: at least one, in the order of :class:`Category`.
        machine: indices into ``Analysis.clauses`` of what it was made from: one for the
            machine's own, several for merged ones, none for words that a reviewer marked.
        made: sequence of the edit that made it; 0 for the machine's own.
        changed: sequence of the last edit of its bounds or categories; 0 for none.
    """

    id: str
    span: Span
    categories: tuple[Category, ...]
    machine: tuple[int, ...] = ()
    made: int = 0
    changed: int = 0

    @property
    def own(self) -> bool:
        """Whether a reviewer made it."""
        return self.made > 0


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided on a clause, by which edit."""

    status: ClauseStatus
    by: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemJudgement:
    """A reviewer's verdict on an item.

    Attributes:
        by: sequence of the edit.
        searched: what was searched for in vain.
    """

    verdict: ItemVerdict
    comment: str
    searched: str
    by: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagJudgement:
    """A reviewer's verdict on a red flag, by which edit."""

    verdict: FlagVerdict
    comment: str
    by: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionAnswer:
    """Whether the fact is so that requirements hang on, by which edit."""

    state: ConditionState
    comment: str
    by: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TestAnswer:
    """How a legal test came out, by which edit."""

    __test__ = False

    state: TestState
    comment: str
    by: int


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer to a comment; its text may be empty."""

    text: str
    by: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A comment as it stands now.

    Attributes:
        by: sequence of the edit that made it.
        changed: sequence of the last edit of its words; that of ``by`` at first.
    """

    target: Target
    text: str
    question: bool
    by: int
    changed: int
    replies: tuple[Reply, ...] = ()

    @property
    def waits(self) -> bool:
        """Whether it is a question that nobody answered."""
        return self.question and not self.replies


@dataclass(frozen=True, slots=True)
class Signature:
    """A sign-off, and the sequence of its edit."""

    sign_off: SignOff
    by: int


_OPEN = Decided(ClauseStatus.OPEN, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """All that was decided; what is not among it is the machine's or open.

    Nothing here is changed in place: one value shares with the next all that an edit
    left as it was.

    Attributes:
        clauses: by id; those that were split, merged or deleted are gone.
        decided: by id of the clause; one that is not there is open.
        comments: by the sequence of the edit that made them.
        links: whether a clause was linked to an item (True) or taken from it (False).
        checklists: None before any were chosen.
        reviewer: None before anybody was named.
        signature: None while the review is open.
        stranded: sequences of edits that came to nothing, their clause or item being gone.
    """

    clauses: Mapping[str, WorkingClause]
    decided: Mapping[str, Decided] = field(default_factory=dict)
    items: Mapping[ItemKey, ItemJudgement] = field(default_factory=dict)
    flags: Mapping[str, FlagJudgement] = field(default_factory=dict)
    conditions: Mapping[str, ConditionAnswer] = field(default_factory=dict)
    tests: Mapping[ItemKey, TestAnswer] = field(default_factory=dict)
    comments: Mapping[int, Remark] = field(default_factory=dict)
    links: Mapping[tuple[str, ItemKey], bool] = field(default_factory=dict)
    checklists: tuple[str, ...] | None = None
    reviewer: NameReviewer | None = None
    signature: Signature | None = None
    stranded: tuple[int, ...] = ()

    def status(self, clause: str) -> ClauseStatus:
        """What was decided on a clause."""
        return self.decided.get(clause, _OPEN).status

    def in_order(self) -> tuple[WorkingClause, ...]:
        """The clauses in the order of the text."""
        return tuple(sorted(self.clauses.values(), key=_place))

    def supporting(self, item: ItemKey, machine: Iterable[int | None]) -> tuple[WorkingClause, ...]:
        """The clauses that are evidence of an item, in the order of the text.

        Args:
            machine: indices into ``Analysis.clauses`` of the machine's evidence; None is
                passed over.
        """
        found = set(machine)
        evidence = (
            clause
            for clause in self.clauses.values()
            if self.links.get((clause.id, item), not found.isdisjoint(clause.machine))
        )
        return tuple(sorted(evidence, key=_place))


def _place(clause: WorkingClause) -> tuple[int, int, str]:
    return clause.span.start, clause.span.end, clause.id
