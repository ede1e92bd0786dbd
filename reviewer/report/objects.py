"""Writes the objects of a PDF as text and packs them into compressed streams as they come.

A library that edits files holds each object as a tree of values; for the hundred thousand
elements of a long report that takes five times the time and the memory of all the rest.

Source: ISO 32000-1, 7.3 (objects), 7.5.7 (object streams), 7.5.8 (cross-reference streams).
"""

from __future__ import annotations

import hashlib
import re
import zlib
from struct import Struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# What PDFDocEncoding has too, where it is Latin-1 or in the table below.
_ENCODED = re.compile("[\n -~¡-¬®-ÿ•—–…‘’“”]*")
_CODES = str.maketrans(
    {
        "•": "\x80", "…": "\x83", "—": "\x84", "–": "\x85",
        "“": "\x8d", "”": "\x8e", "‘": "\x8f", "’": "\x90",
        "\\": "\\\\", "(": "\\(", ")": "\\)",
    }
)  # fmt: skip
_PACKED = 100
_SMALL = 200  # bytes of a stream that compressing does not make smaller
_ROW = Struct(">BIB")
_FREE, _PLAIN, _IN_STREAM = 0, 1, 2


def string(text: str) -> str:
    r"""A text as the format writes it.

    >>> string("Page (1)"), string("“a”"), string("隐")
    ('(Page \\(1\\))', '(\x8da\x8e)', '<FEFF9690>')
    """
    if _ENCODED.fullmatch(text):
        return f"({text.translate(_CODES)})"
    return f"<FEFF{text.encode('utf-16-be', 'replace').hex().upper()}>"


def references(numbers: Iterable[int]) -> str:
    """Objects by their numbers, as an array.

    >>> references([3, 4])
    '[3 0 R 4 0 R]'
    """
    return f"[{' '.join([f'{number} 0 R' for number in numbers])}]"


def lengths(values: Sequence[float]) -> str:
    """Coordinates as an array, to a hundredth of a point.

    >>> lengths([0, 12.346])
    '[0.00 12.35 ]'
    """
    # One operation for all: formatting each by itself takes twice the time.
    return f"[{'%.2f ' * len(values) % tuple(values)}]"


class Objects:
    """The objects of one file, told by their numbers.

    Args:
        count: numbers up to this one are taken.
    """

    def __init__(self, count: int) -> None:
        self._file = bytearray(b"%PDF-1.7\n%\xbf\xf7\xa2\xfe\n")
        self._table = bytearray(_ROW.size * (count + 1))
        self._packed: list[tuple[int, str]] = []

    def reserve(self) -> int:
        """A number for an object that is put later."""
        self._table += bytes(_ROW.size)
        return len(self._table) // _ROW.size - 1

    def put(self, number: int, body: str) -> None:
        """Writes an object that is no stream; its characters stand for bytes."""
        self._packed.append((number, body))
        if len(self._packed) == _PACKED:
            self._flush()

    def add(self, body: str) -> int:
        """Writes an object that is no stream; its number."""
        number = self.reserve()
        self.put(number, body)
        return number

    def stream(self, entries: str, data: bytes, number: int = 0, *, plain: bool = False) -> int:
        """Writes a stream, compressed where that makes it smaller; its number.

        Args:
            entries: of its dictionary, without length.
            data: what it holds, compressed already if the entries name a filter.
            number: one that is taken already, 0 for a new one.
            plain: whether it stays as it is, for readers that know no more of the format.
        """
        number = number or self.reserve()
        if not plain and "/Filter" not in entries and len(data) > _SMALL:
            entries += "/Filter/FlateDecode"
            data = zlib.compress(data)
        self._place(number, _PLAIN, len(self._file), 0)
        self._file += f"{number} 0 obj\n<<{entries}/Length {len(data)}>>\nstream\n".encode(
            "latin-1"
        )
        self._file += data
        self._file += b"\nendstream\nendobj\n"
        return number

    def finish(self, root: int, info: int) -> bytes:
        """The file, its identifier a digest of its content.

        Args:
            root: number of the catalogue.
            info: that of what is said of the file.
        """
        if self._packed:
            self._flush()
        place = len(self._file)
        identity = hashlib.md5(self._file, usedforsecurity=False).hexdigest()
        number = self.reserve()
        self._place(number, _PLAIN, place, 0)
        entries = (
            f"/Type/XRef/Size {number + 1}/W[1 4 1]/Root {root} 0 R/Info {info} 0 R"
            f"/ID[<{identity}><{identity}>]"
        )
        self._table[: _ROW.size] = _ROW.pack(_FREE, 0, 255)
        rows = bytes(self._table)
        self.stream(entries, rows, number)
        self._file += f"startxref\n{place}\n%%EOF\n".encode()
        return bytes(self._file)

    def _place(self, number: int, kind: int, where: int, rank: int) -> None:
        _ROW.pack_into(self._table, number * _ROW.size, kind, where, rank)

    def _flush(self) -> None:
        """Packs the objects that wait into a stream."""
        holder = self.reserve()
        at = 0
        index = []
        for rank, (number, body) in enumerate(self._packed):
            self._place(number, _IN_STREAM, holder, rank)
            index.append(f"{number} {at}")
            at += len(body) + 1
        head = f"{' '.join(index)}\n"
        bodies = "\n".join([body for _, body in self._packed])
        entries = f"/Type/ObjStm/N {len(self._packed)}/First {len(head)}"
        self._packed.clear()
        self.stream(entries, f"{head}{bodies}\n".encode("latin-1"), holder)
