"""Fits the two steps of a model, always on policies that the judged ones are not among."""

from __future__ import annotations

import warnings
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.neural_network import MLPClassifier
from threadpoolctl import threadpool_limits

from reviewer.analysis.learned import CATEGORIES, Judge, LearnedModel, Network, logistic
from reviewer.training.examples import UNTOLD
from reviewer.training.lessons import HEADS, Bundle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from reviewer.training.examples import Example
    from reviewer.training.lessons import Lesson
    from reviewer.training.settings import Settings, Shape, Weighing

    Floats = NDArray[np.float32]

# A category on fewer sentences is not calibrated.
_ENOUGH = 20
# Probabilities of 0.2 and 0.6, in logits.
_BORDERS = (-1.4, 0.4)
# How far the leanings that are looked through reach, and what part of the best is taken: they
# are found on few sentences.
_LEANINGS = np.arange(-1.0, 3.01, 0.25)
_TAKEN = 0.5
# How much each of a leaning and its neighbours on both sides counts.
_NEAR = np.array([1, 2, 3, 2, 1]) / 9
# Scores that differ by less are alike.
_LIKE = 0.002


def fit_judge(
    lesson: Lesson, shapes: tuple[Shape, Shape], weighing: Weighing, settings: Settings
) -> tuple[Judge, Floats]:
    """Both networks, and the probability of each category over the distance from its border.

    Beside the judge how far beyond the borders each row is, out of fold.

    Args:
        shapes: of our network and of theirs.
    """
    ours, beyond_ours = fit_network(lesson, shapes[0], lesson.ours, settings)
    theirs, beyond_theirs = fit_network(lesson, shapes[1], ~lesson.ours, settings)
    alike = logistic(weighing.steepness * (lesson.style - weighing.turn))[:, None]
    part = weighing.least + (weighing.most - weighing.least) * alike
    said = part * beyond_theirs + (1 - part) * beyond_ours
    total = said + weighing.rules * (1 - alike) * lesson.rules + weighing.lean
    lean = leanings(total, lesson)
    total = total + lean
    told = lesson.told
    slope, shift = calibration(total[told], lesson.labels[told], lesson.weight[told])
    judge = Judge(
        ours=ours,
        theirs=theirs,
        least=weighing.least,
        most=weighing.most,
        turn=weighing.turn,
        steepness=weighing.steepness,
        rules=weighing.rules,
        lean=weighing.lean + lean,
        slope=slope,
        shift=shift,
    )
    return judge, total


def leanings(beyond: Floats, lesson: Lesson) -> Floats:
    """What to add for each category, so that F1 is better by both conventions together.

    Networks and rules that are weighed have borders of their own, each the best for itself.
    """
    found = np.zeros(beyond.shape[1], np.float32)
    for column, category in enumerate(CATEGORIES):
        sides = [lesson.ours] if category in UNTOLD else [lesson.ours, ~lesson.ours]
        scores = np.zeros(len(_LEANINGS))
        for side in sides:
            rows = lesson.told & side
            truth = lesson.labels[rows, column] == 1
            if truth.sum() >= _ENOUGH:
                scores += [_f1(beyond[rows, column] >= -lean, truth) for lean in _LEANINGS]
        # Over neighbours, for the best single one jumps with every sentence; then the one
        # nearest to none among the best.
        scores = np.convolve(np.pad(scores, 2, "edge"), _NEAR, "valid")
        best = _LEANINGS[scores >= scores.max() - _LIKE]
        found[column] = _TAKEN * best[np.abs(best).argmin()]
    return found


def _f1(given: NDArray[np.bool_], truth: NDArray[np.bool_]) -> float:
    return float(2 * (given & truth).sum() / max(1, given.sum() + truth.sum()))


def fit_network(
    lesson: Lesson, shape: Shape, taught_by: NDArray[np.bool_], settings: Settings
) -> tuple[Network, Floats]:
    """Networks taught by some of the sentences, and how far beyond its borders each sentence is.

    The distances of sentences that teach come from networks that did not see
    their policy.
    """
    told, labels, features = lesson.told & taught_by, lesson.labels, lesson.features
    weight = np.where(labels.any(axis=1), 1.0, shape.nothing).astype(np.float32)
    logits = np.zeros(labels.shape, np.float32)
    for fold in range(settings.folds):
        seen = told & (lesson.fold != fold)
        unseen = lesson.fold == fold
        part = _networks(features[seen], labels[seen], weight[seen], shape, settings)
        logits[unseen] = part.logits(features[unseen])
    slope, shift = calibration(logits[told], labels[told], weight[told])
    logits = logits * slope + shift
    border = borders(logits[told], weight[told])
    fitted = _networks(features[told], labels[told], weight[told], shape, settings)
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
        with warnings.catch_warnings():
            # Few rounds are meant: more of them learn the policies by heart.
            warnings.simplefilter("ignore", ConvergenceWarning)
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
        scores = bundle.scores_out_of_fold()
        shapes = (settings.ours, settings.theirs)
        judge, beyond = fit_judge(bundle.lesson(scores), shapes, settings.whole, settings)
        shapes = (settings.ours, settings.theirs_alone)
        excerpts = bundle.lesson_of_excerpts(scores)
        judge_alone, _ = fit_judge(excerpts, shapes, settings.alone, settings)
        model = LearnedModel(
            language=bundle.language,
            version=version,
            heads=HEADS,
            linear=bundle.linear(),
            whole=judge,
            alone=judge_alone,
        )
    return Fitted(model, bundle, beyond)
