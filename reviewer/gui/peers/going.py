"""The way from a row of a comparison to its place in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.model.decisions import ConditionAnswer, Remark
from reviewer.model.edits import ItemKey, OnClause, OnFlag, OnItem, OnSelection
from reviewer.model.merging import Mark, Row

if TYPE_CHECKING:
    from reviewer.gui.document import Document
    from reviewer.model.edits import Target


def go_to(document: Document, row: Row) -> None:
    """Show what a row is about."""
    one = row.you if row.you is not None else row.other
    match one:
        case Mark():
            _go_to_clause(document, row.clause, one)
        case Remark():
            _go_to_target(document, one.target)
        case ConditionAnswer():
            _go_to_condition(document, str(row.subject))
        case _ if isinstance(row.subject, ItemKey):
            document.light(row.subject)
        case _:
            _go_to_target(document, OnFlag(str(row.subject)))


def _go_to_clause(document: Document, name: str, mark: Mark) -> None:
    number = document.standing.number(name) if document.standing else None
    if document.item is not None:
        document.light(None)
    if number is None:
        document.visit(mark.span)
    else:
        document.choose(number)


def _go_to_target(document: Document, target: Target) -> None:
    match target:
        case OnClause(identifier):
            number = document.standing.number(identifier) if document.standing else None
            if number is not None:
                document.choose(number)
        case OnSelection(span):
            document.visit(span)
        case OnItem(item):
            document.light(item)
        case OnFlag(flag):
            if flag in document.flags:
                document.choose_flag(flag)


def _go_to_condition(document: Document, condition: str) -> None:
    """The first item that hangs on the condition."""
    checklists = document.rulebook.checklists if document.rulebook else ()
    for checklist in checklists:
        for item in checklist.items:
            key = ItemKey(checklist.id, item.id)
            if item.condition == condition and document.item_finding(key) is not None:
                document.light(key)
                return
