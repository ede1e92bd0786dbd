"""Errors carry a sentence, its values and their kind, also between processes."""

from __future__ import annotations

import inspect
import pickle

import pytest

from reviewer import errors
from reviewer.errors import ReadError, ReviewerError

KINDS = [
    kind
    for _, kind in inspect.getmembers(errors, inspect.isclass)
    if issubclass(kind, ReviewerError)
]


@pytest.mark.parametrize("kind", KINDS)
def test_that_an_error_crosses_processes_whole(kind: type[ReviewerError]) -> None:
    error = kind("There is no file {file}; look on page {page}.", file="a.txt", page=3)
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    assert type(again) is kind
    assert str(again) == str(error) == "There is no file a.txt; look on page 3."
    assert (again.template, again.values) == (error.template, error.values)


def test_that_every_error_stands_in_the_tree_of_the_docstring() -> None:
    for kind in KINDS:
        assert kind.__name__ in (errors.__doc__ or "")
        assert kind.__doc__


def test_that_values_are_not_read_as_placeholders() -> None:
    error = ReadError("There is no file {file}.", file="{odd} 100% {0}.txt")
    assert str(error) == "There is no file {odd} 100% {0}.txt."
