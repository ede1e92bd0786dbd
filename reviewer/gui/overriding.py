"""Methods that Qt calls by name, made safe: what one raises is told, and the window goes on."""

from __future__ import annotations

from functools import wraps
from inspect import isfunction
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

_Class = TypeVar("_Class", bound=type)
_Asked = ParamSpec("_Asked")
_Answer = TypeVar("_Answer")


def overriding(cls: _Class) -> _Class:
    """Wrap each method of a class that overrides one of Qt's.

    Before Python 3.12 what C code raises, a failing ``int()`` or an access to a widget that is
    gone, is no exception object yet until somebody catches it. The binding (PySide6 6.10 and
    6.11) takes it for one when it leaves such a method, and the process dies.
    """
    qt = [base for base in cls.__mro__[1:] if base.__module__.startswith("PySide6")]
    for name, method in list(vars(cls).items()):
        inherited = not name.startswith("__") and any(name in vars(base) for base in qt)
        if inherited and isfunction(method):
            setattr(cls, name, _caught(method))
    return cls


def _caught(method: Callable[_Asked, _Answer]) -> Callable[_Asked, _Answer]:
    @wraps(method)
    def called(*arguments: _Asked.args, **named: _Asked.kwargs) -> _Answer:
        try:
            return method(*arguments, **named)
        except BaseException:  # noqa: TRY203 - being caught makes an object of it
            raise

    return called
