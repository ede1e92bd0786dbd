"""Fits the networks of one kind, and finds how sure each of their answers is."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.neural_network import MLPClassifier

from reviewer.analysis.judge import CERTAIN, Network, logistic

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from reviewer.training.examples import Labels
    from reviewer.training.lessons import Lesson
    from reviewer.training.settings import Settings, Shape

    Floats = NDArray[np.float32]

ENOUGH = 20
"""A category on fewer sentences is not calibrated."""
# Probabilities of 0.2 and 0.6, in logits.
_BORDERS = (-1.4, 0.4)


def fit_network(
    lesson: Lesson, shape: Shape, taught_by: Labels, settings: Settings
) -> tuple[Network, Floats]:
    """Networks taught by some labels, and how far beyond its borders each sentence is.

    The distances of sentences that teach come from networks that did not see
    their policy.
    """
    told, labels, features = taught_by.told, taught_by.marks, lesson.features
    weight = np.where(labels.any(axis=1), 1.0, shape.nothing).astype(np.float32)
    if taught_by is lesson.ours:
        weight[lesson.theirs.told] *= settings.published
    logits = np.zeros(labels.shape, np.float32)
    seeds = range(settings.seed, settings.seed + settings.networks)
    for fold in range(settings.folds):
        seen = told & (lesson.fold != fold)
        unseen = lesson.fold == fold
        part = _Machines.fitted(features[seen], labels[seen], weight[seen], shape, seeds)
        logits[unseen] = part.logits(features[unseen])
    slope, shift = calibration(logits[told], labels[told], weight[told])
    logits = logits * slope + shift
    border = borders(logits[told], weight[told])
    seeds = range(settings.seed, settings.seed + shape.networks)
    machines = _Machines.fitted(features[told], labels[told], weight[told], shape, seeds)
    return machines.network(slope, shift, border), np.clip(logits, -9.0, 9.0) - border


@dataclass(frozen=True, slots=True)
class _Machines:
    """Networks of one kind while a model is made.

    They answer here by the library's own arithmetic: the program's may add up in
    another order in its next version, and a fit must not become another by that.

    Attributes:
        mean, spread: of the features that they learnt from.
    """

    mean: Floats
    spread: Floats
    machines: tuple[MLPClassifier, ...]

    @classmethod
    def fitted(
        cls,
        features: Floats,
        labels: NDArray[np.int8],
        weight: Floats,
        shape: Shape,
        seeds: Sequence[int],
    ) -> _Machines:
        """Some that learnt these labels, each from another seed."""
        made = cls(
            features.mean(axis=0),
            features.std(axis=0) + np.float32(1e-3),
            tuple(
                MLPClassifier(
                    (shape.hidden,),
                    alpha=shape.decay,
                    max_iter=shape.rounds,
                    batch_size=128,
                    random_state=seed,
                )
                for seed in seeds
            ),
        )
        scaled = made._scaled(features)
        with warnings.catch_warnings():
            # Few rounds are meant: more of them learn the policies by heart.
            warnings.simplefilter("ignore", ConvergenceWarning)
            for machine in made.machines:
                machine.fit(scaled, labels, sample_weight=weight)
        return made

    def _scaled(self, features: Floats) -> Floats:
        scaled: Floats = np.clip((features - self.mean) / self.spread, -6.0, 6.0)
        return scaled

    def logits(self, features: Floats) -> Floats:
        """How probable each category is in each row, in logits that nothing calibrated yet."""
        scaled = self._scaled(features)
        answers = [machine.predict_proba(scaled) for machine in self.machines]
        mean = np.clip(np.mean(answers, axis=0), *CERTAIN)
        found: Floats = np.log(mean / (1 - mean)).astype(np.float32)
        return found

    def network(self, slope: Floats, shift: Floats, border: Floats) -> Network:
        """What the program reads."""
        layers = [(machine.coefs_, machine.intercepts_) for machine in self.machines]
        (first, first_bias), (second, second_bias) = (
            (
                np.stack([weights[at] for weights, _ in layers]),
                np.stack([by[at] for _, by in layers]),
            )
            for at in (0, 1)
        )
        return Network(
            mean=self.mean,
            spread=self.spread,
            first=first.astype(np.float32),
            first_bias=first_bias.astype(np.float32),
            second=second.astype(np.float32),
            second_bias=second_bias.astype(np.float32),
            slope=slope,
            shift=shift,
            border=border,
        )


def calibration(logits: Floats, labels: NDArray[np.int8], weight: Floats) -> tuple[Floats, Floats]:
    """Slope and shift, for each category, that make logits those of probabilities."""
    count = labels.shape[1]
    slope, shift = np.ones(count, np.float32), np.zeros(count, np.float32)
    for column in range(count):
        truth = labels[:, column]
        if truth.sum() >= ENOUGH:
            scale = LogisticRegression(C=10.0)
            scale.fit(logits[:, [column]], truth, sample_weight=weight)
            slope[column], shift[column] = scale.coef_[0, 0], scale.intercept_[0]
    return slope, shift


def borders(logits: Floats, weight: Floats) -> Floats:
    """For each category the calibrated logit from which on F1 is best.

    Half-way to the one that is best for all together, since those of rare
    categories are found on few sentences.
    """
    count = logits.shape[1]
    single = [_best_border(logits[:, k], weight) for k in range(count)]
    common = _best_border(logits.ravel(), np.repeat(weight, count))
    return ((np.array(single) + common) / 2).astype(np.float32)


def _best_border(logits: Floats, weight: Floats) -> float:
    order = np.argsort(-logits, kind="stable")
    # Expected hits, not those counted: the best counted border jumps with every sentence.
    right = np.cumsum((logistic(logits) * weight)[order])
    taken = np.cumsum(weight[order])
    score = 2 * right / (taken + right[-1])
    return float(np.clip(logits[order][int(score.argmax())], *_BORDERS))
