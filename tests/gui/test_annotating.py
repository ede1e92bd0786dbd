"""Asking for an annotated copy of the original, and being told of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
import pytest
from PySide6.QtWidgets import QFileDialog

from reviewer.errors import NotMarked, OutputError
from reviewer.gui.annotating import work
from reviewer.gui.tasks import Place
from reviewer.model.edits import ClauseStatus, Decide
from reviewer.model.history import WorkingReview
from reviewer.model.policy import Format
from reviewer.report.on_original import copying
from reviewer.report.on_original.options import MarkOptions
from tests.gui import examples
from tests.report import samples
from tests.report.on_files import review_of
from tests.text.pdf_files import LONG, OTHER, laid, p

if TYPE_CHECKING:
    from pathlib import Path

    from tests.gui.conftest import Desk

LOST = NotMarked("The words “{words}” are not marked.", words="lanterns")


@pytest.fixture
def pdf(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A window that takes its policy for one that was read from a PDF."""
    desk.open()
    monkeypatch.setitem(copying.ENDINGS, Format.TXT, (".pdf",))
    return desk


def ask(desk: Desk, target: Path, *, accepted: bool = False, language: str = "en") -> None:
    desk.window.actions_["annotate"].trigger()
    dialog = desk.window.annotating.dialog
    dialog.language_box.setCurrentIndex(dialog.language_box.findData(language))
    dialog.findings_box.setCurrentIndex(int(accepted))
    dialog.accept()
    files = desk.window.annotating.file_dialog
    assert files.defaultSuffix() == "pdf"
    assert files.acceptMode() == QFileDialog.AcceptMode.AcceptSave
    files.fileSelected.emit(str(target))
    files.close()


@pytest.fixture
def problems(monkeypatch: pytest.MonkeyPatch) -> list[NotMarked]:
    """What the helper tells of the copies that it makes of seven marks."""
    told: list[NotMarked] = []

    def made(order: work.CopyOrder) -> work.CopyMade:
        return work.CopyMade(order.target, 7, tuple(told))

    monkeypatch.setitem(examples.KNOWN, work.write_copy, made)
    return told


@pytest.mark.usefixtures("problems")
def test_that_a_copy_is_made_of_what_was_decided(pdf: Desk) -> None:
    target = pdf.folder / "copy.pdf"
    ids = tuple(pdf.document.working.ground.clauses) if pdf.document.working else ()
    pdf.document.edit(Decide(ids[:1], ClauseStatus.ACCEPTED))
    pdf.answers.held.add(work.write_copy)
    ask(pdf, target, accepted=True, language="zh")
    assert pdf.window.status.work.isVisible()
    pdf.answers.release()
    assert not pdf.window.status.work.isVisible()
    call = pdf.answers.calls[-1]
    assert (
        call.place is Place.MARKER
    )  # the original is not trusted, so its process has little memory
    (order,) = call.arguments
    assert isinstance(order, work.CopyOrder)
    assert isinstance(order.review, WorkingReview)
    assert (order.source, order.target) == (pdf.document.source, target)
    assert order.options == MarkOptions(language="zh", accepted_only=True)
    assert pdf.banners() == ["The copy was written: copy.pdf (marks: 7)."]


def test_that_what_is_not_in_the_copy_is_listed(pdf: Desk, problems: list[NotMarked]) -> None:
    problems += [LOST, LOST]
    ask(pdf, pdf.folder / "copy.pdf")
    pdf.bot.waitUntil(lambda: bool(pdf.banners()), timeout=3000)
    assert pdf.banners() == ["The copy was written: copy.pdf (marks: 7). Please note: 2."]
    pdf.click_banner("Show what to note …")
    rows = pdf.window.annotating.missing.list
    assert [rows.item(row).text() for row in range(rows.count())] == [str(LOST)] * 2
    pdf.window.annotating.missing.reject()


@pytest.mark.usefixtures("problems")
def test_that_a_copy_that_fails_is_told_and_can_be_tried_again(pdf: Desk) -> None:
    target = pdf.folder / "copy.pdf"
    pdf.answers.broken[work.write_copy] = OutputError("{name} cannot be written.", name="copy.pdf")
    ask(pdf, target)
    pdf.bot.waitUntil(lambda: pdf.banners() == ["copy.pdf cannot be written."], timeout=3000)
    assert not pdf.window.status.work.isVisible()
    pdf.answers.broken.clear()
    pdf.click_banner("Retry")
    pdf.bot.waitUntil(lambda: "The copy was written" in "".join(pdf.banners()), timeout=3000)


def test_that_the_original_is_not_written_over(pdf: Desk) -> None:
    assert pdf.document.path is not None
    ask(pdf, pdf.document.path)
    assert pdf.banners() == ["birchlane.txt is the original, which stays as it is."]
    assert not [call for call in pdf.answers.calls if call.function is work.write_copy]


def test_that_other_formats_are_sent_to_the_report(desk: Desk) -> None:
    desk.open()
    desk.window.actions_["annotate"].trigger()
    (told,) = desk.banners()
    assert "PDF and Word files alone" in told


def test_that_the_helper_writes_the_copy(tmp_path: Path) -> None:
    data = laid(p(LONG), p(OTHER))
    order = work.CopyOrder(
        source=data,
        review=review_of(data, "lantern.pdf"),
        rulebook=samples.rulebook(),
        options=MarkOptions(),
        target=tmp_path / "copy.pdf",
    )
    made = work.write_copy(order)
    assert (made.path, made.placed, made.problems) == (order.target, 4, ())
    with pikepdf.open(made.path) as pdf:
        assert len(pdf.pages[0].Annots) == 4
