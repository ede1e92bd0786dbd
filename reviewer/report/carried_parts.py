"""What the report says of decisions that were made on a former version of the policy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.model import edits as made
from reviewer.model.inherited import inherited
from reviewer.report.blocks import Facts, Grid, Heading, Paragraph, Tone
from reviewer.report.log_parts import in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewer.model.inherited import Inheritance, Note
    from reviewer.report.blocks import Piece
    from reviewer.report.numbering import Material

_LISTED = 60
_QUOTE = 200


def pieces(material: Material) -> Iterator[Piece]:
    """Counts, and the decisions that were not carried over; none where there are no former ones."""
    working = material.standing.working
    found = inherited(working) if working is not None else None
    if found is None:
        return
    words = material.words
    yield Heading(text=words.say("Decisions on the former version"), level=2)
    yield Facts(tuple(_facts(material, found)))
    changed = words.say("Open again, for what they rest on changed")
    yield from _table(material, changed, found.reopened)
    yield from _table(material, words.say("Gone with their words"), found.gone)


def _facts(material: Material, found: Inheritance) -> Iterator[tuple[str, str]]:
    words, former = material.words, found.former
    signed = former.signed
    name = words.say("{name}, signed by {who}", name=former.name, who=signed) if signed else ""
    yield words.say("Former review"), name or former.name
    yield words.say("Open again"), str(len(found.reopened))
    yield words.say("Gone"), str(len(found.gone))


def _table(material: Material, title: str, notes: tuple[Note, ...]) -> Iterator[Piece]:
    if not notes:
        return
    words = material.words
    yield Heading(text=title, level=3)
    header = (
        *(words.say("Former decision"), words.say("Former words")),
        *(words.say("Who"), words.say("When")),
    )
    rows = tuple(_row(material, note) for note in notes[:_LISTED])
    yield Grid(header=header, widths=(0.34, 0.36, 0.16, 0.14), rows=rows)
    if len(notes) > _LISTED:
        rest = words.say("And {count} more.", count=len(notes) - _LISTED)
        yield Paragraph(rest, Tone.SMALL)


def _row(material: Material, note: Note) -> tuple[str, ...]:
    said = note.said
    day = said.origin.when.strftime("%Y-%m-%d")
    return _decision(material, said.was), _about(material, said), said.origin.who, day


def _decision(material: Material, was: made.Plain) -> str:
    if isinstance(was, made.Decide):
        status = material.words.clause_status(was.status)
        return status[:1].upper() + status[1:]
    return in_words(material, was)


def _about(material: Material, said: made.Unsettled) -> str:
    """The words or the item that it was about."""
    if said.quote:
        return material.words.quoted(said.quote, _QUOTE)
    keys = [one.item for one in said.now if isinstance(one, made.OnItem)]
    titles = (one.requirement.title for one in material.items() if one.name in keys)
    return material.words.listed([material.words.of(title) for title in titles])
