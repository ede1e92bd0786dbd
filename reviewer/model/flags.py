"""Red flags: what a reviewer should be told of, and the signs by which it is found."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from reviewer.model.clause import AttributeKind, Category
from reviewer.model.policy import LocalizedText


class Severity(StrEnum):
    """What is at stake when a requirement is not met or a flag is raised."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class FlagKind(StrEnum):
    """What it takes to find a flag.

    A pattern stands in a sentence; a consistency is between several places;
    what is external must be looked up outside the text; what is semantic asks
    for judgement.
    """

    PATTERN = "pattern"
    CONSISTENCY = "consistency"
    EXTERNAL = "external"
    SEMANTIC = "semantic"


class Reach(StrEnum):
    """How far around a sentence a sign in it counts.

    Neighbours are up to two sentences before and behind, within the section;
    a section is the innermost one.
    """

    SENTENCE = "sentence"
    NEIGHBOURS = "neighbours"
    SECTION = "section"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagSign:
    """Something that speaks for or against a flag.

    A sentence shows the sign when all holds that is given here: one phrase
    stands in it, none of ``unless`` does, its clause has one of
    ``categories``, and it names as many different values as ``least`` says.

    Attributes:
        en: English phrases. zh: Chinese phrases.
        unless_en: English phrases that rule the sentence out.
        unless_zh: the same in Chinese.
        categories: any one of them is needed; empty: no clause is needed.
        attributes: kinds of the values that are counted; denied ones are not.
        least: how many different values are needed where kinds are given.
        beside: within how many characters of the phrase such a value must
            stand; 0: anywhere in the sentence.
        disclosures: any one of them, present in the policy, shows the sign
            in the whole document; no other condition is given then.
        headings: whether headings are searched too.
        weight: what it adds; a sentence whose weights sum up to one or more
            raises the flag. 0: it raises nothing and is for a check to read.
        reach: how far it counts.
        lowers: whether it makes the flag one step less severe where it counts.
        since: "2020-07-16": it is looked for from this day on, for what was
            true before; empty: always.
    """

    id: str
    en: tuple[str, ...] = ()
    zh: tuple[str, ...] = ()
    unless_en: tuple[str, ...] = ()
    unless_zh: tuple[str, ...] = ()
    categories: tuple[Category, ...] = ()
    attributes: tuple[AttributeKind, ...] = ()
    least: int = 1
    beside: int = 0
    disclosures: tuple[str, ...] = ()
    headings: bool = False
    weight: float = 1.0
    reach: Reach = Reach.SENTENCE
    lowers: bool = False
    since: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """Something in a policy that a reviewer should be warned of.

    Attributes:
        definition: what is meant. why: the articles and guidance behind it.
        exceptions: when it is harmless.
        message: what is said where it is raised; ``{name}`` stands for a
            value that the check gives, ``{words}`` for the words it rests on.
        variants: other messages, by the name a check asks for them.
        signs: what it is found by, alone or by a check in ``analysis/checks``.
        lists: words and numbers that a check reads, by name.
        most: how many places are shown, the clearest ones; 0: all.
        sentences: how many sentences must raise it before it is shown at all.
        asks: whether it is left to the reviewer and never raised.
    """

    id: str
    title: LocalizedText
    severity: Severity
    kind: FlagKind
    definition: LocalizedText
    why: LocalizedText
    exceptions: LocalizedText
    remedy: LocalizedText
    message: LocalizedText
    variants: dict[str, LocalizedText] = field(default_factory=dict)
    signs: tuple[FlagSign, ...] = ()
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)
    most: int = 0
    sentences: int = 1
    asks: bool = False

    def said(self, variant: str = "") -> LocalizedText:
        """The message, or that of a variant.

        Raises:
            KeyError: there is no such variant.
        """
        return self.variants[variant] if variant else self.message
