"""The pages of a PDF as pictures, with everything that is drawn upon them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.errors import VerifyError

if TYPE_CHECKING:
    import pypdfium2 as pdfium

# An A4 page at two and a half times its size in print: more takes longer than it helps.
_MOST_PIXELS = 6_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One page.

    Attributes:
        number: from 0.
        pixels: rows from the top, four bytes each pixel: blue, green, red, and one unused.
        stride: bytes in a row.
    """

    number: int
    width: int
    height: int
    stride: int
    pixels: bytes


@dataclass(frozen=True, slots=True)
class Heading:
    """Where a bookmark leads.

    Attributes:
        page: from 0. level: from 0.
    """

    title: str
    page: int
    level: int


@dataclass(frozen=True, slots=True)
class Outline:
    """What a PDF consists of.

    Attributes:
        sizes: width and height of every page, in points. headings: in their order.
    """

    sizes: tuple[tuple[float, float], ...] = ()
    headings: tuple[Heading, ...] = ()


class Pages:
    """A PDF whose pages can be drawn.

    Raises:
        VerifyError: it is none.
    """

    def __init__(self, data: bytes) -> None:
        import pypdfium2 as pdfium

        try:
            self._document = pdfium.PdfDocument(data)
        except pdfium.PdfiumError as error:
            raise VerifyError(
                "The file cannot be read as a PDF: it is none, or it is damaged or incomplete; "
                "ask for it again."
            ) from error
        # Without them the signatures' fields stay empty.
        self._document.init_forms()

    def sizes(self) -> tuple[tuple[float, float], ...]:
        """Width and height of every page, in points."""
        count = len(self._document)
        return tuple(self._document.get_page_size(number) for number in range(count))

    def outline(self) -> Outline:
        """The pages, and where its bookmarks lead."""
        found = []
        for bookmark in self._document.get_toc():
            place = bookmark.get_dest()
            page = place.get_index() if place is not None else None
            if page is not None:
                found.append(Heading(bookmark.get_title(), page, bookmark.level))
        return Outline(self.sizes(), tuple(found))

    def picture(self, number: int, scale: float) -> Picture:
        """A page, comments and signatures drawn upon it.

        Args:
            number: from 0.
            scale: pixels a point; less where the picture would be too large.
        """
        page = self._document[number]
        try:
            return self._drawn(page, number, scale)
        finally:
            page.close()

    def _drawn(self, page: pdfium.PdfPage, number: int, scale: float) -> Picture:
        width, height = page.get_size()
        scale = min(scale, (_MOST_PIXELS / max(1.0, width * height)) ** 0.5)
        bitmap = page.render(scale=scale, may_draw_forms=True, prefer_bgrx=True)
        try:
            return Picture(
                number=number,
                width=bitmap.width,
                height=bitmap.height,
                stride=bitmap.stride,
                pixels=bytes(bitmap.buffer),
            )
        finally:
            bitmap.close()

    def close(self) -> None:
        """Let the file go."""
        self._document.close()
