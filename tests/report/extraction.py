"""Reports read back with pypdfium2 and, where it says too little, as bytes."""

from __future__ import annotations

import re
import zlib
from base64 import a85decode
from dataclasses import dataclass

import pypdfium2


@dataclass(frozen=True)
class Extracted:
    """A report as its readers meet it.

    Attributes:
        data: the file. pages: the text of each page.
        bookmarks: level, title and page from 1 of each bookmark, in order.
    """

    data: bytes
    pages: tuple[str, ...]
    bookmarks: tuple[tuple[int, str, int], ...]

    @property
    def text(self) -> str:
        """All text without white space."""
        return bare("".join(self.pages))

    def page_of(self, text: str) -> int:
        """The first page, from 1, on which a text stands."""
        wanted = bare(text)
        return next(
            number for number, page in enumerate(self.pages, start=1) if wanted in bare(page)
        )


def bare(text: str) -> str:
    """A text without white space."""
    return re.sub(r"\s", "", text)


def extracted(data: bytes) -> Extracted:
    document = pypdfium2.PdfDocument(data)
    try:
        pages = []
        for index in range(len(document)):
            page = document[index]
            text = page.get_textpage()
            pages.append(text.get_text_range())
            text.close()
            page.close()
        bookmarks = []
        for item in document.get_toc():
            target = item.get_dest()
            index = target.get_index() if target is not None else None
            bookmarks.append((item.level, item.get_title(), -1 if index is None else index + 1))
    finally:
        document.close()
    return Extracted(data, tuple(pages), tuple(bookmarks))


def streams(data: bytes) -> list[bytes]:
    """The decoded streams of a file."""
    found = []
    for match in re.finditer(rb"stream\r?\n(.*?)\r?\n?endstream", data, re.DOTALL):
        raw = match[1]
        if raw.rstrip().endswith(b"~>"):
            raw = a85decode(raw.strip(), adobe=not raw.lstrip().startswith(b"<~") or True) if raw.lstrip().startswith(b"<~") else a85decode(raw.strip()[:-2])
        try:
            found.append(zlib.decompress(raw))
        except zlib.error:
            found.append(raw)
    return found
