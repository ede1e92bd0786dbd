"""How disclosures are recognised: what sentences say, and what that makes together.

Phrases are written as ``analysis/phrases.py`` describes.
"""

from __future__ import annotations

from dataclasses import dataclass

from reviewer.model.clause import AttributeKind, Category


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """One thing a sentence can say that counts towards a disclosure.

    A sentence shows the sign when one phrase of its language stands in it (or,
    where ``attributes`` is given, one attribute of such a kind), none of
    ``unless`` does, its clause has one of ``categories`` and it names a value
    of one of the kinds in ``naming`` (where given). Where its language has phrases
    in ``besides`` or ``under``, one must stand in the sentence too, or above it.

    Attributes:
        en: English phrases. zh: Chinese phrases.
        unless_en: English phrases that rule the sentence out.
        unless_zh: the same in Chinese.
        besides_en: English phrases of which one must stand there too, in whatever order.
        besides_zh: the same in Chinese.
        under_en: English phrases of which one must stand above: in a heading of the
            sentence's section, in what announces its list, or among its table's columns.
        under_zh: the same in Chinese.
        categories: any one of them is needed; empty: no clause is needed.
        attributes: any one of these kinds is enough.
        naming: any one of these kinds is needed; empty: none is.
        among: ids or groups of the values that count for both; empty: all do.
        headings: whether headings are searched too; without any phrases and attributes
            every heading shows the sign.
        at_least: how many different phrases or attribute values must be found
            in the whole document.
        sentences: how many sentences or headings must show it.
        denies: whether it says that there is no such practice at all. The disclosure is
            made, but is no proof of the practice.
        by_itself: whether it must be a short line among the first or the last ones, as
            names that head or sign a policy are; more than two such lines are a list.
    """

    id: str
    en: tuple[str, ...] = ()
    zh: tuple[str, ...] = ()
    unless_en: tuple[str, ...] = ()
    unless_zh: tuple[str, ...] = ()
    besides_en: tuple[str, ...] = ()
    besides_zh: tuple[str, ...] = ()
    under_en: tuple[str, ...] = ()
    under_zh: tuple[str, ...] = ()
    categories: tuple[Category, ...] = ()
    attributes: tuple[AttributeKind, ...] = ()
    naming: tuple[AttributeKind, ...] = ()
    among: tuple[str, ...] = ()
    headings: bool = False
    at_least: int = 1
    sentences: int = 1
    denies: bool = False
    by_itself: bool = False

    @property
    def any_heading(self) -> bool:
        """Whether every heading shows it."""
        return self.headings and not (self.en or self.zh or self.attributes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Detector:
    """How a disclosure is decided from signs.

    Attributes:
        present: groups of sign ids, the one that states it best first; the
            disclosure is present when all signs of one group are shown.
        partial: the same for partly present.
        about: categories of the clauses that usually tell it; those are
            preferred as evidence, but not needed.
        only: categories of the clauses that can tell it; what stands in no clause
            can too; empty: all can.
        within: how many sentences apart the signs of one group may stand;
            None: anywhere in the document.
    """

    signs: tuple[Sign, ...]
    present: tuple[tuple[str, ...], ...]
    partial: tuple[tuple[str, ...], ...] = ()
    about: tuple[Category, ...] = ()
    only: tuple[Category, ...] = ()
    within: int | None = None
