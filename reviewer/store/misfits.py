"""What does not fit the model in a file of one's own: every fault, each as a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import is_dataclass
from difflib import get_close_matches
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, get_args, get_origin, get_type_hints

from pydantic import TypeAdapter, ValidationError

from reviewer.errors import RulebookError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from enum import Enum

    from pydantic_core import ErrorDetails

    from reviewer.store.located import Key, Located, Place

# How many letters of a word have to agree before it is suggested.
_ALIKE = 0.7
_SHOWN = 60


class Misfits:
    """The faults of one file, collected.

    Args:
        file: what the file is called in errors.
        content: what it holds, for the lines.
    """

    def __init__(self, file: str, content: Located) -> None:
        self._file = file
        self._content = content
        self._found: list[RulebookError] = []

    def __bool__(self) -> bool:
        return bool(self._found)

    def told(self, template: str, place: Place, **values: object) -> None:
        """Notes a fault.

        Args:
            template: a sentence that begins with "{file}, line {line}, {place}: ".
        """
        line = self._content.line(place)
        named = {"file": self._file, "line": line, "place": spelled(place)}
        self._found.append(RulebookError(template, **named, **values))

    def sorted(self) -> tuple[RulebookError, ...]:
        """The faults in the order of their lines."""
        return tuple(sorted(self._found, key=lambda one: int(str(one.values["line"]))))

    def fitted(self, kind: type[Any], value: object, place: Place) -> Any:  # noqa: ANN401 - of the kind
        """The value as one of a class of the model; None, with faults noted, where it is none."""
        try:
            return TypeAdapter(kind).validate_python(value)
        except ValidationError as error:
            for one in error.errors(include_url=False):
                here = (*place, *one["loc"])
                if one["type"] == "enum":
                    known = [member.value for member in _kind_at(kind, one["loc"])]
                    self._explain_choice(here, one["input"], known)
                else:
                    self._explain(here, one)
        return None

    def _explain(self, place: Place, error: ErrorDetails) -> None:
        found, problem, key = shortened(error["input"]), error["msg"], ""
        match error["type"]:
            case "missing":
                template = "{file}, line {line}, {place}: it lacks the key {key}; add it."
                place, key = place[:-1], repr(place[-1])
            case "string_type":
                template = "{file}, line {line}, {place}: {found} is no text; put it in quotes."
            case "tuple_type":
                template = (
                    "{file}, line {line}, {place}: {found} is no list; put it in square brackets."
                )
            case "float_type" | "float_parsing":
                template = "{file}, line {line}, {place}: {found} is no number; write one."
            case "bool_type" | "bool_parsing":
                template = (
                    "{file}, line {line}, {place}: {found} is neither true nor false; write one."
                )
            case "dataclass_type":
                template = (
                    "{file}, line {line}, {place}: {found} has no keys; write its keys below it."
                )
            case _:
                template = "{file}, line {line}, {place}: {found} does not fit ({problem})."
        self.told(template, place, found=found, problem=problem, key=key)

    def _explain_choice(self, place: Place, word: object, known: list[str]) -> None:
        close = nearest(str(word), known)
        template = (
            "{file}, line {line}, {place}: {found} is none of {known}; perhaps {near} is meant."
            if close
            else "{file}, line {line}, {place}: {found} is none of {known}; choose one."
        )
        values = {"found": shortened(word), "known": ", ".join(known), "near": close}
        self.told(template, place, **values)

    def note_strangers(
        self, kind: type[Any], value: object, place: Place, more: tuple[str, ...] = ()
    ) -> None:
        """Notes keys that a class of the model has no field for.

        Args:
            more: keys that the value itself may have besides.
        """
        for where, known, key in _strangers(kind, value, place, more):
            close = nearest(key, known)
            template = (
                "{file}, line {line}, {place}: there is no key {key}; perhaps {near} is meant."
                if close
                else "{file}, line {line}, {place}: there is no key {key}; the keys are {known}."
            )
            values = {"key": repr(key), "known": ", ".join(known), "near": close}
            self.told(template, (*where, key), **values)


def spelled(place: Iterable[Key]) -> str:
    """A place in a file as ``items[3].all_of[0]``.

    >>> spelled(("items", 3, "all_of", 0)), spelled(())
    ('items[3].all_of[0]', 'the top')
    """
    text = "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in place)
    return shortened_text(text.removeprefix(".")) or "the top"


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that a misspelt one was meant for; None where none is near.

    >>> nearest("recipiants", ["purposes", "recipients"])
    'recipients'
    """
    return next(iter(get_close_matches(word[:_SHOWN], list(known), 1, _ALIKE)), None)


def shortened(found: object) -> str:
    """A value as the file may have it, not too long for a sentence."""
    if isinstance(found, Mapping):
        return "a mapping"
    return shortened_text("an empty entry" if found is None else repr(found))


def shortened_text(text: str) -> str:
    """The beginning of a text that is too long for a sentence."""
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}..."


def _strangers(
    kind: Any,  # noqa: ANN401 - whatever a field is annotated with
    value: object,
    place: Place,
    more: tuple[str, ...] = (),
) -> Iterator[tuple[Place, tuple[str, ...], str]]:
    kind = _bare(kind)
    if is_dataclass(kind) and isinstance(value, Mapping):
        hints = get_type_hints(kind)
        known = (*hints, *more)
        for key, inner in value.items():
            if key not in known:
                yield place, known, str(key)
            elif key in hints:
                yield from _strangers(hints[key], inner, (*place, str(key)))
    elif get_origin(kind) is tuple and isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _strangers(get_args(kind)[0], inner, (*place, index))


def _kind_at(kind: Any, place: Place) -> type[Enum]:  # noqa: ANN401 - whatever a field is annotated with
    """The enum that a place of a class's values has."""
    for key in place:
        kind = _bare(kind)
        kind = get_args(kind)[0] if isinstance(key, int) else get_type_hints(kind)[key]
    found: type[Enum] = _bare(kind)
    return found


def _bare(kind: Any) -> Any:  # noqa: ANN401 - whatever a field is annotated with
    """A kind without "or None"."""
    if get_origin(kind) is UnionType:
        return next(one for one in get_args(kind) if one is not NoneType)
    return kind
