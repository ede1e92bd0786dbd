"""The filter line of the clause list: what it means and which clauses it keeps.

Words must stand in the clause. ``cat:`` names a category by id, tag or title,
``conf<0.7`` and ``conf>0.9`` bound the best score, ``section:`` is part of a
heading, ``why:`` a word that decided; a minus in front turns a term round.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reviewer.model.clause import Category, Clause
    from reviewer.model.policy import Policy
    from reviewer.model.rules import CategoryStyle

_TERM = re.compile(
    r"""(?P<minus>-)?(?:(?P<key>cat|section|why|origin):)?(?:"(?P<quoted>[^"]*)"|(?P<plain>\S+))"""
)
_BOUND = re.compile(r"(?:conf|score)(?P<sign><=|>=|<|>|=)(?P<value>\d*\.?\d+)%?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Term:
    """One condition of a filter.

    Attributes:
        key: "cat", "section", "why", "origin", a comparison sign, or empty for words.
        value: lower case; for a sign, the number as written.
        negated: whether clauses that meet it are left out.
    """

    key: str
    value: str
    negated: bool = False


def parse(line: str) -> tuple[Term, ...]:
    """The terms of a filter line.

    >>> parse('cat:sharing conf<0.7 -"third party"')[2]
    Term(key='', value='third party', negated=True)
    """
    terms = []
    for found in _TERM.finditer(line):
        negated = bool(found["minus"])
        key = found["key"] or ""
        value = (found["quoted"] if found["quoted"] is not None else found["plain"]).lower()
        bound = None if key else _BOUND.match(value)
        if bound:
            terms.append(Term(bound["sign"], bound["value"], negated))
        elif value:
            terms.append(Term(key, value, negated))
    return tuple(terms)


def matching(line: str, policy: Policy, clauses: Sequence[Clause], names: Names) -> tuple[int, ...]:
    """Indices of the clauses that meet every term of a filter line."""
    terms = parse(line)
    if not terms:
        return tuple(range(len(clauses)))
    return tuple(
        number
        for number, clause in enumerate(clauses)
        if all(_meets(term, clause, policy, names) is not term.negated for term in terms)
    )


class Names:
    """The ways in which a filter may name a category."""

    def __init__(self, styles: Sequence[CategoryStyle]) -> None:
        self._names = {
            style.id: (
                style.id.value,
                style.tag.lower(),
                style.title.en.lower(),
                style.title.zh.lower(),
            )
            for style in styles
        }

    def means(self, word: str, category: Category) -> bool:
        """Whether a word is the beginning of one of a category's names."""
        return any(name.startswith(word) for name in self._names.get(category, (category.value,)))


def _meets(term: Term, clause: Clause, policy: Policy, names: Names) -> bool:
    if term.key in _COMPARE:
        return _COMPARE[term.key](max(clause.scores), float(term.value))
    if term.key == "cat":
        return any(names.means(term.value, category) for category in clause.categories)
    if term.key == "section":
        return term.value in _headings(clause, policy)
    if term.key == "why":
        return any(
            term.value in reason.span.text_of(policy.text).lower() for reason in clause.reasons
        )
    if term.key == "origin":
        return clause.origin.value.startswith(term.value)
    return term.value in " ".join(clause.span.text_of(policy.text).lower().split())


def _headings(clause: Clause, policy: Policy) -> str:
    titles = []
    number = clause.section
    while number is not None:
        section = policy.sections[number]
        titles.append(section.heading.text_of(policy.text).lower())
        number = section.parent
    return "\n".join(titles)


_COMPARE: dict[str, Callable[[float, float], bool]] = {
    "<": lambda score, bound: score < bound,
    "<=": lambda score, bound: score <= bound,
    ">": lambda score, bound: score > bound,
    ">=": lambda score, bound: score >= bound,
    "=": lambda score, bound: abs(score - bound) < 0.005,  # noqa: PLR2004 - two decimals are shown
}
