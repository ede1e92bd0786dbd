"""Regulations are proposed by a question sheet, ticked by the reviewer, and may be one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from reviewer.gui import worker
from reviewer.paths import resources
from tests.gui.examples import CHINESE, ENGLISH

if TYPE_CHECKING:
    from pathlib import Path

    from reviewer.gui.dialogs.faults import FaultsDialog
    from reviewer.gui.dialogs.regulations import RegulationsDialog
    from tests.gui.conftest import Desk


def asked(desk: Desk) -> RegulationsDialog:
    desk.window.judging.ask_questions()
    return desk.window.judging.dialog


def titles(dialog: RegulationsDialog) -> list[str]:
    return [dialog.list.item(row).text() for row in range(dialog.list.count())]


def test_that_the_sheet_is_filled_from_the_text_and_says_why(desk: Desk) -> None:
    desk.open(ENGLISH + "Residents of California may ask us for more.\n")
    dialog = asked(desk)
    assert dialog.boxes["us_ca"].isChecked()
    assert dialog.boxes["us_ca"].accessibleDescription() == "The text has the words “California”."
    assert not dialog.boxes["br"].isChecked()
    assert "Second law of the west (proposed)" in titles(dialog)
    dialog.reject()


def test_that_answers_propose_and_only_the_reviewer_ticks(desk: Desk) -> None:
    document = desk.open()
    dialog = asked(desk)
    before = dialog.checklists
    assert before == ("eu_gdpr", "us_ccpa")
    dialog.boxes["cn"].setChecked(True)
    assert set(dialog.proposed) == {"cn_pipl", "cn_gb35273"}
    assert dialog.checklists == before
    dialog.tick.click()
    assert set(dialog.checklists) == {"cn_pipl", "cn_gb35273", "eu_gdpr", "us_ccpa"}
    dialog.accept()
    assert document.working is not None
    assert set(document.working.decisions.checklists or ()) == {
        "cn_pipl",
        "cn_gb35273",
        "eu_gdpr",
        "us_ccpa",
    }
    shown = {group.checklist.id for group in desk.window.checklist.model.groups}
    assert shown == set(document.working.decisions.checklists or ())


def test_that_what_is_proposed_comes_first_and_the_rest_by_title(desk: Desk) -> None:
    desk.open()
    dialog = asked(desk)
    for box in dialog.boxes.values():
        box.setChecked(False)
    plain = titles(dialog)
    assert plain == sorted(plain)
    ticked = dialog.checklists
    held = dialog.list.item(1)
    dialog.list.setCurrentItem(held)
    dialog.boxes["cn"].setChecked(True)
    count = len(dialog.proposed)
    shown = titles(dialog)
    assert 0 < count < len(shown)
    assert all(title.endswith(" (proposed)") for title in shown[:count])
    assert shown[:count] == sorted(shown[:count])
    assert shown[count:] == sorted(shown[count:])
    assert set(dialog.checklists) == set(ticked)
    assert dialog.list.currentItem() is held
    dialog.boxes["cn"].setChecked(False)
    assert titles(dialog) == plain
    dialog.reject()


def test_that_a_choice_is_undone_like_any_edit(desk: Desk) -> None:
    document = desk.open()
    dialog = asked(desk)
    rows = map(dialog.list.item, range(dialog.list.count()))
    other = next(item for item in rows if item.checkState() is Qt.CheckState.Unchecked)
    other.setCheckState(Qt.CheckState.Checked)
    dialog.accept()
    assert len(desk.window.checklist.model.groups) == 3
    document.undo()
    assert len(desk.window.checklist.model.groups) == 2


def test_that_a_chinese_policy_proposes_the_chinese_ones(desk: Desk) -> None:
    desk.open(CHINESE, "baihua.txt")
    desk.window.look.choose_language("zh")
    dialog = asked(desk)
    assert dialog.boxes["cn"].isChecked()
    assert "北方第一法（建议）" in titles(dialog)
    dialog.reject()


def test_that_a_checklist_file_is_used_at_once(desk: Desk) -> None:
    desk.open()
    desk.window.judging.open_file(desk.folder / "house.yaml")
    desk.bot.waitUntil(lambda: bool(desk.banners()), timeout=3000)
    assert desk.banners() == ["The checklist of house.yaml can be chosen now."]
    menu = desk.window.checklist.head.menu
    # The policy is analysed anew first.
    desk.bot.waitUntil(
        lambda: "Our house rules" in [action.text() for action in menu.actions()], timeout=3000
    )
    assert "house" in desk.window.preferences.checklists_for(desk.document)


def test_that_the_faults_of_a_checklist_file_are_listed(desk: Desk) -> None:
    desk.open()
    desk.window.judging.open_file(desk.folder / "bad.yaml")
    desk.bot.waitUntil(lambda: hasattr(desk.window.judging, "faults_dialog"), timeout=3000)
    dialog = desk.window.judging.faults_dialog
    table = dialog.table
    cells = [[_text(dialog, row, column) for column in range(3)] for row in range(table.rowCount())]
    assert cells == [
        ["3", "items[0]", "It lacks the key title; add it."],
        ["9", "items[0]", "It lacks the key title; add it."],
    ]
    dialog.reject()


def _text(dialog: FaultsDialog, row: int, column: int) -> str:
    item = dialog.table.item(row, column)
    assert item is not None
    return str(item.text())


@pytest.fixture
def _cold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "_warm", [])
    monkeypatch.setattr(worker, "_opened", set())


@pytest.mark.usefixtures("_cold")
def test_that_the_helper_checks_a_file_and_takes_it_again_when_it_was_changed(
    tmp_path: Path,
) -> None:
    template = (resources() / "templates" / "checklist.yaml").read_text(encoding="utf-8")
    file = tmp_path / "own.yaml"
    file.write_text(template, encoding="utf-8")
    for _ in range(2):
        opened = worker.open_checklist(file)
        assert opened.faults == ()
        assert opened.rulebook is not None
        assert [one.id for one in opened.rulebook.checklists].count(opened.identifier) == 1
    file.write_text("id: 7\n", encoding="utf-8")
    opened = worker.open_checklist(file)
    assert opened.rulebook is None
    assert opened.faults
