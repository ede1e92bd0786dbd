"""A policy analysed anew under decisions that stay: what changes, and what is kept for them.

Whatever an edit names is kept as it was when a reviewer looked at it, also where today's
analysis finds it otherwise or not at all. So no decision comes to nothing, and none is turned
into one on something else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from reviewer.model.clause import Clause
from reviewer.model.edits import (
    AnswerTest,
    Carried,
    Change,
    ChooseChecklists,
    Comment,
    Edit,
    ItemKey,
    JudgeItems,
    Link,
    OnItem,
    Unlink,
    Unsettled,
)
from reviewer.model.ground import ground
from reviewer.model.history import WorkingReview, texts_in
from reviewer.model.review import (
    Analysis,
    ChecklistFinding,
    Evidence,
    FlagFinding,
    ItemStatus,
)
from reviewer.model.rules import Rulebook
from reviewer.model.span import Span

T = TypeVar("T", Clause, FlagFinding)
# Digests in names have as many letters.
_DIGEST = 12


@dataclass(frozen=True, slots=True)
class ItemChange:
    """An item whose suggested verdict is another now; None where it was or is not evaluated."""

    item: ItemKey
    before: ItemStatus | None
    now: ItemStatus | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewal:
    """A new analysis made fit for the decisions on a former one.

    Attributes:
        analysis: with all that the decisions name.
        found: spans that are clauses only now. lost: that are none any more.
        relabelled: that have other categories now.
        kept: that today's analysis has otherwise, or not at all, but that were decided on.
        items: in the order of the checklists.
        raised, dropped: red flags that are new, or no longer raised.
        flags_kept: flags that are no longer raised, but were decided on.
    """

    analysis: Analysis
    found: tuple[Span, ...]
    lost: tuple[Span, ...]
    relabelled: tuple[Span, ...]
    kept: tuple[Span, ...]
    items: tuple[ItemChange, ...]
    raised: tuple[FlagFinding, ...]
    dropped: tuple[FlagFinding, ...]
    flags_kept: tuple[FlagFinding, ...]

    @property
    def changes(self) -> bool:
        """Whether anything is other than it was."""
        return any((self.found, self.lost, self.relabelled, self.items, self.raised, self.dropped))


def renewed(working: WorkingReview, now: Analysis) -> Renewal:
    """What a new analysis of the same text would change under a review's decisions."""
    before, named = working.review.analysis, _Named(working)
    names = ground(replace(working.review, analysis=now))
    clauses = _standing(
        zip(working.ground.clauses, before.clauses, strict=True),
        zip(names.clauses, now.clauses, strict=True),
        named.names,
    )
    flags = _standing(
        zip(working.ground.flags, before.flags, strict=True),
        zip(names.flags, now.flags, strict=True),
        named.names,
    )
    places = {one.span: number for number, one in enumerate(clauses)}
    analysis = replace(
        now,
        clauses=clauses,
        flags=flags,
        checklists=tuple(_checklists(before, now, named, places)),
        disclosures=tuple(
            replace(one, evidence=_moved(one.evidence, now, places)) for one in now.disclosures
        ),
    )
    return _compared(before, now, analysis)


def _compared(before: Analysis, now: Analysis, analysis: Analysis) -> Renewal:
    was = {one.span: one for one in before.clauses}
    new = {one.span: one for one in now.clauses}
    stands = {one.span: one for one in analysis.clauses}
    flags_were, flags_are = set(map(_place, before.flags)), set(map(_place, analysis.flags))
    flags_new = set(map(_place, now.flags))
    return Renewal(
        analysis=analysis,
        found=tuple(span for span in stands if span not in was),
        lost=tuple(span for span in was if span not in stands),
        relabelled=tuple(
            span
            for span, one in stands.items()
            if span in was and was[span].categories != one.categories
        ),
        kept=tuple(
            span
            for span, one in stands.items()
            if span not in new or new[span].categories != one.categories
        ),
        items=tuple(_items(before, analysis)),
        raised=tuple(one for one in analysis.flags if _place(one) not in flags_were),
        dropped=tuple(one for one in before.flags if _place(one) not in flags_are),
        flags_kept=tuple(one for one in analysis.flags if _place(one) not in flags_new),
    )


def rulebook_for(analysis: Analysis, before: Rulebook, now: Rulebook) -> Rulebook:
    """Today's rulebook with those checklists of the former one that an analysis keeps."""
    known = {one.id: {item.id for item in one.items} for one in now.checklists}
    asked = [
        finding.id
        for finding in analysis.checklists
        if not {item.id for item in finding.items} <= known.get(finding.id, set())
    ]
    former = [one for one in before.checklists if one.id in asked]
    if not former:
        return now
    rest = tuple(one for one in now.checklists if one.id not in asked)
    conditions = {one.id for one in now.conditions}
    more = tuple(one for one in before.conditions if one.id not in conditions)
    return replace(now, checklists=(*rest, *former), conditions=(*now.conditions, *more))


def taken_along(edits: Iterable[Edit], identity: str) -> tuple[Edit, ...]:
    """The edits of a review as the renewed one has them: who and when stay.

    Args:
        identity: of the former review file; empty where there was none.
    """
    return tuple(
        replace(edit, stamp=replace(edit.stamp, via=edit.stamp.via or identity)) for edit in edits
    )


class _Named:
    """What the edits of a review name, undone ones included: a redo may bring them back.

    Attributes:
        names: all texts in them, ids of clauses and flags among them.
        items: of checklists. checklists: ids of those that were chosen.
    """

    def __init__(self, working: WorkingReview) -> None:
        changes = [edit.change for edit in working.edits]
        self.names = frozenset(text for change in changes for text in texts_in(change))
        self.items = frozenset(item for change in changes for item in _items_of(change))
        chosen = (one.checklists for one in changes if isinstance(one, ChooseChecklists))
        self.checklists = frozenset(name for names in chosen for name in names)


def _items_of(change: Change) -> tuple[ItemKey, ...]:
    match change:
        case JudgeItems(items=items):
            return items
        case AnswerTest(item=item) | Link(item=item) | Unlink(item=item):
            return (item,)
        case Comment(target=OnItem(item)):
            return (item,)
        case Carried(change=inner):
            return _items_of(inner)
        case Unsettled(now=targets):
            return tuple(one.item for one in targets if isinstance(one, OnItem))
        case _:
            return ()


def _standing(
    before: Iterable[tuple[str, T]], now: Iterable[tuple[str, T]], named: frozenset[str]
) -> tuple[T, ...]:
    """Those of before that are named, and those of now that have other words, by place.

    Of several with the same words the names tell by number which is which; so where one of
    them is named, all are as they were.
    """
    former = list(before)
    stems = {_stem(name) for name, _ in former if name in named}
    kept: list[T] = [one for name, one in former if _stem(name) in stems]
    spans = {one.span for one in kept if isinstance(one, Clause)}
    fresh: list[T] = [
        one for name, one in now if _stem(name) not in stems and one.span not in spans
    ]
    return tuple(sorted(kept + fresh, key=lambda one: (one.span.start, one.span.end)))


def _stem(name: str) -> str:
    """A name without the number of its occurrence, which is shorter than any digest.

    >>> _stem("m0123456789ab-2"), _stem("vague-0123456789ab")
    ('m0123456789ab', 'vague-0123456789ab')
    """
    head, _, tail = name.rpartition("-")
    return head if head and tail.isdecimal() and len(tail) < _DIGEST else name


def _checklists(
    before: Analysis, now: Analysis, named: _Named, places: Mapping[Span, int]
) -> Iterator[ChecklistFinding]:
    """Today's findings; a checklist that lacks what was decided on stays as it was."""
    former = {finding.id: finding for finding in before.checklists}
    for finding in now.checklists:
        wanted = {item.item for item in named.items if item.checklist == finding.id}
        if finding.id in former:
            wanted &= {item.id for item in former[finding.id].items}
        if wanted <= {item.id for item in finding.items}:
            yield _placed(finding, now, places)
        else:
            yield _placed(former[finding.id], before, places)
    decided = named.checklists | {item.checklist for item in named.items}
    present = {finding.id for finding in now.checklists}
    for finding in before.checklists:
        if finding.id in decided - present:
            yield _placed(finding, before, places)


def _placed(
    finding: ChecklistFinding, of: Analysis, places: Mapping[Span, int]
) -> ChecklistFinding:
    items = (
        replace(
            item,
            evidence=_moved(item.evidence, of, places),
            related=_moved(item.related, of, places),
        )
        for item in finding.items
    )
    return replace(finding, items=tuple(items))


def _moved(
    evidence: tuple[Evidence, ...], of: Analysis, places: Mapping[Span, int]
) -> tuple[Evidence, ...]:
    """Evidence that points to clauses where they are now."""
    return tuple(
        piece
        if piece.clause is None
        else replace(piece, clause=places.get(of.clauses[piece.clause].span))
        for piece in evidence
    )


def _items(before: Analysis, now: Analysis) -> Iterator[ItemChange]:
    was, stands = _statuses(before), _statuses(now)
    for key in dict.fromkeys((*was, *stands)):
        if was.get(key) is not stands.get(key):
            yield ItemChange(key, was.get(key), stands.get(key))


def _statuses(analysis: Analysis) -> dict[ItemKey, ItemStatus]:
    return {
        ItemKey(finding.id, item.id): item.status
        for finding in analysis.checklists
        for item in finding.items
    }


def _place(flag: FlagFinding) -> tuple[str, Span]:
    return flag.id, flag.span
