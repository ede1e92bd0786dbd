"""Divides a block into sentences, in both languages."""

from __future__ import annotations

import re

from reviewer.model.span import Span

# What closes a sentence behind its mark: quotes and brackets.
_CLOSERS = "\"'”’」』）)】》〉]"
_HAN_END = re.compile(rf"[。！？!?…]+[{re.escape(_CLOSERS)}]*")
_LATIN_END = re.compile(
    # A mark comes first, and what stands before it is looked at behind it: nothing is tried
    # where none stands.
    r"[.!?;](?:"
    # The usual end. Possessive and from the first mark on: long rows of dots stay cheap.
    rf"(?<!;)(?<![.!?].)[.!?]*+[{re.escape(_CLOSERS)}]*+(?=\s|$)"
    r"|(?<=[a-z0-9)\]”\"][.!?])(?=[A-Z][a-z]*[\s,])"  # glued: "reliable.We are"
    r"|(?<=[a-z)];)(?=[A-Z][a-z]*\s)"  # glued: "encryption;We also"
    r"|(?P<han>(?<=[A-Za-z)][.])(?=[\u4e00-\u9fff])))"
)
_ABBREVIATIONS = frozenset(
    [
        "e.g",
        "i.e",
        "etc.",
        "cf",
        "vs",
        "no",
        "nos",
        "art",
        "arts",
        "sec",
        "para",
        "fig",
        "co",
        "corp",
        "inc",
        "ltd",
        "llc",
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "st",
        "jr",
        "sr",
        "u.s",
        "u.k",
        "e.u",
        "a.m",
        "p.m",
        "approx",
        "dept",
        "est",
        "ext",
        "incl",
        "tel",
        "fax",
        "vol",
        "pp",
        "p",
        "al",
        "rev",
        "ed",
        "cap",
        "resp",
        "reg",
        "regs",
    ]
)
_NUMBER_DIGITS = 2
# Longer than any abbreviation.
_WORD_WINDOW = 12
_WORD_BEFORE = re.compile(r"[^\s(（\[\"“]+$")
_WORD_FOLLOWS = re.compile(r"\s*+\S")
_GOES_ON = re.compile(r"\s*[,;:]")
_CONTINUES = re.compile(r"\s*[a-z,;:]")
_CAPITAL = re.compile(r"[A-Z]")
_LETTER = re.compile(r"[^\W_]")
# Neither ASCII nor punctuation nor Chinese: other letters, which may be capitals.
_MAY_HAVE_CASE = re.compile(r"[^\x00-\x7f\u2000-\u206f\u3000-\u9fff\uff01-\uff20]")
_SPLIT_HAN = re.compile(r"[\u3400-\u9fff]")


def split(text: str, block: Span) -> tuple[Span, ...]:
    """The sentences of a block, without surrounding white space, in order.

    >>> text = "It is safe.We keep it. Ask Acme Co. Ltd. now."
    >>> [span.text_of(text) for span in split(text, Span(0, len(text)))]
    ['It is safe.', 'We keep it.', 'Ask Acme Co. Ltd. now.']
    """
    piece = block.text_of(text)
    cuts = sorted({*_latin_cuts(piece), *_han_cuts(piece)})
    spans = []
    begin = 0
    for cut in (*cuts, len(piece)):
        span = _trim(piece, begin, cut)
        if span is not None:
            spans.append(Span(block.start + span.start, block.start + span.end))
        begin = cut
    return tuple(_joined(text, spans))


def _han_cuts(piece: str) -> list[int]:
    if piece.isascii():
        return []
    return [
        found.end()
        for found in _HAN_END.finditer(piece)
        if found.group()[0] in "。！？"
        or _SPLIT_HAN.search(piece[max(0, found.start() - 2) : found.start()])
    ]


def _latin_cuts(piece: str) -> list[int]:
    cuts = []
    # In a text without capitals a small letter begins a sentence as well.
    lower = not _CAPITAL.search(piece)
    if lower and _MAY_HAVE_CASE.search(piece):
        lower = not any(map(str.isupper, piece))
    for found in _LATIN_END.finditer(piece):
        ends = found.start(), found.end()
        stop = found.group().startswith(".") and found["han"] is None
        if stop and _is_abbreviation(piece, *ends, lower=lower):
            continue
        cuts.append(found.end())
    return cuts


def _is_abbreviation(piece: str, dot: int, end: int, *, lower: bool) -> bool:
    """Whether the full stop belongs to its word and the sentence goes on."""
    before = _WORD_BEFORE.search(piece[max(0, dot - _WORD_WINDOW) : dot])
    word = before.group().lower() if before else ""
    if word.isdecimal() and len(word) <= _NUMBER_DIGITS and dot == len(word):
        return True  # "1." at the very beginning is a number, not a sentence
    if word in _ABBREVIATIONS or (len(word) == 1 and word.isalpha() and word != "i"):
        return _WORD_FOLLOWS.match(piece, end) is not None and word != "etc."
    goes_on = _GOES_ON if lower else _CONTINUES
    return bool(goes_on.match(piece, end)) and piece[dot : dot + 2] != ".."


def _trim(piece: str, begin: int, end: int) -> Span | None:
    while begin < end and piece[begin].isspace():
        begin += 1
    while end > begin and piece[end - 1].isspace():
        end -= 1
    return Span(begin, end) if end > begin else None


def _joined(text: str, spans: list[Span]) -> list[Span]:
    """Pieces without a word, a lone bracket for instance, go to their neighbour."""
    joined: list[Span] = []
    for span in spans:
        if joined and not _LETTER.search(text, span.start, span.end):
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return joined
