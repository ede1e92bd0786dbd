"""Signing a review: what is still open, and what the signature covers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum
from hashlib import sha256

from reviewer.errors import EditRefused
from reviewer.model.decisions import Decisions, Remark
from reviewer.model.edits import ClauseStatus, ItemKey, OnClause, OnFlag, OnItem, SignOff, Stamp
from reviewer.model.history import WorkingReview, edited
from reviewer.model.review import ConditionState, TestState
from reviewer.model.rules import Checklist
from reviewer.model.span import Span


class PointKind(StrEnum):
    """What can be left open."""

    CLAUSE = "clause"
    ITEM = "item"
    CONDITION = "condition"
    TEST = "test"
    FLAG = "flag"
    COMMENT = "comment"


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """Something that nobody has decided or answered yet.

    Attributes:
        name: of the clause, condition, flag, or comment (its sequence); of an item or its
            test "checklist/item".
        span: where it stands in the policy; None for items, tests and conditions.
    """

    kind: PointKind
    name: str
    span: Span | None = None

    @property
    def key(self) -> str:
        """How a sign-off names it as an exception."""
        return f"{self.kind.value}:{self.name}"


def open_points(working: WorkingReview, checklists: Iterable[Checklist]) -> tuple[OpenPoint, ...]:
    """What is still open: clauses, items, conditions, tests, flags, comments, in this order.

    A condition or test is asked only for the sake of items that have no verdict yet.

    Args:
        checklists: of the rulebook; only those that the reviewer chose count.
    """
    return (
        *_clauses(working.decisions),
        *_of_checklists(working, checklists),
        *_flags(working),
        *_comments(working),
    )


def _clauses(decisions: Decisions) -> Iterator[OpenPoint]:
    for clause in decisions.in_order():
        if decisions.status(clause.id) is ClauseStatus.OPEN:
            yield OpenPoint(PointKind.CLAUSE, clause.id, clause.span)


def _of_checklists(working: WorkingReview, checklists: Iterable[Checklist]) -> Iterator[OpenPoint]:
    decisions = working.decisions
    by_id = {checklist.id: checklist for checklist in checklists}
    conditions: dict[str, None] = {}
    items: list[OpenPoint] = []
    tests: list[OpenPoint] = []
    for finding in working.review.analysis.checklists:
        if decisions.checklists is not None and finding.id not in decisions.checklists:
            continue
        checklist = by_id.get(finding.id)
        asked = {one.id: one.condition for one in checklist.items} if checklist else {}
        for item in finding.items:
            key = ItemKey(finding.id, item.id)
            if key in decisions.items:
                continue
            name = f"{finding.id}/{item.id}"
            items.append(OpenPoint(PointKind.ITEM, name))
            condition = asked.get(item.id)
            if condition and item.condition is ConditionState.OPEN:
                conditions[condition] = None
            if item.test is TestState.OPEN and key not in decisions.tests:
                tests.append(OpenPoint(PointKind.TEST, name))
    yield from items
    for condition in conditions:
        if condition not in decisions.conditions:
            yield OpenPoint(PointKind.CONDITION, condition)
    yield from tests


def _flags(working: WorkingReview) -> Iterator[OpenPoint]:
    for name, number in working.ground.flags.items():
        if name not in working.decisions.flags:
            span = working.review.analysis.flags[number].span
            yield OpenPoint(PointKind.FLAG, name, span)


def _comments(working: WorkingReview) -> Iterator[OpenPoint]:
    for number, remark in working.decisions.comments.items():
        if remark.waits:
            yield OpenPoint(PointKind.COMMENT, str(number), _place(working, remark))


def _place(working: WorkingReview, remark: Remark) -> Span | None:
    match remark.target:
        case OnClause(name):
            clause = working.decisions.clauses.get(name)
            return clause.span if clause else None
        case OnFlag(name):
            return working.review.analysis.flags[working.ground.flags[name]].span
        case OnItem():
            return None
        case _:
            return remark.target.span


def signed_off(
    working: WorkingReview,
    stamp: Stamp,
    checklists: Iterable[Checklist],
    exceptions: Iterable[str] = (),
    comment: str = "",
) -> WorkingReview:
    """The review, signed by whoever was named as its reviewer.

    Args:
        exceptions: keys of the points that are left open knowingly.

    Raises:
        EditRefused: nobody was named, the review is signed, or a point is open that is no
            exception.
    """
    reviewer = working.decisions.reviewer
    if reviewer is None or not reviewer.name.strip():
        raise EditRefused("A review is signed by name; enter the reviewer's name first.")
    left = {point.key: None for point in open_points(working, checklists)}
    named = tuple(key for key in left if key in set(exceptions))
    if len(named) < len(left):
        raise EditRefused(
            "There are {count} open points; decide them or name them as exceptions.",
            count=len(left) - len(named),
        )
    change = SignOff(
        name=reviewer.name,
        role=reviewer.role,
        source=working.review.policy.source.sha256,
        decisions=digest(working.decisions),
        exceptions=named,
        comment=comment,
    )
    return edited(working, change, stamp)


def still_as_signed(working: WorkingReview) -> bool | None:
    """Whether policy and decisions are those that were signed; None while the review is open."""
    signature = working.decisions.signature
    if signature is None:
        return None
    signed = signature.sign_off
    return signed.source == working.review.policy.source.sha256 and signed.decisions == digest(
        working.decisions
    )


def digest(decisions: Decisions) -> str:
    """SHA-256 of all that was decided, in hex; the signature itself is no part of it.

    It is made of the JSON of what stands, with the sequences of the edits that decided it, in
    an order that hangs on the content alone.
    """
    plain = {
        "clauses": [
            [
                *(clause.id, clause.span.start, clause.span.end, clause.categories),
                *(clause.made, clause.changed, decisions.status(clause.id)),
            ]
            for clause in decisions.in_order()
        ],
        "items": _plain((key.checklist, key.item, one) for key, one in decisions.items.items()),
        "flags": _plain(decisions.flags.items()),
        "conditions": _plain(decisions.conditions.items()),
        "tests": _plain((key.checklist, key.item, one) for key, one in decisions.tests.items()),
        "comments": _plain((type(one.target).__name__, one) for one in decisions.comments.values()),
        "links": sorted(
            [clause, item.checklist, item.item, linked]
            for (clause, item), linked in decisions.links.items()
        ),
        "checklists": decisions.checklists,
        "reviewer": decisions.reviewer and asdict(decisions.reviewer),
    }
    text = json.dumps(plain, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def _plain(rows: Iterable[tuple[object, ...]]) -> list[list[object]]:
    """Rows whose last member is a dataclass, in order of their JSON."""
    plain: list[list[object]] = [[*key, asdict(value)] for *key, value in rows]  # type: ignore[call-overload]
    return sorted(plain, key=json.dumps)
