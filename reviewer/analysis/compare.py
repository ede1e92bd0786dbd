"""Two analysed versions of a policy, compared clause by clause."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from reviewer.analysis.alignment import align
from reviewer.analysis.following import Followed, paired_flags
from reviewer.model.comparison import (
    ChangeKind,
    ClauseChange,
    Comparison,
    DisclosureChange,
    ItemChange,
    Passage,
)
from reviewer.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from reviewer.model.clause import Clause
    from reviewer.model.review import Analysis, FlagFinding, Review


def compare(old: Review, new: Review) -> Comparison:
    """What became of each clause, and which verdicts differ for it."""
    passages = align(old.policy, new.policy)
    flags = paired_flags(old, new, Followed(old.policy, new.policy, passages))
    again = {number for number, _fate in flags.values()}
    return Comparison(
        passages=passages,
        clauses=tuple(_clauses(passages, old.analysis.clauses, new.analysis.clauses)),
        disclosures=tuple(_disclosures(old.analysis, new.analysis)),
        items=tuple(_items(old.analysis, new.analysis)),
        others=tuple(_outside(passages, old.analysis.clauses, new.analysis.clauses)),
        raised=_unpaired(new.analysis, again),
        dropped=_unpaired(old.analysis, flags),
    )


def _unpaired(analysis: Analysis, known: Collection[int]) -> tuple[FlagFinding, ...]:
    return tuple(flag for rank, flag in enumerate(analysis.flags) if rank not in known)


class _Clauses:
    """Finds the clause that a passage stands in."""

    def __init__(self, clauses: Sequence[Clause]) -> None:
        self._spans = [clause.span for clause in clauses]
        self._ends = [span.end for span in self._spans]

    def at(self, span: Span | None) -> int | None:
        """The clause that covers half of the passage; None for none."""
        if span is None:
            return None
        index = bisect_left(self._ends, span.start + 1)
        if index < len(self._spans) and 2 * self._spans[index].overlap(span) >= len(span):
            return index
        return None


def _clauses(
    passages: Sequence[Passage], old: Sequence[Clause], new: Sequence[Clause]
) -> Iterator[ClauseChange]:
    """Runs of passages in the same clause of both versions, each as one change."""
    before, after = _Clauses(old), _Clauses(new)
    run: list[Passage] = []
    place: tuple[int | None, int | None] = (None, None)
    for passage in passages:
        where = (before.at(passage.old), after.at(passage.new))
        if run and (where != place or _side(passage) != _side(run[-1])):
            yield _change(run, place, old, new)
            run = []
        if where != (None, None):
            run.append(passage)
        place = where
    if run:
        yield _change(run, place, old, new)


def _outside(
    passages: Sequence[Passage], old: Sequence[Clause], new: Sequence[Clause]
) -> Iterator[Passage]:
    """Passages that are not the same and that no clause has."""
    before, after = _Clauses(old), _Clauses(new)
    for passage in passages:
        nowhere = before.at(passage.old) is None and after.at(passage.new) is None
        if nowhere and passage.kind is not ChangeKind.SAME:
            yield passage


def _side(passage: Passage) -> tuple[bool, bool]:
    return passage.old is None, passage.new is None


def _change(
    run: Sequence[Passage],
    place: tuple[int | None, int | None],
    old: Sequence[Clause],
    new: Sequence[Clause],
) -> ClauseChange:
    before, after = place
    words = tuple(word for passage in run for word in passage.words)
    moved = any(passage.moved or passage.kind is ChangeKind.MOVED for passage in run)
    old_span = _around([passage.old for passage in run])
    new_span = _around([passage.new for passage in run])
    categories = [
        one[index].categories if index is not None else ()
        for one, index in ((old, before), (new, after))
    ]
    if old_span is None:
        kind = ChangeKind.ADDED
    elif new_span is None:
        kind = ChangeKind.REMOVED
    elif words or any(passage.kind is ChangeKind.CHANGED for passage in run):
        kind = ChangeKind.CHANGED
    elif categories[0] != categories[1]:
        # The words are the same; what stands around them gives them another meaning.
        kind = ChangeKind.CHANGED
    else:
        kind = ChangeKind.MOVED if moved else ChangeKind.SAME
    return ClauseChange(
        kind=kind,
        old=before,
        new=after,
        old_span=old_span,
        new_span=new_span,
        moved=moved,
        words=words,
    )


def _around(spans: Sequence[Span | None]) -> Span | None:
    known = [span for span in spans if span is not None]
    if not known:
        return None
    return Span(min(span.start for span in known), max(span.end for span in known))


def _disclosures(old: Analysis, new: Analysis) -> Iterator[DisclosureChange]:
    before = {finding.id: finding.status for finding in old.disclosures}
    for finding in new.disclosures:
        status = before.get(finding.id)
        if status is not None and status is not finding.status:
            yield DisclosureChange(finding.id, status, finding.status)


def _items(old: Analysis, new: Analysis) -> Iterator[ItemChange]:
    before = {
        (checklist.id, item.id): item.status
        for checklist in old.checklists
        for item in checklist.items
    }
    for checklist in new.checklists:
        for item in checklist.items:
            status = before.get((checklist.id, item.id))
            if status is not None and status is not item.status:
                yield ItemChange(checklist.id, item.id, status, item.status)
