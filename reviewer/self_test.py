"""Whether this installation works: samples to reports, and the window with its helpers.

For source trees, wheels and frozen apps alike; the last lose files and modules
easily, and nothing tells but trying.
"""

from __future__ import annotations

import multiprocessing
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from reviewer import bugs, guarded, pipeline
from reviewer.errors import SelfTestFailed, VerifyError
from reviewer.paths import resources

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.connection import Connection
    from pathlib import Path

    from reviewer.model.policy import Policy

_AS_OF = date(2026, 1, 1)
# A report of all checklists has eighty pages, which take long to read back.
_CHECKLISTS = ("eu_gdpr", "cn_pipl")
_WINDOW_SECONDS = 120.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleResult:
    """What came of one sample policy.

    Attributes:
        clauses: how many were found. pages: of the report.
    """

    name: str
    clauses: int
    report: Path
    pages: int


def run(folder: Path) -> Iterator[str]:
    """The lines that tell how each step went; the reports are left in a folder.

    Raises:
        SelfTestFailed: a step did not do its work.
        ReviewerError: a step ended with this.
    """
    results: list[SampleResult] = []
    for result in check_samples(folder):
        results.append(result)
        yield (
            f"{result.name}: {result.clauses} clauses, report of {result.pages} pages: "
            f"{result.report}"
        )
    check_signing(results[0].report.read_bytes())
    yield "signatures: two made with keys for trying out, and verified"
    shown = check_window()
    if isinstance(shown, str):
        yield f"window: not tried, Qt lacks a library of the system ({shown})"
        return
    if list(shown) != [result.clauses for result in results]:
        raise SelfTestFailed(
            "The window does not show what the samples hold; install the program again."
        )
    yield f"window: shows {', '.join(map(str, shown))} clauses"


def samples() -> tuple[Path, ...]:
    """The bundled policies, one in each language."""
    return tuple(sorted((resources() / "samples").iterdir()))


def check_samples(folder: Path) -> Iterator[SampleResult]:
    """Each sample analysed, its report written to a folder and read back.

    Raises:
        SelfTestFailed: nothing was found in a sample, or its words are not in the report.
        ReviewerError: a step of the way failed.
    """
    from reviewer.report.content import ReportOptions
    from reviewer.report.pdf import write_report

    for sample in samples():
        # As the commands do it: reading happens in a process of its own.
        review, loaded = guarded.review(
            sample.read_bytes(), sample.name, pipeline.Options(as_of=_AS_OF, checklists=_CHECKLISTS)
        )
        language = "zh" if review.policy.language.startswith("zh") else "en"
        report = folder / f"{sample.stem}.pdf"
        report.write_bytes(write_report(review, loaded.rulebook, ReportOptions(language=language)))
        read_back = pipeline.read(report.read_bytes(), report.name)
        clauses = review.analysis.clauses
        quotes = (review.policy.text[clause.span.start : clause.span.end] for clause in clauses)
        if not clauses or not _contains(read_back, next(quotes)):
            raise SelfTestFailed(
                "The report of {sample} lacks its words; install the program again.",
                sample=sample.name,
            )
        yield SampleResult(
            name=sample.name, clauses=len(clauses), report=report, pages=read_back.source.pages
        )


def _contains(policy: Policy, quote: str) -> bool:
    """Whether a text holds the beginning of a quote, wherever lines break."""
    return "".join(quote.split())[:40] in "".join(policy.text.split())


def check_signing(report: bytes) -> None:
    """Signs a report as reviewer and as approver, in memory, and verifies both signatures.

    Raises:
        SelfTestFailed: what was signed does not verify, or what was changed does.
        ReviewerError: a step of the way failed.
    """
    from reviewer.report.keys import self_signed
    from reviewer.report.sign import Order, SignerRole, sign
    from reviewer.report.verify import verify

    now = datetime.now(UTC)
    signed = report
    for role in SignerRole:
        key = self_signed("Self-test", now)
        signed = sign(signed, Order(key=key, role=role, moment=now))
    middle = len(report) // 2
    changed = bytes([signed[middle] ^ 1])
    try:
        forged = verify(signed[:middle] + changed + signed[middle + 1 :]).sound
    except VerifyError:
        forged = False
    if forged or not verify(signed).sound:
        raise SelfTestFailed(
            "Signatures on a report do not verify as they should; install the program again."
        )


def check_window() -> tuple[int, ...] | str:
    """How many clauses the window shows of each sample, or why no window can be made here.

    The window is made without a display, in a process of its own.

    Raises:
        SelfTestFailed: the window did not open or did not show the samples.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_show, args=(theirs, samples()), name="reviewer-window")
    process.start()
    theirs.close()
    answer: object = None
    try:
        with suppress(EOFError):
            answer = ours.recv() if ours.poll(_WINDOW_SECONDS) else None
    finally:
        process.kill()
        process.join()
        ours.close()
    if isinstance(answer, bugs.Bug):
        raise SelfTestFailed(
            "The window does not open ({kind}); install the program again.", kind=answer.kind
        )
    if not isinstance(answer, (str, tuple)):
        raise SelfTestFailed("The window does not open the samples; install the program again.")
    return answer


def _show(pipe: Connection, files: tuple[Path, ...]) -> None:
    from reviewer.gui.self_test import clauses_shown

    try:
        pipe.send(clauses_shown(files))
    except Exception as error:  # noqa: BLE001 - told by the process that asked
        pipe.send(bugs.describe(error))
