"""What a reviewer decided, for the parts of a report: always beside what the machine found."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reviewer.checklist.answers import Answered
from reviewer.checklist.supported import supported
from reviewer.model.edits import FlagVerdict, ItemKey
from reviewer.model.ground import ground
from reviewer.model.review import ConditionState, ItemStatus, TestState
from reviewer.report.blocks import Remark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewer.model.decisions import Decisions, FlagJudgement
    from reviewer.model.review import Review
    from reviewer.model.rules import Rulebook
    from reviewer.report.numbering import Material, ShownItem


def as_decided(review: Review, rulebook: Rulebook, decisions: Decisions) -> Review:
    """The review with its findings as a reviewer's answers and links leave them."""
    findings = Answered(review.analysis, rulebook).findings(decisions)
    linked = tuple(
        replace(
            finding,
            items=tuple(
                replace(item, evidence=supported(decisions, ItemKey(finding.id, item.id), item))
                for item in finding.items
            ),
        )
        for finding in findings
    )
    return replace(review, analysis=replace(review.analysis, checklists=linked))


def flag_judgements(review: Review, decisions: Decisions) -> tuple[FlagJudgement | None, ...]:
    """The verdict on each red flag, in the order of the analysis; None for none."""
    return tuple(decisions.flags.get(name) for name in ground(review).flags)


def draft(material: Material) -> str:
    """What stands on every page; empty once the review is signed."""
    words, decisions = material.words, material.decisions
    if decisions is None:
        return words.say("Draft: machine findings, not reviewed")
    return "" if decisions.signature else words.say("Draft: review not signed")


def notice(material: Material) -> str:
    """How far a reader may take the report for reviewed."""
    words, decisions = material.words, material.decisions
    if decisions is None:
        return words.say(
            "Draft: machine findings, not reviewed. Nobody has accepted, rejected or "
            "signed anything in this report."
        )
    told = words.say(
        "Verdicts of the reviewer stand beside those of the machine and count before them. "
        "The highlighted clauses are those that the machine found."
    )
    if decisions.signature is None:
        return words.joined(words.say("Draft: review not signed."), told)
    sign_off = decisions.signature.sign_off
    signed = words.say(
        "Signed by {name} ({role}).", name=sign_off.name, role=sign_off.role or words.say("no role")
    )
    return words.joined(signed, told)


def reviewed(material: Material, items: tuple[ShownItem, ...]) -> str:
    """How many items of a checklist have the reviewer's verdict."""
    return material.words.say(
        "{decided} of {count} items have a verdict of the reviewer; the others show what the "
        "machine suggests. Listing a regulation here does not mean that it applies.",
        decided=sum(item.judgement is not None for item in items),
        count=len(items),
    )


def verdict_remarks(material: Material, item: ShownItem) -> Iterator[Remark]:
    """The reviewer's verdict on an item with its comment, and the answers it hangs on."""
    words, judgement = material.words, item.judgement
    if judgement is not None:
        own = ItemStatus(judgement.verdict.value)
        machine = words.status(item.finding.status)
        yield Remark(
            words.say("Reviewer’s verdict"),
            words.say(
                "{verdict} (the machine: {machine})", verdict=words.status(own), machine=machine
            ),
        )
        if judgement.searched:
            yield Remark(words.say("Searched for in vain"), judgement.searched)
        if judgement.comment:
            yield Remark(words.say("Comment"), judgement.comment)
    if material.decisions is not None:
        yield from _answers(material, material.decisions, item)


def _answers(material: Material, decisions: Decisions, item: ShownItem) -> Iterator[Remark]:
    words, requirement = material.words, item.requirement
    answer = decisions.conditions.get(requirement.condition or "")
    if answer is not None:
        question = next(
            (
                words.of(one.question)
                for one in material.rulebook.conditions
                if one.id == requirement.condition
            ),
            "",
        )
        yes = answer.state is ConditionState.HOLDS
        said = words.say("yes") if yes else words.say("no")
        yield Remark(words.say("Answered by the reviewer"), f"{question} {said}")
    test = decisions.tests.get(item.item_key) if item.item_key else None
    if test is not None and requirement.test is not None:
        passed = test.state is TestState.PASSED
        said = words.say("passed") if passed else words.say("not passed")
        text = f"{words.of(requirement.test.text)} {said}"
        yield Remark(words.say("Judged by the reviewer"), text)


def flags_lead(material: Material) -> str:
    """How many red flags the reviewer confirmed and dismissed."""
    said = [judgement.verdict for judgement in material.flag_judgements if judgement]
    confirmed = said.count(FlagVerdict.CONFIRMED)
    return material.words.say(
        "Findings of the machine. The reviewer confirmed {confirmed} of {count} and dismissed "
        "{dismissed}; the others are open.",
        confirmed=confirmed,
        count=len(material.flag_judgements),
        dismissed=len(said) - confirmed,
    )


def flag_text(material: Material, number: int, message: str) -> str:
    """What is said of a red flag, with the reviewer's verdict and comment behind it."""
    words = material.words
    judgement = material.flag_judgements[number] if material.decisions else None
    if judgement is None:
        return message
    said = (
        words.say("Confirmed by the reviewer.")
        if judgement.verdict is FlagVerdict.CONFIRMED
        else words.say("Dismissed by the reviewer.")
    )
    text = words.joined(message, said)
    return words.joined(text, judgement.comment) if judgement.comment else text
