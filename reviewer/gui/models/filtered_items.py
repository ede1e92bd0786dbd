"""The items of the chosen checklists that a filter keeps, with verdicts of machine and reviewer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from reviewer.gui.marks import IntervalIndex
from reviewer.gui.words import say
from reviewer.model.citing import cited
from reviewer.model.edits import ItemKey
from reviewer.model.flags import Severity
from reviewer.model.review import ItemStatus
from reviewer.model.rules import Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reviewer.gui.document import Document
    from reviewer.model.decisions import ItemJudgement
    from reviewer.model.review import ItemFinding
    from reviewer.model.rules import Checklist, Requirement, Rulebook

_WANTING = frozenset({ItemStatus.MISSING, ItemStatus.PARTIAL})
_GRAVE = frozenset({Severity.CRITICAL, Severity.HIGH})


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFilter:
    """Which items are shown; what is True narrows.

    Attributes:
        words: of the title, article or verdict; all are needed.
        missing: missing or partly met. required: binding without a condition.
        grave: severity critical or high. undecided: without a reviewer's verdict.
        flagged: with a red flag in the evidence.
    """

    words: str = ""
    missing: bool = False
    required: bool = False
    grave: bool = False
    undecided: bool = False
    flagged: bool = False

    @property
    def narrows(self) -> bool:
        """Whether it leaves anything out."""
        return self != ItemFilter()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One item with what was found and decided.

    Attributes:
        judgement: the reviewer's; None for none.
        evidence: how many places speak for it. flagged: whether a red flag stands in them.
    """

    key: ItemKey
    requirement: Requirement
    finding: ItemFinding
    judgement: ItemJudgement | None
    evidence: int
    flagged: bool

    @property
    def own(self) -> ItemStatus | None:
        """The reviewer's verdict; None for none."""
        return ItemStatus(self.judgement.verdict.value) if self.judgement else None

    @property
    def standing(self) -> ItemStatus:
        """What holds: the reviewer's verdict, else the machine's."""
        return self.own or self.finding.status


@dataclass(frozen=True, slots=True)
class Section:
    """The items of one level."""

    level: Level
    rows: tuple[Row, ...]

    @property
    def decided(self) -> int:
        """How many have a reviewer's verdict."""
        return sum(row.judgement is not None for row in self.rows)


@dataclass(frozen=True, slots=True)
class Group:
    """One checklist with the items that a filter keeps."""

    checklist: Checklist
    rows: tuple[Row, ...]

    @property
    def decided(self) -> int:
        """How many have a reviewer's verdict."""
        return sum(row.judgement is not None for row in self.rows)

    @property
    def sections(self) -> tuple[Section, ...]:
        """The items by level, those that bind most first; empty levels are left out."""
        by_level = (
            Section(level, tuple(row for row in self.rows if row.requirement.level is level))
            for level in Level
        )
        return tuple(section for section in by_level if section.rows)


def verdict_word(status: ItemStatus) -> str:
    """A verdict in the window's language."""
    return {
        ItemStatus.MET: say("Met"),
        ItemStatus.PARTIAL: say("Partly"),
        ItemStatus.MISSING: say("Missing"),
        ItemStatus.NOT_APPLICABLE: say("Not applicable"),
        ItemStatus.UNKNOWN: say("Undecided"),
    }[status]


def level_word(level: Level) -> str:
    """How far a requirement binds, in the window's language."""
    return {
        Level.REQUIRED: say("Required"),
        Level.CONDITIONAL: say("Required under a condition"),
        Level.RECOMMENDED: say("Recommended"),
    }[level]


def severity_word(severity: Severity) -> str:
    """How grave something is, in the window's language."""
    return {
        Severity.CRITICAL: say("critical"),
        Severity.HIGH: say("high"),
        Severity.MEDIUM: say("medium"),
        Severity.LOW: say("low"),
    }[severity]


def groups_of(
    rulebook: Rulebook,
    document: Document,
    chosen: Sequence[str],
    wanted: ItemFilter = ItemFilter(),
) -> tuple[Group, ...]:
    """The chosen checklists that were evaluated, with the items that meet the filter."""
    groups = []
    make = partial(_row, document, _flag_index(document))
    for identifier in chosen:
        finding = document.checklist(identifier)
        checklist = next((c for c in rulebook.checklists if c.id == identifier), None)
        if finding is None or checklist is None:
            continue
        found = {item.id: item for item in finding.items}
        rows = (make(identifier, r, found[r.id]) for r in checklist.items if r.id in found)
        groups.append(Group(checklist, tuple(rows)))
    return filtered(groups, wanted)


def filtered(groups: Iterable[Group], wanted: ItemFilter) -> tuple[Group, ...]:
    """The same checklists with the items that meet a filter."""
    if not wanted.narrows:
        return tuple(groups)
    return tuple(
        Group(group.checklist, tuple(row for row in group.rows if _meets(row, wanted)))
        for group in groups
    )


def _flag_index(document: Document) -> IntervalIndex:
    flags = document.review.analysis.flags if document.review else ()
    return IntervalIndex(flag.span for flag in flags)


def _row(
    document: Document,
    flags: IntervalIndex,
    checklist: str,
    requirement: Requirement,
    finding: ItemFinding,
) -> Row:
    key = ItemKey(checklist, requirement.id)
    evidence = document.evidence_for(key, finding)
    judged = document.working.decisions.items if document.working else {}
    return Row(
        key=key,
        requirement=requirement,
        finding=finding,
        judgement=judged.get(key),
        evidence=len(evidence),
        flagged=any(
            True
            for piece in evidence
            for _flag in flags.overlapping(piece.span.start, piece.span.end)
        ),
    )


def _meets(row: Row, wanted: ItemFilter) -> bool:
    if wanted.missing and row.standing not in _WANTING:
        return False
    if wanted.required and row.requirement.level is not Level.REQUIRED:
        return False
    if wanted.grave and row.requirement.severity not in _GRAVE:
        return False
    if (wanted.undecided and row.judgement is not None) or (wanted.flagged and not row.flagged):
        return False
    if not wanted.words:
        return True
    title = row.requirement.title
    article = row.requirement.article
    about = (title.en, title.zh, article, cited(article, "zh"), verdict_word(row.standing))
    text = "\n".join(about).lower()
    return all(word in text for word in wanted.words.lower().split())
