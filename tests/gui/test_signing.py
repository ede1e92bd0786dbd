"""A review is signed, read-only afterwards, and reopened with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from reviewer.gui.words import say
from reviewer.model.edits import Comment, OnClause, Reopen, SignOff
from reviewer.model.signing import still_as_signed

if TYPE_CHECKING:
    from reviewer.gui.dialogs.signing import SignDialog
    from tests.gui.conftest import Desk


def _dialog(desk: Desk) -> SignDialog:
    desk.window.actions_["sign"].trigger()
    return desk.window.signing.dialog


def _sign(desk: Desk) -> None:
    dialog = _dialog(desk)
    dialog.name.setText("Ada Byron")
    dialog.role.setText("Counsel")
    for number in range(dialog.points.topLevelItemCount()):
        top = dialog.points.topLevelItem(number)
        assert top is not None
        top.setCheckState(0, Qt.CheckState.Checked)
    dialog.sign.click()


def test_that_open_points_are_listed_by_kind(desk: Desk) -> None:
    document = desk.open()
    assert document.standing is not None
    desk.press("n")
    desk.press("a")
    target = OnClause(document.standing.ids[2])
    document.edit(Comment(target=target, text="Which one?", question=True))
    dialog = _dialog(desk)
    tops = [dialog.points.topLevelItem(n) for n in range(dialog.points.topLevelItemCount())]
    names = [top.text(0) for top in tops if top is not None]
    assert "Open clauses: 5" in names
    assert "Questions without an answer: 1" in names
    assert any(row.text(0) == "Which one?" for row in dialog.rows())
    flagged = next(top for top in tops if top is not None and "Red flags" in top.text(0))
    rows = [child.text(0) for n in range(2) if (child := flagged.child(n)) is not None]
    titles = [desk.window.flags.model.index(n, 0).data() for n in range(2)]
    assert sorted(row.split(" · ")[0] for row in rows) == sorted(titles)
    assert not dialog.sign.isEnabled()
    dialog.reject()


def test_that_a_signature_without_a_name_is_asked_for_one(desk: Desk) -> None:
    desk.open()
    dialog = _dialog(desk)
    dialog.name.setText("")
    for row in dialog.rows():
        assert say("Enter your name to sign.") not in dialog.left.text()
        row.setCheckState(0, Qt.CheckState.Checked)
    assert say("Enter your name to sign.") in dialog.left.text()
    assert not dialog.sign.isEnabled()
    dialog.name.setText("Ada Byron")
    assert say("Enter your name to sign.") not in dialog.left.text()
    assert dialog.sign.isEnabled()
    dialog.reject()


def test_that_a_signature_names_exceptions_and_closes_the_review(desk: Desk) -> None:
    document = desk.open()
    _sign(desk)
    assert document.working is not None
    assert document.working.signed
    assert still_as_signed(document.working)
    change = document.working.edits[-1].change
    assert isinstance(change, SignOff)
    assert (change.name, change.role) == ("Ada Byron", "Counsel")
    assert sum(key.startswith("clause:") for key in change.exceptions) == 6
    told = next(text for text in desk.banners() if "Signed by Ada Byron (Counsel)" in text)
    assert told.count("Ada Byron") == 1
    count = len(document.working.edits)
    desk.press("n")
    desk.press("a")
    assert len(document.working.edits) == count
    assert not desk.window.actions_["undo"].isEnabled()


def test_that_the_hash_shown_is_the_one_signed(desk: Desk) -> None:
    document = desk.open()
    document.choose(0)
    desk.press("a")
    _sign(desk)
    assert document.working is not None
    change = document.working.edits[-1].change
    assert isinstance(change, SignOff)
    assert change.source == document.working.review.policy.source.sha256


def test_that_reopening_asks_for_a_reason_and_is_recorded(desk: Desk) -> None:
    document = desk.open()
    _sign(desk)
    desk.click_banner("Reopen …")
    box = desk.window.signing.reason_box
    box.setTextValue("New facts")
    box.accept()
    assert document.working is not None
    assert document.working.edits[-1].change == Reopen("New facts")
    assert not any("Signed by" in text for text in desk.banners())
    desk.press("n")
    desk.press("a")
    assert desk.window.decided.text() == "1 of 6 decided"


def test_that_the_signature_can_be_closed_before_another_document_is_shown(desk: Desk) -> None:
    first = desk.open()
    _sign(desk)
    banner = desk.window.workspace.banners.banners()[0]
    with desk.bot.waitSignal(banner.destroyed):
        banner.close_button.click()
    desk.open(name="second.txt")
    assert not any("Signed by" in text for text in desk.banners())
    desk.window.session.make_current(first)
    assert any("Signed by" in text for text in desk.banners())


def test_that_only_the_signed_document_says_so(desk: Desk) -> None:
    first = desk.open()
    _sign(desk)
    desk.open(name="second.txt")
    assert not any("Signed by" in text for text in desk.banners())
    desk.window.session.make_current(first)
    assert any("Signed by" in text for text in desk.banners())
