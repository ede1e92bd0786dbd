"""Reviewers decide on clauses in the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.model.edits import ClauseStatus, Decide

if TYPE_CHECKING:
    from tests.gui.conftest import Desk


def _ids(desk: Desk) -> list[str]:
    assert desk.document.working is not None
    return [clause.id for clause in desk.document.working.decisions.in_order()]


def test_that_an_edit_is_applied_and_announced(desk: Desk) -> None:
    document = desk.open()
    first = _ids(desk)[0]
    with desk.bot.waitSignal(document.decisions_changed):
        assert document.edit(Decide((first,), ClauseStatus.ACCEPTED))
    assert document.working is not None
    assert document.working.decisions.status(first) is ClauseStatus.ACCEPTED
    assert document.working.edits[0].stamp.who


def test_that_a_refused_edit_changes_nothing_and_says_why(desk: Desk) -> None:
    document = desk.open()
    before = document.working
    assert not document.edit(Decide(("gone",), ClauseStatus.ACCEPTED))
    assert document.working is before
    assert "The clause is no longer there." in desk.banners()
