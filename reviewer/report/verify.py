"""Tells whether a signed report is as it was signed, by whom, and when.

Nothing is fetched; who vouches for a certificate is asked of the system's own list.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from enum import Enum
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

from reviewer.errors import VerifyError
from reviewer.report.keys import signer_name
from reviewer.report.metadata import NAMESPACE
from reviewer.report.pdf import REVIEW_NAME, SOURCE_NAME
from reviewer.report.signed_forms import difference_policy, is_rebuilt, is_tidy, quieten

if TYPE_CHECKING:
    from datetime import datetime

    import pikepdf
    from asn1crypto.x509 import Certificate
    from pyhanko.sign.validation import EmbeddedPdfSignature
    from pyhanko.sign.validation.status import PdfSignatureStatus
    from pyhanko_certvalidator import ValidationContext

_LONGEST = 300  # characters of what a signer says


class Change(Enum):
    """What was done to a report after a signature."""

    NONE = "none"
    SIGNED = "signed"
    FORBIDDEN = "forbidden"


class Trust(Enum):
    """Whether anybody vouches for a certificate."""

    TRUSTED = "trusted"
    UNKNOWN = "unknown"
    SELF_SIGNED = "self_signed"


class Attached(Enum):
    """Whether the attached review is the one that the report was written from."""

    MATCHES = "matches"
    DIFFERS = "differs"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """One signature.

    Attributes:
        field: of the form, which is the role's name in reports of this program.
        moment: the time that the signer claims; None where none is said.
        stamped: the time that a time stamp service attests; None without one.
        intact: whether what it covers is unchanged and it is the certificate's.
        whole: whether it covers the whole file.
        certifies: whether it says what may be changed afterwards.
        reason, place: what the signer says of it; empty for nothing.
    """

    field: str
    name: str
    moment: datetime | None
    stamped: datetime | None
    intact: bool
    whole: bool
    change: Change
    trust: Trust
    certifies: bool
    reason: str = ""
    place: str = ""

    @property
    def sound(self) -> bool:
        """Whether it holds, trusted or not."""
        return self.intact and self.change is not Change.FORBIDDEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What was found, signatures in the order in which they were made."""

    signatures: tuple[Signature, ...]
    attached: Attached

    @property
    def sound(self) -> bool:
        """Whether all hold, the last covers the whole file, and the data is the report's."""
        return (
            all(one.sound for one in self.signatures)
            and self.signatures[-1].whole
            and self.attached is not Attached.DIFFERS
        )


def verify(data: bytes) -> Verification:
    """What the signatures of a report are worth.

    Raises:
        VerifyError: it is no PDF that can be read, or bears no signature.
    """
    quieten()
    try:
        found = _verified(data)
    except Exception as error:  # parsers of damaged files fail in every way there is
        raise _unreadable() from error
    if not found.signatures:
        raise VerifyError("The file bears no signature; sign it first, or ask for the signed one.")
    return found


def _verified(data: bytes) -> Verification:
    from pyhanko.pdf_utils.reader import PdfFileReader

    reader = PdfFileReader(BytesIO(data))
    embedded = sorted(reader.embedded_regular_signatures, key=_revision)
    held = [_holds(data, one) for one in embedded]
    # The last covers all others: where it is broken the costly search for changes is spared.
    context = _context(searched=bool(held) and held[-1])
    signatures = [
        _judged(one, context, holds=holds, search=held[-1])
        for one, holds in zip(embedded, held, strict=True)
    ]
    return Verification(signatures=tuple(signatures), attached=_attached(data))


def fields_of(data: bytes) -> dict[str, bool]:
    """The signature fields of a file, and whether each is signed.

    Raises:
        VerifyError: it is no PDF that can be read.
    """
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.fields import enumerate_sig_fields

    try:
        reader = PdfFileReader(BytesIO(data))
        return {name: value is not None for name, value, _ in enumerate_sig_fields(reader)}
    except Exception as error:  # see above
        raise _unreadable() from error


def _unreadable() -> VerifyError:
    return VerifyError(
        "The file cannot be read as a PDF: it is none, or it is damaged or incomplete; ask for it "
        "again."
    )


def _revision(signature: EmbeddedPdfSignature) -> int:
    return int(signature.signed_revision)


def _holds(data: bytes, signature: EmbeddedPdfSignature) -> bool:
    """Whether a signature is rebuilt byte by byte and what it covers is unchanged."""
    first, size, second, rest = (int(value) for value in signature.byte_range)
    if first != 0 or not is_rebuilt(data[size:second]):
        return False
    digest = hashlib.new(signature.external_md_algorithm)
    digest.update(data[:size])
    digest.update(data[second : second + rest])
    same = digest.digest() == _claimed_digest(signature)
    return same and is_tidy(signature.pkcs7_content)


def _claimed_digest(signature: EmbeddedPdfSignature) -> bytes:
    for attribute in signature.signer_info["signed_attrs"]:
        if attribute["type"].native == "message_digest":
            return bytes(attribute["values"][0].native)
    return b""


def _judged(
    signature: EmbeddedPdfSignature, context: ValidationContext, *, holds: bool, search: bool
) -> Signature:
    from pyhanko.sign.diff_analysis import ModificationLevel
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    status = validate_pdf_signature(
        signature, context, diff_policy=difference_policy(), skip_diff=not search
    )
    whole = status.coverage is SignatureCoverageLevel.ENTIRE_FILE
    change = Change.FORBIDDEN
    if whole:
        change = Change.NONE
    elif status.docmdp_ok and status.modification_level is not None:
        signed = status.modification_level <= ModificationLevel.FORM_FILLING
        change = Change.SIGNED if signed else Change.FORBIDDEN
    stamp = status.timestamp_validity
    return Signature(
        field=signature.field_name,
        name=signer_name(status.signing_cert.subject.native),
        moment=signature.self_reported_timestamp,
        stamped=stamp.timestamp if stamp is not None and stamp.valid and stamp.intact else None,
        intact=bool(status.intact and status.valid and holds),
        whole=whole,
        change=change,
        trust=_trust(status),
        certifies=signature.docmdp_level is not None,
        reason=_said(signature, "/Reason"),
        place=_said(signature, "/Location"),
    )


def _said(signature: EmbeddedPdfSignature, key: str) -> str:
    """A text that the signer put into the signature, in one line; empty for none."""
    return " ".join(str(signature.sig_object.get(key, "")).split())[:_LONGEST]


def _trust(status: PdfSignatureStatus) -> Trust:
    if status.trusted:
        return Trust.TRUSTED
    certificate = status.signing_cert
    own = certificate.issuer == certificate.subject
    return Trust.SELF_SIGNED if own else Trust.UNKNOWN


def _context(*, searched: bool) -> ValidationContext:
    """The system's list of authorities, asked only where a signature holds; nothing is fetched."""
    from pyhanko_certvalidator import ValidationContext

    return ValidationContext(trust_roots=_roots() if searched else [], allow_fetching=False)


@cache
def _roots() -> list[Certificate]:
    import ssl

    from asn1crypto.x509 import Certificate

    roots = ssl.create_default_context().get_ca_certs(binary_form=True)
    return [Certificate.load(root) for root in roots]


def _attached(data: bytes) -> Attached:
    """Compares the attached review with the digests that the report says of it."""
    import pikepdf

    with pikepdf.open(BytesIO(data)) as pdf:
        files = {str(one.UF): one.EF.F.read_bytes() for one in pdf.Root.get("/AF", ())}
        claimed = _claimed(pdf)
    if REVIEW_NAME not in files and not claimed:
        return Attached.ABSENT
    review = files.get(REVIEW_NAME, b"")
    if hashlib.sha256(review).hexdigest() != claimed.get("review"):
        return Attached.DIFFERS
    document = json.loads(review)["document"]
    same = document["sha256"] == claimed.get("document") and (
        document["text"].encode("utf-8", "replace") == files.get(SOURCE_NAME)
    )
    return Attached.MATCHES if same else Attached.DIFFERS


def _claimed(pdf: pikepdf.Pdf) -> dict[str, str]:
    """The digests in a report's metadata."""
    from lxml import etree

    if "/Metadata" not in pdf.Root:
        return {}
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    packet = etree.fromstring(pdf.Root.Metadata.read_bytes(), parser)
    found = packet.iter(f"{{{NAMESPACE}}}review", f"{{{NAMESPACE}}}document")
    return {etree.QName(one).localname: one.text or "" for one in found}
