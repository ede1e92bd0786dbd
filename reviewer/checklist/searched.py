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
    from reviewer.model.review import Analysis
    from reviewer.model.rules import Disclosure, Requirement, Rulebook
    from reviewer.model.signs import Sign

_PHRASES = 8
_NEAREST = 3
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


def searched(
    item: Requirement, rulebook: Rulebook, analysis: Analysis, language: str
) -> tuple[Searched, ...]:
    """For each deciding disclosure that was not found wholly, what was searched for.

    Args:
        language: of the policy, "en" or "zh".
    """
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
                nearest=tuple(n for n in _near(disclosure, analysis) if n not in shown)[:_NEAREST],
            )
        )
    return tuple(answer)


def _near(disclosure: Disclosure, analysis: Analysis) -> list[int]:
    """The clauses of the categories that a detector looks into most, the surest first."""
    wanted = _subject(disclosure)
    scored = [
        (max(s for c, s in zip(one.categories, one.scores, strict=True) if c in wanted), number)
        for number, one in enumerate(analysis.clauses)
        if wanted.intersection(one.categories)
    ]
    return [number for _score, number in sorted(scored, key=lambda pair: (-pair[0], pair[1]))]


def _subject(disclosure: Disclosure) -> set[Category]:
    """The category that stands first in its signs: the one where it belongs."""
    signs = disclosure.detector.signs if disclosure.detector else ()
    return {sign.categories[0] for sign in signs if sign.categories}


def _phrases(disclosure: Disclosure, language: str) -> tuple[str, ...]:
    signs = disclosure.detector.signs if disclosure.detector else ()
    every = [_readable(signs_phrases) for signs_phrases in _in_turn(signs, language)]
    return tuple(dict.fromkeys(one for one in every if one))[:_PHRASES]


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
