"""Writes the test file of the present version of review files.

    python tests/store/make_review_file.py

A file that is there already is left alone: files of all versions have to open for ever.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from reviewer.model.clause import Category
from reviewer.model.edits import (
    AddClause,
    AnswerCondition,
    Carried,
    CarryOver,
    Change,
    ChooseChecklists,
    ClauseStatus,
    Comment,
    Decide,
    ItemKey,
    ItemVerdict,
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
    SignOff,
    Split,
    Undo,
    Unsettled,
)
from reviewer.model.former import Authorship, Former
from reviewer.model.review import ConditionState
from reviewer.model.span import Span
from reviewer.store import review_schema
from reviewer.store.review_file import create
from tests.model.edit_examples import numbered
from tests.store import review_examples

if TYPE_CHECKING:
    from reviewer.store.review_parts import Contents

FOLDER = Path(__file__).resolve().parents[1] / "data" / "reviews"
_ITEM = ItemKey("sea_law", "sea_law_1")
# Names are written out: they must come from the words of clauses for ever.
_CHANGES: list[Change] = [
    NameReviewer("Ada Byron", "Counsel"),
    ChooseChecklists(("sea_law",)),
    Decide(("m6da4ff437c98", "m000000000000"), ClauseStatus.ACCEPTED),
    AddClause(Span(30, 39), (Category.CONTACT,)),
    Relabel(("e4",), (Category.USE, Category.CONTACT)),
    Split("e4", (37,)),
    Undo(6),
    Redo(7),
    Merge(("e6.1", "e6.2")),
    Comment(target=OnItem(_ITEM), text="Where? 在哪里？", question=True),
    Link(("e9",), _ITEM),
    JudgeItems(items=(_ITEM,), verdict=ItemVerdict.MISSING, searched="officer"),
    AnswerCondition(condition="abroad", state=ConditionState.FAILS, comment="Asked them."),
    SignOff(name="Ada Byron", role="Counsel", source="00", decisions="11", exceptions=("a:b",)),
    Reopen("More to do."),
]
_ORIGIN = Authorship(edit=4, who="Ada Byron", time="2026-03-01T09:00:04+00:00")
_CARRIED: list[Change] = [
    CarryOver(Former(name="notice.txt", sha256="00", identity="11", signed="Ada Byron")),
    Carried(AddClause(Span(30, 39), (Category.CONTACT,)), _ORIGIN),
    Carried(JudgeItems(items=(_ITEM,), verdict=ItemVerdict.MET, comment="Seen."), _ORIGIN),
    Unsettled(
        was=Decide(("m6da4ff437c98",), ClauseStatus.ACCEPTED),
        origin=_ORIGIN,
        quote="The words as they were. 原文。",
        now=(OnClause("m000000000000"), OnSelection(Span(3, 9)), OnItem(_ITEM), OnFlag("f")),
    ),
    Unsettled(was=Comment(target=OnItem(_ITEM), text="Gone?"), origin=_ORIGIN, quote=""),
]
EDITS = {1: numbered(_CHANGES), 2: numbered([*_CARRIED, *_CHANGES])}


def contents(version: int) -> Contents:
    """What the file of a version holds."""
    example = review_examples.contents()
    whole = replace(example, identity="ffeeddccbbaa99887766554433221100")
    return whole if version == 1 else replace(whole, former=example.review)


def main() -> None:
    """Writes the file."""
    path = FOLDER / f"version-{review_schema.VERSION}.review"
    FOLDER.mkdir(parents=True, exist_ok=True)
    create(path, contents(review_schema.VERSION), EDITS[review_schema.VERSION])


if __name__ == "__main__":
    main()
