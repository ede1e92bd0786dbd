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
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from reviewer import i18n
from reviewer.bugs import watched
from reviewer.commands import annotate, compare, reviews, signing
from reviewer.commands.inputs import tell_problems
from reviewer.desktop import command as desktop
from reviewer.errors import ReadError, ReviewerError
from reviewer.faults import Faults, keep_log
from reviewer.output import (
    STANDARD,
    complain,
    discard,
    legible,
    say,
    standard_input,
)
from reviewer.training import command as training

if TYPE_CHECKING:
    from _typeshed import SupportsWrite


DONE, FAILED, WRONG_USAGE = 0, 1, 2
# Their files are read by a helper, whose end is logged.
_GUARDED = frozenset({"analyze", "annotate", "compare", "info", "report", "sign", "verify"})

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
    parser.add_argument(
        "--names",
        action="store_true",
        help="list the disclosures and conditions that a checklist of one's own can name",
    )


def _checklists(arguments: argparse.Namespace) -> int:
    from reviewer import pipeline
    from reviewer.report.text import checklist_lines, checklists_lines, names_lines

    if arguments.validate is not None:
        return _validate(arguments.validate)
    loaded = pipeline.load_with_own()
    tell_problems(loaded)
    rulebook = loaded.rulebook
    lines: Iterator[str]
    if arguments.names:
        lines = names_lines(rulebook, i18n.language())
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


def _validate(path: Path) -> int:
    from reviewer import pipeline
    from reviewer.report.text import checked_line
    from reviewer.store.own import examine, without_bundled

    examined = examine(path, without_bundled(pipeline.load_rulebook(), path))
    for fault in examined.faults:
        complain(i18n.sentence(fault, i18n.language()))
    if examined.checklist is None:
        return FAILED
    say(checked_line(path, examined.checklist))
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
        reviews.analyze,
        reviews.add_analyze_options,
    ),
    "report": (
        "write the review as an annotated PDF, a workbook or tables",
        reviews.report,
        reviews.add_report_options,
    ),
    "annotate": (
        "mark the review on a copy of its PDF or Word file",
        annotate.run,
        annotate.add_options,
    ),
    "info": (
        "what a review file holds, and whether it is sound",
        reviews.info,
        reviews.add_info_options,
    ),
    "classify": ("categories of texts given as JSON lines", _classify, _classify_options),
    "compare": ("clause-level differences of two versions", compare.run, compare.add_options),
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
