"""The export shows what will be written, and writes what it shows."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest

from reviewer.errors import OutputError, ReviewerError, WorkerDied
from reviewer.gui.exporting import work
from reviewer.gui.exporting.composing import Composing
from reviewer.gui.exporting.page_view import ZOOMS
from reviewer.gui.tasks import Tasks
from reviewer.gui.words import words
from reviewer.model.comparison import Compared
from reviewer.model.edits import ClauseStatus, Decide
from reviewer.report.options import ReportOptions, ReportPart
from reviewer.report.outputs import Kind
from reviewer.report.pictures import Pages
from tests.gui.examples import CHINESE, ENGLISH, pages
from tests.report import samples

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QPushButton
    from pytestqt.qtbot import QtBot

    from reviewer.gui.exporting.export import Export
    from tests.gui.conftest import Desk


def opened(desk: Desk) -> Export:
    """The export of an open document, its first pages drawn."""
    desk.open()
    desk.window.actions_["export"].trigger()
    export = desk.window.exporting.exports[desk.document]
    settle(desk, export)
    return export


def settle(desk: Desk, export: Export) -> None:
    desk.bot.waitUntil(lambda: not export.composing.busy, timeout=3000)
    if export.options.kind is Kind.PDF and export.composing.outputs:
        desk.bot.waitUntil(lambda: export.source.image(0) is not None, timeout=3000)


def choose(export: Export, kind: Kind) -> None:
    export.options.kinds.setCurrentIndex(export.options.kinds.findData(kind))


def told(export: Export) -> list[str]:
    return [banner.message.text for banner in export.window.banners.banners()]


def button(export: Export, label: str) -> QPushButton:
    for banner in export.window.banners.banners():
        for one in banner.buttons:
            if one.text() == label:
                return one
    raise AssertionError(label)


def composition(desk: Desk) -> work.Composition:
    """What the latest call asked for."""
    last = [call for call in desk.answers.calls if call.function is work.compose][-1]
    made = last.arguments[0]
    assert isinstance(made, work.Composition)
    return made


def asked(desk: Desk) -> ReportOptions:
    return composition(desk).options


def test_that_the_export_waits_for_the_analysis(desk: Desk) -> None:
    assert desk.window.exporting.ask() is None
    assert "once the analysis is ready" in desk.banners()[0]


def test_that_pages_are_shown_and_gone_through(desk: Desk) -> None:
    export = opened(desk)
    view = export.window.preview.view
    assert export.window.preview.shows_pages
    assert (view.count, view.page, view.fitting) == (3, 0, True)
    assert "Ready: 3 pages" in export.window.state.text()
    QTest.keyClick(view, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert view.page == 1
    assert export.window.preview.number.value() == 2
    export.window.preview.number.setValue(3)
    assert view.page == 2
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.page == 0
    assert view.accessibleDescription() == "Page 1 of 3"


def test_that_pages_are_drawn_for_the_screen_they_are_seen_on(desk: Desk) -> None:
    export = opened(desk)
    view = export.window.preview.view
    fitted = view.zoom
    QTest.keyClick(view, Qt.Key.Key_Plus)
    assert view.zoom in ZOOMS
    assert view.zoom > fitted
    assert not view.fitting
    view.set_zoom(200)

    def sharp() -> bool:
        image = export.source.image(0)
        return image is not None and abs(image.width() - 300 * 2 * 96 / 72) < 2

    desk.bot.waitUntil(sharp, timeout=3000)
    view.set_zoom(9000)
    assert view.zoom == ZOOMS[-1]
    QTest.keyClick(view, Qt.Key.Key_0)
    assert view.fitting
    assert view.zoom == pytest.approx(fitted, abs=2)


def test_that_the_contents_lead_to_the_parts(desk: Desk) -> None:
    export = opened(desk)
    preview = export.window.preview
    assert preview.contents.count() == 3
    assert preview.contents.itemText(0) == "Part 1"
    assert preview.contents.itemText(1).strip() == "Part 2"
    preview.contents.setCurrentIndex(1)
    preview.contents.activated.emit(1)
    assert preview.view.page == 1
    preview.view.go_to(2)
    assert preview.contents.currentText().strip() == "Part 3"


def test_that_only_pages_near_the_view_are_drawn(desk: Desk) -> None:
    export = opened(desk)
    export.source.show(pages(40))
    desk.bot.waitUntil(lambda: export.window.preview.view.count == 40, timeout=3000)
    desk.bot.wait(200)
    drawn = sum(export.source.image(page) is not None for page in range(40))
    assert 0 < drawn < 12
    export.window.preview.view.go_to(39)
    desk.bot.waitUntil(lambda: export.source.image(39) is not None, timeout=3000)


def test_that_what_is_asked_for_is_what_is_drawn(desk: Desk) -> None:
    export = opened(desk)
    assert asked(desk).checklists == ("eu_gdpr", "us_ccpa")
    options = export.options
    options.languages.setCurrentIndex(1)
    options.clauses.setCurrentIndex(1)
    options.bilingual.setChecked(True)
    options.whole_log.setChecked(True)
    options.checklists.item(0).setCheckState(Qt.CheckState.Checked)
    options.name.setText("R. Chen")
    for row in range(2, options.parts.count()):
        options.parts.item(row).setCheckState(Qt.CheckState.Unchecked)
    desk.bot.waitUntil(lambda: asked(desk).reviewer == "R. Chen", timeout=3000)
    settle(desk, export)
    wanted = asked(desk)
    assert (wanted.language, wanted.accepted_only) == ("zh", True)
    assert (wanted.bilingual, wanted.whole_log) == (True, True)
    assert len(wanted.checklists) == 3
    assert wanted.parts == (ReportPart.SUMMARY, ReportPart.CHANGES)
    desk.bot.waitUntil(lambda: export.window.preview.view.count == 2, timeout=3000)


def test_that_a_report_names_at_least_one_regulation_and_part(desk: Desk) -> None:
    export = opened(desk)
    calls = len(desk.answers.calls)
    for ticks, sentence in (
        (export.options.checklists, "Tick at least one regulation."),
        (export.options.parts, "Tick at least one part."),
    ):
        kept = [ticks.item(row).checkState() for row in range(ticks.count())]
        for row in range(ticks.count()):
            ticks.item(row).setCheckState(Qt.CheckState.Unchecked)
        assert export.window.preview.sentence.text() == sentence
        assert not export.window.save.isEnabled()
        assert not export.composing.busy
        for row, state in enumerate(kept):
            ticks.item(row).setCheckState(state)
        assert export.window.save.isEnabled()
    assert export.composing.busy
    settle(desk, export)
    assert len(desk.answers.calls) > calls


def test_that_the_report_is_written_as_it_was_shown(desk: Desk) -> None:
    export = opened(desk)
    export.options.name.setText("R. Chen")
    target = desk.folder / "report.pdf"
    export.window.save.click()
    files = export.filing.dialog
    assert files.defaultSuffix() == "pdf"
    files.fileSelected.emit(str(target))
    files.close()
    # The name was typed a moment ago, and is in the file all the same.
    assert asked(desk).reviewer == "R. Chen"
    desk.bot.waitUntil(lambda: bool(told(export)), timeout=3000)
    calls = [call.function for call in desk.answers.calls]
    desk.bot.wait(600)
    again = [call.function for call in desk.answers.calls[len(calls) :]]
    assert work.compose not in again
    assert target.read_bytes() == export.composing.outputs[0].data
    assert told(export) == ["Written: report.pdf"]
    assert desk.window.preferences.settings.reviewer == "R. Chen"


def test_that_a_file_chosen_early_is_written_when_its_content_is_there(desk: Desk) -> None:
    export = opened(desk)
    desk.answers.held.add(work.compose)
    export.options.bilingual.setChecked(True)
    desk.bot.waitUntil(lambda: bool(desk.answers.waiting), timeout=3000)
    target = desk.folder / "report.pdf"
    export.filing.choose(target)
    desk.bot.wait(50)
    assert not target.exists()
    desk.answers.release()
    desk.bot.waitUntil(target.exists, timeout=3000)


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        (Kind.XLSX, ["out.xlsx"]),
        (Kind.CSV, ["out-clauses.csv", "out-items.csv", "out-flags.csv"]),
        (Kind.JSON, ["out.json"]),
    ],
)
def test_that_other_formats_are_told_and_written(desk: Desk, kind: Kind, names: list[str]) -> None:
    export = opened(desk)
    choose(export, kind)
    assert not export.window.preview.shows_pages
    assert export.window.preview.sentence.text()
    assert not export.options.parts.isEnabled()
    settle(desk, export)
    export.filing.choose(desk.folder / f"out.{kind}")
    desk.bot.waitUntil(lambda: bool(told(export)), timeout=3000)
    assert told(export) == [f"Written: {', '.join(names)}"]
    assert all((desk.folder / name).exists() for name in names)
    choose(export, Kind.PDF)
    settle(desk, export)
    assert export.window.preview.shows_pages


def test_that_nothing_is_written_over_unasked(desk: Desk) -> None:
    export = opened(desk)
    choose(export, Kind.CSV)
    settle(desk, export)
    there = desk.folder / "out-items.csv"
    there.write_text("kept", encoding="utf-8")
    export.filing.choose(desk.folder / "out.csv")
    assert told(export) == ["These files exist already: out-items.csv."]
    desk.bot.wait(30)
    assert there.read_text(encoding="utf-8") == "kept"
    assert not (desk.folder / "out-clauses.csv").exists()
    button(export, "Replace them").click()
    desk.bot.waitUntil(lambda: told(export) == [
        "Written: out-clauses.csv, out-items.csv, out-flags.csv"], timeout=3000)  # fmt: skip
    assert there.read_text(encoding="utf-8") != "kept"


def test_that_a_file_that_came_meanwhile_stays(desk: Desk) -> None:
    first, second = desk.folder / "a", desk.folder / "b"
    second.write_bytes(b"kept")
    with pytest.raises(OutputError, match="b exists already"):
        work.put([(first, b"1"), (second, b"2")])
    assert not first.exists()
    assert second.read_bytes() == b"kept"
    work.put([(first, b"1"), (second, b"2")], frozenset([second]))
    assert second.read_bytes() == b"2"


def test_that_closing_early_is_told(desk: Desk) -> None:
    export = opened(desk)
    desk.answers.held.add(work.put)
    export.filing.choose(desk.folder / "kept.pdf")
    export.window.reject()
    desk.answers.release()
    assert (desk.folder / "kept.pdf").exists()
    assert desk.banners() == ["Written: kept.pdf"]
    other = desk.window.exporting.ask()
    assert other is not None
    desk.answers.held.add(work.compose)
    desk.bot.waitUntil(lambda: other.composing.busy or bool(other.composing.outputs), timeout=3000)
    other.options.bilingual.setChecked(True)
    other.filing.choose(desk.folder / "lost.pdf")
    other.window.reject()
    assert "lost.pdf was not written" in desk.banners()[-1]


def test_that_stopping_stops_and_can_begin_again(desk: Desk) -> None:
    export = opened(desk)
    desk.answers.held.add(work.compose)
    export.options.bilingual.setChecked(True)
    desk.bot.waitUntil(lambda: bool(desk.answers.waiting), timeout=3000)
    assert export.window.stop.isVisible()
    export.window.stop.click()
    assert desk.answers.waiting[0].cancelled
    assert export.window.state.text() == "Stopped."
    desk.answers.release()
    assert not export.composing.outputs
    export.window.again.click()
    settle(desk, export)
    assert "Ready" in export.window.state.text()


def test_that_a_real_helper_tells_its_progress_and_stops(qtbot: QtBot) -> None:
    composition = work.Composition(
        found=samples.marked("\n\n".join([samples.ENGLISH] * 4)),
        rulebook=samples.rulebook(),
        options=ReportOptions(language="en"),
        kind=Kind.PDF,
    )
    tasks, parent, heard = Tasks(), QObject(), list[tuple[int, int]]()
    composing = Composing(tasks, lambda: composition, parent)
    composing.heard.connect(lambda *pages: heard.append(pages))
    try:
        composing.begin()
        qtbot.waitUntil(lambda: bool(composing.outputs), timeout=60_000)
        done, of = heard[-1]
        assert done == of == len(Pages(composing.outputs[0].data).sizes())
        process = tasks.process_ids()
        composing.begin()
        heard.clear()
        qtbot.waitUntil(lambda: bool(heard), timeout=60_000)
        composing.cancel()
        assert not composing.outputs
        composing.begin()
        qtbot.waitUntil(lambda: bool(composing.outputs), timeout=60_000)
        # It was stopped, not waited for.
        assert tasks.process_ids() != process
    finally:
        tasks.stop()


def test_that_progress_is_told_in_pages(desk: Desk) -> None:
    export = opened(desk)
    desk.answers.held.add(work.compose)
    export.options.bilingual.setChecked(True)
    desk.bot.waitUntil(lambda: bool(desk.answers.waiting), timeout=3000)
    heard = desk.answers.waiting[0].heard
    assert heard is not None
    heard((7, 20))
    assert export.window.state.text() == "Drawing page 7 of 20"
    bar = export.window.progress
    assert (bar.isVisible(), bar.value(), bar.maximum()) == (True, 7, 20)
    heard((20, 20))
    assert (export.window.state.text(), bar.maximum()) == ("Finishing …", 0)


@pytest.mark.parametrize("function", [work.compose, work.open_pages])
def test_that_a_failure_is_told_where_it_is_seen(desk: Desk, function: type[ReviewerError]) -> None:
    desk.answers.broken[function] = WorkerDied("The helper process ended. Try again.")
    desk.open()
    export = desk.window.exporting.ask()
    assert export is not None
    desk.bot.waitUntil(lambda: bool(told(export)), timeout=3000)
    assert told(export) == ["The helper process ended. Try again."]
    assert not desk.banners()
    desk.answers.broken.clear()
    button(export, "Retry").click()
    desk.bot.waitUntil(lambda: export.source.image(0) is not None, timeout=3000)
    assert export.window.preview.shows_pages


def test_that_the_preview_follows_the_decisions(desk: Desk) -> None:
    export = opened(desk)
    calls = len(desk.answers.calls)
    assert desk.document.standing is not None
    first = desk.document.standing.ids[0]
    desk.document.edit(Decide((first,), ClauseStatus.ACCEPTED))
    desk.bot.waitUntil(lambda: len(desk.answers.calls) > calls, timeout=3000)
    settle(desk, export)
    assert composition(desk).found is desk.document.working


def test_that_an_earlier_version_is_compared(desk: Desk) -> None:
    export = opened(desk)
    old = desk.write(ENGLISH.replace("three", "two"), "old.txt")
    export.compare_with(old)
    desk.bot.waitUntil(lambda: bool(export.options.compared), timeout=3000)
    settle(desk, export)
    compared = pickle.loads(composition(desk).compared)  # noqa: S301 - our own
    assert isinstance(compared, Compared)
    assert compared.old.policy.source.name == "old.txt"
    assert export.options.forget.isEnabled()
    export.options.forget.click()
    settle(desk, export)
    assert not composition(desk).compared
    export.compare_with(desk.folder / "none.txt")
    desk.bot.waitUntil(lambda: bool(told(export)), timeout=3000)
    assert told(export) == ["none.txt cannot be read."]


def test_that_what_was_found_before_is_not_exported(desk: Desk) -> None:
    export = opened(desk)
    desk.window.session.read_again(export.document, "utf-8")
    desk.bot.waitUntil(lambda: not desk.window.exporting.exports, timeout=3000)
    desk.bot.waitUntil(lambda: desk.document.review is not None, timeout=3000)
    again = desk.window.exporting.ask()
    assert again is not None
    assert again.review is desk.document.review


def test_that_a_document_has_one_export_and_takes_it_along(desk: Desk) -> None:
    export = opened(desk)
    assert desk.window.exporting.ask() is export
    desk.open(CHINESE, "baihua.txt")
    other = desk.window.exporting.ask()
    assert other is not export
    desk.window.session.close(export.document)
    assert list(desk.window.exporting.exports.values()) == [other]
    assert other is not None
    other.window.reject()
    assert not desk.window.exporting.exports


def test_that_an_export_ends_with_the_main_window(desk: Desk) -> None:
    export = opened(desk)
    desk.answers.held.add(work.compose)
    export.options.bilingual.setChecked(True)
    desk.bot.waitUntil(lambda: bool(desk.answers.waiting), timeout=3000)
    desk.window.close()
    assert not desk.window.exporting.exports
    assert desk.answers.waiting[0].cancelled


def test_that_the_window_speaks_the_language_of_the_main_one(desk: Desk) -> None:
    export = opened(desk)
    words.speak("zh")
    assert export.window.windowTitle() == "导出：birchlane.txt"
    assert export.window.save.text() == "另存为…"
    assert export.options.kinds.itemText(0) == "报告（PDF）"
    assert export.options.checklists.item(2).text() == "西方第一法"
    assert "共 3 页" in export.window.state.text()


def test_that_everything_is_named_and_reached_by_keyboard(desk: Desk) -> None:
    export = opened(desk)
    options, preview = export.options, export.window.preview
    expected = [
        options.kinds,
        options.languages,
        options.name,
        options.clauses,
        options.checklists,
        options.bilingual,
        options.parts,
        options.whole_log,
        options.since,
        preview.buttons["before"],
        preview.number,
        preview.buttons["after"],
        preview.contents,
        preview.view,
        export.window.save,
        export.window.leave,
    ]
    options.kinds.setFocus()
    walked = [export.window.focusWidget()]
    while len(walked) < 25 and walked[-1] is not export.window.leave:
        QTest.keyClick(walked[-1], Qt.Key.Key_Tab)
        walked.append(export.window.focusWidget())
    assert [one for one in walked if one in expected] == expected
    for named in (export.options.checklists, export.options.parts, export.window.preview.view):
        assert named.accessibleName()


def test_that_a_report_that_nothing_opens_is_named(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    export = opened(desk)
    export.filing.choose(desk.folder / "out.pdf")
    desk.bot.waitUntil(lambda: bool(told(export)), timeout=3000)
    button(export, "Show in folder").click()
    assert any(str(desk.folder) in text for text in told(export))


def test_that_a_file_that_cannot_be_written_is_told(desk: Desk) -> None:
    export = opened(desk)
    folder: Path = desk.folder / "gone"
    export.filing.choose(folder / "out.pdf")
    desk.bot.waitUntil(lambda: bool(told(export)), timeout=3000)
    assert "out.pdf cannot be written" in told(export)[0]
    folder.mkdir()
    button(export, "Retry").click()
    desk.bot.waitUntil((folder / "out.pdf").exists, timeout=3000)
