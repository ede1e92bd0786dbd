"""A copy of an original with its review on it."""

from __future__ import annotations

from dataclasses import dataclass

from reviewer.errors import NotMarked


@dataclass(frozen=True, slots=True)
class Copied:
    """A copy of an original with its review on it.

    Attributes:
        placed: how many marks it shows.
        problems: a sentence for each mark that it does not show, or only in part, and for what
            else its reader has to know.
    """

    data: bytes
    placed: int
    problems: tuple[NotMarked, ...] = ()


def nowhere(words: str) -> NotMarked:
    """Told of words that have no place in the original."""
    return NotMarked(
        "The words “{words}” are not marked in the copy, as their place in the original is not "
        "known; the report tells what was found.",
        words=words,
    )


def in_part(words: str) -> NotMarked:
    """Told of words of which some have no place in the original."""
    return NotMarked(
        "The words “{words}” are marked only in part, as the place of the rest in the original is "
        "not known.",
        words=words,
    )
