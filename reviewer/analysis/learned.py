"""A learned category model: what it was trained to see, read from arrays.

Two steps. A linear step scores each sentence by the runs of characters or words
in it. Small networks then judge each sentence by its scores, those around it
and what the rules found (:mod:`~reviewer.analysis.surroundings`), and are weighed
with the rules to a probability for each category. Both are arrays in one file that
``reviewer train`` writes; nothing here learns.
"""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from reviewer.analysis.ngrams import Reading
from reviewer.analysis.rows import spread
from reviewer.errors import RulebookError
from reviewer.model.clause import Category

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from reviewer.analysis.rows import Numbers
    from reviewer.analysis.surroundings import RuleScores

    Scores = NDArray[np.float32]
    Places = NDArray[np.int64]

FORMAT = 2
# What broken arrays, another file, or one that lacks a field are met with.
_DAMAGED = (OSError, ValueError, KeyError, TypeError, EOFError, zipfile.BadZipFile, zlib.error)
CATEGORIES = tuple(Category)
# Products of so many multiplications stay on one processor (in OpenBLAS up to four
# times as many).
_ONE_PROCESSOR = 1 << 16
STEEPNESS = 2.5
"""Margins of the linear step become scores between 0 and 1 by a logistic of this steepness."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Linear:
    """The linear step.

    Attributes:
        table: for each bucket its weights, a column a head, in steps of ``step``.
        step: for each head. bias: for each head.
        mass: for each bucket the square of its weight in the length of a sentence.
    """

    table: NDArray[np.int8]
    step: Scores
    bias: Scores
    mass: Scores

    def margins(self, reading: Reading) -> Scores:
        """How far each text is on the side of each head; texts by heads."""
        count = len(reading.begins)
        total = np.zeros((count, len(self.step)), np.float32)
        length = np.zeros(count, np.float32)
        for found in reading.kinds:
            where = np.flatnonzero(found.edges[1:] > found.edges[:-1])
            if not len(where):
                continue
            first = found.edges[where]
            # ``take`` fetches rows ten times as fast as an index does.
            total[where] += np.add.reduceat(
                self.table.take(found.bucket, axis=0), first, axis=0, dtype=np.int32
            ).astype(np.float32)
            length[where] += np.add.reduceat(self.mass.take(found.bucket), first)
        length = np.sqrt(np.maximum(length, 1e-6))
        return total * self.step / length[:, None] + self.bias

    def speaking(self, reading: Reading, which: Places, heads: Places) -> tuple[Places, Places]:
        """The runs that speak for heads: which pair each speaks for, and its :func:`_rank`.

        Args:
            which, heads: pairs of a text, by index, and a head.
        """
        starts = reading.begins[which]
        table, width = self.table.reshape(-1), len(self.step)
        pairs: list[Numbers] = [np.zeros(0, np.int64)]
        ranks: list[Numbers] = [np.zeros(0, np.int64)]
        for found in reading.kinds:
            first = found.edges[which]
            pair, at = spread(first, found.edges[which + 1] - first)
            given = table.take(found.bucket.take(at) * width + heads.take(pair))
            kept = np.flatnonzero(given > 0)
            pair, at = pair[kept], at[kept]
            begin = starts[pair]
            pairs.append(pair)
            ranks.append(_rank(given[kept], found.begin[at] - begin, found.end[at] - begin))
        return np.concatenate(pairs), np.concatenate(ranks)


# A weight and two places in one number, which is the higher the more a run counts.
_PLACE_BITS = 28
_PLACE = (1 << _PLACE_BITS) - 1


def _rank(given: NDArray[np.int8], begin: Places, end: Places) -> Places:
    """What a run gives, of the same the last, and of these the longest."""
    rank: Places = (given.astype(np.int64) << _PLACE_BITS | begin) << _PLACE_BITS | end
    return rank


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
        mean = np.clip(answers / len(self.first), 1e-5, 1 - 1e-5)
        calibrated: Scores = np.log(mean / (1 - mean)) * self.slope + self.shift
        return calibrated

    def beyond(self, features: Scores) -> Scores:
        """How far each category is beyond its border, in logits."""
        distance: Scores = np.clip(self.logits(features), -9.0, 9.0) - self.border
        return distance


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """Weighs two networks and the rules: one was taught by our labels, one by CAPP-130's.

    The annotators of CAPP-130 drew the lines elsewhere than we do, and know Chinese
    apps best. The more a text reads like theirs, the more their network counts.

    Attributes:
        ours, theirs: the networks.
        least, most: what part of the two networks' say is theirs in a text that
            reads nothing like, and just like CAPP-130.
        turn, steepness: of the logistic between, over the mean style score.
        rules: what the rules' evidence counts in a text that reads nothing like it.
        lean: for each category what is added to every distance: what cautious
            networks and rules leave out together.
        slope, shift: of each category's probability over the distance from its border.
    """

    ours: Network
    theirs: Network
    least: float
    most: float
    turn: float
    steepness: float
    rules: float
    lean: Scores
    slope: Scores
    shift: Scores

    def beyond(self, features: Scores, style: Scores, evidence: RuleScores) -> Scores:
        """How far each category of each row is beyond its border: at 0 it is the sentence's.

        Args:
            style: for each row how much its text reads like CAPP-130.
        """
        alike = logistic(self.steepness * (style - self.turn))[:, None]
        part = self.least + (self.most - self.least) * alike
        said = part * self.theirs.beyond(features) + (1 - part) * self.ours.beyond(features)
        total: Scores = said + self.rules * (1 - alike) * evidence.verdicts() + self.lean
        return total

    def chances(self, beyond: Scores) -> Scores:
        """Distances from the border as probabilities."""
        return logistic(beyond * self.slope + self.shift)


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnedModel:
    """The model of one language.

    Attributes:
        version: what a report names it by. heads: of the linear step, the
            categories, then the style of CAPP-130. whole: judges sentences of a
            policy; alone: judges those of a text that stands by itself.
    """

    language: str
    version: str
    heads: tuple[str, ...]
    linear: Linear
    whole: Judge
    alone: Judge

    def read(self, texts: Sequence[str]) -> Reading:
        """Some texts by their runs, for all that is asked of them further on."""
        return Reading.of(texts, self.language)

    def scores(self, texts: Reading | Sequence[str]) -> Scores:
        """Each text's scores between 0 and 1, by heads."""
        reading = texts if isinstance(texts, Reading) else self.read(texts)
        return logistic(STEEPNESS * self.linear.margins(reading))

    def strongest(
        self, texts: Reading | Sequence[str], wanted: Sequence[tuple[int, Category]], most: int = 3
    ) -> list[list[tuple[int, int]]]:
        """The words that spoke most for categories: offsets into the text, apart, best first.

        Args:
            wanted: texts, by index, each with a category that is asked for.
        """
        heads = {category: self.heads.index(category.value) for _, category in wanted}
        pairs, ranks = self.linear.speaking(
            texts if isinstance(texts, Reading) else self.read(texts),
            np.array([index for index, _ in wanted], np.int64),
            np.array([heads[category] for _, category in wanted], np.int64),
        )
        kept: list[list[tuple[int, int]]] = [[] for _ in wanted]
        for _ in range(most):
            best = np.zeros(len(wanted), np.int64)
            np.maximum.at(best, pairs, ranks)
            begin, end = best >> _PLACE_BITS & _PLACE, best & _PLACE
            for pair in np.flatnonzero(best).tolist():
                kept[pair].append((int(begin[pair]), int(end[pair])))
            # What overlaps the best of its pair is none of the next.
            apart = ranks & _PLACE <= begin[pairs]
            apart |= ranks >> _PLACE_BITS & _PLACE >= end[pairs]
            pairs, ranks = pairs[apart], ranks[apart]
        return kept


def read_model(data: bytes, name: str) -> LearnedModel:
    """The model that a file holds.

    Args:
        name: of the file, for messages.

    Raises:
        RulebookError: it is no model, or one of another program version.
    """
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as file:
            about = json.loads(bytes(file["about"]).decode("utf-8"))
            arrays = {key: file[key] for key in file.files if key != "about"}
        if about["format"] != FORMAT:
            raise RulebookError(
                "The model {file} is of another version of the program; install the program again.",
                file=name,
            )
        return LearnedModel(
            language=about["language"],
            version=about["version"],
            heads=tuple(about["heads"]),
            linear=Linear(
                table=arrays["linear.table"],
                step=arrays["linear.step"],
                bias=arrays["linear.bias"],
                mass=arrays["linear.mass"].astype(np.float32),
            ),
            whole=_judge(about["judges"], arrays, "whole"),
            alone=_judge(about["judges"], arrays, "alone"),
        )
    except _DAMAGED as error:
        raise RulebookError(
            "The model {file} is damaged; install the program again.", file=name
        ) from error


def _judge(
    about: Mapping[str, Mapping[str, float]],
    arrays: Mapping[str, NDArray[np.float32]],
    name: str,
) -> Judge:
    return Judge(
        ours=_network(arrays, f"{name}.ours"),
        theirs=_network(arrays, f"{name}.theirs"),
        lean=arrays[f"{name}.lean"],
        slope=arrays[f"{name}.slope"],
        shift=arrays[f"{name}.shift"],
        **about[name],
    )


def _network(arrays: Mapping[str, NDArray[np.float32]], name: str) -> Network:
    names = Network.__dataclass_fields__
    return Network(**{field: arrays[f"{name}.{field}"].astype(np.float32) for field in names})


def logistic(values: Scores) -> Scores:
    """Logits as numbers between 0 and 1."""
    return (1 / (1 + np.exp(-np.clip(values, -30, 30)))).astype(np.float32)


def products(rows: Scores, weights: Scores) -> Scores:
    """The products of rows with each of some matrices, a few rows at a time.

    For more the library takes all processors, and waits for each of them: where
    they are busy that takes a hundred times as long as the product itself.

    Args:
        rows: the same for all matrices, or some for each.
    """
    *each, count, width = rows.shape
    few = max(1, _ONE_PROCESSOR // max(1, weights[0].size))
    padded = np.zeros((*each, -(-count // few) * few, width), np.float32)
    padded[..., :count, :] = rows
    product = padded.reshape(*each, -1, few, width) @ weights[:, None]
    found: Scores = product.reshape(len(weights), -1, weights.shape[2])[:, :count]
    return found
