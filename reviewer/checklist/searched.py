"""What was searched for where nothing was found, and what comes nearest to it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.model.review import DisclosureStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewer.model.clause import Category
    from reviewer.model.policy import LocalizedText
    from reviewer.model.review import Analysis, Review
    from reviewer.model.rules import Disclosure, Requirement, Rulebook
    from reviewer.model.signs import Sign

_PHRASES = 8
_NEAREST = 3
# Shorter pieces of phrases stand in every other clause.
_LATIN, _CHINESE = 5, 2
# "effective … 19": of the choices of numbers the first says nothing.
_NUMBER = re.compile(r"(?:^|[\s/])\d+$")
# "[the |our ]", "{name}" and the marks of gaps and word ends are for the machine.
_OPTIONAL = re.compile(r"\[[^\[\]]*\]|\{[^{}]*\}")
_CHOICE = re.compile(r"\(([^()]*)\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """What was searched for on behalf of one disclosure.

    Attributes:
        phrases: some of the words, readable; empty where nothing decides it from text.
        nearest: indices of clauses on the same subject, the surest first.
    """

    title: LocalizedText
    status: DisclosureStatus
    phrases: tuple[str, ...]
    nearest: tuple[int, ...]


def searched(item: Requirement, rulebook: Rulebook, review: Review) -> tuple[Searched, ...]:
    """For each deciding disclosure that was not found wholly, what was searched for."""
    analysis, text = review.analysis, review.policy.text.lower()
    language = review.policy.language.split("-")[0]
    found = {finding.id: finding for finding in analysis.disclosures}
    known = {disclosure.id: disclosure for disclosure in rulebook.disclosures}
    answer = []
    for identifier in (*item.all_of, *item.any_of):
        finding, disclosure = found.get(identifier), known.get(identifier)
        status = finding.status if finding else DisclosureStatus.UNKNOWN
        if disclosure is None or status is DisclosureStatus.PRESENT:
            continue
        shown = {one.clause for one in finding.evidence} if finding else set()
        answer.append(
            Searched(
                title=disclosure.title,
                status=status,
                phrases=_phrases(disclosure, language),
                nearest=tuple(n for n in _near(disclosure, analysis, text) if n not in shown)[
                    :_NEAREST
                ],
            )
        )
    return tuple(answer)


def _near(disclosure: Disclosure, analysis: Analysis, text: str) -> list[int]:
    """The clauses on the subject: those with most of the words first, then the surest.

    Args:
        text: of the policy, in lower case.
    """
    wanted, sought = _subject(disclosure), _fragments(disclosure)
    scored = []
    for number, one in enumerate(analysis.clauses):
        if wanted.isdisjoint(one.categories):
            continue
        words = one.span.text_of(text)
        shared = sum(fragment in words for fragment in sought)
        pairs = zip(one.categories, one.scores, strict=True)
        scored.append((-shared, -max(score for at, score in pairs if at in wanted), number))
    return [number for _shared, _score, number in sorted(scored)]


def _fragments(disclosure: Disclosure) -> set[str]:
    """The pieces of all phrases, in both languages; short ones stand everywhere."""
    signs = disclosure.detector.signs if disclosure.detector else ()
    pieces = (
        piece.strip()
        for sign in signs
        for phrase in (*sign.en, *sign.zh)
        for piece in _readable(phrase).split("…")
    )
    return {piece for piece in pieces if len(piece) >= (_LATIN if piece.isascii() else _CHINESE)}


def _subject(disclosure: Disclosure) -> set[Category]:
    """The categories of clauses that usually tell it; else those that can, or first do."""
    detector = disclosure.detector
    if detector is None:
        return set()
    if detector.about or detector.only:
        return set(detector.about or detector.only)
    return {sign.categories[0] for sign in detector.signs if sign.categories}


def _phrases(disclosure: Disclosure, language: str) -> tuple[str, ...]:
    signs = disclosure.detector.signs if disclosure.detector else ()
    every = [_readable(signs_phrases) for signs_phrases in _in_turn(signs, language)]
    return tuple(dict.fromkeys(one for one in every if one and not _NUMBER.search(one)))[:_PHRASES]


def _in_turn(signs: tuple[Sign, ...], language: str) -> Iterator[str]:
    """The first phrase of every sign, then the second ones, and so on."""
    lists = [sign.zh if language == "zh" else sign.en for sign in signs]
    for number in range(max(map(len, lists), default=0)):
        for phrases in lists:
            if number < len(phrases):
                yield phrases[number]


def _readable(phrase: str) -> str:
    """A phrase of the rulebook as a person would write it, of choices the first.

    >>> _readable("[the ](retain|keep)* ... (for|until) {period}")
    'retain … for'
    """
    text = _OPTIONAL.sub("", phrase)
    while True:
        shorter = _CHOICE.sub(lambda match: match[1].split("|")[0], text)
        if shorter == text:
            break
        text = shorter
    text = text.replace("*", "").replace("...", "…")
    return " ".join(text.split()).strip("… ")
