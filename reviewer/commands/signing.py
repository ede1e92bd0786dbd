"""The commands ``sign`` and ``verify``; they are looked at on every start and load nothing then.

Files are read and signed in a process that can be killed: nobody knows what they hold.
The signing time is this module's, the one place with a clock.
"""

from __future__ import annotations

import os
import sys
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer import i18n
from reviewer.commands.inputs import read_input
from reviewer.errors import ReviewerError, SignError
from reviewer.output import check_target, legible, say, write

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from reviewer.report.keys import Key

_ROLES = ("reviewer", "approver")
# Of the process that reads the file: a report of a long policy has some hundred pages.
_SECONDS = 300.0
_BYTES = 3 << 30


def add_sign_options(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of ``sign``."""
    parser.add_argument("file", metavar="FILE.pdf", help="a report; - for standard input")
    parser.add_argument("-o", "--output", required=True, metavar="OUT.pdf", help="the signed copy")
    parser.add_argument("--force", action="store_true", help="overwrite the output file")
    key = parser.add_mutually_exclusive_group(required=True)
    key.add_argument("--p12", type=Path, metavar="FILE", help="sign with a PKCS#12 file")
    key.add_argument(
        "--pem",
        type=Path,
        nargs=2,
        metavar=("KEY", "CERT"),
        help="sign with a key and its certificate, both PEM",
    )
    key.add_argument(
        "--self-signed", metavar="NAME", help="sign with a certificate made for trying out"
    )
    parser.add_argument(
        "--role",
        choices=_ROLES,
        default=_ROLES[0],
        help="the reviewer certifies and signs first, the approver behind (without: reviewer)",
    )
    parser.add_argument(
        "--passphrase-fd",
        type=int,
        metavar="N",
        help="read the key's passphrase from this file descriptor",
    )
    parser.add_argument(
        "--timestamp-url", default="", metavar="URL", help="ask this service for a time stamp"
    )
    parser.add_argument("--reason", default="", help="why it is signed, kept in the signature")
    parser.add_argument("--place", default="", help="where it is signed, kept in the signature")


def run_sign(arguments: argparse.Namespace) -> int:
    """Signs a report; the exit code.

    Raises:
        SignError: it cannot be signed with this key. ReadError, OutputError: a file cannot be
            read or written.
    """
    from reviewer.report.sign import Order, SignerRole, sign

    check_target(arguments.output, force=arguments.force)
    data, _ = read_input(arguments.file)
    moment = datetime.now().astimezone().replace(microsecond=0)
    order = Order(
        key=_key(arguments, moment),
        role=SignerRole(arguments.role),
        moment=moment,
        timestamp_url=arguments.timestamp_url,
        reason=legible(arguments.reason),
        place=legible(arguments.place),
    )
    signed = _in_helper(sign, data, order)
    if not isinstance(signed, bytes):
        raise TypeError(type(signed))
    write(arguments.output, signed)
    return 0


def add_verify_options(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of ``verify``."""
    parser.add_argument("file", metavar="FILE.pdf", help="a signed report; - for standard input")


def run_verify(arguments: argparse.Namespace) -> int:
    """Tells what the signatures of a report are worth; the exit code.

    Raises:
        VerifyError: they do not hold, or there are none. ReadError: the file cannot be read.
    """
    from reviewer.report import verdicts
    from reviewer.report.verify import Verification, verify

    data, _ = read_input(arguments.file)
    found = _in_helper(verify, data)
    if not isinstance(found, Verification):
        raise TypeError(type(found))
    for line in verdicts.lines(found, i18n.language()):
        say(line)
    if not found.sound:
        raise verdicts.broken(arguments.file)
    return 0


def _in_helper(function: Callable[..., object], *arguments: object) -> object:
    """A function's answer from a process of its own.

    Raises:
        ReviewerError: what the function ended with.
    """
    from reviewer.bugs import Bug
    from reviewer.guard import Guarded

    with closing(Guarded("reviewer-signer", _BYTES)) as helper:
        answer = helper.call(function, arguments, _SECONDS)
    if isinstance(answer, Bug):
        raise SignError(
            "Something unexpected went wrong with the file ({kind}); please report it.",
            kind=answer.kind,
            bug=answer,
        )
    if isinstance(answer, ReviewerError):
        raise answer
    return answer


def _key(arguments: argparse.Namespace, moment: datetime) -> Key:
    """The key that is asked for, opened with its passphrase where it has one."""
    from reviewer.report import keys

    if arguments.self_signed is not None:
        return keys.self_signed(legible(arguments.self_signed), moment)
    if arguments.p12 is not None:
        data, name = read_input(str(arguments.p12))
        return _opened(arguments, lambda passphrase: keys.from_pkcs12(data, passphrase, name=name))
    (private, name), (certificates, _) = (read_input(str(path)) for path in arguments.pem)
    return _opened(
        arguments, lambda phrase: keys.from_pem(private, certificates, phrase, name=name)
    )


def _opened(arguments: argparse.Namespace, load: Callable[[bytes | None], Key]) -> Key:
    """A key from its file: with the passphrase given, without one, or with one asked for."""
    if arguments.passphrase_fd is not None:
        return load(_passphrase(arguments.passphrase_fd))
    try:
        return load(None)
    except SignError:
        if sys.stdin is None or not sys.stdin.isatty():
            raise
    from getpass import getpass

    question = i18n.told("The key has a passphrase.", i18n.language())
    return load(getpass(f"{question} ").encode())


def _passphrase(descriptor: int) -> bytes:
    """The first line of what a file descriptor leads to."""
    try:
        with os.fdopen(descriptor, "rb", closefd=False) as stream:
            return stream.readline().rstrip(b"\r\n")
    except OSError as error:
        raise SignError(
            "The passphrase cannot be read from file descriptor {number}; check that it is open.",
            number=descriptor,
        ) from error
