"""The way of the pipeline for files of others: read in a process that can be killed."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, cast

from reviewer import pipeline
from reviewer.errors import ReviewerError, ReviewFileError
from reviewer.garbage import uncollected

if TYPE_CHECKING:
    from pathlib import Path

    from reviewer.model.comparison import Compared
    from reviewer.model.policy import Policy
    from reviewer.model.review import Review
    from reviewer.model.rules import Rulebook
    from reviewer.store.review_file import Stored


def review(
    data: bytes, name: str, options: pipeline.Options, said: str = ""
) -> tuple[Review, pipeline.Loaded]:
    """Reads in a process that can be killed, loads the rulebook meanwhile, and analyses.

    Args:
        said: the language that a person chose, "en" or "zh"; empty: told from the text.

    Raises:
        ReadError: the bytes are no readable policy, or reading did not end well.
        RulebookError: a checklist is asked for that the rulebook lacks.
    """
    from reviewer.guard import Reading

    with Reading(pipeline.read_timed, data, name, "", said) as reading:
        analyser = pipeline.load_analyser()
        read_in = cast("tuple[Policy, float]", reading.answer())
    loaded = pipeline.Loaded(analyser.rulebook, analyser.problems)
    return pipeline.review_policy(read_in, analyser, options), loaded


def compare(
    old: Stored | tuple[bytes, str], new: Stored | tuple[bytes, str], options: pipeline.Options
) -> tuple[Compared, Rulebook]:
    """Reads two versions as :func:`review` does, analyses and compares them.

    Args:
        old, new: bytes and name of each, or what a review file holds, as it was analysed then.

    Raises:
        ReadError: one is no readable policy, or reading did not end well.
        RulebookError: a checklist is asked for that the rulebook lacks.
    """
    from reviewer.analysis import compare as comparing
    from reviewer.model.comparison import Compared

    first, second = _Version(old), _Version(new)
    with first, second:
        analyser = None
        if isinstance(old, tuple) or isinstance(new, tuple):
            analyser = pipeline.load_analyser()
        before, after = first.review(analyser, options), second.review(analyser, options)
    with uncollected():
        comparison = comparing.compare(before, after)
    rulebook = analyser.rulebook if analyser else _rulebook(new)
    return Compared(old=before, new=after, comparison=comparison), rulebook


def _rulebook(version: Stored | tuple[bytes, str]) -> Rulebook:
    return pipeline.load_rulebook() if isinstance(version, tuple) else version.contents.rulebook


class _Version:
    """One of two versions: read while the other is analysed, or reviewed before."""

    def __init__(self, given: Stored | tuple[bytes, str]) -> None:
        from reviewer.guard import Reading

        self._given = given
        self._reading = None
        if isinstance(given, tuple):
            self._reading = Reading(pipeline.read_timed, *given)

    def __enter__(self) -> None:
        if self._reading is not None:
            self._reading.__enter__()

    def __exit__(self, *raised: object) -> None:
        if self._reading is not None:
            self._reading.__exit__(*raised)

    def review(self, analyser: pipeline.Analyser | None, options: pipeline.Options) -> Review:
        """What the machine found in it, now or when it was kept."""
        if not isinstance(self._given, tuple):
            return self._given.contents.review
        if analyser is None or self._reading is None:
            raise TypeError
        read_in = cast("tuple[Policy, float]", self._reading.answer())
        return pipeline.review_policy(read_in, analyser, options)


def load_stored(path: Path) -> Stored:
    """What a review file holds, read and checked in this process.

    Raises:
        ReviewFileError: it cannot be read, or is not sound.
    """
    from reviewer.store.review_file import load

    with uncollected():
        return load(path)


def stored(path: Path) -> Stored:
    """What a review file holds, read and checked in a process that can be killed.

    Raises:
        ReviewFileError: it cannot be read, or is not sound.
    """
    from reviewer.bugs import Bug
    from reviewer.guard import READING_BYTES, STORED_SECONDS, Guarded, as_reading_review
    from reviewer.store.review_database import check_head

    check_head(path)  # most mistakes need no process
    with closing(Guarded("reviewer-reader", READING_BYTES)) as helper:
        answer = helper.call(load_stored, (path,), STORED_SECONDS)
    if isinstance(answer, Bug):
        raise ReviewFileError(
            "Something unexpected went wrong while {file} was read ({kind}); please report it.",
            file=path.name,
            kind=answer.kind,
            bug=answer,
        )
    if isinstance(answer, ReviewerError):
        raise as_reading_review(answer, path.name)
    return cast("Stored", answer)
