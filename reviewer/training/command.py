"""The command ``train``: labelled policies to the models that ship, each with its card."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.errors import ReadError
from reviewer.output import say

if TYPE_CHECKING:
    import argparse

LANGUAGES = ("en", "zh")


def add_options(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of the command."""
    parser.add_argument(
        "--capp", type=Path, required=True, metavar="FOLDER", help="with CAPP-130's train and dev"
    )
    parser.add_argument(
        "--own",
        type=Path,
        default=Path("resources/training"),
        metavar="FOLDER",
        help="with the project's own labelled policies",
    )
    parser.add_argument(
        "-o", "--output", type=Path, default=Path("resources/models"), metavar="FOLDER"
    )
    parser.add_argument("--language", choices=LANGUAGES, action="append", metavar="LANGUAGE")


def run(arguments: argparse.Namespace) -> int:
    """Trains, measures and writes; the exit code.

    Raises:
        ReadError: a corpus is not there, or the extra is not installed.
    """
    try:
        import sklearn  # noqa: F401
    except ImportError as error:
        raise ReadError(
            "Training needs scikit-learn; install the program with its extra: pip install .[train]."
        ) from error
    from reviewer.training.train import train

    arguments.output.mkdir(parents=True, exist_ok=True)
    for language in arguments.language or LANGUAGES:
        for line in train(language, arguments.capp, arguments.own, arguments.output):
            say(line)
    return 0
