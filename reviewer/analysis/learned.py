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

from reviewer.analysis.judge import Judge, Network, Pair, logistic, seen_again
from reviewer.analysis.ngrams import Reading
from reviewer.analysis.rows import spread_in_parts
from reviewer.analysis.surroundings import HEADS, width
from reviewer.errors import RulebookError
from reviewer.model.clause import Category

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from reviewer.analysis.rows import Numbers

    Scores = NDArray[np.float32]
    Places = NDArray[np.int64]

FORMAT = 5
# What broken arrays, another file, or one that lacks a field are met with.
_DAMAGED = (OSError, ValueError, KeyError, TypeError, EOFError, zipfile.BadZipFile, zlib.error)
CATEGORIES = tuple(Category)
# Runs whose weights are fetched together: those of more no longer stay in the processor's
# memory, and sums over them take twice as long.
_AT_ONCE = 4096
# The same where it is asked which runs speak for a category, which takes less for each.
_SPEAKING = 1 << 16
# A run overlaps with fewer others than these.
_OVERLAPS = 32
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
            total[where] += self._sums(found.bucket, first).astype(np.float32)
            length[where] += np.add.reduceat(self.mass.take(found.bucket), first)
        length = np.sqrt(np.maximum(length, 1e-6))
        return total * self.step / length[:, None] + self.bias

    def _sums(self, bucket: Numbers, first: Numbers) -> NDArray[np.int32]:
        """The weights of some rows of runs, each row's together; rows by heads.

        Args:
            first: where each row begins.
        """
        borders = first
        if len(bucket) > _AT_ONCE:
            borders = np.union1d(first, np.arange(0, len(bucket), _AT_ONCE))
        sums = np.empty((len(borders), len(self.step)), np.int32)
        for begin in range(0, len(bucket), _AT_ONCE):
            low, high = np.searchsorted(borders, (begin, begin + _AT_ONCE))
            # ``take`` fetches rows ten times as fast as an index does.
            weights = self.table.take(bucket[begin : begin + _AT_ONCE], axis=0)
            sums[low:high] = np.add.reduceat(
                weights, borders[low:high] - begin, axis=0, dtype=np.int32
            )
        if len(borders) == len(first):
            return sums
        return np.add.reduceat(sums, np.searchsorted(borders, first), axis=0)

    def speaking(
        self, reading: Reading, which: Places, heads: Places, most: int
    ) -> tuple[Places, Places]:
        """The runs that speak for heads: which pair each speaks for, and its :func:`_rank`.

        Args:
            which, heads: pairs of a text, by index, and a head.
            most: how many apart from one another are wanted of each pair; of very many that speak
                for it some are left out that cannot be among these.
        """
        enough = most * _OVERLAPS
        starts = reading.begins[which]
        table, width = self.table.reshape(-1), len(self.step)
        pairs: list[Numbers] = [np.zeros(0, np.int64)]
        ranks: list[Numbers] = [np.zeros(0, np.int64)]
        for found in reading.kinds:
            first = found.edges[which]
            for pairs_here, places in spread_in_parts(
                first, found.edges[which + 1] - first, _SPEAKING
            ):
                given = table.take(found.bucket.take(places) * width + heads.take(pairs_here))
                kept = np.flatnonzero(given > 0)
                pair, at = pairs_here[kept], places[kept]
                begin = starts[pair]
                rank = _rank(given[kept], found.begin[at] - begin, found.end[at] - begin)
                if len(rank) > enough and pair[0] == pair[-1]:
                    pair, rank = pair[:enough], np.partition(rank, -enough)[-enough:]
                pairs.append(pair)
                ranks.append(rank)
        return np.concatenate(pairs), np.concatenate(ranks)


# A weight and two places in one number, which is the higher the more a run counts.
_PLACE_BITS = 28
_PLACE = (1 << _PLACE_BITS) - 1


def _rank(given: NDArray[np.int8], begin: Places, end: Places) -> Places:
    """What a run gives, of the same the last, and of these the longest."""
    rank: Places = (given.astype(np.int64) << _PLACE_BITS | begin) << _PLACE_BITS | end
    return rank


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnedModel:
    """The model of one language.

    Attributes:
        version: what a report names it by. heads: of the linear step, as in
            :data:`~reviewer.analysis.surroundings.HEADS`. ours: taught by our labels
            in whole policies and in excerpts. whole: judges sentences of a policy;
            alone: judges those of a text that stands by itself.
    """

    language: str
    version: str
    heads: tuple[str, ...]
    linear: Linear
    ours: Network
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
            most,
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
            raise _of_another_version(name)
        model = LearnedModel(
            language=about["language"],
            version=about["version"],
            heads=tuple(about["heads"]),
            linear=Linear(
                table=arrays["linear.table"],
                step=arrays["linear.step"],
                bias=arrays["linear.bias"],
                mass=arrays["linear.mass"].astype(np.float32),
            ),
            ours=_network(arrays, "ours"),
            whole=_judge(about["judges"], arrays, "whole"),
            alone=_judge(about["judges"], arrays, "alone"),
        )
    except _DAMAGED as error:
        raise RulebookError(
            "The model {file} is damaged; install the program again.", file=name
        ) from error
    if model.heads != HEADS or not _fits(model):
        raise _of_another_version(name)
    return model


def _of_another_version(name: str) -> RulebookError:
    return RulebookError(
        "The model {file} is of another version of the program; install the program again.",
        file=name,
    )


def _fits(model: LearnedModel) -> bool:
    """Whether its networks take as many features as pieces have."""
    once = np.zeros((0, width()), np.float32)
    answers = np.zeros((0, len(CATEGORIES)), np.float32)
    twice = seen_again(once, answers, answers, np.zeros(0, np.int64))
    looks = [(once, model.ours)]
    for judge in (model.whole, model.alone):
        looks.append((once, judge.theirs))
        if judge.second is not None:
            looks += [(twice, judge.second.ours), (twice, judge.second.theirs)]
    return all(network.first.shape[1] == features.shape[1] for features, network in looks)


def _judge(
    about: Mapping[str, Mapping[str, float]],
    arrays: Mapping[str, NDArray[np.float32]],
    name: str,
) -> Judge:
    second = None
    if f"{name}.second.ours.first" in arrays:
        second = Pair(
            ours=_network(arrays, f"{name}.second.ours"),
            theirs=_network(arrays, f"{name}.second.theirs"),
        )
    return Judge(
        theirs=_network(arrays, f"{name}.theirs"),
        second=second,
        least=arrays[f"{name}.least"],
        most=arrays[f"{name}.most"],
        lean=arrays[f"{name}.lean"],
        lean_like=arrays[f"{name}.lean_like"],
        slope=arrays[f"{name}.slope"],
        shift=arrays[f"{name}.shift"],
        **about[name],
    )


def _network(arrays: Mapping[str, NDArray[np.float32]], name: str) -> Network:
    names = Network.__dataclass_fields__
    return Network(**{field: arrays[f"{name}.{field}"].astype(np.float32) for field in names})
