"""How clauses, checklists and items are numbered, and the keys of their places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.model.edits import ItemKey
from reviewer.report.blocks import Place
from reviewer.report.options import ReportPart
from reviewer.report.original import Original
from reviewer.report.standing import standing
from reviewer.report.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewer.model.decisions import ItemJudgement
    from reviewer.model.history import WorkingReview
    from reviewer.model.review import (
        ChecklistFinding,
        Evidence,
        ItemFinding,
        ItemStatus,
        Review,
    )
    from reviewer.model.rules import Checklist, Requirement, Rulebook
    from reviewer.model.span import Span
    from reviewer.report.options import ReportOptions
    from reviewer.report.standing import Standing

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
        status: the reviewer's verdict; without one the machine's.
        judgement: the reviewer's verdict; None without one.
    """

    number: str
    name: ItemKey
    requirement: Requirement
    finding: ItemFinding
    status: ItemStatus
    judgement: ItemJudgement | None = None

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
        """How many items have a status, by the reviewer's verdicts where there are any."""
        return sum(item.status is status for item in self.items)

    @property
    def judged(self) -> int:
        """How many items have a reviewer's verdict."""
        return sum(item.judgement is not None for item in self.items)


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """All that the parts of a report are written from.

    Attributes:
        numbers: the printed number of each clause, in the order of the text.
        original: the way back to the file.
    """

    standing: Standing
    options: ReportOptions
    rulebook: Rulebook
    words: Words
    reviewer: str
    checklists: tuple[ShownChecklist, ...]
    numbers: tuple[int, ...]
    original: Original

    @property
    def review(self) -> Review:
        """What was found, as people left it."""
        return self.standing.review

    def led(self, text: str, key: str) -> Place:
        """Words that lead to a checklist or item; words alone where those are left out."""
        return Place(text, key if self.options.shows(ReportPart.CHECKLISTS) else "")

    def spot(self, span: Span) -> Place:
        """The page on which words of the policy begin; nothing where it is left out."""
        if not self.options.shows(ReportPart.POLICY):
            return Place("", "")
        return Place(self.words.say("p. {page}", page="{page}"), place_key(span.start))

    def items(self) -> Iterator[ShownItem]:
        """The items of all shown checklists."""
        for shown in self.checklists:
            yield from shown.items

    def place(self, evidence: Evidence) -> Place:
        """Where evidence stands: its note and page, or its page alone."""
        if evidence.clause is None or not self.options.shows(ReportPart.POLICY):
            return self.spot(evidence.span)
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
    letter: str, checklist: Checklist, finding: ChecklistFinding, found: Standing
) -> ShownChecklist:
    requirements = {requirement.id: requirement for requirement in checklist.items}
    items = tuple(
        ShownItem(
            number=f"{letter}{number}",
            name=ItemKey(finding.id, item.id),
            requirement=requirements[item.id],
            finding=item,
            status=found.status(finding.id, item),
            judgement=found.judgement(ItemKey(finding.id, item.id)),
        )
        for number, item in enumerate(finding.items, start=1)
    )
    return ShownChecklist(letter=letter, checklist=checklist, finding=finding, items=items)


def gather(review: Review | WorkingReview, rulebook: Rulebook, options: ReportOptions) -> Material:
    """The review with everything numbered.

    Of a policy in an unknown language no checklist is shown.

    Raises:
        KeyError: a checklist was not evaluated, though the policy was analysed, or is not in
            the rulebook.
    """
    found = standing(review, rulebook, accepted_only=options.accepted_only)
    here = found.review
    evaluated = tuple(finding.id for finding in here.analysis.checklists)
    ticked = (found.working.decisions.checklists if found.working else None) or ()
    chosen = options.checklists or tuple(one for one in ticked if one in evaluated)
    ids = chosen if chosen and here.policy.analysed else evaluated
    shown = tuple(
        _shown(letters(index), rulebook.checklist(name), here.analysis.checklist(name), found)
        for index, name in enumerate(ids)
    )
    return Material(
        standing=found,
        options=options,
        rulebook=rulebook,
        words=Words(options.language),
        reviewer=options.reviewer or here.reviewer,
        checklists=shown,
        numbers=_clause_numbers(here),
        original=Original(here.policy),
    )
