"""What signing and verifying do in helper processes that do not outlive the call.

The window knows these functions by name, so what they need is loaded by them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reviewer.gui.exporting.work import put
from reviewer.gui.worker import content

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from reviewer.report.keys import Key
    from reviewer.report.signer_role import SignerRole
    from reviewer.report.verify import Verification


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyChoice:
    """Where the key is to be had.

    Attributes:
        bundle: a PKCS#12 file. private, certificate: PEM files. name: of a signer for whom a
            key is made for trying out. One of the three is given.
        passphrase: empty for none.
    """

    bundle: Path | None = None
    private: Path | None = None
    certificate: Path | None = None
    name: str = ""
    passphrase: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningOrder:
    """What a signature is asked for.

    Attributes:
        report: the file to be signed. target: the file to be written.
        replace: whether the target may be written over.
        moment: the signing time, with its time zone.
        timestamp_url: of a time stamp service; empty for none, and nothing is sent.
        reason, place: empty for nothing.
    """

    report: Path
    target: Path
    replace: bool
    key: KeyChoice
    role: SignerRole
    moment: datetime
    timestamp_url: str = ""
    reason: str = ""
    place: str = ""


def sign_report(order: SigningOrder) -> Verification:
    """What the signatures are worth once one more is there and the file is written.

    Raises:
        SignError: the report cannot be signed with this key. ReadError, OutputError: a file
            cannot be read or written.
    """
    from reviewer.report.sign import Order, sign
    from reviewer.report.verify import verify

    data = content(order.report)
    asked = Order(
        key=_key(order.key, order.moment),
        role=order.role,
        moment=order.moment,
        timestamp_url=order.timestamp_url,
        reason=order.reason,
        place=order.place,
    )
    signed = sign(data, asked)
    found = verify(signed)
    put([(order.target, signed)], frozenset([order.target] if order.replace else ()))
    return found


def verify_file(path: Path) -> Verification:
    """What the signatures of a file are worth.

    Raises:
        VerifyError: it is no PDF, or bears none. ReadError: it cannot be read.
    """
    from reviewer.report.verify import verify

    return verify(content(path))


def _key(choice: KeyChoice, moment: datetime) -> Key:
    from reviewer.report import keys

    passphrase = choice.passphrase.encode() or None
    if choice.bundle is not None:
        return keys.from_pkcs12(content(choice.bundle), passphrase, name=choice.bundle.name)
    if choice.private is not None and choice.certificate is not None:
        private, certificate = content(choice.private), content(choice.certificate)
        return keys.from_pem(private, certificate, passphrase, name=choice.private.name)
    return keys.self_signed(choice.name, moment)
