"""Checks the values of rulebook files against the classes of ``model/rules.py``.

Run as ``python -m reviewer.store.schema`` it writes the JSON schema of a whole
rulebook to ``resources/rulebook/schema/``, for editors that complete and check
while one types.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from reviewer.errors import RulebookError
from reviewer.model.rules import Rulebook
from reviewer.paths import resources

SCHEMA_FILE = "schema/rulebook.schema.json"

T = TypeVar("T")

Key = int | str


def checked(kind: type[T], value: object, file: str) -> T:
    """The value of a file as an instance of ``kind``.

    Args:
        kind: a class of the model, or a tuple or mapping of such.
        value: what the YAML parser made of the file.
        file: how the file is called in errors.

    Raises:
        RulebookError: a key is unknown or missing, or a value is of another
            kind than its class asks.
    """
    try:
        result = TypeAdapter(kind).validate_python(value)
    except ValidationError as error:
        raise _explained(error, value, file) from error
    for place, known, unknown in _unknown_keys(value, result, ()):
        template = (
            "The rulebook file {file} has an unknown key {key} at {place}; use one of {known}."
        )
        raise RulebookError(
            template,
            file=file,
            key=repr(unknown),
            place=_spelled(place, value),
            known=", ".join(known),
        )
    return result


def _explained(error: ValidationError, value: object, file: str) -> RulebookError:
    first = error.errors(include_url=False)[0]
    if first["type"] == "missing":
        template = "The rulebook file {file} lacks the key {key} at {place}; add it."
        place = _spelled(first["loc"][:-1], value)
        return RulebookError(template, file=file, key=repr(first["loc"][-1]), place=place)
    message = first["msg"]
    template = "The rulebook file {file} has {found} at {place}; {expected}."
    return RulebookError(
        template,
        file=file,
        found=_shortened(first["input"]),
        place=_spelled(first["loc"], value),
        expected=message[:1].lower() + message[1:],
    )


def _unknown_keys(
    value: object, result: object, place: tuple[Key, ...]
) -> Iterator[tuple[tuple[Key, ...], tuple[str, ...], str]]:
    """Keys of mappings that became no field: place, fields there are, key."""
    # pydantic passes over what a plain dataclass has no field for, and a
    # dataclass that must not know pydantic cannot ask for more.
    if is_dataclass(result) and isinstance(value, Mapping):
        known = tuple(field.name for field in fields(result))
        for key, inner in value.items():
            if key in known:
                yield from _unknown_keys(inner, getattr(result, key), (*place, key))
            else:
                yield place, known, str(key)
    elif isinstance(result, Mapping) and isinstance(value, Mapping):
        for (key, inner), made in zip(value.items(), result.values(), strict=True):
            yield from _unknown_keys(inner, made, (*place, str(key)))
    elif isinstance(result, tuple) and isinstance(value, Sequence):
        for index, (inner, made) in enumerate(zip(value, result, strict=True)):
            yield from _unknown_keys(inner, made, (*place, index))


def _spelled(place: Sequence[Key], value: object) -> str:
    """A place in a file in words: ids where entries have them, else numbers from 1."""
    words: list[str] = []
    for key in place:
        inner: object = None
        if isinstance(value, Mapping):
            inner = value.get(key)
        elif isinstance(value, Sequence) and isinstance(key, int) and key < len(value):
            inner = value[key]
        name = inner.get("id") if isinstance(inner, Mapping) and isinstance(key, int) else None
        words.append(str(name or (key + 1 if isinstance(key, int) else key)))
        value = inner
    return " > ".join(words) or "the top"


def _shortened(found: object) -> str:
    limit = 60
    text = repr(found)
    return text if len(text) <= limit else text[:limit] + "..."


def rulebook_schema() -> str:
    """The JSON schema of a whole rulebook, as the text of its file."""
    schema = TypeAdapter(Rulebook).json_schema()
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    return json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def main() -> None:
    """Writes the schema file anew."""
    path = resources() / "rulebook" / SCHEMA_FILE
    path.parent.mkdir(exist_ok=True)
    path.write_text(rulebook_schema(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
