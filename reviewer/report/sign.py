"""Signs reports: the reviewer certifies, then the approver signs what was certified.

Signatures are PAdES B-B, with a time stamp B-T. Whoever certifies allows that the other
field is filled and nothing else.

Source: ETSI EN 319 142-1; ISO 32000-1, 12.8.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING

from reviewer.errors import SignError
from reviewer.report.keys import name_of
from reviewer.report.signed_forms import quieten
from reviewer.report.signer_role import SignerRole
from reviewer.report.stamp import Stamp, drawn

if TYPE_CHECKING:
    from datetime import datetime

    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.pdf_utils.writer import BasePdfFileWriter
    from pyhanko.sign.signers import SimpleSigner
    from pyhanko.sign.signers.pdf_signer import PdfSigningSession
    from pyhanko.stamp import StaticStampStyle

    from reviewer.report.keys import Key


__all__ = ["Order", "SignerRole", "sign"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a signature is asked for.

    Attributes:
        moment: the signing time, with its time zone.
        timestamp_url: of a time stamp service; empty for none, and nothing is sent.
        reason, place: what the signer says of it; empty for nothing.
    """

    key: Key = field(repr=False)
    role: SignerRole
    moment: datetime
    timestamp_url: str = ""
    reason: str = ""
    place: str = ""


def sign(data: bytes, order: Order) -> bytes:
    """The report with one more signature behind all that it held.

    Raises:
        SignError: it is no report with a free field, or was changed after it was signed; the
            order of the roles is not kept; the time stamp service does not answer.
        FontMissing: there are no fonts to show the name with.
    """
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign.general import SigningError
    from pyhanko.sign.timestamps.common_utils import TimestampRequestError

    quieten()
    _check(data, order.role)
    try:
        return _signed(data, order)
    except (TimestampRequestError, UnicodeError) as error:
        if not order.timestamp_url:
            raise
        raise SignError(
            "The time stamp service {url} did not answer as it should; try again later or sign "
            "without a time stamp.",
            # Without the password that may stand in it.
            url=order.timestamp_url.rpartition("@")[2],
        ) from error
    except (PdfError, SigningError) as error:
        raise SignError(
            "The report cannot be signed; write it anew and sign that.",
        ) from error


def _check(data: bytes, role: SignerRole) -> None:
    """Refuses what would give a signature that is worth nothing."""
    from reviewer.report.verify import fields_of, verify

    fields = fields_of(data)
    if role.value not in fields:
        raise SignError(
            "The file has no field for this signature; sign a report that this program wrote."
        )
    if fields[role.value]:
        raise SignError("The report bears this signature already; sign in the other role.")
    if role is SignerRole.APPROVER and not fields.get(SignerRole.REVIEWER.value):
        raise SignError(
            "The reviewer has not signed yet; the approver signs what the reviewer has signed."
        )
    if role is SignerRole.REVIEWER and any(fields.values()):
        raise SignError(
            "Somebody has signed the report already, and the reviewer must be the first; write "
            "the report anew and sign that."
        )
    if any(fields.values()) and not verify(data).sound:
        raise SignError("The report was changed after it was signed; write it anew and sign that.")


def _signed(data: bytes, order: Order) -> bytes:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import signers
    from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
    from pyhanko.sign.timestamps import HTTPTimeStamper

    class Signer(signers.PdfSigner):
        """One whose clock is the order's."""

        def init_signing_session(
            self, pdf_out: BasePdfFileWriter, *asked: bool, **named: bool
        ) -> PdfSigningSession:
            session = super().init_signing_session(pdf_out, *asked, **named)
            session.system_time = order.moment
            return session

    class Writer(IncrementalPdfFileWriter):
        """One that leaves what a report says of itself as it is, and asks no clock for it."""

        def _update_meta(self) -> None:
            pass

    writer = Writer(BytesIO(data))
    signer = _signer(order.key)
    metadata = signers.PdfSignatureMetadata(
        field_name=order.role.value,
        md_algorithm="sha256",
        name=name_of(order.key),
        reason=order.reason or None,
        location=order.place or None,
        subfilter=SigSeedSubFilter.PADES,
        certify=order.role is SignerRole.REVIEWER,
        docmdp_permissions=MDPPerm.FILL_FORMS,
    )
    finished = Signer(
        metadata,
        signer=signer,
        timestamper=HTTPTimeStamper(order.timestamp_url) if order.timestamp_url else None,
        stamp_style=_style(writer, order),
    ).sign_pdf(writer, existing_fields_only=True)
    return bytes(finished.getbuffer())


def _signer(key: Key) -> SimpleSigner:
    from asn1crypto.keys import PrivateKeyInfo
    from asn1crypto.x509 import Certificate
    from pyhanko.sign.signers import SimpleSigner
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    own, *others = (Certificate.load(one) for one in key.certificates)
    store = SimpleCertificateStore()
    store.register_multiple(others)
    return SimpleSigner(own, PrivateKeyInfo.load(key.private), store)


def _style(writer: IncrementalPdfFileWriter, order: Order) -> StaticStampStyle:
    """What is shown in the field, drawn with the report's own fonts."""
    from pyhanko.pdf_utils import layout
    from pyhanko.pdf_utils.content import PdfContent
    from pyhanko.pdf_utils.generic import pdf_name
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.stamp import StaticStampStyle

    left, low, right, high = _box(writer, order.role)
    size = (right - left, high - low)
    page = drawn(
        Stamp(
            role=order.role.value,
            name=name_of(order.key),
            moment=order.moment,
            # What is shown speaks the report's language.
            language=str(writer.root.get("/Lang", "en")),
            reason=" ".join(order.reason.split()),
            place=" ".join(order.place.split()),
        ),
        size,
    )

    class Page(PdfContent):
        """The drawn page, carried over into the report."""

        def render(self) -> bytes:
            carried = writer.import_page_as_xobject(PdfFileReader(BytesIO(page)))
            self.resources.xobject[pdf_name("/Stamp")] = carried
            self.box = layout.BoxConstraints(*size)
            return b"/Stamp Do"

    flush = layout.SimpleBoxLayoutRule(
        x_align=layout.AxisAlignment.ALIGN_MIN,
        y_align=layout.AxisAlignment.ALIGN_MIN,
        margins=layout.Margins.uniform(0),
    )
    return StaticStampStyle(border_width=0, background=Page(), background_layout=flush)


def _box(writer: IncrementalPdfFileWriter, role: SignerRole) -> tuple[float, ...]:
    """Where a field lies: left, bottom, right, top."""
    for reference in writer.root["/AcroForm"]["/Fields"]:
        field_ = reference.get_object()
        if field_["/T"] == role.value:
            return tuple(float(value) for value in field_["/Rect"])
    raise SignError(
        "The file has no field for this signature; sign a report that this program wrote."
    )
