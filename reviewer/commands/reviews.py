"""The commands ``analyze``, ``report`` and ``info``: a policy, or a review that was kept."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reviewer import __version__, i18n
from reviewer.commands.inputs import (
    add_as_of,
    as_of,
    read_input,
    stored_input,
    tell_problems,
)
from reviewer.errors import OutputError, ReadError
from reviewer.output import STANDARD, check_target, legible, say, write

if TYPE_CHECKING:
    import argparse

    from reviewer.model.comparison import Compared
    from reviewer.model.history import WorkingReview
    from reviewer.model.review import Review
    from reviewer.model.rules import Rulebook


# Those of ``ReportPart``, which is not imported for the sake of a quick start.
PARTS = ("summary", "changes", "flags", "checklists", "conditions", "open_points", "peers",
         "named", "policy", "log", "method")  # fmt: skip
"""What a report can be limited to."""
_WORKBOOK, _VALUES = ".xlsx", ".csv"
# A report so named would open in no program.
_OTHER_KINDS = frozenset({
    ".doc", ".docx", ".htm", ".html", ".json", ".md", ".odt", ".ods", ".review", ".rtf",
    ".txt", ".xls",
})  # fmt: skip


def _input_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", metavar="FILE", help="a policy or a .review file; - for a policy on standard input"
    )
    parser.add_argument(
        "--checklist",
        action="append",
        default=[],
        metavar="ID",
        help="evaluate only this one; can be given again (without: all)",
    )
    add_as_of(parser)
    parser.set_defaults(said="")
    parser.add_argument("--force", action="store_true", help="overwrite the output file")


def add_analyze_options(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of ``analyze``."""
    _input_options(parser)
    parser.add_argument(
        "--language",
        dest="said",
        choices=("en", "zh"),
        help="what the policy is in, where its words tell otherwise",
    )
    parser.add_argument("--format", choices=("json", "text"), default="json", help="without: json")
    parser.add_argument(
        "-o", "--output", default=STANDARD, metavar="OUT", help="a file (without: standard output)"
    )


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
    """A review, analysed now or before, with the version of the program that did it.

    Attributes:
        working: the review with what people decided; None for one that was made now.
        former: of the version that decisions were carried over from; None where there is none.
    """

    review: Review
    rulebook: Rulebook
    program: str
    working: WorkingReview | None = None
    former: Review | None = None


def _reviewed(arguments: argparse.Namespace) -> _Reviewed:
    from reviewer import guarded, pipeline

    checklists = tuple(dict.fromkeys(arguments.checklist))
    stored = stored_input(arguments.file)
    if stored is not None:
        if arguments.said:
            raise ReadError(
                "{file} keeps the language that it was reviewed in; leave out --language, or name "
                "the policy itself.",
                file=Path(arguments.file).name,
            )
        from reviewer.report.stored import StoredOptions, review_stored, working_stored

        asked = StoredOptions(arguments.as_of, checklists)
        contents = stored.contents
        review, working = review_stored(stored, asked), working_stored(stored, asked)
        return _Reviewed(review, contents.rulebook, contents.program, working, contents.former)
    data, name = read_input(arguments.file)
    gc.disable()  # the process ends with the command; looking for cycles costs a fifth of it
    options = pipeline.Options(
        as_of=as_of(arguments),
        checklists=checklists,
    )
    review, loaded = guarded.review(data, name, options, arguments.said)
    tell_problems(loaded)
    return _Reviewed(review, loaded.rulebook, __version__)


def add_report_options(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of ``report``."""
    _input_options(parser)
    parser.add_argument(
        "-o",
        "--output",
        required=True,
        metavar="OUT",
        help="a .pdf; a .xlsx; or a .csv, for OUT-clauses.csv, OUT-items.csv and OUT-flags.csv",
    )
    parser.add_argument(
        "--lang", choices=i18n.LANGUAGES, default="en", help="of the report (without: en)"
    )
    parser.add_argument("--reviewer", default="", metavar="NAME", help="who is named as reviewer")
    parser.add_argument(
        "--bilingual", action="store_true", help="checklists in both languages, side by side"
    )
    parser.add_argument(
        "--part",
        action="append",
        default=[],
        choices=PARTS,
        help="write only this part; can be given again",
    )
    parser.add_argument(
        "--accepted-only", action="store_true", help="leave clauses unmarked that are not accepted"
    )
    parser.add_argument(
        "--whole-log", action="store_true", help="list every decision, however many there are"
    )
    parser.add_argument(
        "--since", default="", metavar="OLD", help="tell what changed since this version"
    )


def report(arguments: argparse.Namespace) -> int:
    """Writes the report; the exit code."""
    name = arguments.output
    if Path(name).suffix.lower() in _OTHER_KINDS:
        raise OutputError(
            "{file} would not be what its name says; name a file that ends in .pdf, .xlsx or .csv.",
            file=name,
        )
    kind = next((one for one in (_WORKBOOK, _VALUES) if name.lower().endswith(one)), ".pdf")
    from reviewer.report import outputs

    wanted = outputs.Kind(kind[1:])
    for key in outputs.keys(wanted):
        check_target(outputs.named(name, key), force=arguments.force)
    found = _reviewed(arguments)
    from reviewer.report.options import ReportOptions, ReportPart

    options = ReportOptions(
        language=arguments.lang,
        reviewer=legible(arguments.reviewer),
        checklists=tuple(dict.fromkeys(arguments.checklist)),
        parts=tuple(ReportPart(one) for one in dict.fromkeys(arguments.part)),
        accepted_only=arguments.accepted_only,
        bilingual=arguments.bilingual,
        whole_log=arguments.whole_log,
        comparison=_since(arguments.since, found),
    )
    review = found.working or found.review
    for made in outputs.outputs(review, found.rulebook, options, wanted):
        write(outputs.named(name, made.key), made.data)
    return 0


def _since(name: str, found: _Reviewed) -> Compared | None:
    """The review compared with an earlier version, a policy or a review file.

    Without a name that is the version that its decisions were carried over from.
    """
    if not name and found.former is None:
        return None
    from reviewer import guarded, pipeline
    from reviewer.analysis.compare import compare
    from reviewer.model.comparison import Compared

    analysis = found.review.analysis
    stored = stored_input(name) if name else None
    if not name and found.former is not None:
        old = found.former
    elif stored is not None:
        old = stored.contents.review
    else:
        checklists = tuple(one.id for one in analysis.checklists)
        options = pipeline.Options(as_of=analysis.as_of, checklists=checklists)
        old, _ = guarded.review(*read_input(name), options)
    return Compared(old=old, new=found.review, comparison=compare(old, found.review))


def add_info_options(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of ``info``."""
    parser.add_argument("file", metavar="FILE.review", type=Path)
    parser.add_argument("--format", choices=("json", "text"), default="text", help="without: text")


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
