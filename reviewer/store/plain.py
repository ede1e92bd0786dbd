"""Values of the model as plain lists, and back: the form in which they are kept."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_origin, get_type_hints

if TYPE_CHECKING:
    from collections.abc import Callable

    Make = Callable[[Any], Any]

T = TypeVar("T")

_PLAIN = (str, int, float, bool, object)
# A kind and None.
_OR_NONE = 2


def as_plain(value: object) -> object:
    """A value as JSON can hold it: of a dataclass the fields' values in order."""
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value):
        return [as_plain(getattr(value, field.name)) for field in fields(value)]
    if isinstance(value, tuple):
        return [as_plain(one) for one in value]
    if isinstance(value, dict):
        return {key: as_plain(one) for key, one in value.items()}
    return value


def from_plain(kind: type[T], plain: object) -> T:
    """The value of a kind, a dataclass, that was made plain.

    Raises:
        TypeError: the plain value is of no such kind, or no value of it can be made plain.
        ValueError: the plain value is of no such kind.
        KeyError: as ValueError.
    """
    made: T = _dataclass(kind)(plain)
    return made


@cache
def _maker(kind: Any) -> Make:  # noqa: ANN401 - whatever a field is annotated with
    """What makes values of a kind from plain ones."""
    if kind in _PLAIN:
        return _same
    if is_dataclass(kind):
        return _dataclass(kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {member.value: member for member in kind}.__getitem__
    return _container(get_origin(kind), get_args(kind))


def _container(origin: object, arguments: tuple[Any, ...]) -> Make:
    if origin is tuple and arguments[1:] == (Ellipsis,):
        make = _maker(arguments[0])
        return tuple if make is _same else lambda plain: tuple([make(one) for one in plain])
    if origin is dict and arguments[0] is str:
        make = _maker(arguments[1])
        return lambda plain: {key: make(one) for key, one in plain.items()}
    if origin is UnionType and NoneType in arguments and len(arguments) == _OR_NONE:
        (inner,) = (one for one in arguments if one is not NoneType)
        make = _maker(inner)
        return lambda plain: None if plain is None else make(plain)
    message = f"{origin} of {arguments} has no plain form"
    raise TypeError(message)


def _same(plain: Any) -> Any:  # noqa: ANN401 - as above
    return plain


def _dataclass(kind: Any) -> Make:  # noqa: ANN401 - as above
    hints = get_type_hints(kind)
    names = [field.name for field in fields(kind)]
    makers = [_maker(hints[name]) for name in names]

    def make(plain: list[Any]) -> Any:  # noqa: ANN401 - as above
        values = {name: maker(one) for name, maker, one in zip(names, makers, plain, strict=True)}
        return kind(**values)

    return make
