"""How phrases of the rulebook are written, and what they expand to.

A phrase is lower-case text that stands in a sentence as it is. Besides:

* ``(a|b)`` one of several, ``(a|)`` and ``[a]`` something that may be absent;
* ``{name}`` one of the words that the vocabulary lists under a name;
* ``word*`` a word that begins so, ``reali*ed`` one with other letters there;
* `` ... `` a gap: what stands behind it follows later in the same sentence.

A phrase becomes *slots* that must follow each other; each slot has a number
of literal alternatives, so that all phrases of the rulebook can be looked for
in a single pass.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import TYPE_CHECKING

from reviewer.text.normalize import shadow

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# How far apart the two sides of a gap may stand, in characters.
GAP = {"en": 90, "zh": 40}
_MOST = 3000
_GAP_SIGN = re.compile(r"\s*\.\.\.\s*")
_SIGNS = re.compile(r"[()\[\]{}]")
_TOKEN = re.compile(r"\(([^()\[\]{}]*)\)|\[([^()\[\]{}]*)\]|\{(\w+)\}|([^()\[\]{}]+)")


@dataclass(frozen=True, slots=True)
class Literal:
    """One wording of a slot.

    Attributes:
        head: what the single pass looks for, lower case.
        tail: what follows, each piece behind the end of a word left open.
        open_end: whether the last word may go on.
    """

    head: str
    tail: tuple[str, ...] = ()
    open_end: bool = False


Slot = tuple[Literal, ...]


def parse(phrase: str, words: Mapping[str, tuple[str, ...]]) -> tuple[Slot, ...]:
    """The slots of a phrase; gaps stand between them.

    >>> parse("sell ... third part*", {})[1]
    (Literal(head='third part', tail=(), open_end=True),)

    Args:
        phrase: as the rulebook writes it.
        words: the vocabulary of the phrase's language.

    Raises:
        ValueError: the phrase is empty, names an unknown list, or stands for
            thousands of literals.
    """
    return tuple(slot(part, words) for part in parts(phrase))


def parts(phrase: str) -> tuple[str, ...]:
    """The parts of a phrase between its gaps, lower case."""
    return tuple(_GAP_SIGN.split(phrase.lower()))


def slot(part: str, words: Mapping[str, tuple[str, ...]]) -> Slot:
    """The alternatives of one part.

    Raises:
        ValueError: as :func:`parse`.
    """
    plain = part.strip()
    if plain and "  " not in plain and not _SIGNS.search(plain):
        return (_literal(plain),)
    return tuple(_literal(text) for text in dict.fromkeys(_expanded(part, words, part)))


def _literal(text: str) -> Literal:
    if not text.isascii():
        # Full-width punctuation and curly quotes are folded in the text as well.
        text = shadow(text).text
    if "*" not in text:
        return Literal(text)
    head, *tail = text.split("*")
    if text.endswith("*"):
        return Literal(head, tuple(tail[:-1]), open_end=True)
    return Literal(head, tuple(tail))


def _expanded(part: str, words: Mapping[str, tuple[str, ...]], phrase: str) -> Iterator[str]:
    found = list(_TOKEN.finditer(part))
    if "".join(token.group() for token in found) != part:
        message = f"the phrase {phrase!r} has a bracket that is nested or left open"
        raise ValueError(message)
    choices = [_options(token, words, phrase) for token in found]
    if prod(map(len, choices)) > _MOST:
        message = f"the phrase {phrase!r} stands for more than {_MOST} literals"
        raise ValueError(message)
    for combination in product(*choices):
        literal = "".join(combination).strip()
        if "  " in literal:  # what is left out leaves spaces behind
            literal = re.sub(r" {2,}", " ", literal)
        if not literal:
            message = f"the phrase {phrase!r} can be empty"
            raise ValueError(message)
        yield literal


def _options(
    found: re.Match[str], words: Mapping[str, tuple[str, ...]], phrase: str
) -> tuple[str, ...]:
    choice, optional, name, plain = found.groups()
    if choice is not None:
        return tuple(choice.split("|"))
    if optional is not None:
        return (*optional.split("|"), "")
    if name is None:
        return (plain,)
    if name not in words:
        message = f"the phrase {phrase!r} names the list {name!r}, which the vocabulary lacks"
        raise ValueError(message)
    return tuple(literal for word in words[name] for literal in _expanded(word, words, phrase))
