"""What the report says about the policy's text: lines, marks, notes and legend."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reviewer.model.clause import ReasonKind
from reviewer.model.policy import BlockKind
from reviewer.model.review import ItemStatus
from reviewer.model.span import Span
from reviewer.report.blocks import (
    Heading,
    Legend,
    LegendRow,
    Note,
    Notes,
    Paragraph,
    Part,
    Place,
    Tone,
)
from reviewer.report.numbering import Material, mark_key, note_key, place_key
from reviewer.report.policy_blocks import Mark, PolicyLine, PolicyText, Swatch
from reviewer.report.words import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewer.model.clause import Category, Clause
    from reviewer.model.policy import Block, Policy
    from reviewer.model.rules import CategoryStyle

_WORDS = 4
_WORD_LENGTH = 40
_MARKER_LENGTH = 14
_INDENT = 1.5  # ems a level
_TAB = 4
_STEPS = 3
_IDEOGRAPHIC_SPACE = "\u3000"


def swatch(style: CategoryStyle) -> Swatch:
    """How a category is marked."""
    return Swatch(tag=style.tag, hue=style.hue, underline=style.underline)


def policy_part(material: Material, running: str) -> Part:
    """The whole policy with its highlights."""
    words = material.words
    policy = material.review.policy
    title = words.say("The policy, annotated")
    lead = Paragraph(
        words.say(
            "The whole text as it was read. Highlights are clauses that the machine found; the "
            "margin gives each one's number and categories, and the notes say why."
        ),
        Tone.SMALL,
    )
    return Part(
        key="policy",
        title=title,
        pieces=(
            Heading(text=title, level=1),
            lead,
            PolicyText(
                lines=tuple(_lines(policy)),
                marks=tuple(_marks(material)),
                anchors=tuple(_anchors(material)),
                language=policy.language,
            ),
        ),
        running=running,
    )


def _marks(material: Material) -> Iterator[Mark]:
    styles = {style.id: swatch(style) for style in material.rulebook.categories}
    clauses = material.review.analysis.clauses
    for number, clause in sorted(zip(material.numbers, clauses, strict=True), key=_first):
        names = [material.rulebook.style(category).title for category in clause.categories]
        yield Mark(
            number=number,
            span=clause.span,
            key=mark_key(number),
            note=note_key(number),
            swatches=tuple(styles[category] for category in clause.categories),
            author=material.words.say("Machine finding"),
            subject=material.words.listed([material.words.of(name) for name in names]),
            comment=material.words.say(
                "Note {number}: {labels}. {words}",
                number=number,
                labels=_labels(material, clause),
                words=_grounds(material, clause),
            ),
        )


def _first(pair: tuple[int, Clause]) -> int:
    return pair[0]


def _anchors(material: Material) -> list[tuple[int, str]]:
    """Offsets of flags, of problems, and of evidence that stands in no clause."""
    offsets = {flag.span.start for flag in material.review.analysis.flags}
    problems = material.review.policy.problems
    offsets |= {problem.span.start for problem in problems if problem.span is not None}
    for item in material.items():
        for evidence in (*item.finding.evidence, *item.finding.related):
            if evidence.clause is None:
                offsets.add(evidence.span.start)
    return [(offset, place_key(offset)) for offset in sorted(offsets)]


def _lines(policy: Policy) -> Iterator[PolicyLine]:
    """The lines of the text that hold something, each with its part in the document."""
    sections = {section.heading.start: section for section in policy.sections}
    headings = sorted(sections)
    blocks = policy.blocks
    index = nearest = 0
    start = 0
    blank = False
    for raw in policy.text.split("\n"):
        text = raw.strip()
        if text:
            begin = start + len(raw) - len(raw.lstrip())
            end = begin + len(text)
            while index < len(blocks) and blocks[index].span.end <= begin:
                index += 1
            while nearest < len(headings) and headings[nearest] < begin:
                nearest += 1
            block = blocks[index] if index < len(blocks) else None
            if block is not None and block.span.start >= end:
                block = None
            line = _line(Span(begin, end), text, block, raw[: begin - start], gap=blank)
            if nearest < len(headings) and headings[nearest] < end:
                section = sections[headings[nearest]]
                line = replace(line, key=f"section-{nearest}", level=section.level)
            yield line
        blank = not text
        start += len(raw) + 1


def _line(span: Span, text: str, block: Block | None, before: str, *, gap: bool) -> PolicyLine:
    kind = block.kind if block else BlockKind.PARAGRAPH
    marker = 0
    indent = _INDENT * _steps(before)
    if block is not None and kind is BlockKind.ITEM:
        indent += _INDENT * max(block.level - 1, 0)
        ahead = block.span.start - span.start
        if block.marker and 0 < ahead <= _MARKER_LENGTH:
            marker = ahead
        elif ahead < 0:
            indent += _INDENT  # a further line of the item
    return PolicyLine(
        span=span,
        text=text,
        kind=kind,
        marker=marker,
        indent=indent,
        first=float(before.count(_IDEOGRAPHIC_SPACE)),
        gap=gap,
    )


def _steps(before: str) -> int:
    r"""How many steps the spaces in front of a line stand for.

    >>> [_steps(before) for before in ("", "  ", "    ", "\t\t", "\u3000\u3000")]
    [0, 1, 1, 2, 0]
    """
    if _IDEOGRAPHIC_SPACE in before:
        return 0
    width = len(before.expandtabs(_TAB))
    return min(max(round(width / _TAB), int(width > 1)), _STEPS)


def notes_part(material: Material, running: str) -> Part:
    """A note for each clause."""
    words = material.words
    title = words.say("Notes")
    supported = _supported(material)
    clauses = material.review.analysis.clauses
    rows = tuple(
        _note(material, number, clause, supported.get(number, []))
        for number, clause in sorted(zip(material.numbers, clauses, strict=True), key=_first)
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
        pieces=(Heading(text=title, level=1), lead, Notes(rows) if rows else none),
        running=running,
    )


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
            found.setdefault(number, []).append(Place(item.number, item.key))
    return found


def _note(material: Material, number: int, clause: Clause, supports: list[Place]) -> Note:
    words = material.words
    return Note(
        number=number,
        key=note_key(number),
        place=Place(words.say("p. {page}", page="{page}"), mark_key(number)),
        swatches=tuple(swatch(material.rulebook.style(category)) for category in clause.categories),
        labels=_labels(material, clause),
        words=_grounds(material, clause),
        supports_label=words.say("Supports"),
        supports=tuple(supports),
    )


def _labels(material: Material, clause: Clause) -> str:
    """The categories with their confidence, and the original's page."""
    labels = [
        f"{style.tag} {material.words.of(style.title)} {clause.score(category):.2f}"
        for category in clause.categories
        for style in [material.rulebook.style(category)]
    ]
    return " · ".join([*labels, *filter(None, [material.pages(clause.span)])])


def _grounds(material: Material, clause: Clause) -> str:
    """What spoke for the clause's categories."""
    words = material.words
    deciding = _deciding(material, clause)
    if not deciding:
        return words.say("Decided by the trained model.")
    return words.say("Deciding words: {words}.", words=words.listed(deciding))


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


def legend_part(material: Material, running: str) -> Part:
    """The key to marks and symbols."""
    words = material.words
    title = words.say("Legend")
    marks = Legend(
        tuple(
            LegendRow(swatch(style), words.of(style.title), words.of(style.about))
            for style in material.rulebook.categories
        )
    )
    statuses = Legend(
        tuple(
            LegendRow(status, words.status(status), words.status_meaning(status))
            for status in ItemStatus
        )
    )
    how = Paragraph(
        words.say(
            "Each category has two letters in the margin, a hue and its own line below the text, "
            "so that none is told apart by colour alone. An open stripe beside the text marks what "
            "the machine found. Where a clause has several categories, its tint is that of the "
            "first and each has a line of its own; a plus sign in the margin stands for tags that "
            "found no room."
        ),
        Tone.SMALL,
    )
    return Part(
        key="legend",
        title=title,
        pieces=(
            Heading(text=title, level=1),
            how,
            Heading(text=words.say("Categories"), level=2),
            marks,
            Heading(text=words.say("Statuses of checklist items"), level=2),
            statuses,
        ),
        running=running,
    )
