"""Where comments stand: each thing that people said something about, in the order of the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.gui.marks import IntervalIndex
from reviewer.model.edits import OnClause, OnFlag, OnSelection

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewer.model.decisions import Decisions, Remark
    from reviewer.model.edits import Target
    from reviewer.model.history import WorkingReview
    from reviewer.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Commented:
    """One thing that was commented on.

    Attributes:
        span: where it stands; None for what stands nowhere, as a checklist's item.
        remarks: what was said, oldest first.
    """

    target: Target
    span: Span | None
    remarks: tuple[Remark, ...]

    @property
    def waits(self) -> bool:
        """Whether a question among them was not answered."""
        return any(remark.waits for remark in self.remarks)


class Places:
    """The commented things of one document, listed anew only where that can have changed."""

    def __init__(self) -> None:
        self._of: tuple[object, object] = (None, None)
        self._listed: tuple[Commented, ...] = ()
        self._index = IntervalIndex(())

    def current(self, working: WorkingReview | None) -> tuple[Commented, ...]:
        """All of them in the order of the text, those without a place last."""
        if working is None:
            return ()
        decisions = working.decisions
        # Both are replaced and never changed in place.
        of = (decisions.comments, decisions.clauses)
        if self._of[0] is not of[0] or self._of[1] is not of[1]:
            self._of, self._listed = of, tuple(sorted(_listed(working), key=_order))
            self._index = IntervalIndex(one.span for one in self._listed if one.span is not None)
        return self._listed

    def within(self, working: WorkingReview | None, reach: Span) -> Iterator[Commented]:
        """Those that stand within a stretch of the text, in part at least."""
        listed = self.current(working)
        # Those without a place come last, so the numbers are the same.
        return (listed[number] for number in self._index.overlapping(reach.start, reach.end))


def _listed(working: WorkingReview) -> Iterator[Commented]:
    by_target: dict[Target, list[Remark]] = {}
    for remark in working.decisions.comments.values():
        if remark.text.strip():
            by_target.setdefault(remark.target, []).append(remark)
    for target, remarks in by_target.items():
        if not isinstance(target, OnClause) or target.clause in working.decisions.clauses:
            span = _span(working, working.decisions, target)
            yield Commented(target=target, span=span, remarks=tuple(remarks))


def _span(working: WorkingReview, decisions: Decisions, target: Target) -> Span | None:
    if isinstance(target, OnClause):
        return decisions.clauses[target.clause].span
    if isinstance(target, OnSelection):
        return target.span
    number = working.ground.flags.get(target.flag) if isinstance(target, OnFlag) else None
    return working.review.analysis.flags[number].span if number is not None else None


def _order(one: Commented) -> tuple[bool, int, int, int]:
    span = one.span
    return (
        span is None,
        span.start if span else 0,
        span.end if span else 0,
        one.remarks[0].by,
    )
