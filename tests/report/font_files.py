"""Fonts made from the bundled ones: renamed, forbidden, collected, damaged."""

from __future__ import annotations

import struct
from functools import cache

from reviewer.paths import resources

LATIN, LATIN_BOLD = "NotoSans-Regular.ttf", "NotoSans-Bold.ttf"
HAN, HAN_BOLD = "NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf"


@cache
def bundled(name: str) -> bytes:
    return (resources() / "fonts" / name).read_bytes()


def table(font: bytes, tag: str) -> bytes:
    """One table of a font."""
    _, offset, length = struct.unpack_from(">3L", font, _record(font, tag) + 4)
    return font[offset : offset + length]


def with_table(font: bytes, tag: str, content: bytes) -> bytes:
    """A font, one table of which is replaced: the new one stands at its end."""
    record = _record(font, tag)
    padded = font + bytes(-len(font) % 4)
    place = struct.pack(">2L", len(padded), len(content))
    return padded[: record + 8] + place + padded[record + 16 :] + content


def without_table(font: bytes, tag: str) -> bytes:
    """A font, one table of which has a name that nobody knows."""
    record = _record(font, tag)
    return font[:record] + b"none" + font[record + 4 :]


def with_numbers(font: bytes, tag: str, offset: int, *numbers: int) -> bytes:
    """A font with other numbers of 16 bits at an offset in a table."""
    old = table(font, tag)
    new = struct.pack(f">{len(numbers)}H", *numbers)
    return with_table(font, tag, old[:offset] + new + old[offset + len(new) :])


def with_rights(font: bytes, rights: int) -> bytes:
    """A font with other licence bits."""
    return with_numbers(font, "OS/2", 8, rights)


def with_weight(font: bytes, weight: int) -> bytes:
    return with_numbers(font, "OS/2", 4, weight)


def slanted(font: bytes) -> bytes:
    return with_numbers(font, "OS/2", 62, 1)


def named(font: bytes, family: str, version: str = "Version 1.5;made up") -> bytes:
    """A font of another family."""
    names = {1: family, 2: "Regular", 5: version, 6: family.replace(" ", "")}
    records, texts = b"", b""
    for kind, name in names.items():
        text = name.encode("utf-16-be")
        records += struct.pack(">6H", 3, 1, 0x409, kind, len(text), len(texts))
        texts += text
    head = struct.pack(">3H", 0, len(names), 6 + len(records))
    return with_table(font, "name", head + records + texts)


def collection(*fonts: bytes) -> bytes:
    """Several fonts in one file, their tables where they come to stand."""
    header = struct.pack(">4s2L", b"ttcf", 0x00010000, len(fonts))
    start = len(header) + 4 * len(fonts)
    starts, moved = b"", b""
    for font in fonts:
        place = start + len(moved)
        (count,) = struct.unpack_from(">H", font, 4)
        directory = font[:12]
        for record in range(12, 12 + 16 * count, 16):
            tag, checksum, offset, length = struct.unpack_from(">4s3L", font, record)
            directory += struct.pack(">4s3L", tag, checksum, offset + place, length)
        starts += struct.pack(">L", place)
        moved += directory + font[len(directory) :] + bytes(-len(font) % 4)
    return header + starts + moved


def _record(font: bytes, tag: str) -> int:
    (count,) = struct.unpack_from(">H", font, 4)
    tags = [font[12 + 16 * row :][:4] for row in range(count)]
    return 12 + 16 * tags.index(tag.encode())
