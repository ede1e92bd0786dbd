"""Takes the file that ReportLab wrote apart into its objects."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PLACE = re.compile(rb"(\d{10}) \d{5} n")
_REFERENCE = re.compile(rb"(\d+) 0 R")
_LENGTH = re.compile(r"/Length \d+")
_BEGIN, _END = b"obj\n", b"endobj\n"
_STREAM, _END_OF_STREAM = b"\nstream\n", b"endstream\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """The objects of a file.

    Attributes:
        objects: by their numbers, the first of which, 0, is none.
        root: number of the catalogue.
        info: of what is said of the file.
        tree: of the pages' tree.
        outlines: of the bookmarks, 0 where there are none.
        pages: numbers of the pages, in order.
    """

    objects: tuple[memoryview, ...]
    root: int
    info: int
    tree: int
    outlines: int
    pages: tuple[int, ...]


def taken_apart(data: bytes) -> Drawn:
    """The objects of a file that has a plain table of their places at its end."""
    table = int(data[data.rindex(b"startxref") :].split(maxsplit=2)[1])
    places = [int(match[1]) for match in _PLACE.finditer(data, table)]
    view = memoryview(data)
    objects = [view[:0]]
    for start, end in zip(places, [*places[1:], table], strict=True):
        objects.append(view[data.index(_BEGIN, start) + len(_BEGIN) : end - len(_END)])
    trailer = data[data.index(b"trailer", table) :]
    root = _reference(trailer, "Root")
    catalogue = bytes(objects[root])
    tree = _reference(catalogue, "Pages")
    kids = bytes(objects[tree]).partition(b"/Kids")[2].partition(b"]")[0]
    return Drawn(
        objects=tuple(objects),
        root=root,
        info=_reference(trailer, "Info"),
        tree=tree,
        outlines=_reference(catalogue, "Outlines"),
        pages=tuple(int(match[1]) for match in _REFERENCE.finditer(kids)),
    )


def _reference(dictionary: bytes, key: str) -> int:
    """The number of the object that a key leads to, 0 where the key is not there."""
    found = re.search(rf"/{key} (\d+) 0 R".encode(), dictionary)
    return int(found[1]) if found else 0


def stream_of(drawn: memoryview) -> tuple[str, bytes] | None:
    """The entries without the length, and the data; None for what is no stream."""
    if drawn[-len(_END_OF_STREAM) :] != _END_OF_STREAM:
        return None
    told, _, data = bytes(drawn[: -len(_END_OF_STREAM)]).partition(_STREAM)
    entries = told.decode("latin-1").strip().removeprefix("<<").removesuffix(">>")
    return _LENGTH.sub("", entries).strip(), data
