"""Keys that sign reports: read from files, or made for trying out."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from reviewer.errors import SignError

if TYPE_CHECKING:
    from datetime import datetime

    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes

_TRIAL_DAYS = 365
_LONGEST_NAME = 64  # X.520's bound of a common name


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A private key with its certificate, open and in memory only.

    Attributes:
        private: PKCS#8 in DER.
        certificates: X.509 in DER, the signer's own first.
    """

    private: bytes = field(repr=False)
    certificates: tuple[bytes, ...] = field(repr=False)


def from_pkcs12(data: bytes, passphrase: bytes | None, *, name: str) -> Key:
    """The key of a PKCS#12 file.

    Args:
        data: the file.
        passphrase: None for none.
        name: of the file, for errors.

    Raises:
        SignError: it is none, holds no key and certificate, or the passphrase is wrong.
    """
    from cryptography.hazmat.primitives.serialization import pkcs12

    try:
        found = pkcs12.load_pkcs12(data, passphrase)
    except (ValueError, TypeError) as error:
        raise _unopened(name) from error
    if found.key is None or found.cert is None:
        raise SignError(
            "{file} holds no key with its certificate; export both together.", file=name
        )
    return _key(found.key, [found.cert.certificate, *(one.certificate for one in
                            found.additional_certs)], name)  # fmt: skip


def from_pem(private: bytes, certificates: bytes, passphrase: bytes | None, *, name: str) -> Key:
    """A key and its certificates from PEM files.

    Args:
        private: the file with the key.
        certificates: the file with its certificate first, then those that vouch for it.
        passphrase: None for none.
        name: of the key's file, for errors.

    Raises:
        SignError: one of them is none, they do not belong together, or the passphrase is wrong.
    """
    from cryptography import x509
    from cryptography.hazmat.primitives import serialization

    try:
        key = serialization.load_pem_private_key(private, passphrase)
    except (ValueError, TypeError) as error:
        raise _unopened(name) from error
    try:
        chain = x509.load_pem_x509_certificates(certificates)
    except ValueError as error:
        raise SignError(
            "The certificate that goes with {file} cannot be read; name a PEM file that holds it.",
            file=name,
        ) from error
    return _key(key, chain, name)


def self_signed(name: str, moment: datetime) -> Key:
    """A key made for trying out, for which nobody vouches.

    Args:
        name: of the signer.
        moment: from which it is valid, with its time zone.

    Raises:
        SignError: a certificate cannot hold the name.
    """
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    if not name.strip() or len(name) > _LONGEST_NAME or not name.isprintable():
        raise SignError(
            "A certificate cannot hold this name; use 1 to {most} printable characters.",
            most=_LONGEST_NAME,
        )
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name.strip())])
    usage = dict.fromkeys(
        (
            "key_encipherment",
            "data_encipherment",
            "key_agreement",
            "key_cert_sign",
            "crl_sign",
            "encipher_only",
            "decipher_only",
        ),
        False,
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(moment - timedelta(minutes=5))
        .not_valid_after(moment + timedelta(days=_TRIAL_DAYS))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(digital_signature=True, content_commitment=True, **usage), critical=True
        )
        .sign(key, hashes.SHA256())
    )
    return _key(key, [certificate], name)


def name_of(key: Key) -> str:
    """Whom a key's certificate names."""
    from asn1crypto.x509 import Certificate

    return signer_name(Certificate.load(key.certificates[0]).subject.native)


def signer_name(subject: dict[str, object]) -> str:
    """The name in a certificate's subject: the person's, else the organisation's.

    >>> signer_name({"country_name": "CN", "common_name": "王芳"})
    '王芳'
    """
    for part in ("common_name", "organization_name", "email_address"):
        if subject.get(part):
            return str(subject[part])
    return ", ".join(str(value) for value in subject.values())


def _key(private: PrivateKeyTypes, chain: list[x509.Certificate], name: str) -> Key:
    from cryptography.hazmat.primitives.asymmetric import ec, rsa
    from cryptography.hazmat.primitives.serialization import (
        Encoding,
        NoEncryption,
        PrivateFormat,
        PublicFormat,
    )

    def public(key: object) -> bytes:
        form = PublicFormat.SubjectPublicKeyInfo
        return bytes(key.public_bytes(Encoding.DER, form))  # type: ignore[attr-defined]

    if not isinstance(private, (rsa.RSAPrivateKey, ec.EllipticCurvePrivateKey)):
        raise SignError("{file} holds a key of a kind that is not used; use RSA or ECDSA.",
                        file=name)  # fmt: skip
    if public(private.public_key()) != public(chain[0].public_key()):
        raise SignError(
            "The certificate does not belong to the key in {file}; name the one that was issued "
            "for it.",
            file=name,
        )
    return Key(
        private=private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()),
        certificates=tuple(one.public_bytes(Encoding.DER) for one in chain),
    )


def _unopened(name: str) -> SignError:
    return SignError(
        "The key in {file} cannot be opened; check the passphrase, and that it is a key file of "
        "the kind that was named.",
        file=name,
    )
