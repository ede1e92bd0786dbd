"""A folder of policies in one table: analysed one after the other, opened by Enter."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QPushButton

from reviewer.checklist.overview import Overview, Signed
from reviewer.errors import ReadError
from reviewer.gui import worker
from reviewer.gui.batch import work
from reviewer.gui.batch.panel import BatchPanel
from reviewer.gui.batch.table import BatchModel
from reviewer.gui.batch.wording import BatchColumn, BatchRow, Progress, cell
from reviewer.gui.document import Stage
from reviewer.model.edits import ClauseStatus, Decide
from reviewer.model.flags import Severity
from reviewer.model.review import ItemStatus
from tests.gui.examples import CHINESE, ENGLISH

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from pytestqt.qtbot import QtBot

    from tests.gui.conftest import Desk

_FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


def _folder(desk: Desk) -> Path:
    folder = desk.folder / "policies"
    folder.mkdir()
    (folder / "birchlane.txt").write_text(ENGLISH, encoding="utf-8")
    (folder / "baihua.md").write_text(CHINESE, encoding="utf-8")
    (folder / "empty.txt").write_text(" ", encoding="utf-8")
    (folder / ".hidden.txt").write_text(ENGLISH, encoding="utf-8")
    (folder / "picture.png").write_bytes(b"\x89PNG")
    (folder / "deeper.txt").mkdir()
    return folder


def _opened(desk: Desk, folder: Path) -> BatchPanel:
    """The table once the folder is listed."""
    desk.window.batch.open(folder)
    desk.bot.waitUntil(lambda: desk.window.batch.panel is not None, timeout=5000)
    panel = desk.window.batch.panel
    assert panel is not None
    return panel


def _settled(desk: Desk, folder: Path) -> BatchPanel:
    panel = _opened(desk, folder)
    desk.bot.waitUntil(lambda: not desk.window.batch.queue.running, timeout=5000)
    return panel


def _told(panel: BatchPanel, name: str) -> list[str]:
    row = next(row for row in panel.model.rows if row.name == name)
    return [cell(row, column) for column in BatchColumn]


def test_that_a_folder_s_policies_are_listed_and_analysed(desk: Desk) -> None:
    panel = _settled(desk, _folder(desk))
    assert [row.name for row in panel.model.rows] == ["baihua.md", "birchlane.txt", "empty.txt"]
    name, language, size, decided, missing, flags, verdicts, state = _told(panel, "birchlane.txt")
    assert (name, language, decided, missing, state) == (
        *("birchlane.txt", "English", "0 %", "2", "Analysed"),
    )
    assert size.endswith("bytes")
    assert flags == "critical 1 · low 1"
    assert verdicts == "Met 2 · Partly 2 · Missing 2 · Undecided 2"
    assert panel.work.text() == "3 of 3"
    assert not panel.turn.isVisible()
    assert panel.view.hasFocus()
    assert [index.row() for index in panel.view.selectionModel().selectedRows()] == [0]


def test_that_a_file_that_fails_says_why_in_its_row(desk: Desk) -> None:
    panel = _settled(desk, _folder(desk))
    assert _told(panel, "empty.txt")[-1] == "empty.txt holds no text."
    assert not desk.banners()
    panel.view.setCurrentIndex(panel.proxy.index(2, 0))
    assert panel.fault.text() == "empty.txt: empty.txt holds no text."
    assert panel.fault.isVisible()
    panel.view.setCurrentIndex(panel.proxy.index(0, 0))
    assert not panel.fault.isVisible()


def test_that_the_work_is_counted_and_can_be_stopped_and_gone_on_with(desk: Desk) -> None:
    desk.answers.held = {work.of_policy}
    panel = _opened(desk, _folder(desk))
    desk.bot.waitUntil(lambda: len(desk.answers.waiting) == 1, timeout=5000)
    assert panel.work.text() == "0 of 3"
    assert _told(panel, "baihua.md")[-1] == "Analysing …"
    assert _told(panel, "birchlane.txt")[-1] == "Waiting"
    assert panel.turn.text() == "Cancel"
    QTest.mouseClick(panel.turn, Qt.MouseButton.LeftButton)
    desk.answers.release()
    desk.bot.wait(20)
    assert _told(panel, "baihua.md")[-1] == "Waiting"
    assert panel.turn.text() == "Analyse the rest"
    QTest.mouseClick(panel.turn, Qt.MouseButton.LeftButton)
    desk.bot.waitUntil(lambda: not desk.window.batch.queue.running, timeout=5000)
    assert panel.work.text() == "3 of 3"


def test_that_one_file_is_analysed_at_a_time(desk: Desk) -> None:
    desk.answers.held = {work.of_policy}
    _opened(desk, _folder(desk))
    desk.bot.waitUntil(lambda: len(desk.answers.waiting) == 1, timeout=5000)
    desk.bot.wait(20)
    assert sum(call.function is worker.read_file for call in desk.answers.calls) == 1


def test_that_enter_opens_a_policy_and_its_row_follows(desk: Desk) -> None:
    folder = _folder(desk)
    panel = _settled(desk, folder)
    panel.filter.setText("birch")
    desk.bot.waitUntil(lambda: panel.proxy.rowCount() == 1, timeout=2000)
    panel.view.setCurrentIndex(panel.proxy.index(0, 0))
    panel.view.setFocus()
    QTest.keyClick(panel.view, Qt.Key.Key_Return)
    document = desk.document
    desk.bot.waitUntil(lambda: document.stage is Stage.READY, timeout=3000)
    assert document.path == folder / "birchlane.txt"
    assert document.standing is not None
    document.edit(Decide(tuple(document.standing.ids[:3]), ClauseStatus.ACCEPTED))
    desk.bot.waitUntil(
        lambda: _told(panel, "birchlane.txt")[BatchColumn.DECIDED] == "50 %", timeout=2000
    )
    assert _told(panel, "birchlane.txt")[-1] == "Opened"
    assert len(panel.model.rows) == 3
    QTest.keyClick(panel.view, Qt.Key.Key_Return)
    assert len(desk.window.session.documents) == 1
    desk.window.session.leave(document)
    desk.bot.waitUntil(lambda: _told(panel, "birchlane.txt")[-1] == "Analysed", timeout=3000)


def test_that_the_next_document_is_the_next_policy_of_the_table(desk: Desk) -> None:
    folder = _folder(desk)
    panel = _settled(desk, folder)
    panel.view.sortByColumn(BatchColumn.NAME, Qt.SortOrder.DescendingOrder)
    desk.window.session.open_path(folder / "birchlane.txt")
    desk.window.actions_["next_document"].trigger()
    assert desk.document.name == "baihua.md"
    assert panel.view.currentIndex().data() == "baihua.md"
    # The file that cannot be read is passed over.
    desk.window.actions_["next_document"].trigger()
    assert desk.document.name == "birchlane.txt"
    # Without the table it is the next of the open ones: the tabs go on from left to right.
    desk.window.docks["batch"].hide()
    desk.window.session.leave(
        next(d for d in desk.window.session.documents if d.name == "baihua.md")
    )
    desk.window.actions_["next_document"].trigger()
    assert desk.document.name == "birchlane.txt"


def test_that_open_documents_are_listed_without_a_folder(desk: Desk) -> None:
    desk.open()
    desk.window.session.open_text(ENGLISH.encode(), "Pasted policy 1")
    desk.window.actions_["pane_batch"].trigger()
    panel = desk.window.batch.panel
    assert panel is not None
    assert [row.name for row in panel.model.rows] == ["birchlane.txt", "Pasted policy 1"]
    assert QApplication.focusWidget() is panel.view
    panel.view.setCurrentIndex(panel.proxy.index(0, 0))
    QTest.keyClick(panel.view, Qt.Key.Key_Return)
    assert desk.document.name == "birchlane.txt"


def test_that_a_review_file_shows_what_was_decided(desk: Desk) -> None:
    document = desk.open()
    assert document.standing is not None
    document.edit(Decide(tuple(document.standing.ids), ClauseStatus.ACCEPTED))
    saver = desk.window.keeping.saver(document)
    assert saver is not None
    desk.bot.waitUntil(lambda: saver.pending == 0 and saver.saved_at is not None, timeout=5000)
    folder = _folder(desk)
    path = folder / "mine.review"
    desk.window.keeping.save_to(document, path)
    desk.bot.waitUntil(lambda: document.path == path, timeout=5000)
    desk.window.session.leave(document)
    panel = _settled(desk, folder)
    assert _told(panel, "mine.review")[BatchColumn.DECIDED] == "100 %"
    (folder / "mine.review").write_bytes(b"nothing of the kind")
    _opened(desk, folder)
    desk.bot.waitUntil(lambda: "is no review file" in _told(panel, "mine.review")[-1], timeout=5000)


def test_that_columns_sort_by_what_they_mean(qtbot: QtBot) -> None:
    panel = BatchPanel()
    qtbot.addWidget(panel)
    panel.model.show_rows(_rows())
    for column, names in (
        (BatchColumn.SIZE, ["waiting", "small", "large"]),
        (BatchColumn.DECIDED, ["waiting", "large", "small"]),
        (BatchColumn.FLAGS, ["waiting", "small", "large"]),
        (BatchColumn.NAME, ["large", "small", "waiting"]),
    ):
        panel.view.sortByColumn(column, Qt.SortOrder.AscendingOrder)
        shown = [panel.proxy.index(row, 0).data() for row in range(panel.proxy.rowCount())]
        assert shown == names, column


def _overview(size: int, decided: int, graver: int) -> Overview:
    return Overview(
        language="en",
        size=size,
        clauses=10,
        decided=decided,
        verdicts=tuple((status, 1) for status in ItemStatus),
        judged=0,
        flags=tuple((one, graver if one is Severity.HIGH else 3) for one in Severity),
        signed=Signed("Ada Byron", datetime(2026, 3, 1, 9, tzinfo=UTC), sound=decided == 10),
    )


def _rows() -> list[BatchRow]:
    done = Progress.DONE
    return [
        BatchRow(name="small", progress=done, found=_overview(9_000, 10, 1)),
        BatchRow(name="large", progress=done, found=_overview(10_000, 5, 2)),
        BatchRow(name="waiting"),
    ]


def test_that_the_model_keeps_qt_s_rules(qtbot: QtBot) -> None:
    del qtbot
    model = BatchModel()
    tester = QAbstractItemModelTester(model, _FATAL)
    model.show_rows(_rows())
    assert model.index(0, BatchColumn.STATE).data().startswith("Signed by Ada Byron, 2026-03-01")
    assert model.index(1, BatchColumn.STATE).data().endswith(", changed since")
    heard = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert heard.startswith("small. English. 9 kB. 10 of 10 decided. 1 missing. critical 3")
    rows = _rows()
    rows[2] = BatchRow(name="waiting", progress=Progress.FAILED, error=ReadError("It is gone."))
    model.show_rows(rows)
    assert model.index(2, BatchColumn.STATE).data() == "It is gone."
    model.show_rows(rows[:1])
    model.retranslate()
    model.show_rows(())
    del tester


def test_that_the_empty_page_offers_a_folder(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "open", lambda _dialog: None)
    buttons = desk.window.workspace.empty.findChildren(QPushButton)
    (button,) = (one for one in buttons if one.text() == "Open a folder …")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    dialog = desk.window.batch.file_dialog
    assert dialog.fileMode() is QFileDialog.FileMode.Directory
    dialog.fileSelected.emit(str(_folder(desk)))
    desk.bot.waitUntil(lambda: desk.window.batch.panel is not None, timeout=5000)


def test_that_a_folder_that_is_gone_is_told_in_a_banner(desk: Desk) -> None:
    desk.window.batch.open(desk.folder / "nowhere")
    desk.bot.waitUntil(lambda: bool(desk.banners()), timeout=5000)
    assert any("The folder nowhere cannot be read" in text for text in desk.banners())


def test_that_a_folder_without_policies_says_so(desk: Desk) -> None:
    folder = desk.folder / "bare"
    folder.mkdir()
    panel = _settled(desk, folder)
    assert panel.about.text().endswith("no policies or reviews in it")
    assert panel.model.rowCount() == 0


def test_that_the_menu_of_panes_lists_it_once(desk: Desk) -> None:
    _settled(desk, _folder(desk))
    panes = next(
        one.menu() for one in desk.window.menus["&View"].actions() if one.text() == "&Panes"
    )
    assert isinstance(panes, QMenu)
    for _ in range(2):
        panes.aboutToShow.emit()
    assert [action.text() for action in panes.actions()] == [
        *("Clauses", "Red flags", "Checklist", "Inspector", "Policies"),
    ]


def test_that_it_speaks_chinese_without_a_restart(desk: Desk) -> None:
    panel = _settled(desk, _folder(desk))
    desk.window.look.choose_language("zh")
    assert panel.model.headerData(BatchColumn.MISSING, Qt.Orientation.Horizontal) == "缺失"
    assert _told(panel, "birchlane.txt")[-1] == "已分析"
    assert desk.window.docks["batch"].windowTitle() == "隐私政策列表"
