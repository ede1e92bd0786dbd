"""Plain text: the canonical text is the file."""

from __future__ import annotations

from reviewer.model.policy import Format
from reviewer.text.normalize import decode
from reviewer.text.readers.extract import Extract


def read(data: bytes) -> Extract:
    """The decoded file, untouched but for line ends and byte order mark.

    Raises:
        ReadError: the bytes are no text.
    """
    text, encoding = decode(data)
    return Extract(text=text, format=Format.TXT, encoding=encoding)
