"""The short notations of rulebook files, unfolded into the model's rules.

Cues are grouped by category, language and strength; headings hold both
languages in one entry; detectors name their signs as keys. So an author
writes nothing twice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from reviewer.errors import RulebookError
from reviewer.model.clause import Category
from reviewer.model.flags import Flag
from reviewer.model.rules import (
    CueRule,
    HeadingRule,
    NeutralRule,
    Pattern,
    Vocabulary,
)
from reviewer.model.signs import Detector
from reviewer.store.schema import checked


class _Language(StrEnum):
    EN = "en"
    ZH = "zh"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Neutral:
    id: str
    weight: float
    en: tuple[str, ...] = ()
    zh: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Heading:
    id: str
    categories: tuple[Category, ...]
    weight: float
    en: tuple[str, ...] = ()
    zh: tuple[str, ...] = ()


def vocabulary(value: object, file: str) -> tuple[Vocabulary, ...]:
    """One vocabulary a language, from ``{en: {name: [word, ...]}, zh: ...}``.

    Raises:
        RulebookError: the value is not of that form.
    """
    lists = checked(dict[_Language, dict[str, tuple[str, ...]]], value, file)
    return tuple(
        Vocabulary(language=language.value, words=words) for language, words in lists.items()
    )


def cues(value: object, file: str) -> tuple[CueRule, ...]:
    """One rule a category, language and strength; the id is made of the three.

    The form is ``{weights: {strength: weight}, category: {language: {strength:
    [phrase, ...]}}}``.

    Raises:
        RulebookError: the value is not of that form, or a strength has no
            weight.
    """
    groups = _mapping(value, file)
    weights = checked(dict[str, float], groups.pop("weights", {}), file)
    by_category = checked(dict[Category, dict[_Language, dict[str, tuple[str, ...]]]], groups, file)
    return tuple(
        CueRule(
            id=f"cue.{category.value}.{language.value}.{strength}",
            category=category,
            language=language.value,
            weight=_weight(weights, strength, file),
            phrases=phrases,
        )
        for category, by_language in by_category.items()
        for language, by_strength in by_language.items()
        for strength, phrases in by_strength.items()
    )


def neutral(value: object, file: str) -> tuple[NeutralRule, ...]:
    """One rule an entry and language that has phrases; ids end in the language.

    Raises:
        RulebookError: the value is no list of such entries.
    """
    return tuple(
        NeutralRule(
            id=f"{entry.id}.{language}", language=language, weight=entry.weight, phrases=phrases
        )
        for entry in checked(tuple[_Neutral, ...], value, file)
        for language, phrases in (("en", entry.en), ("zh", entry.zh))
        if phrases
    )


def headings(value: object, file: str) -> tuple[HeadingRule, ...]:
    """One rule an entry and language that has phrases; ids end in the language.

    Raises:
        RulebookError: the value is no list of such entries.
    """
    return tuple(
        HeadingRule(
            id=f"{entry.id}.{language}",
            categories=entry.categories,
            language=language,
            weight=entry.weight,
            phrases=phrases,
        )
        for entry in checked(tuple[_Heading, ...], value, file)
        for language, phrases in (("en", entry.en), ("zh", entry.zh))
        if phrases
    )


def patterns(value: object, file: str) -> tuple[Pattern, ...]:
    """The token patterns, as they stand.

    Raises:
        RulebookError: the value is no list of such entries.
    """
    return checked(tuple[Pattern, ...], value, file)


def detectors(value: object, file: str) -> dict[str, Detector]:
    """Detectors by disclosure, from ``{disclosure: {signs: {id: {...}}, present: [[id]]}}``.

    Raises:
        RulebookError: the value is not of that form, or a group names a sign
            that the detector does not have.
    """
    entries = {
        str(disclosure): {**entry, "signs": _listed(entry.get("signs"))}
        if isinstance(entry, Mapping)
        else entry
        for disclosure, entry in _mapping(value, file).items()
    }
    found = checked(dict[str, Detector], entries, file)
    for disclosure, detector in found.items():
        _refuse_unknown_signs(disclosure, detector, file)
    return found


def flags(value: object, file: str) -> tuple[Flag, ...]:
    """Red flags, from ``[{id: ..., signs: {id: {...}}, ...}]``.

    Raises:
        RulebookError: the value is not of that form.
    """
    entries = value
    if isinstance(value, Sequence) and not isinstance(value, str):
        entries = [
            {**entry, "signs": _listed(entry.get("signs", ()))}
            if isinstance(entry, Mapping)
            else entry
            for entry in value
        ]
    return checked(tuple[Flag, ...], entries, file)


def _mapping(value: object, file: str) -> dict[object, object]:
    if not isinstance(value, Mapping):
        template = "The rulebook file {file} must hold keys at the top; correct it."
        raise RulebookError(template, file=file)
    return dict(value)


def _weight(weights: Mapping[str, float], strength: str, file: str) -> float:
    if strength not in weights:
        template = "The rulebook file {file} has cues of strength {strength}; give it a weight."
        raise RulebookError(template, file=file, strength=strength)
    return weights[strength]


def _listed(signs: object) -> object:
    """Signs with their keys as ids; what is no mapping stays, to be refused with its place."""
    if not isinstance(signs, Mapping):
        return signs
    return [
        {"id": str(key), **sign} if isinstance(sign, Mapping) else sign
        for key, sign in signs.items()
    ]


def _refuse_unknown_signs(disclosure: str, detector: Detector, file: str) -> None:
    known = {sign.id for sign in detector.signs}
    for group in detector.present + detector.partial:
        for sign in group:
            if sign not in known:
                template = (
                    "The rulebook file {file} has no sign {sign} at {place}; define it there."
                )
                raise RulebookError(template, file=file, sign=sign, place=disclosure)
