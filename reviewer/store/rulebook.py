"""Reads the rulebook: the files of a folder become one checked :class:`Rulebook`."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

import yaml

from reviewer.errors import RulebookError
from reviewer.model.clause import Category
from reviewer.model.rules import (
    CategoryStyle,
    Checklist,
    Condition,
    Disclosure,
    Precedence,
    Requirement,
    Rulebook,
)
from reviewer.paths import resources
from reviewer.store import compact, extending, wording
from reviewer.store.schema import checked

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from reviewer.model.flags import Flag
    from reviewer.model.signs import Detector

# The parser in C is some ten times as fast; not every build of PyYAML has it.
_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def load(folder: Path | None = None) -> Rulebook:
    """The rulebook of a folder, validated.

    Args:
        folder: where its files stand; None for the bundled rulebook.

    Raises:
        RulebookError: a file is missing, is no YAML, does not fit its class,
            or names something that is defined nowhere.
    """
    folder = folder or resources() / "rulebook"
    detectors = _detectors(folder)
    cues = compact.cues(_parsed(folder, "cues.yaml", {}), "cues.yaml")
    patterns = _parsed(folder, "patterns.yaml", [])
    rulebook = Rulebook(
        version=_version(folder),
        categories=_styles(folder),
        vocabulary=compact.vocabulary(_parsed(folder, "vocabulary.yaml", {}), "vocabulary.yaml"),
        cues=cues,
        headings=compact.headings(_parsed(folder, "headings.yaml", []), "headings.yaml"),
        patterns=compact.patterns(patterns, "patterns.yaml"),
        disclosures=_disclosures(folder, detectors),
        conditions=checked(
            tuple[Condition, ...], _parsed(folder, "conditions.yaml"), "conditions.yaml"
        ),
        checklists=tuple(_checklists(folder)),
        neutral=compact.neutral(_parsed(folder, "neutral.yaml", []), "neutral.yaml"),
        precedence=checked(
            tuple[Precedence, ...], _parsed(folder, "precedence.yaml", []), "precedence.yaml"
        ),
        wording=wording.wording(_attributes(folder)),
        flags=tuple(_flags(folder)),
    )
    _refuse_dangling(rulebook)
    _refuse_twins(rulebook)
    return rulebook


def _parsed(folder: Path, name: str, default: object = None) -> object:
    """What a file holds; ``default``, if there is one, where it is absent."""
    if default is not None and not (folder / name).exists():
        return default
    text = _text_of(folder, name)
    try:
        value: object = yaml.load(text, Loader=_LOADER)  # noqa: S506 - a safe loader
    except (yaml.YAMLError, ValueError) as error:  # ValueError: 2026-13-45 is no date
        raise _no_yaml(name, error) from error
    return default if value is None and default is not None else value


def _text_of(folder: Path, name: str) -> str:
    try:
        return (folder / name).read_text(encoding="utf-8")
    except OSError as error:
        template = "The rulebook file {file} cannot be read in {folder}; restore it there."
        raise RulebookError(template, file=name, folder=folder) from error
    except UnicodeDecodeError as error:
        template = "The rulebook file {file} is not in UTF-8; save it in that encoding."
        raise RulebookError(template, file=name) from error


def _no_yaml(name: str, error: yaml.YAMLError | ValueError) -> RulebookError:
    mark = getattr(error, "problem_mark", None)
    return RulebookError(
        "The rulebook file {file} is no YAML at line {line}: {problem}; correct it there.",
        file=name,
        line=mark.line + 1 if mark else 1,
        problem=getattr(error, "problem", None) or "it cannot be parsed",
    )


def _version(folder: Path) -> str:
    name = "version.yaml"
    value = _parsed(folder, name)
    if not isinstance(value, dict) or set(value) != {"version"}:
        template = "The rulebook file {file} must hold the one key 'version'; correct it."
        raise RulebookError(template, file=name)
    return checked(str, value["version"], name)


def _styles(folder: Path) -> tuple[CategoryStyle, ...]:
    """The styles in the order of :class:`Category`."""
    name = "categories.yaml"
    styles = checked(tuple[CategoryStyle, ...], _parsed(folder, name), name)
    by_category = {style.id: style for style in styles}
    for category in Category:
        if category not in by_category:
            template = "The rulebook file {file} lacks the category {category}; add it."
            raise RulebookError(template, file=name, category=category.value)
    _refuse_repeated((style.id for style in styles), "category", name)
    return tuple(by_category[category] for category in Category)


def _detectors(folder: Path) -> dict[str, Detector]:
    """Detectors by disclosure, from detectors.yaml and the folder of that name."""
    found: dict[str, Detector] = {}
    names = ["detectors.yaml"]
    names += [f"detectors/{path.name}" for path in sorted((folder / "detectors").glob("*.yaml"))]
    for name in names:
        for disclosure, detector in compact.detectors(_parsed(folder, name, {}), name).items():
            _refuse_repeated([*found, disclosure], "detector", name)
            found[disclosure] = detector
    return found


def _attributes(folder: Path) -> dict[str, object]:
    """What the files of the folder of attributes hold, by name."""
    names = [f"attributes/{path.name}" for path in sorted((folder / "attributes").glob("*.yaml"))]
    return {name: _parsed(folder, name) for name in names}


def _disclosures(folder: Path, detectors: dict[str, Detector]) -> tuple[Disclosure, ...]:
    name = "disclosures.yaml"
    disclosures = checked(tuple[Disclosure, ...], _parsed(folder, name), name)
    _refuse_repeated((disclosure.id for disclosure in disclosures), "disclosure", name)
    known = {disclosure.id for disclosure in disclosures}
    for identifier in detectors:
        _refuse_unknown(identifier, known, "disclosure", "the detectors")
    return tuple(
        replace(disclosure, detector=detectors.get(disclosure.id, disclosure.detector))
        for disclosure in disclosures
    )


def _checklists(folder: Path) -> Iterable[Checklist]:
    """The checklists in the order of their file names."""
    names = [f"checklists/{path.name}" for path in sorted((folder / "checklists").glob("*.yaml"))]
    values = {name: _parsed(folder, name) for name in names}
    plain = {
        name: checked(Checklist, value, name)
        for name, value in values.items()
        if not (isinstance(value, dict) and extending.EXTENDS in value)
    }
    bases = {checklist.id: checklist for checklist in plain.values()}
    for name, value in values.items():
        checklist = plain[name] if name in plain else _extending(value, bases, name)
        if checklist.id != PurePath(name).stem:
            template = "The rulebook file {file} holds the checklist {id}; give both one name."
            raise RulebookError(template, file=name, id=checklist.id)
        yield checklist


def _extending(value: object, bases: dict[str, Checklist], name: str) -> Checklist:
    """A checklist whose file says what differs from another."""
    given = checked(dict[str, object], value, name)
    extended = str(given[extending.EXTENDS])
    _refuse_unknown(extended, set(bases), "checklist", name)
    base = bases[extended]
    without = checked(tuple[str, ...], given.get(extending.WITHOUT, ()), name)
    for identifier in without:
        _refuse_unknown(identifier, {item.id for item in base.items}, "item", name)
    checklist = checked(Checklist, extending.merged(given, base), name)
    return extending.assembled(checklist, base, without)


def _flags(folder: Path) -> Iterable[Flag]:
    """The flags in the order of their files' names and within these."""
    for path in sorted((folder / "flags").glob("*.yaml")):
        name = f"flags/{path.name}"
        yield from compact.flags(_parsed(folder, name), name)


def _refuse_twins(rulebook: Rulebook) -> None:
    """Refuses ids that are given twice.

    Raises:
        RulebookError: naming the first such id.
    """
    items = [item.id for checklist in rulebook.checklists for item in checklist.items]
    _refuse_repeated(items, "item", "checklists")
    _refuse_repeated((one.id for one in rulebook.conditions), "condition", "conditions.yaml")
    _refuse_repeated((flag.id for flag in rulebook.flags), "flag", "flags")
    _refuse_repeated((rule.id for rule in rulebook.headings), "heading", "headings.yaml")
    _refuse_repeated((rule.id for rule in rulebook.neutral), "entry", "neutral.yaml")
    _refuse_repeated((rule.id for rule in rulebook.patterns), "pattern", "patterns.yaml")


def _refuse_repeated(ids: Iterable[str], kind: str, file: str) -> None:
    for identifier, times in Counter(ids).items():
        if times > 1:
            template = "The rulebook file {file} defines the {kind} {id} twice; rename one."
            raise RulebookError(template, file=file, kind=kind, id=str(identifier))


def _refuse_dangling(rulebook: Rulebook) -> None:
    """Refuses disclosures and conditions that are named and nowhere defined.

    Raises:
        RulebookError: naming the first such id and where it stands.
    """
    disclosures = {disclosure.id for disclosure in rulebook.disclosures}
    conditions = {condition.id for condition in rulebook.conditions}
    for condition in rulebook.conditions:
        for identifier in condition.holds:
            _refuse_unknown(identifier, disclosures, "disclosure", f"condition {condition.id}")
    for flag in rulebook.flags:
        for identifier in (one for sign in flag.signs for one in sign.disclosures):
            _refuse_unknown(identifier, disclosures, "disclosure", f"flag {flag.id}")
    for checklist in rulebook.checklists:
        for item in checklist.items:
            for identifier in _named(item):
                _refuse_unknown(identifier, disclosures, "disclosure", f"item {item.id}")
            if item.condition is not None:
                _refuse_unknown(item.condition, conditions, "condition", f"item {item.id}")
            _refuse_undecidable(item)


def _named(item: Requirement) -> tuple[str, ...]:
    machine = item.test.machine if item.test else None
    tested = (machine.disclosure,) if machine else ()
    return item.all_of + item.any_of + item.fallback + tested


def _refuse_unknown(identifier: str, known: set[str], kind: str, place: str) -> None:
    if identifier not in known:
        template = "The rulebook names the {kind} {id} at {place}, but none is defined; correct it."
        raise RulebookError(template, kind=kind, id=identifier, place=place)


def _refuse_undecidable(item: Requirement) -> None:
    if not item.all_of + item.any_of:
        template = (
            "The rulebook's item {id} names no disclosure that decides it; add all_of or any_of."
        )
        raise RulebookError(template, id=item.id)
    if item.test and (item.test.kind == "machine") != (item.test.machine is not None):
        template = "The rulebook's item {id} has a test whose kind and limits differ; correct it."
        raise RulebookError(template, id=item.id)
