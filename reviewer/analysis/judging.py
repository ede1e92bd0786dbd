"""What rules and a learned model make of a sentence together."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from reviewer.analysis import evidence
from reviewer.analysis.judge import averaged
from reviewer.analysis.learned import CATEGORIES
from reviewer.analysis.surroundings import (
    STYLE,
    Layout,
    RuleScores,
    excerpt_of,
    features_of,
    layout_of,
)
from reviewer.model.clause import Category, ReasonKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reviewer.analysis.evidence import Reasons, Said, Told
    from reviewer.analysis.judge import Judge, Network
    from reviewer.analysis.learned import LearnedModel, Scores
    from reviewer.analysis.ngrams import Reading
    from reviewer.analysis.pieces import Piece
    from reviewer.model.policy import Policy

_COLUMN = {category: column for column, category in enumerate(CATEGORIES)}
# Below every border: a piece that the model does not judge.
_NOTHING = -9.0
# So few pieces are hardly a policy: it is judged as a text that stands by itself as well.
_EXCERPT = 8
# Words that a model's evidence is shown by.
_SHOWN = 2


class Observed:
    """What the rules found in each piece, noted while they run.

    Attributes:
        reasons: with their reasons, those included that the rules alone would not keep.
        able: whether each piece can state a practice at all.
        decided: what the rules alone keep.
    """

    def __init__(self, count: int) -> None:
        self._count = count
        self._own, self._before, self._after = _Noted(), _Noted(), _Noted()
        self._kept: list[int] = []
        self.reasons: list[Reasons] = [{} for _ in range(count)]
        self.able: list[bool] = []
        self.decided: list[Reasons] = []

    def unable(self, index: int, title: Reasons) -> None:
        """Note a piece that can state nothing, and what it says as a title."""
        self._own.add(index, title)
        self.able.append(False)
        self.decided.append({})

    def own(self, index: int, reasons: Reasons) -> None:
        """Note what a piece's own words say."""
        self.able.append(True)
        self._own.add(index, reasons)

    def before(self, index: int, reasons: Reasons) -> None:
        """Note what stands once its surroundings have spoken."""
        self._before.add(index, reasons)

    def after(self, index: int, reasons: Reasons, kept: Reasons) -> None:
        """Note what stands in the end, and what the rules keep."""
        self._after.add(index, reasons)
        for category in kept:
            self._kept.append(index * len(CATEGORIES) + _COLUMN[category])
        self.reasons[index] = reasons
        self.decided.append(kept)

    def scores(self) -> RuleScores:
        """All of it in numbers, as far as it was noted."""
        kept = np.zeros((self._count, len(CATEGORIES)), np.float32)
        np.put(kept, self._kept, 1)
        own, before, after = (
            noted.rows(self._count) for noted in (self._own, self._before, self._after)
        )
        return RuleScores(own=own, before=before, after=after, kept=kept)


class _Noted:
    """Sums of evidence with their places, put into an array when all are there.

    An array takes each on its own three times as slowly as a list does.
    """

    __slots__ = ("_places", "_values")

    def __init__(self) -> None:
        self._places: list[int] = []
        self._values: list[float] = []

    def add(self, index: int, reasons: Reasons) -> None:
        """What is said of a piece."""
        begin = index * len(CATEGORIES)
        self._places += [begin + _COLUMN[category] for category in reasons]
        self._values += [said.weight for said in reasons.values()]

    def rows(self, count: int) -> Scores:
        """For each of so many pieces its sums, by categories."""
        rows = np.full((count, len(CATEGORIES)), evidence.PRIOR, np.float32)
        np.put(rows, self._places, np.array(self._values) + evidence.PRIOR)
        return rows


def judged_alone(
    text: str, pieces: Sequence[Piece], observed: Observed, models: Mapping[str, LearnedModel]
) -> Iterator[tuple[dict[Category, float], set[Category]]]:
    """For each sentence without a policy its scores, and the categories that stand."""
    rules = observed.scores()
    for index, piece in enumerate(pieces):
        if piece.language not in models:
            kept = observed.decided[index]
            values = rules.after[index].tolist()
            # What was dropped for a stronger category stays below the border.
            yield (
                {
                    category: evidence.logistic(value if category in kept else min(value, -0.01))
                    for category, value in zip(CATEGORIES, values, strict=True)
                },
                set(kept),
            )
    for language in models:
        ours = [index for index, piece in enumerate(pieces) if piece.language == language]
        if not ours:
            continue
        model = models[language]
        texts = [pieces[index].span.text_of(text) for index in ours]
        beyond = beyond_alone(texts, rules.rows(ours), model)
        for row, chances in zip(beyond, model.alone.chances(beyond), strict=True):
            scores = {
                category: round(float(chance), 4)
                for category, chance in zip(CATEGORIES, chances, strict=True)
            }
            yield scores, {CATEGORIES[column] for column in np.flatnonzero(row >= 0).tolist()}


@dataclass(frozen=True, slots=True)
class _Ours:
    """The pieces of a policy that are in a model's language.

    Attributes:
        places: their indices, in order.
        texts, reading: what stands in them.
    """

    places: list[int]
    texts: list[str]
    reading: Reading

    @classmethod
    def of(cls, text: str, pieces: Sequence[Piece], model: LearnedModel) -> _Ours:
        """Those of a policy's pieces."""
        places = [index for index, piece in enumerate(pieces) if piece.language == model.language]
        texts = [pieces[index].span.text_of(text) for index in places]
        return cls(places, texts, model.read(texts))


def _judged_by(
    ours: _Ours, rules: RuleScores, layout: Layout, model: LearnedModel
) -> tuple[Scores, Scores]:
    """For each piece and category how far it is beyond the border, and how probable.

    Those in other languages are far below.
    """
    count = len(layout.facts)
    beyond = np.full((count, len(CATEGORIES)), _NOTHING, np.float32)
    scores = np.zeros((count, len(model.heads)), np.float32)
    scores[ours.places] = model.scores(ours.reading)
    beyond[ours.places] = beyond_of(model, scores, rules, layout, ours.places)
    chances = model.whole.chances(beyond)
    if count <= _EXCERPT:
        at = ours.places
        alone = _by_themselves(model, scores[at], rules.rows(at), ours.texts)
        beyond[at] = averaged(beyond[at], alone)
        chances[at] = averaged(chances[at], model.alone.chances(alone))
    return beyond, chances


def beyond_of(
    model: LearnedModel,
    scores: Scores,
    rules: RuleScores,
    layout: Layout,
    places: Sequence[int] | None = None,
) -> Scores:
    """The same from scores that are there already, for some pieces or for all."""
    at = list(range(len(scores))) if places is None else list(places)
    features = features_of(scores, rules, layout)[at]
    return _beyond(model.ours, model.whole, features, scores[at], rules.rows(at))


def beyond_alone(texts: Sequence[str], rules: RuleScores, model: LearnedModel) -> Scores:
    """The same for the sentences of a text that stands by itself."""
    return _by_themselves(model, model.scores(texts), rules, texts)


def _by_themselves(
    model: LearnedModel, scores: Scores, rules: RuleScores, texts: Sequence[str]
) -> Scores:
    features = features_of(scores, rules, excerpt_of(texts))
    return _beyond(model.ours, model.alone, features, scores, rules)


def _beyond(
    ours: Network, judge: Judge, features: Scores, scores: Scores, rules: RuleScores
) -> Scores:
    style = np.full(len(scores), scores[:, STYLE].mean(), np.float32)
    return judge.beyond(features, ours.beyond(features), style, rules)


def judged(
    policy: Policy,
    pieces: Sequence[Piece],
    observed: Observed,
    models: Mapping[str, LearnedModel],
) -> list[Reasons]:
    """What each piece is about, with the reasons of both; the rules alone where no model is."""
    result = list(observed.decided)
    spoken = {piece.language for piece in pieces}
    layout, rules = layout_of(policy, pieces), observed.scores()
    for language in models:
        if language not in spoken:
            continue
        model = models[language]
        ours = _Ours.of(policy.text, pieces, model)
        beyond, chances = _judged_by(ours, rules, layout, model)
        able = np.zeros(len(pieces), np.bool_)
        for index in ours.places:
            if not pieces[index].heading:
                result[index] = {}
                able[index] = observed.able[index]
        rows, columns = np.nonzero((beyond >= 0) & able[:, None])
        given = [
            _Given.of(index, CATEGORIES[column], observed.reasons[index], chance)
            for index, column, chance in zip(
                rows.tolist(), columns.tolist(), chances[rows, columns].tolist(), strict=True
            )
        ]
        for one, added in zip(given, _learned(pieces, ours, given, model), strict=True):
            result[one.piece][one.category] = one.found.with_more(added)
    return result


class _Given(NamedTuple):
    """A category that a model gives a piece, by index.

    Attributes:
        found: what the rules found.
        weight: what brings the rules' evidence to what the model makes of the sentence.
    """

    piece: int
    category: Category
    found: Said
    weight: float

    @classmethod
    def of(cls, piece: int, category: Category, reasons: Reasons, chance: float) -> _Given:
        """A category that is so probable."""
        found = reasons.get(category) or evidence.Said()
        chance = min(max(chance, 1e-4), 1 - 1e-4)
        return cls(piece, category, found, math.log(chance / (1 - chance)) - found.total)


def _learned(
    pieces: Sequence[Piece], ours: _Ours, given: Sequence[_Given], model: LearnedModel
) -> Iterator[list[Told]]:
    """The model's reasons for each category given, by the words that spoke most for it."""
    order = {index: place for place, index in enumerate(ours.places)}
    wanted = [(order[one.piece], one.category) for one in given if one.weight > 0]
    words = iter(model.strongest(ours.reading, wanted, _SHOWN))
    for one in given:
        span = pieces[one.piece].span
        shown = next(words) if one.weight > 0 else None
        if not shown:
            yield [(ReasonKind.MODEL, (span.start, span.end), model.version, one.weight)]
            continue
        weight = one.weight / len(shown)
        yield [
            (ReasonKind.MODEL, (span.start + start, span.start + end), model.version, weight)
            for start, end in shown
        ]
