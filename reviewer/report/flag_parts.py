"""What the report says about red flags."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.model.flags import Severity
from reviewer.report import decided
from reviewer.report.blocks import Alert, Alerts, Heading, Paragraph, Part, Place, Tone
from reviewer.report.numbering import place_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewer.model.review import FlagFinding
    from reviewer.report.blocks import Piece
    from reviewer.report.numbering import Material

_GRADES = tuple(Severity)
_QUOTE = 160


def parts(material: Material, running: str) -> Iterator[Part]:
    """One part with all red flags, by kind, the gravest first; none where there are none."""
    kinds: dict[str, list[tuple[int, FlagFinding]]] = {}
    numbered = enumerate(material.review.analysis.flags)
    for number, flag in sorted(numbered, key=lambda pair: _rank(pair[1])):
        kinds.setdefault(flag.id, []).append((number, flag))
    if not kinds:
        return
    words = material.words
    title = words.say("Red flags")
    lead = words.say(
        "Findings of the machine for a reviewer to look at; whether they matter is not decided."
    )
    if material.decisions is not None:
        lead = decided.flags_lead(material)
    pieces: list[Piece] = [Heading(text=title, level=1), Paragraph(lead, Tone.SMALL)]
    for identifier, found in kinds.items():
        pieces += _kind(material, identifier, found)
    yield Part(key="flags", title=title, pieces=tuple(pieces), running=running)


def _rank(flag: FlagFinding) -> tuple[int, int]:
    return _GRADES.index(flag.severity), flag.span.start


def _kind(
    material: Material, identifier: str, found: list[tuple[int, FlagFinding]]
) -> Iterator[Piece]:
    """One kind of flag: what it is called, where it was raised, the articles and the remedy."""
    words = material.words
    rule = next((flag for flag in material.rulebook.flags if flag.id == identifier), None)
    yield Heading(text=words.of(rule.title) if rule else identifier, level=2)
    yield Alerts(tuple(_alert(material, number, flag) for number, flag in found))
    if rule:
        yield Paragraph(words.say("Basis: {articles}", articles=words.of(rule.why)), Tone.SMALL)
        yield Paragraph(words.say("Remedy: {remedy}", remedy=words.of(rule.remedy)), Tone.SMALL)


def _alert(material: Material, number: int, flag: FlagFinding) -> Alert:
    words = material.words
    return Alert(
        severity=flag.severity,
        grade=words.say("severity: {severity}", severity=words.severity(flag.severity)),
        text=decided.flag_text(material, number, words.of(flag.message)),
        quote=words.quoted(flag.span.text_of(material.review.policy.text), _QUOTE),
        place=Place(words.say("p. {page}", page="{page}"), place_key(flag.span.start)),
    )
