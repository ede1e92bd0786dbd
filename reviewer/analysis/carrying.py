"""Every decision of a finished review, carried over to a new version of its policy."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reviewer.analysis.carrying_clauses import CarriedClauses
from reviewer.analysis.carrying_edits import CarriedEdits, effective, last_of
from reviewer.analysis.following import Followed, paired_flags
from reviewer.model.carrying import Carrying, Fate
from reviewer.model.edits import (
    Answer,
    AnswerCondition,
    AnswerTest,
    ChooseChecklists,
    Comment,
    ItemKey,
    JudgeFlags,
    JudgeItems,
    Link,
    OnClause,
    OnFlag,
    OnItem,
    OnSelection,
    Unlink,
)
from reviewer.model.former import Former
from reviewer.model.ground import ground
from reviewer.model.inherited import inherited

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewer.model.comparison import Comparison
    from reviewer.model.decisions import Remark
    from reviewer.model.edits import Plain, Target
    from reviewer.model.former import Authorship
    from reviewer.model.ground import Ground
    from reviewer.model.history import WorkingReview
    from reviewer.model.review import Evidence, FlagFinding, ItemFinding, Review
    from reviewer.model.span import Span


def carry(old: WorkingReview, new: Review, comparison: Comparison, identity: str = "") -> Carrying:
    """What becomes of all that was decided, and the edits that say so in the new review.

    What is said of words that stand there still is kept, moved or not; of words that changed
    it is opened again; of words that are gone it is only listed. Nothing else becomes of
    anything.

    Args:
        comparison: of both versions.
        identity: of the former review's file; empty where it was never stored.
    """
    source, signature = old.review.policy.source, old.decisions.signature
    former = Former(
        name=source.name,
        sha256=source.sha256,
        identity=identity,
        signed=signature.sign_off.name if signature else "",
    )
    edits = CarriedEdits(old, ground(new), former)
    followed = Followed(old.review.policy, new.policy, comparison.passages)
    clauses = CarriedClauses(edits, followed)
    clauses.carry()
    rest = _Rest(edits, followed, clauses, new)
    rest.checklists()
    rest.links()
    rest.flags()
    rest.items()
    rest.conditions()
    rest.comments()
    rest.unsettled()
    return Carrying(matters=tuple(edits.matters), changes=tuple(edits.changes))


class _Rest:
    """All that is not decided on clauses themselves."""

    def __init__(
        self, edits: CarriedEdits, followed: Followed, clauses: CarriedClauses, new: Review
    ) -> None:
        self._edits, self._followed, self._clauses = edits, followed, clauses
        self._old = edits.old
        self._decisions = edits.old.decisions
        self._before, self._after = _items(edits.old.review), _items(new)
        self._flags = _Flags(edits.old.review, edits.ground, followed, new)
        self._loose: set[ItemKey] = set()

    def checklists(self) -> None:
        """The regulations that were chosen, as far as the new version was checked by them."""
        chosen = self._decisions.checklists
        if chosen is None:
            return
        known = self._edits.ground.checklists
        origin = self._edits.origin(last_of(self._old, ChooseChecklists))
        here = tuple(one for one in chosen if one in known)
        lost = tuple(one for one in chosen if one not in known)
        if here or not lost:
            self._keep(ChooseChecklists(here), ChooseChecklists(here), origin, ())
        if lost:
            self._edits.left(ChooseChecklists(lost), origin, "")

    def _keep(self, was: Plain, change: Plain, origin: Authorship, now: tuple[Target, ...]) -> int:
        """Carry a decision over, or list it where it does not fit any more; its sequence."""
        made = self._edits.make(change, origin)
        if made:
            self._edits.kept(was, origin, self._quote(was), now)
        else:
            self._edits.left(was, origin, self._quote(was))
        return made

    def _quote(self, was: Plain) -> str:
        """The former words that a decision is about."""
        span = None
        match was:
            case Link((clause, *_)) | Unlink((clause, *_)) | Comment(target=OnClause(clause)):
                known = self._decisions.clauses.get(clause)  # None where it was deleted
                span = known.span if known else None
            case Comment(target=OnSelection(selected)):
                span = selected
            case JudgeFlags(flags=(flag, *_)) | Comment(target=OnFlag(flag)):
                span = self._flags.old(flag).span
        return self._edits.quote(span) if span else ""

    def links(self) -> None:
        """Clauses that were made evidence of an item, or taken from it."""
        made = _link_edits(self._old)
        last = max(made.values(), default=0)
        for (clause, item), linked in self._decisions.links.items():
            kind = Link if linked else Unlink
            was = kind((clause,), item)
            # What was merged or split has the links of what it was made from.
            known = self._decisions.clauses.get(clause)
            by = made.get((clause, item)) or (known.made if known else last)
            origin = self._edits.origin(by)
            name = self._clauses.now.get(clause)
            kept = name is not None and self._clauses.fates[clause] is Fate.KEPT
            if name is None or item not in self._after:
                self._edits.left(was, origin, self._quote(was))
            elif kept:
                self._keep(was, kind((name,), item), origin, (OnClause(name),))
            else:
                self._edits.left(was, origin, self._quote(was), (OnClause(name), OnItem(item)))
            if not kept:
                self._loose.add(item)

    def flags(self) -> None:
        """Verdicts on red flags, where they are raised on the same words."""
        for flag, verdict in self._decisions.flags.items():
            change = JudgeFlags(flags=(flag,), verdict=verdict.verdict, comment=verdict.comment)
            origin = self._edits.origin(verdict.by)
            name, fate = self._flags.now(flag)
            if fate is Fate.KEPT:
                self._keep(change, replace(change, flags=(name,)), origin, (OnFlag(name),))
            else:
                now = (OnFlag(name),) if name else ()
                self._edits.left(change, origin, self._quote(change), now)

    def items(self) -> None:
        """Verdicts on items and on their tests, where what speaks for them is the same."""
        for key, verdict in self._decisions.items.items():
            judged = JudgeItems(
                items=(key,),
                verdict=verdict.verdict,
                comment=verdict.comment,
                searched=verdict.searched,
            )
            self._judge(key, judged, verdict.by)
        for key, answer in self._decisions.tests.items():
            self._judge(
                key, AnswerTest(item=key, state=answer.state, comment=answer.comment), answer.by
            )

    def _judge(self, key: ItemKey, change: Plain, by: int) -> None:
        origin = self._edits.origin(by)
        if key not in self._after:
            self._edits.left(change, origin, "")
        elif self._rests_on_the_same(key):
            self._keep(change, change, origin, (OnItem(key),))
        else:
            self._edits.left(change, origin, "", (OnItem(key),))

    def _rests_on_the_same(self, key: ItemKey) -> bool:
        """Whether the machine finds the same words for an item, and makes the same of them."""
        before, after = self._before.get(key), self._after[key]
        if before is None or key in self._loose:
            return False
        if (before.status, before.test) != (after.status, after.test):
            return False
        places = [self._followed.place(piece.span) for piece in before.evidence]
        if any(place.fate is not Fate.KEPT for place in places):
            return False
        return {place.span for place in places} == _spans(after.evidence)

    def conditions(self) -> None:
        """Facts about the product, which hold whatever the policy says."""
        for name, answer in self._decisions.conditions.items():
            change = AnswerCondition(condition=name, state=answer.state, comment=answer.comment)
            self._keep(change, change, self._edits.origin(answer.by), ())

    def comments(self) -> None:
        """Comments with their answers, as far as what they are about is there."""
        for number in sorted(self._decisions.comments):
            self._comment(number, self._decisions.comments[number])

    def _comment(self, number: int, remark: Remark) -> None:
        was = Comment(target=remark.target, text=remark.text, question=remark.question)
        origin, target = self._edits.origin(remark.by), self._target(remark.target)
        made = 0
        if target is None:
            self._edits.left(was, origin, self._quote(was))
        else:
            made = self._keep(was, replace(was, target=target), origin, (target,))
        for reply in remark.replies:
            answered = Answer(number, reply.text)
            by = self._edits.origin(reply.by)
            if made and target is not None:
                self._keep(answered, Answer(made, reply.text), by, (target,))
            else:
                self._edits.left(answered, by, "")

    def _target(self, target: Target) -> Target | None:
        """What a comment is about in the new version; None where it is gone."""
        match target:
            case OnClause(clause):
                if name := self._clauses.now.get(clause):
                    return OnClause(name)
                span = self._clauses.place(clause)
                return OnSelection(span) if span else None
            case OnItem(item):
                return target if item in self._after else None
            case OnFlag(flag):
                name, _fate = self._flags.now(flag)
                return OnFlag(name) if name else None
            case OnSelection(selected):
                place = self._followed.place(selected)
                return OnSelection(place.span) if place.span else None

    def unsettled(self) -> None:
        """What was open again in the former review already, and was not decided there."""
        found = inherited(self._old)
        for note in found.reopened if found else ():
            said = note.said
            if not any(self._is_settled(target) for target in said.now):
                now = (self._target(target) for target in said.now)
                there = tuple(one for one in now if one is not None)
                self._edits.left(said.was, said.origin, said.quote, there)

    def _is_settled(self, target: Target) -> bool:
        decisions = self._decisions
        match target:
            case OnClause(clause):
                return clause in decisions.decided or clause not in decisions.clauses
            case OnItem(item):
                return item in decisions.items
            case OnFlag(flag):
                return flag in decisions.flags
        return False


class _Flags:
    """The new flag of each old one."""

    def __init__(self, old: Review, grounds: Ground, followed: Followed, new: Review) -> None:
        self._old = old
        self._ranks = ground(old).flags
        self._names = {rank: name for name, rank in grounds.flags.items()}
        self._pairs = paired_flags(old, new, followed)

    def old(self, name: str) -> FlagFinding:
        """The old flag with a name."""
        return self._old.analysis.flags[self._ranks[name]]

    def now(self, name: str) -> tuple[str, Fate]:
        """The name of the new flag and whether its words are the same; empty where gone."""
        pair = self._pairs.get(self._ranks[name])
        return (self._names[pair[0]], pair[1]) if pair else ("", Fate.GONE)


def _items(review: Review) -> dict[ItemKey, ItemFinding]:
    return {
        ItemKey(finding.id, item.id): item
        for finding in review.analysis.checklists
        for item in finding.items
    }


def _spans(evidence: Iterable[Evidence]) -> set[Span | None]:
    return {piece.span for piece in evidence}


def _link_edits(working: WorkingReview) -> dict[tuple[str, ItemKey], int]:
    """The last edit that linked a clause to an item, or took it away."""
    found = {}
    for sequence, change in effective(working):
        if isinstance(change, Link | Unlink):
            found.update(dict.fromkeys(((one, change.item) for one in change.clauses), sequence))
    return found
