"""Contacts that cannot be used: malformed, not answered, made up, or misspelt once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewer.analysis.checks.near import matches, matches_at
from reviewer.analysis.checks.patterns import LazyPattern
from reviewer.analysis.flagged import FlagDocument, Raised
from reviewer.model.clause import Category
from reviewer.model.policy import BlockKind, Format
from reviewer.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

FLAG = "broken_contact"
_AROUND_AT = LazyPattern(
    r"[A-Za-z0-9][\w.+-]{0,63}(?P<gap>\s?)@(?P<after>\s?)[\w.-]{0,80}", re.ASCII
)
_WHOLE = LazyPattern(
    r"[A-Za-z0-9](?:[\w+-]|\.(?!\.)){0,63}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}",
    re.ASCII,
)
# Behind a handle stands no dot: "contact us on Twitter @acme".
_SLIPS = LazyPattern(
    r"@[^@]*(?:\.\.|\.(?:con|cmo|comm|ocm|cn\.com\.|nett|coml)$|@)|\.@|@\.", re.ASCII
)
_NO_REPLY = LazyPattern(r"(?:no|do-?not|dont)[-_.]?reply", re.IGNORECASE)
_EMPTY_NUMBER = LazyPattern(
    r"(?:tel(?:ephone)?|phone|hotline|call us|电话|热线|手机)\W{0,3}"
    r"(?P<number>[\dXx×＊*-]{0,12}[Xx×＊*]{3,}[\dXx×＊*-]{0,12})",
    re.IGNORECASE,
)
_MADE_UP = ("XXX", "xxx", "×××", "***", "＊＊＊")
_MOBILE = LazyPattern(r"(?<![\d+-])1[3-9](?:\d{8}|\d{10})(?!\d)")
_BROKEN_URL = LazyPattern(
    r"\bhttps?(?::/(?!/)|//|;//|：//)\S{0,60}"
    r"|\bhtt(?:sp|ps?p)?:(?<!https:)(?<!http:)//\S{0,60}"
    r"|\bwww\.\.\S{1,60}|\bwww(?:\.\s|,)[\w-]+\.\w+"
)
_REACHED_BY = LazyPattern(
    r"\d{3}|@|https?:|www\.|[\w-]\.(?:com|cn|org|net|io|app)|street|road|avenue|[省市区路号]|"
    r"QQ|微信|客服|form\b|address|contact us|settings?|设置|反馈|\[|［|【",
    re.IGNORECASE,
)
# So many characters stand before the @ of an address at most, a space among them.
_LOCAL = 65
_LONG_ENOUGH = 5
_NEXT, _NEAR = 8, 14
# Each is compared with every other.
_MOST = 60


def broken_contact(document: FlagDocument) -> Iterator[Raised]:
    """Contacts that no message can reach."""
    yield from _addresses(document)
    yield from _twins(document)
    yield from _numbers(document)
    yield from _announced(document)


def _addresses(document: FlagDocument) -> Iterator[Raised]:
    """Addresses that are malformed, not read, or an example."""
    text, format_ = document.policy.text, document.policy.source.format
    seen: set[str] = set()
    for found in matches(_AROUND_AT, text, "@", _LOCAL):
        words = found.group().rstrip(".-_")
        span = Span(found.start(), found.start() + len(words))
        variant = ""
        if _malformed(found, words, format_):
            variant = "malformed"
        elif _NO_REPLY.search(words.split("@", maxsplit=1)[0]) and _offered(span, document):
            variant = "no_reply"
        elif any(one in words.lower() for one in document.words(FLAG, "examples")):
            variant = "example"
        if variant and words not in seen:
            seen.add(words)
            yield Raised(flag=FLAG, span=span, variant=variant)


def _malformed(found: re.Match[str], words: str, format_: Format) -> bool:
    if found["gap"] or found["after"]:
        # Readers of pages put spaces where glyphs stand apart.
        joined = re.sub(r"\s", "", words)
        return format_ is not Format.PDF and bool(_WHOLE.fullmatch(joined))
    if _SLIPS.search(words):
        return True
    host = words.partition("@")[2]
    return (
        bool(host)
        and "." not in host
        and len(host) > 1
        and found.string[found.end() : found.end() + 1] in "\n,;，。；)）"
    )


def _offered(span: Span, document: FlagDocument) -> bool:
    """Whether an address is given to be written to."""
    for index, piece in enumerate(document.pieces.all):
        if piece.span.overlap(span):
            clause = document.clause(index)
            named = {Category.CONTACT, Category.RIGHTS}
            return clause is not None and any(one in named for one in clause.categories)
    return False


def _twins(document: FlagDocument) -> Iterator[Raised]:
    """Two addresses that differ by one letter."""
    text = document.policy.text
    first: dict[str, Span] = {}
    for found in matches(_WHOLE, text, "@", _LOCAL):
        if len(first) < _MOST:
            first.setdefault(found.group().lower(), Span(found.start(), found.end()))
    told = set()
    for address, span in first.items():
        for other, before in first.items():
            if before < span and address not in told and _one_letter_apart(address, other):
                told.add(address)
                values = {"first": before.text_of(text), "second": span.text_of(text)}
                yield Raised(flag=FLAG, span=span, variant="twins", values=values)


def _one_letter_apart(one: str, other: str) -> bool:
    """Whether two addresses are the same but for a letter that is missing, more or another.

    Figures that differ are no slip: info1 and info2 are two boxes.
    """
    local, _, host = one.partition("@")
    local2, _, host2 = other.partition("@")
    if host == host2:
        pair = (local, local2)
    elif local == local2:
        pair = (host, host2)
    else:
        return False
    short, long = sorted(pair, key=len)
    if len(short) < _LONG_ENOUGH or len(long) - len(short) > 1:
        return False
    at = next((i for i, letter in enumerate(short) if letter != long[i]), len(short))
    rest = short[at:] if len(short) < len(long) else short[at + 1 :]
    letters = long[at : at + 1] + (short[at : at + 1] if len(short) == len(long) else "")
    return long[at + 1 :] == rest and letters.isalpha()


def _numbers(document: FlagDocument) -> Iterator[Raised]:
    """Telephone numbers with letters for figures or of the wrong length."""
    text = document.policy.text
    # Searching for a word is far faster than any pattern.
    made_up = any(mark in text for mark in _MADE_UP)
    for found in _EMPTY_NUMBER.finditer(text) if made_up else ():
        span = Span(found.start("number"), found.end("number"))
        yield Raised(flag=FLAG, span=span, variant="example")
    if document.language == "zh":
        for found in _MOBILE.finditer(text):
            before = text[max(0, found.start() - _NEXT) : found.start()]
            if any(one in before for one in document.words(FLAG, "telephone")):
                yield Raised(flag=FLAG, span=Span(found.start(), found.end()), variant="malformed")
    for found in matches_at(_BROKEN_URL, text, ("htt", "www")):
        yield Raised(flag=FLAG, span=Span(found.start(), found.end()), variant="malformed")


def _announced(document: FlagDocument) -> Iterator[Raised]:
    """Contacts that are announced by a colon behind which none stands."""
    text, blocks = document.policy.text, document.policy.blocks
    for one in document.shown(FLAG, "announced"):
        piece = document.pieces.all[one.piece]
        words = piece.span.text_of(text).rstrip()
        # What names a contact in passing, or one in another section, announces none.
        if not words.endswith((":", "：")) or one.span.end < piece.span.start + len(words) - _NEAR:
            continue
        section = document.section(one.piece)
        behind = [
            block.span.text_of(text)
            for block in blocks[piece.block + 1 : piece.block + 1 + _NEXT]
            if block.kind is not BlockKind.NAVIGATION
            and (block.section == section or block.kind is BlockKind.HEADING)
        ]
        same = text[piece.span.end : blocks[piece.block].span.end]
        if not any(_REACHED_BY.search(part) for part in (same, *behind)):
            yield Raised(flag=FLAG, span=one.span, variant="empty")
