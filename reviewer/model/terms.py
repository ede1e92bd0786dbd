"""The words by which clauses name values: data types, recipients, laws ...

Read from ``resources/rulebook/attributes/``, one file a kind. How phrases are
written is described in ``analysis/phrases.py``, but that they have one gap at most, and
``*`` at their ends alone. What stands between ``<`` and ``>`` at an end must be
there and is no part of the value: ``phone<,>``. A phrase with capitals stands in
a text exactly so, every other in any case.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from reviewer.model.clause import AttributeKind, Category
from reviewer.model.policy import LocalizedText


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A value and its wordings.

    Attributes:
        id: the value, unique among those of its kind.
        en: English phrases; the plural of the last word counts as well.
        zh: Chinese phrases.
        sensitive: whether a law calls such data sensitive; None: as its group.
        categories: a clause of one of these can name it; empty: of those of its list.
    """

    id: str
    title: LocalizedText
    en: tuple[str, ...] = ()
    zh: tuple[str, ...] = ()
    sensitive: bool | None = None
    categories: tuple[Category, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TermGroup:
    """Values that belong together.

    Attributes:
        sensitive: whether a law calls such data sensitive.
        named: whether the words themselves are the value, as with names.
    """

    id: str
    title: LocalizedText
    terms: tuple[Term, ...]
    sensitive: bool = False
    named: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TermList:
    """All values of one kind of attribute.

    Attributes:
        categories: a clause of one of these can name such a value.
        never_en: phrases that hold words of this list and name no value.
        never_zh: the same in Chinese.
    """

    kind: AttributeKind
    categories: tuple[Category, ...]
    groups: tuple[TermGroup, ...]
    never_en: tuple[str, ...] = ()
    never_zh: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Denial:
    """Words of one language that deny what stands around them.

    Attributes:
        negating: deny what follows, up to the end of the sentence or a word of ``until``.
        none: deny the next words alone.
        passive: words right behind a denial that make it deny what stands before,
            too, in the same part of the sentence ("is not shared").
        until: end what is denied.
        never: look like a denial and are none.
        subjects: nothing is denied where it is one of these that does not do it.
        conditions: nothing is denied behind one of these in the same part.
    """

    language: str
    negating: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    passive: tuple[str, ...] = ()
    until: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """All words by which attributes are found.

    Attributes:
        lists: one a kind that is named in words, in the order in which they are
            preferred where the same words name values of several kinds.
        denials: one a language.
    """

    lists: tuple[TermList, ...] = field(default=())
    denials: tuple[Denial, ...] = field(default=())

    def term(self, kind: AttributeKind, value: str) -> Term | None:
        """The term behind a value; None where no list has it."""
        for one in self.lists:
            if one.kind is kind:
                for group in one.groups:
                    for term in group.terms:
                        if term.id == value:
                            return term
        return None
