"""What each wording of an attribute can mean, and the words of denial beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cache
from typing import TYPE_CHECKING

from reviewer.analysis.phrases import slot
from reviewer.model.clause import Category

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reviewer.model.clause import AttributeKind
    from reviewer.model.terms import Denial, TermList, Wording

_GAP_SIGN = re.compile(r"\s*\.\.\.\s*")
_MARGINS = re.compile(r"(?:<([^<>]*)>)?([^<>]+)(?:<([^<>]*)>)?")
_SHORTEST_PLURAL = 3
# Letters of words that stand between borders.
LATIN = frozenset(letter for letter in map(chr, range(0x250)) if letter.isalpha())
_BITS = {category: 1 << place for place, category in enumerate(Category)}


class Role(IntEnum):
    """What a wording does."""

    VALUE = 0
    NEVER = 1
    NEGATING = 2
    NONE = 3
    UNTIL = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a wording names.

    Attributes:
        value: the id of the term; "" where the words themselves are the value.
        mask: the categories of clauses that can name such a value, as
            :func:`mask_of` puts it.
        exact: the wording with its capitals; "" where they do not matter.
    """

    kind: AttributeKind
    value: str
    group: str
    sensitive: bool
    mask: int
    exact: str = ""


@dataclass(slots=True)
class Written:
    """All that one literal can be.

    Attributes:
        length: with what must stand around it.
        mask: of all that it can be, together.
        never: kinds of which it names no value although its words seem to.
        opens: numbers of the gaps that it stands before.
        closes: numbers of the gaps that it stands behind, with what is named then.
        latin: whether it begins and ends with a letter of a Latin word.
        margins: how much of its begin and end must stand there and is no part of it.
        spaced: whether another wording can begin within it.
        bars: whether it only tells that some kind is not named here.
    """

    length: int
    latin: tuple[bool, bool]
    margins: tuple[int, int] = (0, 0)
    spaced: bool = False
    role: Role = Role.VALUE
    mask: int = 0
    never: tuple[AttributeKind, ...] = ()
    meanings: tuple[Meaning, ...] = ()
    opens: tuple[int, ...] = ()
    closes: tuple[tuple[int, Meaning], ...] = ()
    open_end: bool = False
    bars: bool = False


@cache
def mask_of(categories: tuple[Category, ...]) -> int:
    """A bit for each of some categories."""
    mask = 0
    for category in categories:
        mask |= _BITS[category]
    return mask


class Writings:
    """All wordings of one language.

    Attributes:
        made: what each can be, by its words in lower case.

    Raises:
        ValueError: a phrase is not well formed.
    """

    def __init__(self, wording: Wording, language: str) -> None:
        self._language = language
        self._gaps = 0
        self.made: dict[str, Written] = {}
        for terms in wording.lists:
            self._add_list(terms)
        for denial in wording.denials:
            if denial.language == language:
                self._add_denial(denial)
        _inherit(self.made)
        begins = {head[:length] for head in self.made for length in (1, 2)}
        for head, one in self.made.items():
            if one.spaced and not head.isascii():
                one.spaced = any(head[at : at + 2] in begins for at in range(1, len(head)))
            if one.never:
                one.bars = not (one.role or one.meanings or one.opens or one.closes)

    def _add_list(self, terms: TermList) -> None:
        english = self._language == "en"
        usual = mask_of(terms.categories)
        for group in terms.groups:
            for term in group.terms:
                meaning = Meaning(
                    kind=terms.kind,
                    value="" if group.named else term.id,
                    group=group.id,
                    sensitive=group.sensitive if term.sensitive is None else term.sensitive,
                    mask=mask_of(term.categories) if term.categories else usual,
                )
                for phrase in term.en if english else term.zh:
                    self._add_phrase(phrase, meaning)
        for _, one in self._literals(terms.never_en if english else terms.never_zh):
            one.never += (terms.kind,)
            one.mask |= usual

    def _add_phrase(self, phrase: str, meaning: Meaning) -> None:
        before, *behind = _GAP_SIGN.split(phrase)
        if len(behind) > 1:
            message = f"the phrase {phrase!r} has more than one gap"
            raise ValueError(message)
        for literal, one in self._literals((before,)):
            if behind:
                one.opens += (self._gaps,)
            else:
                exact = literal if literal != literal.lower() else ""
                one.meanings += (replace(meaning, exact=exact) if exact else meaning,)
                one.mask |= meaning.mask
        if behind:
            for _, one in self._literals(behind):
                one.closes += ((self._gaps, meaning),)
                one.mask |= meaning.mask
            self._gaps += 1

    def _add_denial(self, denial: Denial) -> None:
        _mark(self._literals(denial.until), Role.UNTIL)
        _mark(self._literals(denial.none), Role.NONE)
        _mark(self._literals(denial.negating), Role.NEGATING)
        _mark(self._literals(denial.never), Role.NEVER)

    def _literals(self, parts: Sequence[str]) -> Iterator[tuple[str, Written]]:
        """Each wording of some parts of phrases, and in English its plural."""
        for part in parts:
            for literal in slot(part, {}):
                if literal.tail:
                    message = f"the phrase {part!r} has a * that does not stand at its end"
                    raise ValueError(message)
                one = self._written(literal.head)
                one.open_end |= literal.open_end
                yield literal.head, one
                english = self._language == "en" and not literal.open_end
                plural = _plural(literal.head) if english else ""
                if plural:
                    yield plural, self._written(plural)

    def _written(self, literal: str) -> Written:
        head = literal.lower()
        before = behind = ""
        if "<" in head or ">" in head:
            before, words, behind = _parted(head)
            head = before + words + behind
        one = self.made.get(head)
        if one is None:
            latin = (head[0] in LATIN, head[-1] in LATIN)
            one = self.made[head] = Written(
                length=len(head),
                latin=latin,
                margins=(len(before), len(behind)),
                spaced=not (head.isalpha() if head.isascii() else LATIN.issuperset(head)),
            )
        return one


def _parted(literal: str) -> tuple[str, str, str]:
    """What must stand before a literal, the literal, and what must stand behind it.

    >>> _parted("<and >e-mail"), _parted("phone<,>")
    (('and ', 'e-mail', ''), ('', 'phone', ','))

    Raises:
        ValueError: the signs < and > are not in pairs at its ends.
    """
    if "<" not in literal and ">" not in literal:
        return "", literal, ""
    found = _MARGINS.fullmatch(literal)
    if found is None:
        message = f"the phrase {literal!r} has < and > elsewhere than around its ends"
        raise ValueError(message)
    return found[1] or "", found[2], found[3] or ""


def _mark(literals: Iterator[tuple[str, Written]], role: Role) -> None:
    for _, one in literals:
        one.role = role


def _inherit(made: Mapping[str, Written]) -> None:
    """Gives each wording the meanings of the longest that goes on as its last word does.

    "products" means what "product*" does, and is the longer of the two.
    """
    # In order what a wording begins with stands before it; those that go on are kept.
    begins: list[str] = []
    for head in sorted(head for head, one in made.items() if one.latin[1]):
        while begins and not head.startswith(begins[-1]):
            begins.pop()
        one = made[head]
        if begins and LATIN.issuperset(head[len(begins[-1]) - 1 :]):
            shorter = made[begins[-1]]
            if not (one.role or one.never):
                one.mask |= shorter.mask
                one.meanings += shorter.meanings
                one.opens += shorter.opens
                one.closes += shorter.closes
        if one.open_end:
            begins.append(head)


def _plural(literal: str) -> str:
    """The plural of the last word; "" where there is none.

    >>> _plural("battery"), _plural("e-mail address"), _plural("data types"), _plural("ID")
    ('batteries', 'e-mail addresses', '', '')
    """
    if not literal[-_SHORTEST_PLURAL:].isalpha() or len(literal) < _SHORTEST_PLURAL:
        return ""
    if literal[-1] == "y" and literal[-2] not in "aeiou":
        return literal[:-1] + "ies"
    if literal.endswith(("ss", "x", "ch", "sh")):
        return literal + "es"
    return "" if literal[-1] == "s" else literal + "s"
