"""Labelled policies as the program sees them: pieces, what the rules find, and labels."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from reviewer import pipeline
from reviewer.analysis.evidence import PRIOR
from reviewer.analysis.learned import CATEGORIES
from reviewer.analysis.pieces import pieces_of, pieces_of_text
from reviewer.analysis.surroundings import Layout, RuleScores, layout_of
from reviewer.model.clause import Category

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from reviewer.training.corpora import LabelledPolicy

_COLUMN = {category: column for column, category in enumerate(CATEGORIES)}
UNTOLD = (Category.COOKIES, Category.DO_NOT_TRACK, Category.TRANSFER)
"""Matters that CAPP-130 does not tell apart: there the rules say where they are."""
_SURE = 0.0


@dataclass(frozen=True, slots=True)
class Labels:
    """What sentences are about by the definitions of somebody.

    Attributes:
        marks: a row a sentence, a column a category, 0 or 1.
        told: of which sentences that is known; those that can state no practice are none.
    """

    marks: NDArray[np.int8]
    told: NDArray[np.bool_]

    @classmethod
    def none(cls, count: int) -> Labels:
        """Where nothing is known of some sentences."""
        return cls(np.zeros((count, len(CATEGORIES)), np.int8), np.zeros(count, np.bool_))

    @classmethod
    def stacked(cls, parts: Sequence[Labels]) -> Labels:
        """Those of several texts below each other."""
        return cls(
            np.vstack([part.marks for part in parts]), np.concatenate([part.told for part in parts])
        )

    def at(self, places: NDArray[np.int64]) -> Labels:
        """Those of some sentences."""
        return Labels(self.marks[places], self.told[places])


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One policy.

    Attributes:
        texts: of the pieces. starts: where they begin.
        ours, theirs: what the pieces are about by our definitions, and by CAPP-130's.
        headings: which pieces are headings. alone: the rules' scores of each
            piece without its surroundings.
    """

    policy: LabelledPolicy
    texts: tuple[str, ...]
    starts: tuple[int, ...]
    ours: Labels
    theirs: Labels
    rules: RuleScores
    headings: NDArray[np.bool_]
    alone: RuleScores
    layout: Layout

    @property
    def told(self) -> NDArray[np.bool_]:
        """Of which pieces somebody said what they are about."""
        return self.ours.told | self.theirs.told


def examples_of(
    policies: Iterable[LabelledPolicy], analyser: pipeline.Analyser
) -> tuple[Example, ...]:
    """The policies, analysed by the rules alone."""
    return tuple(_example(policy, analyser) for policy in policies)


def _example(labelled: LabelledPolicy, analyser: pipeline.Analyser) -> Example:
    policy = pipeline.read(labelled.text.encode(), "policy.txt")
    extractor, lexicon = analyser.extractor, analyser.lexicon
    pieces = pieces_of(policy, lexicon).all
    observed = extractor.ruled(policy, pieces)
    texts = tuple(piece.span.text_of(policy.text) for piece in pieces)
    ours, theirs = Labels.none(len(pieces)), Labels.none(len(pieces))
    starts = [row.start for row in labelled.rows]
    for index, piece in enumerate(pieces):
        at = bisect_right(starts, piece.span.start) - 1
        row = labelled.rows[at] if at >= 0 else None
        if row is None or piece.span.start >= row.end or piece.heading:
            continue
        for side, given in ((ours, row.ours), (theirs, row.theirs)):
            if given is not None:
                side.told[index] = observed.able[index] and piece.language == labelled.language
                side.marks[index, [_COLUMN[category] for category in given]] = 1
    rules = observed.scores()
    _tell_apart(theirs.marks, rules.own, rules.after)
    return Example(
        policy=labelled,
        texts=texts,
        starts=tuple(piece.span.start for piece in pieces),
        ours=ours,
        theirs=theirs,
        rules=rules,
        headings=np.array([piece.heading for piece in pieces], np.bool_),
        alone=_alone(texts, labelled.language, analyser),
        layout=layout_of(policy, pieces),
    )


def _alone(texts: Sequence[str], language: str, analyser: pipeline.Analyser) -> RuleScores:
    """What the rules find in each text when it stands by itself."""
    parts = []
    for text in texts:
        pieces = pieces_of_text(text, language, analyser.lexicon)
        found = analyser.extractor.ruled_alone(text, pieces).scores()
        parts.append(found.highest() if pieces else RuleScores.empty(1, PRIOR))
    return RuleScores.stacked(parts)


def _tell_apart(
    labels: NDArray[np.int8], own: NDArray[np.float32], after: NDArray[np.float32]
) -> None:
    """Gives rows of CAPP-130 the categories that its labels do not know."""
    rights, choice = _COLUMN[Category.RIGHTS], _COLUMN[Category.CHOICE]
    both = (labels[:, rights] == 1) & (labels[:, choice] == 1)
    chosen = np.maximum(own[:, choice], after[:, choice])
    entitled = np.maximum(own[:, rights], after[:, rights])
    labels[both & (chosen > entitled), rights] = 0
    labels[both & (chosen <= entitled), choice] = 0
    some = labels.any(axis=1)
    for category in UNTOLD:
        column = _COLUMN[category]
        labels[:, column] = (own[:, column] >= _SURE) & some
