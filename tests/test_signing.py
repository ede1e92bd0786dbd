"""The commands ``sign`` and ``verify``."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12

from reviewer import cli
from reviewer.report.keys import self_signed
from reviewer.report.pdf import ReportOptions, write_report
from tests.report import samples

if TYPE_CHECKING:
    from pathlib import Path

PHRASE = "潮汐 tide"


@cache
def drawn() -> bytes:
    review = samples.unmarked(samples.review())
    return write_report(review, samples.rulebook(), ReportOptions(language="en"))


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.pdf"
    path.write_bytes(drawn())
    return path


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


def run(*arguments: object) -> int:
    try:
        return cli.run([str(one) for one in arguments])
    except SystemExit as left:  # argparse leaves so
        return int(left.code or 0)


def test_that_two_sign_and_everybody_can_verify(
    report: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    certified, approved = report.with_name("1.pdf"), report.with_name("2.pdf")
    assert run("sign", report, "-o", certified, "--self-signed", "王芳") == 0
    command = ["sign", certified, "-o", approved, "--self-signed", "Ada", "--role", "approver"]
    assert run(*command) == 0
    assert capfd.readouterr() == ("", "")
    assert run("verify", approved) == 0
    out, err = capfd.readouterr()
    first, second, data = out.splitlines()
    assert err == ""
    assert first.startswith("Signed by 王芳 as reviewer at 20")
    assert "It is intact. It covers the file as it was then; only a signature" in first
    assert second.startswith("Signed by Ada as approver at 20")
    assert "It covers the whole file. Its certificate is untrusted" in second
    assert data == "The attached review is the one that the report names."
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert run("verify", approved) == 0
    told = capfd.readouterr().out
    assert "王芳 以审阅人身份签署" in told
    assert "签名完好。签名覆盖" in told


def test_that_an_altered_file_is_told(report: Path, capfd: pytest.CaptureFixture[str]) -> None:
    signed = report.with_name("signed.pdf")
    assert run("sign", report, "-o", signed, "--self-signed", "Ada") == 0
    data = bytearray(signed.read_bytes())
    data[len(data) // 3] ^= 1
    signed.write_bytes(data)
    assert run("verify", signed) == 1
    out, err = capfd.readouterr()
    assert "What it covers was changed" in out or not out
    assert err.count("\n") == 1


@pytest.mark.parametrize("content", [None, b"", b"no PDF", drawn()])
def test_that_what_cannot_be_verified_is_told_in_one_sentence(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], content: bytes | None
) -> None:
    path = tmp_path / "some.pdf"
    if content is not None:
        path.write_bytes(content)
    assert run("verify", path) == 1
    out, err = capfd.readouterr()
    assert (out, err.count("\n"), err[-2:]) == ("", 1, ".\n")


def files(folder: Path) -> tuple[Path, Path, Path]:
    """A PKCS#12 file and a PEM key, both locked, and the PEM certificate."""
    key = self_signed("Grace Hopper", datetime.now(UTC))
    private = serialization.load_der_private_key(key.private, None)
    certificate = x509.load_der_x509_certificate(key.certificates[0])
    locked = serialization.BestAvailableEncryption(PHRASE.encode())
    paths = folder / "key.p12", folder / "key.pem", folder / "certificate.pem"
    assert isinstance(private, ec.EllipticCurvePrivateKey)
    paths[0].write_bytes(
        pkcs12.serialize_key_and_certificates(b"key", private, certificate, None, locked)
    )
    paths[1].write_bytes(
        private.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, locked)
    )
    paths[2].write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    return paths


def piped(text: str) -> int:
    """A file descriptor from which a text can be read."""
    reading, writing = os.pipe()
    os.write(writing, text.encode())
    os.close(writing)
    return reading


@pytest.mark.parametrize("kind", ["p12", "pem"])
def test_that_a_key_opens_with_the_passphrase_of_a_descriptor(
    report: Path, capfd: pytest.CaptureFixture[str], kind: str
) -> None:
    bundle, private, certificate = files(report.parent)
    key = ["--p12", bundle] if kind == "p12" else ["--pem", private, certificate]
    signed = report.with_name("signed.pdf")
    for phrase, code in ((f"{PHRASE}\n", 0), ("wrong", 1)):
        descriptor = piped(phrase)
        asked = ["sign", report, "-o", signed, "--force", *key, "--passphrase-fd", descriptor]
        assert run(*asked) == code
        os.close(descriptor)
    assert "cannot be opened; check the passphrase" in capfd.readouterr().err
    assert run("verify", signed) == 0
    assert "Grace Hopper" in capfd.readouterr().out


def test_that_the_passphrase_is_asked_for_at_a_terminal(
    report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundle, _, _ = files(report.parent)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr("getpass.getpass", lambda _: PHRASE)
    assert run("sign", report, "-o", report.with_name("signed.pdf"), "--p12", bundle) == 0


def test_that_nobody_is_asked_without_a_terminal(
    report: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    bundle, _, _ = files(report.parent)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False)
    assert run("sign", report, "-o", report.with_name("signed.pdf"), "--p12", bundle) == 1
    assert "check the passphrase" in capfd.readouterr().err


def test_that_a_closed_descriptor_is_told(report: Path, capfd: pytest.CaptureFixture[str]) -> None:
    bundle, _, _ = files(report.parent)
    asked = ["sign", report, "-o", report.with_name("s.pdf"), "--p12", bundle]
    assert run(*asked, "--passphrase-fd", 987) == 1
    assert "file descriptor 987" in capfd.readouterr().err


def test_that_nothing_is_overwritten_unasked(
    report: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run("sign", report, "-o", report, "--self-signed", "Ada") == 1
    assert "--force" in capfd.readouterr().err
    assert report.read_bytes() == drawn()


@pytest.mark.parametrize(
    "arguments",
    [
        ["sign"],
        ["sign", "a.pdf", "-o", "b.pdf"],
        ["sign", "a.pdf", "--self-signed", "Ada"],
        ["sign", "a.pdf", "-o", "b.pdf", "--p12", "k", "--self-signed", "Ada"],
        ["sign", "a.pdf", "-o", "b.pdf", "--self-signed", "Ada", "--role", "witness"],
        ["verify"],
    ],
)
def test_that_wrong_usage_is_told(arguments: list[str]) -> None:
    assert run(*arguments) == 2
