"""What a sentence is judged by: its scores, those around it, and what the rules found.

The columns are fixed by the order of this code; a trained network knows them by
their places, so any change here asks for new models.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from reviewer.model.clause import Category
from reviewer.model.policy import BlockKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from reviewer.analysis.pieces import Piece
    from reviewer.model.policy import Policy

    Scores = NDArray[np.float32]
    Places = NDArray[np.int64]

HEADS = (
    *(category.value for category in Category),
    "style",
    *(f"stating.{category.value}" for category in Category),
    *(f"ours.{category.value}" for category in Category),
)
"""What the linear step scores.

First each category, taught by all sentences, and whether a sentence reads like
CAPP-130, whose labels follow a convention of their own. Then the categories again,
taught by what CAPP-130's annotators gave a label alone: they passed over many a
sentence that states a practice. Then again, taught by our labels alone."""
STYLE = len(Category)
"""The column of the style among the heads."""

_NEAR = (-1, 1, -2, 2, -3, 3)
_WINDOW = 8
# Evidence of the rules beyond these counts as these.
_LEAST, _MOST = -6.0, 8.0
_EVIDENCE_UNIT = 4.0
# A verdict of the rules is at least this far from the border, and counts at most so much.
_STANDS = 0.3
_VERDICT = (-2.0, 3.0)
_LONG = 300
_FAR = 30
_COLONS = frozenset({":", "："})
_ENDS = frozenset(".。!！?？;；…")
# What may close a sentence behind its full stop.
_CLOSING = " \"'”’)）]】」』"
# A longer text is no title, nor is a shorter word worth a capital in one.
_TITLE = 100
_SMALL_WORD = 3
_FACTS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleScores:
    """What the rules found in each piece, by categories, in logits.

    Attributes:
        own: by the piece's own words. before: with heading and lead-in.
        after: once stronger categories took their part. kept: 1 where the
            rules alone would keep the category.
    """

    own: Scores
    before: Scores
    after: Scores
    kept: Scores

    @classmethod
    def stacked(cls, parts: Sequence[RuleScores]) -> RuleScores:
        """Those of several texts below each other."""
        return cls(
            own=np.vstack([part.own for part in parts]),
            before=np.vstack([part.before for part in parts]),
            after=np.vstack([part.after for part in parts]),
            kept=np.vstack([part.kept for part in parts]),
        )

    @classmethod
    def empty(cls, pieces: int, prior: float) -> RuleScores:
        """Where nothing was found in any piece."""
        shape = (pieces, len(Category))
        own, before, after = (np.full(shape, prior, np.float32) for _ in range(3))
        return cls(own=own, before=before, after=after, kept=np.zeros(shape, np.float32))

    def rows(self, places: Sequence[int]) -> RuleScores:
        """Those of some pieces."""
        at = list(places)
        return RuleScores(
            own=self.own[at], before=self.before[at], after=self.after[at], kept=self.kept[at]
        )

    def highest(self) -> RuleScores:
        """One row with the highest of all."""
        return RuleScores(
            own=self.own.max(axis=0, keepdims=True),
            before=self.before.max(axis=0, keepdims=True),
            after=self.after.max(axis=0, keepdims=True),
            kept=self.kept.max(axis=0, keepdims=True),
        )

    def verdicts(self) -> Scores:
        """How far each category is beyond the rules' own border, within bounds.

        What the rules drop for a stronger category stays below it.
        """
        stands = self.kept > 0
        value = np.where(stands, np.maximum(self.after, _STANDS), np.minimum(self.after, -_STANDS))
        return np.clip(value, *_VERDICT).astype(np.float32)

    def columns(self) -> Scores:
        """All of it side by side, in the units of the features."""
        logits = np.hstack((self.own, self.before, self.after))
        return np.hstack((np.clip(logits, _LEAST, _MOST) / _EVIDENCE_UNIT, self.kept))


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where each piece stands.

    Attributes:
        heading: index of the piece that is the heading of its section; -1 for none.
        outer: that of the section around it. lead_in: that of the piece that
            announces it. facts: lengths, kinds and places, between 0 and 1.
    """

    heading: Places
    outer: Places
    lead_in: Places
    facts: Scores


def layout_of(policy: Policy, pieces: Sequence[Piece]) -> Layout:
    """The layout of a policy's pieces."""
    first_in: dict[int, int] = {}
    last_in: dict[int, int] = {}
    titles: dict[int, int] = {}
    for index, piece in enumerate(pieces):
        first_in.setdefault(piece.block, index)
        last_in[piece.block] = index
        section = policy.blocks[piece.block].section
        if section is not None and policy.sections[section].heading.covers(piece.span):
            titles.setdefault(section, index)
    count = len(pieces)
    places: list[tuple[int, int, int]] = []
    facts: list[tuple[float, ...]] = []
    for index, piece in enumerate(pieces):
        block = policy.blocks[piece.block]
        section, heading, outer, lead_in = block.section, -1, -1, -1
        if section is not None:
            heading = titles.get(section, -1)
            parent = policy.sections[section].parent
            outer = titles.get(parent, -1) if parent is not None else -1
        if block.lead_in is not None:
            lead_in = last_in.get(block.lead_in, -1)
        places.append((heading, outer, lead_in))
        stands = _Stands(
            number=index,
            among=count,
            first=first_in[piece.block] == index,
            last=last_in[piece.block] == index,
            since=index - heading if heading >= 0 else _FAR,
            heading=piece.heading,
            listed=block.kind is not BlockKind.PARAGRAPH,
        )
        facts.append(_facts(piece.span.text_of(policy.text), stands))
    columns = np.array(places, np.int64).reshape(-1, 3).T
    return Layout(
        heading=columns[0],
        outer=columns[1],
        lead_in=columns[2],
        facts=np.array(facts, np.float32).reshape(-1, _FACTS),
    )


def excerpt_of(texts: Sequence[str]) -> Layout:
    """The layout of sentences that stand without a policy around them."""
    count = len(texts)
    nowhere = np.full(count, -1, np.int64)
    facts = [
        _facts(text, _Stands(index, count, first=index == 0, last=index == count - 1))
        for index, text in enumerate(texts)
    ]
    return Layout(
        heading=nowhere,
        outer=nowhere,
        lead_in=nowhere,
        facts=np.array(facts, np.float32).reshape(-1, _FACTS),
    )


class _Stands(NamedTuple):
    """Where a piece stands.

    Attributes:
        number, among: its index, and how many pieces there are.
        first, last: whether it is that of its block.
        since: how many pieces ago its section began.
        listed: whether it is part of a list or table.
    """

    number: int
    among: int
    first: bool
    last: bool
    since: int = _FAR
    heading: bool = False
    listed: bool = False


def _facts(text: str, stands: _Stands) -> tuple[float, ...]:
    """What a piece looks like and where it stands, each between 0 and 1."""
    return (
        min(len(text), _LONG) / _LONG,
        stands.number / max(1, stands.among),
        min(max(stands.since, 0), _FAR) / _FAR,
        stands.heading,
        stands.listed,
        text[-1:] in _COLONS,
        stands.first,
        stands.last,
        text.rstrip(_CLOSING)[-1:] in _ENDS,
        _titled(text),
    )


def _titled(text: str) -> float:
    """How many of its words begin as in a title."""
    if len(text) > _TITLE:
        return 0.0
    words = [word for word in text.split() if len(word) > _SMALL_WORD]
    return sum(word[0].isupper() for word in words) / max(1, len(words))


def features_of(scores: Scores, rules: RuleScores, layout: Layout) -> Scores:
    """The features of every piece of a policy.

    Args:
        scores: of the linear step, a row a piece and a column a head; zeros for
            pieces of other languages.
    """
    scores, narrower = scores[:, : STYLE + 1], scores[:, STYLE + 1 :]
    count = len(scores)
    at = np.arange(count)
    near, kept, more = (_Rows.of(rows) for rows in (scores, rules.kept, narrower))
    parts = [scores]
    parts += [near.at(at + step) for step in _NEAR]
    parts += [kept.at(at + step) for step in (-1, 1)]
    sums = np.vstack((np.zeros((1, scores.shape[1]), np.float32), np.cumsum(scores, axis=0)))
    low, high = np.maximum(at - _WINDOW, 0), np.minimum(at + _WINDOW + 1, count)
    parts.append((sums[high] - sums[low]) / (high - low)[:, None])
    parts += [near.at(where) for where in (layout.heading, layout.outer, layout.lead_in)]
    parts.append(kept.at(layout.lead_in))
    # Of the whole policy its style alone: what else its mean tells is which policy it is.
    style = np.full((count, 1), scores[:, STYLE].mean() if count else 0.0, np.float32)
    parts += [rules.columns(), layout.facts, style]
    parts += [more.at(where) for where in (at, at - 1, at + 1, layout.heading, layout.lead_in)]
    return np.hstack(parts).astype(np.float32)


def width() -> int:
    """How many features a piece has."""
    nothing = np.zeros((0, len(HEADS)), np.float32)
    features = features_of(nothing, RuleScores.empty(0, 0.0), excerpt_of(()))
    return int(features.shape[1])


@dataclass(frozen=True, slots=True)
class _Rows:
    """Some rows between two of zeros, which stand for all places outside."""

    padded: Scores

    @classmethod
    def of(cls, rows: Scores) -> _Rows:
        """These rows."""
        padded = np.zeros((len(rows) + 2, rows.shape[1]), np.float32)
        padded[1:-1] = rows
        return cls(padded)

    def at(self, places: Places) -> Scores:
        """The rows at some places."""
        return self.padded.take(places + 1, axis=0, mode="clip")
