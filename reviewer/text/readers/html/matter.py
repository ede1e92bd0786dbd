"""Tells a page's matter from the menus, banners and footers around it.

A lost clause is worse than a kept menu line: only what is surely no part of
the policy is left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewer.model.policy import BlockKind
from reviewer.text.readers.html.pieces import Frame

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewer.text.readers.html.pieces import Page, Piece, Region

_SENTENCE = re.compile(r"[.。！!；;?？:：,，、]")
_HAN = re.compile(r"[\u3400-\u9fff]")
PERSONAL = re.compile(
    r"priva|personal (?:data|info|details)|cookie|collect|consent|third.part|disclos"
    r"|\bopt.(?:in|out)|data (?:protection|subject|controller)|your (?:data|information)"
    r"|retain|unsubscribe"
    r"|隐私|隱私|个人信息|個人資料|個人資訊|用户信息|收集|蒐集|权限|第三方|敏感",
    re.IGNORECASE,
)
TITLE = re.compile(
    r"priva|data protection|cookie|personal (?:data|information)|terms|隐私|隱私|个人信息|個人資料"
    r"|政策|声明|聲明|协议|保护",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"@|\d{5,}|(?:e-?mail|phone|tel|fax|address|邮箱|电话|地址)\s*[:：]", re.IGNORECASE
)
_DATE = re.compile(
    r"(?:19|20)\d\d|updated|effective|revised|version|更新|生效|发布|版本|日期", re.IGNORECASE
)
# A date that stands by itself is the policy's, wherever it stands.
_MONTH = re.compile(
    r"(?:\w+[: ]+){0,4}(?:\d{1,2} )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\.?,? "
    r"(?:\d{1,2}(?:st|nd|rd|th)?,? )?(?:19|20)\d\d"
    r"|.{0,12}(?:19|20)\d\d年\d{1,2}月(?:\d{1,2}日)?.{0,4}",
    re.IGNORECASE,
)
# Links within a page that name no part of it.
_GUIDES = re.compile(
    r"^\W*(?:learn|read|find out|see) more|^\W*(?:return|back|go|skip|jump) to\b"
    r"|^\W*(?:to )?(?:the )?top\W*$"
    r"|返回|回到顶部",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"©|\(c\) ?(?:19|20)\d\d|copyright|all rights reserved|版权所有|icp备|公网安备"
    r"|^(?:back to )?top$|^print|返回顶部|回到顶部",
    re.IGNORECASE,
)
# Shorter pieces than this are no prose; a Han character counts as three letters.
_PROSE, _HAN_WEIGHT = 60, 3
# Sentences on other matters than personal data weigh so much of their length.
_OTHER_PROSE = 0.2
# So much of the prose around must stand in one part for the rest to be outside; less
# in what calls itself the main part.
_HEAVY, _MAIN_SHARE = 0.85, 0.5
# A frame that holds so much of a page's prose is none, whatever it is called.
_MISNAMED, _MISNAMED_FOOTER = 0.25, 0.5
# Links that make more of a piece than this make a menu.
_MENU_SHARE = 0.6
_KEPT_APART = 100
_TITLE_LENGTH = 80
_TITLED = frozenset({Frame.NONE, Frame.HEADER, Frame.MENU})
_DOUBLES, _DOUBLED = 3, 400


def matter_of(page: Page) -> list[Piece]:
    """The pieces that are the page's matter, in order."""
    _weigh(page)
    inside = _inside(page)
    doubles = _doubled_regions(page)
    frames = _frames(page)
    kept: list[Piece] = []
    title: Piece | None = None
    for piece in page.pieces:
        if doubles[piece.region]:
            continue
        if _belongs(piece, frames[piece.region], inside=inside[piece.region]):
            if title is not None and not kept:
                kept.append(title)
            kept.append(piece)
        elif not kept and frames[piece.region] in _TITLED and _can_title(piece):
            title = piece
    return _trimmed(kept)


def _weigh(page: Page) -> None:
    """Counts prose, text and links of pieces and regions."""
    for piece in page.pieces:
        size = len(piece.text) + (_HAN_WEIGHT - 1) * len(_HAN.findall(piece.text))
        region = page.regions[piece.region]
        region.text += size
        region.links += piece.links
        flows = size >= _PROSE and _SENTENCE.search(piece.text)
        if flows and piece.link_share < _MENU_SHARE:
            piece.prose = size if PERSONAL.search(piece.text) else size * _OTHER_PROSE
            region.prose += piece.prose
    # Regions stand behind the ones around them.
    for region in reversed(page.regions[1:]):
        outer = page.regions[region.parent]
        outer.prose += region.prose
        outer.text += region.text
        outer.links += region.links


def _inside(page: Page) -> list[bool]:
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
    inside = [False] * len(regions)
    inside[main] = True
    for index, region in enumerate(regions):
        if index and not inside[index]:
            apart = region.parent in beside and index not in beside and index != main
            inside[index] = inside[region.parent] or (apart and _stands_apart(region))
    return inside


def _leads_on(region: Region, inner: Region) -> bool:
    """Whether the matter of a region is all in one of its parts."""
    least = _MAIN_SHARE if inner.main else _HEAVY
    return inner.box and inner.prose >= least * region.prose > 0


def _stands_apart(region: Region) -> bool:
    """Whether a part beside the main one says enough to belong to the policy."""
    return (
        region.frame is Frame.NONE
        and not region.hidden
        and region.prose >= _KEPT_APART
        and region.prose * 2 > region.text
    )


def _frames(page: Page) -> list[Frame]:
    """For each region what part of the page it is, misnamed ones left out."""
    whole = page.regions[0].prose or 1.0
    found: list[Frame] = []
    for region in page.regions:
        outer = found[region.parent] if found else Frame.NONE
        least = _MISNAMED_FOOTER if region.frame is Frame.FOOTER else _MISNAMED
        misnamed = region.frame is not Frame.NONE and region.prose > least * whole
        if misnamed:
            found.append(Frame.NONE)
        elif (
            outer is Frame.NONE
            and region.parent >= 0
            and (page.regions[region.parent].frame is region.frame)
        ):
            # A part of what was misnamed is its matter.
            found.append(Frame.NONE)
        else:
            found.append(outer or region.frame)
    return found


def _belongs(piece: Piece, frame: Frame, *, inside: bool) -> bool:
    if _is_contents(piece):
        return inside and not _GUIDES.search(piece.text)
    says = piece.prose > 0 and bool(PERSONAL.search(piece.text))
    if frame in {Frame.MENU, Frame.SHARE, Frame.BANNER}:
        return False
    if frame is Frame.NONE:
        return inside
    if not inside or piece.link_share > _MENU_SHARE or _CLOSING.search(piece.text):
        return False
    return says or bool(_MONTH.fullmatch(piece.text[:_TITLE_LENGTH]))


def _is_contents(piece: Piece) -> bool:
    """Whether a piece leads to another place of the page."""
    return piece.anchors * 2 > len(piece.text)


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
        if len(indices) == 1:
            continue
        shown = [i for i in indices if not page.regions[page.pieces[i].region].hidden]
        first = shown[0] if shown else indices[0]
        for index in indices:
            if index != first:
                again[page.pieces[index].region] += page.pieces[index].prose
                count[page.pieces[index].region] += 1
    for index in range(len(page.regions) - 1, 0, -1):
        again[page.regions[index].parent] += again[index]
        count[page.regions[index].parent] += count[index]
    doubled: list[bool] = []
    for index, region in enumerate(page.regions):
        whole = (
            index > 0
            and count[index] >= _DOUBLES
            and again[index] >= _DOUBLED
            and again[index] >= region.prose * 0.95
        )
        doubled.append(whole or (index > 0 and doubled[region.parent]))
    return doubled


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


def _trimmed(pieces: Sequence[Piece]) -> list[Piece]:
    """Leaves out menu lines in front of the first and behind the last that says something."""
    saying = [
        index
        for index, piece in enumerate(pieces)
        if piece.prose or (piece.kind is BlockKind.HEADING and TITLE.search(piece.text))
    ]
    if not saying:
        return list(pieces)
    first, last = saying[0], max(i for i in saying if pieces[i].prose or i == saying[0])
    return [
        piece
        for index, piece in enumerate(pieces)
        if first <= index <= last
        or (index < first and _may_lead(piece))
        or (index > last and _may_close(piece, pieces[last + 1 : index]))
    ]


def _may_lead(piece: Piece) -> bool:
    """Whether a short piece above the text can be its title or date."""
    if piece.link_share > _MENU_SHARE or _CLOSING.search(piece.text):
        return False
    if piece.kind is BlockKind.HEADING or piece.bold or _DATE.search(piece.text):
        return True
    return len(piece.text) <= _TITLE_LENGTH and bool(TITLE.search(piece.text))


def _may_close(piece: Piece, before: Sequence[Piece]) -> bool:
    """Whether a short piece below the text belongs to it: contacts, dates, the rest of a list."""
    if any(_CLOSING.search(other.text) for other in before) or _CLOSING.search(piece.text):
        return False
    return piece.link_share <= _MENU_SHARE or bool(_CONTACT.search(piece.text))
