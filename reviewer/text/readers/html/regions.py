"""Which regions of a page hold its matter, and which are frames around it."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from reviewer.model.policy import BlockKind
from reviewer.text.readers.html.pieces import Frame
from reviewer.text.readers.html.words import CLOSING, CONTACT, PERSONAL, TITLE, weight
from reviewer.text.substance import legal_words, statements

if TYPE_CHECKING:
    from reviewer.text.readers.html.pieces import Page, Region

_SENTENCE = re.compile(r"[.。！!；;?？:：,，、]")
_ENDED = re.compile(r"[.。！!；;]\W*$")
# Shorter pieces than this are no prose, unless they end like a sentence on personal
# data.
_PROSE, _SHORT_PROSE = 60, 24
# Sentences on other matters than personal data weigh so much of their length.
_OTHER_PROSE = 0.2
# So much of the prose around must stand in one part for the rest to be outside; less
# in what calls itself the main part.
_HEAVY, _MAIN_SHARE = 0.85, 0.5
# A frame that holds so much of a page's prose is none, whatever it is called.
_MISNAMED, _MISNAMED_FOOTER = 0.25, 0.5
# A banner or menu with less prose than this is no page's main part.
_LEADING = 400
# Links that make more of a piece than this make a menu; of a region, fewer do.
MENU_SHARE, _MENU = 0.6, 0.3
_KEPT_APART = 100
# A part that uses so many words of contracts is one, of terms beside a policy for instance.
_LEGAL = 3
# A part with contacts behind the text is no longer than this.
_CARD = 600
_NEVER_MAIN = frozenset({Frame.BANNER, Frame.FOOTER, Frame.MENU})


def weigh(page: Page) -> None:
    """Counts prose, text, links and answers of pieces and regions."""
    for piece in page.pieces:
        size = weight(piece.text)
        region = page.regions[piece.region]
        region.text += size
        region.links += piece.links
        personal = bool(PERSONAL.search(piece.text) or statements(piece.text))
        flows = (size >= _PROSE and _SENTENCE.search(piece.text)) or (
            size >= _SHORT_PROSE and _ENDED.search(piece.text) and personal
        )
        if flows and piece.link_share < MENU_SHARE:
            piece.personal = personal
            piece.prose = size if personal else size * _OTHER_PROSE
            region.prose += piece.prose
            region.flow += size
            region.legal += legal_words(piece.text)
    # Regions stand behind the ones around them.
    for region in reversed(page.regions[1:]):
        outer = page.regions[region.parent]
        outer.prose += region.prose
        outer.flow += region.flow
        outer.legal += region.legal
        outer.text += region.text
        outer.links += region.links
        outer.answers += region.answers
    _find_dialogs(page)


def _find_dialogs(page: Page) -> None:
    """The smallest part that one accepts or refuses is a banner, named so or not."""
    regions = page.regions
    asking = {
        index
        for index, region in enumerate(regions)
        if index and region.answers and 0 < region.prose < regions[0].prose / 2
    }
    for index in asking - {regions[index].parent for index in asking}:
        regions[index].frame = Frame.BANNER
    for region in regions[1:]:
        if regions[region.parent].frame is Frame.BANNER:
            region.frame = Frame.BANNER


def inside_of(page: Page) -> list[bool]:
    """For each region whether it is part of the page's main matter."""
    regions = page.regions
    heaviest: dict[int, int] = {}
    for index, region in enumerate(regions[1:], start=1):
        best = heaviest.get(region.parent)
        if best is None or region.prose > regions[best].prose:
            heaviest[region.parent] = index
    main = 0
    beside: set[int] = set()
    while main in heaviest and _leads_on(regions[main], regions[heaviest[main]]):
        beside.add(main)
        main = heaviest[main]
    cards = _cards(page, main)
    inside = [False] * len(regions)
    inside[main] = True
    for index, region in enumerate(regions):
        if not index or inside[index]:
            continue
        apart = region.parent in beside and index not in beside
        inside[index] = inside[region.parent] or (
            apart
            and (
                _stands_apart(region)
                or _is_alike(region, regions[heaviest[region.parent]])
                or index in cards
            )
        )
    return inside


def _leads_on(region: Region, inner: Region) -> bool:
    """Whether the matter of a region is all in one of its parts."""
    if inner.frame in _NEVER_MAIN and inner.prose < _LEADING:
        return False
    least = _MAIN_SHARE if inner.main else _HEAVY
    return inner.box and inner.prose >= least * region.prose > 0


def _stands_apart(region: Region) -> bool:
    """Whether a part beside the main one says enough to belong to the policy."""
    if not _is_plain(region) or region.flow * 2 <= region.text:
        return False
    says = region.prose >= _KEPT_APART and region.prose * 2 > region.text
    return says or region.legal >= _LEGAL


def _is_alike(region: Region, chosen: Region) -> bool:
    """Whether a part is of one kind with the main part beside it."""
    named = " " in region.shape.strip()
    return named and region.shape == chosen.shape and _is_plain(region)


def _is_plain(region: Region) -> bool:
    return region.frame is Frame.NONE and not region.hidden and region.links <= _MENU * region.text


def _cards(page: Page, main: int) -> set[int]:
    """Short parts behind the main one that hold contacts."""
    says: defaultdict[int, list[str]] = defaultdict(list)
    for piece in page.pieces:
        region = piece.region
        while region > main:
            if page.regions[region].text <= _CARD:
                says[region].append(piece.text)
            region = page.regions[region].parent
    return {
        index
        for index, texts in says.items()
        if _is_plain(page.regions[index])
        and not page.regions[index].links
        and any(CONTACT.search(text) for text in texts)
        and not any(CLOSING.search(text) for text in texts)
    }


def frames_of(page: Page) -> list[Frame]:
    """For each region what part of the page it is; parts that are misnamed are none."""
    groups: defaultdict[tuple[Frame, str], float] = defaultdict(float)
    for region in page.regions[1:]:
        if page.regions[region.parent].frame is not region.frame:
            groups[region.frame, _kind(region)] += region.prose
    unframed = sum(
        piece.prose
        for piece in page.pieces
        if piece.personal and page.regions[piece.region].frame is Frame.NONE
    )
    found: list[Frame] = []
    for region in page.regions:
        outer = found[region.parent] if found else Frame.NONE
        around = page.regions[region.parent].frame if found else Frame.NONE
        if outer is Frame.NONE and region.frame is not Frame.NONE and around is region.frame:
            found.append(Frame.NONE)  # a part of what was misnamed is its matter
            continue
        named = region.frame is Frame.BANNER and unframed >= _PROSE
        weight = max(region.prose, groups[region.frame, _kind(region)])
        least = _MISNAMED_FOOTER if region.frame is Frame.FOOTER else _MISNAMED
        misnamed = not named and weight > least * max(page.regions[0].prose, 1.0)
        found.append(Frame.NONE if misnamed else outer or region.frame)
    return _without_sections(page, found)


def _kind(region: Region) -> str:
    """What parts of one kind share: their tag and first class."""
    return " ".join(region.shape.split(" ")[:2])


def _without_sections(page: Page, frames: list[Frame]) -> list[Frame]:
    """Named parts in the middle of the policy are its sections."""
    pieces = page.pieces
    says = [i for i, piece in enumerate(pieces) if piece.prose and not frames[piece.region]]
    if not says:
        return frames
    titles = (
        index
        for index, piece in enumerate(pieces[: says[0]])
        if piece.kind is BlockKind.HEADING and not frames[piece.region] and TITLE.search(piece.text)
    )
    first, last = next(titles, says[0]), says[-1]
    begins, ends = _extents(page)
    done: list[Frame] = []
    for index, region in enumerate(page.regions):
        frame = frames[index]
        if frame and not (done and done[region.parent]):
            outer = page.regions[region.parent].frame if index else Frame.NONE
            amid = first < begins[index] <= ends[index] < last
            opened = index > 0 and outer is region.frame and frames[region.parent] is frame
            if opened or (amid and region.links <= _MENU * region.text):
                frame = Frame.NONE
        done.append(frame)
    return done


def _extents(page: Page) -> tuple[list[int], list[int]]:
    """The first and last piece of each region; an empty one begins behind its end."""
    begins = [len(page.pieces)] * len(page.regions)
    ends = [-1] * len(page.regions)
    for index, piece in enumerate(page.pieces):
        begins[piece.region] = min(begins[piece.region], index)
        ends[piece.region] = index
    for index in range(len(page.regions) - 1, 0, -1):
        parent = page.regions[index].parent
        begins[parent] = min(begins[parent], begins[index])
        ends[parent] = max(ends[parent], ends[index])
    return begins, ends
