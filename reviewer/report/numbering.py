"""How clauses, checklists and items are numbered, and the keys of their places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.model.edits import ItemKey
from reviewer.model.review import ItemStatus
from reviewer.report.blocks import Place
from reviewer.report.original import Original

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewer.model.decisions import Decisions, FlagJudgement, ItemJudgement
    from reviewer.model.review import ChecklistFinding, Evidence, ItemFinding, Review
    from reviewer.model.rules import Checklist, Requirement, Rulebook
    from reviewer.model.span import Span
    from reviewer.report.words import Words

_LETTERS = 26


def letters(index: int) -> str:
    """A, B, ... Z, AA, AB, ... for 0, 1, ...

    >>> letters(0), letters(25), letters(26)
    ('A', 'Z', 'AA')
    """
    text = ""
    rest = index + 1
    while rest:
        rest, digit = divmod(rest - 1, _LETTERS)
        text = chr(ord("A") + digit) + text
    return text


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownItem:
    """A requirement that the report shows, under its number.

    Attributes:
        finding: the machine's, with what a reviewer answered.
        judgement: the reviewer's; None for none.
        item_key: as decisions call it; None without decisions.
    """

    number: str
    requirement: Requirement
    finding: ItemFinding
    judgement: ItemJudgement | None = None
    item_key: ItemKey | None = None

    @property
    def status(self) -> ItemStatus:
        """The reviewer's verdict, else the machine's."""
        return ItemStatus(self.judgement.verdict.value) if self.judgement else self.finding.status

    @property
    def key(self) -> str:
        """Of its place in the report."""
        return f"item-{self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownChecklist:
    """A checklist that the report shows, under its letter."""

    letter: str
    checklist: Checklist
    finding: ChecklistFinding
    items: tuple[ShownItem, ...]

    @property
    def key(self) -> str:
        """Of its place in the report."""
        return f"checklist-{self.letter}"

    def count(self, status: ItemStatus) -> int:
        """How many items have a status, reviewers' verdicts first."""
        return sum(item.status is status for item in self.items)


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """All that the parts of a report are written from.

    Attributes:
        numbers: the printed number of each clause, in the order of the text.
        original: the way back to the file.
        decisions: what a reviewer decided; None where nobody did.
        flag_judgements: on each red flag, in the order of the analysis; empty without decisions.
    """

    review: Review
    rulebook: Rulebook
    words: Words
    reviewer: str
    checklists: tuple[ShownChecklist, ...]
    numbers: tuple[int, ...]
    original: Original
    decisions: Decisions | None = None
    flag_judgements: tuple[FlagJudgement | None, ...] = ()

    def items(self) -> Iterator[ShownItem]:
        """The items of all shown checklists."""
        for shown in self.checklists:
            yield from shown.items

    def place(self, evidence: Evidence) -> Place:
        """Where evidence stands: its note and page, or its page alone."""
        if evidence.clause is None:
            return Place(self.words.say("p. {page}", page="{page}"), place_key(evidence.span.start))
        number = self.numbers[evidence.clause]
        text = self.words.say("note {note}, p. {page}", note=number, page="{page}")
        return Place(text, mark_key(number))

    def pages(self, span: Span) -> str:
        """The pages of the original that a span stands on; empty where it has none."""
        found = self.original.pages(span)
        return self.words.pages(*found) if found else ""


def mark_key(number: int) -> str:
    """Key of a highlighted clause."""
    return f"clause-{number}"


def note_key(number: int) -> str:
    """Key of a clause's note."""
    return f"note-{number}"


def place_key(offset: int) -> str:
    """Key of a place in the policy's text."""
    return f"at-{offset}"


def _clause_numbers(review: Review) -> tuple[int, ...]:
    clauses = review.analysis.clauses
    order = sorted(range(len(clauses)), key=lambda index: clauses[index].span)
    numbers = [0] * len(clauses)
    for number, index in enumerate(order, start=1):
        numbers[index] = number
    return tuple(numbers)


def _shown(
    letter: str, checklist: Checklist, finding: ChecklistFinding, decisions: Decisions | None
) -> ShownChecklist:
    requirements = {requirement.id: requirement for requirement in checklist.items}
    judged = decisions.items if decisions else {}
    items = tuple(
        ShownItem(
            number=f"{letter}{number}",
            requirement=requirements[item.id],
            finding=item,
            judgement=judged.get(ItemKey(checklist.id, item.id)),
            item_key=ItemKey(checklist.id, item.id) if decisions else None,
        )
        for number, item in enumerate(finding.items, start=1)
    )
    return ShownChecklist(letter=letter, checklist=checklist, finding=finding, items=items)


def gather(
    review: Review,
    rulebook: Rulebook,
    words: Words,
    *,
    checklists: tuple[str, ...],
    decisions: Decisions | None = None,
) -> Material:
    """The review with everything numbered.

    Args:
        review: what was found.
        rulebook: with which it was found.
        words: the report's language.
        checklists: ids of those to show; empty for all that were evaluated. Of a policy in an
            unknown language none is.
        decisions: what a reviewer decided; None where nobody did.

    Raises:
        KeyError: a checklist was not evaluated, though the policy was analysed, or is not in
            the rulebook.
    """
    evaluated = tuple(finding.id for finding in review.analysis.checklists)
    ids = checklists if checklists and review.policy.analysed else evaluated
    shown = tuple(
        _shown(letters(index), rulebook.checklist(name), review.analysis.checklist(name), decisions)
        for index, name in enumerate(ids)
    )
    return Material(
        review=review,
        rulebook=rulebook,
        words=words,
        reviewer=review.reviewer,
        checklists=shown,
        numbers=_clause_numbers(review),
        original=Original(review.policy),
        decisions=decisions,
    )
