"""Plain text: the canonical text is the file."""

from __future__ import annotations

from reviewer.model.policy import Format
from reviewer.text.encoding import decode
from reviewer.text.readers.extract import Extract, decoding_problems


def read(data: bytes, encoding: str = "") -> Extract:
    """The decoded file, untouched but for line ends and byte order mark.

    Raises:
        ReadError: the bytes are no text.
    """
    decoded = decode(data, encoding)
    return Extract(
        text=decoded.text,
        format=Format.TXT,
        encoding=decoded.encoding,
        problems=decoding_problems(decoded, decoded.text),
    )
