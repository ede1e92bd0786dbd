"""Changes and former decisions in the window's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime

from reviewer.gui.models.clauses import status_word
from reviewer.gui.models.filtered_items import verdict_word
from reviewer.gui.models.flags import flag_word
from reviewer.gui.naming import category_list
from reviewer.gui.versions.rows import RowKind
from reviewer.gui.words import say, words
from reviewer.model import edits as made
from reviewer.model.carrying import Fate
from reviewer.model.review import ConditionState, ItemStatus, TestState

if TYPE_CHECKING:
    from collections.abc import Callable

    from reviewer.model.edits import Plain
    from reviewer.model.former import Authorship
    from reviewer.model.rules import Rulebook


def kind_word(kind: RowKind) -> str:
    """What became of some words."""
    return {
        RowKind.CHANGED: say("Changed"),
        RowKind.ADDED: say("Added"),
        RowKind.REMOVED: say("Removed"),
        RowKind.MOVED: say("Moved"),
        RowKind.RELABELLED: say("Other category"),
    }[kind]


def kind_sign(kind: RowKind) -> str:
    """The same as a sign, as differences are marked in print."""
    return {
        RowKind.CHANGED: "~",
        RowKind.ADDED: "+",
        RowKind.REMOVED: "−",
        RowKind.MOVED: "→",
        RowKind.RELABELLED: "≠",
    }[kind]


def fate_word(fate: Fate) -> str:
    """What becomes of a decision."""
    return {
        Fate.KEPT: say("Kept"),
        Fate.REOPENED: say("Open again"),
        Fate.GONE: say("Gone"),
    }[fate]


def by_whom(origin: Authorship) -> str:
    """Who decided something, and on which day."""
    day = QDateTime.fromSecsSinceEpoch(int(origin.when.timestamp())).toString("yyyy-MM-dd")
    return say("{who}, {time}", who=origin.who or say("unnamed"), time=day)


def was(decision: Plain, rulebook: Rulebook | None) -> str:
    """A former decision in a few words.

    Args:
        rulebook: names items and conditions; None where it is not known.
    """
    for kinds, tell in _TELLERS:
        if isinstance(decision, kinds):
            return tell(decision, rulebook)
    return say("edit")


def _on_clause(decision: Plain, _rulebook: Rulebook | None) -> str:
    if isinstance(decision, made.Decide):
        return status_word(decision.status)
    if isinstance(decision, made.Relabel):
        return say("relabelled as {categories}", categories=category_list(decision.categories))
    if isinstance(decision, made.AddClause):
        return say("marked as {categories}", categories=category_list(decision.categories))
    return say("deleted") if isinstance(decision, made.Delete) else say("shaped by hand")


def _said(decision: Plain, _rulebook: Rulebook | None) -> str:
    text = str(getattr(decision, "text", ""))
    if isinstance(decision, made.Answer):
        return say("answer: {text}", text=text)
    return say("comment: {text}", text=text)


def _linked(decision: Plain, rulebook: Rulebook | None) -> str:
    item = item_title(getattr(decision, "item"), rulebook)  # noqa: B009 - both kinds have one
    if isinstance(decision, made.Link):
        return say("linked to {item}", item=item)
    return say("taken from {item}", item=item)


def _judged(decision: Plain, rulebook: Rulebook | None) -> str:
    if isinstance(decision, made.JudgeItems) and decision.verdict and decision.items:
        item = item_title(decision.items[0], rulebook)
        verdict = verdict_word(ItemStatus(decision.verdict.value))
        return _with(say("{title}: {verdict}", title=item, verdict=verdict), decision.comment)
    if isinstance(decision, made.JudgeFlags):
        return _with(
            say("Red flag: {verdict}", verdict=flag_word(decision.verdict)), decision.comment
        )
    return say("verdict")


def _answered(decision: Plain, rulebook: Rulebook | None) -> str:
    if isinstance(decision, made.AnswerTest):
        item = item_title(decision.item, rulebook)
        passed = say("passed") if decision.state is TestState.PASSED else say("failed")
        return say("{title}: {verdict}", title=item, verdict=passed)
    if isinstance(decision, made.AnswerCondition):
        known = rulebook.conditions if rulebook else ()
        asked = (one.question for one in known if one.id == decision.condition)
        question = next((one.in_language(words.language) for one in asked), decision.condition)
        holds = say("yes") if decision.state is ConditionState.HOLDS else say("no")
        return say("{title}: {verdict}", title=question, verdict=holds)
    return say("choice of regulations")


def _with(text: str, comment: str) -> str:
    return f"{text} · {comment}" if comment else text


_TELLERS: tuple[tuple[tuple[type, ...], Callable[[Plain, Rulebook | None], str]], ...] = (
    ((made.Decide, made.Relabel, made.AddClause, made.AdjustBounds, made.Delete), _on_clause),
    ((made.Comment, made.Answer), _said),
    ((made.Link, made.Unlink), _linked),
    ((made.JudgeItems, made.JudgeFlags), _judged),
    ((made.AnswerTest, made.AnswerCondition, made.ChooseChecklists), _answered),
)


def item_title(key: made.ItemKey, rulebook: Rulebook | None) -> str:
    """What an item asks for; its id where the rulebook does not know it."""
    for checklist in rulebook.checklists if rulebook else ():
        for item in checklist.items:
            if (checklist.id, item.id) == (key.checklist, key.item):
                return item.title.in_language(words.language)
    return f"{key.checklist}/{key.item}"
