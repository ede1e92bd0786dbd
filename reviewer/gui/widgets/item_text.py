"""What the inspector says about a checklist item, as rich text; links as in ``inspector_text``."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from reviewer.checklist.evidence import distinct
from reviewer.checklist.searched import searched
from reviewer.gui.models.filtered_items import level_word, severity_word, verdict_word
from reviewer.gui.theme import current
from reviewer.gui.versions.notes import former_notes
from reviewer.gui.widgets.decision_text import said_about
from reviewer.gui.widgets.inspector_text import nothing_chosen
from reviewer.gui.widgets.rich_text import (
    heading,
    link,
    passage,
    quoted,
    small,
    spoken,
    table,
    title,
)
from reviewer.gui.words import say, words
from reviewer.model.citing import cited
from reviewer.model.edits import OnItem
from reviewer.model.review import ConditionState, DisclosureStatus, ItemStatus, TestState
from reviewer.model.rules import TestKind

if TYPE_CHECKING:
    from reviewer.checklist.searched import Searched
    from reviewer.gui.document import Document
    from reviewer.gui.widgets.inspector_text import Place
    from reviewer.model.edits import ItemKey
    from reviewer.model.review import Evidence, ItemFinding
    from reviewer.model.rules import Checklist, Condition, Requirement, Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    """An item with all that its page is written from.

    Attributes:
        machine: what the machine found before anybody answered anything.
    """

    document: Document
    rulebook: Rulebook
    key: ItemKey
    checklist: Checklist
    requirement: Requirement
    finding: ItemFinding
    machine: ItemFinding


def about_item(place: Place, key: ItemKey) -> str:
    """Verdicts of reviewer and machine, evidence, criteria, remedy, article and questions."""
    item = _item(place, key)
    if item is None:
        return nothing_chosen()
    document, finding = item.document, item.finding
    parts = [
        title(spoken(item.requirement.title)),
        _verdict(item),
        said_about(document, OnItem(key)),
        former_notes(document, OnItem(key), place.rulebook),
        _condition(item),
        _article(item),
        _test(item),
        _evidence(document, say("Evidence"), document.evidence(key)),
        _evidence(document, say("Worth a look"), finding.related),
        _searched(item),
        _criteria(item),
        _remedy(item),
    ]
    return "".join(parts)


def _item(place: Place, key: ItemKey) -> _Item | None:
    document, rulebook = place.document, place.rulebook
    finding = document.item_finding(key)
    if rulebook is None or finding is None or document.review is None:
        return None
    checklist = rulebook.checklist(key.checklist)
    return _Item(
        document=document,
        rulebook=rulebook,
        key=key,
        checklist=checklist,
        requirement=next(one for one in checklist.items if one.id == key.item),
        finding=finding,
        machine=next(
            one
            for one in document.review.analysis.checklist(key.checklist).items
            if one.id == key.item
        ),
    )


def _verdict(item: _Item) -> str:
    """The reviewer's verdict, which overrides, over the machine's with its reason."""
    document, status = item.document, item.finding.status
    judgement = document.working.decisions.items.get(item.key) if document.working else None
    parts = []
    if judgement is not None:
        own = ItemStatus(judgement.verdict.value)
        said = say("Your verdict: {verdict}", verdict=verdict_word(own))
        if own is not status and status is not ItemStatus.UNKNOWN:
            said = say("Your verdict overrides the machine's: {verdict}", verdict=verdict_word(own))
        parts.append(_strong(said, current().verdicts[own]))
        notes = _notes(judgement.searched, judgement.comment)
        parts += [f"<p style='margin-top:2px'>{escape(text)}</p>" for text in notes]
    suggested = say("The machine suggests: {verdict}", verdict=verdict_word(status))
    parts.append(_strong(suggested, current().verdicts[status]))
    parts.append(f"<p style='margin-top:2px'>{escape(spoken(item.finding.reason))}</p>")
    if item.machine.status is not status:
        before = verdict_word(item.machine.status)
        parts.append(small(say("Before your answers: {verdict}", verdict=before), current()))
    return "".join(parts)


def _notes(searched_for: str, comment: str) -> list[str]:
    notes = []
    if searched_for:
        notes.append(say("Searched for in vain: {words}", words=searched_for))
    if comment:
        notes.append(say("Comment: {comment}", comment=comment))
    return notes


def _strong(text: str, colour: str) -> str:
    return f"<p style='color:{colour}; font-weight:600; margin-top:2px'>{escape(text)}</p>"


def _article(item: _Item) -> str:
    requirement, theme = item.requirement, current()
    facts = (
        cited(requirement.article, words.language),
        level_word(requirement.level),
        say("severity: {severity}", severity=severity_word(requirement.severity)),
    )
    text = f"{escape(' · '.join(facts))}<br>"
    text += f"<span style='color:{theme.muted}'>{escape(spoken(item.checklist.title))}</span>"
    if not item.finding.verification.verified:
        warning = say("Article not verified against the source: check it before you rely on it.")
        text += (
            f"<br><span style='color:{theme.verdicts[ItemStatus.PARTIAL]}'>{escape(warning)}</span>"
        )
    return passage(say("Article"), text)


def _condition(item: _Item) -> str:
    identifier = item.requirement.condition
    if identifier is None or item.machine.condition is ConditionState.NONE:
        return ""
    condition = next((c for c in item.rulebook.conditions if c.id == identifier), None)
    if condition is None:
        return ""
    state = {
        ConditionState.HOLDS: say("Yes, the text shows it."),
        ConditionState.FAILS: say("No, the text denies it."),
        ConditionState.OPEN: say("The text does not tell."),
    }[item.machine.condition]
    lines = [spoken(condition.question), state]
    working = item.document.working
    answer = working.decisions.conditions.get(identifier) if working else None
    if answer is not None:
        yes = answer.state is ConditionState.HOLDS
        lines.append(say("You answered: yes.") if yes else say("You answered: no."))
    count = _sharing(item, identifier)
    if count > 1:
        lines.append(say("The answer counts for {count} requirements.", count=count))
    shown = [escape(line) for line in lines]
    shown.append(
        " · ".join(
            link(f"condition:{state}", word)
            for state, word in (
                (ConditionState.HOLDS, say("Yes")),
                (ConditionState.FAILS, say("No")),
                (ConditionState.OPEN, say("Take back")),
            )
            if answer is not None or state is not ConditionState.OPEN
        )
    )
    body = passage(say("Condition"), "<br>".join(shown))
    return body + _quotes(item.document, _shown(item, condition))


def _sharing(item: _Item, condition: str) -> int:
    """How many items of all checklists hang on the same condition."""
    return sum(
        one.condition == condition
        for checklist in item.rulebook.checklists
        for one in checklist.items
    )


def _shown(item: _Item, condition: Condition) -> tuple[Evidence, ...]:
    """The words by which the text answered the question."""
    if item.machine.condition is ConditionState.FAILS:
        return item.machine.evidence
    if item.machine.condition is not ConditionState.HOLDS or item.document.review is None:
        return ()
    found = {one.id: one for one in item.document.review.analysis.disclosures}
    said = {DisclosureStatus.PRESENT, DisclosureStatus.PARTIAL}
    return distinct(
        piece
        for identifier in condition.holds
        if identifier in found and found[identifier].status in said
        for piece in found[identifier].evidence
    )


def _test(item: _Item) -> str:
    test = item.requirement.test
    if test is None:
        return ""
    if test.kind is TestKind.NOTE:
        return passage(say("Note"), escape(spoken(test.text)))
    state = {
        TestState.PASSED: say("The values found in the text pass it."),
        TestState.FAILED: say("The values found in the text do not pass it."),
        TestState.OPEN: say("A person must judge it."),
        TestState.NONE: say("It does not count here."),
    }[item.machine.test]
    lines = [spoken(test.text), state]
    working = item.document.working
    answer = working.decisions.tests.get(item.key) if working else None
    if answer is not None:
        passed = answer.state is TestState.PASSED
        lines.append(say("You answered: passed.") if passed else say("You answered: failed."))
    return passage(say("Legal test"), "<br>".join(escape(line) for line in lines))


def _evidence(document: Document, name: str, evidence: tuple[Evidence, ...]) -> str:
    return heading(name) + _quotes(document, evidence) if evidence else ""


def _quotes(document: Document, evidence: tuple[Evidence, ...]) -> str:
    return "".join(
        f"<p style='margin-top:2px; margin-bottom:4px'>{quoted(document, piece.span)}</p>"
        for piece in evidence
    )


def _searched(item: _Item) -> str:
    """Of what was not found: what was searched for, and what comes nearest."""
    document = item.document
    if document.review is None or item.finding.status in {
        ItemStatus.MET,
        ItemStatus.NOT_APPLICABLE,
    }:
        return ""
    found = searched(item.requirement, item.rulebook, document.review)
    if not found:
        return ""
    return heading(say("What was searched for")) + "".join(_one(document, one) for one in found)


def _one(document: Document, one: Searched) -> str:
    parts = [f"<p style='margin-top:2px; margin-bottom:0'>{escape(spoken(one.title))}</p>"]
    if one.phrases:
        separator = "、" if words.language == "zh" else ", "
        listed = separator.join(f"“{phrase}”" for phrase in one.phrases)
        parts.append(small(say("Among others: {phrases}", phrases=listed), current()))
    else:
        parts.append(small(say("Nothing decides it from the text alone."), current()))
    if one.nearest:
        parts.append(small(say("Nearest clauses, not counted as evidence:"), current()))
    parts += [
        f"<p style='margin-top:2px; margin-bottom:4px; margin-left:12px'>"
        f"{_clause(document, number)}</p>"
        for number in one.nearest
    ]
    return "".join(parts)


def _clause(document: Document, number: int) -> str:
    if document.review is None:
        return ""
    clause = document.review.analysis.clauses[number]
    score = f"<span style='color:{current().muted}'> {max(clause.scores):.2f}</span>"
    return quoted(document, clause.span) + score


def _criteria(item: _Item) -> str:
    rows = []
    for which, text in (
        (ItemStatus.MET, item.requirement.met),
        (ItemStatus.PARTIAL, item.requirement.partial),
        (ItemStatus.MISSING, item.requirement.missing),
    ):
        weight = 600 if which is item.finding.status else 400
        colour = current().verdicts[which]
        rows.append(
            f"<tr><td style='padding-right:10px; font-weight:{weight}; color:{colour}'>"
            f"{escape(verdict_word(which))}</td><td>{escape(spoken(text))}</td></tr>"
        )
    return table(say("What counts"), rows)


def _remedy(item: _Item) -> str:
    if item.finding.status in {ItemStatus.MET, ItemStatus.NOT_APPLICABLE}:
        return ""
    return passage(say("What would help"), escape(spoken(item.requirement.remedy)))
