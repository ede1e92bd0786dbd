"""What a page is made of: blocks of text, and the regions that hold them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reviewer.model.policy import BlockKind


class Frame(StrEnum):
    """Parts of a page that are not its matter, by what the markup calls them."""

    NONE = ""
    MENU = "menu"
    BANNER = "banner"
    FOOTER = "footer"
    HEADER = "header"
    ASIDE = "aside"
    DIALOG = "dialog"
    FORM = "form"
    SHARE = "share"


@dataclass(slots=True)
class Region:
    """An element that holds blocks.

    Attributes:
        parent: index of the region around it; -1 for the page.
        frame: what its markup calls it; inherited from the region around it.
        hidden: whether it shows only after a click, if at all.
        box: whether it is an element that lays out a page, not one of its lists.
        main: whether the markup calls it the page's main part.
        shape: its tag and classes, which parts of one kind share.
        answers: buttons in it by which one accepts or refuses.
        prose: code points of sentences in it, those on personal data full.
        flow: code points of all sentences in it.
        legal: words of contracts and statutes in these.
        text: code points of all text in it.
        links: those that lead to other pages.
    """

    parent: int
    frame: Frame = Frame.NONE
    hidden: bool = False
    box: bool = False
    main: bool = False
    shape: str = ""
    answers: int = 0
    prose: float = 0.0
    flow: int = 0
    legal: int = 0
    text: int = 0
    links: int = 0


@dataclass(slots=True, kw_only=True)
class Piece:
    """One block of text as it stands in the page.

    Attributes:
        cells: of a table's row that reads as one line; else empty.
        links: code points that lead to other pages.
        anchors: code points that lead to other places of this page.
        bold: whether all of it is heavy.
        heavy: code points in front that are heavy, slanted or underlined.
        region: index of the innermost region.
        prose: how much of it counts as sentences.
        personal: whether these are on personal data.
    """

    text: str
    kind: BlockKind
    level: int = 0
    marker: str = ""
    line: int = 0
    cells: tuple[str, ...] = ()
    links: int = 0
    anchors: int = 0
    bold: bool = False
    heavy: int = 0
    region: int = 0
    prose: float = 0.0
    personal: bool = False

    @property
    def link_share(self) -> float:
        """How much of it leads to other pages."""
        return self.links / max(len(self.text), 1)


@dataclass(slots=True)
class Page:
    """All blocks of a page in reading order."""

    pieces: list[Piece] = field(default_factory=list)
    regions: list[Region] = field(default_factory=list)
    title: str = ""
    frames: int = 0
