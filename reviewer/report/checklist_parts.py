"""What the report says about each checklist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.model.citing import cited
from reviewer.model.review import ConditionState, ItemStatus, TestState
from reviewer.model.rules import TestKind
from reviewer.report.blocks import (
    Facts,
    Heading,
    Item,
    Items,
    Paragraph,
    Part,
    Quote,
    Remark,
    Tone,
    Twin,
)
from reviewer.report.breaking import is_chinese
from reviewer.report.remarks import said_by, spoken
from reviewer.report.words import Words

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
        (words.say("Jurisdiction"), checklist.jurisdiction_in(words.language)),
        (words.say("Version"), checklist.version_in(words.language)),
        (words.say("Result"), counts),
    ]
    working = material.standing.working
    if working is not None:
        judged = words.say("{judged} of {all}", judged=shown.judged, all=len(shown.items))
        facts.append((words.say("Judged by a reviewer"), judged))
    items = Items(
        header=(words.say("Status"), words.say("Requirement, article, reason and evidence")),
        continued=words.say("{checklist} (continued)", checklist=name),
        rows=tuple(_item(material, item) for item in shown.items),
    )
    lead = Paragraph(
        words.say(
            "Findings of the machine. Listing a regulation here does not mean that it applies."
        )
        if working is None
        else words.say(
            "The reviewer’s verdicts; where there is none, the machine’s. Listing a regulation "
            "here does not mean that it applies."
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
    finding = item.finding
    unverified = not finding.verification.verified
    other = Words("en" if words.chinese else "zh") if material.options.bilingual else None
    return Item(
        number=item.number,
        key=item.key,
        status=item.status,
        status_word=words.status(item.status),
        title=words.of(item.requirement.title),
        source=_source(item, words),
        warning=words.say("not verified against the source") if unverified else "",
        reason=words.of(finding.reason),
        quotes=tuple(quote(material, evidence) for evidence in finding.evidence[:_QUOTES]),
        remarks=(*_decided(material, item), *_remarks(material, item, words)),
        related=tuple(quote(material, evidence) for evidence in finding.related[:_QUOTES]),
        related_label=words.say("Worth a look") if finding.related else "",
        verdicts=_verdicts(material, item),
        twin=_twin(material, item, other) if other else None,
    )


def _twin(material: Material, item: ShownItem, words: Words) -> Twin:
    return Twin(
        title=words.of(item.requirement.title),
        source=_source(item, words),
        reason=words.of(item.finding.reason),
        remarks=tuple(_remarks(material, item, words)),
    )


def _source(item: ShownItem, words: Words) -> str:
    """Article, level and severity."""
    requirement = item.requirement
    return " · ".join(
        [
            cited(requirement.article, words.language),
            words.level(requirement.level),
            words.say("severity: {severity}", severity=words.severity(requirement.severity)),
        ]
    )


def _verdicts(material: Material, item: ShownItem) -> tuple[str, ...]:
    """Whose the status is, and what the machine said where it is a person's."""
    words = material.words
    if material.standing.working is None:
        return ()
    if item.judgement is None:
        return (words.say("Machine; not judged"),)
    machine = words.status(item.finding.status)
    return (words.say("Reviewer"), words.say("Machine: {status}", status=machine))


def _decided(material: Material, item: ShownItem) -> Iterator[Remark]:
    """What people made of an item, and said of it."""
    words = material.words
    found = item.judgement
    if found is not None:
        who = said_by(material, found.by)
        label = words.say("Verdict ({who})", who=who)
        yield Remark(label, found.comment or words.status(item.status))
        if found.searched:
            yield Remark(words.say("Searched for in vain"), found.searched)
    test = material.standing.test(item.name)
    if test is not None:
        label = words.say("Legal test ({who})", who=said_by(material, test.by))
        told = words.test(test.state)
        yield Remark(label, words.listed([told, test.comment]) if test.comment else told)
    for comment in material.standing.on_item(item.name):
        yield from spoken(material, comment)


def quote(material: Material, evidence: Evidence) -> Quote:
    """The words that evidence rests on, shortened, and where they stand."""
    text = evidence.span.text_of(material.review.policy.text)
    limit = _CHINESE_QUOTE_LENGTH if is_chinese(text) else _QUOTE_LENGTH
    quoted = material.words.quoted(text, limit)
    pages = material.pages(evidence.span)
    if pages:
        quoted = material.words.say("{quote} ({pages})", quote=quoted, pages=pages)
    return Quote(quoted, material.place(evidence))


def _remarks(material: Material, item: ShownItem, words: Words) -> Iterator[Remark]:
    """What a reviewer has to ask, judge or mend."""
    requirement, finding = item.requirement, item.finding
    answered = requirement.condition and material.standing.condition(requirement.condition)
    if finding.condition is ConditionState.OPEN and requirement.condition and not answered:
        for condition in material.rulebook.conditions:
            # The reason often asks it already.
            asked = condition.question.en in finding.reason.en
            if condition.id == requirement.condition and not asked:
                yield Remark(words.say("Open question"), words.of(condition.question))
    test = requirement.test
    judged = material.standing.test(item.name) is not None
    if test is not None and finding.test is not TestState.PASSED and not judged:
        label = words.say("Note") if test.kind is TestKind.NOTE else words.say("To be judged")
        yield Remark(label, words.of(test.text))
    if item.status in {ItemStatus.MISSING, ItemStatus.PARTIAL}:
        yield Remark(words.say("Remedy"), words.of(requirement.remedy))
