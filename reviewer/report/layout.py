"""The content on pages, before anything is drawn."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reviewer.report.boxes import Anchor, Box, Page, Text, paginate
from reviewer.report.compose import compose
from reviewer.report.structure import Element, Role, gather

if TYPE_CHECKING:
    from reviewer.report.blocks import Content, Part
    from reviewer.report.fonts import Fonts


@dataclass(frozen=True, slots=True)
class Layout:
    """All pages, and on which of them each place stands, from 1.

    Attributes:
        document: what all elements belong to.
    """

    pages: tuple[Page, ...]
    page_of: dict[str, int]
    document: Element

    def printed(self, text: Text) -> str:
        """A text as it is printed, the number of the page it refers to filled in."""
        if not text.page_of:
            return text.text
        return text.text.format(page=self.page_of[text.page_of])


def lay_out(fonts: Fonts, content: Content) -> Layout:
    """The content on pages."""
    pages: list[Page] = []
    document = Element(Role.DOCUMENT)
    part_of = document
    for part in content.parts:
        boxes = _opened(part, [box for piece in part.pieces for box in compose(fonts, piece)])
        section = Element(Role.SECTION, parent=document if part.level == 1 else part_of)
        gather(section, boxes)
        part_of = section if part.level == 1 else part_of
        begun = pages.pop() if part.joined and pages else None
        pages += paginate(boxes, part.running, first=begun)
    return Layout(tuple(pages), _places(pages), document)


def _opened(part: Part, boxes: list[Box]) -> list[Box]:
    """A part's boxes, the first of which the bookmarks lead to."""
    first = next(index for index, box in enumerate(boxes) if not box.space)
    anchor = Anchor(0.0, part.key, part.title, part.level)
    boxes[first] = replace(boxes[first], ops=(anchor, *boxes[first].ops))
    return boxes


def _places(pages: list[Page]) -> dict[str, int]:
    return {
        op.key: number
        for number, page in enumerate(pages, start=1)
        for _, op in page.placed
        if isinstance(op, Anchor)
    }
