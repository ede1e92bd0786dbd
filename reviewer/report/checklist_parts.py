"""What the report says about each checklist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.model.review import ConditionState, ItemStatus, TestState
from reviewer.model.rules import TestKind
from reviewer.report import decided
from reviewer.report.blocks import Facts, Heading, Item, Items, Paragraph, Part, Quote, Remark, Tone
from reviewer.report.breaking import is_chinese

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewer.model.review import Evidence
    from reviewer.report.numbering import Material, ShownChecklist, ShownItem

_QUOTES = 3
_QUOTE_LENGTH = 230
_CHINESE_QUOTE_LENGTH = 110


def parts(material: Material, running: str) -> Iterator[Part]:
    """One part for each checklist."""
    for shown in material.checklists:
        yield _part(material, shown, running)


def _part(material: Material, shown: ShownChecklist, running: str) -> Part:
    words = material.words
    checklist = shown.checklist
    name = f"{shown.letter}  {words.of(checklist.title)}"
    counts = words.listed(
        [
            f"{words.status(status)} {shown.count(status)}"
            for status in ItemStatus
            if shown.count(status)
        ]
    )
    facts = [
        (words.say("Jurisdiction"), checklist.jurisdiction),
        (words.say("Version"), checklist.version),
        (words.say("Result"), counts),
    ]
    items = Items(
        header=(words.say("Status"), words.say("Requirement, article, reason and evidence")),
        continued=words.say("{checklist} (continued)", checklist=name),
        rows=tuple(_item(material, item) for item in shown.items),
    )
    lead = Paragraph(
        decided.reviewed(material, shown.items)
        if material.decisions
        else words.say(
            "Findings of the machine. Listing a regulation here does not mean that it applies."
        ),
        Tone.SMALL,
    )
    return Part(
        key=shown.key,
        title=name,
        pieces=(Heading(text=name, level=1), lead, Facts(tuple(facts)), items),
        running=running,
    )


def _item(material: Material, item: ShownItem) -> Item:
    words = material.words
    requirement, finding = item.requirement, item.finding
    source = " · ".join(
        [
            requirement.article,
            words.level(requirement.level),
            words.say("severity: {severity}", severity=words.severity(requirement.severity)),
        ]
    )
    unverified = not finding.verification.verified
    return Item(
        number=item.number,
        key=item.key,
        status=item.status,
        status_word=words.status(item.status),
        title=words.of(requirement.title),
        source=source,
        warning=words.say("not verified against the source") if unverified else "",
        reason=words.of(finding.reason),
        quotes=tuple(quote(material, evidence) for evidence in finding.evidence[:_QUOTES]),
        remarks=tuple(_remarks(material, item)),
        related=tuple(quote(material, evidence) for evidence in finding.related[:_QUOTES]),
        related_label=words.say("Worth a look") if finding.related else "",
    )


def quote(material: Material, evidence: Evidence) -> Quote:
    """The words that evidence rests on, shortened, and where they stand."""
    text = evidence.span.text_of(material.review.policy.text)
    limit = _CHINESE_QUOTE_LENGTH if is_chinese(text) else _QUOTE_LENGTH
    quoted = material.words.quoted(text, limit)
    pages = material.pages(evidence.span)
    if pages:
        quoted = material.words.say("{quote} ({pages})", quote=quoted, pages=pages)
    return Quote(quoted, material.place(evidence))


def _remarks(material: Material, item: ShownItem) -> Iterator[Remark]:
    """What a reviewer has to ask, judge or mend."""
    words = material.words
    requirement, finding = item.requirement, item.finding
    yield from decided.verdict_remarks(material, item)
    if finding.condition is ConditionState.OPEN and requirement.condition:
        for condition in material.rulebook.conditions:
            question = words.of(condition.question)
            # The reason often asks it already.
            if condition.id == requirement.condition and question not in words.of(finding.reason):
                yield Remark(words.say("Open question"), question)
    test = requirement.test
    if test is not None and finding.test is not TestState.PASSED:
        label = words.say("Note") if test.kind is TestKind.NOTE else words.say("To be judged")
        yield Remark(label, words.of(test.text))
    if item.status in {ItemStatus.MISSING, ItemStatus.PARTIAL}:
        yield Remark(words.say("Remedy"), words.of(requirement.remedy))
