"""What the helper processes do for the table of policies; files are untrusted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from reviewer.checklist.overview import Overview
    from reviewer.model.policy import Policy

SUFFIXES = frozenset(
    (".pdf", ".docx", ".html", ".htm", ".xhtml", ".md", ".markdown", ".txt", ".review")
)
"""Of files that are listed; what they are is decided by their content."""

MOST = 1000
"""So many files of a folder are listed."""


@dataclass(frozen=True, slots=True)
class Listed:
    """The policies and reviews in a folder.

    Attributes:
        paths: by name.
        left_out: how many more there are.
    """

    paths: tuple[Path, ...]
    left_out: int = 0


def list_folder(folder: Path) -> Listed:
    """The policies and reviews in a folder itself, hidden files and folders left out.

    Raises:
        ReadError: the folder cannot be read.
    """
    try:
        found = sorted(
            (
                path
                for path in folder.iterdir()
                if path.suffix.lower() in SUFFIXES
                and not path.name.startswith(".")
                and path.is_file()
            ),
            key=lambda path: path.name.casefold(),
        )
    except OSError as error:
        raise ReadError(
            "The folder {name} cannot be read: {cause}. Check that it still exists and that you "
            "may open it.",
            name=folder.name,
            cause=error.strerror or "error",
        ) from error
    return Listed(tuple(found[:MOST]), max(0, len(found) - MOST))


def of_review(path: Path, chosen: Mapping[str, tuple[str, ...]]) -> Overview:
    """A review file in short.

    Args:
        chosen: ids of the checklists that count, by language, "en" or "zh".

    Raises:
        ReviewFileError: it is none, or not sound.
    """
    from reviewer.checklist.answers import Answered
    from reviewer.checklist.overview import overview
    from reviewer.model.history import fold
    from reviewer.store.review_file import load

    stored = load(path)
    working = fold(stored.contents.review, stored.edits)
    answered = Answered(working.review.analysis, stored.contents.rulebook)
    findings = answered.findings(working.decisions)
    return overview(working, findings, _for(working.review.policy, chosen))


def of_policy(policy: Policy, as_of: date, chosen: Mapping[str, tuple[str, ...]]) -> Overview:
    """A policy in short, analysed with what the helper has loaded."""
    from reviewer.checklist.overview import overview
    from reviewer.gui import worker
    from reviewer.model.history import fold
    from reviewer.model.review import Review, Timing

    analysis, seconds = worker.analyse(policy, as_of)
    timing = Timing(read=0.0, analyse=seconds)
    working = fold(Review(policy=policy, analysis=analysis, timing=timing))
    return overview(working, analysis.checklists, _for(policy, chosen))


def _for(policy: Policy, chosen: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    return chosen["zh" if policy.language.split("-")[0] == "zh" else "en"]
