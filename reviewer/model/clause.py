"""Clauses: what a policy says, by category, with the words that prove it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reviewer.model.span import Span


class Category(StrEnum):
    """The fifteen kinds of data practice; the ids are fixed."""

    # By the value, as they are compared: an enumeration's own hash is far slower.
    __hash__ = str.__hash__

    COLLECTION = "collection"
    PERMISSION = "permission"
    USE = "use"
    COOKIES = "cookies"
    SHARING = "sharing"
    RETENTION = "retention"
    SECURITY = "security"
    RIGHTS = "rights"
    CHOICE = "choice"
    DO_NOT_TRACK = "do_not_track"
    TRANSFER = "transfer"
    MINORS = "minors"
    CHANGE = "change"
    CONTACT = "contact"
    CESSATION = "cessation"


class ReasonKind(StrEnum):
    """What sort of thing spoke for a category."""

    __hash__ = str.__hash__  # see Category

    CUE = "cue"
    PATTERN = "pattern"
    SECTION = "section"
    LEAD_IN = "lead_in"
    MODEL = "model"


class ClauseOrigin(StrEnum):
    """Who found a clause."""

    RULE = "rule"
    MODEL = "model"
    BOTH = "both"


class AttributeKind(StrEnum):
    """What a span inside a clause names."""

    __hash__ = str.__hash__  # see Category

    DATA_TYPE = "data_type"
    RECIPIENT = "recipient"
    PURPOSE = "purpose"
    PERIOD = "period"
    COUNTRY = "country"
    AGE = "age"
    DEADLINE = "deadline"
    CONTACT = "contact"
    LAW = "law"
    CERTIFICATION = "certification"
    RIGHT = "right"
    PERMISSION = "permission"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a clause has a category.

    Attributes:
        category: what it speaks for.
        kind: cue, pattern, section heading, list lead-in or model.
        span: the deciding words; for a section or lead-in, the words of the
            heading or lead-in that decided.
        rule: id of the rule in the rulebook.
        weight: evidence in logits; negative where it speaks against.
    """

    category: Category
    kind: ReasonKind
    span: Span
    rule: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """A value named in a clause.

    Attributes:
        value: normalised: ISO 8601 durations for periods ("P3Y"), years for
            ages, "P15D" or "P15BD" (business days) for deadlines, the address
            itself or "form" for contacts, ISO 3166 codes for countries, the
            short name for laws, and for all others the id of a term or the
            name as it is written.
        negated: whether the clause denies it ("we do not collect your location").
        group: of the term, "biometric" for a fingerprint; "" where it has none.
        sensitive: whether a law calls such data sensitive.
    """

    kind: AttributeKind
    value: str
    span: Span
    negated: bool = False
    group: str = ""
    sensitive: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One practice stated in one place.

    Attributes:
        span: one sentence or item, or adjacent ones that say one thing.
        categories: at least one, in the order of :class:`Category`.
        scores: one for each category, between 0 and 1, in the same order.
        section: index into ``Policy.sections``; None before the first heading.
    """

    span: Span
    categories: tuple[Category, ...]
    scores: tuple[float, ...]
    section: int | None
    origin: ClauseOrigin
    reasons: tuple[Reason, ...] = ()
    attributes: tuple[Attribute, ...] = ()

    def score(self, category: Category) -> float:
        """The score of a category; 0.0 where the clause does not have it."""
        if category in self.categories:
            return self.scores[self.categories.index(category)]
        return 0.0
