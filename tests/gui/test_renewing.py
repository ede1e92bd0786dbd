"""A kept review goes on with a new analysis, and loses nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reviewer.gui import worker
from reviewer.gui.document import Stage
from reviewer.gui.renewing.dialog import RenewalDialog
from reviewer.gui.words import words
from reviewer.model.clause import Category
from reviewer.model.edits import ClauseStatus, SignOff
from reviewer.model.history import fold
from reviewer.store.review_file import load
from tests.gui import examples

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from reviewer.gui.document import Document
    from reviewer.model.policy import Policy
    from reviewer.model.review import Analysis
    from tests.gui.conftest import Desk


@pytest.fixture
def kept(desk: Desk) -> Path:
    """A review on the disk: two clauses accepted, one rejected."""
    document = desk.open()
    document.choose(document.order[0])
    for key in "aar":
        desk.press(key)
    path = desk.folder / "mine.review"
    saver = desk.window.keeping.saver(document)
    assert saver is not None
    desk.window.keeping.save_to(document, path)
    desk.bot.waitUntil(lambda: document.path == path and saver.pending == 0, timeout=5000)
    return path


def _use_another_rulebook(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first clause is no longer found, the fifth is of another category."""

    def analyse(policy: Policy, as_of: date) -> tuple[Analysis, float]:
        found = examples.analysis_of(policy, as_of)
        last = replace(found.clauses[5], categories=(Category.SECURITY,), scores=(0.5,))
        clauses = (*found.clauses[1:5], last)
        now = replace(
            found, clauses=clauses, rulebook="newer", checklists=found.checklists, flags=()
        )
        bare = [
            replace(one, items=tuple(replace(item, evidence=()) for item in one.items))
            for one in now.checklists
        ]
        return replace(now, checklists=tuple(bare)), 0.0

    monkeypatch.setitem(examples.KNOWN, worker.analyse, analyse)
    session = desk.window.session
    session.rulebook = replace(examples.rulebook(), version="newer")
    session.rulebook_ready.emit()


def _statuses(document: Document) -> list[ClauseStatus]:
    standing = document.standing
    assert standing is not None
    return [standing.status(number) for number in document.order]


def test_that_a_review_of_an_older_rulebook_offers_a_new_analysis(
    desk: Desk, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _use_another_rulebook(desk, monkeypatch)
    told = [text for text in desk.banners() if "newer is in use now" in text]
    assert told == ["mine.review was analysed with rulebook test; newer is in use now."]
    desk.click_banner("Analyse anew …")
    desk.bot.waitUntil(lambda: bool(desk.window.findChildren(RenewalDialog)), timeout=3000)
    dialog = desk.window.renewing.dialog
    tops = [dialog.tree.topLevelItem(n) for n in range(dialog.tree.topLevelItemCount())]
    assert [top.text(0) for top in tops if top is not None] == [
        "Under other categories: 1",
        "Red flags no longer raised: 2",
        "Kept as it was decided on: 1",
    ]
    assert "rulebook newer" in dialog.versions.text()
    dialog.reject()
    assert desk.document.path == kept


def test_that_all_decisions_go_on_in_a_new_file(
    desk: Desk, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _statuses(desk.document)
    edits = load(kept).edits
    _use_another_rulebook(desk, monkeypatch)
    desk.window.actions_["reanalyse"].trigger()
    desk.bot.waitUntil(lambda: bool(desk.window.findChildren(RenewalDialog)), timeout=3000)
    desk.window.renewing.dialog.accept()
    document = desk.document
    assert document.stage is Stage.READY
    assert _statuses(document) == before
    assert document.clauses[document.order[-1]].categories == (Category.SECURITY,)
    assert document.flags == ()
    assert [one.path for one in desk.window.session.documents] == [None]
    saver = desk.window.keeping.saver(document)
    assert saver is not None
    desk.bot.waitUntil(lambda: saver.pending == 0, timeout=5000)
    assert not any("newer is in use now" in text for text in desk.banners())
    # The former review is as it was.
    former = load(kept)
    assert former.edits == edits
    assert former.contents.review.analysis.rulebook == "test"
    path = desk.folder / "newer.review"
    desk.window.keeping.save_to(document, path)
    desk.bot.waitUntil(lambda: document.path == path and saver.pending == 0, timeout=5000)
    stored = load(path)
    assert stored.contents.rulebook.version == "newer"
    assert stored.contents.identity != former.contents.identity
    assert {edit.stamp.via for edit in stored.edits} == {former.contents.identity}
    again = fold(stored.contents.review, stored.edits)
    assert document.working is not None
    assert again.decisions == document.working.decisions
    # It goes on: the latest decision can be taken back.
    document.undo()
    assert _statuses(document) == [*before[:2], ClauseStatus.OPEN, *before[3:]]
    desk.click_banner("Open the former one")
    desk.bot.waitUntil(lambda: desk.document.path == kept, timeout=5000)


def test_that_the_same_analysis_changes_nothing(desk: Desk, kept: Path) -> None:
    desk.window.actions_["reanalyse"].trigger()
    sentence = "The analysis of today finds the same; nothing would change."
    desk.bot.waitUntil(lambda: sentence in desk.banners(), timeout=3000)
    assert desk.document.path == kept
    assert not desk.window.findChildren(RenewalDialog)


def test_that_a_signed_review_keeps_its_analysis(desk: Desk, kept: Path) -> None:
    del kept
    assert desk.document.edit(SignOff(name="R", role="", source="", decisions=""))
    desk.window.actions_["reanalyse"].trigger()
    assert any("keeps its analysis" in text for text in desk.banners())


def test_that_a_policy_without_decisions_is_just_analysed_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = desk.open()
    _use_another_rulebook(desk, monkeypatch)
    desk.window.actions_["reanalyse"].trigger()
    desk.bot.waitUntil(lambda: len(document.order) == 5, timeout=3000)
    assert desk.document is document


def test_that_the_list_of_changes_speaks_chinese(
    desk: Desk, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del kept
    _use_another_rulebook(desk, monkeypatch)
    words.speak("zh")
    desk.window.actions_["reanalyse"].trigger()
    desk.bot.waitUntil(lambda: bool(desk.window.findChildren(RenewalDialog)), timeout=3000)
    top = desk.window.renewing.dialog.tree.topLevelItem(0)
    assert top is not None
    assert top.text(0) == "类别有变：1"
    desk.window.renewing.dialog.reject()
