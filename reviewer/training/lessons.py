"""What models are taught from: sentences with their numbers, and the folds they fall into."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse
from sklearn.svm import LinearSVC

from reviewer.analysis.learned import CATEGORIES, STEEPNESS, Linear, logistic
from reviewer.analysis.ngrams import BITS, lowered, runs
from reviewer.analysis.surroundings import excerpt_of, features_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from reviewer.training.examples import Example
    from reviewer.training.settings import Settings

    Floats = NDArray[np.float32]

# A run that fewer texts have teaches nothing.
_FEWEST = 2
# How many sentences the excerpts have that policies are cut into, and how often.
_SENTENCES = (1, 2, 3, 4, 5, 6, 8)
_OFTEN = (0.15, 0.2, 0.2, 0.15, 0.1, 0.1, 0.1)

HEADS = (*(category.value for category in CATEGORIES), "style")
"""Of the linear step: the categories, and whether a sentence reads like CAPP-130, whose labels
follow a convention of their own."""


def matrix(texts: Sequence[str], language: str) -> sparse.csr_matrix:
    """How often each bucket's runs stand in each text."""
    rows, columns = [], []
    for found in runs([lowered(text) for text in texts], language):
        rows.append(found.text)
        columns.append(found.bucket)
    row, column = np.concatenate(rows), np.concatenate(columns)
    made = sparse.csr_matrix(
        (np.ones(len(row), np.float32), (row, column)), shape=(len(texts), 1 << BITS)
    )
    made.sum_duplicates()
    return made


def rarity(counts: sparse.csr_matrix) -> Floats:
    """A weight for each bucket: greater the fewer texts have it, 0 where only one does."""
    having = np.asarray((counts > 0).sum(axis=0)).ravel()
    weight = np.log((1 + counts.shape[0]) / (1 + having)) + 1
    weight[having < _FEWEST] = 0
    found: Floats = weight.astype(np.float32)
    return found


def weighted(counts: sparse.csr_matrix, weight: Floats) -> sparse.csr_matrix:
    """Each text's buckets by weight, at length 1; repeats count each time."""
    made = (counts @ sparse.diags(weight)).tocsr()
    length = np.sqrt(np.asarray(counts @ (weight**2)).ravel())
    return sparse.diags(1 / np.maximum(length, 1e-3)) @ made


@dataclass(frozen=True, slots=True)
class Margins:
    """A fitted linear step before it is rounded: coefficients a column a head."""

    coefficients: NDArray[np.float64]
    bias: NDArray[np.float64]


def fit_linear(
    texts: sparse.csr_matrix, heads: NDArray[np.int8], weight: Floats, settings: Settings
) -> Margins:
    """A support vector machine for each head."""
    columns, biases = [], []
    for head in range(heads.shape[1]):
        truth = heads[:, head]
        if truth.min() == truth.max():
            columns.append(np.zeros(texts.shape[1]))
            biases.append(-1.0)
            continue
        machine = LinearSVC(C=settings.cost, random_state=settings.seed)
        machine.fit(texts, truth, sample_weight=weight)
        columns.append(machine.coef_[0])
        biases.append(float(machine.intercept_[0]))
    return Margins(np.column_stack(columns), np.array(biases))


def rounded(margins: Margins, weight: Floats) -> Linear:
    """The linear step as it ships: eight bits a weight."""
    table = margins.coefficients * weight[:, None]
    step = np.maximum(np.abs(table).max(axis=0), 1e-9) / 127
    return Linear(
        table=np.round(table / step).astype(np.int8),
        step=step.astype(np.float32),
        bias=margins.bias.astype(np.float32),
        mass=(weight**2).astype(np.float16).astype(np.float32),
    )


class Bundle:
    """Examples of one language side by side, with the folds that their policies fall into."""

    def __init__(self, examples: Sequence[Example], settings: Settings) -> None:
        self.examples = examples
        self.settings = settings
        self.language = examples[0].policy.language
        self.counts = matrix([text for one in examples for text in one.texts], self.language)
        labels = np.vstack([one.labels for one in examples])
        style = np.concatenate([np.full(len(one.texts), not one.policy.ours) for one in examples])
        self.heads = np.column_stack((labels, style)).astype(np.int8)
        self.labels = labels
        self.told = np.concatenate([one.told for one in examples])
        ours = np.concatenate([np.full(len(one.texts), one.policy.ours) for one in examples])
        self.ours = ours
        self.weight = np.where(ours, settings.weight, 1.0).astype(np.float32)
        order = np.random.RandomState(settings.seed).permutation(len(examples))
        fold = np.empty(len(examples), np.int64)
        fold[order] = np.arange(len(examples)) % settings.folds
        self.fold = np.concatenate(
            [np.full(len(one.texts), fold[index]) for index, one in enumerate(examples)]
        )
        self.of = np.concatenate(
            [np.full(len(one.texts), index) for index, one in enumerate(examples)]
        )

    def scores_out_of_fold(self) -> Floats:
        """Scores of the linear step, each by machines that did not see the policy."""
        scores = np.zeros(self.heads.shape, np.float32)
        for fold in range(self.settings.folds):
            seen = (self.fold != fold) & self.told
            rare = rarity(self.counts[seen])
            margins = fit_linear(
                weighted(self.counts[seen], rare),
                self.heads[seen],
                self.weight[seen],
                self.settings,
            )
            unseen = self.fold == fold
            texts = weighted(self.counts[unseen], rare)
            raw = texts @ margins.coefficients + margins.bias
            scores[unseen] = logistic(STEEPNESS * raw)
        return scores

    def linear(self) -> Linear:
        """The linear step fitted on everything."""
        rare = rarity(self.counts[self.told])
        seen = weighted(self.counts[self.told], rare)
        margins = fit_linear(seen, self.heads[self.told], self.weight[self.told], self.settings)
        return rounded(margins, rare)

    def lesson(self, scores: Floats) -> Lesson:
        """All pieces with what surrounds them in their policy."""
        features = np.vstack(
            [
                features_of(scores[self.of == index], one.rules, one.layout)
                for index, one in enumerate(self.examples)
            ]
        )
        rules = np.vstack([one.rules.verdicts() for one in self.examples])
        return self._lesson(np.arange(len(self.of)), features, rules, self.of)

    def lesson_of_excerpts(self, scores: Floats) -> Lesson:
        """All sentences as texts that stand by themselves: each alone, and a few together."""
        draw = np.random.RandomState(self.settings.seed)
        first = np.searchsorted(self.of, np.arange(len(self.examples)))
        places, features, rules = [], [], []
        excerpts: list[NDArray[np.int64]] = []
        for begin, one in zip(first.tolist(), self.examples, strict=True):
            body = np.flatnonzero(~one.headings)
            for cut in (_singly(body), _together(body, draw)):
                for inside in cut:
                    layout = excerpt_of([one.texts[index] for index in inside])
                    found = one.alone.rows(inside.tolist())
                    excerpts.append(np.full(len(inside), len(excerpts)))
                    places.append(begin + inside)
                    features.append(features_of(scores[begin + inside], found, layout))
                    rules.append(found.verdicts())
        return self._lesson(
            np.concatenate(places), np.vstack(features), np.vstack(rules), np.concatenate(excerpts)
        )

    def _lesson(
        self, places: NDArray[np.int64], features: Floats, rules: Floats, text: NDArray[np.int64]
    ) -> Lesson:
        own = features[:, len(HEADS) - 1]
        mean = np.bincount(text, own) / np.maximum(np.bincount(text), 1)
        return Lesson(
            features=features,
            rules=rules,
            style=mean.astype(np.float32)[text],
            labels=self.labels[places],
            told=self.told[places],
            ours=self.ours[places],
            fold=self.fold[places],
            weight=self.weight[places],
        )


def _singly(body: NDArray[np.int64]) -> Iterator[NDArray[np.int64]]:
    return iter(body[:, None])


def _together(body: NDArray[np.int64], draw: np.random.RandomState) -> Iterator[NDArray[np.int64]]:
    at = 0
    while at < len(body):
        count = int(draw.choice(_SENTENCES, p=_OFTEN))
        yield body[at : at + count]
        at += count


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """What a judge is taught from, a row a sentence.

    Attributes:
        rules: the rules' verdicts. style: how much the text around it reads like CAPP-130.
        told: whether its labels are known. ours: whether they are by our definitions.
    """

    features: Floats
    rules: Floats
    style: Floats
    labels: NDArray[np.int8]
    told: NDArray[np.bool_]
    ours: NDArray[np.bool_]
    fold: NDArray[np.int64]
    weight: Floats
