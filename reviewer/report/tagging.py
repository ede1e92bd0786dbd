"""What was drawn where as part of what: the record that the structure tree is written from.

A page's content is a row of marked-content sequences, each with the number
under which an element claims it, or an artifact that no element claims. There are many of them,
which are not frozen only for being made in less time.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from operator import itemgetter
from typing import TYPE_CHECKING

from reviewer.report.breaking import is_wide
from reviewer.report.structure import Element, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reviewer.report.boxes import Comment

_DEEPEST = 6
_PLACE = itemgetter(0)

Box = tuple[float, float, float, float]
"""Left, bottom, right and top in points from the page's lower left corner."""


@dataclass(slots=True)
class Content:
    """A marked-content sequence. ``page`` counts from 0."""

    page: int
    number: int


@dataclass(slots=True)
class LinkArea:
    """A link: where it is and the key of the place it leads to."""

    page: int
    box: Box
    key: str


@dataclass(slots=True)
class Commented:
    """All stretches of a page that a comment belongs to.

    Attributes:
        boxes: of each line. tinted: those of them that it tints.
    """

    page: int
    comment: Comment
    boxes: list[Box]
    tinted: list[Box]


@dataclass(frozen=True, slots=True)
class SignatureField:
    """A form field to be signed."""

    page: int
    box: Box
    name: str
    about: str


Annotation = LinkArea | Commented | SignatureField
Kid = Element | Content | Annotation


@dataclass(slots=True)
class Tagging:
    """The record of one drawing; pages and what is on them are told in order.

    Attributes:
        document: what all elements belong to.
        said: the words of each link.
        places: page, from 0, and height of each place that can be led to, by its key.
    """

    document: Element
    said: dict[Element, list[str]] = field(default_factory=dict)
    places: dict[str, tuple[int, float]] = field(default_factory=dict)
    _kids: dict[Element, list[tuple[tuple[int, int], Kid]]] = field(default_factory=dict)
    _linked: set[Element] = field(default_factory=set)
    _comments: dict[tuple[int, str], Commented] = field(default_factory=dict)
    _page: int = -1
    _number: int = 0
    _level: int = 0

    def begin_page(self, elements: Iterable[Element | None]) -> None:
        """Begins a page.

        Args:
            elements: of its ops, in their order, which becomes that of the tree.
        """
        self._page += 1
        self._number = 0
        for rank, element in enumerate(elements):
            if element is not None:
                self._link(element, rank)

    def _link(self, element: Element, rank: int) -> None:
        """Makes an element a kid of its parent, and the parent of its own, when first met."""
        while element not in self._linked:
            self._linked.add(element)
            if element.role is Role.HEADING:
                # A level may rise by one only, whatever the policy's headings do.
                self._level = element.level = min(element.level, self._level + 1, _DEEPEST)
            if element.parent is None:
                return
            self._add(element.parent, rank, element)
            element = element.parent

    def _add(self, element: Element, rank: int, kid: Kid) -> None:
        self._kids.setdefault(element, []).append(((self._page, rank), kid))

    def content(self, element: Element, rank: int) -> str:
        """Begins a marked-content sequence; the operator that does."""
        number = self._number
        self._number += 1
        self._add(element, rank, Content(self._page, number))
        level = element.level if element.role is Role.HEADING else ""
        return f"/{element.role}{level} <</MCID {number}>> BDC"

    def place(self, key: str, top: float) -> None:
        """A place that can be led to stands on the page."""
        self.places[key] = (self._page, top)

    def link(self, element: Element, rank: int, box: Box, key: str) -> None:
        """A link lies on the page."""
        self._add(element, rank, LinkArea(self._page, box, key))

    def highlight(
        self, element: Element, rank: int, box: Box, comment: Comment, *, tinted: bool
    ) -> None:
        """A comment belongs to a stretch of the page."""
        found = self._comments.get((self._page, comment.key))
        if found is None:
            found = Commented(self._page, comment, [], [])
            self._comments[self._page, comment.key] = found
            self._add(element, rank, found)
        found.boxes.append(box)
        if tinted:
            found.tinted.append(box)

    def signature(self, element: Element, rank: int, told: tuple[Box, str, str]) -> None:
        """A signature goes here: box, name and description of its field."""
        self._add(element, rank, SignatureField(self._page, *told))

    def join(self, element: Element, other: Element) -> None:
        """Makes what another element consists of part of an element, behind what it has."""
        self._kids.setdefault(element, []).extend(self._kids.pop(other, []))

    def append(self, element: Element, kid: Element) -> None:
        """Adds an element in which nothing was drawn."""
        self._kids.setdefault(element, []).append(((sys.maxsize, 0), kid))

    def kids(self, element: Element) -> Sequence[Kid]:
        """What an element consists of, in the order in which it is to be read."""
        found = self._kids.get(element, ())
        if len(found) > 1:
            found = sorted(found, key=_PLACE)
        return [kid for _, kid in found]


def spoken(words: Iterable[str]) -> str:
    """Pieces of text as one; lines of Chinese follow each other without a space.

    >>> spoken(["隐私", "政策", "7"]), spoken(["note 3,", "p. 4"])
    ('隐私政策 7', 'note 3, p. 4')
    """
    text = ""
    for piece in words:
        apart = text and not (is_wide(text[-1]) and is_wide(piece[:1] or " "))
        text += f" {piece}" if apart else piece
    return text
