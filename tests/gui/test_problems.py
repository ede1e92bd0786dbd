"""The list of what is wrong with a file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest

from reviewer.gui import facts
from reviewer.gui.document import Stage
from reviewer.gui.models.problems import LEADS_ROLE, PLACE_ROLE, ProblemModel
from reviewer.model.origin import PageOrigin
from reviewer.model.policy import Format
from reviewer.model.span import Span
from tests.gui.examples import ENGLISH
from tests.gui.sources import LONG, open_as, problem, properties, read_from, three_problems

if TYPE_CHECKING:
    from tests.gui.conftest import Desk


def selected(desk: Desk) -> str:
    return desk.pane.text.textCursor().selectedText()


def test_that_the_problem_model_keeps_qt_s_rules(desk: Desk) -> None:
    document = open_as(desk, three_problems(), "a.pdf")
    model = ProblemModel(document)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert model.rowCount() == 3
    assert [model.index(row).data(PLACE_ROLE) for row in range(3)] == [
        "whole document",
        "page 4",
        "page 10",
    ]
    assert [model.index(row).data(LEADS_ROLE) for row in range(3)] == [False, True, True]
    spoken = model.index(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Problem: Page 4 has no text. (page 4)"
    assert not model.index(1).data(Qt.ItemDataRole.DecorationRole).isNull()
    tips = [str(model.index(row).data(Qt.ItemDataRole.ToolTipRole)) for row in range(3)]
    assert "whole document" in tips[0]
    assert "leads there" in tips[1]
    assert "leads there" in tips[2]
    document.policy = None
    model.refresh()
    assert model.rowCount() == 0
    del tester


def test_that_a_problem_leads_to_its_words_and_selects_them(desk: Desk) -> None:
    document = open_as(desk, three_problems(), "a.pdf")
    panel, bar = desk.pane.problems, desk.pane.text.verticalScrollBar()
    assert panel.isVisible()
    assert panel.title.text() == "Reading the file: 3 problems"
    before = bar.value()
    panel.view.scrollTo(panel.model.index(2))
    place = panel.view.visualRect(panel.model.index(2)).center()
    QTest.mouseClick(
        panel.view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place
    )
    assert document.caret == LONG.rindex("We never sell")
    assert selected(desk) == "We never"
    assert bar.value() > before
    desk.window.actions_["back"].trigger()
    assert document.trail.leads(1) is False or document.trail.leads(-1) is False


def test_that_a_page_s_problem_leads_to_the_page_by_key(desk: Desk) -> None:
    document = open_as(desk, three_problems(), "a.pdf")
    desk.window.actions_["pane_5"].trigger()
    view = desk.pane.problems.view
    assert desk.window.focusWidget() is view
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert desk.window.status.place.text().startswith("page 4 of")
    assert facts.place(document, document.caret - 2).startswith("page 3 of")
    first = document.policy.text.index(selected(desk), document.caret) if document.policy else -1
    assert first == document.caret


def test_that_a_problem_of_the_whole_leads_nowhere(desk: Desk) -> None:
    document = open_as(desk, three_problems(), "a.pdf")
    desk.window.actions_["pane_5"].trigger()
    QTest.keyClick(desk.pane.problems.view, Qt.Key.Key_Return)
    assert document.caret == 0
    assert not document.trail.leads(0)


def test_that_a_problem_waits_for_a_text_that_is_still_coming(desk: Desk) -> None:
    text = "\n\n".join([ENGLISH] * 200)
    at = text.rindex("never")
    policy = read_from(Format.HTML, text, problem("Odd.", "异常。", span=Span(at, at + 5)))
    desk.answers.policies["a.html"] = policy
    desk.window.session.open_path(desk.write(text, "a.html"))
    desk.bot.waitUntil(lambda: desk.document.stage is not Stage.READING, timeout=3000)
    panel = desk.pane.problems
    panel.view.activated.emit(panel.model.index(0))
    desk.bot.waitUntil(lambda: desk.document.caret == at, timeout=5000)
    assert selected(desk) == "never"


def test_that_the_list_is_hidden_where_nothing_is_wrong(desk: Desk) -> None:
    desk.open()
    assert not desk.pane.problems.isVisible()
    desk.window.actions_["pane_5"].trigger()
    assert "Nothing was wrong" in desk.window.status.currentMessage()
    assert "problem" not in desk.window.status.facts.text()


def test_that_the_list_can_be_hidden_and_brought_back(desk: Desk) -> None:
    open_as(desk, three_problems(), "a.pdf")
    panel = desk.pane.problems
    panel.close_button.click()
    assert not panel.isVisible()
    desk.window.look.choose_language("zh")
    assert not panel.isVisible()
    properties(desk).problems.click()
    assert panel.isVisible()
    assert panel.model.index(1).data() == "第 4 页没有文本。"
    assert panel.view.accessibleName() == "文档的问题"


def test_that_many_problems_leave_room_for_the_text(desk: Desk) -> None:
    many = [problem(f"Page {page} has no text. " * 3, "无文本。", page=page) for page in range(60)]
    open_as(desk, read_from(Format.PDF, LONG, *many), "a.pdf")
    panel, pane = desk.pane.problems, desk.pane
    assert panel.model.rowCount() == 60
    assert panel.height() < pane.height() / 2
    assert pane.text.height() > pane.height() / 3
    for row in (0, 59):
        panel.view.scrollTo(panel.model.index(row))
        assert panel.view.visualRect(panel.model.index(row)).height() >= 24
        assert not panel.view.grab().isNull()


def test_that_a_page_without_text_leads_to_the_text_before_it(desk: Desk) -> None:
    policy = read_from(Format.PDF, _gap(), problem("Page 2 has no text.", "无文本。", page=2))
    origins = [one for one in policy.origins if not (isinstance(one, PageOrigin) and one.page == 2)]
    document = open_as(desk, replace(policy, origins=tuple(origins)), "a.pdf")
    panel = desk.pane.problems
    tip = str(panel.model.index(0).data(Qt.ItemDataRole.ToolTipRole))
    assert "nearest to this page" in tip
    panel.view.activated.emit(panel.model.index(0))
    assert desk.window.status.place.text().startswith("page 1 of")
    assert selected(desk) == "Last line of the page."
    assert document.trail.leads(0)


def _gap() -> str:
    """Three pages, the second of which is nothing but an empty line a line."""
    lines = ["A line."] * 23 + ["Last line of the page."] + [""] * 24 + ["Next page."]
    return "\n".join(lines)
