"""Signed reports: who signed, what holds, and that nothing else can be done to them unseen."""

from __future__ import annotations

import random
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader

from reviewer.errors import SignError, VerifyError
from reviewer.report.keys import Key, from_pem, from_pkcs12, name_of, self_signed
from reviewer.report.pdf import ReportOptions, write_report
from reviewer.report.sign import Order, SignerRole, sign
from reviewer.report.verdicts import lines
from reviewer.report.verify import Attached, Change, Trust, Verification, verify
from tests.report import samples
from tests.report.structured import elements, opened, role
from tests.report.validation import broken_rules

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MOMENT = datetime(2026, 3, 2, 9, 30, tzinfo=timezone(timedelta(hours=8)))
PHRASE = b"tide table"


@cache
def key(name: str) -> Key:
    # Valid at the moment of the tests, whenever that is.
    return self_signed(name, datetime.now(UTC))


def order(name: str = "王芳 Wang Fang", role: SignerRole = SignerRole.REVIEWER) -> Order:
    return Order(key=key(name), role=role, moment=MOMENT)


def report(language: str = "en") -> bytes:
    return _report(language)


@cache
def _report(language: str) -> bytes:
    review = samples.unmarked(samples.review())
    return write_report(review, samples.rulebook(), ReportOptions(language=language))


def certified(language: str = "en") -> bytes:
    return _certified(language)


@cache
def _certified(language: str) -> bytes:
    return sign(report(language), order())


def approved(language: str = "en") -> bytes:
    return _approved(language)


@cache
def _approved(language: str) -> bytes:
    return sign(certified(language), order("Ada Byron", SignerRole.APPROVER))


def test_that_the_reviewer_certifies_the_whole_file() -> None:
    found = verify(certified())
    (signature,) = found.signatures
    assert (signature.field, signature.name) == ("reviewer", "王芳 Wang Fang")
    assert signature.moment == MOMENT
    assert signature.stamped is None
    assert (signature.intact, signature.whole, signature.certifies) == (True, True, True)
    assert signature.change is Change.NONE
    assert signature.trust is Trust.SELF_SIGNED
    assert found.attached is Attached.MATCHES
    assert found.sound


def test_that_reason_and_place_are_kept_and_told() -> None:
    plain = order()
    told = replace(plain, reason="Approved for\n release", place="上海")
    found = verify(sign(report(), told))
    assert (found.signatures[0].reason, found.signatures[0].place) == (
        "Approved for release",
        "上海",
    )
    assert "Reason: Approved for release. Place: 上海." in next(lines(found, "en"))
    assert "签署地点：上海。" in next(lines(found, "zh"))
    assert "Reason" not in next(lines(verify(certified()), "en"))


def test_that_reason_and_place_are_shown_in_the_field() -> None:
    with opened(sign(report(), replace(order(), reason="批复 " * 200, place="湖"))) as pdf:
        (look,) = [one.AP.N for one in pdf.Root.AcroForm.Fields if str(one.T) == "reviewer"]
        fonts = [font for form in look.Resources.XObject.values() for font in
                 form.Resources.Font.values()]  # fmt: skip
        maps = b"".join(font.ToUnicode.read_bytes() for font in fonts)
        assert all(f"<{ord(char):04X}>".encode() in maps for char in "批复湖")


@pytest.mark.parametrize("host", ["127.0.0.1:9", "[bad", f"{'a' * 300}.example"])
def test_that_a_service_that_cannot_be_asked_is_named_without_its_password(host: str) -> None:
    asked = replace(order(), timestamp_url=f"http://ada:{PHRASE.decode()}@{host}/")
    with pytest.raises(SignError, match="The time stamp service") as caught:
        sign(report(), asked)
    assert PHRASE.decode() not in str(caught.value)
    assert host in str(caught.value)


def test_that_the_approver_signs_behind_what_was_certified() -> None:
    assert approved().startswith(certified())
    found = verify(approved())
    first, second = found.signatures
    assert (first.name, second.name) == ("王芳 Wang Fang", "Ada Byron")
    assert (first.intact, first.whole, first.change) == (True, False, Change.SIGNED)
    assert (second.intact, second.whole, second.certifies) == (True, True, False)
    assert found.sound


@pytest.mark.parametrize("language", ["en", "zh"])
def test_that_signed_reports_keep_every_rule(tmp_path: Path, language: str) -> None:
    files = [tmp_path / "certified.pdf", tmp_path / "approved.pdf"]
    files[0].write_bytes(certified(language))
    files[1].write_bytes(approved(language))
    assert broken_rules(*files) == []


def test_that_a_signature_is_shown_in_its_field_with_embedded_fonts() -> None:
    with opened(approved("zh")) as pdf:
        fields = {str(field.T): field for field in pdf.Root.AcroForm.Fields}
        look = fields["reviewer"].AP.N
        fonts = [font for form in look.Resources.XObject.values() for font in
                 form.Resources.Font.values()]  # fmt: skip
        assert fonts
        assert all("/FontFile2" in font.FontDescriptor for font in fonts)
        maps = b"".join(font.ToUnicode.read_bytes() for font in fonts)
        for char in "王芳审阅":
            assert f"<{ord(char):04X}>".encode() in maps
        tagged = [one for one, _ in elements(pdf) if role(one) == "Form"]
        assert len(tagged) == 2


def test_that_a_signature_leaves_what_the_report_says_of_itself() -> None:
    with opened(report()) as before, opened(approved()) as after:
        assert before.Root.Metadata.read_bytes() == after.Root.Metadata.read_bytes()
        assert str(before.docinfo["/ModDate"]) == str(after.docinfo["/ModDate"])


def refused(data: bytes) -> bool:
    """Whether a file is told not to be as it was signed."""
    try:
        return not verify(data).sound
    except VerifyError:
        return True


def test_that_any_flipped_byte_is_told() -> None:
    data = approved()
    chance = random.Random(20260302)  # noqa: S311 - a test that is the same each time
    step = len(data) // 200
    for start in range(0, len(data), step):  # no part of the file is left out
        at = min(start + chance.randrange(step), len(data) - 1)
        changed = data[at] ^ chance.randrange(1, 256)
        assert refused(data[:at] + bytes([changed]) + data[at + 1 :]), (at, changed)


def gap(data: bytes) -> tuple[int, int]:
    """Where the last signature stands in a file."""
    signature = PdfFileReader(BytesIO(data)).embedded_regular_signatures[-1]
    _, size, second, _ = (int(value) for value in signature.byte_range)
    return size, second


@pytest.mark.parametrize("signed", [certified, approved])
def test_that_a_flipped_digit_within_the_signature_is_told(signed: Callable[[], bytes]) -> None:
    data = signed()
    start, end = gap(data)
    chance = random.Random(7)  # noqa: S311 - a test that is the same each time
    places = {start, start + 1, start + 2, end - 1, end - 2, end - 3}
    places |= {chance.randrange(start, end) for _ in range(30)}
    padding = data.rindex(b"0000", start, end)
    places |= {padding - 10 * rank for rank in range(20)}
    for at in sorted(places):
        digit = b"1" if data[at : at + 1] == b"0" else b"0"
        assert refused(data[:at] + digit + data[at + 1 :]), at


def test_that_a_letter_of_the_other_case_within_the_signature_is_told() -> None:
    data = certified()
    start, end = gap(data)
    at = next(at for at in range(start, end) if data[at : at + 1].isalpha())
    assert refused(data[:at] + data[at : at + 1].swapcase() + data[at + 1 :])


def with_update(data: bytes, change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    """A file with an incremental update behind it."""
    writer = IncrementalPdfFileWriter(BytesIO(data))
    change(writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def annotate(writer: IncrementalPdfFileWriter) -> None:
    page = writer.root["/Pages"]["/Kids"][0]
    note = generic.DictionaryObject(
        {
            generic.pdf_name("/Type"): generic.pdf_name("/Annot"),
            generic.pdf_name("/Subtype"): generic.pdf_name("/Text"),
            generic.pdf_name("/Rect"): generic.ArrayObject(
                generic.NumberObject(value) for value in (10, 10, 30, 30)
            ),
            generic.pdf_name("/Contents"): generic.TextStringObject("added later"),
        }
    )
    reference = writer.add_object(note)
    page[generic.pdf_name("/Annots")] = generic.ArrayObject([reference])
    writer.update_container(page)


def retitle(writer: IncrementalPdfFileWriter) -> None:
    writer.root[generic.pdf_name("/Lang")] = generic.TextStringObject("fr")
    writer.update_root()


def forget_tags(writer: IncrementalPdfFileWriter) -> None:
    tree = writer.root["/StructTreeRoot"]
    tree[generic.pdf_name("/K")] = generic.ArrayObject()
    writer.update_container(tree)


@pytest.mark.parametrize("change", [annotate, retitle, forget_tags])
@pytest.mark.parametrize("signed", [certified, approved])
def test_that_an_update_behind_the_signatures_is_told(
    change: Callable[[IncrementalPdfFileWriter], None], signed: Callable[[], bytes]
) -> None:
    found = verify(with_update(signed(), change))
    assert not found.sound
    assert not found.signatures[-1].whole
    assert found.signatures[0].change is Change.FORBIDDEN


def test_that_a_change_between_two_signatures_is_told() -> None:
    changed = with_update(certified(), annotate)
    with pytest.raises(SignError, match="changed after it was signed"):
        sign(changed, order("Ada Byron", SignerRole.APPROVER))


def test_that_an_empty_update_is_no_part_of_what_was_signed() -> None:
    assert refused(approved() + b"% a line behind the end\n")


@pytest.mark.parametrize("size", [0, 1, 1000, -1, -500, -20000])
def test_that_a_truncated_file_is_told(size: int) -> None:
    assert refused(approved()[:size])


@pytest.mark.parametrize("data", [b"", b"We collect your name.", b"%PDF-1.7\n%%EOF\n", b"\0" * 99])
def test_that_what_is_no_pdf_is_told(data: bytes) -> None:
    with pytest.raises(VerifyError, match="cannot be read as a PDF"):
        verify(data)
    with pytest.raises(VerifyError, match="cannot be read as a PDF"):
        sign(data, order())


def test_that_an_unsigned_report_is_told() -> None:
    with pytest.raises(VerifyError, match="bears no signature"):
        verify(report())


def test_that_another_review_in_the_same_report_is_told() -> None:
    with opened(report()) as pdf:
        for file in pdf.Root.AF:
            if file.UF == "review.json":
                file.EF.F.write(file.EF.F.read_bytes().replace(b'"schema": 1', b'"schema": 2'))
        out = BytesIO()
        pdf.save(out)
    found = verify(sign(out.getvalue(), order()))
    assert found.attached is Attached.DIFFERS
    assert found.signatures[0].sound
    assert not found.sound


def test_that_a_report_without_data_is_sound() -> None:
    with opened(report()) as pdf:
        del pdf.Root.AF, pdf.Root.Names, pdf.Root.Metadata
        out = BytesIO()
        pdf.save(out)
    found = verify(sign(out.getvalue(), order()))
    assert found.attached is Attached.ABSENT
    assert found.sound


def test_that_each_signs_once_and_in_order() -> None:
    approver = order("Ada Byron", SignerRole.APPROVER)
    with pytest.raises(SignError, match="reviewer has not signed"):
        sign(report(), approver)
    with pytest.raises(SignError, match="already"):
        sign(certified(), order())
    with pytest.raises(SignError, match="already"):
        sign(approved(), approver)


def test_that_only_reports_can_be_signed() -> None:
    other = pikepdf.new()
    other.add_blank_page()
    out = BytesIO()
    other.save(out)
    with pytest.raises(SignError, match="no field"):
        sign(out.getvalue(), order())


def test_that_a_time_stamp_service_that_is_not_there_is_told() -> None:
    asked = replace(order(), timestamp_url="http://127.0.0.1:9/")
    with pytest.raises(SignError, match="time stamp service"):
        sign(report(), asked)


@pytest.mark.skipif(shutil.which("pdfsig") is None, reason="pdfsig is not installed")
def test_that_pdfsig_agrees(tmp_path: Path) -> None:
    path = tmp_path / "signed.pdf"
    path.write_bytes(approved())
    told = subprocess.run(
        ["pdfsig", "-nocert", path], capture_output=True, text=True, check=False
    ).stdout
    assert told.count("Signature is Valid.") == 2
    assert told.count("Total document signed") == 1
    assert "ETSI.CAdES.detached" in told
    at = len(report()) // 2
    path.write_bytes(approved()[:at] + b"\0" + approved()[at + 1 :])
    told = subprocess.run(
        ["pdfsig", "-nocert", path], capture_output=True, text=True, check=False
    ).stdout
    assert "Signature is Valid." not in told
    assert refused(path.read_bytes())


# keys


def chained() -> tuple[rsa.RSAPrivateKey, list[x509.Certificate]]:
    """A key whose certificate another one vouches for."""
    authority = rsa.generate_private_key(65537, 2048)
    own = rsa.generate_private_key(65537, 2048)
    issuer = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Harbour Authority")])
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Grace Hopper")])
    made = []
    for name, signer, usable in ((subject, own, False), (issuer, authority, True)):
        builder = x509.CertificateBuilder(
            issuer_name=issuer,
            subject_name=name,
            public_key=signer.public_key(),
            serial_number=x509.random_serial_number(),
            not_valid_before=datetime.now(UTC) - timedelta(days=1),
            not_valid_after=datetime.now(UTC) + timedelta(days=30),
        ).add_extension(x509.BasicConstraints(ca=usable, path_length=None), critical=True)
        made.append(builder.sign(authority, hashes.SHA256()))
    return own, made


def pkcs12_file(phrase: bytes | None) -> bytes:
    own, (certificate, authority) = chained()
    locked: serialization.KeySerializationEncryption = serialization.NoEncryption()
    if phrase:
        locked = serialization.BestAvailableEncryption(phrase)
    return pkcs12.serialize_key_and_certificates(b"key", own, certificate, [authority], locked)


@pytest.mark.parametrize("phrase", [PHRASE, None])
def test_that_a_pkcs12_file_signs_with_its_chain(phrase: bytes | None) -> None:
    found = from_pkcs12(pkcs12_file(phrase), phrase, name="key.p12")
    assert len(found.certificates) == 2
    signed = verify(sign(report(), Order(key=found, role=SignerRole.REVIEWER, moment=MOMENT)))
    assert signed.signatures[0].name == "Grace Hopper"
    assert signed.signatures[0].trust is Trust.UNKNOWN
    assert signed.sound


def test_that_a_pem_key_signs() -> None:
    own, chain = chained()
    private = own.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.BestAvailableEncryption(PHRASE),
    )
    certificates = b"".join(one.public_bytes(serialization.Encoding.PEM) for one in chain)
    found = from_pem(private, certificates, PHRASE, name="key.pem")
    assert name_of(found) == "Grace Hopper"
    signed = sign(report(), Order(key=found, role=SignerRole.REVIEWER, moment=MOMENT))
    assert verify(signed).sound
    with pytest.raises(SignError, match="cannot be opened"):
        from_pem(private, certificates, b"wrong", name="key.pem")
    with pytest.raises(SignError, match="certificate that goes with"):
        from_pem(private, private, PHRASE, name="key.pem")
    other = chain[1].public_bytes(serialization.Encoding.PEM)
    with pytest.raises(SignError, match="does not belong"):
        from_pem(private, other, PHRASE, name="key.pem")


@pytest.mark.parametrize("phrase", [b"wrong", None, b""])
def test_that_a_wrong_passphrase_is_told_and_not_repeated(phrase: bytes | None) -> None:
    with pytest.raises(SignError, match=r"key\.p12 cannot be opened") as caught:
        from_pkcs12(pkcs12_file(PHRASE), phrase, name="key.p12")
    assert "wrong" not in str(caught.value)


def test_that_other_kinds_of_keys_are_refused() -> None:
    own = ed25519.Ed25519PrivateKey.generate()
    private = own.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    _, chain = chained()
    certificate = chain[0].public_bytes(serialization.Encoding.PEM)
    with pytest.raises(SignError, match="kind that is not used"):
        from_pem(private, certificate, None, name="key.pem")


@pytest.mark.parametrize("name", ["", "  ", "a" * 65, "a\nb"])
def test_that_a_name_that_no_certificate_holds_is_refused(name: str) -> None:
    with pytest.raises(SignError, match="cannot hold this name"):
        self_signed(name, MOMENT)


def test_that_keys_do_not_show_themselves() -> None:
    assert repr(key("Ada Byron")) == "Key()"
    assert "private" not in repr(order())


def test_that_answers_cross_process_borders() -> None:
    import pickle

    found = verify(certified())
    assert isinstance(found, Verification)
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 - our own bytes
