"""Reports are signed and verified in the window, and no passphrase stays anywhere."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from reviewer.bugs import Bug, Where
from reviewer.errors import ReviewerError, SignError, VerifyError
from reviewer.gui.sealing import work
from reviewer.gui.sealing.key_form import KeyKind
from reviewer.gui.tasks import Place, Tasks, Work
from reviewer.gui.words import words
from reviewer.report import verdicts
from reviewer.report.keys import self_signed
from reviewer.report.sign import SignerRole
from reviewer.store.crashes import Recorder
from tests.gui.examples import pages, verification
from tests.test_signing import drawn

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from reviewer.gui.sealing.windows import SealWindow, SignWindow
    from reviewer.report.verify import Verification
    from tests.gui.conftest import Desk

PHRASE = "潮汐 tide table"


def told(window: SealWindow) -> list[str]:
    return [banner.message.text for banner in window.banners.banners()]


def sentences(window: SealWindow) -> list[str]:
    return [label.text() for label in window.verdict.sentences]


def ready(desk: Desk, kind: KeyKind = KeyKind.BUNDLE) -> SignWindow:
    """The window that signs, with everything that it asks for."""
    report = desk.folder / "report.pdf"
    report.write_bytes(pages())
    window = desk.window.sealing.ask_sign(report)
    window.key.kinds.setCurrentIndex(window.key.kinds.findData(kind))
    window.key.bundle.choose(desk.folder / "key.p12")
    window.key.name.setText("Ada Byron")
    window.key.passphrase.setText(PHRASE)
    return window


def order(desk: Desk) -> work.SigningOrder:
    last = [call for call in desk.answers.calls if call.function is work.sign_report][-1]
    asked = last.arguments[0]
    assert isinstance(asked, work.SigningOrder)
    assert last.place is Place.SIGNER
    return asked


def test_that_nothing_is_signed_before_a_report_and_a_key_are_named(desk: Desk) -> None:
    desk.window.actions_["sign_report"].trigger()
    window = desk.window.sealing.ask_sign()
    assert not window.act.isEnabled()
    window.report.choose(desk.folder / "report.pdf")
    assert not window.act.isEnabled()
    window.key.bundle.choose(desk.folder / "key.p12")
    assert window.act.isEnabled()
    window.key.kinds.setCurrentIndex(window.key.kinds.findData(KeyKind.PAIR))
    assert not window.act.isEnabled()
    window.key.private.choose(desk.folder / "key.pem")
    window.key.certificate.choose(desk.folder / "certificate.pem")
    assert window.act.isEnabled()


def test_that_a_report_is_signed_as_asked_and_verified(desk: Desk) -> None:
    window = ready(desk)
    window.reason.setText("Released")
    window.place.setText("London")
    target = desk.folder / "signed.pdf"
    window.act.click()
    files = desk.window.sealing.file_dialog
    assert files.defaultSuffix() == "pdf"
    files.fileSelected.emit(str(target))
    files.close()
    desk.bot.waitUntil(lambda: bool(sentences(window)), timeout=3000)
    asked = order(desk)
    assert (asked.report, asked.target) == (desk.folder / "report.pdf", target)
    assert (asked.reason, asked.place, asked.timestamp_url) == ("Released", "London", "")
    assert (asked.role, asked.replace) == (SignerRole.REVIEWER, False)
    assert asked.key.passphrase == PHRASE
    assert told(window) == ["Signed and verified: signed.pdf"]
    assert sentences(window)[0] == "The report is as it was signed."
    # The next to sign is the approver, behind what was certified.
    assert (window.report.path, window.role) == (target, SignerRole.APPROVER)


def test_that_a_certificate_for_trying_out_needs_a_name_alone(desk: Desk) -> None:
    window = ready(desk, KeyKind.TRIAL)
    desk.window.sealing.sign(desk.folder / "signed.pdf")
    assert order(desk).key == work.KeyChoice(name="Ada Byron")
    assert window.key.note.isVisible()
    assert not window.key.passphrase.isVisible()


def test_that_the_passphrase_leaves_the_window_at_once(desk: Desk) -> None:
    window = ready(desk)
    line = window.key.passphrase
    assert line.echoMode() is QLineEdit.EchoMode.Password
    assert line.inputMethodHints() & Qt.InputMethodHint.ImhSensitiveData
    desk.answers.broken[work.sign_report] = SignError("The key cannot be opened.")
    desk.window.sealing.sign(desk.folder / "signed.pdf")
    line.undo()
    assert line.text() == ""
    assert PHRASE not in repr(order(desk))
    desk.bot.waitUntil(lambda: bool(told(window)), timeout=3000)
    assert told(window) == ["The key cannot be opened."]
    # There is nothing to retry with: it would have to be kept for that.
    labels = [label for label, _ in window.banners.banners()[0].message.actions]
    assert "Retry" not in labels
    assert window.act.isEnabled()


def stumble(asked: work.SigningOrder) -> None:
    raise ValueError(asked.key.passphrase)


def test_that_no_report_of_a_bug_holds_the_passphrase(desk: Desk, qtbot: QtBot) -> None:
    asked = work.SigningOrder(
        report=desk.folder / "a.pdf",
        target=desk.folder / "b.pdf",
        replace=False,
        key=work.KeyChoice(bundle=desk.folder / "key.p12", passphrase=PHRASE),
        role=SignerRole.REVIEWER,
        moment=datetime.now(UTC),
    )
    tasks, failed = Tasks(), list[ReviewerError]()
    try:
        tasks.run(Work(stumble, (asked,), place=Place.SIGNER), lambda _: None, failed.append)
        qtbot.waitUntil(lambda: bool(failed), timeout=20_000)
    finally:
        tasks.stop()
    bug = failed[0].values["bug"]
    assert PHRASE not in f"{bug!r} {failed[0]} {failed[0].values!r}"
    assert isinstance(bug, Bug)
    report = Recorder(desk.folder / "log", lambda: "en").record(bug, Where.HELPER)
    assert "stumble" in report.text
    assert PHRASE not in report.text


def test_that_a_file_is_verified_at_once_in_the_words_of_the_command(desk: Desk) -> None:
    path = desk.folder / "signed.pdf"
    window = desk.window.sealing.ask_verify(path)
    desk.bot.waitUntil(lambda: bool(sentences(window)), timeout=3000)
    call = desk.answers.calls[-1]
    assert (call.function, call.place) == (work.verify_file, Place.VERIFIER)
    joined = " ".join(sentences(window))
    for line in verdicts.lines(verification(), "en"):
        assert line in joined
    words.speak("zh")
    assert "证书为自签名" in " ".join(sentences(window))
    assert window.windowTitle() == "验证报告的数字签名"


def test_that_an_altered_file_is_told_with_its_name(desk: Desk) -> None:
    window = desk.window.sealing.ask_verify()
    window.show_found(verification(whole=False, name="<b>Ada</b>"), desk.folder / "x.pdf")
    assert sentences(window)[0].startswith("x.pdf is not as it was signed;")
    assert "The file was changed afterwards in a way that it does not allow." in sentences(window)
    assert any("<b>Ada</b>" in sentence for sentence in sentences(window))
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in window.verdict.sentences)
    # What was found of one file is not said of another.
    window.report.choose(desk.folder / "y.pdf")
    assert not sentences(window)


def test_that_a_file_without_a_signature_is_told(desk: Desk) -> None:
    desk.answers.broken[work.verify_file] = VerifyError("The file bears no signature.")
    window = desk.window.sealing.ask_verify(desk.folder / "plain.pdf")
    desk.bot.waitUntil(lambda: bool(told(window)), timeout=3000)
    assert told(window) == ["The file bears no signature."]
    assert not sentences(window)


def test_that_closing_stops_the_work(desk: Desk) -> None:
    desk.answers.held.add(work.verify_file)
    window = desk.window.sealing.ask_verify(desk.folder / "signed.pdf")
    assert window.busy.isVisible()
    assert not window.act.isEnabled()
    window.reject()
    assert desk.answers.waiting[0].cancelled
    again = desk.window.sealing.ask_verify()
    assert again is window
    assert not again.busy.isVisible()


def test_that_signing_off_leads_to_a_signed_report(desk: Desk) -> None:
    document = desk.open()
    desk.window.actions_["sign"].trigger()
    dialog = desk.window.signing.dialog
    dialog.name.setText("Ada Byron")
    for number in range(dialog.points.topLevelItemCount()):
        top = dialog.points.topLevelItem(number)
        assert top is not None
        top.setCheckState(0, Qt.CheckState.Checked)
    dialog.sign.click()
    desk.click_banner("Export and sign the report …")
    export = desk.window.exporting.exports[document]
    report = desk.folder / "report.pdf"
    export.filing.choose(report)
    desk.bot.waitUntil(report.exists, timeout=3000)
    window = desk.window.sealing.ask_sign()
    desk.bot.waitUntil(lambda: window.report.path == report, timeout=3000)
    assert window.isVisible()
    assert window.key.name.text() == "Ada Byron"


def test_that_the_tab_key_goes_from_above_to_below(desk: Desk) -> None:
    window = ready(desk)
    expected = [
        window.report.line,
        window.report.button,
        window.key.kinds,
        window.key.bundle.line,
        window.key.bundle.button,
        window.key.passphrase,
        window.roles,
        window.reason,
        window.place,
        window.service,
        window.act,
        window.leave,
    ]
    window.report.line.setFocus()
    walked = [window.focusWidget()]
    while len(walked) < 20 and walked[-1] is not window.leave:
        QTest.keyClick(walked[-1], Qt.Key.Key_Tab)
        walked.append(window.focusWidget())
    assert [one for one in walked if one is not window.verdict] == expected


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """A PKCS#12 file with a passphrase."""
    key = self_signed("Grace Hopper", datetime.now(UTC))
    private = serialization.load_der_private_key(key.private, None)
    assert isinstance(private, ec.EllipticCurvePrivateKey)
    certificate = x509.load_der_x509_certificate(key.certificates[0])
    locked = serialization.BestAvailableEncryption(PHRASE.encode())
    path = tmp_path / "key.p12"
    path.write_bytes(
        pkcs12.serialize_key_and_certificates(b"key", private, certificate, None, locked)
    )
    return path


def test_that_two_keys_sign_a_real_report_one_after_the_other(tmp_path: Path, bundle: Path) -> None:
    report, certified, approved = (tmp_path / name for name in ("0.pdf", "1.pdf", "2.pdf"))
    report.write_bytes(drawn())

    def signed(source: Path, target: Path, key: work.KeyChoice, role: SignerRole) -> Verification:
        return work.sign_report(
            work.SigningOrder(
                report=source,
                target=target,
                replace=False,
                key=key,
                role=role,
                moment=datetime.now(UTC).replace(microsecond=0),
            )
        )

    key = work.KeyChoice(bundle=bundle, passphrase=PHRASE)
    wrong = work.KeyChoice(bundle=bundle, passphrase=PHRASE[1:])
    with pytest.raises(SignError, match="check the passphrase"):
        signed(report, certified, wrong, SignerRole.REVIEWER)
    assert not certified.exists()
    assert signed(report, certified, key, SignerRole.REVIEWER).sound
    trial = work.KeyChoice(name="Ada Byron")
    found = signed(certified, approved, trial, SignerRole.APPROVER)
    assert [one.name for one in found.signatures] == ["Grace Hopper", "Ada Byron"]
    assert work.verify_file(approved) == found
    with pytest.raises(ReviewerError, match="exists already"):
        signed(certified, approved, trial, SignerRole.APPROVER)
    os.truncate(approved, 4000)
    with pytest.raises(VerifyError):
        work.verify_file(approved)
