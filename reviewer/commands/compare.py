"""The command ``compare``: what became of each clause between two versions of a policy."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from reviewer.commands.inputs import add_as_of, as_of, read_input
from reviewer.output import STANDARD, check_target, write

if TYPE_CHECKING:
    import argparse


def add_options(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of the command."""
    parser.add_argument("old", metavar="OLD", help="the earlier version; - for standard input")
    parser.add_argument("new", metavar="NEW", help="the later version")
    add_as_of(parser)
    parser.add_argument("--format", choices=("json", "text"), default="text")
    parser.add_argument("-o", "--output", default=STANDARD, metavar="OUT")
    parser.add_argument("--force", action="store_true", help="overwrite the output file")


def run(arguments: argparse.Namespace) -> int:
    """Reads, analyses, compares and writes; the exit code.

    Raises:
        ReadError: a version is no readable policy.
        OutputError: the result cannot be written.
    """
    import json

    from reviewer import guarded, pipeline
    from reviewer.report.comparison import as_json, as_text

    check_target(arguments.output, force=arguments.force)
    versions = read_input(arguments.old), read_input(arguments.new)
    gc.disable()  # the process ends with the command
    options = pipeline.Options(as_of=as_of(arguments))
    compared, rulebook = guarded.compare(*versions, options)
    if arguments.format == "json":
        text = json.dumps(as_json(compared), ensure_ascii=False, indent=1)
    else:
        text = as_text(compared, rulebook)
    write(arguments.output, f"{text}\n".encode())
    return 0
