"""The one way from a file's bytes to a review, for every caller.

Commands, the window's workers and the tests all come through here.
"""

from __future__ import annotations

import gc
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from reviewer.errors import RulebookError
from reviewer.model.review import Analysis, Review, Timing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from reviewer.analysis.learned import LearnedModel
    from reviewer.model.clause import Category
    from reviewer.model.policy import Policy
    from reviewer.model.rules import Checklist, Rulebook


def read(data: bytes, name: str, encoding: str = "") -> Policy:
    """The policy that a file's bytes hold.

    Args:
        name: file name for display, without folder.
        encoding: of a text format, chosen by the user; empty: told from the bytes.

    Raises:
        ReadError: the bytes are no readable policy.
    """
    from reviewer.text.read import read_policy

    with _uncollected():
        return read_policy(data, name, encoding)


@contextmanager
def _uncollected() -> Iterator[None]:
    """No search for garbage meanwhile.

    Starting, reading and analysing make a great many small values, none of which leads
    back to itself. Python would look all of them through again and again, and
    the rulebook with them: a third of the time for a long text, and more than
    twice as much for one twice as long.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def load_rulebook() -> Rulebook:
    """The bundled rulebook, validated."""
    from reviewer.store.bundled import rulebook

    with _uncollected():
        return rulebook()


def load_analyser() -> Analyser:
    """An analyser with the bundled rulebook and models.

    Raises:
        RulebookError: one of them is damaged.
    """
    from reviewer.store.models import load_models

    with _uncollected():
        return Analyser(load_rulebook(), load_models())


@dataclass(frozen=True, slots=True)
class Options:
    """What an analysis is asked for.

    Attributes:
        as_of: the only date that the analysis knows.
        checklists: ids of the checklists to evaluate; empty for all.
    """

    as_of: date
    checklists: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Classification:
    """What a text is about.

    Attributes:
        scores: of all categories, between 0 and 1.
        language: "en", "zh", another code, or "" where it cannot be told.
    """

    categories: tuple[Category, ...]
    scores: Mapping[Category, float]
    language: str


class Analyser:
    """A rulebook made ready; one instance serves any number of policies.

    Args:
        rulebook: all that is looked for.
        models: learned category models by language; without one the rules decide alone.

    Attributes:
        rulebook, models: as given. extractor: finds clauses. lexicon: finds phrases.
    """

    def __init__(
        self, rulebook: Rulebook, models: Mapping[str, LearnedModel] | None = None
    ) -> None:
        """Compiles the rulebook.

        Raises:
            RulebookError: a phrase is not well formed.
        """
        from reviewer.analysis.attributes import AttributeFinder
        from reviewer.analysis.disclosures import DisclosureDetector, condition_entries
        from reviewer.analysis.extract import Extractor
        from reviewer.analysis.lexicon import Lexicon
        from reviewer.checklist.evaluate import Evaluator
        from reviewer.store.bundled import tables

        self.rulebook = rulebook
        self.models = dict(models or {})
        self.extractor = Extractor(rulebook, models)
        self._attributes = AttributeFinder(rulebook.wording)
        self._detector = DisclosureDetector(rulebook.disclosures)
        self._evaluator = Evaluator(rulebook)
        entries = [
            *self.extractor.entries(),
            *self._detector.entries(),
            *condition_entries(rulebook.conditions),
        ]
        vocabulary = {words.language: words.words for words in rulebook.vocabulary}
        try:
            self.lexicon = Lexicon(tables(entries, vocabulary))
        except ValueError as error:
            raise _unusable(error) from error

    def warm(self, languages: tuple[str, ...] = ("en", "zh")) -> None:
        """Loads tokenisers and dictionaries, ahead of the first policy if called in time.

        Raises:
            RulebookError: a phrase by which attributes are named is not well formed.
        """
        from reviewer.paths import cache_folder
        from reviewer.text.tokens import warm

        with _uncollected():
            warm(languages, cache_folder())
            self.extractor.prepare(languages)
            try:
                self._attributes.prepare(languages)
            except ValueError as error:
                raise _unusable(error) from error

    def analyse(self, policy: Policy, options: Options) -> Analysis:
        """What the policy says, discloses and leaves out.

        A policy in languages that the rulebook does not know gives empty
        results.

        Raises:
            RulebookError: a checklist is asked for that the rulebook lacks.
        """
        checklists = _chosen(self.rulebook, options.checklists)
        if not policy.analysed:
            return Analysis(
                as_of=options.as_of,
                rulebook=self.rulebook.version,
                models=self._versions(),
                clauses=(),
                disclosures=(),
                checklists=(),
            )
        with _uncollected():
            return self._analyse(policy, options.as_of, checklists)

    def classify(self, text: str, language: str = "") -> Classification:
        """The categories of a text that stands by itself, over all its sentences.

        Args:
            language: "en" or "zh"; empty: told from the text.
        """
        from reviewer.analysis.pieces import pieces_of_text
        from reviewer.text.language import language_of

        language = language.lower().split("-")[0] or language_of(text)
        pieces = pieces_of_text(text, language if language in {"en", "zh"} else "", self.lexicon)
        scores, chosen = self.extractor.score(text, pieces)
        categories = tuple(category for category in scores if category in chosen)
        return Classification(categories=categories, scores=scores, language=language)

    def _versions(self) -> tuple[tuple[str, str], ...]:
        return tuple((language, model.version) for language, model in self.models.items())

    def _analyse(self, policy: Policy, as_of: date, checklists: tuple[Checklist, ...]) -> Analysis:
        from reviewer.analysis.disclosures import condition_matches
        from reviewer.analysis.pieces import pieces_of
        from reviewer.checklist.conditions import decide
        from reviewer.checklist.evaluate import Facts
        from reviewer.text.normalize import shadow

        self.warm(tuple(language.split("-")[0] for language in policy.languages))
        folded = shadow(policy.text)
        pieces = pieces_of(policy, self.lexicon, folded)
        extraction = self.extractor.extract(policy, pieces.all)
        extraction = self._attributes.with_attributes(policy, extraction, folded)
        disclosures = self._detector.detect(pieces, extraction)
        conditions = self.rulebook.conditions
        states = decide(conditions, disclosures, condition_matches(pieces, extraction))
        return Analysis(
            as_of=as_of,
            rulebook=self.rulebook.version,
            models=self._versions(),
            clauses=extraction.clauses,
            disclosures=disclosures,
            checklists=self._evaluator.evaluate(
                checklists,
                Facts(disclosures=disclosures, clauses=extraction.clauses, states=states),
            ),
        )


def _unusable(error: ValueError) -> RulebookError:
    return RulebookError(
        "The rulebook cannot be used: {problem}; correct the phrase.", problem=error
    )


def read_timed(data: bytes, name: str, encoding: str = "") -> tuple[Policy, float]:
    """The policy that a file's bytes hold, and the seconds that reading took.

    Raises:
        ReadError: the bytes are no readable policy.
    """
    begin = time.perf_counter()
    policy = read(data, name, encoding)
    return policy, time.perf_counter() - begin


def review(data: bytes, name: str, analyser: Analyser, options: Options) -> Review:
    """Reads and analyses a file's bytes, all in this process.

    Raises:
        ReadError: the bytes are no readable policy.
        RulebookError: a checklist is asked for that the rulebook lacks.
    """
    return review_policy(read_timed(data, name), analyser, options)


def review_guarded(data: bytes, name: str, options: Options) -> tuple[Review, Rulebook]:
    """Reads in a process that can be killed, loads the rulebook meanwhile, and analyses.

    Raises:
        ReadError: the bytes are no readable policy, or reading did not end well.
        RulebookError: a checklist is asked for that the rulebook lacks.
    """
    from reviewer.guard import Reading

    with Reading(read_timed, data, name) as reading:
        analyser = load_analyser()
        read_in = cast("tuple[Policy, float]", reading.answer())
    return review_policy(read_in, analyser, options), analyser.rulebook


def review_policy(read_in: tuple[Policy, float], analyser: Analyser, options: Options) -> Review:
    """Analyses a policy that was read.

    Args:
        read_in: the policy, and the seconds that reading it took.

    Raises:
        RulebookError: a checklist is asked for that the rulebook lacks.
    """
    policy, seconds = read_in
    begin = time.perf_counter()
    analysis = analyser.analyse(policy, options)
    timing = Timing(read=seconds, analyse=time.perf_counter() - begin)
    return Review(policy=policy, analysis=analysis, timing=timing)


def no_checklist(identifier: str, rulebook: Rulebook) -> RulebookError:
    """What to say where a checklist is asked for that the rulebook lacks."""
    return RulebookError(
        "There is no checklist {id}; the checklists are {known}.",
        id=identifier,
        known=", ".join(checklist.id for checklist in rulebook.checklists),
    )


def _chosen(rulebook: Rulebook, ids: tuple[str, ...]) -> tuple[Checklist, ...]:
    known = {checklist.id: checklist for checklist in rulebook.checklists}
    for identifier in ids:
        if identifier not in known:
            raise no_checklist(identifier, rulebook)
    return tuple(known[identifier] for identifier in ids) if ids else rulebook.checklists
