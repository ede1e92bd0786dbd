"""Checklists of one's own: files from anywhere, in the form of the bundled ones.

Every fault of a file is found and told with its line and place. A file with
faults is left out; the others, and the bundled checklists, go on working.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import TYPE_CHECKING

from reviewer.errors import RulebookError
from reviewer.model.clause import AttributeKind
from reviewer.model.rules import Checklist, Level, MachineTest, Requirement, Rulebook, TestKind
from reviewer.paths import resources
from reviewer.store import extending
from reviewer.store.located import located
from reviewer.store.misfits import Misfits, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from reviewer.store.located import Place

# A folder that was named by mistake may hold any number of files.
_MOST = 200
_ID = re.compile(r"[a-z][a-z0-9_]{0,39}")
_COMPARED = {AttributeKind.AGE, AttributeKind.DEADLINE, AttributeKind.PERIOD}


@dataclass(frozen=True, slots=True)
class Examined:
    """What became of a file.

    Attributes:
        checklist: None where there are faults. faults: in the order of their lines.
    """

    checklist: Checklist | None
    faults: tuple[RulebookError, ...] = ()


@dataclass(frozen=True, slots=True)
class Own:
    """The rulebook with the checklists of a folder beside its own, and files left out."""

    rulebook: Rulebook
    problems: tuple[RulebookError, ...] = ()


def examine(path: Path, rulebook: Rulebook) -> Examined:
    """The checklist of a file, checked against a rulebook; or all that is wrong with it."""
    try:
        content = located(path, path.name)
    except RulebookError as error:
        return Examined(None, (error,))
    misfits = Misfits(path.name, content)
    for place in content.repeated:
        template = "{file}, line {line}, {place}: the key stands here twice; remove one."
        misfits.told(template, place)
    checklist = _Reading(misfits, rulebook).checklist(content.value)
    return Examined(None, misfits.sorted()) if misfits else Examined(checklist)


def without_bundled(rulebook: Rulebook, path: Path) -> Rulebook:
    """The rulebook without the checklist that a file is, should it be a bundled one.

    So these can be checked as well, and do not clash with themselves.
    """
    if path.resolve().parent != resources() / "rulebook" / "checklists":
        return rulebook
    others = tuple(one for one in rulebook.checklists if one.id != path.stem)
    return replace(rulebook, checklists=others)


def with_own(rulebook: Rulebook, folder: Path) -> Own:
    """The rulebook with the checklists of a folder, in the order of their file names.

    A folder that is not there holds none.
    """
    problems: list[RulebookError] = []
    for path in _files(folder, problems):
        examined = examine(path, rulebook)
        if examined.checklist is not None:
            rulebook = replace(rulebook, checklists=(*rulebook.checklists, examined.checklist))
        else:
            problems.append(_left_out(path, examined.faults))
    return Own(rulebook, tuple(problems))


def _files(folder: Path, problems: list[RulebookError]) -> list[Path]:
    try:
        found = sorted(
            path
            for path in folder.iterdir()
            if path.suffix.lower() in {".yaml", ".yml"} and path.is_file()
        )
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        template = "The folder of your checklists {folder} cannot be read ({cause}); open it up."
        problems.append(RulebookError(template, folder=folder, cause=error.strerror))
        return []
    if len(found) > _MOST:
        template = (
            "The folder of your checklists {folder} holds more than {most} files; only the first "
            "{most} are read."
        )
        problems.append(RulebookError(template, folder=folder, most=_MOST))
    return found[:_MOST]


def _left_out(path: Path, faults: tuple[RulebookError, ...]) -> RulebookError:
    if len(faults) == 1:
        return faults[0]
    template = (
        "The checklist {file} is left out for {count} errors; "
        "'reviewer checklists --validate {file}' lists them."
    )
    return RulebookError(template, file=path.name, count=len(faults))


class _Reading:
    """One file's value on its way to a checklist; faults are collected on the way."""

    def __init__(self, misfits: Misfits, rulebook: Rulebook) -> None:
        self._misfits = misfits
        self._rulebook = rulebook
        self._disclosures = {one.id for one in rulebook.disclosures}
        self._conditions = {one.id for one in rulebook.conditions}
        self._checklists = {one.id: one for one in rulebook.checklists}

    def checklist(self, value: object) -> Checklist | None:
        """The checklist; None, or one that is of no use, where there are faults."""
        if not isinstance(value, dict):
            template = "{file}, line {line}, {place}: no checklist stands here; begin with its id."
            self._misfits.told(template, ())
            return None
        self._misfits.note_strangers(Checklist, value, (), (extending.WITHOUT,))
        base = self._base(value)
        if self._misfits and base is None and extending.EXTENDS in value:
            return None  # what it leaves out is not known
        whole = value if base is None else extending.merged(value, base)
        entries = whole.get("items")
        items = whole | {"items": entries if entries is None else []}
        given = self._misfits.fitted(Checklist, items, ())
        self._check_id(value.get("id"))
        parsed = self._items(entries, str(value.get("id")), base)
        without = self._without(value, base)
        if given is not None:
            self._check_texts(given, ())
        if given is None or self._misfits:
            return None
        given = replace(given, items=parsed)
        return given if base is None else extending.assembled(given, base, without)

    def _base(self, value: Mapping[str, object]) -> Checklist | None:
        if extending.EXTENDS not in value:
            if extending.WITHOUT in value:
                template = (
                    "{file}, line {line}, {place}: there is nothing to leave out; add extends."
                )
                self._misfits.told(template, (extending.WITHOUT,))
            return None
        name = value[extending.EXTENDS]
        base = self._checklists.get(name) if isinstance(name, str) else None
        if base is None:
            close = nearest(str(name), self._checklists)
            template = (
                "{file}, line {line}, {place}: there is no checklist {id} to extend; perhaps "
                "{near} is meant."
                if close
                else "{file}, line {line}, {place}: there is no checklist {id} to extend; "
                "'reviewer checklists' lists them."
            )
            self._misfits.told(template, (extending.EXTENDS,), id=name, near=close)
        return base

    def _without(self, value: Mapping[str, object], base: Checklist | None) -> tuple[str, ...]:
        place = (extending.WITHOUT,)
        if base is None or extending.WITHOUT not in value:
            return ()
        without: tuple[str, ...] = (
            self._misfits.fitted(tuple[str, ...], value[extending.WITHOUT], place) or ()
        )
        known = {item.id for item in base.items}
        for index, identifier in enumerate(without):
            if identifier not in known:
                close = nearest(identifier, known)
                template = (
                    "{file}, line {line}, {place}: the checklist extended has no item {id}; "
                    "perhaps {near} is meant."
                    if close
                    else "{file}, line {line}, {place}: the checklist extended has no item {id}; "
                    "'reviewer checklists ID' lists its items."
                )
                self._misfits.told(template, (*place, index), id=identifier, near=close)
        return without

    def _check_id(self, identifier: object) -> None:
        if not isinstance(identifier, str):
            return
        if not _ID.fullmatch(identifier):
            template = (
                "{file}, line {line}, {place}: an id is made of small letters, digits and _; "
                "change {id}."
            )
            self._misfits.told(template, ("id",), id=repr(identifier))
        elif identifier in self._checklists:
            template = (
                "{file}, line {line}, {place}: there is a checklist {id} already; choose another "
                "id, or extend that one."
            )
            self._misfits.told(template, ("id",), id=identifier)

    def _items(
        self, entries: object, prefix: str, base: Checklist | None
    ) -> tuple[Requirement, ...]:
        if entries is None:
            return ()
        if not isinstance(entries, list) or not (entries or base):
            template = "{file}, line {line}, {place}: there are no items; list at least one."
            self._misfits.told(template, ("items",))
            return ()
        inherited = {item.id for item in base.items} if base else set()
        # What is inherited has ids too, after the checklist's own.
        seen = {extending.renamed(one, base.id, prefix) for one in inherited} if base else set()
        parsed = []
        for index, entry in enumerate(entries):
            place: Place = ("items", index)
            item = self._misfits.fitted(Requirement, entry, place)
            if isinstance(entry, dict):
                self._check_item_id(entry.get("id"), place, f"{prefix}.", inherited, seen)
                self._check_names(entry, place)
            if item is not None:
                self._check_item(item, place)
                parsed.append(item)
        return tuple(parsed)

    def _check_item_id(
        self, identifier: object, place: Place, prefix: str, inherited: set[str], seen: set[str]
    ) -> None:
        if not isinstance(identifier, str):
            return
        place = (*place, "id")
        if identifier in seen:
            template = "{file}, line {line}, {place}: there is an item {id} already; rename one."
            self._misfits.told(template, place, id=identifier)
        elif identifier not in inherited and not _follows(identifier, prefix):
            template = "{file}, line {line}, {place}: the id must begin with {prefix}; change {id}."
            self._misfits.told(template, place, prefix=repr(prefix), id=repr(identifier))
        seen.add(identifier)

    def _check_item(self, item: Requirement, place: Place) -> None:
        misfits = self._misfits
        self._check_texts(item, place)
        if not item.all_of + item.any_of:
            template = (
                "{file}, line {line}, {place}: nothing decides this item; add all_of or any_of."
            )
            misfits.told(template, place)
        if (item.level is Level.CONDITIONAL) != (item.condition is not None):
            template = (
                "{file}, line {line}, {place}: an item has a condition exactly if its level is "
                "conditional; change one of them."
            )
            misfits.told(template, (*place, "level"))
        if item.test is not None:
            self._check_test(item.test.kind, item.test.machine, (*place, "test"))

    def _check_names(self, entry: Mapping[str, object], place: Place) -> None:
        """Of the entry as it is written, so that its other faults hide none of these."""
        for key in ("all_of", "any_of", "fallback"):
            named = entry.get(key)
            for index, identifier in enumerate(named if isinstance(named, list | tuple) else ()):
                self._check_disclosure(identifier, (*place, key, index))
        condition = entry.get("condition")
        if isinstance(condition, str) and condition not in self._conditions:
            close = nearest(condition, self._conditions)
            template = (
                "{file}, line {line}, {place}: there is no condition {id}; perhaps {near} is meant."
                if close
                else "{file}, line {line}, {place}: there is no condition {id}; "
                "'reviewer checklists --names' lists them."
            )
            self._misfits.told(template, (*place, "condition"), id=condition, near=close)

    def _check_disclosure(self, identifier: object, place: Place) -> None:
        if isinstance(identifier, str) and identifier not in self._disclosures:
            close = nearest(identifier, self._disclosures)
            template = (
                "{file}, line {line}, {place}: there is no disclosure {id}; perhaps {near} is "
                "meant."
                if close
                else "{file}, line {line}, {place}: there is no disclosure {id}; "
                "'reviewer checklists --names' lists them."
            )
            self._misfits.told(template, place, id=identifier, near=close)

    def _check_test(self, kind: TestKind, machine: MachineTest | None, place: Place) -> None:
        if (kind is TestKind.MACHINE) != (machine is not None):
            template = (
                "{file}, line {line}, {place}: a test has limits exactly if its kind is machine; "
                "change one of them."
            )
            self._misfits.told(template, (*place, "kind"))
        if machine is None:
            return
        place = (*place, "machine")
        self._check_disclosure(machine.disclosure, (*place, "disclosure"))
        if machine.attribute not in _COMPARED:
            template = (
                "{file}, line {line}, {place}: only age, deadline and period can be compared; "
                "choose one."
            )
            self._misfits.told(template, (*place, "attribute"))
        low, high = machine.at_least, machine.at_most
        given = [limit for limit in (low, high) if limit is not None]
        crossed = low is not None and high is not None and low > high
        if not given or crossed or not all(map(math.isfinite, given)):
            template = (
                "{file}, line {line}, {place}: a limit is missing or the lower is above the upper; "
                "give at_least, at_most or both."
            )
            self._misfits.told(template, place)

    def _check_texts(self, value: object, place: Place) -> None:
        for where, text in _texts(value, place):
            if not text.strip():
                template = "{file}, line {line}, {place}: the text is empty; write one."
                self._misfits.told(template, where)


def _follows(identifier: str, prefix: str) -> bool:
    """Whether an item's id begins as it should; any does while the checklist has no sound id."""
    if not _ID.fullmatch(prefix.removesuffix(".")):
        return True
    return identifier.startswith(prefix) and identifier != prefix


def _texts(value: object, place: Place) -> Iterator[tuple[Place, str]]:
    """All texts of a value of the model, with their places."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, tuple):
        for index, one in enumerate(value):
            yield from _texts(one, (*place, index))
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name), (*place, field.name))
