"""What judges a sentence by its features: small networks, weighed with the rules.

Arrays of weights and what is made of them; nothing here learns.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from reviewer.analysis.surroundings import RuleScores

    Scores = NDArray[np.float32]
    Places = NDArray[np.int64]

# Products of so many multiplications stay on one processor: OpenBLAS divides greater ones.
_ONE_PROCESSOR = 1 << 18
# So many rows go through a matrix together; of fewer its weights are fetched as often as used.
_ROWS = 48
# No network is surer than this.
CERTAIN = (1e-5, 1 - 1e-5)
# The sentences whose first answers count in the second look.
_BESIDE = (-1, 1, -2, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """Several small networks whose answers are averaged.

    Attributes:
        mean, spread: of the features in training. first, second: weights, and
            ``first_bias``, ``second_bias``, all with the networks along the first axis.
        slope, shift: of each category's calibration, in logits.
        border: the logit from which a category is a sentence's.
    """

    mean: Scores
    spread: Scores
    first: Scores
    first_bias: Scores
    second: Scores
    second_bias: Scores
    slope: Scores
    shift: Scores
    border: Scores

    def logits(self, features: Scores) -> Scores:
        """How probable each category is in each row, in calibrated logits."""
        scaled = np.clip((features - self.mean) / self.spread, -6.0, 6.0)
        hidden = np.maximum(products(scaled, self.first) + self.first_bias[:, None], 0.0)
        logits = products(hidden, self.second) + self.second_bias[:, None]
        answers = logistic(logits).sum(axis=0)
        mean = np.clip(answers / len(self.first), *CERTAIN)
        calibrated: Scores = np.log(mean / (1 - mean)) * self.slope + self.shift
        return calibrated

    def beyond(self, features: Scores) -> Scores:
        """How far each category is beyond its border, in logits."""
        distance: Scores = np.clip(self.logits(features), -9.0, 9.0) - self.border
        return distance


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One that was taught by our labels, and one by CAPP-130's."""

    ours: Network
    theirs: Network


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """Weighs two networks and the rules: one was taught by our labels, one by CAPP-130's.

    The annotators of CAPP-130 drew the lines elsewhere than we do, and know Chinese
    apps best. The more a text reads like theirs, the more their network counts.
    Texts that stand by themselves are looked at twice, the second time with the first
    answers about the sentences beside each. In whole policies that brings nothing.

    Attributes:
        theirs: the network that was taught by CAPP-130's labels.
        second: the networks of the second look, if there is one.
        least, most: for each category what part of the two networks' say is theirs
            in a text that reads nothing like, and just like CAPP-130.
        turn, steepness: of the logistic between, over the mean style score.
        rules: what the rules' evidence counts in a text that reads nothing like it.
        lean, lean_like: for each category what is added to every distance in such
            texts: what cautious networks and rules leave out together.
        slope, shift: of each category's probability over the distance from its border.
    """

    theirs: Network
    second: Pair | None
    least: Scores
    most: Scores
    turn: float
    steepness: float
    rules: float
    lean: Scores
    lean_like: Scores
    slope: Scores
    shift: Scores

    def beyond(self, features: Scores, ours: Scores, style: Scores, evidence: RuleScores) -> Scores:
        """How far each category of each row is beyond its border: at 0 it is the sentence's.

        Args:
            ours: how far the network that was taught by our labels sees each beyond.
            style: for each row how much its text reads like CAPP-130.
        """
        theirs = self.theirs.beyond(features)
        if self.second is not None:
            one_text = np.zeros(len(features), np.int64)
            more = seen_again(features, ours, theirs, one_text)
            ours, theirs = self.second.ours.beyond(more), self.second.theirs.beyond(more)
        return self.weighed(ours, theirs, style, evidence.verdicts())

    def weighed(self, ours: Scores, theirs: Scores, style: Scores, verdicts: Scores) -> Scores:
        """The same from what networks and rules said of each row."""
        alike = logistic(self.steepness * (style - self.turn))[:, None]
        part = self.least + (self.most - self.least) * alike
        said = part * theirs + (1 - part) * ours
        lean = self.lean + (self.lean_like - self.lean) * alike
        total: Scores = said + self.rules * (1 - alike) * verdicts + lean
        return total

    def chances(self, beyond: Scores) -> Scores:
        """Distances from the border as probabilities."""
        return logistic(beyond * self.slope + self.shift)


def seen_again(features: Scores, ours: Scores, theirs: Scores, text: Places) -> Scores:
    """The features of the second look: with what the first made of the sentences beside each.

    Args:
        ours, theirs: how far both networks saw each category beyond its border.
        text: which text each row is part of; rows of a text stand together.
    """
    at = np.arange(len(features))
    parts = [features]
    for answers in (logistic(ours), logistic(theirs)):
        for step in _BESIDE:
            beside = np.clip(at + step, 0, max(0, len(at) - 1))
            there = (text[beside] == text) & (beside == at + step)
            parts.append(answers[beside] * there[:, None])
    return np.hstack(parts)


def averaged(first: Scores, second: Scores) -> Scores:
    """What two say together."""
    both: Scores = (first + second) / np.float32(2)
    return both


def logistic(values: Scores) -> Scores:
    """Logits as numbers between 0 and 1."""
    return (1 / (1 + np.exp(-np.clip(values, -30, 30)))).astype(np.float32)


def products(rows: Scores, weights: Scores) -> Scores:
    """The products of rows with each of some matrices, some rows and columns at a time.

    For more the library takes all processors, and waits for each of them: where
    they are busy that takes a hundred times as long as the product itself.

    Args:
        rows: the same for all matrices, or some for each.
        weights: the matrices, along the first axis.
    """
    count, width = rows.shape[-2:]
    few = max(1, min(count, _ROWS))
    part = max(1, _ONE_PROCESSOR // (few * weights.shape[2]))
    found = np.empty((len(weights), count, weights.shape[2]), np.float32)
    for begin in range(0, count, few):
        some = rows[..., begin : begin + few, :]
        product = some[..., :part] @ weights[:, :part]
        for column in range(part, width, part):
            columns = slice(column, column + part)
            product += some[..., columns] @ weights[:, columns]
        found[:, begin : begin + few] = product
    return found
