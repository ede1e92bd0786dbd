"""How good answers are: F1 by category, and whether probabilities mean what they say."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from reviewer.analysis.judging import beyond_of
from reviewer.analysis.learned import CATEGORIES
from reviewer.model.clause import Category

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from reviewer.analysis.learned import LearnedModel
    from reviewer.training.corpora import Row
    from reviewer.training.examples import Example

    Marks = NDArray[np.int8]

CAPP_TOPICS = (
    (Category.COLLECTION,),
    (Category.PERMISSION,),
    (Category.SHARING,),
    (Category.USE,),
    (Category.RETENTION,),
    (Category.SECURITY,),
    (Category.MINORS,),
    (Category.RIGHTS, Category.CHOICE),
    (Category.CONTACT,),
    (Category.CHANGE,),
    (Category.CESSATION,),
)
"""The categories that each topic of CAPP-130 stands for."""
_BINS = 10


@dataclass(frozen=True, slots=True)
class F1:
    """F1 over all answers, its mean over labels, and by label."""

    micro: float
    macro: float
    each: tuple[float, ...]


def f1(truth: Marks, answers: Marks) -> F1:
    """F1 of answers; a row a sentence, a column a label. Labels that nobody gives are left out."""
    right = (truth & answers).sum(axis=0)
    wrong = truth.sum(axis=0) + answers.sum(axis=0)
    seen = wrong > 0
    each = np.where(seen, 2 * right / np.maximum(wrong, 1), 0.0)
    micro = 2 * right.sum() / max(1, wrong.sum())
    return F1(float(micro), float(each[seen].mean()), tuple(float(one) for one in each))


def topics(marks: Marks) -> Marks:
    """Marks by category as marks by topic of CAPP-130."""
    columns = [
        marks[:, [CATEGORIES.index(category) for category in group]].max(axis=1)
        for group in CAPP_TOPICS
    ]
    return np.column_stack(columns)


def calibration_error(chances: NDArray[np.float64], truth: Marks) -> float:
    """Expected calibration error over all answers, in ten bins of equal width.

    Source: Naeini et al., Obtaining Well Calibrated Probabilities Using Bayesian Binning, 2015.
    """
    flat, hits = chances.ravel(), truth.ravel()
    which = np.minimum((flat * _BINS).astype(int), _BINS - 1)
    error = 0.0
    for number in range(_BINS):
        inside = which == number
        if inside.any():
            error += inside.mean() * abs(flat[inside].mean() - hits[inside].mean())
    return float(error)


def marks_of(rows: Sequence[Row]) -> Marks:
    """What some rows are about by CAPP-130's own labels."""
    marks = np.zeros((len(rows), len(CATEGORIES)), np.int8)
    for index, row in enumerate(rows):
        marks[index, [CATEGORIES.index(category) for category in row.theirs or ()]] = 1
    return marks


def by_row(examples: Iterable[Example], answers: Marks) -> tuple[Marks, Marks]:
    """Truth and answers for each row of CAPP-130: the categories of the pieces that begin in it."""
    truths, found = [], []
    at = 0
    for example in examples:
        rows = example.policy.rows
        given = np.zeros((len(rows), len(CATEGORIES)), np.int8)
        starts = [row.start for row in rows]
        for place, start in enumerate(example.starts):
            row_index = bisect_right(starts, start) - 1
            if row_index >= 0:
                given[row_index] |= answers[at + place]
        at += len(example.texts)
        truths.append(marks_of(rows))
        found.append(given)
    return np.vstack(truths), np.vstack(found)


def answers_of(
    model: LearnedModel, examples: Sequence[Example]
) -> tuple[Marks, NDArray[np.float64]]:
    """What a model says of policies: marks and probabilities, a row a piece."""
    marks, chances = [], []
    for one in examples:
        beyond = beyond_of(model, model.scores(one.texts), one.rules, one.layout)
        marks.append(((beyond >= 0) & one.told[:, None]).astype(np.int8))
        chances.append(model.whole.chances(beyond))
    return np.vstack(marks), np.vstack(chances).astype(np.float64)
