"""How far two reviewers of the same text agree, beyond what chance would give."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from reviewer.errors import EditRefused
from reviewer.model.clause import Category
from reviewer.model.decisions import WorkingClause
from reviewer.model.edits import ClauseStatus, ItemKey, ItemVerdict
from reviewer.model.history import WorkingReview
from reviewer.model.policy import Sentence
from reviewer.model.review import ChecklistFinding

_Pair: TypeAlias = tuple[Hashable, Hashable]


@dataclass(frozen=True, slots=True)
class Agreement:
    """What two reviewers made of the same things.

    Attributes:
        units: how many both decided. agreed: how many alike.
        kappa: 1 for full agreement, 0 for that of chance; None where it is not defined, as
            both gave everything the same verdict.
    """

    units: int
    agreed: int
    kappa: float | None


def agreement(pairs: Iterable[tuple[Hashable, Hashable]]) -> Agreement:
    """The agreement of pairs of verdicts.

    >>> agreement([("a", "a"), ("a", "b"), ("b", "b"), ("b", "b")])
    Agreement(units=4, agreed=3, kappa=0.5)

    Source:
        Cohen, A coefficient of agreement for nominal scales, Educational and
        Psychological Measurement 20 (1960).
    """
    return _counted(Counter(pairs))


def _counted(pairs: Mapping[tuple[Hashable, Hashable], int]) -> Agreement:
    """The agreement of pairs of verdicts, told how often each pair was given."""
    units = agreed = 0
    firsts: Counter[Hashable] = Counter()
    seconds: Counter[Hashable] = Counter()
    for (first, second), count in pairs.items():
        units += count
        agreed += count if first == second else 0
        firsts[first] += count
        seconds[second] += count
    by_chance = sum(count * seconds[verdict] for verdict, count in firsts.items())
    # In whole numbers, that a sum of fractions shows no difference where there is none.
    scale = units * units
    if by_chance == scale:
        return Agreement(units, agreed, None)
    return Agreement(units, agreed, (agreed * units - by_chance) / (scale - by_chance))


def check_same_text(you: WorkingReview, other: WorkingReview) -> None:
    """Refuses to compare decisions on different texts.

    Raises:
        EditRefused: the texts differ.
    """
    if you.review.policy.text != other.review.policy.text:
        raise EditRefused(
            "The other review is of another text; compare the two as versions of a policy instead."
        )


def by_category(you: WorkingReview, other: WorkingReview) -> dict[Category, Agreement]:
    """The agreement on each category, sentence by sentence.

    A sentence has the categories of the accepted clauses that cover half of it or have half
    of themselves inside it. Where a clause is open with either reviewer it does not count.

    Raises:
        EditRefused: the texts differ.
    """
    check_same_text(you, other)
    sentences = you.review.policy.sentences
    yours, others = _labels(you, sentences), _labels(other, sentences)
    # Thousands of sentences have a few dozen pairs of labels among them.
    decided = Counter(
        (a, b) for a, b in zip(yours, others, strict=True) if a is not None and b is not None
    )
    return {category: _counted(_having(category, decided)) for category in Category}


_Labels: TypeAlias = frozenset[Category]


def _having(category: Category, pairs: Counter[tuple[_Labels, _Labels]]) -> Counter[_Pair]:
    """How often who of both gave a sentence a category."""
    found: Counter[_Pair] = Counter()
    for (a, b), count in pairs.items():
        found[category in a, category in b] += count
    return found


def by_checklist(you: WorkingReview, other: WorkingReview) -> dict[str, Agreement]:
    """The agreement on the items of each checklist that both reviewers judged.

    Raises:
        EditRefused: the texts differ.
    """
    check_same_text(you, other)
    return {
        finding.id: agreement(_judged(you, other, finding))
        for finding in you.review.analysis.checklists
    }


def by_items(you: WorkingReview, other: WorkingReview) -> Agreement:
    """The agreement on the items of all checklists that both reviewers judged.

    Raises:
        EditRefused: the texts differ.
    """
    check_same_text(you, other)
    return agreement(
        pair for finding in you.review.analysis.checklists for pair in _judged(you, other, finding)
    )


def _judged(
    you: WorkingReview, other: WorkingReview, finding: ChecklistFinding
) -> Iterator[tuple[ItemVerdict, ItemVerdict]]:
    """Both verdicts on each item of a checklist that both reviewers judged."""
    yours, others = you.decisions.items, other.decisions.items
    for item in finding.items:
        key = ItemKey(finding.id, item.id)
        if key in yours and key in others:
            yield yours[key].verdict, others[key].verdict


def by_flags(you: WorkingReview, other: WorkingReview) -> Agreement:
    """The agreement on the red flags that both reviewers judged.

    Raises:
        EditRefused: the texts differ.
    """
    check_same_text(you, other)
    yours, others = you.decisions.flags, other.decisions.flags
    return agreement(
        (judged.verdict, others[name].verdict) for name, judged in yours.items() if name in others
    )


def _labels(
    working: WorkingReview, sentences: tuple[Sentence, ...]
) -> list[frozenset[Category] | None]:
    """The categories of each sentence; None where a clause is open."""
    order = sorted(range(len(sentences)), key=lambda number: sentences[number].span)
    starts = [sentences[number].span.start for number in order]
    labels: list[frozenset[Category] | None] = [frozenset()] * len(sentences)
    for clause in working.decisions.clauses.values():
        status = working.decisions.status(clause.id)
        if status is ClauseStatus.REJECTED:
            continue
        at = max(0, bisect_right(starts, clause.span.start) - 1)
        while at < len(order) and starts[at] < clause.span.end:
            number = order[at]
            former = labels[number]
            if former is not None and _belongs(clause, sentences[number]):
                accepted = status is ClauseStatus.ACCEPTED
                labels[number] = former.union(clause.categories) if accepted else None
            at += 1
    return labels


def _belongs(clause: WorkingClause, sentence: Sentence) -> bool:
    shared = 2 * clause.span.overlap(sentence.span)
    return shared > 0 and (shared >= len(sentence.span) or shared >= len(clause.span))
