"""A colleague's review beside one's own: differences are listed, gone to and settled by key."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QTextDocument
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication

from reviewer import guard
from reviewer.errors import WorkerDied
from reviewer.gui.document import Document
from reviewer.gui.peers.agreeing import AgreementColumn, AgreementModel, agreement_rows
from reviewer.gui.peers.rows import PeerColumn, PeerModel
from reviewer.gui.peers.wording import KINDS, Wording, kind_of, kind_word
from reviewer.gui.peers.work import read_peer
from reviewer.model.clause import Category
from reviewer.model.edits import (
    AddClause,
    AnswerCondition,
    AnswerTest,
    ClauseStatus,
    Comment,
    Decide,
    FlagVerdict,
    ItemKey,
    ItemVerdict,
    JudgeFlags,
    JudgeItems,
    NameReviewer,
    OnClause,
    OnSelection,
    Relabel,
)
from reviewer.model.history import fold
from reviewer.model.merging import Standing
from reviewer.model.provenance import peer_decision
from reviewer.model.resolving import Peer
from reviewer.model.review import ConditionState, TestState
from reviewer.model.span import Span
from reviewer.store.review_file import load
from tests.gui.examples import CHINESE, ENGLISH, analysis_of, policy_of, rulebook

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from reviewer.gui.peers.panel import PeerPanel
    from reviewer.model.edits import Change
    from tests.gui.conftest import Desk

_FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal
FIRST, SECOND = ItemKey("eu_gdpr", "item_1"), ItemKey("eu_gdpr", "item_2")


def _ids(document: Document) -> list[str]:
    assert document.standing is not None
    return [document.standing.ids[number] for number in document.order]


def _theirs(desk: Desk, *changes: Change, text: str = ENGLISH) -> Path:
    """A review by Grace Hopper, in a file."""
    document = desk.open(text, "birchlane.txt")
    document.edit(NameReviewer("Grace Hopper"))
    for change in changes:
        assert document.edit(change)
    path = desk.folder / "grace.review"
    saver = desk.window.keeping.saver(document)
    assert saver is not None
    desk.bot.waitUntil(lambda: saver.pending == 0 and saver.saved_at is not None, timeout=5000)
    desk.window.keeping.save_to(document, path)
    desk.bot.waitUntil(lambda: document.path == path, timeout=5000)
    desk.window.session.leave(document)
    return path


def _compared(desk: Desk, path: Path, *mine: Change) -> PeerPanel:
    document = desk.open()
    for change in mine:
        assert document.edit(change)
    desk.window.peers.open(document, path)
    desk.bot.waitUntil(lambda: desk.window.peers.panel is not None, timeout=5000)
    panel = desk.window.peers.panel
    assert panel is not None
    desk.bot.waitUntil(lambda: panel.model.rowCount() > 0, timeout=5000)
    return panel


def _names() -> list[str]:
    document = Document("birchlane.txt", None)
    policy = policy_of(ENGLISH)
    document.show_policy(policy, 0.0)
    document.show_analysis(analysis_of(policy), 0.0)
    return _ids(document)


@pytest.fixture
def names(desk: Desk) -> list[str]:
    """The clauses' ids."""
    del desk
    return _names()


def _press(desk: Desk, key: str) -> None:
    panel = desk.window.peers.panel
    assert panel is not None
    panel.view.setFocus()
    QTest.keyClicks(panel.view, key)
    # The table follows in the next turn of the event loop.
    desk.bot.wait(20)


def _standings(panel: PeerPanel) -> list[Standing]:
    return [row.standing for row in panel.shown]


def test_that_differences_are_listed_conflicts_first(desk: Desk, names: list[str]) -> None:
    path = _theirs(
        desk,
        Decide(tuple(names[:3]), ClauseStatus.ACCEPTED),
        JudgeItems(items=(FIRST,), verdict=ItemVerdict.MISSING, searched="officer"),
    )
    panel = _compared(
        desk,
        path,
        Decide((names[1],), ClauseStatus.REJECTED),
        Decide((names[2],), ClauseStatus.ACCEPTED),
        JudgeItems(items=(SECOND,), verdict=ItemVerdict.MET),
    )
    assert _standings(panel) == [
        Standing.CONFLICT, Standing.YOURS, Standing.OTHERS, Standing.OTHERS, Standing.SAME,
    ]  # fmt: skip
    index = panel.model.index(0, PeerColumn.SUBJECT)
    assert str(index.data()).startswith("Clause  “We ask for the camera")
    assert panel.model.index(0, PeerColumn.YOU).data() == "rejected"
    assert panel.model.index(0, PeerColumn.OTHER).data().startswith("accepted · Collection")
    assert panel.model.index(0, PeerColumn.MERGED).data() == "to be settled"
    header = panel.model.headerData(PeerColumn.OTHER, Qt.Orientation.Horizontal)
    assert header == "Other: Grace Hopper"
    assert panel.about.text().startswith("You and Grace Hopper: 1 in conflict, 1 only you")


def test_that_a_row_leads_to_its_place(desk: Desk, names: list[str]) -> None:
    path = _theirs(
        desk,
        Decide((names[3],), ClauseStatus.REJECTED),
        JudgeItems(items=(FIRST,), verdict=ItemVerdict.MET),
        AddClause(Span(0, 14), (Category.CHANGE,)),
        Comment(target=OnSelection(Span(0, 8)), text="Which one?"),
        AnswerCondition(condition="abroad", state=ConditionState.HOLDS),
    )
    panel = _compared(desk, path)
    document = desk.document
    panel.view.setFocus()
    panel.view.setCurrentIndex(panel.model.index(1, 0))
    assert document.clause == 3
    seen = set()
    for row in range(panel.model.rowCount()):
        panel.view.setCurrentIndex(panel.model.index(row, 0))
        seen.add(kind_word(kind_of(panel.shown[row])))
        assert panel.view.hasFocus()
    assert seen == {"Clause", "Requirement", "Comment", "Condition"}
    assert document.item == ItemKey("cn_pipl", "item_4")  # the first that hangs on it
    QTest.keyClick(panel.view, Qt.Key.Key_Return)
    assert desk.pane.text.hasFocus()


def test_that_theirs_is_taken_and_goes_into_the_file(desk: Desk, names: list[str]) -> None:
    path = _theirs(desk, Decide(tuple(names[:2]), ClauseStatus.ACCEPTED))
    panel = _compared(desk, path, Decide(tuple(names[:2]), ClauseStatus.REJECTED))
    document = desk.document
    _press(desk, "t")
    assert _standings(panel) == [Standing.CONFLICT, Standing.SAME]
    assert panel.row is not None
    assert panel.row.standing is Standing.CONFLICT  # on to the next one
    assert document.working is not None
    origin = peer_decision(document.working.edits[-1].stamp)
    assert origin is not None
    assert origin.who == document.working.edits[0].stamp.who
    saver = desk.window.keeping.saver(document)
    assert saver is not None
    desk.bot.waitUntil(lambda: saver.pending == 0 and saver.path is not None, timeout=5000)
    assert saver.path is not None
    desk.bot.waitUntil(lambda: saver.path is not None and saver.path.exists(), timeout=5000)
    assert load(saver.path).edits[-1].stamp.via == document.working.edits[-1].stamp.via
    document.choose(0)
    assert f"; taken from {origin.who}, " in desk.window.inspector.browser.toPlainText()
    desk.window.actions_["undo"].trigger()
    desk.bot.wait(20)
    assert _standings(panel) == [Standing.CONFLICT] * 2


def test_that_yours_kept_is_settled_and_can_be_taken_back(desk: Desk, names: list[str]) -> None:
    path = _theirs(desk, Decide((names[0],), ClauseStatus.ACCEPTED))
    panel = _compared(desk, path, Decide((names[0],), ClauseStatus.REJECTED))
    _press(desk, "y")
    assert _standings(panel) == [Standing.SETTLED]
    _press(desk, "u")
    assert _standings(panel) == [Standing.CONFLICT]
    _press(desk, "u")
    assert "Nothing was settled here" in desk.window.status.currentMessage()


def test_that_both_may_stand_where_that_makes_sense(desk: Desk, names: list[str]) -> None:
    path = _theirs(
        desk,
        Relabel((names[0],), (Category.SHARING,)),
        JudgeItems(items=(FIRST,), verdict=ItemVerdict.MISSING),
    )
    panel = _compared(
        desk,
        path,
        Relabel((names[0],), (Category.USE,)),
        JudgeItems(items=(FIRST,), verdict=ItemVerdict.MET),
    )
    _press(desk, "b")
    assert _standings(panel) == [Standing.CONFLICT, Standing.SETTLED]
    assert set(desk.document.clauses[0].categories) == {Category.USE, Category.SHARING}
    panel.choose_standing(Standing.CONFLICT)
    panel.view.setCurrentIndex(panel.model.index(0, 0))
    _press(desk, "b")
    assert desk.window.status.currentMessage().startswith("Both cannot stand here")


def test_that_all_that_is_missing_is_taken_after_its_count_was_shown(
    desk: Desk, names: list[str]
) -> None:
    path = _theirs(
        desk,
        Decide(tuple(names[:4]), ClauseStatus.ACCEPTED),
        Comment(target=OnClause(names[0]), text="Look."),
    )
    panel = _compared(desk, path, Decide((names[0],), ClauseStatus.REJECTED))
    document = desk.document
    assert document.working is not None
    before = len(document.working.edits)
    desk.window.actions_["peer_missing"].trigger()
    assert panel.bulk.isVisible()
    assert panel.bulk.label.text().startswith("4 rows shown")
    QTest.keyClick(panel.bulk.accept, Qt.Key.Key_Space)
    desk.bot.wait(20)
    assert _standings(panel) == [Standing.CONFLICT] + [Standing.SAME] * 4
    assert len(document.working.edits) == before + 2
    assert "2 steps" in desk.window.status.currentMessage()
    saver = desk.window.keeping.saver(document)
    assert saver is not None
    desk.bot.waitUntil(lambda: saver.pending == 0 and saver.saved_at is not None, timeout=5000)
    assert saver.path is not None
    assert load(saver.path).edits == document.working.edits


def test_that_filters_keep_states_kinds_and_words(desk: Desk, names: list[str]) -> None:
    path = _theirs(
        desk,
        Decide(tuple(names[:3]), ClauseStatus.ACCEPTED),
        JudgeItems(items=(FIRST,), verdict=ItemVerdict.MET),
    )
    panel = _compared(desk, path, Decide((names[0],), ClauseStatus.REJECTED))
    assert panel.standing.itemText(0) == "All states: 4"
    assert panel.standing.itemText(1) == "Conflict: 1"
    panel.choose_standing(Standing.CONFLICT)
    assert panel.model.rowCount() == 1
    panel.choose_standing(None)
    panel.kind.setCurrentIndex(panel.kind.findData("ItemJudgement"))
    panel.kind.activated.emit(0)
    assert [kind_of(row).__name__ for row in panel.shown] == ["ItemJudgement"]
    panel.kind.setCurrentIndex(0)
    panel.filter.setText("camera")
    desk.bot.waitUntil(lambda: panel.model.rowCount() == 1, timeout=2000)


def test_that_a_review_of_another_text_is_refused_in_one_sentence(desk: Desk) -> None:
    path = _theirs(desk, text=ENGLISH + "One more line.\n")
    document = desk.open()
    desk.window.peers.open(document, path)
    desk.bot.waitUntil(lambda: bool(desk.banners()), timeout=5000)
    assert any("grace.review is a review of another text" in text for text in desk.banners())
    assert desk.window.peers.panel is None


def test_that_what_is_no_review_is_refused(desk: Desk) -> None:
    document = desk.open()
    path = desk.folder / "bad.review"
    path.write_bytes(b"SQLite format 3\x00" + b"x" * 500)
    desk.window.peers.open(document, path)
    desk.bot.waitUntil(lambda: bool(desk.banners()), timeout=5000)
    assert any("is no review file" in text for text in desk.banners())


def test_that_a_review_that_takes_too_long_is_told_as_one(desk: Desk) -> None:
    document = desk.open()
    desk.answers.broken[read_peer] = WorkerDied("The helper process ended unexpectedly.")
    desk.window.peers.open(document, desk.folder / "grace.review")
    desk.bot.waitUntil(lambda: bool(desk.banners()), timeout=5000)
    assert desk.banners()[0].startswith(
        "Reading grace.review takes more than 60 seconds or 1024 MB"
    )
    assert desk.answers.calls[-1].limit == guard.STORED_SECONDS


def test_that_a_review_open_for_reading_alone_takes_nothing(desk: Desk, names: list[str]) -> None:
    path = _theirs(desk, Decide((names[0],), ClauseStatus.ACCEPTED))
    panel = _compared(desk, path)
    desk.document.locked = True
    _press(desk, "t")
    assert _standings(panel) == [Standing.OTHERS]
    assert any("for reading alone" in text for text in desk.banners())


def test_that_each_document_has_its_own_comparison(desk: Desk, names: list[str]) -> None:
    path = _theirs(desk, Decide((names[0],), ClauseStatus.ACCEPTED))
    panel = _compared(desk, path)
    first = desk.document
    desk.open(CHINESE, "baihua.txt")
    desk.bot.wait(20)
    assert panel.model.rowCount() == 0
    assert not desk.window.actions_["peer_take"].isEnabled()
    desk.window.session.make_current(first)
    desk.bot.wait(20)
    assert panel.model.rowCount() == 1
    desk.window.session.leave(first)
    assert panel.model.rowCount() == 0


def test_that_a_text_read_anew_stands_alone_again(desk: Desk, names: list[str]) -> None:
    path = _theirs(desk, Decide((names[0],), ClauseStatus.ACCEPTED))
    panel = _compared(desk, path)
    desk.window.session.read_again(desk.document, "cp1252")
    desk.bot.waitUntil(lambda: panel.model.rowCount() == 0, timeout=3000)
    assert panel.about.text() == "No other review stands beside this document."


def test_that_a_long_name_from_another_s_file_stays_on_its_line(desk: Desk) -> None:
    path = _theirs(desk, NameReviewer("Grace\nHopper " * 30))
    panel = _compared(desk, path, JudgeItems(items=(FIRST,), verdict=ItemVerdict.MET))
    assert panel.about.text().startswith("You and Grace Hopper Grace Hopper")
    header = str(panel.model.headerData(PeerColumn.OTHER, Qt.Orientation.Horizontal))
    assert "\n" not in header
    assert len(header) < 80


def test_that_nothing_of_another_s_file_is_taken_for_markup(desk: Desk, names: list[str]) -> None:
    said = "see <img src='//host/x.png'> & more"
    path = _theirs(
        desk, NameReviewer("<b>Grace</b>"), Comment(target=OnClause(names[0]), text=said)
    )
    panel = _compared(desk, path)
    assert panel.about.text().startswith("You and <b>Grace</b>: ")
    assert panel.about.textFormat() == Qt.TextFormat.PlainText
    (cell,) = (
        index
        for row in range(panel.model.rowCount())
        if said in str((index := panel.model.index(row, PeerColumn.OTHER)).data())
    )
    tip = QTextDocument()
    tip.setHtml(str(cell.data(Qt.ItemDataRole.ToolTipRole)))
    assert tip.toPlainText() == said


def test_that_agreement_is_shown_with_what_it_means(desk: Desk, names: list[str]) -> None:
    path = _theirs(
        desk,
        JudgeItems(items=(FIRST, SECOND), verdict=ItemVerdict.MET),
    )
    panel = _compared(
        desk,
        path,
        JudgeItems(items=(FIRST,), verdict=ItemVerdict.MET),
        JudgeItems(items=(SECOND,), verdict=ItemVerdict.MISSING),
        Decide((names[0],), ClauseStatus.ACCEPTED),
    )
    panel.tabs.setCurrentIndex(1)
    desk.bot.waitUntil(lambda: panel.agreement.rowCount() > 0, timeout=2000)
    texts = {
        panel.agreement.index(row, AgreementColumn.SUBJECT).data(): [
            panel.agreement.index(row, column).data() for column in AgreementColumn
        ][1:]
        for row in range(panel.agreement.rowCount())
    }
    assert texts["Verdicts on all requirements"] == ["2", "1", "0.00", "slight"]
    assert texts["Verdicts: First law of the west"][0] == "2"
    assert texts["Verdicts on red flags"][3] == "not defined: nothing that both decided"
    assert "Cohen's kappa is agreement beyond chance" in panel.meaning.text()


def test_that_it_speaks_chinese_without_a_restart(desk: Desk, names: list[str]) -> None:
    path = _theirs(desk, Decide((names[0],), ClauseStatus.ACCEPTED))
    panel = _compared(desk, path)
    desk.window.look.choose_language("zh")
    desk.bot.wait(20)
    assert panel.model.index(0, PeerColumn.STANDING).data() == "仅对方"
    assert desk.window.docks["peers"].windowTitle() == "双人审阅"


def test_that_a_screen_reader_hears_a_whole_row(desk: Desk, names: list[str]) -> None:
    path = _theirs(desk, Decide((names[0],), ClauseStatus.ACCEPTED))
    panel = _compared(desk, path, Decide((names[0],), ClauseStatus.REJECTED))
    cell = QAccessible.queryAccessibleInterface(panel.view).child(len(PeerColumn))
    heard = cell.text(QAccessible.Text.Name)
    assert heard.startswith("Conflict. Clause: “We collect your")
    assert "You: rejected. Other: accepted · Collection." in heard
    for widget in (panel.view, panel.filter, panel.standing, panel.kind, panel.agreement_view):
        assert widget.accessibleName()


def test_that_the_report_knows_the_other_review(desk: Desk, names: list[str]) -> None:
    path = _theirs(desk, Decide((names[0],), ClauseStatus.ACCEPTED))
    _compared(desk, path)
    peered = desk.window.peers.peered(desk.document)
    assert peered is not None
    assert peered.name == "Grace Hopper"
    desk.open(CHINESE, "baihua.txt")
    assert desk.window.peers.peered(desk.document) is None


def test_that_the_pane_is_reached_by_key_and_hidden_in_reading_mode(
    desk: Desk, names: list[str]
) -> None:
    path = _theirs(desk, Decide((names[0],), ClauseStatus.ACCEPTED))
    panel = _compared(desk, path)
    desk.pane.text.setFocus()
    desk.window.actions_["pane_peers"].trigger()
    assert QApplication.focusWidget() is panel.view
    desk.window.commands.toggle_reading()
    assert not panel.isVisible()
    desk.window.commands.leave_reading()
    assert panel.isVisible()


def test_that_the_models_keep_qt_s_rules(qtbot: QtBot) -> None:
    del qtbot
    document = Document("birchlane.txt", None)
    policy = policy_of(ENGLISH)
    document.show_policy(policy, 0.0)
    document.show_analysis(analysis_of(policy), 0.0)
    ids = _ids(document)
    assert document.review is not None
    (first, *_) = document.flags
    other = Document("birchlane.txt", None)
    other.show_policy(policy, 0.0)
    other.show_analysis(analysis_of(policy), 0.0)
    for change in (
        Decide(tuple(ids[:2]), ClauseStatus.ACCEPTED),
        JudgeItems(items=(FIRST,), verdict=ItemVerdict.MISSING, searched="officer", comment="x"),
        JudgeFlags(flags=(first,), verdict=FlagVerdict.CONFIRMED, comment="Yes."),
        AnswerCondition(condition="abroad", state=ConditionState.FAILS),
        AnswerTest(item=SECOND, state=TestState.FAILED),
        Comment(target=OnClause(ids[0]), text="Look."),
    ):
        assert other.edit(change)
    assert document.working is not None
    assert other.working is not None
    rows = Peer("0a1b", other.working).rows(document.working)
    model = PeerModel()
    tester = QAbstractItemModelTester(model, _FATAL)
    model.compare(rows, Wording(document, rulebook()), "Grace")
    assert {kind_of(row) for row in rows} == set(KINDS)
    said = [model.index(row, PeerColumn.OTHER).data() for row in range(model.rowCount())]
    assert "Missing · officer · x" in said
    assert "Confirmed · Yes." in said
    assert {"No", "Failed", "Look."} <= set(said)
    model.compare((), None, "")
    agreement = AgreementModel()
    second = QAbstractItemModelTester(agreement, _FATAL)
    agreement.show_rows(agreement_rows(document.working, fold(document.review), rulebook()))
    assert agreement.rowCount() > len(Category)
    agreement.show_rows(())
    del tester, second
