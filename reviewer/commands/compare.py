"""The command ``compare``: what became of each clause between two versions of a policy."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from reviewer.commands.inputs import add_as_of, as_of, read_input, stored_input
from reviewer.output import STANDARD, check_target, write

if TYPE_CHECKING:
    import argparse

    from reviewer.model.carrying import Carrying
    from reviewer.model.comparison import Compared
    from reviewer.store.review_file import Stored


def add_options(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of the command."""
    parser.add_argument(
        "old",
        metavar="OLD",
        help="the earlier version, a policy or a .review file; - for a policy on standard input",
    )
    parser.add_argument("new", metavar="NEW", help="the later version, the same")
    add_as_of(parser)
    parser.add_argument("--format", choices=("json", "text"), default="text", help="without: text")
    parser.add_argument(
        "-o", "--output", default=STANDARD, metavar="OUT", help="a file (without: standard output)"
    )
    parser.add_argument("--force", action="store_true", help="overwrite the output file")


def run(arguments: argparse.Namespace) -> int:
    """Reads, analyses, compares and writes; the exit code.

    Raises:
        ReadError: a version is no readable policy.
        ReviewFileError: a review file is not sound.
        OutputError: the result cannot be written.
    """
    import json

    from reviewer import guarded, pipeline
    from reviewer.report.comparison import as_json, as_text

    check_target(arguments.output, force=arguments.force)
    old, new = (stored_input(one) or read_input(one) for one in (arguments.old, arguments.new))
    gc.disable()  # the process ends with the command
    options = pipeline.Options(as_of=as_of(arguments))
    compared, rulebook = guarded.compare(old, new, options)
    carrying = _carrying(old, compared)
    if arguments.format == "json":
        text = json.dumps(as_json(compared, carrying), ensure_ascii=False, indent=1)
    else:
        text = as_text(compared, rulebook, carrying)
    write(arguments.output, f"{text}\n".encode())
    return 0


def _carrying(old: Stored | tuple[bytes, str], compared: Compared) -> Carrying | None:
    """What would become of the decisions of a review file; None where there are none."""
    if isinstance(old, tuple):
        return None
    from reviewer.analysis.carrying import carry
    from reviewer.model.history import fold

    working = fold(old.contents.review, old.edits)
    return carry(working, compared.new, compared.comparison, old.contents.identity)
