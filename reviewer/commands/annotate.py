"""The command ``annotate``: a copy of the policy's own file that shows the review."""

from __future__ import annotations

import gc
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer import i18n
from reviewer.commands.inputs import add_as_of, as_of, read_input, stored_input, tell_problems
from reviewer.errors import NotCopied, OutputError, ReviewerError
from reviewer.output import STANDARD, check_target, complain, write

if TYPE_CHECKING:
    import argparse

    from reviewer.report.on_original.copied import Copied
    from reviewer.report.on_original.mark import Marked

_SECONDS = 120.0


def add_options(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of ``annotate``."""
    parser.add_argument(
        "file",
        metavar="FILE",
        help="a PDF or Word policy, or a .review file of one; - for a policy on standard input",
    )
    parser.add_argument(
        "-o", "--output", required=True, metavar="OUT", help="a .pdf or .docx as the source is"
    )
    parser.add_argument(
        "--accepted-only",
        action="store_true",
        help="mark accepted clauses and confirmed flags alone",
    )
    parser.add_argument("--lang", choices=i18n.LANGUAGES, default="en", help="of the notes")
    add_as_of(parser)
    parser.add_argument("--force", action="store_true", help="overwrite the output file")


def run(arguments: argparse.Namespace) -> int:
    """Writes the copy, and a line on standard error for all that is not in it; the exit code.

    Raises:
        NotCopied: the file is of a format without comments.
        ReadError, ReviewFileError, OutputError: a file cannot be read or written.
    """
    name = arguments.output
    check_target(name, force=arguments.force)
    _spare(arguments.file, name)
    source, told = _told(arguments)
    from reviewer.report.on_original.copying import ending

    wanted = ending(told.policy.source)
    if name != STANDARD and Path(name).suffix.lower() != wanted:
        raise OutputError(
            "{file} is a copy of a file of another kind; give it a name that ends in {ending}.",
            file=name,
            ending=wanted,
        )
    copy = _copied(source, told)
    write(name, copy.data)
    for problem in copy.problems:
        complain(i18n.sentence(problem, i18n.language()))
    return 0


def _spare(source: str, target: str) -> None:
    """Refuses to write over what is read.

    Raises:
        OutputError: both are one file.
    """
    if STANDARD in {source, target}:
        return
    one, other = Path(source), Path(target)
    if one.exists() and other.exists() and one.samefile(other):
        raise OutputError(
            "{file} is the original, which stays as it is; name another file.", file=target
        )


def _told(arguments: argparse.Namespace) -> tuple[bytes, Marked]:
    """The policy's file, and what its copy shall show: analysed now, or as a review file has it."""
    from reviewer import guarded, pipeline
    from reviewer.report.on_original.marking import marked
    from reviewer.report.on_original.options import MarkOptions
    from reviewer.report.stored import StoredOptions, working_stored

    options = MarkOptions(language=arguments.lang, accepted_only=arguments.accepted_only)
    stored = stored_input(arguments.file)
    if stored is not None:
        working = working_stored(stored, StoredOptions(arguments.as_of))
        return stored.contents.source, marked(working, stored.contents.rulebook, options)
    data, name = read_input(arguments.file)
    gc.disable()  # the process ends with the command; looking for cycles costs a fifth of it
    review, loaded = guarded.review(data, name, pipeline.Options(as_of=as_of(arguments)))
    tell_problems(loaded)
    return data, marked(review, loaded.rulebook, options)


def _copied(source: bytes, told: Marked) -> Copied:
    """The copy, made in a process that can be killed: nobody knows what the source holds."""
    from reviewer.bugs import Bug
    from reviewer.guard import READING_BYTES, Guarded
    from reviewer.report.on_original.copied import Copied
    from reviewer.report.on_original.copying import copied

    with closing(Guarded("reviewer-marker", READING_BYTES)) as helper:
        answer = helper.call(copied, (source, told), _SECONDS)
    if isinstance(answer, Bug):
        raise NotCopied(
            "Something unexpected went wrong with the file ({kind}); please report it.",
            kind=answer.kind,
            bug=answer,
        )
    if isinstance(answer, ReviewerError):
        raise answer
    if not isinstance(answer, Copied):
        raise TypeError(type(answer))
    return answer
