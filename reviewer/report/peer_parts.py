"""What the report says of a second reviewer: how far both agree, and what is still in dispute."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.model.agreement import by_category, by_flags, by_items
from reviewer.model.decisions import (
    ConditionAnswer,
    FlagJudgement,
    ItemJudgement,
    TestAnswer,
)
from reviewer.model.edits import ClauseStatus, ItemKey
from reviewer.model.merging import Mark, Standing
from reviewer.report.blocks import Facts, Grid, Heading, Paragraph, Part, Tone
from reviewer.report.words import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewer.model.agreement import Agreement
    from reviewer.model.history import WorkingReview
    from reviewer.model.merging import Row, Verdict
    from reviewer.model.span import Span
    from reviewer.report.blocks import Piece, Place
    from reviewer.report.numbering import Material
    from reviewer.report.options import Peered

_LISTED = 60
_QUOTE = 200
_SAID = 160


def parts(material: Material, running: str) -> Iterator[Part]:
    """Agreement and conflicts; none where no other review stands beside this one."""
    peered, working = material.options.peered, material.standing.working
    if peered is None or working is None:
        return
    words = material.words
    title = words.say("Two reviewers")
    rows = peered.peer.rows(working)
    counts = {one: sum(row.standing is one for row in rows) for one in Standing}
    facts = Facts(
        (
            (words.say("Other reviewer"), peered.name),
            (words.say("Agreed"), str(counts[Standing.SAME])),
            (words.say("In conflict"), str(counts[Standing.CONFLICT])),
            (words.say("Settled"), str(counts[Standing.SETTLED])),
            (words.say("Decided by one alone"), _alone(material, peered, counts)),
        )
    )
    pieces: list[Piece] = [Heading(text=title, level=1), facts]
    pieces += _agreement(material, working, peered)
    pieces += _conflicts(material, [row for row in rows if row.standing is Standing.CONFLICT])
    yield Part(key="peers", title=title, pieces=tuple(pieces), running=running)


def disputed(material: Material) -> Iterator[Span]:
    """The words of clauses in conflict, which the list of conflicts leads to."""
    peered, working = material.options.peered, material.standing.working
    for row in peered.peer.rows(working) if peered is not None and working is not None else ():
        if row.standing is Standing.CONFLICT and isinstance(row.you, Mark):
            yield row.you.span


def _alone(material: Material, peered: Peered, counts: dict[Standing, int]) -> str:
    return material.words.say(
        "{yours} by the reviewer of this report, {others} by {name}",
        yours=counts[Standing.YOURS],
        others=counts[Standing.OTHERS],
        name=peered.name,
    )


def _agreement(material: Material, working: WorkingReview, peered: Peered) -> Iterator[Piece]:
    words, other = material.words, peered.peer.working
    rows = [
        _counted(material, words.of(material.rulebook.style(category).title), found)
        for category, found in by_category(working, other).items()
    ]
    rows.append(_counted(material, words.say("Verdicts on items"), by_items(working, other)))
    rows.append(_counted(material, words.say("Verdicts on red flags"), by_flags(working, other)))
    yield Heading(text=words.say("Agreement"), level=2)
    yield Paragraph(
        words.say(
            "Cohen's kappa is agreement beyond chance: 1 is full agreement, 0 what chance alone "
            "would give. It is not defined where both said the same of everything, or decided "
            "nothing in common. Categories count the sentences of which both reviewers decided "
            "all clauses."
        ),
        Tone.SMALL,
    )
    header = (words.say("About"), words.say("Number"), words.say("Alike"), words.say("Kappa"))
    yield Grid(header=header, widths=(0.55, 0.15, 0.15, 0.15), rows=tuple(rows))


def _counted(material: Material, title: str, found: Agreement) -> tuple[str, ...]:
    undefined = material.words.say("not defined")
    kappa = undefined if found.kappa is None else f"{found.kappa:.2f}"
    return title, str(found.units), str(found.agreed), kappa


def _conflicts(material: Material, rows: list[Row]) -> Iterator[Piece]:
    words = material.words
    yield Heading(text=words.say("Unsettled conflicts"), level=2)
    if not rows:
        yield Paragraph(words.say("Every conflict was settled."))
        return
    header = (
        *(words.say("About"), words.say("This review"), words.say("Other review")),
        words.say("Where"),
    )
    listed = tuple(
        (
            *(_subject(material, row), _said(material, row.you), _said(material, row.other)),
            _place(material, row),
        )
        for row in rows[:_LISTED]
    )
    yield Grid(header=header, widths=(0.40, 0.25, 0.24, 0.11), rows=listed)
    if len(rows) > _LISTED:
        rest = words.say("And {count} more.", count=len(rows) - _LISTED)
        yield Paragraph(rest, Tone.SMALL)


def _subject(material: Material, row: Row) -> str:
    """What two verdicts that differ are about."""
    words, text = material.words, material.review.policy.text
    match row.you, row.subject:
        case Mark(span=span), _:
            return words.quoted(span.text_of(text), _QUOTE)
        case ((ItemJudgement() | TestAnswer()), ItemKey() as key):
            return _item(material, key)
        case ConditionAnswer(), _:
            asked = (one for one in material.rulebook.conditions if one.id == row.subject)
            return next((words.of(one.question) for one in asked), str(row.subject))
    return _flag(material, str(row.subject))


def _item(material: Material, key: ItemKey) -> str:
    shown = next((one for one in material.items() if one.name == key), None)
    if shown is None:
        return f"{key.checklist}/{key.item}"
    return material.words.of(shown.requirement.title)


def _flag(material: Material, name: str) -> str:
    working = material.standing.working
    if working is None or name not in working.ground.flags:
        return name
    found = working.review.analysis.flags[working.ground.flags[name]]
    titles = {rule.id: material.words.of(rule.title) for rule in material.rulebook.flags}
    quote = material.words.quoted(found.span.text_of(working.review.policy.text), _SAID)
    return f"{titles.get(found.id, found.id)}: {quote}"


def _place(material: Material, row: Row) -> str | Place:
    """The page of a clause, or the item."""
    if isinstance(row.you, Mark):
        return material.spot(row.you.span)
    shown = next((one for one in material.items() if one.name == row.subject), None)
    return material.led(shown.number, shown.key) if shown is not None else ""


def _said(material: Material, verdict: Verdict | None) -> str:
    words = material.words
    match verdict:
        case Mark(status=status, categories=categories):
            counted = () if status is ClauseStatus.REJECTED else categories
            titles = [words.of(material.rulebook.style(one).title) for one in counted]
            return words.listed([words.clause_status(status), *titles])
        case ItemJudgement():
            return _noted(words.item_verdict(verdict.verdict), verdict.comment)
        case FlagJudgement():
            return _noted(words.flag_verdict(verdict.verdict), verdict.comment)
        case ConditionAnswer():
            return _noted(words.condition(verdict.state), verdict.comment)
        case TestAnswer():
            return _noted(words.test(verdict.state), verdict.comment)
    return ""


def _noted(verdict: str, comment: str) -> str:
    return f"{verdict}. {shortened(comment, _SAID)}" if comment.strip() else verdict
