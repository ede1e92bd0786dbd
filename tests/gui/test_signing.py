"""A review is signed, read-only afterwards, and reopened with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

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
    assert not dialog.sign.isEnabled()
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
    assert any("Signed by Ada Byron (Counsel), 2" in text for text in desk.banners())
    assert not any(text.count("Ada Byron") > 1 for text in desk.banners())
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


def test_that_only_the_signed_document_says_so(desk: Desk) -> None:
    first = desk.open()
    _sign(desk)
    desk.open(name="second.txt")
    assert not any("Signed by" in text for text in desk.banners())
    desk.window.session.make_current(first)
    assert any("Signed by" in text for text in desk.banners())
