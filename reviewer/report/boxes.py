"""Boxes: horizontal strips of a page with what is drawn in them, and their pages.

A block becomes a list of boxes, mostly one a line; :func:`paginate` stacks
them. Inside a box y runs down from its upper edge, on a page down from the
page's upper edge.

What a page has thousands of is not frozen, for that doubles what making one costs; nobody
changes them nevertheless.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum, auto
from typing import TYPE_CHECKING, ClassVar

from reviewer.model.rules import Underline
from reviewer.report import style

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reviewer.model.review import ItemStatus
    from reviewer.report.structure import Element
    from reviewer.report.style import Style


class Layer(Enum):
    """The order in which the texts of a page are drawn.

    BODY is what is read in one run; ASIDE, such as page numbers, follows it;
    TAG is a mark beside the text that a reader of the text alone can do without.
    """

    BODY = auto()
    ASIDE = auto()
    TAG = auto()


@dataclass(slots=True)
class Text:
    """A line of text; y is its base line.

    Attributes:
        page_of: key of the place whose page number replaces ``{page}``.
        layer: when it is drawn.
        right: whether x is its right end.
        stretch: points added after each character.
        tight: offsets of characters half an em narrower than they are.
        element: what it is part of; None for what repeats, such as a header.
    """

    x: float
    y: float
    text: str
    style: Style
    chinese: bool = False
    page_of: str = ""
    layer: Layer = Layer.BODY
    right: bool = False
    stretch: float = 0.0
    tight: tuple[int, ...] = ()
    element: Element | None = None


@dataclass(slots=True)
class Area:
    """A filled rectangle; y is its upper edge. ``line`` outlines it.

    One with an element is part of what is said, as the bar of a chart is.
    """

    x: float
    y: float
    width: float
    height: float
    fill: str = ""
    line: str = ""
    element: Element | None = None


@dataclass(slots=True)
class Stroke:
    """A horizontal line."""

    x: float
    y: float
    width: float
    colour: str
    thickness: float = 0.5
    pattern: Underline = Underline.SOLID
    element: ClassVar[None] = None


@dataclass(slots=True)
class Stripe:
    """An upright frame beside a line; y is its upper edge.

    Attributes:
        begins: whether it is closed above. ends: whether it is closed below.
    """

    x: float
    y: float
    width: float
    height: float
    colour: str
    begins: bool
    ends: bool
    element: ClassVar[None] = None


@dataclass(frozen=True, slots=True)
class Symbol:
    """A status as a drawn sign; x and y are its upper left corner."""

    x: float
    y: float
    size: float
    status: ItemStatus
    element: ClassVar[None] = None


@dataclass(slots=True)
class Link:
    """A rectangle that leads somewhere; y is its upper edge.

    Its element is that of the words that it lies over.
    """

    x: float
    y: float
    width: float
    height: float
    key: str
    element: Element | None = None


@dataclass(frozen=True, slots=True)
class Comment:
    """What is said about a highlighted clause.

    Attributes:
        key: unique in the report.
        subject: the clause's categories.
        tint: in which it is highlighted.
    """

    key: str
    author: str
    subject: str
    text: str
    tint: str


@dataclass(slots=True)
class Highlight:
    """A stretch of a line that a comment belongs to; y is its upper edge.

    Stretches of one comment on a page become one annotation. A stretch that
    another one already tints shows no tint of its own.
    """

    x: float
    y: float
    width: float
    height: float
    comment: Comment
    element: Element
    tinted: bool = True


@dataclass(frozen=True, slots=True)
class Field:
    """Where a signature goes; y is its upper edge.

    Attributes:
        name: of the form field. about: what a reader is told of it.
    """

    x: float
    y: float
    width: float
    height: float
    name: str
    about: str
    element: Element


@dataclass(slots=True)
class Anchor:
    """A place that is led to.

    Attributes:
        title: in the bookmarks; empty for none.
        level: of the bookmark, from 1.
    """

    y: float
    key: str
    title: str = ""
    level: int = 1
    element: ClassVar[None] = None


Op = Text | Area | Stroke | Stripe | Symbol | Link | Highlight | Field | Anchor


@dataclass(slots=True)
class Box:
    """A strip that is not parted.

    Attributes:
        keep: whether the next box must stand on the same page.
        space: whether it is empty and vanishes at the top of a page.
        header: repeated above it when it is the first on a page.
        new_page: whether it begins a page.
    """

    height: float
    ops: tuple[Op, ...] = ()
    keep: bool = False
    space: bool = False
    header: tuple[Box, ...] = ()
    new_page: bool = False


@dataclass(slots=True)
class Page:
    """What is drawn on a page; y runs down from the page's upper edge.

    Attributes:
        running: index of the part whose header it carries.
    """

    placed: list[tuple[float, Op]] = field(default_factory=list)
    running: str = ""
    used: float = 0.0

    def add(self, box: Box) -> None:
        """Places a box below the last."""
        y = style.TOP + self.used
        self.placed.extend((y, op) for op in box.ops)
        self.used += box.height


def gap(height: float, *, keep: bool = False) -> Box:
    """Empty space that a page does not begin with."""
    return Box(height, keep=keep, space=True)


def kept(boxes: Iterable[Box]) -> list[Box]:
    """The same boxes, each held to the next; the last stays free."""
    held = [replace(box, keep=True) for box in boxes]
    if held:
        held[-1] = replace(held[-1], keep=False)
    return held


def joined(boxes: Sequence[Box]) -> Box:
    """All boxes as one that is not parted."""
    ops: list[Op] = []
    height = 0.0
    for box in boxes:
        ops.extend(moved(op, height) for op in box.ops)
        height += box.height
    return Box(height, tuple(ops))


def moved(op: Op, down: float) -> Op:
    """The same, further down."""
    return replace(op, y=op.y + down)


def beside(left: Sequence[Box], right: Sequence[Box]) -> list[Box]:
    """Two columns of lines as one; lines of the same rank share a box."""
    rows = []
    for index in range(max(len(left), len(right))):
        pair = [column[index] for column in (left, right) if index < len(column)]
        rows.append(
            Box(
                max(box.height for box in pair),
                tuple(op for box in pair for op in box.ops),
                keep=any(box.keep for box in pair),
            )
        )
    return rows


def _repeated(header: Box) -> Box:
    """The same, said once already and so of no element."""
    ops = tuple(
        replace(op, element=None) if isinstance(op, Text | Area | Link) else op for op in header.ops
    )
    return replace(header, ops=ops)


def _chains(boxes: Iterable[Box]) -> Iterable[list[Box]]:
    chain: list[Box] = []
    for box in boxes:
        chain.append(box)
        if not box.keep:
            yield chain
            chain = []
    if chain:
        yield chain


def paginate(boxes: Iterable[Box], running: str = "", first: Page | None = None) -> list[Page]:
    """The boxes on pages, in order.

    Args:
        boxes: of one part.
        running: the part's running header.
        first: a page already begun, on which they go on; None for a new one.
    """
    page = first or Page(running=running)
    pages = [page]
    for chain in _chains(boxes):
        height = sum(box.height for box in chain)
        full = page.used + height > style.BODY_HEIGHT + 0.01
        if full and all(box.space for box in chain):
            continue  # space alone begins no page
        if page.used and (chain[0].new_page or (full and height <= style.BODY_HEIGHT)):
            page = Page(running=running)
            pages.append(page)
        for box in chain:
            if page.used + box.height > style.BODY_HEIGHT + 0.01 and page.used:
                page = Page(running=running)
                pages.append(page)
            if page.used == 0.0:
                if box.space:
                    continue
                for header in box.header:
                    page.add(_repeated(header))
            page.add(box)
    return pages
