"""What the report says about the values that clauses name, and about clauses by category."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reviewer.model.clause import AttributeKind
from reviewer.report.blocks import Bar, Chart, Grid, Heading, Paragraph, Part, Tone
from reviewer.report.note_parts import numbered, swatch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewer.model.clause import Attribute
    from reviewer.report.blocks import Piece
    from reviewer.report.numbering import Material

_PLACES = 8


@dataclass(slots=True)
class NamedValue:
    """One value of a kind, named or denied.

    Attributes:
        notes: printed numbers of the clauses, in order.
    """

    kind: AttributeKind
    title: str
    denied: bool
    sensitive: bool
    count: int = 0
    notes: list[int] = field(default_factory=list)


def named_values(material: Material) -> list[NamedValue]:
    """All values that clauses name, by kind, the most frequent first; denied ones apart."""
    found: dict[tuple[AttributeKind, str, bool], NamedValue] = {}
    for number, _, clause in numbered(material):
        for one in clause.attributes:
            key = (one.kind, one.value, one.negated)
            if key not in found:
                title = _title(material, one)
                found[key] = NamedValue(one.kind, title, one.negated, one.sensitive)
            value = found[key]
            value.count += 1
            value.sensitive |= one.sensitive
            if number not in value.notes:
                value.notes.append(number)
    order = list(AttributeKind)
    return sorted(
        found.values(), key=lambda one: (order.index(one.kind), one.denied, -one.count, one.title)
    )


def _title(material: Material, one: Attribute) -> str:
    term = material.rulebook.wording.term(one.kind, one.value)
    if term:
        return material.words.of(term.title)
    return material.words.measured(one.kind, one.value)


def parts(material: Material, running: str) -> Iterator[Part]:
    """What the policy names, by kind, and how its clauses spread over the categories."""
    words = material.words
    title = words.say("What the policy names")
    pieces: list[Piece] = [
        Heading(text=title, level=1),
        Heading(text=words.say("Clauses by category"), level=2),
        _chart(material),
    ]
    values = named_values(material)
    for kind in AttributeKind:
        some = [one for one in values if one.kind is kind]
        if some:
            pieces += _kind(material, kind, some)
    if not values:
        pieces.append(Paragraph(words.say("No clause names a value that the rulebook knows.")))
    yield Part(key="named", title=title, pieces=tuple(pieces), running=running)


def _kind(material: Material, kind: AttributeKind, some: list[NamedValue]) -> Iterator[Piece]:
    words = material.words
    total = sum(one.count for one in some)
    label = words.say(
        "{kind}: {values} different, {count} in all",
        kind=words.attribute(kind),
        values=len(some),
        count=total,
    )
    yield Heading(text=label, level=2)
    header = (words.say("Value"), words.say("Times"), words.say("Notes on clauses"))
    widths = (0.46, 0.10, 0.44)
    said = tuple(_row(material, one) for one in some if not one.denied)
    denied = tuple(_row(material, one) for one in some if one.denied)
    if said:
        yield Grid(header=header, widths=widths, rows=said)
    if denied:
        told = words.say("Denied: the policy says that this is not so.")
        yield Paragraph(told, Tone.SMALL, leads=True)
        yield Grid(header=header, widths=widths, rows=denied)


def _row(material: Material, one: NamedValue) -> tuple[str, ...]:
    words = material.words
    title = words.say("{value} (sensitive)", value=one.title) if one.sensitive else one.title
    notes = words.listed([str(number) for number in one.notes[:_PLACES]])
    rest = len(one.notes) - _PLACES
    if rest > 0:
        notes = words.say("{notes} and {count} more", notes=notes, count=rest)
    return title, str(one.count), notes


def _chart(material: Material) -> Chart:
    counts = Counter(
        category for clause in material.review.analysis.clauses for category in clause.categories
    )
    words = material.words
    bars = tuple(
        Bar(words.of(style.title), swatch(style), counts[style.id])
        for style in material.rulebook.categories
    )
    told = words.listed([f"{bar.label} {bar.count}" for bar in bars])
    return Chart(bars, words.say("Bar chart of clauses by category: {counts}.", counts=told))
