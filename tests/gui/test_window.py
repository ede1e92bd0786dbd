from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QLabel, QLineEdit

from reviewer.errors import WorkerDied
from reviewer.gui import worker
from reviewer.gui.actions import DEEDS
from reviewer.gui.categories import category_styles
from reviewer.gui.dialogs.file_dialog import FileDialog
from reviewer.gui.document import Stage
from reviewer.gui.files import pasted
from reviewer.gui.keys.listing import keys_page
from reviewer.gui.widgets.text_panes import place_of
from reviewer.model.clause import Category
from reviewer.model.edits import ItemKey
from reviewer.store import settings
from reviewer.store.settings import ThemeChoice
from tests.gui.examples import CHINESE, ENGLISH

if TYPE_CHECKING:
    from tests.gui.conftest import Desk


def _text(desk: Desk) -> str:
    return desk.pane.text.toPlainText()


def test_that_the_text_can_be_read_before_the_analysis_arrives(desk: Desk) -> None:
    desk.answers.held.add(worker.analyse)
    desk.window.session.open_path(desk.write())
    desk.bot.waitUntil(lambda: desk.document.stage is Stage.ANALYSING, timeout=3000)
    assert _text(desk) == ENGLISH
    assert "Analysing" in desk.pane.busy.said.text()
    assert "Analysing" in desk.window.clauses.count.text()
    desk.answers.release()
    assert desk.document.stage is Stage.READY
    assert desk.window.clauses.model.rowCount() == 6
    assert not desk.pane.busy.progress.isVisible()


def test_that_positions_stay_right_behind_characters_of_two_units(desk: Desk) -> None:
    document = desk.open()
    document.choose(2)
    cursor = desk.pane.text.textCursor()
    assert (
        cursor.position() == len(ENGLISH[: document.clauses[2].span.start].encode("utf-16-le")) // 2
    )
    assert document.caret == document.clauses[2].span.start


def test_that_several_documents_stay_apart(desk: Desk) -> None:
    first = desk.open()
    second = desk.open(CHINESE, "baihua.txt")
    assert desk.window.workspace.tabs.count() == 2
    assert desk.window.clauses.model.rowCount() == 4
    desk.window.actions_["previous_document"].trigger()
    assert desk.document is first
    assert desk.window.clauses.model.rowCount() == 6
    desk.window.session.open_path(desk.folder / "baihua.txt")
    assert desk.document is second
    assert desk.window.workspace.tabs.count() == 2
    desk.window.actions_["close"].trigger()
    assert desk.document is first


def test_that_an_answer_for_a_closed_document_is_dropped(desk: Desk) -> None:
    desk.answers.held.add(worker.analyse)
    desk.window.session.open_path(desk.write())
    desk.bot.waitUntil(lambda: len(desk.answers.waiting) == 1, timeout=3000)
    desk.window.actions_["close"].trigger()
    desk.answers.release()
    assert desk.window.document is None
    assert desk.banners() == []


def test_that_keys_step_through_the_clauses_and_back(desk: Desk) -> None:
    document = desk.open()
    desk.press("n")
    assert document.clause == 0
    desk.press("jj")
    assert document.clause == 2
    assert (
        desk.window.status.here.text() == "Clause 3 of 6, Sharing, Choice and consent, open, 0.88"
    )
    desk.press("k")
    assert document.clause == 1
    desk.window.actions_["back"].trigger()
    assert document.clause == 2
    desk.window.actions_["forward"].trigger()
    assert document.clause == 1
    desk.press("pp")
    assert document.clause == 5


def test_that_list_and_inspector_follow_the_current_clause(desk: Desk) -> None:
    document = desk.open()
    document.choose(2)
    panel = desk.window.clauses
    assert panel.view.currentIndex().row() == 2
    page = desk.window.inspector.browser.toPlainText()
    for words in (
        "Clause 3 of 6",
        "Sharing",
        "0.88",
        "We share your",
        "words",
        "pattern",
        "Whom we tell",
    ):
        assert words in page
    assert "Recipients of the data" in page
    panel.view.setCurrentIndex(panel.model.index(4, 0))
    assert document.clause == 4


def test_that_links_of_the_inspector_lead_to_the_words(desk: Desk) -> None:
    document = desk.open()
    document.choose(2)
    start = ENGLISH.index("2. Whom")
    desk.window.inspector.browser.anchorClicked.emit(QUrl(f"span:{start}-{start + 4}"))
    assert document.caret == start
    desk.window.inspector.browser.anchorClicked.emit(QUrl("item:eu_gdpr/item_1"))
    assert document.item == ItemKey("eu_gdpr", "item_1")


def test_that_the_filter_narrows_list_and_steps(desk: Desk) -> None:
    document = desk.open()
    panel = desk.window.clauses
    panel.filter.setText("cat:sharing")
    desk.bot.waitUntil(lambda: panel.model.rowCount() == 2, timeout=3000)
    assert panel.count.text() == "Clauses shown: 2 of 6 · 0 of 6 decided"
    desk.press("nnn")
    assert document.clause == 2
    panel.filter.setText("")
    desk.bot.waitUntil(lambda: panel.model.rowCount() == 6, timeout=3000)


def test_that_the_legend_counts_and_switches_categories(desk: Desk) -> None:
    document = desk.open()
    chips = {chip.category: chip for chip in desk.pane.legend._chips.values()}
    assert chips[Category.SHARING].accessibleName() == "Sharing: 2"
    QTest.mouseClick(chips[Category.SHARING], Qt.MouseButton.LeftButton)
    assert document.hidden == {Category.SHARING}
    assert desk.window.clauses.model.rowCount() == 5
    QTest.mouseClick(desk.pane.legend._all, Qt.MouseButton.LeftButton)
    assert document.hidden == frozenset()


def test_that_a_number_key_steps_through_its_categories(desk: Desk) -> None:
    document = desk.open()
    seen = []
    for _ in range(4):
        desk.press("1")
        seen.append(document.hidden)
    assert seen == [
        {Category.PERMISSION},
        {Category.COLLECTION},
        {Category.COLLECTION, Category.PERMISSION},
        frozenset(),
    ]


def test_that_finding_counts_and_goes_round(desk: Desk) -> None:
    document = desk.open()
    desk.window.actions_["find"].trigger()
    bar = desk.pane.find_bar
    assert bar.isVisible()
    bar.line.setText("your")
    desk.bot.waitUntil(lambda: bar.count.text() == "1 of 5", timeout=3000)
    assert len(document.found.hits) == 5
    desk.window.actions_["find_next"].trigger()
    assert bar.count.text() == "2 of 5"
    assert document.caret == document.found.hits[1].start
    QTest.keyClick(bar.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(bar.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert bar.count.text() == "5 of 5"
    bar.line.setText("zebra")
    desk.bot.waitUntil(lambda: bar.count.text() == "Not found", timeout=3000)
    bar.line.setFocus()
    desk.window.actions_["cancel"].trigger()
    assert not bar.isVisible()
    assert not document.found.hits


def test_that_letters_in_a_line_are_letters(desk: Desk) -> None:
    document = desk.open()
    desk.window.actions_["find"].trigger()
    QTest.keyClicks(desk.pane.find_bar.line, "np1?")
    assert desk.pane.find_bar.line.text() == "np1?"
    assert document.clause is None
    assert document.hidden == frozenset()


def test_that_an_item_lights_its_evidence_alone(desk: Desk) -> None:
    document = desk.open()
    model, view = desk.window.checklist.model, desk.window.checklist.view
    assert model.rowCount() == 2
    assert desk.window.checklist.head.count.text() == "2 met · 2 partly · 2 missing · 2 undecided"
    view.setCurrentIndex(model.index(0, 0, model.index(0, 0)))
    evidence = [document.clauses[2].span, document.clauses[3].span]
    assert list(document.lit) == evidence
    assert document.current_span == evidence[0]
    desk.press("n")
    assert document.current_span == evidence[1]
    assert desk.window.status.here.text() == "Evidence 2 of 2"
    desk.press("n")
    assert document.current_span == evidence[0]
    page = desk.window.inspector.browser.toPlainText()
    for words in ("Met", "Art. 1", "Said in so many words", "It is said.", "We share your"):
        assert words in page
    desk.window.actions_["cancel"].trigger()
    assert document.item is None
    assert document.lit == ()
    assert not view.currentIndex().isValid()


def test_that_an_unverified_article_and_an_open_condition_are_told(desk: Desk) -> None:
    document = desk.open()
    document.light(ItemKey("eu_gdpr", "item_2"))
    page = desk.window.inspector.browser.toPlainText()
    assert "Article not verified" in page
    assert "Is it enough?" in page
    document.light(ItemKey("eu_gdpr", "item_4"))
    page = desk.window.inspector.browser.toPlainText()
    assert "Does data leave the country?" in page
    assert "The text does not tell." in page
    assert desk.window.status.here.text() == "The text holds no evidence for this requirement."


def test_that_regulations_are_proposed_by_language_and_remembered(desk: Desk) -> None:
    desk.open()
    panel = desk.window.checklist
    assert [group.checklist.id for group in panel.model.groups] == ["eu_gdpr", "us_ccpa"]
    next(action for action in panel.head.menu.actions() if action.data() == "us_ccpa").trigger()
    assert [group.checklist.id for group in panel.model.groups] == ["eu_gdpr"]
    desk.open(CHINESE, "baihua.txt")
    assert [group.checklist.id for group in panel.model.groups] == ["cn_pipl", "cn_gb35273"]
    stored = settings.load(desk.folder / "settings.json")
    assert stored.chosen("en") == ("eu_gdpr",)
    assert stored.chosen("zh") is None


def test_that_a_click_in_the_text_chooses_the_clause_there(desk: Desk) -> None:
    document = desk.open()
    pane = desk.pane.text
    place = place_of(pane, document.map.to_qt(document.clauses[1].span.start + 4))
    QTest.mouseClick(
        pane.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        place.center().toPoint() + QPoint(2, 0),
    )
    assert document.clause == 1


def test_that_a_double_click_takes_a_chinese_phrase(chinese: Desk) -> None:
    pane, document = chinese.pane.text, chinese.document
    place = place_of(pane, document.map.to_qt(CHINESE.index("写下")))
    point = place.center().toPoint() + QPoint(5, 0)
    QTest.mouseDClick(
        pane.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point
    )
    assert pane.textCursor().selectedText() == "以及您写下的笔记"


def test_that_a_click_beside_the_text_chooses_the_clause(desk: Desk) -> None:
    document = desk.open()
    desk.pane.margin.grab()
    stripe = next(s for s in desk.pane.margin.stripes() if s.mark.clause == 4)
    point = QPoint(desk.pane.margin.width() - 10, round(stripe.top) + 5)
    QTest.mouseClick(
        desk.pane.margin, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point
    )
    assert document.clause == 4


def test_that_the_ruler_goes_where_it_is_clicked(desk: Desk) -> None:
    desk.open("Short words.\n\n" * 400 + ENGLISH)
    bar = desk.pane.text.verticalScrollBar()
    assert bar.value() == 0
    ruler = desk.pane.ruler
    QTest.mouseClick(
        ruler,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        QPoint(ruler.width() // 2, ruler.height() - 6),
    )
    assert bar.value() > 1000


def test_that_files_are_opened_by_drop(desk: Desk) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(desk.write())), QUrl("https://example.org/x")])
    event = QDropEvent(
        QPointF(10, 10),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    desk.window.dropEvent(event)
    desk.bot.waitUntil(lambda: desk.document.stage is Stage.READY, timeout=3000)
    assert desk.document.name == "birchlane.txt"


def test_that_pasted_text_becomes_a_document(desk: Desk) -> None:
    QGuiApplication.clipboard().setText(ENGLISH)
    desk.window.actions_["paste"].trigger()
    desk.bot.waitUntil(lambda: desk.document.stage is Stage.READY, timeout=3000)
    QTest.keyClick(desk.pane.text, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [document.name for document in desk.window.session.documents][1:] == ["Pasted policy 2"]
    desk.window.session.close(desk.document)
    assert desk.document.name == "Pasted policy 1"
    assert _text(desk) == ENGLISH
    assert desk.window.preferences.settings.recent == ()


def test_that_a_piece_of_a_web_page_keeps_its_structure() -> None:
    mime = QMimeData()
    mime.setText("What we collect")
    mime.setHtml("<h2>What we collect</h2>")
    assert pasted(mime, plain=False) == (b"<!DOCTYPE html><html><body><h2>What we collect</h2>")
    assert pasted(mime, plain=True) == b"What we collect"
    mime.setHtml("<span>What we collect</span>")
    assert pasted(mime, plain=False) == b"What we collect"


def test_that_an_empty_clipboard_is_told(desk: Desk) -> None:
    QGuiApplication.clipboard().setText(" ")
    desk.window.actions_["paste"].trigger()
    assert "clipboard holds no text" in desk.banners()[0]


def test_that_a_file_that_cannot_be_read_is_told_and_tried_again(desk: Desk) -> None:
    missing = desk.folder / "gone.txt"
    desk.window.session.open_path(missing)
    desk.bot.waitUntil(lambda: bool(desk.banners()), timeout=3000)
    assert desk.banners() == ["gone.txt cannot be read."]
    assert desk.window.document is None
    desk.write(ENGLISH, "gone.txt")
    desk.click_banner("Retry")
    desk.bot.waitUntil(lambda: desk.document.stage is Stage.READY, timeout=3000)
    assert desk.banners() == []


def test_that_a_failed_analysis_leaves_the_text_and_can_be_tried_again(desk: Desk) -> None:
    template = "The helper process ended unexpectedly and was restarted. Try again."
    desk.answers.broken[worker.analyse] = WorkerDied(template)
    desk.window.session.open_path(desk.write())
    desk.bot.waitUntil(lambda: bool(desk.banners()), timeout=3000)
    assert "birchlane.txt" in desk.banners()[0]
    assert desk.document.stage is Stage.FAILED
    assert _text(desk) == ENGLISH
    desk.click_banner("Copy details")
    details = QGuiApplication.clipboard().text()
    assert "WorkerDied" in details
    assert "collect" not in details
    desk.answers.broken.clear()
    desk.window.session.analyse(desk.document)
    desk.bot.waitUntil(lambda: desk.document.stage is Stage.READY, timeout=3000)


def test_that_recent_files_are_kept_and_can_be_forgotten(desk: Desk) -> None:
    desk.open()
    desk.window.files.fill_recent(desk.window.recent_menu)
    assert desk.window.recent_menu.actions()[0].text() == "birchlane.txt"
    desk.window.files.clear_recent()
    assert settings.load(desk.folder / "settings.json").recent == ()


def test_that_everything_speaks_chinese_at_once(desk: Desk) -> None:
    desk.open()
    desk.document.choose(2)
    desk.window.look.choose_language("zh")
    assert desk.window.docks["clauses"].windowTitle() == "条款"
    assert desk.window.actions_["open"].iconText() == "打开"
    assert desk.window.status.zoom.text() == "100%"
    assert desk.window.clauses.model.index(2, 1).data() == "共享与披露、选择与同意"
    assert "第 3 条，共 6 条" in desk.window.status.here.text()
    assert "理由" in desk.window.inspector.browser.toPlainText()
    assert desk.window.checklist.model.index(0, 0).data() == "西方第一法"
    desk.window.look.choose_language("en")
    assert desk.window.docks["clauses"].windowTitle() == "Clauses"


def test_that_files_are_asked_for_in_the_window_s_language(desk: Desk) -> None:
    desk.window.look.choose_language("zh")
    desk.window.actions_["open"].trigger()
    files = desk.window.findChild(FileDialog)
    assert files is not None
    labels = {label.text() for label in files.findChildren(QLabel)}
    assert {"查找范围(&L)：", "文件类型(&T)："} <= labels
    path = desk.write()
    files.filesSelected.emit([str(path)])
    files.close()
    assert desk.document.path == path


def test_that_the_theme_changes_at_once_and_is_remembered(desk: Desk) -> None:
    desk.open()
    desk.window.look.choose_theme(ThemeChoice.DARK)
    image = desk.window.grab().toImage()
    assert image.pixelColor(image.width() // 2, image.height() // 2).lightness() < 90
    assert settings.load(desk.folder / "settings.json").theme is ThemeChoice.DARK
    desk.window.look.choose_theme(ThemeChoice.LIGHT)


def test_that_zoom_keeps_its_bounds(desk: Desk) -> None:
    desk.open()
    size = desk.pane.text.font().pointSizeF()
    desk.window.actions_["zoom_in"].trigger()
    assert desk.pane.text.font().pointSizeF() > size
    for _ in range(40):
        desk.window.actions_["zoom_in"].trigger()
    assert desk.window.preferences.settings.zoom == 300
    desk.window.actions_["zoom_reset"].trigger()
    assert desk.pane.text.font().pointSizeF() == pytest.approx(size)


def test_that_reading_mode_hides_the_docks_and_brings_them_back(desk: Desk) -> None:
    desk.open()
    desk.window.actions_["reading"].trigger()
    assert not any(dock.isVisible() for dock in desk.window.docks.values())
    desk.window.actions_["reading"].trigger()
    assert all(dock.isVisible() for dock in desk.window.docks.values())


def test_that_panes_take_the_focus_by_key(desk: Desk) -> None:
    desk.open()
    panes = (
        desk.window.clauses.view,
        desk.pane.text,
        desk.window.checklist.view,
        desk.window.inspector.browser,
    )
    for number, pane in enumerate(panes, 1):
        desk.window.actions_[f"pane_{number}"].trigger()
        assert desk.window.focusWidget() is pane


def test_that_a_clause_is_copied_with_its_citation(desk: Desk) -> None:
    desk.open()
    desk.document.choose(3)
    desk.window.actions_["copy_cited"].trigger()
    copied = QGuiApplication.clipboard().text()
    assert copied == "“We never sell your notes.” (Birchlane Notes Privacy Notice, 2. Whom we tell)"


def test_that_the_list_of_keys_names_every_deed(desk: Desk) -> None:
    del desk
    page = keys_page()
    for deed in DEEDS:
        for key in deed.keys:
            assert QKeySequence(key).toString() in page
    for style in category_styles().values():
        assert style.title.en in page


def test_that_no_two_deeds_share_a_key() -> None:
    keys = [QKeySequence(key).toString() for deed in DEEDS for key in deed.keys]
    assert len(keys) == len(set(keys))


def test_that_the_layout_outlives_the_window(desk: Desk) -> None:
    desk.window.docks["inspector"].hide()
    desk.window.close()
    stored = settings.load(desk.folder / "settings.json")
    assert stored.geometry
    assert stored.layout


def test_that_every_control_has_a_name(desk: Desk) -> None:
    desk.open()
    desk.window.actions_["find"].trigger()
    nameless = [
        widget.objectName() or type(widget).__name__
        for kind in (QAbstractButton, QLineEdit, QAbstractItemView, QComboBox)
        for widget in desk.window.findChildren(kind)
        if widget.isVisible() and not _name(widget)
    ]
    assert nameless == []


def _name(widget: object) -> str:
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    name = getattr(widget, "accessibleName", str)()
    tip = getattr(widget, "toolTip", str)()
    inner = getattr(widget, "objectName", str)()
    return str(name or text or tip or inner.startswith("qt_"))
