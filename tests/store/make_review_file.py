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
    OnItem,
    Redo,
    Relabel,
    Reopen,
    SignOff,
    Split,
    Undo,
)
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
EDITS = numbered(_CHANGES)


def contents() -> Contents:
    """What the file of version 1 holds."""
    return replace(review_examples.contents(), identity="ffeeddccbbaa99887766554433221100")


def main() -> None:
    """Writes the file."""
    path = FOLDER / f"version-{review_schema.VERSION}.review"
    FOLDER.mkdir(parents=True, exist_ok=True)
    create(path, contents(), EDITS)


if __name__ == "__main__":
    main()
