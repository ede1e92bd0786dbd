"""The command line: every command but ``open`` works without a display.

Written with argparse: the window starts through here too, and a richer
library would cost it a good part of its time to the first paint. For the same
reason commands import what they need themselves.
"""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from reviewer import i18n, signing
from reviewer.bugs import watched
from reviewer.desktop import command as desktop
from reviewer.errors import ReadError, ReviewerError
from reviewer.faults import Faults, keep_log
from reviewer.output import (
    STANDARD,
    check_target,
    complain,
    discard,
    legible,
    say,
    standard_input,
    write,
)
from reviewer.training import command as training

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

    from reviewer.model.review import Review
    from reviewer.model.rules import Rulebook

DONE, FAILED, WRONG_USAGE = 0, 1, 2
# Their files are read by a helper, whose end is logged.
_GUARDED = frozenset({"analyze", "report", "sign", "verify"})

_Handler = Callable[[argparse.Namespace], int]


def run(arguments: Sequence[str]) -> int:
    """Runs one command.

    Returns:
        0 done; 1 the work could not be done and standard error says why in
        one sentence; 2 wrong usage.
    """
    faults = Faults(i18n.language())
    try:
        with watched(faults.note):
            return _dispatch(_parse(arguments))
    except ReviewerError as error:
        complain(faults.failure(error))
    except BrokenPipeError:
        # Whoever read our output has gone; there is nobody to tell.
        discard()
    except KeyboardInterrupt:
        pass
    except Exception as error:  # noqa: BLE001 - a bug, whose words may quote the policy
        complain(faults.bug(error))
    finally:
        gc.enable()
    return FAILED


class _Parser(argparse.ArgumentParser):
    """A parser whose mistakes leave with the contract's exit code."""

    def _print_message(self, message: str, file: SupportsWrite[str] | None = None) -> None:
        # Before Python 3.11.3 argparse fails where a program has no streams at all.
        stream = file or sys.stderr
        if stream is not None:
            super()._print_message(message, stream)

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(WRONG_USAGE, f"{self.prog}: {message}\n")


def _parse(arguments: Sequence[str]) -> argparse.Namespace:
    first = arguments[0] if arguments else "open"
    if first not in _COMMANDS and first not in {"-h", "--help", "--version", "--self-test"}:
        arguments = ["open", *arguments]
    return _parser().parse_args(arguments or ["open"])


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="reviewer", description="Reviews privacy policies.")
    parser.add_argument("--version", action="store_true", help="tell the versions and leave")
    parser.add_argument(
        "--self-test",
        action="store_true",
        help="analyse the bundled samples, write their reports into a temporary folder",
    )
    commands = parser.add_subparsers(dest="command", parser_class=_Parser, metavar="COMMAND")
    for name, (text, _, options) in _COMMANDS.items():
        options(commands.add_parser(name, help=text, description=text))
    return parser


def _dispatch(arguments: argparse.Namespace) -> int:
    if arguments.version:
        return _version()
    if arguments.self_test:
        return _self_test()
    if arguments.command in _GUARDED:
        keep_log()
    handler: _Handler = _COMMANDS[arguments.command or "open"][1]
    return handler(arguments)


def _version() -> int:
    from reviewer.versions import version_lines

    say(version_lines())
    return DONE


def _open_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="*", metavar="FILE", type=Path)


def _open(arguments: argparse.Namespace) -> int:
    # Where some can be opened the window shows these, and says which it could not read.
    if arguments.files and not any(map(_is_file, arguments.files)):
        raise ReadError(
            "There is no file {file}; check its name and folder.", file=arguments.files[0]
        )
    from reviewer.gui.app import run as run_window

    return run_window(arguments.files)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a folder that one may not enter, a name that is too long
        return False


def _input_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="a policy; - for standard input")
    parser.add_argument(
        "--checklist", action="append", default=[], metavar="ID", help="evaluate only this one"
    )
    parser.add_argument(
        "--as-of",
        type=_date,
        default=None,
        metavar="DATE",
        help="the date the analysis takes for today, as 2026-11-21",
    )
    parser.add_argument("--force", action="store_true", help="overwrite the output file")


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        message = f"{text!r} is no date; write it as 2026-11-21"
        raise argparse.ArgumentTypeError(message) from error


def _analyze_options(parser: argparse.ArgumentParser) -> None:
    _input_options(parser)
    parser.add_argument("--format", choices=("json", "text"), default="json")
    parser.add_argument("-o", "--output", default=STANDARD, metavar="OUT")


def _analyze(arguments: argparse.Namespace) -> int:
    check_target(arguments.output, force=arguments.force)
    review, rulebook = _reviewed(arguments)
    if arguments.format == "json":
        import json

        from reviewer.report.json import as_json

        text = json.dumps(as_json(review), ensure_ascii=False, indent=1)
    else:
        from reviewer.report.text import as_text

        text = as_text(review, rulebook)
    write(arguments.output, f"{text}\n".encode())
    return DONE


def _reviewed(arguments: argparse.Namespace) -> tuple[Review, Rulebook]:
    from reviewer import pipeline

    data, name = _read_input(arguments.file)
    gc.disable()  # the process ends with the command; looking for cycles costs a fifth of it
    options = pipeline.Options(
        as_of=arguments.as_of or date.today(),  # noqa: DTZ011 - the day where the reader sits
        checklists=tuple(dict.fromkeys(arguments.checklist)),
    )
    return pipeline.review_guarded(data, name, options)


def _read_input(name: str) -> tuple[bytes, str]:
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


def _report_options(parser: argparse.ArgumentParser) -> None:
    _input_options(parser)
    parser.add_argument("-o", "--output", required=True, metavar="OUT.pdf")
    parser.add_argument("--lang", choices=i18n.LANGUAGES, default="en")
    parser.add_argument("--reviewer", default="", metavar="NAME")


def _report(arguments: argparse.Namespace) -> int:
    check_target(arguments.output, force=arguments.force)
    review, rulebook = _reviewed(arguments)
    from reviewer.report.content import ReportOptions
    from reviewer.report.pdf import write_report

    options = ReportOptions(
        language=arguments.lang,
        reviewer=legible(arguments.reviewer),
        checklists=tuple(dict.fromkeys(arguments.checklist)),
    )
    write(arguments.output, write_report(review, rulebook, options))
    return DONE


def _classify_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("input", nargs="?", default=STANDARD, choices=(STANDARD,), metavar="-")


def _classify(_: argparse.Namespace) -> int:
    import json

    from reviewer import pipeline

    analyser = pipeline.load_analyser()
    for number, line in enumerate(standard_input(), start=1):
        if line.strip():
            text, language = _asked(line, number)
            answer = analyser.classify(text, language)
            result = {
                "categories": [category.value for category in answer.categories],
                "scores": {category.value: score for category, score in answer.scores.items()},
                "lang": answer.language,
            }
            say(json.dumps(result, ensure_ascii=False))
    return DONE


def _asked(line: bytes, number: int) -> tuple[str, str]:
    import json

    template = (
        'Line {number} of the input is no JSON object with a "text"; write one such object a line.'
    )
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ReadError(template, number=number) from error
    if not isinstance(value, dict) or not isinstance(value.get("text"), str):
        raise ReadError(template, number=number)
    language = value.get("lang") or ""
    return legible(value["text"]), legible(language) if isinstance(language, str) else ""


def _checklists_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", nargs="?", metavar="ID")
    parser.add_argument("--validate", type=Path, metavar="FILE", help="check a file of one's own")


def _checklists(arguments: argparse.Namespace) -> int:
    from reviewer import pipeline
    from reviewer.report.text import checklist_lines, checklists_lines
    from reviewer.store.rulebook import load_checklist

    rulebook = pipeline.load_rulebook()
    lines: Iterator[str]
    if arguments.validate is not None:
        checklist = load_checklist(arguments.validate, rulebook)
        lines = iter([f"{arguments.validate} is sound: {len(checklist.items)} items."])
    elif arguments.id is not None:
        chosen = next((one for one in rulebook.checklists if one.id == arguments.id), None)
        if chosen is None:
            raise pipeline.no_checklist(arguments.id, rulebook)
        lines = checklist_lines(chosen, i18n.language())
    else:
        lines = checklists_lines(rulebook, i18n.language())
    for line in lines:
        say(line)
    return DONE


def _self_test() -> int:
    import tempfile

    from reviewer import self_test

    folder = Path(tempfile.mkdtemp(prefix="reviewer-self-test-"))
    for line in self_test.run(folder):
        say(line)
    return DONE


_COMMANDS: dict[str, tuple[str, _Handler, Callable[[argparse.ArgumentParser], None]]] = {
    "open": ("open policies in the window", _open, _open_options),
    "analyze": (
        "extract clauses and check them against the checklists",
        _analyze,
        _analyze_options,
    ),
    "report": ("write the annotated review report as PDF", _report, _report_options),
    "classify": ("categories of texts given as JSON lines", _classify, _classify_options),
    "checklists": (
        "list the checklists, show one, or check a file",
        _checklists,
        _checklists_options,
    ),
    "sign": ("sign a report", signing.run_sign, signing.add_sign_options),
    "verify": (
        "tell whether a signed report is as it was signed",
        signing.run_verify,
        signing.add_verify_options,
    ),
    "train": ("learn the category models (developers)", training.run, training.add_options),
    "desktop": ("menu entry and file type of this program", desktop.run, desktop.add_options),
}
