"""The rulebook: what is looked for, and which article asks for it.

Everything here is read from ``resources/rulebook/`` by ``store/rulebook.py``
and checked against these classes. How phrases are written is described in
``analysis/lexicon.py``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from reviewer.model.clause import AttributeKind, Category
from reviewer.model.flags import Flag, Severity
from reviewer.model.policy import LocalizedText
from reviewer.model.signs import Detector
from reviewer.model.terms import Wording


class Underline(StrEnum):
    """How the line under a clause is drawn; told apart without colour."""

    SOLID = "solid"
    DASHED = "dashed"
    DOTTED = "dotted"


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryStyle:
    """How a category is named and shown, in the window and on paper.

    Attributes:
        tag: two letters for margins.
        hue: "#RRGGBB"; at least 3:1 against white and against #18191b.
        key: "1" to "8"; categories that share a key share a hue.
        about: what belongs to the category, in one sentence.
    """

    id: Category
    title: LocalizedText
    tag: str
    hue: str
    key: str
    underline: Underline
    about: LocalizedText


@dataclass(frozen=True, slots=True, kw_only=True)
class CueRule:
    """Phrases that speak for or against a category.

    Attributes:
        language: "en" or "zh".
        weight: evidence in logits that the first matching phrase adds.
    """

    id: str
    category: Category
    language: str
    weight: float
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NeutralRule:
    """Phrases of sentences that state no practice: greetings, definitions, scope.

    Attributes:
        language: "en" or "zh".
        weight: evidence in logits against every category; negative.
    """

    id: str
    language: str
    weight: float
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Precedence:
    """One category takes a sentence from others.

    Attributes:
        weight: evidence in logits for each weaker category once the stronger
            one is settled; negative.
    """

    stronger: Category
    weaker: tuple[Category, ...]
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingRule:
    """Words in a heading that put its section under categories.

    Attributes:
        weight: evidence in logits for each sentence of the section.
    """

    id: str
    categories: tuple[Category, ...]
    language: str
    weight: float
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """A spaCy token pattern that speaks for or against a category.

    Attributes:
        tokens: one mapping of token attributes a token, as spaCy's Matcher
            takes them.
        gate: phrases of which one must stand in a sentence before the
            matcher looks at it.
    """

    id: str
    category: Category
    language: str
    weight: float
    gate: tuple[str, ...]
    tokens: tuple[dict[str, object], ...]


class Priority(StrEnum):
    """How often a disclosure matters."""

    CORE = "core"
    EXTENDED = "extended"
    NICHE = "niche"


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure:
    """Something a policy may tell its readers.

    Attributes:
        origin: "codebook" or "added".
        present: when it counts as present. partial: when as partly present.
        detector: None where nothing decides it from text.
    """

    id: str
    origin: str
    priority: Priority
    title: LocalizedText
    present: LocalizedText
    partial: LocalizedText
    absent: LocalizedText
    remedy: LocalizedText
    detector: Detector | None = None


class Level(StrEnum):
    """How far a requirement binds."""

    REQUIRED = "required"
    CONDITIONAL = "conditional"
    RECOMMENDED = "recommended"


class Verification(StrEnum):
    """How an article was checked against its source."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    MIXED = "mixed"
    MEMORY = "memory"

    @property
    def verified(self) -> bool:
        """Whether the article may be quoted without a warning."""
        return self in {Verification.PRIMARY, Verification.SECONDARY}


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A fact about the product on which requirements hang.

    Attributes:
        question: what the reviewer is asked.
        holds: disclosure ids, any of which, present or partly present with
            evidence of the fact, shows that the condition holds.
        holds_en, holds_zh: phrases that show it. fails_en, fails_zh: that
            deny it. moot_en, moot_zh: of sentences that only seem to.
    """

    id: str
    question: LocalizedText
    holds: tuple[str, ...] = ()
    holds_en: tuple[str, ...] = ()
    holds_zh: tuple[str, ...] = ()
    fails_en: tuple[str, ...] = ()
    fails_zh: tuple[str, ...] = ()
    moot_en: tuple[str, ...] = ()
    moot_zh: tuple[str, ...] = ()


class TestKind(StrEnum):
    """Who decides a legal test."""

    __test__ = False

    MACHINE = "machine"
    REVIEWER = "reviewer"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class MachineTest:
    """A comparison of attribute values with a legal limit.

    Attributes:
        attribute: which attributes are compared.
        disclosure: whose evidence they are taken from.
        at_least: smallest value that passes; None for no lower limit. Years
            for ages, calendar days for deadlines and periods.
        at_most: largest value that passes; None for no upper limit.
        optional: whether a policy may name no value; else the test is open.
    """

    attribute: AttributeKind
    disclosure: str
    at_least: float | None = None
    at_most: float | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalTest:
    """A question beyond whether something is said.

    Attributes:
        machine: the comparison, for tests of kind machine; None otherwise.
    """

    kind: TestKind
    text: LocalizedText
    machine: MachineTest | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """One item of a checklist, with the article that asks for it.

    Attributes:
        article: as a lawyer would cite it.
        all_of: disclosures of which every one is needed.
        any_of: disclosures of which one is needed; empty for no such need.
        fallback: disclosures whose evidence is worth a look when the item
            cannot be decided.
        condition: id of the condition under which it binds; None: always.
    """

    id: str
    title: LocalizedText
    article: str
    level: Level
    severity: Severity
    verification: Verification
    met: LocalizedText
    partial: LocalizedText
    missing: LocalizedText
    remedy: LocalizedText
    all_of: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    fallback: tuple[str, ...] = ()
    condition: str | None = None
    test: LegalTest | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """What one regulation or standard asks of a policy.

    Attributes:
        extends: id of the checklist whose items it took over; None: of none.
        jurisdiction_zh, version_zh: the same in Chinese; None where nobody translated it.
    """

    id: str
    title: LocalizedText
    jurisdiction: str
    version: str
    sources: tuple[str, ...]
    items: tuple[Requirement, ...]
    notes: tuple[str, ...] = ()
    extends: str | None = None
    jurisdiction_zh: str | None = None
    version_zh: str | None = None

    def jurisdiction_in(self, language: str) -> str:
        """Where it holds, in a language as far as it is translated."""
        return LocalizedText(
            self.jurisdiction, self.jurisdiction_zh or self.jurisdiction
        ).in_language(language)

    def version_in(self, language: str) -> str:
        """Which version it follows, in a language as far as it is translated."""
        return LocalizedText(self.version, self.version_zh or self.version).in_language(language)


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Named lists of alternatives that phrases refer to as ``{name}``."""

    language: str
    words: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulebook:
    """All that is looked for.

    Attributes:
        version: of the rulebook's content, not of the program.
        wording: the words by which attributes of clauses are found.
    """

    version: str
    categories: tuple[CategoryStyle, ...]
    vocabulary: tuple[Vocabulary, ...]
    cues: tuple[CueRule, ...]
    headings: tuple[HeadingRule, ...]
    patterns: tuple[Pattern, ...]
    disclosures: tuple[Disclosure, ...]
    conditions: tuple[Condition, ...]
    checklists: tuple[Checklist, ...]
    neutral: tuple[NeutralRule, ...] = ()
    precedence: tuple[Precedence, ...] = ()
    wording: Wording = field(default_factory=Wording)
    flags: tuple[Flag, ...] = ()

    def style(self, category: Category) -> CategoryStyle:
        """How a category is shown."""
        return next(style for style in self.categories if style.id is category)

    def disclosure(self, identifier: str) -> Disclosure:
        """The disclosure with an id.

        Raises:
            KeyError: there is none.
        """
        for disclosure in self.disclosures:
            if disclosure.id == identifier:
                return disclosure
        raise KeyError(identifier)

    def checklist(self, identifier: str) -> Checklist:
        """The checklist with an id.

        Raises:
            KeyError: there is none.
        """
        for checklist in self.checklists:
            if checklist.id == identifier:
                return checklist
        raise KeyError(identifier)

    def flag(self, identifier: str) -> Flag:
        """The flag with an id.

        Raises:
            KeyError: there is none.
        """
        for flag in self.flags:
            if flag.id == identifier:
                return flag
        raise KeyError(identifier)
