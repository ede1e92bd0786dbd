"""Random edits of a small review: sound ones, stale ones and nonsense."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from reviewer.model.clause import Category
from reviewer.model.edits import (
    AddClause,
    AdjustBounds,
    Answer,
    AnswerCondition,
    AnswerTest,
    Carried,
    CarryOver,
    Change,
    ChooseChecklists,
    ClauseStatus,
    Comment,
    Decide,
    Delete,
    Edit,
    FlagVerdict,
    ItemKey,
    ItemVerdict,
    JudgeFlags,
    JudgeItems,
    Link,
    Merge,
    NameReviewer,
    OnClause,
    OnFlag,
    OnItem,
    OnSelection,
    Redo,
    Relabel,
    Reopen,
    ReviseComment,
    SignOff,
    Split,
    Undo,
    Unlink,
    Unsettled,
)
from reviewer.model.former import Authorship, Former
from reviewer.model.history import continued
from reviewer.model.review import ConditionState, TestState
from reviewer.model.span import Span
from tests.model.edit_examples import numbered, sample

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy


@cache
def changes() -> SearchStrategy[Change]:
    """Edits of the sample; about half of them fit after some others."""
    start = sample()
    machine = tuple(start.ground.clauses)
    own = tuple(f"e{number}{part}" for number in (1, 2, 3, 5) for part in ("", ".1", ".2"))
    names = st.sampled_from((*machine, *machine, *own, "m000000000000"))
    several = st.lists(names, min_size=1, max_size=4).map(tuple)
    keys = st.sampled_from((*sorted(start.ground.items), ItemKey("moon_law", "moon_law_1")))
    length = len(start.ground.text)
    places = st.integers(0, length + 3)
    spans = st.tuples(places, st.integers(0, 80)).map(lambda pair: Span(pair[0], sum(pair)))
    categories = st.lists(st.sampled_from(Category), max_size=3).map(tuple)
    texts = st.sampled_from(("", " ", "Why?", "为何？", "\U0001f512 \x00 \n\t“x”"))
    numbers = st.integers(0, 12)
    flags = st.sampled_from((*start.ground.flags, "gone"))
    targets = st.one_of(
        names.map(OnClause), keys.map(OnItem), flags.map(OnFlag), spans.map(OnSelection)
    )
    plain = st.one_of(
        st.builds(Decide, several, st.sampled_from(ClauseStatus)),
        st.builds(Relabel, several, categories),
        st.builds(AddClause, spans, categories),
        st.builds(AdjustBounds, names, spans),
        st.builds(Split, names, st.lists(places, max_size=3).map(tuple)),
        st.builds(Merge, several),
        st.builds(Delete, several),
        st.builds(Comment, target=targets, text=texts, question=st.booleans()),
        st.builds(ReviseComment, numbers, texts),
        st.builds(Answer, numbers, texts),
        st.builds(Link, several, keys),
        st.builds(Unlink, several, keys),
        st.builds(
            JudgeItems,
            items=st.lists(keys, min_size=1, max_size=3).map(tuple),
            verdict=st.sampled_from((None, *ItemVerdict)),
            comment=texts,
            searched=texts,
        ),
        st.builds(
            JudgeFlags,
            flags=flags.map(lambda flag: (flag,)),
            verdict=st.sampled_from((None, *FlagVerdict)),
        ),
        st.builds(
            AnswerCondition,
            condition=st.sampled_from(("abroad", "")),
            state=st.sampled_from(ConditionState),
        ),
        st.builds(AnswerTest, item=keys, state=st.sampled_from(TestState)),
        st.builds(
            ChooseChecklists,
            st.lists(st.sampled_from(("sea_law", "sky_law", "moon_law")), max_size=2).map(tuple),
        ),
        st.builds(NameReviewer, texts, texts),
    )
    origins = st.just(Authorship(edit=3, who="Ada", time="2025-01-02T03:04:05+00:00"))
    former = Former(name="old.txt", sha256="00", identity="11", signed="Ada")
    return st.one_of(
        *(plain,) * 6,
        st.just(CarryOver(former)),
        st.builds(Carried, plain, origins),
        st.builds(
            Unsettled,
            was=plain,
            origin=origins,
            quote=texts,
            now=st.lists(targets, max_size=2).map(tuple),
        ),
        st.builds(SignOff, name=texts, role=texts, source=texts, decisions=texts),
        st.builds(Reopen, texts),
        st.builds(Undo, numbers),
        st.builds(Redo, numbers),
    )


@st.composite
def edits(draw: st.DrawFn, most: int = 14) -> tuple[Edit, ...]:
    """A list of edits, with undos and redos that fit strewn in."""
    working = sample()
    for _ in range(draw(st.integers(0, most))):
        change = draw(changes())
        kind = draw(st.integers(0, 5))
        if kind == 0 and working.undoable is not None:
            change = Undo(working.undoable.sequence)
        elif kind == 1 and working.undone:
            change = Redo(working.undone[-1])
        elif working.signed and kind < 4:
            change = Reopen("more to do")
        working = continued(working, numbered([change], len(working.edits) + 1))
    return working.edits
