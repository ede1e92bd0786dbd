"""What the report says about red flags."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reviewer.model.edits import FlagVerdict
from reviewer.model.flags import Severity
from reviewer.report.blocks import Alert, Alerts, Heading, Paragraph, Part, Remark, Tone
from reviewer.report.remarks import said_by, spoken

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
    for rank, flag in sorted(enumerate(material.review.analysis.flags), key=gravity):
        kinds.setdefault(flag.id, []).append((rank, flag))
    if not kinds:
        return
    words = material.words
    title = words.say("Red flags")
    lead = _lead(material)
    pieces: list[Piece] = [Heading(text=title, level=1), Paragraph(lead, Tone.SMALL)]
    for identifier, found in kinds.items():
        pieces += _kind(material, identifier, found)
    yield Part(key="flags", title=title, pieces=tuple(pieces), running=running)


def _lead(material: Material) -> str:
    words = material.words
    if material.standing.working is None:
        return words.say(
            "Findings of the machine for a reviewer to look at; whether they matter is not decided."
        )
    flags = range(len(material.review.analysis.flags))
    verdicts = Counter(found.verdict for rank in flags if (found := material.standing.flag(rank)))
    return words.say(
        "Findings of the machine with the reviewer’s verdicts: {confirmed} confirmed, {dismissed} "
        "dismissed, {open} not decided.",
        confirmed=verdicts[FlagVerdict.CONFIRMED],
        dismissed=verdicts[FlagVerdict.DISMISSED],
        open=len(flags) - verdicts.total(),
    )


def gravity(pair: tuple[int, FlagFinding]) -> tuple[int, int]:
    """By what flags are sorted, each with its rank in the review: the gravest first."""
    flag = pair[1]
    return _GRADES.index(flag.severity), flag.span.start


def _kind(
    material: Material, identifier: str, found: list[tuple[int, FlagFinding]]
) -> Iterator[Piece]:
    """One kind of flag: what it is called, where it was raised, the articles and the remedy."""
    words = material.words
    rule = next((flag for flag in material.rulebook.flags if flag.id == identifier), None)
    yield Heading(text=words.of(rule.title) if rule else identifier, level=2)
    under: tuple[str, ...] = ()
    if rule:
        basis = words.say("Basis: {articles}", articles=words.of(rule.why))
        under = (basis, words.say("Remedy: {remedy}", remedy=words.of(rule.remedy)))
    yield Alerts(tuple(_alert(material, *one) for one in found), under)


def _alert(material: Material, rank: int, flag: FlagFinding) -> Alert:
    words = material.words
    return Alert(
        severity=flag.severity,
        grade=words.say("severity: {severity}", severity=words.severity(flag.severity)),
        text=words.of(flag.message),
        quote=words.quoted(flag.span.text_of(material.review.policy.text), _QUOTE),
        place=material.spot(flag.span),
        remarks=tuple(_remarks(material, rank)),
    )


def _remarks(material: Material, rank: int) -> Iterator[Remark]:
    """What people made of a flag."""
    words = material.words
    found = material.standing.flag(rank)
    if found:
        label = words.say(
            "{verdict} ({who})",
            verdict=words.flag_verdict(found.verdict),
            who=said_by(material, found.by),
        )
        yield Remark(label, found.comment)
    elif material.standing.working is not None:
        yield Remark(words.say("Not decided"), "")
    for comment in material.standing.on_flag(rank):
        yield from spoken(material, comment)
