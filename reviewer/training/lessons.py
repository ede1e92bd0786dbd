"""What models are taught from: sentences with their numbers, and the folds they fall into."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse
from sklearn.svm import LinearSVC

from reviewer.analysis.judge import logistic
from reviewer.analysis.learned import STEEPNESS, Linear
from reviewer.analysis.ngrams import BITS, lowered, runs
from reviewer.analysis.surroundings import HEADS, STYLE, excerpt_of, features_of
from reviewer.training.examples import Labels

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

    @classmethod
    def beside(cls, parts: Sequence[Margins]) -> Margins:
        """Several side by side."""
        return cls(
            np.hstack([part.coefficients for part in parts]),
            np.concatenate([part.bias for part in parts]),
        )


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
        self.ours = Labels.stacked([one.ours for one in examples])
        self.theirs = Labels.stacked([one.theirs for one in examples])
        self.own = np.concatenate([np.full(len(one.texts), one.policy.own) for one in examples])
        self.told = self.ours.told | self.theirs.told
        labels = np.where(self.own[:, None], self.ours.marks, self.theirs.marks)
        self.heads = np.column_stack((labels, ~self.own)).astype(np.int8)
        self.weight = np.where(self.own, settings.weight, 1.0).astype(np.float32)
        order = np.random.RandomState(settings.seed).permutation(len(examples))
        fold = np.empty(len(examples), np.int64)
        fold[order] = np.arange(len(examples)) % settings.folds
        self.fold = np.concatenate(
            [np.full(len(one.texts), fold[index]) for index, one in enumerate(examples)]
        )
        self.of = np.concatenate(
            [np.full(len(one.texts), index) for index, one in enumerate(examples)]
        )
        self.excerpts = self._excerpts()

    def _excerpts(self) -> tuple[NDArray[np.int64], ...]:
        """A few sentences each that stand together, headings left out, by their places."""
        draw = np.random.RandomState(self.settings.seed)
        first = np.searchsorted(self.of, np.arange(len(self.examples)))
        found: list[NDArray[np.int64]] = []
        for begin, one in zip(first.tolist(), self.examples, strict=True):
            found += _cut(begin + np.flatnonzero(~one.headings), draw)
        return tuple(found)

    def folds_alone(self) -> NDArray[np.int64]:
        """The folds that sentences without their policy fall into."""
        fold = self.fold.copy()
        if self.settings.mixed:
            draw = np.random.RandomState(self.settings.seed)
            theirs = ~self.own
            fold[theirs] = draw.randint(self.settings.folds, size=int(theirs.sum()))
        return fold

    def scores_out_of_fold(self, folds: NDArray[np.int64]) -> Floats:
        """Scores of the linear step, each by machines that saw none of its fold."""
        scores = np.zeros((len(self.of), len(HEADS)), np.float32)
        for fold in range(self.settings.folds):
            unseen = folds == fold
            margins, rare = self._margins(~unseen)
            texts = weighted(self.counts[unseen], rare)
            raw = texts @ margins.coefficients + margins.bias
            scores[unseen] = logistic(STEEPNESS * raw)
        return scores

    def linear(self) -> Linear:
        """The linear step fitted on everything."""
        return rounded(*self._margins(np.ones(len(self.of), np.bool_)))

    def _margins(self, seen: NDArray[np.bool_]) -> tuple[Margins, Floats]:
        """All heads fitted on some sentences, and the weight of each bucket."""
        told, by_us = self.told & seen, self.ours.told & seen
        by_them = self.theirs.told & seen & self.theirs.marks.any(axis=1)
        rare = rarity(self.counts[told])
        texts = weighted(self.counts, rare).tocsr()
        parts = [
            fit_linear(texts[rows], heads[rows], self.weight[rows], self.settings)
            for heads, rows in (
                (self.heads, told),
                (self.theirs.marks, by_them),
                (self.ours.marks, by_us),
            )
        ]
        return Margins.beside(parts), rare

    def lesson(self, scores: Floats) -> Lesson:
        """All pieces with what surrounds them in their policy."""
        features = np.vstack(
            [
                features_of(scores[self.of == index], one.rules, one.layout)
                for index, one in enumerate(self.examples)
            ]
        )
        rules = np.vstack([one.rules.verdicts() for one in self.examples])
        return self._lesson(np.arange(len(self.of)), features, rules, self.of, self.fold)

    def lesson_of_excerpts(self, scores: Floats, folds: NDArray[np.int64]) -> Lesson:
        """All sentences as texts that stand by themselves: each alone, and a few together."""
        first = np.searchsorted(self.of, np.arange(len(self.examples)))
        features, rules = [], []
        texts = self._alone()
        for inside in texts:
            index = int(self.of[inside[0]])
            one, own = self.examples[index], (inside - first[index]).tolist()
            found = one.alone.rows(own)
            layout = excerpt_of([one.texts[place] for place in own])
            features.append(features_of(scores[inside], found, layout))
            rules.append(found.verdicts())
        number = np.repeat(np.arange(len(texts)), [len(inside) for inside in texts])
        return self._lesson(
            np.concatenate(texts), np.vstack(features), np.vstack(rules), number, folds
        )

    def _alone(self) -> list[NDArray[np.int64]]:
        """The texts of :meth:`lesson_of_excerpts`, by the places of their sentences."""
        singles = [inside[at : at + 1] for inside in self.excerpts for at in range(len(inside))]
        return [*singles, *self.excerpts]

    def together(self, whole: Lesson, excerpts: Lesson) -> Lesson:
        """Whole policies and their excerpts, for one that is to judge in any surroundings.

        Our own policies are built more regularly than most: who sees their sentences beneath
        their headings alone relies on these. Each policy is in one fold with its excerpts, and
        sentences one by one are asked about but teach nothing, for excerpts have some of them.
        """
        places = np.concatenate(self._alone())
        teaching = np.arange(len(places)) >= len(places) // 2
        ours, theirs = (
            Labels(
                np.vstack((first.marks, second.marks)),
                np.concatenate((first.told, second.told & teaching)),
            )
            for first, second in ((whole.ours, excerpts.ours), (whole.theirs, excerpts.theirs))
        )
        return Lesson(
            features=np.vstack((whole.features, excerpts.features)),
            rules=np.vstack((whole.rules, excerpts.rules)),
            style=np.concatenate((whole.style, excerpts.style)),
            text=np.concatenate((whole.text, excerpts.text + whole.text.max() + 1)),
            ours=ours,
            theirs=theirs,
            fold=self.fold[np.concatenate((np.arange(len(self.of)), places))],
            weight=np.concatenate((whole.weight, excerpts.weight)),
        )

    def _lesson(
        self,
        places: NDArray[np.int64],
        features: Floats,
        rules: Floats,
        text: NDArray[np.int64],
        folds: NDArray[np.int64],
    ) -> Lesson:
        own = features[:, STYLE]
        mean = np.bincount(text, own) / np.maximum(np.bincount(text), 1)
        return Lesson(
            features=features,
            rules=rules,
            style=mean.astype(np.float32)[text],
            text=text,
            ours=self.ours.at(places),
            theirs=self.theirs.at(places),
            fold=folds[places],
            weight=self.weight[places],
        )


def _cut(places: NDArray[np.int64], draw: np.random.RandomState) -> Iterator[NDArray[np.int64]]:
    at = 0
    while at < len(places):
        count = int(draw.choice(_SENTENCES, p=_OFTEN))
        yield places[at : at + count]
        at += count


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """What a judge is taught from, a row a sentence.

    Attributes:
        rules: the rules' verdicts. style: how much the text around it reads like CAPP-130.
        text: which text it is part of; sentences of a text stand together.
        ours, theirs: what it is about by our definitions, and by CAPP-130's.
    """

    features: Floats
    rules: Floats
    style: Floats
    text: NDArray[np.int64]
    ours: Labels
    theirs: Labels
    fold: NDArray[np.int64]
    weight: Floats
