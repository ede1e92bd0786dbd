"""Fits the two steps of a model, always on policies that the judged ones are not among."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from scipy.ndimage import gaussian_filter
from threadpoolctl import threadpool_limits

from reviewer.analysis.judge import Judge, Pair, seen_again
from reviewer.analysis.learned import CATEGORIES, LearnedModel
from reviewer.analysis.surroundings import HEADS
from reviewer.training.examples import UNTOLD
from reviewer.training.lessons import Bundle, Lesson
from reviewer.training.networks import ENOUGH, calibration, fit_network

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from reviewer.training.examples import Example
    from reviewer.training.settings import Settings, Weighing

    Floats = NDArray[np.float32]

# The parts and leanings that are looked through, and how much of the way to the best is gone: they
# are found on few sentences.
_PARTS = np.arange(0.0, 1.01, 0.2)
_LEANINGS = np.arange(-1.0, 3.01, 0.25)
_TAKEN = 0.5
# How much each of a leaning and its neighbours on both sides counts.
_NEAR = np.array([1, 2, 3, 2, 1]) / 9
# The same for parts unlike, parts like and leanings.
_SMOOTHING = (0.5, 0.5, 1.0)
# Scores that differ by less are alike.
_LIKE = 0.002


@dataclass(frozen=True, slots=True)
class FittedJudge:
    """A judge, and how it judged what it was fitted on before it saw that.

    Attributes:
        beyond: for each row and category how far beyond the border, out of fold.
    """

    judge: Judge
    beyond: Floats


def fit_judge(lesson: Lesson, ours: Floats, weighing: Weighing, settings: Settings) -> FittedJudge:
    """The networks of a judge, and each category's probability over the distance.

    Args:
        ours: how far our network sees each category of each row beyond its border, out of fold.
    """
    theirs, beyond_theirs = fit_network(lesson, weighing.theirs, lesson.theirs, settings)
    beyond_ours, second = ours, None
    if weighing.again is not None:
        features = seen_again(lesson.features, beyond_ours, beyond_theirs, lesson.text)
        again = replace(lesson, features=features)
        our_second, beyond_ours = fit_network(again, weighing.again, again.ours, settings)
        their_second, beyond_theirs = fit_network(again, weighing.theirs, again.theirs, settings)
        second = Pair(ours=our_second, theirs=their_second)
    count = len(CATEGORIES)
    judge = Judge(
        theirs=theirs,
        second=second,
        least=np.full(count, weighing.least, np.float32),
        most=np.full(count, weighing.most, np.float32),
        turn=weighing.turn,
        steepness=weighing.steepness,
        rules=weighing.rules,
        lean=np.full(count, weighing.lean, np.float32),
        lean_like=np.full(count, weighing.lean, np.float32),
        slope=np.ones(count, np.float32),
        shift=np.zeros(count, np.float32),
    )

    def weighed(judge: Judge) -> Floats:
        return judge.weighed(beyond_ours, beyond_theirs, lesson.style, lesson.rules)

    if not weighing.fixed:
        judge = _by_category(judge, weighed, lesson, weighing)
    total = weighed(judge)
    sides = (lesson.ours, lesson.theirs)
    slope, shift = calibration(
        np.vstack([total[side.told] for side in sides]),
        np.vstack([side.marks[side.told] for side in sides]),
        np.concatenate([lesson.weight[side.told] for side in sides]),
    )
    given = np.zeros(count, np.float32)
    for category, leaning in weighing.leanings:
        given[CATEGORIES.index(category)] = leaning
    judge = leant(replace(judge, slope=slope, shift=shift), given)
    return FittedJudge(judge, total + given)


def leant(judge: Judge, given: Floats) -> Judge:
    """The judge with more categories or fewer, each as probable as before.

    Args:
        given: what is added to every distance, for each category.
    """
    return replace(
        judge,
        lean=judge.lean + given,
        lean_like=judge.lean_like + given,
        shift=judge.shift - judge.slope * given,
    )


def _by_category(
    judge: Judge, weighed: Callable[[Judge], Floats], lesson: Lesson, weighing: Weighing
) -> Judge:
    """The judge with parts and leanings for each category."""
    least, most = parts(judge, weighed, lesson)
    judge = replace(judge, least=least, most=most)
    ours, theirs, both = (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)
    unlike, like = (ours, theirs) if weighing.apart else (both, both)
    beyond = weighed(judge)
    return replace(
        judge,
        lean=judge.lean + leanings(beyond, lesson, unlike),
        lean_like=judge.lean_like + leanings(beyond, lesson, like),
    )


def parts(
    judge: Judge, weighed: Callable[[Judge], Floats], lesson: Lesson
) -> tuple[Floats, Floats]:
    """For each category what part is best for theirs, in texts unlike and like CAPP-130.

    Some categories its annotators and we understand alike, others not at all. Of
    the way from the common part to the best one, some is gone.

    Args:
        weighed: how far beyond the borders a judge sees each row.
    """
    grid = [(least, most) for least in _PARTS for most in _PARTS]
    scores = np.zeros((len(CATEGORIES), len(_PARTS), len(_PARTS), len(_LEANINGS)))
    for number, (least, most) in enumerate(grid):
        beyond = weighed(
            replace(
                judge,
                least=np.full_like(judge.least, least),
                most=np.full_like(judge.most, most),
            )
        )
        for column in range(len(CATEGORIES)):
            scores[(column, *divmod(number, len(_PARTS)))] = _by_leaning(
                beyond[:, column], column, lesson, (1.0, 1.0)
            )
    found = []
    for column, given in enumerate((judge.least, judge.most)):
        best = []
        for category in range(len(CATEGORIES)):
            smooth = gaussian_filter(scores[category], _SMOOTHING, mode="nearest")
            place = np.unravel_index(smooth.argmax(), smooth.shape)[column]
            best.append(_PARTS[int(place)] if smooth.any() else given[category])
        found.append((given + _TAKEN * (np.array(best) - given)).astype(np.float32))
    return found[0], found[1]


def _by_leaning(beyond: Floats, column: int, lesson: Lesson, counts: tuple[float, float]) -> Floats:
    """For each leaning F1 of a category by both conventions; 0 where too few sentences have it."""
    scores = np.zeros(len(_LEANINGS), np.float32)
    for side, count in zip((lesson.ours, lesson.theirs), counts, strict=True):
        if side is lesson.theirs and CATEGORIES[column] in UNTOLD:
            continue
        truth = side.marks[side.told, column] == 1
        if truth.sum() >= ENOUGH:
            scores += count * _f1s(beyond[side.told], truth)
    return scores


def _f1s(beyond: Floats, truth: NDArray[np.bool_]) -> Floats:
    """F1 of a category for each leaning."""
    every, right = np.sort(beyond), np.sort(beyond[truth])
    given = len(every) - np.searchsorted(every, -_LEANINGS)
    hits = len(right) - np.searchsorted(right, -_LEANINGS)
    return (2 * hits / np.maximum(1, given + len(right))).astype(np.float32)


def leanings(beyond: Floats, lesson: Lesson, counts: tuple[float, float]) -> Floats:
    """What to add for each category, so that F1 is better.

    Networks and rules that are weighed have borders of their own, each the best for itself.

    Args:
        counts: what F1 by our definitions counts, and F1 by CAPP-130's.
    """
    found = np.zeros(beyond.shape[1], np.float32)
    for column in range(len(CATEGORIES)):
        scores = _by_leaning(beyond[:, column], column, lesson, counts)
        # Over neighbours, for the best single one jumps with every sentence; then the one
        # nearest to none among the best.
        smooth = np.convolve(np.pad(scores, 2, "edge"), _NEAR, "valid")
        best = _LEANINGS[smooth >= smooth.max() - _LIKE]
        found[column] = _TAKEN * best[np.abs(best).argmin()]
    return found


@dataclass(frozen=True, slots=True)
class Fitted:
    """A model, and how it judged the policies that it was fitted on before it saw them.

    Attributes:
        beyond: for each piece and category how far beyond the border, out of fold.
        excerpts, beyond_alone: the same for sentences that stand by themselves.
    """

    model: LearnedModel
    bundle: Bundle
    beyond: Floats
    excerpts: Lesson
    beyond_alone: Floats


def fit(examples: Sequence[Example], version: str, settings: Settings) -> Fitted:
    """The model of one language; the same examples and settings give the same model."""
    # One thread: sums come out the same in any order of work.
    with threadpool_limits(1):
        bundle = Bundle(examples, settings)
        scores = bundle.scores_out_of_fold(bundle.fold)
        folds = bundle.folds_alone()
        scores_alone = bundle.scores_out_of_fold(folds) if settings.mixed else scores
        lesson = bundle.lesson(scores)
        excerpts = bundle.lesson_of_excerpts(scores_alone, folds)
        together = bundle.together(lesson, excerpts)
        ours, beyond = fit_network(together, settings.ours, together.ours, settings)
        # Hundreds of megabytes that nothing needs further on, here as below.
        del together
        in_policies, in_excerpts = beyond[: len(lesson.text)], beyond[len(lesson.text) :]
        whole = fit_judge(lesson, in_policies, settings.whole, settings)
        alone = fit_judge(excerpts, in_excerpts, settings.alone, settings)
        excerpts = replace(excerpts, features=np.zeros((0, 0), np.float32))
        model = LearnedModel(
            language=bundle.language,
            version=version,
            heads=HEADS,
            linear=bundle.linear(),
            ours=ours,
            whole=whole.judge,
            alone=alone.judge,
        )
    return Fitted(model, bundle, whole.beyond, excerpts, alone.beyond)
