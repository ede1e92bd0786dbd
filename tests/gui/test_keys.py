from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest

from reviewer.gui.actions import CATEGORY_KEYS, DEEDS, EDIT, FILE, GO, HELP, MENUS, REPORT, VIEW
from reviewer.gui.keys.keymap import Keymap, canonical, keymap, usual
from reviewer.gui.keys.listing import keys_page
from reviewer.gui.keys.page import KeysDialog
from reviewer.gui.main_window import MainWindow
from reviewer.gui.preferences import Preferences
from reviewer.gui.words import words
from reviewer.i18n import translator
from reviewer.model.edits import ClauseStatus
from reviewer.store import settings

if TYPE_CHECKING:
    from tests.gui.conftest import Desk


pytestmark = pytest.mark.usefixtures("usual_keys")


@pytest.fixture
def page(desk: Desk) -> KeysDialog:
    desk.window.actions_["keys"].trigger()
    page = desk.window.findChild(KeysDialog)
    assert page is not None
    return page


def _press(page: KeysDialog, deed: str, key: Qt.Key, text: str = "") -> None:
    page.show_deed(deed)
    page.recorder.setFocus()
    if text:
        QTest.keyClicks(page.recorder, text)
    else:
        QTest.keyClick(page.recorder, key)


def test_that_every_usual_key_can_be_had() -> None:
    keys = Keymap()
    for deed in DEEDS:
        assert all(usual(deed))
        for key in usual(deed):
            assert keys.refusal(deed.name, key) == ""


@pytest.mark.parametrize(
    ("written", "meant"),
    [("?", "?"), ("Shift+?", "?"), ("shift+s", "Shift+S"), ("Ctrl+Shift+{", "Ctrl+{")]
    + [(one, "") for one in ("", "Ctrl", "A, B", "no key", "\ud800")],
)
def test_that_a_key_is_written_in_one_way(written: str, meant: str) -> None:
    assert canonical(written) == meant


def test_that_a_key_of_another_deed_is_refused_by_that_deeds_name() -> None:
    keys = Keymap()
    assert "“Accept”" in keys.refusal("reject", "A")
    assert "“Save review”" in keys.refusal("accept", "Ctrl+S")
    assert "“Accept”" in keys.refusal("save", "A")
    assert keys.refusal("accept", "G") == ""
    for key in CATEGORY_KEYS:
        assert "categories" in keys.refusal("accept", key)
    for key in ("Up", "Return", "Tab", "Shift+Left", "Ctrl+Home", "Ctrl+C"):
        assert "themselves" in keys.refusal("open", key)
    assert "themselves" in keys.refusal("open", "Space")


def test_that_what_cannot_be_used_of_kept_keys_gives_way_to_the_usual_ones() -> None:
    keys = Keymap()
    keys.use(
        (
            ("accept", ("G",)),
            ("reject", ("G",)),
            ("find", ("nonsense",)),
            ("link", ("4",)),
            ("later", ("A",)),
        )
    )
    assert keys.keys["accept"] == ("G",)
    assert keys.keys["reject"] == ("R",)
    assert keys.keys["find"] == ("Ctrl+F",)
    assert keys.refused == ("reject", "find", "link")
    # Another version's deeds are kept for it.
    assert keys.changes_without() == (("later", ("A",)),)
    assert dict(keys.changes_with("accept", ("H",)))["later"] == ("A",)


def test_that_a_usual_key_given_to_something_else_is_that_ones_alone() -> None:
    keys = Keymap()
    keys.use((("reject", ("A",)),))
    assert keys.keys["accept"] == ()
    assert keys.keys["reject"] == ("A",)


def test_that_usual_keys_are_no_change() -> None:
    assert Keymap().changes_with("undo", ("Ctrl+Z",)) == ()
    assert Keymap().changes_with("undo", ()) == (("undo", ()),)


def test_that_a_pressed_key_acts_from_then_on_and_is_kept(desk: Desk, page: KeysDialog) -> None:
    document = desk.open()
    _press(page, "accept", Qt.Key.Key_G, "g")
    assert page.judged.text() == "G is free."
    page.instead.click()
    assert "G" in desk.window.actions_["accept"].toolTip()
    assert "G" in keys_page()
    document.choose(document.order[0])
    page.close()
    desk.window.activateWindow()
    desk.bot.waitUntil(desk.window.isActiveWindow)
    standing = document.standing
    assert standing is not None
    desk.press("a")
    assert standing.status(document.order[0]) is ClauseStatus.OPEN
    desk.press("g")
    assert standing.status(document.order[0]) is ClauseStatus.ACCEPTED
    assert settings.load(desk.folder / "settings.json").keys == (("accept", ("G",)),)


def test_that_a_taken_key_cannot_be_chosen(page: KeysDialog) -> None:
    _press(page, "accept", Qt.Key.Key_R, "r")
    assert page.judged.text() == "R is taken by “Reject”; give that another key first."
    assert not page.instead.isEnabled()
    assert not page.too.isEnabled()
    _press(page, "accept", Qt.Key.Key_A, "a")
    assert "already" in page.judged.text()
    assert not page.too.isEnabled()


def test_that_a_key_is_added_taken_away_and_brought_back(desk: Desk, page: KeysDialog) -> None:
    action = desk.window.actions_["accept"]
    _press(page, "accept", Qt.Key.Key_F9)
    page.too.click()
    assert action.shortcuts() == [QKeySequence("A"), QKeySequence("F9")]
    page.none.click()
    assert action.shortcuts() == []
    assert "(" not in action.toolTip()
    page.usual.click()
    assert action.shortcuts() == [QKeySequence("A")]
    assert desk.window.preferences.settings.keys == ()


def test_that_the_usual_key_comes_back_only_where_it_is_free(page: KeysDialog) -> None:
    page.show_deed("accept")
    page.none.click()
    _press(page, "reject", Qt.Key.Key_A, "a")
    page.instead.click()
    page.show_deed("accept")
    page.usual.click()
    assert "“Reject”" in page.judged.text()
    assert keymap.keys["accept"] == ()


def test_that_all_usual_keys_come_back_after_a_question(desk: Desk, page: KeysDialog) -> None:
    for deed, key in (("accept", Qt.Key.Key_F8), ("reject", Qt.Key.Key_F9)):
        _press(page, deed, key)
        page.instead.click()
    page.all_usual.click()
    assert page.question.text() == "2 entries have keys that you chose."
    page.question.buttons()[0].click()
    assert desk.window.preferences.settings.keys == ()


def test_that_keys_and_deeds_are_searched(page: KeysDialog) -> None:
    def shown() -> list[str]:
        return [row.text(0) for row in page._rows() if not row.isHidden()]

    page.search.setText("reading")
    assert shown() == ["Reading mode"]
    page.search.setText("r")
    assert shown() == ["Reject"]
    page.search.setText("ctrl+shift+")
    assert "Redo" in shown()
    assert "Reject" not in shown()
    page.search.setText("")
    assert len(shown()) > len(DEEDS)


def test_that_the_keys_of_categories_are_listed_and_fixed(page: KeysDialog) -> None:
    page.search.setText("3")
    page.show_deed("")
    assert page.deed is None
    assert not page.recorder.isEnabled()
    assert page.asked.text() == "These keys stay as they are."


def test_that_tab_leaves_the_field_and_escape_empties_it(page: KeysDialog) -> None:
    _press(page, "accept", Qt.Key.Key_Escape)
    assert page.list.hasFocus()
    _press(page, "accept", Qt.Key.Key_F9)
    QTest.keyClick(page.recorder, Qt.Key.Key_Escape)
    assert page.recorder.key == ""
    assert page.recorder.hasFocus()
    QTest.keyClick(page.recorder, Qt.Key.Key_Tab)
    assert not page.recorder.hasFocus()


def test_that_the_page_follows_the_language(page: KeysDialog) -> None:
    words.speak("zh")
    assert page.list.headerItem().text(0) == "操作"
    assert any(row.text(0) == "接受" for row in page._rows())


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"accept": ["4"]}, "The kept keys for Accept cannot be used"),
        ("A", "Your own keys could not be read"),
        ({"accept": ["G"], "later": ["A"]}, ""),
    ],
)
def test_that_broken_keys_are_told_and_the_usual_ones_act(
    desk: Desk, keys: object, said: str
) -> None:
    file = desk.folder / "other.json"
    file.write_text(json.dumps({"keys": keys, "language": "en"}), encoding="utf-8")
    window = MainWindow(Preferences(file))
    desk.bot.addWidget(window)
    window.furnish(desk.window.session)
    told = [banner.message.text for banner in window.workspace.banners.banners()]
    assert any(said in text for text in told) if said else not told
    assert window.actions_["accept"].shortcuts() == [QKeySequence("A" if said else "G")]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("menu", ["", FILE, EDIT, VIEW, GO, REPORT, HELP])
def test_that_letters_of_a_menu_lead_to_one_place_each(language: str, menu: str) -> None:
    labels = [deed.label for deed in DEEDS if deed.menu == menu] or list(MENUS)
    chinese = translator("gui", language)
    letters = [part[1][0].upper() for label in labels if len(part := chinese(label).split("&")) > 1]
    assert len(set(letters)) == len(letters) > 2


@pytest.mark.parametrize("language", ["en", "zh"])
def test_that_no_two_entries_of_a_menu_have_one_letter(desk: Desk, language: str) -> None:
    desk.window.look.choose_language(language)
    menus = [desk.window.menuBar(), *desk.window.menus.values()]
    for menu in menus:
        texts = [action.text() for action in menu.actions()]
        letters = [QKeySequence.mnemonic(text).toString() for text in texts if "&" in text]
        assert len(letters) == len(set(letters)), sorted(texts)
