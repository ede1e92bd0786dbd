"""What becomes of decisions on a former version, as JSON for scripts and as text for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reviewer.model import edits as made
from reviewer.model.carrying import Fate
from reviewer.report.words import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewer.model.carrying import Carrying, Matter

_QUOTE = 100
_KINDS: dict[type, str] = {
    made.Decide: "clause",
    made.Relabel: "clause",
    made.AddClause: "clause",
    made.AdjustBounds: "clause",
    made.Delete: "clause",
    made.Comment: "comment",
    made.Answer: "answer",
    made.Link: "link",
    made.Unlink: "link",
    made.JudgeItems: "item",
    made.JudgeFlags: "flag",
    made.AnswerCondition: "condition",
    made.AnswerTest: "test",
    made.ChooseChecklists: "checklists",
}


def as_json(carrying: Carrying) -> dict[str, Any]:
    """How many decisions share a fate, and each that is open again or gone."""
    return {
        **{fate.value: carrying.count(fate) for fate in Fate},
        "open_again": [_matter(one) for one in carrying.of(Fate.REOPENED)],
        "no_longer": [_matter(one) for one in carrying.of(Fate.GONE)],
    }


def _matter(matter: Matter) -> dict[str, Any]:
    return {
        "kind": kind(matter.was),
        "was": worded(matter.was),
        "quote": matter.quote,
        "who": matter.origin.who,
        "time": matter.origin.time,
    }


def lines(carrying: Carrying) -> Iterator[str]:
    """The same for people, in English."""
    yield "decisions: " + ", ".join(f"{carrying.count(fate)} {fate.value}" for fate in Fate)
    for fate in (Fate.REOPENED, Fate.GONE):
        for one in carrying.of(fate):
            quote = f" “{shortened(one.quote, _QUOTE)}”" if one.quote else ""
            by = f"{one.origin.who or 'nobody named'}, {one.origin.when:%Y-%m-%d}"
            yield f"  {fate.value:<12}{kind(one.was)} {worded(one.was)}{quote} ({by})"


def kind(was: made.Plain) -> str:
    """What sort of thing was decided."""
    return _KINDS.get(type(was), "edit")


def worded(was: made.Plain) -> str:
    """A decision in a word or two, in English."""
    match was:
        case made.Decide(status=status):
            return status.value
        case made.Relabel(categories=categories):
            return f"relabelled as {', '.join(one.value for one in categories)}"
        case made.AddClause(categories=categories):
            return f"marked as {', '.join(one.value for one in categories)}"
        case made.AdjustBounds() | made.Delete():
            return "deleted" if isinstance(was, made.Delete) else "shaped by hand"
        case made.Comment(text=text) | made.Answer(text=text):
            return shortened(text, _QUOTE)
    return _judged(was)


def _judged(was: made.Plain) -> str:
    match was:
        case made.ChooseChecklists(checklists):
            return ", ".join(checklists)
        case made.Link(item=item) | made.Unlink(item=item):
            verb = "to" if isinstance(was, made.Link) else "away from"
            return f"{verb} {item.checklist}/{item.item}"
        case made.JudgeItems(items=(item, *_)):
            return f"{item.checklist}/{item.item} {was.verdict.value if was.verdict else 'open'}"
        case made.JudgeFlags(verdict=verdict):
            return verdict.value if verdict else "open"
        case made.AnswerCondition() | made.AnswerTest():
            return _answered(was)
    return ""


def _answered(was: made.AnswerCondition | made.AnswerTest) -> str:
    if isinstance(was, made.AnswerCondition):
        return f"{was.condition} {was.state.value}"
    return f"{was.item.checklist}/{was.item.item} {was.state.value}"
