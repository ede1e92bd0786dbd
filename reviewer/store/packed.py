"""Frozen values as JSON that later versions read, and back with every value checked.

Large values are packed as rows: of a dataclass the fields' values, whose names stand once,
at the top. So a version that knows more fields reads what an older one wrote. Small values,
as edits are, name their fields each time. Either way a member of a union stands behind the
name of its class.

What is read may come from anybody: a value of another kind than its field asks, a span
beyond the text, half of a character or an endless number is refused.
"""

from __future__ import annotations

import json
import math
import re
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import Enum
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar, get_args, get_origin, get_type_hints

from reviewer.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Make = Callable[[Any], Any]
    Columns = dict[str, list[str]]

T = TypeVar("T")

_HALVES = re.compile("[\ud800-\udfff]")
# Whole numbers up to it are the same in every program that reads JSON.
_LARGEST = 1 << 53
# Plain as they are, but checked when they are read.
_SCALARS = (str, int, float, bool)


def pack(kind: type[T], value: T) -> bytes:
    """A value as rows, in UTF-8; the same value gives the same bytes.

    Raises:
        TypeError: a value of such a kind cannot be packed.
    """
    packer = _Packer(named=False)
    plain = packer.of(kind)(value)
    return _encoded({"columns": packer.columns, "value": plain})


def unpack(kind: type[T], data: bytes, length: int) -> T:
    """The value that was packed as rows.

    Args:
        length: of the text that spans point into.

    Raises:
        ValueError: the data holds no value of that kind.
        TypeError: as ValueError.
        KeyError: as ValueError.
        RecursionError: the data nests without end.
    """
    plain = _decoded(data)
    columns, value = plain["columns"], plain["value"]
    made: T = _Unpacker(_columns(columns), length).of(kind)(value)
    return made


def pack_named(kind: Any, value: object) -> str:  # noqa: ANN401 - a class or a union
    """A value with the names of its fields."""
    return _encoded(_Packer(named=True).of(kind)(value)).decode()


def unpack_named(kind: Any, text: str) -> Any:  # noqa: ANN401 - as above
    """The value that was packed with the names of its fields; spans may lead anywhere.

    Raises:
        ValueError: and others, as :func:`unpack`.
    """
    return _Unpacker(None, _LARGEST).of(kind)(_decoded(text))


def _encoded(plain: object) -> bytes:
    text = json.dumps(plain, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    # A name of a file can hold half of a character; its place is kept.
    return text.encode("utf-8", "replace")


def _decoded(data: bytes | str) -> Any:  # noqa: ANN401 - whatever JSON holds
    return json.loads(data, parse_constant=_refuse)


def _columns(plain: object) -> Columns:
    if not isinstance(plain, dict):
        _refuse("columns")
    found: Columns = {}
    for name, columns in plain.items():
        if not isinstance(columns, list) or not all(isinstance(one, str) for one in columns):
            _refuse("columns")
        found[name] = columns
    return found


def _refuse(what: object) -> NoReturn:
    # Never the value itself: the sentence about it may be logged.
    message = f"not as packed: {what}"
    raise ValueError(message)


def members(kind: Any) -> dict[str, type]:  # noqa: ANN401 - a union
    """The classes of a union by their names."""
    return {member.__name__: member for member in get_args(kind) if member is not NoneType}


def _is_tagged(kind: Any) -> bool:  # noqa: ANN401 - as above
    return get_origin(kind) is UnionType and NoneType not in get_args(kind)


class _Packer:
    """Makes values plain; one for each value, for it notes the columns."""

    def __init__(self, *, named: bool) -> None:
        self.columns: Columns = {}
        self._named = named
        self._made: dict[Any, Make] = {
            **dict.fromkeys(_SCALARS, lambda value: value),
            date: date.isoformat,
            Span: lambda value: [value.start, value.end],
        }

    def of(self, kind: Any) -> Make:  # noqa: ANN401 - whatever a field is annotated with
        if kind not in self._made:
            self._made[kind] = self._make(kind)
        return self._made[kind]

    def _make(self, kind: Any) -> Make:  # noqa: ANN401 - as above
        if isinstance(kind, type) and issubclass(kind, Enum):
            return lambda value: value.value
        if is_dataclass(kind):
            return self._dataclass(kind)
        if _is_tagged(kind):
            return self._union
        return self._container(kind)

    def _union(self, value: object) -> list[object]:
        return [type(value).__name__, self.of(type(value))(value)]

    def _container(self, kind: Any) -> Make:  # noqa: ANN401 - as above
        origin, arguments = get_origin(kind), get_args(kind)
        if origin is UnionType:
            make = self.of(_but_none(kind))
            return lambda value: None if value is None else make(value)
        if origin is dict:
            make = self.of(arguments[1])
            return lambda value: {key: make(one) for key, one in value.items()}
        if origin is tuple and arguments[1:] == (Ellipsis,):
            if arguments[0] in _SCALARS:
                return list
            make = self.of(arguments[0])
            return lambda value: [make(one) for one in value]
        if origin is tuple:
            makes = [self.of(one) for one in arguments]
            return lambda value: [make(one) for make, one in zip(makes, value, strict=True)]
        return _unpackable

    def _dataclass(self, kind: Any) -> Make:  # noqa: ANN401 - as above
        hints = get_type_hints(kind)
        makes = [(field.name, self.of(hints[field.name])) for field in fields(kind)]
        if self._named:
            return lambda value: {name: make(getattr(value, name)) for name, make in makes}
        self.columns[kind.__name__] = [name for name, _ in makes]
        return lambda value: [make(getattr(value, name)) for name, make in makes]


def _unpackable(value: object) -> NoReturn:
    message = f"{type(value).__name__} cannot be packed"
    raise TypeError(message)


def _but_none(kind: Any) -> Any:  # noqa: ANN401 - a union with None
    inner, *others = (one for one in get_args(kind) if one is not NoneType)
    if others:
        message = f"{kind} has no packed form"
        raise TypeError(message)
    return inner


class _Unpacker:
    """Makes values of plain ones.

    Args:
        columns: what stands in rows; None where values name their fields.
    """

    def __init__(self, columns: Columns | None, length: int) -> None:
        self._columns = columns
        self._length = length
        self._made: dict[Any, Make] = {str: _text, int: _whole, float: _number, bool: _truth}

    def of(self, kind: Any) -> Make:  # noqa: ANN401 - whatever a field is annotated with
        if kind not in self._made:
            self._made[kind] = self._make(kind)
        return self._made[kind]

    def _make(self, kind: Any) -> Make:  # noqa: ANN401 - as above
        if kind is date:
            return lambda plain: date.fromisoformat(_text(plain))
        if kind is Span:
            return self._span
        if isinstance(kind, type) and issubclass(kind, Enum):
            return _member(kind)
        if is_dataclass(kind):
            return self._named(kind) if self._columns is None else self._row(kind)
        if _is_tagged(kind):
            return self._union(kind)
        return self._container(kind)

    def _span(self, plain: Any) -> Span:  # noqa: ANN401 - whatever JSON holds
        start, end = _list(plain)
        if type(start) is int and type(end) is int and 0 <= start <= end <= self._length:
            return Span(start, end)
        return _refuse("span")

    def _union(self, kind: Any) -> Make:  # noqa: ANN401 - as above
        known = members(kind)

        def make(plain: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
            name, body = _list(plain)
            return self.of(known[name])(body)

        return make

    def _container(self, kind: Any) -> Make:  # noqa: ANN401 - as above
        origin, arguments = get_origin(kind), get_args(kind)
        if origin is UnionType:
            make = self.of(_but_none(kind))
            return lambda plain: None if plain is None else make(plain)
        if origin is dict:
            make = self.of(arguments[1])
            return lambda plain: {_text(key): make(one) for key, one in plain.items()}
        if origin is tuple and arguments[1:] == (Ellipsis,):
            make = self.of(arguments[0])
            return lambda plain: tuple([make(one) for one in _list(plain)])
        if origin is tuple:
            makes = [self.of(one) for one in arguments]
            return lambda plain: tuple(
                [make(one) for make, one in zip(makes, _list(plain), strict=True)]
            )
        return lambda plain: _refuse(type(plain).__name__)

    def _named(self, kind: Any) -> Make:  # noqa: ANN401 - as above
        hints = get_type_hints(kind)
        makes = {field.name: self.of(hints[field.name]) for field in fields(kind)}

        def make(plain: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
            if not isinstance(plain, dict):
                _refuse(kind.__name__)
            return kind(**{name: makes[name](one) for name, one in plain.items()})

        return make

    def _row(self, kind: Any) -> Make:  # noqa: ANN401 - as above
        hints = get_type_hints(kind)
        known = {field.name: field for field in fields(kind)}
        columns = self._columns[kind.__name__] if self._columns is not None else []
        if len(set(columns)) != len(columns) or not set(columns) <= set(known):
            _refuse(kind.__name__)
        for name in known.keys() - set(columns):
            if known[name].default is MISSING and known[name].default_factory is MISSING:
                _refuse(kind.__name__)
        makes = [(name, self.of(hints[name])) for name in columns]

        def make(plain: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
            values = zip(makes, _list(plain), strict=True)
            return kind(**{name: made(one) for (name, made), one in values})

        return make


def _text(plain: Any) -> str:  # noqa: ANN401 - whatever JSON holds
    if type(plain) is str and (plain.isascii() or not _HALVES.search(plain)):
        return plain
    return _refuse("text")


def _whole(plain: Any) -> int:  # noqa: ANN401 - as above
    return plain if type(plain) is int and abs(plain) < _LARGEST else _refuse("whole number")


def _number(plain: Any) -> float:  # noqa: ANN401 - as above
    # A float that is a whole number may be an int: it stands so in the model, too.
    if type(plain) is float and math.isfinite(plain):
        return plain
    return _whole(plain)


def _truth(plain: Any) -> bool:  # noqa: ANN401 - as above
    return plain if type(plain) is bool else _refuse("yes or no")


def _list(plain: Any) -> list[Any]:  # noqa: ANN401 - as above
    return plain if type(plain) is list else _refuse("list")


def _member(kind: type[Enum]) -> Make:
    known: Mapping[object, Enum] = {member.value: member for member in kind}
    (form,) = {type(member.value) for member in kind}

    def make(plain: Any) -> Enum:  # noqa: ANN401 - whatever JSON holds
        # True is 1 to a dict.
        return known[plain] if type(plain) is form else _refuse(kind.__name__)

    return make
