"""Decisions while edits are applied to them, and what edits may refer to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Generic, TypeVar

from reviewer.errors import EditRefused
from reviewer.model.decisions import Decisions
from reviewer.model.edits import ItemKey, OnClause, OnFlag, OnItem, OnSelection, Target
from reviewer.model.ground import Ground
from reviewer.model.span import Span

K = TypeVar("K")
V = TypeVar("V")


class Shared(Generic[K, V]):
    """A mapping that decisions share, copied before it is first changed."""

    def __init__(self, shown: Mapping[K, V]) -> None:
        self.shown = shown
        self._own: dict[K, V] | None = None

    def own(self) -> dict[K, V]:
        """A copy that may be changed."""
        if self._own is None:
            self.shown = self._own = dict(self.shown)
        return self._own

    def shared(self) -> Mapping[K, V]:
        """The mapping as it is, not to be changed any more."""
        self._own = None
        return self.shown

    def put(self, key: K, value: V | None) -> None:
        """Set a value; None takes it away."""
        if value is not None:
            self.own()[key] = value
        elif key in self.shown:
            del self.own()[key]


class Draft:
    """Decisions that edits are applied to one after another.

    Each edit changes all it should or, refused, nothing.
    """

    def __init__(self, ground: Ground, before: Decisions) -> None:
        self.ground = ground
        self._before = before
        self.clauses = Shared(before.clauses)
        self.decided = Shared(before.decided)
        self.items = Shared(before.items)
        self.flags = Shared(before.flags)
        self.conditions = Shared(before.conditions)
        self.tests = Shared(before.tests)
        self.comments = Shared(before.comments)
        self.links = Shared(before.links)

    def decisions(self) -> Decisions:
        """What the edits so far come to."""
        return replace(
            self._before,
            clauses=self.clauses.shared(),
            decided=self.decided.shared(),
            items=self.items.shared(),
            flags=self.flags.shared(),
            conditions=self.conditions.shared(),
            tests=self.tests.shared(),
            comments=self.comments.shared(),
            links=self.links.shared(),
        )

    def change(self, **whole: Any) -> None:  # noqa: ANN401 - as the fields are
        """Set values of the review as a whole."""
        self._before = replace(self._before, **whole)

    def strand(self, sequence: int) -> None:
        """Note an edit that came to nothing."""
        self.change(stranded=(*self._before.stranded, sequence))

    # What edits may refer to

    def known(self, clauses: tuple[str, ...]) -> tuple[str, ...]:
        """Those of some clauses that are there, each once.

        Raises:
            EditRefused: none is.
        """
        here = self.clauses.shown
        known = tuple(dict.fromkeys(one for one in clauses if one in here))
        if not known:
            raise EditRefused("The clause is no longer there.")
        return known

    def known_items(self, items: tuple[ItemKey, ...]) -> tuple[ItemKey, ...]:
        """Those of some items that are there.

        Raises:
            EditRefused: none is.
        """
        known = tuple(one for one in items if one in self.ground.items)
        if not known:
            raise EditRefused("The checklist item is no longer there.")
        return known

    def trimmed(self, span: Span) -> Span:
        """The span without white space at its ends.

        Raises:
            EditRefused: it covers no words of the policy.
        """
        words = span.text_of(self.ground.text)
        if span.end > len(self.ground.text) or not words.strip():
            raise EditRefused("There are no words between start and end; choose some.")
        start = span.start + len(words) - len(words.lstrip())
        return Span(start, start + len(words.strip()))

    def check_target(self, target: Target) -> None:
        """Refuse a comment on what is not there.

        Raises:
            EditRefused: it is not.
        """
        if isinstance(target, OnClause):
            self.known((target.clause,))
        elif isinstance(target, OnItem):
            self.known_items((target.item,))
        elif isinstance(target, OnSelection):
            self.trimmed(target.span)
        elif isinstance(target, OnFlag) and target.flag not in self.ground.flags:
            raise EditRefused("The red flag is no longer there.")
