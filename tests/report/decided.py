"""The small review, decided on by two people."""

from __future__ import annotations

from functools import cache

from reviewer.model.clause import Category
from reviewer.model.edits import (
    AddClause,
    Answer,
    AnswerCondition,
    AnswerTest,
    Change,
    ClauseStatus,
    Comment,
    Decide,
    FlagVerdict,
    ItemKey,
    ItemVerdict,
    JudgeFlags,
    JudgeItems,
    Link,
    NameReviewer,
    OnClause,
    OnFlag,
    OnItem,
    OnSelection,
    Relabel,
    Undo,
)
from reviewer.model.history import WorkingReview, edited, fold
from reviewer.model.review import ConditionState, TestState
from reviewer.model.signing import open_points, signed_off
from reviewer.model.span import Span
from tests.model.edit_examples import stamp
from tests.report import samples

RIGHTS = ItemKey("sea_law", "sea_law_1")
MINORS = ItemKey("sea_law", "sea_law_3")


def changes(working: WorkingReview) -> list[Change]:
    """Something of almost every kind."""
    clauses, flags = tuple(working.ground.clauses), tuple(working.ground.flags)
    return [
        NameReviewer("Ada Byron", "Counsel"),
        Decide(clauses[:3], ClauseStatus.ACCEPTED),
        Decide(clauses[3:4], ClauseStatus.REJECTED),
        Relabel(clauses[1:2], (Category.SECURITY,)),
        AddClause(Span(0, 7), (Category.CONTACT,)),
        JudgeItems(items=(RIGHTS,), verdict=ItemVerdict.MET, comment="Said in section three."),
        JudgeItems(items=(MINORS,), verdict=ItemVerdict.MISSING, searched="child, minor"),
        Link(clauses[4:5], MINORS),
        JudgeFlags(flags=flags, verdict=FlagVerdict.DISMISSED, comment="Common words."),
        AnswerCondition(condition="abroad", state=ConditionState.FAILS, comment="One harbour."),
        AnswerTest(item=MINORS, state=TestState.FAILED, comment="Not plain."),
        Comment(target=OnClause(clauses[0]), text="Which harbours?", question=True),
        Answer(12, "All of them."),
        Comment(target=OnItem(RIGHTS), text="Looked at twice."),
        Comment(target=OnFlag(flags[0]), text="=HYPERLINK of no use"),
        Comment(target=OnSelection(Span(8, 14)), text="A fine name.", question=True),
        Decide(clauses[5:6], ClauseStatus.REJECTED),
        Undo(17),
    ]


@cache
def decided(language: str = "en") -> WorkingReview:
    """A review that is not signed."""
    source = samples.ENGLISH if language == "en" else samples.CHINESE
    working = fold(samples.review(source, language))
    for number, change in enumerate(changes(working), start=1):
        working = edited(working, change, stamp(number, "Grace" if number % 2 else "王芳"))
    return working


@cache
def signed() -> WorkingReview:
    """The same, signed with everything open as an exception."""
    working = decided()
    checklists = samples.rulebook().checklists
    left = [point.key for point in open_points(working, checklists)]
    return signed_off(working, stamp(90), checklists, left, "As agreed.")
