"""The calls that read files of others, with what they may take, and how they are told to fail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer import guard
from reviewer.gui import worker
from reviewer.gui.tasks import Place, Work

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reviewer.errors import ReviewerError

REVIEW = ".review"
"""What the name of a review file ends with."""


def is_review(path: Path) -> bool:
    """Whether a file is read as a review, by its name."""
    return path.suffix.lower() == REVIEW


def policy_from(path: Path) -> Work:
    """The call that reads a file's policy."""
    return Work(worker.read_file, (path,), guard.READING_SECONDS, Place.READER)


def review_from(
    path: Path, function: Callable[..., object] = worker.read_review, *others: object
) -> Work:
    """The call that reads a review file.

    Args:
        path: of the file.
        function: of a helper, with the path and the others as arguments.
        others: what it needs besides.
    """
    return Work(function, (path, *others), guard.STORED_SECONDS, Place.READER)


def in_words(error: ReviewerError, path: Path) -> ReviewerError:
    """An error of a call that reads a file, worded for the person who opened it."""
    if is_review(path):
        return guard.as_reading_review(error, path.name)
    return guard.as_reading(error)
