"""What several commands are given: files, a date."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer import i18n
from reviewer.errors import ReadError
from reviewer.output import STANDARD, complain, legible, standard_input

if TYPE_CHECKING:
    from reviewer.pipeline import Loaded
    from reviewer.store.review_file import Stored


def add_as_of(parser: argparse.ArgumentParser) -> None:
    """Adds the option ``--as-of``."""
    parser.add_argument(
        "--as-of",
        type=_date,
        default=None,
        metavar="DATE",
        help="the date the analysis takes for today, as 2026-11-21",
    )


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        message = f"{text!r} is no date; write it as 2026-11-21"
        raise argparse.ArgumentTypeError(message) from error


def as_of(arguments: argparse.Namespace) -> date:
    """The date that was given, or today where the reader sits."""
    given: date | None = arguments.as_of
    return given or date.today()  # noqa: DTZ011


def read_input(name: str) -> tuple[bytes, str]:
    """The bytes of a file, or of standard input for "-", and the name to show.

    Raises:
        ReadError: it cannot be read.
    """
    if name == STANDARD:
        return standard_input().read(), "standard input"
    path = Path(name)
    try:
        return path.read_bytes(), legible(path.name)
    except FileNotFoundError as error:
        raise ReadError("There is no file {file}; check its name and folder.", file=name) from error
    except OSError as error:
        raise ReadError(
            "The file {file} cannot be read ({cause}); check that it is a file and that you may "
            "open it.",
            file=name,
            cause=error.strerror,
        ) from error


def stored_input(name: str) -> Stored | None:
    """What a review file holds; None where the name is not one's, by the file's first bytes."""
    if name == STANDARD:
        return None
    from reviewer import guarded
    from reviewer.store.review_head import HEAD, is_review_file

    path = Path(name)
    try:
        with path.open("rb") as file:
            if not is_review_file(file.read(HEAD)):
                return None
    except OSError:
        return None  # told when it is read as a policy
    return guarded.stored(path)


def tell_problems(loaded: Loaded) -> None:
    """Says which checklists of one's own were left out; the others are used."""
    for problem in loaded.problems:
        complain(i18n.sentence(problem, i18n.language()))
