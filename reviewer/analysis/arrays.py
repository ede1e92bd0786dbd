"""Tables as named arrays, and back: the form in which they can be kept in a file."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from reviewer.analysis.literals import Literals, Tails, Words
from reviewer.analysis.rows import Groups, Runs
from reviewer.analysis.stems import Short, Stems
from reviewer.analysis.tables import Tables
from reviewer.analysis.worded import Worded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    Array = NDArray[np.generic]

T = TypeVar("T")

_TABLES = (Tables, Literals, Tails, Words, Groups, Runs, Short, Stems, Worded)
_KINDS = {kind.__name__: kind for kind in _TABLES}
# Stands between texts; no phrase holds it, for YAML cannot write it plainly.
_BETWEEN = "\0"


def as_arrays(value: object, name: str = "") -> Iterator[tuple[str, Array]]:
    """The fields of tables, each under the names that lead to it.

    Raises:
        ValueError: a text holds what stands between texts.
    """
    if is_dataclass(value):
        for field in fields(value):
            yield from as_arrays(getattr(value, field.name), f"{name}.{field.name}")
    elif isinstance(value, tuple) and any(isinstance(one, str) for one in value):
        text = _BETWEEN.join(value)
        if text.count(_BETWEEN) != len(value) - 1:
            message = "a text holds a zero character"
            raise ValueError(message)
        yield name, np.frombuffer(text.encode("utf-8", "surrogatepass"), dtype=np.uint8)
    elif isinstance(value, tuple):
        for place, one in enumerate(value):
            yield f"{name}.{place}", one
    else:
        yield name, np.asarray(value)


def from_arrays(kind: type[T], arrays: Mapping[str, Array], name: str = "") -> T:
    """Tables of a kind from their arrays.

    Raises:
        KeyError: an array is missing.
        ValueError: one is not what it should be.
    """
    values: dict[str, object] = {}
    for field in fields(kind):  # type: ignore[arg-type]  # only dataclasses are asked for
        at = f"{name}.{field.name}"
        if field.type in _KINDS:
            values[field.name] = from_arrays(_KINDS[str(field.type)], arrays, at)
        elif field.type == "tuple[str, ...]":
            text = arrays[at].tobytes().decode("utf-8", "surrogatepass")
            values[field.name] = tuple(text.split(_BETWEEN)) if text else ()
        elif field.type == "tuple[Numbers, ...]":
            some: list[Array] = []
            while f"{at}.{len(some)}" in arrays:
                some.append(arrays[f"{at}.{len(some)}"])
            values[field.name] = tuple(some)
        else:
            values[field.name] = int(arrays[at]) if field.type == "int" else arrays[at]
    return kind(**values)
