"""Help and settings: complete in both languages, and acting at once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from reviewer.gui.actions import DEEDS, REPORT, REVIEW
from reviewer.gui.dialogs.settings import SettingsDialog
from reviewer.gui.helping.chapters import as_html, chapters, names_in
from reviewer.gui.helping.window import HelpWindow
from reviewer.gui.keys.keymap import keymap
from reviewer.gui.theme import DARK, DARK_CONTRAST, current
from reviewer.gui.words import words
from reviewer.model.edits import NameReviewer
from reviewer.store import settings
from reviewer.store.settings import ThemeChoice

if TYPE_CHECKING:
    from tests.gui.conftest import Desk


pytestmark = pytest.mark.usefixtures("usual_keys")


@pytest.fixture
def guide(desk: Desk) -> HelpWindow:
    desk.window.actions_["help"].trigger()
    page = desk.window.findChild(HelpWindow)
    assert page is not None
    return page


@pytest.fixture
def choices(desk: Desk) -> SettingsDialog:
    desk.window.actions_["settings"].trigger()
    page = desk.window.findChild(SettingsDialog)
    assert page is not None
    return page


def _kept(desk: Desk) -> settings.Settings:
    return settings.load(desk.folder / "settings.json")


# Help


def test_that_both_languages_have_the_same_chapters_and_name_the_same_keys(desk: Desk) -> None:
    del desk
    english = chapters()
    words.speak("zh")
    chinese = chapters()
    assert len(english) == len(chinese) >= 14
    known = {deed.name for deed in DEEDS}
    for one, other in zip(english, chinese, strict=True):
        assert len(one.text) > 100
        assert one.title != other.title
        assert names_in(one.text) == names_in(other.text), one.title
        assert names_in(one.text) <= known


def test_that_all_that_is_done_to_reviews_and_reports_is_explained(desk: Desk) -> None:
    del desk
    told = frozenset[str]().union(*(names_in(chapter.text) for chapter in chapters()))
    missing = {deed.name for deed in DEEDS if deed.menu in {REVIEW, REPORT}} - told
    assert missing == set()


def test_that_no_placeholder_is_left(desk: Desk) -> None:
    del desk
    for language in ("en", "zh"):
        words.speak(language)
        for chapter in chapters():
            page = as_html(chapter)
            assert "[[" not in page
            assert "{{" not in page


def test_that_the_help_names_the_keys_of_now(guide: HelpWindow) -> None:
    row = next(n for n, one in enumerate(chapters()) if one.title == "Deciding")
    guide.show_chapter(row)
    assert "A accepts the current clause" in guide.page.toPlainText()
    keymap.use((("accept", ("G",)), ("split", ())))
    assert "G accepts the current clause" in guide.page.toPlainText()
    assert "(no key) parts the clause" in guide.page.toPlainText()


def test_that_the_help_is_searched(guide: HelpWindow) -> None:
    guide.search.setText("disk full")
    guide._seek()
    rows = range(guide.contents.count())
    shown = [guide.contents.item(row) for row in rows]
    titles = [item.text() for item in shown if item is not None and not item.isHidden()]
    assert titles == ["Saving and recovery"]
    assert len(guide.page.extraSelections()) >= 2
    assert guide.found.text() == "Found in chapters: 1"
    guide.search.setText("zeppelin")
    guide._seek()
    assert guide.found.text() == "Not found"
    guide.search.setText("")
    guide._seek()
    assert guide.page.extraSelections() == []


def test_that_the_help_follows_language_and_zoom(desk: Desk, guide: HelpWindow) -> None:
    before = guide.page.font().pointSizeF()
    desk.window.preferences.change(zoom=200)
    assert guide.page.font().pointSizeF() == pytest.approx(2 * before)
    desk.window.look.choose_language("zh")
    item = guide.contents.item(0)
    assert item is not None
    assert item.text() == "打开政策"
    assert "审阅流程" in guide.windowTitle()


def test_that_the_first_page_leads_to_the_help(desk: Desk) -> None:
    desk.window.workspace.empty.help_wanted.emit()
    assert desk.window.findChild(HelpWindow) is not None


def test_that_the_first_page_grows_with_the_zoom(desk: Desk) -> None:
    def sizes() -> list[float]:
        page = desk.window.workspace.empty.widget()
        assert page is not None
        return [button.font().pointSizeF() for button in page.findChildren(QPushButton)]

    before = sizes()
    desk.window.preferences.change(zoom=200)
    assert sizes() == pytest.approx([2 * size for size in before])


# Settings


def test_that_looks_change_at_once_and_are_kept(desk: Desk, choices: SettingsDialog) -> None:
    choices.theme.setCurrentIndex(choices.theme.findData("dark"))
    choices.theme.activated.emit(choices.theme.currentIndex())
    assert current() is DARK
    choices.contrast.click()
    assert current() is DARK_CONTRAST
    choices.zoom.setValue(150)
    assert desk.window.status.zoom.text() == "150 %"
    kept = _kept(desk)
    assert (kept.theme, kept.contrast, kept.zoom) == (ThemeChoice.DARK, True, 150)
    choices.contrast.click()
    desk.window.look.choose_theme(ThemeChoice.LIGHT)


def test_that_the_dialog_speaks_the_chosen_language(desk: Desk, choices: SettingsDialog) -> None:
    choices.language.setCurrentIndex(choices.language.findData("zh"))
    choices.language.activated.emit(choices.language.currentIndex())
    assert choices.windowTitle() == "设置"
    assert choices.language.currentText() == "简体中文"
    assert choices.theme.itemText(1) == "浅色"
    assert _kept(desk).language == "zh"


def test_that_name_and_role_are_proposed_when_signing(desk: Desk, choices: SettingsDialog) -> None:
    QTest.keyClicks(choices.name, " R. Chen ")
    QTest.keyClicks(choices.role, "data protection officer")
    choices.reject()
    assert (_kept(desk).reviewer, _kept(desk).role) == ("R. Chen", "data protection officer")
    document = desk.open()
    desk.window.signing.ask()
    dialog = desk.window.signing.dialog
    assert dialog.name.text() == "R. Chen"
    assert dialog.role.text() == "data protection officer"
    dialog.reject()
    # What the review itself knows comes first.
    assert document.edit(NameReviewer("G. Ito", "counsel"))
    desk.window.signing.ask()
    assert desk.window.signing.dialog.role.text() == "counsel"
    desk.window.signing.dialog.reject()


def test_that_files_are_forgotten_and_not_reopened(desk: Desk, choices: SettingsDialog) -> None:
    desk.open()
    assert choices.forget.isEnabled()
    choices.forget.click()
    assert _kept(desk).recent == ()
    assert not choices.forget.isEnabled()
    choices.reopen.click()
    assert not _kept(desk).reopen


def test_that_reviews_are_offered_the_chosen_folder(desk: Desk, choices: SettingsDialog) -> None:
    folder = desk.folder / "reviews"
    folder.mkdir()
    choices.reviews.chosen.emit(str(folder))
    desk.open()
    desk.window.keeping.save_as()
    assert Path(desk.window.keeping.file_dialog.directory().absolutePath()) == folder
    desk.window.keeping.file_dialog.reject()
    folder.rmdir()
    desk.window.keeping.save_as()
    assert Path(desk.window.keeping.file_dialog.directory().absolutePath()) == desk.folder
    desk.window.keeping.file_dialog.reject()
    choices.reviews.usual.click()
    assert _kept(desk).reviews == ""


def test_that_the_folder_of_checklists_is_kept(desk: Desk, choices: SettingsDialog) -> None:
    choices.checklists.chosen.emit(str(desk.folder))
    assert _kept(desk).own_checklists == str(desk.folder)
    assert choices.checklists.shown.text() == str(desk.folder)


def test_that_every_control_of_the_pages_has_a_name(choices: SettingsDialog) -> None:
    for label in choices._labels:
        buddy = label.buddy()
        assert buddy is not None
    assert choices.reviews.shown.accessibleName()
    assert choices.reviews.usual.accessibleName().startswith("Folder for reviews: ")


def test_that_escape_closes_the_settings(choices: SettingsDialog) -> None:
    QTest.keyClick(choices, Qt.Key.Key_Escape)
    assert not choices.isVisible()
