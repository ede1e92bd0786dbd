"""The commands ``analyze``, ``report`` and ``info``: a policy, or a review that was kept."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reviewer import __version__, i18n
from reviewer.commands.inputs import add_as_of, as_of, read_input, tell_problems
from reviewer.output import STANDARD, check_target, legible, say, write

if TYPE_CHECKING:
    import argparse

    from reviewer.model.review import Review
    from reviewer.model.rules import Rulebook
    from reviewer.store.review_file import Stored


def _input_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", metavar="FILE", help="a policy or a .review file; - for a policy on standard input"
    )
    parser.add_argument(
        "--checklist", action="append", default=[], metavar="ID", help="evaluate only this one"
    )
    add_as_of(parser)
    parser.add_argument("--force", action="store_true", help="overwrite the output file")


def add_analyze_options(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of ``analyze``."""
    _input_options(parser)
    parser.add_argument("--format", choices=("json", "text"), default="json")
    parser.add_argument("-o", "--output", default=STANDARD, metavar="OUT")


def analyze(arguments: argparse.Namespace) -> int:
    """Writes what was found in a policy, now or when it was kept; the exit code."""
    check_target(arguments.output, force=arguments.force)
    found = _reviewed(arguments)
    if arguments.format == "json":
        import json

        from reviewer.report.json import as_json

        text = json.dumps(
            as_json(found.review, program=found.program), ensure_ascii=False, indent=1
        )
    else:
        from reviewer.report.text import as_text

        text = as_text(found.review, found.rulebook)
    write(arguments.output, f"{text}\n".encode())
    return 0


class _Reviewed(NamedTuple):
    """A review, analysed now or before, with the version of the program that did it."""

    review: Review
    rulebook: Rulebook
    program: str


def _reviewed(arguments: argparse.Namespace) -> _Reviewed:
    from reviewer import guarded, pipeline

    checklists = tuple(dict.fromkeys(arguments.checklist))
    stored = _stored(arguments.file)
    if stored is not None:
        from reviewer.report.stored import StoredOptions, review_stored

        chosen = arguments.command == "report"
        review = review_stored(stored, StoredOptions(arguments.as_of, checklists, chosen=chosen))
        return _Reviewed(review, stored.contents.rulebook, stored.contents.program)
    data, name = read_input(arguments.file)
    gc.disable()  # the process ends with the command; looking for cycles costs a fifth of it
    options = pipeline.Options(
        as_of=as_of(arguments),
        checklists=checklists,
    )
    review, loaded = guarded.review(data, name, options)
    tell_problems(loaded)
    return _Reviewed(review, loaded.rulebook, __version__)


def _stored(name: str) -> Stored | None:
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


def add_report_options(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of ``report``."""
    _input_options(parser)
    parser.add_argument("-o", "--output", required=True, metavar="OUT.pdf")
    parser.add_argument("--lang", choices=i18n.LANGUAGES, default="en")
    parser.add_argument("--reviewer", default="", metavar="NAME")


def report(arguments: argparse.Namespace) -> int:
    """Writes the report; the exit code."""
    check_target(arguments.output, force=arguments.force)
    found = _reviewed(arguments)
    from reviewer.report.content import ReportOptions
    from reviewer.report.pdf import write_report

    options = ReportOptions(
        language=arguments.lang,
        reviewer=legible(arguments.reviewer),
        checklists=tuple(dict.fromkeys(arguments.checklist)),
    )
    write(arguments.output, write_report(found.review, found.rulebook, options))
    return 0


def add_info_options(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of ``info``."""
    parser.add_argument("file", metavar="FILE.review", type=Path)
    parser.add_argument("--format", choices=("json", "text"), default="text")


def info(arguments: argparse.Namespace) -> int:
    """Tells what a review file holds; the exit code."""
    from reviewer import guarded
    from reviewer.report import info as told

    stored = guarded.stored(arguments.file)
    name = legible(arguments.file.name)
    if arguments.format == "json":
        import json

        say(json.dumps(told.as_json(stored, name), ensure_ascii=False, indent=1))
    else:
        for line in told.lines(stored, name):
            say(line)
    return 0
