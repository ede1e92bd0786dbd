"""The filter line of the clause list: what it means and which clauses it keeps.

Words must stand in the clause. ``cat:`` names a category by id, tag or title,
``conf<0.7`` and ``conf>0.9`` bound the best score, ``section:`` is part of a
heading, ``why:`` a word that decided; a minus in front turns a term round.
``open``, ``accepted``, ``rejected``, ``own`` and ``commented``, in either language,
tell how a clause stands; in quotes they are words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reviewer.gui.standing import Standing
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
        quoted: whether it stood in quotes.
    """

    key: str
    value: str
    negated: bool = False
    quoted: bool = False


def parse(line: str) -> tuple[Term, ...]:
    """The terms of a filter line.

    >>> parse('cat:sharing conf<0.7 -"third party"')[2]
    Term(key='', value='third party', negated=True, quoted=True)
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
            terms.append(_named(Term(key, value, negated, found["quoted"] is not None)))
    return tuple(terms)


def _named(term: Term) -> Term:
    """The same, as a state where its word names one."""
    state = "" if term.key or term.quoted else _STATES.get(term.value, "")
    return replace(term, key="is", value=state) if state else term


def matching(line: str, policy: Policy, clauses: Sequence[Clause], names: Names) -> tuple[int, ...]:
    """Indices of the clauses that meet every term of a filter line; all are open."""
    wanted = Filter(line, policy, names)
    return tuple(n for n, clause in enumerate(clauses) if wanted.keeps(n, clause, None))


class Filter:
    """Says of single clauses whether a filter line keeps them."""

    def __init__(self, line: str, policy: Policy, names: Names) -> None:
        self._terms = parse(line)
        self._policy = policy
        self._names = names

    @property
    def narrows(self) -> bool:
        """Whether it leaves anything out."""
        return bool(self._terms)

    def keeps(self, number: int, clause: Clause, standing: Standing | None) -> bool:
        """Whether a clause meets every term."""
        for term in self._terms:
            if term.key == "is":
                met = is_state(term.value, standing, number)
            else:
                met = _meets(term, clause, self._policy, self._names)
            if met is term.negated:
                return False
        return True


def is_state(state: str, standing: Standing | None, number: int) -> bool:
    """Whether a clause is in a state that a filter names."""
    if standing is None:
        return state == "open"
    if state == "own":
        return standing.is_own(number)
    if state == "commented":
        return standing.comments[number] > 0
    return standing.status(number).value == state


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


_STATES = {
    "open": "open",
    "accepted": "accepted",
    "rejected": "rejected",
    "own": "own",
    "commented": "commented",
    "待定": "open",
    "已接受": "accepted",
    "已驳回": "rejected",
    "自建": "own",
    "有批注": "commented",
}

_COMPARE: dict[str, Callable[[float, float], bool]] = {
    "<": lambda score, bound: score < bound,
    "<=": lambda score, bound: score <= bound,
    ">": lambda score, bound: score > bound,
    ">=": lambda score, bound: score >= bound,
    "=": lambda score, bound: abs(score - bound) < 0.005,  # noqa: PLR2004 - two decimals are shown
}
