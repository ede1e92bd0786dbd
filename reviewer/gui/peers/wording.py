"""Rows of a comparison in the window's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.gui.models.clauses import status_word
from reviewer.gui.models.filtered_items import verdict_word
from reviewer.gui.models.flags import flag_word
from reviewer.gui.naming import category_list, quoted
from reviewer.gui.searching import quote
from reviewer.gui.words import say, words
from reviewer.model.citing import cited
from reviewer.model.decisions import (
    ConditionAnswer,
    FlagJudgement,
    ItemJudgement,
    Remark,
    TestAnswer,
)
from reviewer.model.edits import ClauseStatus, ItemKey, OnClause, OnFlag, OnItem, OnSelection
from reviewer.model.merging import Mark, Row, Standing, Verdict
from reviewer.model.review import ConditionState, ItemStatus, TestState

if TYPE_CHECKING:
    from reviewer.gui.document import Document
    from reviewer.model.edits import Target
    from reviewer.model.rules import Requirement, Rulebook

_QUOTE = 160
# Of what was said, as much as a line and its tooltip can show.
_SAID = 600
KINDS = (Mark, ItemJudgement, FlagJudgement, ConditionAnswer, TestAnswer, Remark)
"""What rows can be about, in the order in which they are offered."""


def standing_word(standing: Standing) -> str:
    """How two decisions stand to each other."""
    return {
        Standing.CONFLICT: say("Conflict"),
        Standing.YOURS: say("Only you"),
        Standing.OTHERS: say("Only the other"),
        Standing.SETTLED: say("Settled"),
        Standing.SAME: say("Agreed"),
    }[standing]


def kind_of(row: Row) -> type:
    """What a row is about, as one of :data:`KINDS`."""
    return type(row.you if row.you is not None else row.other)


def kind_word(kind: type) -> str:
    """What rows of a kind are about."""
    return {
        Mark: say("Clause"),
        ItemJudgement: say("Requirement"),
        FlagJudgement: say("Red flag"),
        ConditionAnswer: say("Condition"),
        TestAnswer: say("Legal test"),
        Remark: say("Comment"),
    }[kind]


class Wording:
    """The words for one document's rows."""

    def __init__(self, document: Document, rulebook: Rulebook | None) -> None:
        self._document = document
        self._text = document.policy.text if document.policy else ""
        checklists = rulebook.checklists if rulebook else ()
        self._items: dict[ItemKey, Requirement] = {
            ItemKey(checklist.id, item.id): item
            for checklist in checklists
            for item in checklist.items
        }
        self._flags = {flag.id: flag.title for flag in rulebook.flags} if rulebook else {}
        self._questions = {
            one.id: one.question for one in (rulebook.conditions if rulebook else ())
        }

    def subject(self, row: Row) -> str:
        """What a row is about."""
        one = row.you if row.you is not None else row.other
        match one:
            case Mark():
                return quoted(quote(self._text, one.span, _QUOTE))
            case Remark():
                return self._target(one.target)
            case FlagJudgement():
                return self._flag(str(row.subject))
            case ConditionAnswer():
                question = self._questions.get(str(row.subject))
                return question.in_language(words.language) if question else str(row.subject)
        return self._item(row.subject) if isinstance(row.subject, ItemKey) else ""

    def _item(self, key: ItemKey) -> str:
        item = self._items.get(key)
        if item is None:
            return f"{key.checklist}/{key.item}"
        return f"{cited(item.article, words.language)}  {item.title.in_language(words.language)}"

    def _flag(self, name: str) -> str:
        if name not in self._document.flags:
            return name
        finding = self._document.flag_finding(name)
        title = self._flags.get(finding.id)
        shown = title.in_language(words.language) if title else finding.id
        return f"{shown}  {quoted(quote(self._text, finding.span, _QUOTE))}"

    def _target(self, target: Target) -> str:
        match target:
            case OnClause(identifier):
                standing = self._document.standing
                clause = standing.known(identifier) if standing else None
                return quoted(quote(self._text, clause.span, _QUOTE)) if clause else ""
            case OnSelection(span):
                return quoted(quote(self._text, span, _QUOTE))
            case OnItem(item):
                return self._item(item)
            case OnFlag(flag):
                return self._flag(flag)

    def said(self, row: Row, verdict: Verdict | None) -> str:
        """What one side decided; empty for nothing."""
        match verdict:
            case Mark():
                return self._marked(row, verdict)
            case Remark():
                return _listed(verdict.text)
            case ItemJudgement():
                word = verdict_word(ItemStatus(verdict.verdict.value))
                return _listed(word, verdict.searched, verdict.comment)
            case FlagJudgement() | ConditionAnswer() | TestAnswer():
                return _listed(_answered(verdict), verdict.comment)
        return ""

    def _marked(self, row: Row, mark: Mark) -> str:
        if mark.status is ClauseStatus.REJECTED:
            return status_word(mark.status)
        told = [status_word(mark.status), category_list(mark.categories)]
        you, other = row.you, row.other
        apart = isinstance(you, Mark) and isinstance(other, Mark) and you.span != other.span
        if apart:
            told.append(quoted(quote(self._text, mark.span, _QUOTE)))
        return _listed(*told)

    def merged(self, row: Row) -> str:
        """What both come to."""
        if row.standing is Standing.CONFLICT:
            return say("to be settled")
        verdict = row.you if row.standing is Standing.SETTLED else row.merged
        return self.said(row, verdict)

    def spoken(self, row: Row) -> str:
        """A whole row for a screen reader."""
        nothing = say("nothing")
        return say(
            "{standing}. {kind}: {subject}. You: {you}. Other: {other}.",
            standing=standing_word(row.standing),
            kind=kind_word(kind_of(row)),
            subject=self.subject(row),
            you=self.said(row, row.you) or nothing,
            other=self.said(row, row.other) or nothing,
        )


def _listed(*parts: str) -> str:
    return " · ".join(" ".join(part[:_SAID].split()) for part in parts if part.strip())


def _answered(verdict: FlagJudgement | ConditionAnswer | TestAnswer) -> str:
    match verdict:
        case FlagJudgement():
            return flag_word(verdict.verdict)
        case ConditionAnswer():
            return say("Yes") if verdict.state is ConditionState.HOLDS else say("No")
        case TestAnswer():
            return say("Passed") if verdict.state is TestState.PASSED else say("Failed")
