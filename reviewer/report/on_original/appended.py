"""Objects added behind the end of a PDF, whose own bytes stay: what was signed is still in it."""

from __future__ import annotations

import hashlib
import re
from itertools import groupby
from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Name, Stream, String

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pikepdf

_START = re.compile(rb"startxref\s+(\d+)")
_IN_USE = 1
_WIDTHS = (1, 5, 2)


def fits(source: bytes) -> bool:
    """Whether a file ends as files do that can be added to."""
    return source.startswith(b"%PDF-") and _table_at(source) < len(source)


def last_number(pdf: pikepdf.Pdf) -> int:
    """A number that is higher than any object's so far, and lower than any further one's."""
    return pdf.make_indirect(Dictionary()).objgen[0]


def added(pdf: pikepdf.Pdf, source: bytes, before: int, changed: Iterable[pikepdf.Object]) -> bytes:
    """The file with its new and changed objects behind its end; as it is without any.

    Args:
        before: the last number before the new objects'.
        changed: objects of the file that are to be written anew.
    """
    fresh = [one for one in pdf.objects if one is not None and one.objgen[0] > before]
    out = bytearray(source)
    if not source.endswith((b"\n", b"\r")):
        out += b"\n"
    places: dict[tuple[int, int], int] = {}
    for one in sorted([*changed, *fresh], key=lambda each: each.objgen):
        places[one.objgen] = len(out)
        out += b"%d %d obj\n%s\nendobj\n" % (*one.objgen, _written(one))
    if not places:
        return source
    table = _table_at(source)
    last = max(before, *(number for number, _ in places))
    trailer = _trailer(pdf, table, bytes(out[len(source) :]))
    start = len(out)
    if source[table : table + 4] == b"xref":
        trailer.Size = last + 1
        out += _table(places) + b"trailer\n" + trailer.unparse() + b"\n"
    else:
        number = last + 1
        places[number, 0] = start
        trailer.Size = number + 1
        body = b"".join(_entry(place, made) for (_, made), place in sorted(places.items()))
        runs = [(first, len(run)) for first, run in _runs(places)]
        trailer.Type = Name.XRef
        trailer.W = Array(_WIDTHS)
        trailer.Index = Array([part for run in runs for part in run])
        trailer.Length = len(body)
        out += b"%d 0 obj\n%s\nstream\n%s\nendstream\nendobj\n" % (number, trailer.unparse(), body)
    out += b"startxref\n%d\n%%%%EOF\n" % start
    return bytes(out)


def _table_at(source: bytes) -> int:
    """Where the latest table of objects stands; the file's end where it does not tell."""
    found = [*_START.finditer(source, max(0, len(source) - 2048))]
    return int(found[-1][1]) if found else len(source)


def _written(one: pikepdf.Object) -> bytes:
    if not isinstance(one, Stream):
        return one.unparse(resolved=True)
    data = one.read_raw_bytes()
    head = Dictionary({key: one.stream_dict[key] for key in one.stream_dict.keys()})  # noqa: SIM118 - it is no dict
    head.Length = len(data)
    return b"%s\nstream\n%s\nendstream" % (head.unparse(), data)


def _trailer(pdf: pikepdf.Pdf, table: int, new: bytes) -> pikepdf.Dictionary:
    trailer = Dictionary(Root=pdf.trailer.Root, Prev=table)
    if "/Info" in pdf.trailer:
        trailer.Info = pdf.trailer.Info
    mark = hashlib.md5(new, usedforsecurity=False).digest()
    former = pdf.trailer.get("/ID")
    first = former[0] if isinstance(former, Array) and len(former) else String(mark)
    trailer.ID = Array([first, String(mark)])
    return trailer


def _runs(places: Iterable[tuple[int, int]]) -> Iterator[tuple[int, list[int]]]:
    """Numbers of objects in runs without a gap, each with its first."""
    numbers = sorted(number for number, _ in places)
    for _, run in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0]):
        found = [number for _, number in run]
        yield found[0], found


def _table(places: dict[tuple[int, int], int]) -> bytes:
    by_number = {number: (place, made) for (number, made), place in places.items()}
    out = b"xref\n"
    for first, run in _runs(places):
        out += b"%d %d\n" % (first, len(run))
        out += b"".join(b"%010d %05d n \n" % by_number[number] for number in run)
    return out


def _entry(place: int, made: int) -> bytes:
    values = zip((_IN_USE, place, made), _WIDTHS, strict=True)
    return b"".join(value.to_bytes(width, "big") for value, width in values)
