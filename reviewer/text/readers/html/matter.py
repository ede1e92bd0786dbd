"""Tells a page's matter from the menus, banners and footers around it.

A lost clause is worse than a kept menu line: only what is surely no part of
the policy is left out.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from reviewer.model.policy import BlockKind
from reviewer.text.readers.html.pieces import Frame
from reviewer.text.readers.html.regions import MENU_SHARE, frames_of, inside_of, weigh
from reviewer.text.readers.html.words import CLOSING, CONTACT, DATE, DATED, GUIDES, TITLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewer.text.readers.html.pieces import Page, Piece

_SENTENCE = re.compile(r"[.。！!；;?？:：,，、]")
# Links that are a piece whole but for a mark in front.
_ALL = 0.9
_TITLE_LENGTH = 80
_TITLED = frozenset({Frame.NONE, Frame.HEADER, Frame.MENU})
_ALWAYS_LEAD = frozenset({BlockKind.HEADING, BlockKind.CELL, BlockKind.COLUMNS})
_ENDED = re.compile(r"[.。！!；;:：]\W*$")
_NEVER_TEXT = frozenset({Frame.MENU, Frame.SHARE, Frame.BANNER})
# So many pieces and so much text stand twice before a region counts as a copy.
_DOUBLES, _DOUBLED, _SAME = 3, 400, 0.95


def matter_of(page: Page) -> list[Piece]:
    """The pieces that are the page's matter, in order."""
    weigh(page)
    inside, frames = inside_of(page), frames_of(page)
    doubles = _doubled_regions(page)
    kept: list[Piece] = []
    title: list[Piece] = []
    for piece in page.pieces:
        frame = frames[piece.region]
        if doubles[piece.region]:
            continue
        if _belongs(piece, frame, inside=inside[piece.region]):
            if not kept:
                kept.extend(title)
            kept.append(piece)
        elif not kept and frame in _TITLED and _can_title(piece):
            title = [piece]
        elif title and not piece.links and _is_date(piece):
            title.append(piece)
    return _trimmed(kept, _repeated_links(page))


def _belongs(piece: Piece, frame: Frame, *, inside: bool) -> bool:
    if piece.anchors * 2 > len(piece.text):
        return inside and not GUIDES.search(piece.text)
    if frame in _NEVER_TEXT:
        return False
    if frame is Frame.NONE:
        return inside
    if piece.link_share > MENU_SHARE or CLOSING.search(piece.text):
        return False
    # A date that stands by itself is the policy's, in the page's footer as well.
    dated = _is_date(piece) and (inside or (frame is Frame.FOOTER and not piece.links))
    return dated or (inside and piece.personal)


def _is_date(piece: Piece) -> bool:
    return len(piece.text) <= _TITLE_LENGTH and bool(DATE.fullmatch(piece.text))


def _can_title(piece: Piece) -> bool:
    """Whether a short piece outside the matter can be the policy's title."""
    return (
        len(piece.text) <= _TITLE_LENGTH
        and piece.links == piece.anchors == 0
        and not piece.marker
        and bool(TITLE.search(piece.text))
        and piece.kind is not BlockKind.ITEM
        and (piece.kind is BlockKind.HEADING or not _SENTENCE.search(piece.text))
    )


def _doubled_regions(page: Page) -> list[bool]:
    """For each region whether all it says stands in the page once more.

    Pages hold a text twice, for wide and narrow screens or folded and open.
    """
    places: dict[str, list[int]] = {}
    for index, piece in enumerate(page.pieces):
        if piece.prose:
            places.setdefault(piece.text, []).append(index)
    again = [0.0] * len(page.regions)
    count = [0] * len(page.regions)
    for indices in places.values():
        shown = [i for i in indices if not page.regions[page.pieces[i].region].hidden]
        first = shown[0] if shown else indices[0]
        for index in indices:
            if index != first:
                piece = page.pieces[index]
                again[piece.region] += piece.prose
                count[piece.region] += 1
                # What stands twice within a region is no copy of it.
                shared = _shared_region(page, piece.region, page.pieces[first].region)
                again[shared] -= piece.prose
                count[shared] -= 1
    for index in range(len(page.regions) - 1, 0, -1):
        again[page.regions[index].parent] += again[index]
        count[page.regions[index].parent] += count[index]
    doubled = [False]
    for index, region in enumerate(page.regions[1:], start=1):
        whole = count[index] >= _DOUBLES and again[index] >= max(_DOUBLED, region.prose * _SAME)
        doubled.append(whole or doubled[region.parent])
    return doubled


def _shared_region(page: Page, one: int, other: int) -> int:
    """The innermost region that holds two others."""
    while one != other:
        # Regions stand behind the ones around them.
        if one > other:
            one = page.regions[one].parent
        else:
            other = page.regions[other].parent
    return one


def _repeated_links(page: Page) -> set[str]:
    """The links that a page shows more than once, above and below its text for instance."""
    counts = Counter(
        piece.text
        for piece in page.pieces
        if len(piece.text) <= _TITLE_LENGTH and piece.link_share > _ALL
    )
    return {text for text, count in counts.items() if count > 1}


def _trimmed(pieces: Sequence[Piece], menu: set[str]) -> list[Piece]:
    """Leaves out menu lines in front of the first and behind the last that says something."""
    saying = [
        index
        for index, piece in enumerate(pieces)
        if piece.prose or (piece.kind is BlockKind.HEADING and TITLE.search(piece.text))
    ]
    if not saying:
        return list(pieces)
    first, last = saying[0], max(i for i in saying if pieces[i].prose or i == saying[0])
    prose = next((index for index in saying if pieces[index].prose), first)
    kept = []
    closed = False
    # Titles listed above the text come again in it.
    counts = Counter(piece.text for piece in pieces)
    for index, piece in enumerate(pieces):
        if index < first:
            wanted = (
                _may_lead(piece)
                or (counts[piece.text] > 1 and piece.text not in menu)
                or (index == first - 1 and _heads(piece))
            )
        elif index <= last:
            wanted = index >= prose or piece.text not in menu
        else:
            closed = closed or bool(CLOSING.search(piece.text))
            wanted = not closed and piece.text not in menu and _may_close(piece)
        if wanted:
            kept.append(piece)
    return kept


def _may_lead(piece: Piece) -> bool:
    """Whether a short piece above the text can be its title or date."""
    if piece.link_share > MENU_SHARE or CLOSING.search(piece.text):
        return False
    if piece.kind in _ALWAYS_LEAD or piece.bold or DATED.search(piece.text):
        return True
    if not piece.links and _ENDED.search(piece.text):
        return True
    return len(piece.text) <= _TITLE_LENGTH and bool(TITLE.search(piece.text))


def _heads(piece: Piece) -> bool:
    """Whether a piece right above the text can be its heading."""
    return not piece.links and len(piece.text) <= _TITLE_LENGTH and not CLOSING.search(piece.text)


def _may_close(piece: Piece) -> bool:
    """Whether a short piece below the text belongs to it: contacts, dates, the rest of a list."""
    return piece.link_share <= MENU_SHARE or bool(CONTACT.search(piece.text))
