"""What a font file says of itself, read from the few tables that are asked.

ReportLab reads a font whole before it says whether the font will do; a
computer has thousands of them. Nothing here trusts a file: what does not fit
the format is a font that is not there.

Source: OpenType specification 1.9, tables of the same names.
"""

from __future__ import annotations

import stat
import struct
import sys
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

_TRUETYPE = frozenset({b"\x00\x01\x00\x00", b"true"})
_COLLECTION = b"ttcf"
_NEEDED = frozenset(
    {"OS/2", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post"}
)
_BROKEN = (OSError, struct.error, ValueError, LookupError)

# Whole families share one collection; the largest hold about 36 faces.
_FACES, _TABLES, _NAMES, _GROUPS = 64, 128, 4096, 100_000
_FILE_BYTES = 128 * 1024 * 1024
_NAME = 60
_PROBE = 8

_FAMILY, _VERSION, _TYPOGRAPHIC_FAMILY = 1, 5, 16
_ENGLISH = 0x409
_ITALIC, _OBLIQUE = 1 << 0, 1 << 9
_UNICODE = frozenset({(3, 1), (3, 10), *((0, encoding) for encoding in range(7))})
_SYMBOLS = (3, 0)
_BASIC, _FULL = 4, 12  # formats of a character map: of the BMP, and of all of Unicode


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """A font with TrueType outlines that may be embedded as a subset.

    Attributes:
        index: within its collection, 0 for a file of one font.
        family: English name of the family, as far as the font has one.
        version: as the font states it, empty where it does not.
        weight: 100 to 900, 400 for a regular font.
        width: 1 to 9, 5 for a normal one.
        fixed: all letters have the same width.
        plain: it says of itself that it is a sans-serif for text.
    """

    path: Path
    index: int
    family: str
    version: str
    weight: int
    width: int
    upright: bool
    fixed: bool
    plain: bool


class _Tables:
    """The tables of one font in an open file."""

    def __init__(self, file: BinaryIO, size: int, start: int) -> None:
        self._file = file
        kind, count = struct.unpack(">4sH", self._bytes(start, 6))
        if kind not in _TRUETYPE or count > _TABLES:
            message = "no TrueType outlines"
            raise ValueError(message)
        self._places: dict[str, tuple[int, int]] = {}
        for tag, _, offset, length in struct.iter_unpack(
            ">4s3L", self._bytes(start + 12, count * 16)
        ):
            if offset + length > size:
                message = "the file ends within a table"
                raise ValueError(message)
            self._places[tag.decode("ascii")] = (offset, length)
        if missing := _NEEDED - self._places.keys():
            raise LookupError(*missing)

    def _bytes(self, offset: int, length: int) -> bytes:
        self._file.seek(offset)
        return self._file.read(length)

    def length(self, tag: str) -> int:
        return self._places[tag][1]

    def numbers(self, tag: str, form: str, offset: int = 0) -> tuple[int, ...]:
        """The numbers of a form of ``struct`` at an offset in a table."""
        form = f">{form}"
        return struct.unpack(form, self.data(tag, offset, struct.calcsize(form)))

    def data(self, tag: str, offset: int, length: int) -> bytes:
        """A piece of a table, shorter where the table ends before."""
        start, whole = self._places[tag]
        return self._bytes(start + offset, max(0, min(length, whole - offset)))


def faces(path: Path) -> tuple[Face, ...]:
    """The fonts of a file that can be embedded; none for a file that is no font or damaged."""
    try:
        size = _size(path)
        with path.open("rb") as file:
            return tuple(
                face
                for index, start in enumerate(_starts(file, size))
                if (face := _face(path, index, file, (size, start))) is not None
            )
    except _BROKEN:
        return ()


def covers(face: Face, text: Iterable[str]) -> bool:
    """Whether a font has a shape of its own for each character of a text.

    False also where ReportLab would take another map of characters than that
    of Unicode, or one that could keep it busy without end.
    """
    try:
        size = _size(face.path)
        with face.path.open("rb") as file:
            tables = _Tables(file, size, _starts(file, size)[face.index])
            return _covers(tables, [ord(char) for char in text])
    except _BROKEN:
        return False


def _size(path: Path) -> int:
    """The length of a font file.

    Raises:
        ValueError: it is longer than fonts are, or a pipe or device, which could be read for ever.
    """
    status = path.stat()
    if status.st_size > _FILE_BYTES or not stat.S_ISREG(status.st_mode):
        message = "no file of a font's length"
        raise ValueError(message)
    return status.st_size


def _starts(file: BinaryIO, size: int) -> tuple[int, ...]:
    """Where the fonts of a file begin."""
    file.seek(0)
    head = file.read(12)
    if head[:4] != _COLLECTION:
        return (0,)
    (count,) = struct.unpack(">L", head[8:])
    if count > _FACES:
        message = "more fonts than a collection has"
        raise ValueError(message)
    starts = struct.unpack(f">{count}L", file.read(4 * count))
    return tuple(min(start, size) for start in starts)


def _face(path: Path, index: int, file: BinaryIO, place: tuple[int, int]) -> Face | None:
    """One font of a file, given the file's length and where the font begins."""
    try:
        tables = _Tables(file, *place)
        if not _is_usable(tables):
            return None
        names = _names(tables)
        _, weight, width, _ = tables.numbers("OS/2", "4H", 2)
        family_kind, serifs = tables.numbers("OS/2", "2B", 32)
        (selection,) = tables.numbers("OS/2", "H", 62)
        (fixed,) = tables.numbers("post", "L", 12)
    except _BROKEN:
        return None
    return Face(
        path=path,
        index=index,
        family=names.get(_TYPOGRAPHIC_FAMILY) or names.get(_FAMILY) or _readable(path.stem),
        version=names.get(_VERSION, "").partition(";")[0].removeprefix("Version ").strip(),
        weight=weight * 100 if weight < 10 else weight,  # noqa: PLR2004 - an old way to write it
        width=width,
        upright=not selection & (_ITALIC | _OBLIQUE),
        fixed=bool(fixed),
        plain=family_kind == 2 and 11 <= serifs <= 15,  # noqa: PLR2004 - PANOSE: text, sans serif
    )


def _is_usable(tables: _Tables) -> bool:
    """Whether its licence bits allow to embed a subset, and its scale makes sense."""
    (rights,) = tables.numbers("OS/2", "H", 8)
    (em,) = tables.numbers("head", "H", 18)
    return may_embed(rights) and 16 <= em <= 16384  # noqa: PLR2004 - the specification's bounds


def may_embed(rights: int) -> bool:
    """Whether the bits of ``fsType`` allow that a subset is embedded.

    Older fonts set several of the four lowest bits, of which the most generous
    holds: 4 (to view and print) or 8 (to edit) beside 2 (restricted).

    >>> [may_embed(rights) for rights in (0, 4, 8, 2, 2 | 4, 0x100, 8 | 0x200)]
    [True, True, True, False, True, False, False]
    """
    usage = rights & 0xF
    return not rights & 0x300 and (usage == 0 or bool(usage & 0xC))


def _names(tables: _Tables) -> dict[int, str]:
    """Family and version, in English where the font says them in English."""
    _, count, storage = tables.numbers("name", "3H")
    found: dict[int, tuple[int, str]] = {}
    for row in range(min(count, _NAMES)):
        system, encoding, language, kind, length, offset = tables.numbers(
            "name", "6H", 6 + row * 12
        )
        if kind not in {_FAMILY, _VERSION, _TYPOGRAPHIC_FAMILY}:
            continue
        if system == 1 and encoding == 0 and language == 0:
            rank, codec = 1, "mac_roman"
        elif (system, encoding) in _UNICODE | {_SYMBOLS}:
            rank, codec = (0 if system and language == _ENGLISH else 2), "utf_16_be"
        else:
            continue
        text = _readable(tables.data("name", storage + offset, length).decode(codec, "replace"))
        if text and (kind not in found or rank < found[kind][0]):
            found[kind] = (rank, text)
    return {kind: text for kind, (_, text) in found.items()}


def _readable(name: str) -> str:
    """A name from a file, fit to be printed."""
    printable = "".join(char if char.isprintable() else " " for char in name)
    return " ".join(printable.split())[:_NAME]


def _covers(tables: _Tables, codes: list[int]) -> bool:
    # Most fonts lack the first characters of a script already.
    if 0 in _glyphs(tables, codes[:_PROBE]):
        return False
    glyphs = _glyphs(tables, codes)
    (count,) = tables.numbers("maxp", "H", 4)
    if not all(0 < glyph < count for glyph in glyphs):
        return False
    # Fonts of last resort draw one box for everything, bitmap fonts no outline at all.
    drawn = {glyph for glyph, code in zip(glyphs, codes, strict=True) if not chr(code).isspace()}
    return len(drawn) * 2 > len(codes) and _have_outlines(tables, drawn, count)


def _have_outlines(tables: _Tables, glyphs: Iterable[int], count: int) -> bool:
    (wide,) = tables.numbers("head", "H", 50)
    starts = tables.numbers("loca", f"{count + 1}{'L' if wide else 'H'}")
    end = tables.length("glyf") if wide else tables.length("glyf") // 2
    return all(starts[glyph] < starts[glyph + 1] <= end for glyph in glyphs)


def _glyphs(tables: _Tables, codes: list[int]) -> list[int]:
    """The glyph of each code point, 0 for none."""
    offset = _unicode_map(tables)
    form, length = tables.numbers("cmap", "2H", offset)
    if form == _BASIC:
        return _basic_glyphs(tables.data("cmap", offset, length), codes)
    if form == _FULL:
        return _full_glyphs(tables, offset, codes)
    message = "a map of characters in another format"
    raise ValueError(message)


def _unicode_map(tables: _Tables) -> int:
    """Where the map of characters stands that ReportLab takes: the last one that it knows.

    Raises:
        ValueError: that one is not of Unicode.
    """
    _, count = tables.numbers("cmap", "2H")
    taken = (-1, 0, 0)
    for row in range(count):
        system, encoding, offset = tables.numbers("cmap", "2HL", 4 + row * 8)
        if system == 3 or (system == 0 and encoding != 5) or (system, encoding) == (1, 1):  # noqa: PLR2004 - platforms
            taken = (system, encoding, offset)
    if taken[:2] not in _UNICODE:
        message = "no map of Unicode"
        raise ValueError(message)
    return taken[2]


def _basic_glyphs(data: bytes, codes: list[int]) -> list[int]:
    (double,) = struct.unpack_from(">H", data, 6)
    count, row = double // 2, f">{double // 2}H"
    ends = struct.unpack_from(row, data, 14)
    starts = struct.unpack_from(row, data, 16 + double)
    deltas = struct.unpack_from(row, data, 16 + double * 2)
    ranges = struct.unpack_from(row, data, 16 + double * 3)
    _check_order(starts, ends)
    glyphs = []
    for code in codes:
        at = bisect_left(ends, code)
        if at == count or starts[at] > code:
            glyphs.append(0)
            continue
        glyph = code
        if ranges[at]:
            place = 16 + double * 3 + 2 * at + ranges[at] + 2 * (code - starts[at])
            (glyph,) = struct.unpack_from(">H", data, place)
        glyphs.append((glyph + deltas[at]) & 0xFFFF if glyph else 0)
    return glyphs


def _full_glyphs(tables: _Tables, offset: int, codes: list[int]) -> list[int]:
    (count,) = tables.numbers("cmap", "L", offset + 12)
    if count > _GROUPS:
        message = "more groups than Unicode has use for"
        raise ValueError(message)
    groups = list(struct.iter_unpack(">3L", tables.data("cmap", offset + 16, count * 12)))
    starts, ends, firsts = zip(*groups, strict=True)
    _check_order(starts, ends)
    glyphs = []
    for code in codes:
        at = bisect_left(ends, code)
        outside = at == len(ends) or starts[at] > code
        glyphs.append(0 if outside else firsts[at] + code - starts[at])
    return glyphs


def _check_order(starts: Sequence[int], ends: Sequence[int]) -> None:
    """Refuses ranges that overlap: a few of them could ask for billions of characters.

    Raises:
        ValueError: they overlap or go beyond Unicode.
    """
    whole = all(start <= end for start, end in zip(starts, ends, strict=True))
    apart = all(end < start for end, start in zip(ends, starts[1:], strict=False))
    if not (whole and apart and ends[-1] <= sys.maxunicode):
        message = "ranges of characters overlap"
        raise ValueError(message)
