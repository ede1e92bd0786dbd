"""Reports as a validator of PDF/A and PDF/UA judges them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from reviewer.paths import resources
from reviewer.pipeline import Options, review
from reviewer.report.pdf import ReportOptions, write_report
from tests.report.validation import broken_rules
from tests.shared import seeds

if TYPE_CHECKING:
    from pathlib import Path

    from reviewer.model.rules import Rulebook
    from reviewer.pipeline import Analyser
    from tests.report.extraction import Extracted


def test_that_small_reports_keep_every_rule(tmp_path: Path, report: Extracted) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(report.data)
    assert broken_rules(path) == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_that_reports_of_real_policies_keep_every_rule(
    tmp_path: Path, analyser: Analyser, bundled: Rulebook, language: str
) -> None:
    broken_rules()
    written = []
    for path in (*sorted((resources() / "samples").glob("*.txt")), *seeds()):
        found = review(path.read_bytes(), path.name, analyser, Options(as_of=date(2026, 1, 2)))
        written.append(tmp_path / f"{path.stem}.pdf")
        written[-1].write_bytes(write_report(found, bundled, ReportOptions(language=language)))
    assert broken_rules(*written) == []
