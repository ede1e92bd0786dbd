"""Reports read back with pypdfium2 and, where it says too little, from their bytes."""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass
from io import BytesIO

import pikepdf
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


def hyphened(text: str) -> str:
    """A text with its hyphens, for which PDFium has two signs of its own at the end of lines."""
    return text.replace("\x02", "-").replace("\ufffe", "-")


def extracted(data: bytes) -> Extracted:
    document = pypdfium2.PdfDocument(data)
    try:
        pages = []
        for index in range(len(document)):
            page = document[index]
            text = page.get_textpage()
            pages.append(hyphened(text.get_text_range()))
            text.close()
            page.close()
        bookmarks = []
        for item in document.get_toc():
            target = item.get_dest()
            leads_to = target.get_index() if target is not None else None
            number = 0 if leads_to is None else leads_to + 1
            bookmarks.append((item.level, item.get_title(), number))
    finally:
        document.close()
    return Extracted(data, tuple(pages), tuple(bookmarks))


def link_targets(data: bytes) -> list[tuple[int, int]]:
    """Of each link the page it stands on and the page it leads to, from 1; 0 for nowhere."""
    raw = pypdfium2.raw
    document = pypdfium2.PdfDocument(data)
    found = []
    try:
        for index in range(len(document)):
            page = document[index]
            position = ctypes.c_int(0)
            link = raw.FPDF_LINK()
            while raw.FPDFLink_Enumerate(page.raw, ctypes.byref(position), ctypes.byref(link)):
                target = raw.FPDFLink_GetDest(document.raw, link)
                to = raw.FPDFDest_GetDestPageIndex(document.raw, target) + 1 if target else 0
                found.append((index + 1, to))
            page.close()
    finally:
        document.close()
    return found


def font_names(data: bytes) -> set[str]:
    """Names of all fonts that a file speaks of."""
    with pikepdf.open(BytesIO(data)) as pdf:
        return {
            str(each[key])[1:]
            for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary)
            for key in ("/BaseFont", "/FontName")
            if key in each
        }
