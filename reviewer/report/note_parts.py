"""What the report says of each highlighted clause: why it is one, and what people made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.model.clause import ReasonKind
from reviewer.model.edits import ClauseStatus
from reviewer.report.blocks import (
    Alert,
    Alerts,
    Heading,
    Note,
    Notes,
    Paragraph,
    Part,
    Piece,
    Place,
    Tone,
)
from reviewer.report.numbering import Material, mark_key, note_key
from reviewer.report.policy_blocks import Swatch
from reviewer.report.remarks import passages, said_by, spoken
from reviewer.report.words import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewer.model.clause import Category, Clause
    from reviewer.model.rules import CategoryStyle

_WORDS = 4
_QUOTE = 160
_WORD_LENGTH = 40


def swatch(style: CategoryStyle) -> Swatch:
    """How a category is marked."""
    return Swatch(tag=style.tag, hue=style.hue, underline=style.underline)


def numbered(material: Material) -> Iterator[tuple[int, int, Clause]]:
    """The clauses in the order of the text: printed number, index and the clause."""
    clauses = material.review.analysis.clauses
    ranks = range(len(clauses))
    for number, rank in sorted(zip(material.numbers, ranks, strict=True)):
        yield number, rank, clauses[rank]


def notes_part(material: Material, running: str) -> Part:
    """A note for each clause."""
    words = material.words
    title = words.say("Notes")
    supported = _supported(material)
    rows = tuple(
        _note(material, number, rank, supported.get(number, []))
        for number, rank, _ in numbered(material)
    )
    lead = Paragraph(
        words.say(
            "For each highlighted clause: its categories with the machine's confidence between 0 "
            "and 1, the deciding words, and the checklist items that rest on it."
        ),
        Tone.SMALL,
    )
    none = Paragraph(words.say("The machine found no clauses."))
    return Part(
        key="notes",
        title=title,
        pieces=(
            Heading(text=title, level=1),
            lead,
            Notes(rows) if rows else none,
            *_comments(material),
        ),
        running=running,
    )


def _comments(material: Material) -> Iterator[Piece]:
    """What people said of words that are no clause."""
    words, text = material.words, material.review.policy.text
    rows = tuple(
        Alert(
            severity=None,
            grade="",
            text=words.quoted(span.text_of(text), _QUOTE),
            place=material.spot(span),
            remarks=tuple(spoken(material, remark)),
        )
        for remark, span in passages(material)
    )
    if rows:
        yield Heading(text=words.say("Comments on passages"), level=2)
        yield Alerts(rows)


def _supported(material: Material) -> dict[int, list[Place]]:
    """The items that rest on each clause, by the clause's number."""
    found: dict[int, list[Place]] = {}
    for item in material.items():
        numbers = {
            material.numbers[evidence.clause]
            for evidence in item.finding.evidence
            if evidence.clause is not None
        }
        for number in numbers:
            found.setdefault(number, []).append(material.led(item.number, item.key))
    return found


def _note(material: Material, number: int, rank: int, supports: list[Place]) -> Note:
    words = material.words
    clause = material.review.analysis.clauses[rank]
    return Note(
        number=number,
        key=note_key(number),
        place=Place(words.say("p. {page}", page="{page}"), mark_key(number)),
        swatches=tuple(swatch(material.rulebook.style(category)) for category in clause.categories),
        labels=labels(material, clause),
        words=grounds(material, rank),
        supports_label=words.say("Supports"),
        supports=tuple(supports),
    )


def labels(material: Material, clause: Clause) -> str:
    """The categories with their confidence, and the original's page."""
    labels = [
        f"{style.tag} {material.words.of(style.title)}{_score(clause, category)}"
        for category in clause.categories
        for style in [material.rulebook.style(category)]
    ]
    return " · ".join([*labels, *filter(None, [material.pages(clause.span)])])


def _score(clause: Clause, category: Category) -> str:
    """The machine's confidence; nothing for a category that only a person gave."""
    score = clause.score(category)
    return f" {score:.2f}" if score else ""


def grounds(material: Material, rank: int, *, comments: bool = True) -> str:
    """What spoke for the clause's categories, and what people made of it.

    Args:
        comments: whether what people said of it follows.
    """
    words = material.words
    clause = material.review.analysis.clauses[rank]
    deciding = _deciding(material, clause)
    told = []
    if deciding:
        told.append(words.say("Deciding words: {words}.", words=words.listed(deciding)))
    elif not _made_by_people(material, rank):
        told.append(words.say("Decided by the trained model."))
    between = "" if words.chinese else " "
    said = _said(material, rank) if comments else ()
    return between.join([*told, *_decided(material, rank), *said])


def _made_by_people(material: Material, rank: int) -> bool:
    clauses = material.standing.clauses
    return bool(clauses) and (clauses[rank].own or clauses[rank].changed > 0)


def _decided(material: Material, rank: int) -> Iterator[str]:
    """What people did with a clause."""
    words, working = material.words, material.standing.working
    if working is None:
        return
    clause = material.standing.clauses[rank]
    if clause.own and not clause.machine:
        yield words.say("Marked by {who}.", who=said_by(material, clause.made))
    elif clause.changed or clause.made:
        who = said_by(material, clause.changed or clause.made)
        yield words.say("Changed by {who}.", who=who)
    status = working.decisions.status(clause.id)
    if status is ClauseStatus.OPEN:
        yield words.say("Not decided.")
    else:
        by = working.decisions.decided[clause.id].by
        yield words.say("Accepted by {who}.", who=said_by(material, by))


def _said(material: Material, rank: int) -> Iterator[str]:
    """What people said of a clause."""
    words = material.words
    for comment in material.standing.on_clause(rank):
        for remark in spoken(material, comment):
            yield words.say("{label}: {text}", label=remark.label, text=remark.text)


def _deciding(material: Material, clause: Clause) -> list[str]:
    """The words that spoke most for the clause's categories, each once."""
    text = material.review.policy.text
    wanted: set[Category] = set(clause.categories)
    reasons = [
        reason
        for reason in clause.reasons
        if reason.weight > 0 and reason.kind is not ReasonKind.MODEL and reason.category in wanted
    ]
    reasons.sort(key=lambda reason: -reason.weight)
    found = dict.fromkeys(shortened(reason.span.text_of(text), _WORD_LENGTH) for reason in reasons)
    return [material.words.say("“{text}”", text=word) for word in list(found)[:_WORDS] if word]
