"""A learned model made by hand: sentences about lamps are about use."""

from __future__ import annotations

import numpy as np

from reviewer.analysis.evidence import PRIOR
from reviewer.analysis.judge import Judge, Network, Pair, seen_again
from reviewer.analysis.learned import CATEGORIES, LearnedModel, Linear
from reviewer.analysis.ngrams import BITS, runs
from reviewer.analysis.surroundings import HEADS, RuleScores, excerpt_of, features_of
from reviewer.model.clause import Category

_USE = CATEGORIES.index(Category.USE)


def network(width: int) -> Network:
    """One that takes a sentence for one about use where its score of use is above a half."""
    count = len(CATEGORIES)
    first = np.zeros((1, width, 1), np.float32)
    first[0, _USE, 0] = 1
    second = np.zeros((1, 1, count), np.float32)
    second[0, 0, _USE] = 8
    bias = np.full((1, count), -2.0, np.float32)
    return Network(
        mean=np.zeros(width, np.float32),
        spread=np.ones(width, np.float32),
        first=first,
        first_bias=np.zeros((1, 1), np.float32),
        second=second,
        second_bias=bias,
        slope=np.ones(count, np.float32),
        shift=np.zeros(count, np.float32),
        border=np.zeros(count, np.float32),
    )


def judge(width: int, *, twice: bool = False) -> Judge:
    """One that hears its networks and the rules."""
    count = len(CATEGORIES)
    answers = np.zeros((1, count), np.float32)
    features = np.zeros((1, width), np.float32)
    again = seen_again(features, answers, answers, np.zeros(1, np.int64)).shape[1]
    return Judge(
        theirs=network(width),
        second=Pair(ours=network(again), theirs=network(again)) if twice else None,
        least=np.full(count, 0.2, np.float32),
        most=np.ones(count, np.float32),
        turn=0.9,
        steepness=60.0,
        rules=2.5,
        lean=np.zeros(count, np.float32),
        lean_like=np.zeros(count, np.float32),
        slope=np.ones(count, np.float32),
        shift=np.zeros(count, np.float32),
    )


def lamp_model(version: str = "lamps-1") -> LearnedModel:
    """The model."""
    table = np.zeros((1 << BITS, len(HEADS)), np.int8)
    for found in runs(["lamp"], "en"):
        table[found.bucket, _USE] = 127
    rows = RuleScores.empty(1, PRIOR)
    scores = np.zeros((1, len(HEADS)), np.float32)
    width = features_of(scores, rows, excerpt_of(["lamp"])).shape[1]
    return LearnedModel(
        language="en",
        version=version,
        heads=HEADS,
        linear=Linear(
            table=table,
            step=np.full(len(HEADS), 0.1, np.float32),
            bias=np.full(len(HEADS), -1.0, np.float32),
            mass=np.ones(1 << BITS, np.float32),
        ),
        ours=network(width),
        whole=judge(width),
        alone=judge(width, twice=True),
    )
