"""The one way from a file's bytes to a review, for every caller.

Commands, the window's workers and the tests all come through here.
"""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.errors import RulebookError
from reviewer.garbage import uncollected
from reviewer.model.review import Analysis, Review, Timing
from reviewer.model.steps import Step

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from reviewer.analysis.learned import LearnedModel
    from reviewer.analysis.tables import Entry
    from reviewer.model.clause import Category
    from reviewer.model.policy import Policy
    from reviewer.model.review import ConditionState, TestState
    from reviewer.model.rules import Checklist, Rulebook


def read(data: bytes, name: str, encoding: str = "", said: str = "") -> Policy:
    """The policy that a file's bytes hold.

    Args:
        name: file name for display, without folder.
        encoding: of a text format, chosen by the user; empty: told from the bytes.
        said: the language that the user chose, "en" or "zh"; empty: told from the text.

    Raises:
        ReadError: the bytes are no readable policy.
    """
    from reviewer.text.read import read_policy

    with uncollected():
        return read_policy(data, name, encoding, said)


@dataclass(frozen=True, slots=True)
class Loaded:
    """The rulebook, and what was left out of it.

    Attributes:
        rulebook: the bundled one with the checklists of one's own beside it.
        problems: each says of a file of one's own why it is not among them.
    """

    rulebook: Rulebook
    problems: tuple[RulebookError, ...] = ()


def load_rulebook() -> Rulebook:
    """The bundled rulebook, validated, without checklists of one's own."""
    from reviewer.store.bundled import rulebook

    with uncollected():
        return rulebook()


def own_checklists_folder() -> Path:
    """Where checklists of one's own are looked for; it need not exist."""
    from reviewer import paths
    from reviewer.store import settings

    named = settings.load(paths.settings_file()).own_checklists
    return Path(named) if named else paths.checklists_folder()


def load_with_own(folder: Path | None = None) -> Loaded:
    """The bundled rulebook with the checklists of a folder.

    Args:
        folder: None for the one of the settings.
    """
    rulebook = load_rulebook()
    folder = folder or own_checklists_folder()
    # Path.is_dir() fails where one of the folders above is closed.
    if not os.path.isdir(folder):  # noqa: PTH112 - see above
        return Loaded(rulebook)
    from reviewer.store.own import with_own  # brings pydantic and YAML

    with uncollected():
        own = with_own(rulebook, folder)
    return Loaded(own.rulebook, own.problems)


def load_analyser(folder: Path | None = None) -> Analyser:
    """An analyser with the bundled rulebook and models, and the checklists of a folder.

    Args:
        folder: as :func:`load_with_own`.

    Raises:
        RulebookError: what is bundled is damaged.
    """
    from reviewer.store.models import BundledModels

    with uncollected():
        models = BundledModels()
        loaded = load_with_own(folder)
        return Analyser(loaded.rulebook, models, loaded.problems)


@dataclass(frozen=True, slots=True)
class Options:
    """What an analysis is asked for.

    Attributes:
        as_of: the only date that the analysis knows.
        checklists: ids of the checklists to evaluate; empty for all.
        answers: whether conditions hold or fail, by id, as a person said.
        test_answers: whether tests are passed or failed, by item id, as a
            person said; machine tests as well.
    """

    as_of: date
    checklists: tuple[str, ...] = ()
    answers: Mapping[str, ConditionState] = field(default_factory=dict)
    test_answers: Mapping[str, TestState] = field(default_factory=dict)


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
        problems: what was left out of the rulebook.

    Attributes:
        rulebook, models, problems: as given. extractor: finds clauses. lexicon: finds phrases.
    """

    def __init__(
        self,
        rulebook: Rulebook,
        models: Mapping[str, LearnedModel] | None = None,
        problems: tuple[RulebookError, ...] = (),
    ) -> None:
        """Compiles the rulebook.

        Raises:
            RulebookError: a phrase is not well formed.
        """
        from reviewer.analysis.attributes import AttributeFinder
        from reviewer.analysis.disclosures import DisclosureDetector
        from reviewer.analysis.extract import Extractor
        from reviewer.analysis.flags import FlagFinder
        from reviewer.analysis.lexicon import Lexicon
        from reviewer.checklist.evaluate import Evaluator
        from reviewer.store.bundled import tables_of, worded

        self.rulebook = rulebook
        self.models = models or {}
        self.problems = problems
        self.extractor = Extractor(rulebook, models)
        self._attributes = AttributeFinder(rulebook.wording, worded)
        self._detector = DisclosureDetector(rulebook.disclosures)
        self._flags = FlagFinder(rulebook.flags)
        self._evaluator = Evaluator(rulebook)
        self._warm: set[str] = set()
        try:
            self.lexicon = Lexicon(tables_of(rulebook, self._entries))
        except ValueError as error:
            raise _unusable(error) from error

    def _entries(self) -> list[Entry]:
        """All phrases that must be looked for."""
        from reviewer.analysis.condition_phrases import condition_entries

        vocabulary = {words.language: words.words for words in self.rulebook.vocabulary}
        return [
            *self.extractor.entries(),
            *self._detector.entries(),
            *condition_entries(self.rulebook.conditions, vocabulary),
            *self._flags.entries(),
        ]

    def use(self, rulebook: Rulebook) -> None:
        """Goes on with other checklists; all else in the rulebook is the same."""
        from reviewer.checklist.evaluate import Evaluator

        self.rulebook = rulebook
        self._evaluator = Evaluator(rulebook)

    def warm(self, languages: tuple[str, ...] = ("en", "zh")) -> None:
        """Loads tokenisers and dictionaries of languages ("zh-Hans"), best ahead of a policy.

        Raises:
            RulebookError: a phrase by which attributes are named is not well formed.
        """
        bases = dict.fromkeys(language.split("-")[0] for language in languages)
        cold = tuple(language for language in bases if language not in self._warm)
        if not cold:
            return
        from reviewer.paths import cache_folder
        from reviewer.text.tokens import warm

        with uncollected():
            warm(cold, cache_folder())
            self.extractor.prepare(cold)
            try:
                self._attributes.prepare(cold)
            except ValueError as error:
                raise _unusable(error) from error
        self._warm.update(cold)

    def analyse(
        self, policy: Policy, options: Options, begun: Callable[[Step], object] | None = None
    ) -> Analysis:
        """What the policy says, discloses and leaves out.

        A policy in languages that the rulebook does not know gives empty
        results.

        Args:
            begun: hears which step begins; None where nobody waits.

        Raises:
            RulebookError: a checklist is asked for that the rulebook lacks, or a
                bundled model is damaged.
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
        with uncollected():
            return self._analyse(policy, options, checklists, begun or (lambda _nobody_waits: None))

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

    def _analyse(
        self,
        policy: Policy,
        options: Options,
        checklists: tuple[Checklist, ...],
        begun: Callable[[Step], object],
    ) -> Analysis:
        from reviewer.analysis.condition_phrases import condition_matches
        from reviewer.analysis.flagged import FlagDocument
        from reviewer.analysis.kinds import kinds_of
        from reviewer.analysis.pieces import pieces_of
        from reviewer.analysis.valued import named_by
        from reviewer.checklist.conditions import decide
        from reviewer.checklist.evaluate import Facts
        from reviewer.text.normalize import shadow

        begun(Step.PREPARING)
        self.warm(policy.languages)
        begun(Step.SEARCHING)
        folded = shadow(policy.text)
        pieces = pieces_of(policy, self.lexicon, folded)
        begun(Step.EXTRACTING)
        extraction = self.extractor.extract(policy, pieces.all)
        begun(Step.DETAILING)
        extraction = self._attributes.with_attributes(policy, extraction, folded)
        named = named_by(pieces.all, extraction)
        begun(Step.DISCLOSING)
        disclosures = self._detector.detect(pieces, extraction, named)
        matches = condition_matches(pieces, extraction)
        states = decide(self.rulebook.conditions, disclosures, matches, options.answers)
        begun(Step.CONCLUDING)
        document = FlagDocument(
            policy=policy,
            folded=folded,
            pieces=pieces,
            extraction=extraction,
            kinds=kinds_of(pieces, extraction),
            named=named,
            disclosures={finding.id: finding for finding in disclosures},
            as_of=options.as_of,
            rules=self._flags.rules,
            showings={},
        )
        return Analysis(
            as_of=options.as_of,
            rulebook=self.rulebook.version,
            models=self._versions(),
            clauses=extraction.clauses,
            disclosures=disclosures,
            checklists=self._evaluator.evaluate(
                checklists,
                Facts(
                    disclosures=disclosures,
                    clauses=extraction.clauses,
                    states=states,
                    answers=options.test_answers,
                ),
            ),
            flags=self._flags.find(document),
        )


def _unusable(error: ValueError) -> RulebookError:
    return RulebookError(
        "The rulebook cannot be used: {problem}; correct the phrase.", problem=error
    )


def read_timed(data: bytes, name: str, encoding: str = "", said: str = "") -> tuple[Policy, float]:
    """The policy that a file's bytes hold, and the seconds that reading took.

    Raises:
        ReadError: the bytes are no readable policy.
    """
    begin = time.perf_counter()
    policy = read(data, name, encoding, said)
    return policy, time.perf_counter() - begin


def review(data: bytes, name: str, analyser: Analyser, options: Options) -> Review:
    """Reads and analyses a file's bytes, all in this process.

    Raises:
        ReadError: the bytes are no readable policy.
        RulebookError: a checklist is asked for that the rulebook lacks.
    """
    return review_policy(read_timed(data, name), analyser, options)


def review_policy(read_in: tuple[Policy, float], analyser: Analyser, options: Options) -> Review:
    """Analyses a policy that was read.

    Args:
        read_in: the policy, and the seconds that reading it took.

    Raises:
        RulebookError: a checklist is asked for that the rulebook lacks.
    """
    policy, seconds = read_in
    if policy.analysed:
        # Once a process, and ten times as long as what is measured.
        analyser.warm(policy.languages)
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
