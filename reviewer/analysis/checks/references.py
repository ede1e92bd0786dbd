"""References that lead nowhere: sections, annexes and links that the document does not have."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reviewer.analysis.checks.near import holding
from reviewer.analysis.checks.numbering import Numbering, numbers_in
from reviewer.analysis.checks.patterns import LazyPattern
from reviewer.analysis.flagged import FlagDocument, Raised
from reviewer.model.policy import BlockKind, Format
from reviewer.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from reviewer.analysis.pieces import Piece

    # The words of a title, with the block that begins with it; None for a section's heading.
    _Heading = tuple[int | None, frozenset[str]]

FLAG = "dangling_reference"
_PART_EN = LazyPattern(
    r"\b(?P<kind>[Ss]ection|SECTION|[Cc]lause|[Pp]aragraph|[Aa]rticle|[Pp]art|[Cc]hapter|[Pp]oint)"
    r"s?\s+(?P<number>\d{1,2}(?:\.\d{1,2}){0,3}(?![\w-])|[IVX]{1,5}(?!\w))(?=(?P<behind>.{0,40}))",
    re.DOTALL,
)
# These words name parts of laws as often as parts of the policy itself.
_ALSO_OF_LAWS = frozenset({"article", "part", "chapter", "paragraph", "point", "clause"})
_PARTS = frozenset({"part", "部分"})
_OF_THIS = LazyPattern(
    r"(?:\([a-z0-9]+\))*\s*,?\s*(?:of|in|to) (?:this|our|the) (?:present )?(?:privacy |cookie )?"
    r"(?:policy|notice|statement|document|strategy|agreement|declaration)\b"
    r"|\s*(?:above|below|hereof|herein)\b",
    re.IGNORECASE,
)
_OF_ANOTHER = LazyPattern(r"(?:\([a-z0-9]+\))*\s*,?\s*(?:of|in|under) (?!this\b)", re.IGNORECASE)
_PART_ZH = LazyPattern(
    r"第\s*(?P<number>\d{1,2}(?:[.．]\d{1,2}){0,3}|[〇零一二三四五六七八九十]{1,4})\s*"
    r"(?P<kind>章|节|節|条|條|部分)(?!件)"
)
_OWN_ZH = LazyPattern(r"(?:本|此|该)\s*《?[^，。；,;《》]{0,14}》?\s*[之的中]?\s*$")
_ANNEX = LazyPattern(
    r"\b(?P<en>(?:Annex|Appendix|Schedule|Exhibit|ANNEX|APPENDIX)\s+(?:\d{1,2}|[A-H]|[IVX]{1,4}))\b"
    r"|(?P<zh>附[件录錄表]\s*[一二三四五六七八九十\dA-E]{1,2})"
)
_TITLED = LazyPattern(
    r"(?:[Ss]ections?|[Hh]eadings?|[Pp]aragraphs?|[Cc]hapters?),?\s+(?:below |above )?"
    r"(?:(?:en)?titled |called |headed |named |under the heading )?"
    r"[“\"'‘](?P<a>[A-Z][^”\"’\n]{2,80})[”\"'’]"
    r"|[“\"‘](?P<b>[A-Z][^\s”\"’]*\s[^”\"’\n]{2,80})[”\"’],?\s+"
    r"(?:[Ss]ection|[Hh]eading|[Pp]aragraph|[Cc]hapter)\b"
    r"|\b(?:[Ss]ee|[Rr]efer to|[Pp]lease see) (?:the |our )?[“\"‘](?P<c>[A-Z][^”\"’\n]{2,60})[”\"’]"
    r"(?=\s*(?:above|below|section))"
    r"|\bthe (?P<d>(?:[A-Z][\w’'&-]{1,20} ){1,5})[Ss]ection (?:below|above|of this)"
    r"|[“「『\"【](?P<e>[^”」』\"】\n]{2,40})[”」』\"】](?:一)?(?:部分|章节|章節|一章|一节|条款)"
)
_URL = LazyPattern(r"https?:|www\.|\.(?:com|cn|org|net|io)\b")
_PART_WORDS = ("ection", "SECTION", "lause", "aragraph", "rticle", "art ", "hapter", "oint")
_ANNEX_WORDS = ("nnex", "NNEX", "ppendix", "PPENDIX", "chedule", "xhibit", "附")
_TITLE_WORDS = (
    "ection",
    "ee “",
    'ee "',
    "efer to",
    "eading",
    "aragraph",
    "hapter",
    "部分",
    "章",
    "节",
    "条款",
)
_MARKS = tuple(dict.fromkeys(("第", *_PART_WORDS, *_ANNEX_WORDS, *_TITLE_WORDS)))
_POINTING = frozenset("请参阅见查看阅读详我们的") | {
    *("see", "refer", "to", "read", "review", "consult", "visit", "our", "the", "in"),
    *("described", "explained", "set", "out", "listed", "found"),
}
_WORD = LazyPattern(r"[a-z0-9]+|[一-龥]")
_VARIANTS = frozenset({"link", "document"})
_ALIKE = 0.6
_ALIKE_ZH = 0.75
# A list that goes on in the same paragraph, or names with a mark between them.
_INLINE = LazyPattern(r"[:：].{4}|[;；、].{1,30}[;；、]|\|", re.DOTALL)
_IMAGE = "!["
_LIST_KINDS = frozenset({BlockKind.ITEM, BlockKind.CELL, BlockKind.COLUMNS})
_FOLLOWING, _MOST_LINKS = 10, 3
_BACK = 26
_SHORT = 120


def dangling_reference(document: FlagDocument) -> Iterator[Raised]:
    """References to parts and links that the document does not have, each target once."""
    seen: set[str] = set()
    links = 0
    for target, span in sorted(_missing(document), key=lambda one: one[1]):
        kind = target.partition(" ")[0]
        links += kind == "link"
        if target not in seen and (kind != "link" or links <= _MOST_LINKS):
            seen.add(target)
            yield Raised(flag=FLAG, span=span, variant=kind if kind in _VARIANTS else "")


def _missing(document: FlagDocument) -> Iterator[tuple[str, Span]]:
    # Most policies hold nothing that asks for either.
    numbering = cache(lambda: Numbering.of(document.policy))
    headings = _Headings(document)
    linked = document.policy.source.format is not Format.TXT
    if document.policy.source.format is not Format.PDF:
        yield from _lists(document)
    if not linked:
        yield from _documents(document)
    pieces = holding(_MARKS, document.policy.text, document.pieces.all)
    leading = frozenset() if linked else _leading(document)
    for index in sorted(pieces | leading):
        piece = document.pieces.all[index]
        if piece.heading:
            continue
        words = piece.span.text_of(document.policy.text)
        if index in pieces:
            yield from _parts(words, piece, numbering, document)
            yield from _annexes(words, piece, document)
            yield from _titles(words, piece, headings)
        if index in leading:
            yield from _links(words, index, document)


def _parts(
    words: str, piece: Piece, numbering: Callable[[], Numbering], document: FlagDocument
) -> Iterator[tuple[str, Span]]:
    """Numbered parts of this policy that are not there."""
    if "第" in words:
        for found in _PART_ZH.finditer(words):
            if _own_zh(words, found, document):
                yield from _absent(found, piece, numbering())
    # Searching for a word is far faster than any pattern.
    named = any(word in words for word in _PART_WORDS)
    for found in _PART_EN.finditer(words) if named else ():
        if _own_en(words, found, document) and (
            document.policy.source.format in {Format.TXT, Format.PDF} or numbering().headed
        ):
            yield from _absent(found, piece, numbering())


def _absent(found: re.Match[str], piece: Piece, numbering: Numbering) -> Iterator[tuple[str, Span]]:
    numbers = numbers_in(found["number"])
    # A part is more than an item of a list that bears the number.
    part = found["kind"].lower() in _PARTS
    if numbers and not any(
        one in numbering.parts if part else numbering.has(one) for one in numbers
    ):
        start = piece.span.start
        yield str(min(numbers)), Span(start + found.start(), start + found.end("number"))


def _own_en(words: str, found: re.Match[str], document: FlagDocument) -> bool:
    """Whether a part is one of this policy and not of a law or another document."""
    if found.start() == 0:
        return False
    behind = found["behind"]
    if _OF_THIS.match(behind):
        return True
    if _OF_ANOTHER.match(behind) or found["kind"].lower() in _ALSO_OF_LAWS:
        return False
    return not any(law in words for law in document.words(FLAG, "laws_en"))


def _own_zh(words: str, found: re.Match[str], document: FlagDocument) -> bool:
    before = words[max(0, found.start() - _BACK) : found.start()]
    if found.start() == 0:
        return False
    if _OWN_ZH.search(before):
        return True
    if found["kind"] in "部分":
        return False
    return not any(law in before for law in document.words(FLAG, "laws_zh"))


def _annexes(words: str, piece: Piece, document: FlagDocument) -> Iterator[tuple[str, Span]]:
    for found in _ANNEX.finditer(words) if any(one in words for one in _ANNEX_WORDS) else ():
        name = " ".join(found.group().split())
        there = any(
            " ".join(block.span.text_of(document.policy.text)[:_SHORT].split()).startswith(name)
            for block in document.policy.blocks
            if block.span != piece.span
        )
        law = any(
            one in words
            for one in (*document.words(FLAG, "laws_en"), *document.words(FLAG, "laws_zh"))
        )
        if found.start() and not there and not law:
            yield name, Span(piece.span.start + found.start(), piece.span.start + found.end())


def _titles(words: str, piece: Piece, headings: Iterable[_Heading]) -> Iterator[tuple[str, Span]]:
    """Titles of sections that are not there, nor anything like them."""
    for found in _TITLED.finditer(words) if any(one in words for one in _TITLE_WORDS) else ():
        name = next(one for one in "abcde" if found[one])
        title = found[name].strip()
        if not any(
            _alike(_words(title), heading) for block, heading in headings if block != piece.block
        ):
            start = piece.span.start
            yield (
                title.lower(),
                Span(start + found.start(name), start + found.start(name) + len(title)),
            )


class _Headings:
    """The words of everything that can be a title, read as far as somebody asks.

    Nearly always one of the first is the title that is looked for.
    """

    def __init__(self, document: FlagDocument) -> None:
        self._read: list[_Heading] = []
        self._left = _headings(document)

    def __iter__(self) -> Iterator[_Heading]:
        yield from self._read
        for one in self._left:
            self._read.append(one)
            yield one


def _headings(document: FlagDocument) -> Iterator[_Heading]:
    """The words of headings and beginnings of blocks, whole, and then as far as their first mark.

    A beginning comes with its block, in which it is no title for the block itself.
    """
    for index, title in _beginnings(document):
        yield index, _words(title)
    for index, title in _beginnings(document):
        yield index, _words(re.split(r"[.:：。—–]", title, maxsplit=1)[0])


def _beginnings(document: FlagDocument) -> Iterator[tuple[int | None, str]]:
    policy = document.policy
    for section in policy.sections:
        yield None, section.title
    for index, block in enumerate(policy.blocks):
        if block.kind is not BlockKind.NAVIGATION:
            yield index, block.span.text_of(policy.text)[:_SHORT].split("\n", maxsplit=1)[0]


def _words(title: str) -> frozenset[str]:
    return frozenset(_WORD.findall(title.lower()))


def _alike(title: frozenset[str], heading: frozenset[str]) -> bool:
    shared = len(title & heading)
    if not title or shared < min(len(title), 2):
        return False
    least = _ALIKE_ZH if any(word >= "一" for word in title) else _ALIKE
    return shared / len(title) >= least


def _leading(document: FlagDocument) -> AbstractSet[int]:
    """The pieces in which it may be said that something leads somewhere."""
    text, pieces = document.policy.text.lower(), document.pieces.all
    if len(text) != len(document.policy.text):
        return set(range(len(pieces)))  # one letter became two: places are not the same
    return holding(_phrases(document), text, pieces)


def _phrases(document: FlagDocument) -> tuple[str, ...]:
    return (*document.words(FLAG, "links_en"), *document.words(FLAG, "links_zh"))


def _links(words: str, index: int, document: FlagDocument) -> Iterator[tuple[str, Span]]:
    """Links of a plain text file that lead nowhere: "click here" without an address."""
    piece = document.pieces.all[index]
    low = words.lower()
    for phrase in _phrases(document):
        at = low.find(phrase)
        if at >= 0 and len(low) == len(words):
            if _URL.search(words) or _URL.search(_next(index, document)):
                return
            yield (
                f"link {piece.span.start}",
                Span(piece.span.start + at, piece.span.start + at + len(phrase)),
            )
            return


def _documents(document: FlagDocument) -> Iterator[tuple[str, Span]]:
    """Other documents of which a plain text file does not say where they are."""
    text = document.policy.text
    titles = [_words(section.title) for section in document.policy.sections]
    for one in document.shown(FLAG, "document"):
        words = document.pieces.all[one.piece].span.text_of(text)
        name = _words(one.span.text_of(text)) - _POINTING
        if not _URL.search(words) and not any(name <= title for title in titles):
            yield f"document {' '.join(sorted(name))}", one.span


def _lists(document: FlagDocument) -> Iterator[tuple[str, Span]]:
    """Lists and tables that are announced and do not follow."""
    policy = document.policy
    for one in document.shown(FLAG, "listed"):
        piece = document.pieces.all[one.piece]
        section = document.section(one.piece)
        behind = policy.blocks[piece.block : piece.block + _FOLLOWING]
        listed = any(
            block.kind in _LIST_KINDS or _IMAGE in block.span.text_of(policy.text)
            for block in behind[1:]
            if block.section == section
        )
        words = policy.text[one.span.end : behind[0].span.end]
        # Lines without marks can be the rows of what a colon announces.
        listed = listed or (words.rstrip().endswith((":", "：")) and len(behind) > 1)
        if not listed and not _INLINE.search(words):
            yield f"list {one.span.start}", one.span


def _next(index: int, document: FlagDocument) -> str:
    pieces = document.pieces.all
    if index + 1 == len(pieces):
        return ""
    return pieces[index + 1].span.text_of(document.policy.text)
