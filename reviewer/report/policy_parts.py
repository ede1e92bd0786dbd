"""What the report says about the policy's text: lines, marks, notes and legend."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reviewer.model.policy import BlockKind
from reviewer.model.review import ItemStatus
from reviewer.model.signing import open_points
from reviewer.model.span import Span
from reviewer.report import note_parts, peer_parts
from reviewer.report.blocks import (
    Heading,
    Legend,
    LegendRow,
    Paragraph,
    Part,
    Tone,
)
from reviewer.report.numbering import Material, mark_key, note_key, place_key
from reviewer.report.policy_blocks import Mark, PolicyLine, PolicyText
from reviewer.report.remarks import passages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewer.model.policy import Block, Policy

_MARKER_LENGTH = 14
_INDENT = 1.5  # ems a level
_TAB = 4
_STEPS = 3
_IDEOGRAPHIC_SPACE = "\u3000"


def parts(material: Material, running: str) -> Iterator[Part]:
    """The policy with its notes and the key to its marks."""
    yield _policy(material, running)
    yield note_parts.notes_part(material, running)
    yield _legend(material, running)


def _policy(material: Material, running: str) -> Part:
    """The whole policy with its highlights."""
    words = material.words
    policy = material.review.policy
    title = words.say("The policy, annotated")
    lead = Paragraph(
        words.say(
            "The whole text as it was read. Highlights are clauses that the machine found; the "
            "margin gives each one's number and categories, and the notes say why."
        )
        if material.standing.working is None
        else words.say(
            "The whole text as it was read. Highlights are clauses as the reviewers left them, "
            "without those that they rejected; the margin gives each one's number and categories, "
            "and the notes say why."
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
    styles = {style.id: note_parts.swatch(style) for style in material.rulebook.categories}
    for number, rank, clause in note_parts.numbered(material):
        names = [material.rulebook.style(category).title for category in clause.categories]
        yield Mark(
            number=number,
            span=clause.span,
            key=mark_key(number),
            note=note_key(number),
            swatches=tuple(styles[category] for category in clause.categories),
            author=_author(material, rank),
            subject=material.words.listed([material.words.of(name) for name in names]),
            comment=material.words.say(
                "Note {number}: {labels}. {words}",
                number=number,
                labels=note_parts.labels(material, clause),
                words=note_parts.grounds(material, rank),
            ),
        )


def _author(material: Material, rank: int) -> str:
    """Who marked a clause."""
    clauses = material.standing.clauses
    working = material.standing.working
    if clauses and working and clauses[rank].own:
        who = working.edit(clauses[rank].made).stamp.who.strip()
        return who or material.words.say("not named")
    return material.words.say("Machine finding")


def _anchors(material: Material) -> list[tuple[int, str]]:
    """Offsets of flags, of problems, and of evidence that stands in no clause."""
    offsets = {flag.span.start for flag in material.review.analysis.flags}
    problems = material.review.policy.problems
    offsets |= {problem.span.start for problem in problems if problem.span is not None}
    for item in material.items():
        for evidence in (*item.finding.evidence, *item.finding.related):
            if evidence.clause is None:
                offsets.add(evidence.span.start)
    offsets.update(_spoken_of(material))
    return [(offset, place_key(offset)) for offset in sorted(offsets)]


def _spoken_of(material: Material) -> Iterator[int]:
    """Where words stand that people commented on or left open, and that changed."""
    working = material.standing.working
    if working is not None:
        for point in open_points(working, material.rulebook.checklists):
            if point.span is not None:
                yield point.span.start
        for _, span in passages(material):
            yield span.start
    compared = material.options.comparison
    for change in compared.comparison.clauses if compared else ():
        if change.new_span is not None:
            yield change.new_span.start
    for span in peer_parts.disputed(material):
        yield span.start


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


def _legend(material: Material, running: str) -> Part:
    """The key to marks and symbols."""
    words = material.words
    title = words.say("Legend")
    marks = Legend(
        tuple(
            LegendRow(note_parts.swatch(style), words.of(style.title), words.of(style.about))
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
