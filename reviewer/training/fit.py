"""Fits the two steps of a model, always on policies that the judged ones are not among."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.neural_network import MLPClassifier
from sklearn.svm import LinearSVC
from threadpoolctl import threadpool_limits

from reviewer.analysis.learned import (
    CATEGORIES,
    STEEPNESS,
    Judge,
    LearnedModel,
    Linear,
    Network,
    logistic,
)
from reviewer.analysis.ngrams import BITS, lowered, runs
from reviewer.analysis.surroundings import features_alone, features_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from reviewer.training.examples import Example
    from reviewer.training.settings import Settings, Shape, Weighing

    Floats = NDArray[np.float32]

# A run that fewer texts have teaches nothing; a category on fewer sentences is not calibrated.
_FEWEST = 2
_ENOUGH = 20
# Probabilities of 0.2 and 0.6, in logits.
_BORDERS = (-1.4, 0.4)

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

    def style(self, features: Floats) -> Floats:
        """For each piece how much its policy reads like CAPP-130."""
        own = features[:, len(HEADS) - 1]
        sums = np.bincount(self.of, own, len(self.examples))
        counts = np.maximum(np.bincount(self.of, minlength=len(self.examples)), 1)
        mean: Floats = (sums / counts).astype(np.float32)[self.of]
        return mean

    def verdicts(self) -> tuple[Floats, Floats]:
        """The rules' verdicts on all pieces with their surroundings, and alone."""
        whole = np.vstack([one.rules.verdicts() for one in self.examples])
        alone = np.vstack([one.alone.verdicts() for one in self.examples])
        return whole, alone

    def features(self, scores: Floats) -> tuple[Floats, Floats]:
        """Features of all pieces with their surroundings, and alone."""
        whole, alone = [], []
        for index, one in enumerate(self.examples):
            own = scores[self.of == index]
            whole.append(features_of(own, one.rules, one.layout))
            alone.append(features_alone(own, one.alone, [len(text) for text in one.texts]))
        return np.vstack(whole), np.vstack(alone)


def fit_judge(
    bundle: Bundle, features: Floats, shapes: tuple[Shape, Shape], weighing: Weighing, rules: Floats
) -> tuple[Judge, Floats]:
    """Both networks, and the probability of each category over the distance from its border.

    Beside the judge how far beyond the borders each piece is, out of fold.

    Args:
        shapes: of our network and of theirs.
        rules: the rules' verdicts, a row a piece.
    """
    ours, beyond_ours = fit_network(bundle, features, shapes[0], bundle.ours)
    theirs, beyond_theirs = fit_network(bundle, features, shapes[1], ~bundle.ours)
    style = bundle.style(features)
    alike = logistic(weighing.steepness * (style - weighing.turn))[:, None]
    part = weighing.least + (weighing.most - weighing.least) * alike
    said = part * beyond_theirs + (1 - part) * beyond_ours
    total = said + weighing.rules * (1 - alike) * rules + weighing.lean
    told = bundle.told
    slope, shift = calibration(total[told], bundle.labels[told], bundle.weight[told])
    judge = Judge(
        ours=ours,
        theirs=theirs,
        least=weighing.least,
        most=weighing.most,
        turn=weighing.turn,
        steepness=weighing.steepness,
        rules=weighing.rules,
        lean=weighing.lean,
        slope=slope,
        shift=shift,
    )
    return judge, total


def fit_network(
    bundle: Bundle, features: Floats, shape: Shape, taught_by: NDArray[np.bool_]
) -> tuple[Network, Floats]:
    """Networks taught by some of the sentences, and how far beyond its borders each sentence is.

    The distances of sentences that teach come from networks that did not see
    their policy.
    """
    told, labels = bundle.told & taught_by, bundle.labels
    weight = np.where(labels.any(axis=1), 1.0, shape.nothing).astype(np.float32)
    logits = np.zeros(labels.shape, np.float32)
    for fold in range(bundle.settings.folds):
        seen = told & (bundle.fold != fold)
        unseen = bundle.fold == fold
        part = _networks(features[seen], labels[seen], weight[seen], shape, bundle.settings)
        logits[unseen] = part.logits(features[unseen])
    slope, shift = calibration(logits[told], labels[told], weight[told])
    logits = logits * slope + shift
    border = borders(logits[told], labels[told], weight[told])
    fitted = _networks(features[told], labels[told], weight[told], shape, bundle.settings)
    network = replace(fitted, slope=slope, shift=shift, border=border)
    return network, np.clip(logits, -9.0, 9.0) - border


def _networks(
    features: Floats, labels: NDArray[np.int8], weight: Floats, shape: Shape, settings: Settings
) -> Network:
    mean, spread = features.mean(axis=0), features.std(axis=0) + 1e-3
    scaled = np.clip((features - mean) / spread, -6.0, 6.0)
    fitted = []
    for number in range(settings.networks):
        network = MLPClassifier(
            (shape.hidden,),
            alpha=shape.decay,
            max_iter=shape.rounds,
            batch_size=128,
            random_state=settings.seed + number,
        )
        network.fit(scaled, labels, sample_weight=weight)
        fitted.append(network)
    columns = labels.shape[1]
    return Network(
        mean=mean.astype(np.float32),
        spread=spread.astype(np.float32),
        first=np.stack([one.coefs_[0] for one in fitted]).astype(np.float32),
        first_bias=np.stack([one.intercepts_[0] for one in fitted]).astype(np.float32),
        second=np.stack([one.coefs_[1] for one in fitted]).astype(np.float32),
        second_bias=np.stack([one.intercepts_[1] for one in fitted]).astype(np.float32),
        slope=np.ones(columns, np.float32),
        shift=np.zeros(columns, np.float32),
        border=np.zeros(columns, np.float32),
    )


def calibration(logits: Floats, labels: NDArray[np.int8], weight: Floats) -> tuple[Floats, Floats]:
    """Slope and shift, for each category, that make logits those of probabilities."""
    count = labels.shape[1]
    slope, shift = np.ones(count, np.float32), np.zeros(count, np.float32)
    for column in range(count):
        truth = labels[:, column]
        if truth.sum() >= _ENOUGH:
            scale = LogisticRegression(C=10.0)
            scale.fit(logits[:, [column]], truth, sample_weight=weight)
            slope[column], shift[column] = scale.coef_[0, 0], scale.intercept_[0]
    return slope, shift


def borders(logits: Floats, labels: NDArray[np.int8], weight: Floats) -> Floats:
    """For each category the logit from which on F1 is best.

    Half-way to the one that is best for all together, since those of rare
    categories are found on few sentences.
    """
    count = labels.shape[1]
    single = [_best_border(logits[:, k], labels[:, k], weight) for k in range(count)]
    common = _best_border(logits.ravel(), labels.ravel(), np.repeat(weight, count))
    return ((np.array(single) + common) / 2).astype(np.float32)


def _best_border(logits: Floats, truth: NDArray[np.int8], weight: Floats) -> float:
    order = np.argsort(-logits, kind="stable")
    right = np.cumsum((truth * weight)[order])
    taken = np.cumsum(weight[order])
    score = 2 * right / (taken + (truth * weight).sum())
    return float(np.clip(logits[order][int(score.argmax())], *_BORDERS))


@dataclass(frozen=True, slots=True)
class Fitted:
    """A model, and how it judged the policies that it was fitted on before it saw them.

    Attributes:
        beyond: for each piece and category how far beyond the border, out of fold.
    """

    model: LearnedModel
    bundle: Bundle
    beyond: Floats


def fit(examples: Sequence[Example], version: str, settings: Settings) -> Fitted:
    """The model of one language; the same examples and settings give the same model."""
    # One thread: sums come out the same in any order of work.
    with threadpool_limits(1):
        bundle = Bundle(examples, settings)
        whole, alone = bundle.features(bundle.scores_out_of_fold())
        rules_whole, rules_alone = bundle.verdicts()
        shapes = (settings.ours, settings.theirs)
        judge, beyond = fit_judge(bundle, whole, shapes, settings.whole, rules_whole)
        shapes = (settings.ours, settings.theirs_alone)
        judge_alone, _ = fit_judge(bundle, alone, shapes, settings.alone, rules_alone)
        model = LearnedModel(
            language=bundle.language,
            version=version,
            heads=HEADS,
            linear=bundle.linear(),
            whole=judge,
            alone=judge_alone,
        )
    return Fitted(model, bundle, beyond)
