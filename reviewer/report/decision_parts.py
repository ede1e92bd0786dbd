"""What the report says of conditions and their answers, and of what is still open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.model.review import ConditionState
from reviewer.model.signing import OpenPoint, PointKind, open_points
from reviewer.report.blocks import Grid, Heading, Paragraph, Part, Place, Tone
from reviewer.report.numbering import mark_key
from reviewer.report.options import ReportPart
from reviewer.report.remarks import said_by

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from reviewer.report.blocks import Piece
    from reviewer.report.numbering import Material

# Of the open points of one kind, so many are listed.
_LISTED = 40
_QUOTE = 110
_ITEMS = 3


def conditions(material: Material, running: str) -> Iterator[Part]:
    """The facts on which items hang, and whether they are so; none where none hangs on any."""
    words = material.words
    rows = tuple(_conditions(material))
    if not rows:
        return
    title = words.say("Conditions and answers")
    lead = words.say(
        "Facts about the product on which items hang. The text of the policy tells some of them; "
        "a reviewer answers the rest."
    )
    header = (
        words.say("Question"),
        words.say("Machine"),
        words.say("Reviewer’s answer"),
        words.say("Items"),
    )
    table = Grid(header=header, widths=(0.44, 0.16, 0.24, 0.16), rows=rows)
    pieces = (Heading(text=title, level=1), Paragraph(lead, Tone.SMALL), table)
    yield Part(key="conditions", title=title, pieces=pieces, running=running)


def _conditions(material: Material) -> Iterator[tuple[str | Place, ...]]:
    words = material.words
    for condition in material.rulebook.conditions:
        items = [one for one in material.items() if one.requirement.condition == condition.id]
        if not items:
            continue
        told = (material.standing.from_text(one.name.checklist, one.name.item) for one in items)
        states = {*told} - {ConditionState.NONE}
        machine = next(iter(sorted(states)), ConditionState.NONE)
        yield (
            words.of(condition.question),
            words.condition(machine),
            _answer(material, condition.id),
            words.listed([one.number for one in items]),
        )


def _answer(material: Material, name: str) -> str:
    words = material.words
    answer = material.standing.condition(name)
    if answer is None:
        return words.condition(ConditionState.OPEN)
    told = words.say(
        "{verdict} ({who})", verdict=words.condition(answer.state), who=said_by(material, answer.by)
    )
    if not answer.comment:
        return told
    return words.say("{label}: {text}", label=told, text=answer.comment)


def shown_points(material: Material) -> tuple[OpenPoint, ...]:
    """What is still open, without what is about checklists that are left out."""
    working = material.standing.working
    if working is None:
        return ()
    found = open_points(working, material.rulebook.checklists)
    if not material.options.checklists:
        return found
    items = {f"{one.name.checklist}/{one.name.item}" for one in material.items()}
    asked = {one.requirement.condition for one in material.items()}
    left: dict[PointKind, Container[str | None]] = {
        PointKind.ITEM: items,
        PointKind.TEST: items,
        PointKind.CONDITION: asked,
    }
    return tuple(one for one in found if one.name in left.get(one.kind, {one.name}))


def points(material: Material, running: str) -> Iterator[Part]:
    """What is still open, and what was left open knowingly; none of an unreviewed policy."""
    working = material.standing.working
    if working is None:
        return
    words = material.words
    title = words.say("Open points and exceptions")
    found = shown_points(material)
    signature = working.decisions.signature
    named = frozenset(signature.sign_off.exceptions) if signature else frozenset()
    pieces: list[Piece] = [Heading(text=title, level=1)]
    if signature is None:
        lead = words.say("What nobody has decided or answered yet: {count}.", count=len(found))
    else:
        lead = words.say(
            "The review was signed off with {count} points left open knowingly.", count=len(named)
        )
    pieces.append(Paragraph(lead))
    for kind in PointKind:
        some = [point for point in found if point.kind is kind]
        if some:
            pieces += _kind(material, kind, _in_order(material, some))
    yield Part(key="open-points", title=title, pieces=tuple(pieces), running=running)


def _in_order(material: Material, found: list[OpenPoint]) -> list[OpenPoint]:
    """Points about items as the items are numbered; others as they are."""
    names = (f"{one.name.checklist}/{one.name.item}" for one in material.items())
    ranks = {name: rank for rank, name in enumerate(names)}
    return sorted(found, key=lambda point: ranks.get(point.name, len(ranks)))


def _kind(material: Material, kind: PointKind, found: list[OpenPoint]) -> Iterator[Piece]:
    words = material.words
    title = {
        PointKind.CLAUSE: words.say("Clauses not decided"),
        PointKind.ITEM: words.say("Items without a verdict"),
        PointKind.CONDITION: words.say("Conditions not answered"),
        PointKind.TEST: words.say("Legal tests not judged"),
        PointKind.FLAG: words.say("Red flags not judged"),
        PointKind.COMMENT: words.say("Questions not answered"),
    }[kind]
    yield Heading(text=words.say("{label}: {text}", label=title, text=len(found)), level=2)
    where = _Where(material)
    # Those that have a number are listed by it alone where they are many.
    numbered = kind in {PointKind.ITEM, PointKind.TEST} or (
        kind is PointKind.CLAUSE and not material.options.accepted_only
    )
    listed = found[:_LISTED] if numbered else found
    rows = tuple(where.row(point) for point in listed)
    yield Grid(header=(words.say("No."), words.say("What")), widths=(0.16, 0.84), rows=rows)
    if len(found) > len(listed):
        rest = words.listed([where.number(point) for point in found[len(listed) :]])
        yield Paragraph(words.say("Further: {numbers}.", numbers=rest), Tone.SMALL)


class _Where:
    """What open points are about, by the names that the report has for it."""

    def __init__(self, material: Material) -> None:
        self._material = material
        self._items = {f"{one.name.checklist}/{one.name.item}": one for one in material.items()}
        self._clauses = {
            clause.id: number
            for clause, number in zip(material.standing.clauses, material.numbers, strict=False)
        }

    def number(self, point: OpenPoint) -> str:
        """How the report numbers it; its name where it does not."""
        if point.kind is PointKind.CLAUSE:
            return str(self._clauses.get(point.name, point.name))
        item = self._items.get(point.name)
        return item.number if item else point.name

    def row(self, point: OpenPoint) -> tuple[str | Place, ...]:
        """Where it is and what it says."""
        material, words = self._material, self._material.words
        if point.kind in {PointKind.ITEM, PointKind.TEST}:
            item = self._items.get(point.name)
            if item is None:
                return "", point.name
            return material.led(item.number, item.key), words.of(item.requirement.title)
        if point.kind is PointKind.CONDITION:
            asked = (one for one in material.rulebook.conditions if one.id == point.name)
            hanging = [
                one.number
                for one in self._items.values()
                if one.requirement.condition == point.name
            ]
            told = next((words.of(one.question) for one in asked), point.name)
            return words.listed(hanging[:_ITEMS]) + ("…" if len(hanging) > _ITEMS else ""), told
        return self._place(point), self._said(point)

    def _place(self, point: OpenPoint) -> Place:
        number = self._clauses.get(point.name) if point.kind is PointKind.CLAUSE else None
        if number is None or not self._material.options.shows(ReportPart.POLICY):
            return self._material.spot(point.span) if point.span else Place("", "")
        return Place(self._material.words.say("note {number}", number=number), mark_key(number))

    def _said(self, point: OpenPoint) -> str:
        material, words = self._material, self._material.words
        text = material.review.policy.text
        if point.kind is PointKind.COMMENT and material.standing.working is not None:
            remark = material.standing.working.decisions.comments[int(point.name)]
            told = words.say(
                "{label}: {text}", label=said_by(material, remark.by), text=remark.text
            )
            if point.span is None:
                return told
            return f"{told} {words.quoted(point.span.text_of(text), _QUOTE)}"
        quoted = words.quoted(point.span.text_of(text), _QUOTE) if point.span else point.name
        if point.kind is not PointKind.FLAG or material.standing.working is None:
            return quoted
        number = material.standing.working.ground.flags[point.name]
        kind = material.review.analysis.flags[number].id
        titles = (words.of(one.title) for one in material.rulebook.flags if one.id == kind)
        return words.say("{label}: {text}", label=next(titles, kind), text=quoted)
