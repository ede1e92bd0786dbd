"""Which clauses of a policy the list shows, followed clause by clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewer.gui.filtering import Filter
    from reviewer.gui.standing import Standing
    from reviewer.model.clause import Category


class Kept:
    """The clauses that a filter and the legend's switches keep, in the order of the text."""

    def __init__(self, standing: Standing, wanted: Filter, hidden: frozenset[Category]) -> None:
        self._standing = standing
        self._wanted = wanted
        self._hidden = hidden
        clauses, numbers = standing.clauses, standing.order
        # The same as ``keeps``, of which ten thousand calls would be felt.
        if hidden:
            drop = hidden.issuperset
            numbers = tuple([n for n in numbers if not drop(clauses[n].categories)])
        if wanted.narrows:
            numbers = tuple(n for n in numbers if wanted.keeps(n, clauses[n], standing))
        self._kept = standing.there.among(numbers)

    @property
    def numbers(self) -> tuple[int, ...]:
        """The clauses that are kept; the same tuple until one comes, goes or moves."""
        return self._kept.numbers

    def keeps(self, number: int) -> bool:
        """Whether a clause is there, and the filter and the switches keep it."""
        standing = self._standing
        if number not in standing.there:
            return False
        clause = standing.clauses[number]
        if self._hidden and self._hidden.issuperset(clause.categories):
            return False
        return self._wanted.keeps(number, clause, standing)

    def follow(self, changed: Iterable[int]) -> None:
        """Keep or leave out some clauses as they are now."""
        for number in changed:
            key = self._standing.there.key(number)
            if key is not None and self.keeps(number):
                self._kept.put(number, key)
            else:
                self._kept.drop(number)
